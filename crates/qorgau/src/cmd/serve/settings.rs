//! What the service is told: by flags, by the environment, by a file; the first that says something counts.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::Result;
use serde::Deserialize;
use web::{door::Limits, tls::Certificate, watch::Level};

use crate::{fault::complaint, reach::Reach};

/// The name of the file beside the store.
pub(crate) const FILE: &str = "serve.toml";
/// The names of this machine.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
/// The longest file, in bytes.
const MOST: u64 = 64 << 10;

/// What can be said. A flag counts before its variable, the variable before the file; paths in the file are from its
/// folder.
#[derive(Debug, Clone, Default, PartialEq, clap::Args, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Said {
    /// Where https is served; 127.0.0.1:8443 where it is not said
    #[arg(long, env = "QORGAU_LISTEN", value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// Where plain http is redirected from; nowhere where it is not said
    #[arg(long, env = "QORGAU_REDIRECT_FROM", value_name = "ADDRESS:PORT")]
    redirect_from: Option<SocketAddr>,
    /// Where Prometheus reads metrics by plain http; nowhere where it is not said
    #[arg(long, env = "QORGAU_METRICS", value_name = "ADDRESS:PORT")]
    metrics: Option<SocketAddr>,
    /// What is written to stderr, a line of JSON each: off, error, or info, which is every request
    #[arg(long, env = "QORGAU_LOG", value_enum, value_name = "LEVEL")]
    log: Option<Log>,
    /// A name or address by which it is reached, for the self-made certificate; may be repeated, with commas in the variable
    #[arg(long, env = "QORGAU_NAME", value_name = "NAME", value_delimiter = ',')]
    #[serde(default)]
    name: Vec<String>,
    /// The certificate with those that vouch for it, as PEM; self-made where it is not said
    #[arg(long, env = "QORGAU_CERTIFICATE", value_name = "FILE", requires = "private_key")]
    certificate: Option<PathBuf>,
    /// The certificate's private key, as PEM
    #[arg(long, env = "QORGAU_PRIVATE_KEY", value_name = "FILE", requires = "certificate")]
    private_key: Option<PathBuf>,
    /// Connections at once; 4096 where it is not said
    #[arg(long, env = "QORGAU_CONNECTIONS", value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    connections: Option<u32>,
    /// A network that events may be sent to besides public addresses, or `loopback`; may be repeated, with commas in the variable
    #[arg(long, env = "QORGAU_HOOK_NETWORK", value_name = "NETWORK", value_delimiter = ',')]
    #[serde(default)]
    hook_network: Vec<Reach>,
}

/// How much is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Log {
    /// Nothing
    Off,
    /// What is at fault here
    Error,
    /// Every request too
    #[default]
    Info,
}

impl From<Log> for Level {
    fn from(log: Log) -> Self {
        match log {
            Log::Off => Level::Off,
            Log::Error => Level::Error,
            Log::Info => Level::Info,
        }
    }
}

/// What is done.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Settings {
    /// Where https is served.
    pub(crate) listen: SocketAddr,
    /// Where plain http is redirected from.
    pub(crate) redirect_from: Option<SocketAddr>,
    /// Where Prometheus reads metrics.
    pub(crate) metrics: Option<SocketAddr>,
    /// What is logged.
    pub(crate) log: Log,
    /// For whom the self-made certificate is.
    pub(crate) names: Vec<String>,
    /// The certificate that was given.
    pub(crate) certificate: Option<Certificate>,
    /// Connections at once.
    pub(crate) connections: usize,
    /// Where events may be sent besides public addresses.
    pub(crate) reach: Vec<Reach>,
}

