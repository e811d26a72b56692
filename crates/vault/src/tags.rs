use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A blind-index tag or a row's MAC: the first 16 bytes of an HMAC-SHA-256.
pub type Tag = [u8; 16];

/// HMAC-SHA-256 with its key already taken in; a message starts from a copy.
pub(crate) struct Tagger(Hmac<Sha256>);

impl Tagger {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    /// Tags `named` parts, each preceded by its length in 8 bytes, and then `last`, which needs none:
    /// so no two lists of parts are the same message.
    pub(crate) fn tag(&self, named: &[&[u8]], last: &[u8]) -> Tag {
        let mut mac = self.0.clone();
        for part in named {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.update(last);
        let full = mac.finalize().into_bytes();
        let mut tag = [0; 16];
        tag.copy_from_slice(&full[..16]);
        tag
    }
}
