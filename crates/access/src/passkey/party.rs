//! The relying party: for which host passkeys are, and from which pages they are taken.

use std::net::IpAddr;

use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The service as authenticators know it (§4, "relying party identifier"; §5.8.1, "origin").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    id: String,
    origins: Vec<String>,
}

/// What was given is no host that a passkey can be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a passkey is for a host name in lower-case ASCII, not for an address")]
pub struct NotAHost;

/// The one host name that is meant for this machine alone.
const LOCALHOST: &str = "localhost";

impl RelyingParty {
    /// A host that is reached by https at 443 and at these ports; `localhost` by http as well, since browsers take it for
    /// safe (W3C Secure Contexts, §3.1).
    ///
    /// # Errors
    /// [`NotAHost`].
    pub fn new(host: &str, ports: &[u16]) -> Result<Self, NotAHost> {
        if !is_host(host) {
            return Err(NotAHost);
        }
        let schemes: &[&str] = if host == LOCALHOST { &["https", "http"] } else { &["https"] };
        let mut origins = Vec::new();
        for scheme in schemes {
            origins.push(format!("{scheme}://{host}"));
            origins.extend(ports.iter().map(|port| format!("{scheme}://{host}:{port}")));
        }
        Ok(Self { id: host.to_owned(), origins })
    }

    /// The first of these names that is a host's and not this machine's own; `localhost` where there is none.
    pub fn of_names(names: &[String], ports: &[u16]) -> Self {
        let hosts = names.iter().filter(|name| *name != LOCALHOST);
        let first = hosts.map(|name| name.to_ascii_lowercase()).find(|name| is_host(name));
        let host = first.as_deref().unwrap_or(LOCALHOST);
        Self::new(host, ports).unwrap_or_else(|NotAHost| Self { id: host.to_owned(), origins: Vec::new() })
    }

    /// Its identifier: the host's name.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether pages of this origin are its own.
    pub(super) fn is_at(&self, origin: &str) -> bool {
        self.origins.iter().any(|own| own == origin)
    }

    /// Whether authenticator data is for it.
    pub(super) fn is(&self, hash: &[u8; 32]) -> bool {
        *hash == *Sha256::digest(self.id.as_bytes())
    }
}

impl Default for RelyingParty {
    /// This machine.
    fn default() -> Self {
        Self::of_names(&[], &[])
    }
}

/// A name of labels in letters, digits and dashes (RFC 1123, §2.1); no address.
fn is_host(name: &str) -> bool {
    let label = |label: &str| {
        let letters = label.bytes().all(|c| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        (1..=63).contains(&label.len()) && letters && !label.starts_with('-') && !label.ends_with('-')
    };
    // the last label of an address in any writing is a number, which no host's is
    let number = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|c| c.is_ascii_digit()));
    name.len() <= 253 && name.split('.').all(label) && !number && name.parse::<IpAddr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_a_host_and_its_own_pages() {
        let party = RelyingParty::new("example.com", &[8443]).unwrap();
        assert!(party.is_at("https://example.com") && party.is_at("https://example.com:8443"));
        for other in [
            "http://example.com",
            "https://example.com:8444",
            "https://www.example.com",
            "https://example.com.",
            "https://example.org",
            "null",
            "",
        ] {
            assert!(!party.is_at(other), "{other}");
        }
        assert!(RelyingParty::new("localhost", &[80]).unwrap().is_at("http://localhost:80"));
        for bad in [
            "",
            ".",
            "a..b",
            "192.0.2.1",
            "::1",
            "2130706433",
            "Example.com",
            "ex_ample.com",
            "-a.com",
            "a b",
        ] {
            assert_eq!(RelyingParty::new(bad, &[]), Err(NotAHost), "{bad}");
        }
    }

    #[test]
    fn it_is_the_first_host_that_the_settings_name() {
        let of = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            RelyingParty::of_names(&names, &[8443]).id
        };
        assert_eq!(of(&["localhost", "127.0.0.1", "::1", "Example.com", "example.org"]), "example.com");
        assert_eq!(of(&["localhost", "192.0.2.1"]), "localhost");
        assert_eq!(of(&[]), "localhost");
    }
}