impl Said {
    /// With what the file says: the one named, or `serve.toml` beside the store, which need not be there.
    ///
    /// # Errors
    /// The file can't be read or says something else; a certificate without its key.
    pub(crate) fn settle(self, file: Option<&Path>, dir: &Path) -> Result<Settings> {
        let path = file.map_or_else(|| dir.join(FILE), Path::to_owned);
        let filed = match read(&path)? {
            Some(text) => parse(&text, &path)?,
            None if file.is_some() => return Err(unreadable(&path, &io::ErrorKind::NotFound.into())),
            None => Self::default(),
        };
        let from = |named: PathBuf| path.parent().unwrap_or(Path::new(".")).join(named);
        let chosen = match (self.certificate, self.private_key) {
            (None, None) => (filed.certificate.map(from), filed.private_key.map(from)),
            said => said,
        };
        let certificate = match chosen {
            (Some(chain), Some(key)) => Some(Certificate { chain, key }),
            (None, None) => None,
            _ => return Err(complaint("serve-certificate-half", &[])),
        };
        let mut names: Vec<String> = HERE.map(str::to_owned).into();
        names.extend(if self.name.is_empty() { filed.name } else { self.name });
        let usual = SocketAddr::from(([127, 0, 0, 1], 8443));
        let connections =
            self.connections.or(filed.connections).map_or(Limits::default().connections, |n| n as usize);
        if connections == 0 {
            return Err(complaint("serve-connections", &[]));
        }
        Ok(Settings {
            listen: self.listen.or(filed.listen).unwrap_or(usual),
            redirect_from: self.redirect_from.or(filed.redirect_from),
            metrics: self.metrics.or(filed.metrics),
            log: self.log.or(filed.log).unwrap_or_default(),
            names,
            certificate,
            connections,
            reach: if self.hook_network.is_empty() { filed.hook_network } else { self.hook_network },
        })
    }
}

impl Settings {
    /// The names that were given, besides those of this machine.
    pub(crate) fn own_names(&self) -> &[String] {
        self.names.get(HERE.len()..).unwrap_or_default()
    }

    /// What counts where nothing is said; `None` where that is nothing.
    pub(crate) fn usual(&self, name: &str) -> Option<String> {
        match name {
            "listen" => Some(self.listen.to_string()),
            "connections" => Some(self.connections.to_string()),
            "log" => Some(format!("{:?}", self.log).to_lowercase()),
            "name" => Some(HERE.join(",")),
            _ => None,
        }
    }
}

fn parse(text: &str, path: &Path) -> Result<Said> {
    let bad = |why: toml::de::Error| {
        let args = [("path", path.display().to_string()), ("why", why.to_string())];
        complaint("serve-file", &args)
    };
    toml::from_str(text).map_err(bad)
}

pub(crate) fn read(path: &Path) -> Result<Option<String>> {
    match fs::metadata(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Ok(meta) if meta.len() > MOST => Err(unreadable(path, &io::ErrorKind::FileTooLarge.into())),
        Ok(_) => fs::read_to_string(path).map(Some).map_err(|why| unreadable(path, &why)),
        Err(why) => Err(unreadable(path, &why)),
    }
}

fn unreadable(path: &Path, why: &io::Error) -> anyhow::Error {
    complaint("unreadable", &[("path", path.display().to_string()), ("why", why.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_counts_before_the_file_and_the_file_before_what_is_usual() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(
            folder.path().join(FILE),
            "listen = '127.0.0.1:1'\nconnections = 5\ncertificate = 'a.crt'\nprivate-key = 'a.key'\n",
        )
        .expect("written");
        let said = Said { listen: "127.0.0.1:2".parse().ok(), ..Said::default() };
        let settled = said.settle(None, folder.path()).expect("settled");
        assert_eq!((settled.listen.port(), settled.connections), (2, 5));
        assert_eq!(settled.certificate.map(|one| one.chain), Some(folder.path().join("a.crt")));
        let usual = Said::default().settle(None, Path::new("nowhere")).expect("settled");
        assert_eq!(usual.listen.to_string(), "127.0.0.1:8443");
        assert_eq!(usual.certificate, None);
    }

    #[test]
    fn what_means_nothing_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(FILE);
        for bad in
            ["port = 1", "listen = 8443", "certificate = 'a.crt'", "connections = 0", "name = 'x'", "\u{0}"]
        {
            fs::write(&file, bad).expect("written");
            assert!(Said::default().settle(None, folder.path()).is_err(), "{bad}");
        }
        assert!(Said::default().settle(Some(Path::new("nowhere.toml")), folder.path()).is_err());
    }
}
