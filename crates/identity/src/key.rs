//! The key under which codes are hashed and addresses become tags.

use std::{fmt, net::IpAddr};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A keyed tag for an address or a source: 16 bytes that say nothing without the key.
pub type Tag = [u8; 16];

/// 32 secret bytes, used for nothing else, kept apart from the rows that it protects; overwritten when dropped.
///
/// A code has 10⁶ to 10⁸ values: whoever holds hash *and* key finds it at once, whoever holds only the hash never.
#[derive(Clone)]
pub struct IdentityKey(Hmac<Sha256>);

impl IdentityKey {
    /// From the caller's key hierarchy. A new key makes every open challenge fail and every limit start anew.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    /// The tag of an address, which the caller has brought into one form (case, domain) before.
    pub fn address_tag(&self, address: &str) -> Tag {
        short(&self.mac(b"qorgau/address/1", &[address.as_bytes()]))
    }

    /// The tag of where a call comes from: an IPv4 address, or the first 64 bits of an IPv6 address, of which one
    /// customer has all the rest (RFC 6177). IPv4 written as IPv6 is IPv4.
    pub fn source_tag(&self, source: IpAddr) -> Tag {
        let mac = match source.to_canonical() {
            IpAddr::V4(v4) => self.mac(b"qorgau/source4/1", &[&v4.octets()]),
            IpAddr::V6(v6) => self.mac(b"qorgau/source6/1", &[&v6.octets()[..8]]),
        };
        short(&mac)
    }

    /// HMAC-SHA-256 of a 16-byte label and the parts, each after its length in 8 bytes: no two lists are one message.
    pub(crate) fn mac(&self, label: &[u8; 16], parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(label);
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

impl fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IdentityKey(..)")
    }
}

fn short(mac: &[u8; 32]) -> Tag {
    std::array::from_fn(|i| mac[i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_what_one_customer_has() {
        let key = IdentityKey::new(&[1; 32]);
        let tag = |ip: &str| key.source_tag(ip.parse().unwrap());
        assert_eq!(tag("192.0.2.7"), tag("::ffff:192.0.2.7"));
        assert_ne!(tag("192.0.2.7"), tag("192.0.2.8"));
        assert_eq!(tag("2001:db8:1:2::1"), tag("2001:db8:1:2:ffff::9"));
        assert_ne!(tag("2001:db8:1:2::1"), tag("2001:db8:1:3::1"));
        assert_ne!(tag("192.0.2.7"), key.address_tag("192.0.2.7"));
        assert_ne!(tag("192.0.2.7"), IdentityKey::new(&[2; 32]).source_tag("192.0.2.7".parse().unwrap()));
    }

    #[test]
    fn a_key_is_never_shown() {
        assert_eq!(format!("{:?}", IdentityKey::new(&[7; 32])), "IdentityKey(..)");
    }
}
