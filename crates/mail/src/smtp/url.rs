//! A server written as a URL.

use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::{Host, Url};
use zeroize::Zeroizing;

use super::{BadConfig, Credentials, SmtpConfig, Tls};

impl FromStr for SmtpConfig {
    type Err = BadConfig;

    /// `smtps://user:password@host:465`, `smtp://user:password@host:587` or `smtp+plain://127.0.0.1:25`; user,
    /// password and port may be absent, and user and password are percent-encoded.
    fn from_str(text: &str) -> Result<Self, BadConfig> {
        let url = Url::parse(text.trim()).map_err(|_| BadConfig::Form)?;
        let (tls, port) = match url.scheme() {
            "smtps" => (Tls::Implicit, 465),
            "smtp" => (Tls::StartTls, 587),
            "smtp+plain" => (Tls::NoneOnLoopback, 25),
            _ => return Err(BadConfig::Form),
        };
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadConfig::Form);
        }
        let host = match url.host() {
            Some(Host::Ipv6(ip)) => ip.to_string(),
            Some(Host::Ipv4(ip)) => ip.to_string(),
            Some(Host::Domain(name)) => idna::domain_to_ascii(&decode(name)?).map_err(|_| BadConfig::Form)?,
            None => return Err(BadConfig::Form),
        };
        let mut config = SmtpConfig::new(&host, url.port().unwrap_or(port), tls);
        if host.is_empty() || tls == Tls::NoneOnLoopback && !config.on_loopback() {
            return Err(if host.is_empty() { BadConfig::Form } else { BadConfig::Unencrypted });
        }
        config.credentials = match (url.username(), url.password()) {
            ("", None) => None,
            ("", Some(_)) | (_, None) => return Err(BadConfig::Form),
            (user, Some(password)) => Some(Credentials::new(&decode(user)?, &decode(password)?)),
        };
        Ok(config)
    }
}

fn decode(text: &str) -> Result<Zeroizing<String>, BadConfig> {
    let text = percent_decode_str(text).decode_utf8().map_err(|_| BadConfig::Form)?;
    Ok(Zeroizing::new(text.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_name_host_port_encryption_and_user() {
        let parsed = |text: &str| text.parse::<SmtpConfig>();
        let config = parsed("smtps://no-reply%40example.kz:p%3Ass%2F%D1%8F@mail.example.kz").unwrap();
        assert_eq!((config.host.as_str(), config.port, config.tls), ("mail.example.kz", 465, Tls::Implicit));
        assert_eq!(config.credentials, Some(Credentials::new("no-reply@example.kz", "p:ss/я")));
        let config = parsed("smtp://mail.example.kz:2525\n").unwrap();
        assert_eq!((config.port, config.tls, config.credentials), (2525, Tls::StartTls, None));
        assert_eq!(parsed("smtp://пошта.example.kz").unwrap().host, "xn--80a1acn3a.example.kz");
        for local in ["127.0.0.1", "localhost", "[::1]", "127.9.9.9"] {
            assert_eq!(parsed(&format!("smtp+plain://{local}:2525")).map(|c| c.port), Ok(2525), "{local}");
        }
    }

    #[test]
    fn nothing_leaves_this_machine_unencrypted() {
        for host in ["mail.example.kz", "192.0.2.1", "[2001:db8::1]", "localhost.example.kz", "0.0.0.0"] {
            let config = format!("smtp+plain://{host}").parse::<SmtpConfig>();
            assert_eq!(config, Err(BadConfig::Unencrypted), "{host}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "mail.example.kz",
            "http://mail.example.kz",
            "smtp:mail.example.kz",
            "smtps://",
            "smtps://:p@host",
            "smtps://user@host",
            "smtps://host/path",
            "smtps://host?tls=none",
            "smtps://host#x",
            "smtps://host:99999",
            "smtps://u:%ff@host",
        ] {
            assert_eq!(text.parse::<SmtpConfig>(), Err(BadConfig::Form), "{text:?}");
        }
    }

    #[test]
    fn the_password_is_never_shown() {
        let config = "smtps://asel:secret@mail.example.kz".parse::<SmtpConfig>().unwrap();
        let shown = format!("{config:?}");
        assert!(
            shown.contains("mail.example.kz") && !shown.contains("asel") && !shown.contains("secret"),
            "{shown}"
        );
    }
}
