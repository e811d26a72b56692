//! An endpoint's address.

use std::fmt;

use thiserror::Error;
use url::{Host, Url};

use super::Networks;

/// An endpoint's address: `https://…`, or `http://…` on this very machine. `Debug` shows its host alone, since many
/// services put a secret into the path.
#[derive(Clone, PartialEq, Eq)]
pub struct Target(Url);

/// Why an address can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadTarget {
    /// No URL, or one with user, password or fragment.
    #[error("an endpoint is a URL such as https://example.com/hooks, without user, password or '#'")]
    Form,
    /// Over 2,048 bytes.
    #[error("an endpoint's URL has at most 2048 bytes")]
    Long,
    /// Not encrypted.
    #[error("an endpoint's URL begins with https://")]
    Unencrypted,
    /// An address in a network that nothing is sent to.
    #[error("an endpoint's address has to be public: that network has to be allowed first")]
    Network,
}

/// The longest URL.
const MOST: usize = 2048;

impl Target {
    /// Reads an address. A name is not resolved here: where it leads is seen at each sending.
    ///
    /// # Errors
    /// Why it can't be used.
    pub fn parse(text: &str, networks: &Networks) -> Result<Self, BadTarget> {
        let target = Self::read(text)?;
        if !target.encrypted() && !networks.plain_on_loopback() {
            return Err(BadTarget::Unencrypted);
        }
        match target.ip() {
            Some(ip) if !networks.allow_ip(ip) => Err(BadTarget::Network),
            _ => Ok(target),
        }
    }

    /// The form alone, as one that was accepted before is read.
    pub(super) fn read(text: &str) -> Result<Self, BadTarget> {
        if text.len() > MOST {
            return Err(BadTarget::Long);
        }
        let url = Url::parse(text).map_err(|_| BadTarget::Form)?;
        let plain = match url.scheme() {
            "https" => false,
            "http" => true,
            _ => return Err(BadTarget::Form),
        };
        let loopback = match url.host() {
            None | Some(Host::Domain("")) => return Err(BadTarget::Form),
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
        };
        if !url.username().is_empty()
            || url.password().is_some()
            || url.fragment().is_some()
            || url.port() == Some(0)
        {
            return Err(BadTarget::Form);
        }
        match () {
            () if plain && !loopback => Err(BadTarget::Unencrypted),
            () if url.as_str().len() > MOST => Err(BadTarget::Long), // names and paths may have grown in encoding
            () => Ok(Self(url)),
        }
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host: a name in ASCII, or an address (IPv6 in brackets).
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(crate) fn encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The address, if the host is one.
    pub(crate) fn ip(&self) -> Option<std::net::IpAddr> {
        match self.0.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(ip) => Some(ip.into()),
            Host::Ipv6(ip) => Some(ip.into()),
        }
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    /// Host and, unless it is the usual one, port (RFC 9110, 7.2).
    pub(crate) fn authority(&self) -> String {
        match self.0.port() {
            Some(port) => format!("{}:{port}", self.host()),
            None => self.host().to_owned(),
        }
    }

    /// Path and query (RFC 9112, 3.2.1).
    pub(crate) fn path(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({}, ..)", self.authority())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, BadTarget> {
        Target::parse(text, &Networks::public()).map(|target| target.as_str().to_owned())
    }

    #[test]
    fn a_target_is_an_https_url() {
        assert_eq!(parsed("https://Example.com/hooks?of=1").as_deref(), Ok("https://example.com/hooks?of=1"));
        assert_eq!(
            parsed("https://үлгі.example.com:8443").as_deref(),
            Ok("https://xn--c1ap6frq.example.com:8443/")
        );
        for bad in [
            "",
            "example.com",
            "//example.com",
            "ftp://example.com",
            "file:///etc/passwd",
            "https://",
            "https://user@example.com",
            "https://:p@example.com",
            "https://example.com/#x",
            "https://example.com:0",
            "https://example.com:99999",
            "https://exa mple.kz",
        ] {
            assert_eq!(parsed(bad), Err(BadTarget::Form), "{bad:?}");
        }
        assert_eq!(parsed("http://example.com"), Err(BadTarget::Unencrypted));
        assert!(parsed(&format!("https://example.com/{}", "x".repeat(2048 - 20))).is_ok());
        assert_eq!(parsed(&format!("https://example.com/{}", "x".repeat(2048 - 19))), Err(BadTarget::Long));
        assert_eq!(parsed(&format!("https://example.com/{}", "ү".repeat(1000))), Err(BadTarget::Long));
    }

    #[test]
    fn an_address_however_written_is_seen() {
        for bad in [
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:7f00:1]/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest/meta-data/",
            "https://%31%32%37.0.0.1/",
            "https://127。0。0。1/",
        ] {
            assert_eq!(parsed(bad), Err(BadTarget::Network), "{bad:?}");
        }
        assert_eq!(parsed("https://8.8.8.8/").as_deref(), Ok("https://8.8.8.8/"));
    }

    #[test]
    fn unencrypted_is_for_loopback_when_allowed() {
        let networks = Networks::public().and_plain_on_loopback();
        for (text, want) in [
            ("http://127.0.0.1:8080/", None),
            ("http://[::1]/", None),
            ("http://localhost/", None),
            ("http://localhost.example.com/", Some(BadTarget::Unencrypted)),
            ("http://10.0.0.1/", Some(BadTarget::Unencrypted)),
            ("http://8.8.8.8/", Some(BadTarget::Unencrypted)),
        ] {
            assert_eq!(Target::parse(text, &networks).err(), want, "{text}");
            assert_eq!(parsed(text), Err(BadTarget::Unencrypted), "{text}");
        }
    }

    #[test]
    fn the_path_is_never_shown() {
        let target =
            Target::parse("https://example.com:8443/T0/secret?x=secret", &Networks::public()).unwrap();
        assert_eq!(format!("{target:?}"), "Target(example.com:8443, ..)");
        assert_eq!((target.authority().as_str(), target.port()), ("example.com:8443", 8443));
        assert_eq!(target.path(), "/T0/secret?x=secret");
    }
}
