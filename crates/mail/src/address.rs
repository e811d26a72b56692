//! Where letters go.

use std::{fmt, str::FromStr};

use thiserror::Error;

/// A mail address, its domain in ASCII. `Debug` does not show it, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address(lettre::Address);

/// A text that is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no mail address")]
pub struct BadAddress;

impl Address {
    /// As it goes to a server.
    pub fn expose(&self) -> &str {
        self.0.as_ref()
    }

    pub(crate) fn inner(&self) -> &lettre::Address {
        &self.0
    }
}

impl FromStr for Address {
    type Err = BadAddress;

    /// RFC 5321: at most 64 bytes before the sign and 254 in all; letters outside ASCII are taken (RFC 6531), a
    /// domain in them is brought into ASCII.
    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let (user, domain) = text.rsplit_once('@').ok_or(BadAddress)?;
        // Nothing that could end a header line or a command may come near one, whatever the parser below takes.
        if text.len() > 254 || user.len() > 64 || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(BadAddress);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| BadAddress)?;
        lettre::Address::new(user, domain).map(Address).map_err(|_| BadAddress)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_parsed() {
        for (text, as_sent) in [
            ("asel@example.kz", "asel@example.kz"),
            ("asel+news@почта.қаз", "asel+news@xn--80a1acny.xn--80ao21a"),
            ("әсел@example.kz", "әсел@example.kz"),
        ] {
            let address = text.parse::<Address>();
            assert_eq!(address.as_ref().map(Address::expose), Ok(as_sent));
            assert_eq!(format!("{address:?}"), "Ok(Address(..))");
        }
    }

    #[test]
    fn nothing_else_is() {
        let long = format!("{}@example.kz", "a".repeat(65));
        for text in [
            "",
            "asel",
            "@example.kz",
            "asel@",
            "a b@example.kz",
            "asel@example.kz\r\nBcc: x@example.kz",
            "asel\r\nRCPT TO:<x@example.kz>@example.kz",
            "asel@exa mple.kz",
            "<asel@example.kz>",
            "a@b@example.kz",
            "asel@example.kz,x@example.kz",
            "asel\0@example.kz",
            "asel@-example.kz",
            &long,
        ] {
            assert_eq!(text.parse::<Address>(), Err(BadAddress), "{text:?}");
        }
    }
}
