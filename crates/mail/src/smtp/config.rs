//! Which server, how encrypted, as whom.

use std::{fmt, net::IpAddr, time::Duration};

use thiserror::Error;
use zeroize::Zeroizing;

/// Which server, how encrypted, as whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpConfig {
    /// The server's name or address; its certificate has to be for it.
    pub host: String,
    /// 465 with [`Tls::Implicit`], 587 with [`Tls::StartTls`], as a rule.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// Whose certificates are good.
    pub trust: Trust,
    /// User name and password, where the server wants them.
    pub credentials: Option<Credentials>,
    /// How long connecting, or waiting for one answer, may take; 10 seconds by default.
    pub step: Duration,
    /// How long one letter may take as a whole; 30 seconds by default.
    pub deadline: Duration,
}

/// How the connection is encrypted. There is no "if possible": whoever sits on the line would say that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// From the first byte (RFC 8314). To be preferred.
    Implicit,
    /// Begun in plain text, encrypted before anything is said (RFC 3207); a server without it gets no letter.
    StartTls,
    /// Not at all; only for a server on this very machine.
    NoneOnLoopback,
}

/// Whose certificates are good.
#[derive(Clone, PartialEq, Eq)]
pub enum Trust {
    /// Those that the machine trusts.
    System,
    /// Those under these roots (PEM), and no others: an organisation's own authority.
    Only(Vec<u8>),
}

/// User name and password. `Debug` shows neither; the password is overwritten when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub(crate) user: String,
    pub(crate) password: Zeroizing<String>,
}

/// A configuration that would not be safe or can't work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadConfig {
    /// Not of the form expected.
    #[error(
        "write smtps://user:password@host:port (encrypted from the start), smtp://… (STARTTLS) or smtp+plain://127.0.0.1:port"
    )]
    Form,
    /// Unencrypted to another machine.
    #[error("without encryption letters go to this machine only (127.0.0.1, ::1 or localhost)")]
    Unencrypted,
    /// The roots can't be read.
    #[error("the trusted certificates can't be read: they have to be PEM")]
    Certificate,
    /// The encryption can't be set up: no host name, or no trusted certificates on this machine.
    #[error("encryption can't be set up: check the host name and this machine's trusted certificates")]
    Tls,
}

impl SmtpConfig {
    /// The defaults for a server.
    pub fn new(host: &str, port: u16, tls: Tls) -> Self {
        Self {
            host: host.to_owned(),
            port,
            tls,
            trust: Trust::System,
            credentials: None,
            step: Duration::from_secs(10),
            deadline: Duration::from_secs(30),
        }
    }

    pub(crate) fn on_loopback(&self) -> bool {
        self.target().parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    /// What to connect to. A resolver might send `localhost` anywhere, so that it is not asked.
    pub(crate) fn target(&self) -> &str {
        match (self.tls, self.host.as_str()) {
            (Tls::NoneOnLoopback, "localhost") => "127.0.0.1",
            (_, host) => host,
        }
    }
}

impl Credentials {
    /// User name and password.
    pub fn new(user: &str, password: &str) -> Self {
        Self { user: user.to_owned(), password: Zeroizing::new(password.to_owned()) }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Trust::System => "System",
            Trust::Only(_) => "Only(..)",
        })
    }
}
