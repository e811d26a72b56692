//! The key under which everything of this crate is hashed, signed and made a tag.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A keyed tag for an account, a device or a network: 16 bytes that say nothing without the key.
pub type Tag = [u8; 16];

/// 32 secret bytes, used for nothing else, kept apart from the rows that they protect; overwritten when dropped.
///
/// A new key ends all sessions, recovery codes, API keys, links and device tokens, and starts every limit anew.
/// Passwords and TOTP secrets don't depend on it.
#[derive(Clone)]
pub struct AccessKey(Hmac<Sha256>);

impl AccessKey {
    /// From the caller's key hierarchy.
    pub fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    /// HMAC-SHA-256 of a label and the parts, each after its length in 8 bytes: no two lists are one message.
    pub(crate) fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = self.0.clone();
        for part in std::iter::once(&label.as_bytes()).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The first 16 bytes of that.
    pub(crate) fn tag(&self, label: &str, parts: &[&[u8]]) -> Tag {
        let mac = self.mac(label, parts);
        std::array::from_fn(|i| mac[i])
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::key;

    #[test]
    fn no_two_lists_are_one_message() {
        let macs = [
            key().mac("a", &[b"bc"]),
            key().mac("ab", &[b"c"]),
            key().mac("a", &[b"b", b"c"]),
            key().mac("a", &[b"bc", b""]),
            AccessKey::new(&[8; 32]).mac("a", &[b"bc"]),
        ];
        for (i, mac) in macs.iter().enumerate() {
            assert!(!macs[..i].contains(mac), "{i}");
        }
        assert_eq!(key().tag("a", &[b"bc"])[..], macs[0][..16]);
    }

    /// Python: `hmac.new(bytes([7])*32, pack(">Q",1)+b"a"+pack(">Q",2)+b"bc", "sha256").hexdigest()`.
    #[test]
    fn it_is_hmac_sha_256() {
        assert_eq!(
            hex::encode(key().mac("a", &[b"bc"])),
            "430e46797a396e1f14f7243eb7cf5ecf52e33e21022b9fd7fd03663cbea8b9c6"
        );
    }

    #[test]
    fn a_key_is_never_shown() {
        assert_eq!(format!("{:?}", key()), "AccessKey(..)");
    }
}
