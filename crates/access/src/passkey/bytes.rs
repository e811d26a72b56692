//! Bytes as WebAuthn's JSON forms write them: base64url without padding.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// At most `MOST` bytes. `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Bytes<const MOST: usize>(pub(super) Vec<u8>);

impl<const MOST: usize> Serialize for Bytes<MOST> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

impl<'de, const MOST: usize> Deserialize<'de> for Bytes<MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let within = text.len() <= MOST.div_ceil(3) * 4;
        let bytes = within.then(|| BASE64URL_NOPAD.decode(text.as_bytes()).ok()).flatten();
        let bytes = bytes.filter(|bytes| bytes.len() <= MOST);
        // what does not read is not repeated
        bytes.map(Self).ok_or_else(|| D::Error::custom(format_args!("not base64url of at most {MOST} bytes")))
    }
}

impl<const MOST: usize> fmt::Debug for Bytes<MOST> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}
