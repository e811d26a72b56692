//! Keys by which machines sign in: `qorgau_<id>_<secret><checksum>`.
//!
//! Id, secret and checksum are base32 in lower case (RFC 4648), of 5, 32 and 4 bytes: 8, 52 and 7 letters. The checksum
//! is the CRC-32 (IEEE) of all that stands before it, so that a typo, and a scanner for leaked secrets, can tell a key
//! without asking anybody: `qorgau_[a-z2-7]{8}_[a-z2-7]{59}`.

use std::{fmt, str::FromStr};

use data_encoding::{Encoding, Specification};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::{AccessKey, Random, hidden::Hidden};

const PREFIX: &str = "qorgau_";
const ID: usize = 8;
const SECRET: usize = 52;
const CHECKSUM: usize = 7;
/// The length of a key's text.
pub const LENGTH: usize = PREFIX.len() + ID + 1 + SECRET + CHECKSUM;

/// The public name of a key: eight letters, by which it is looked up, listed and revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct KeyId([u8; 5]);

/// Not eight letters of base32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an API key's id is 8 letters of a-z and 2-7")]
pub struct NotAKeyId;

/// A key, as its holder has it. Neither `Display` nor `Debug` shows the secret; it is overwritten when dropped.
#[derive(Clone)]
pub struct ApiKey {
    id: KeyId,
    secret: Hidden<32>,
}

/// Why a text is no key. It never holds anything of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotAnApiKey {
    /// It doesn't begin with `qorgau_`.
    #[error("an API key begins with qorgau_")]
    Prefix,
    /// It is cut off, or more than a key.
    #[error("an API key has {LENGTH} characters; this one was cut off, or something was added")]
    Length,
    /// It holds something besides `a-z`, `2-7`, and the second `_` in its place.
    #[error("an API key holds only a-z, 2-7 and _; this one was mistyped")]
    Character,
    /// A letter was changed.
    #[error("the API key's checksum doesn't fit; a letter was mistyped")]
    Checksum,
}

/// What is kept of a key: its id and the keyed hash of its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoredKey {
    id: KeyId,
    hash: Hidden<32>,
}

impl ApiKey {
    /// A new key, which is shown once, and what is kept of it.
    ///
    /// Ids have 40 random bits: if the id is already taken, generate again.
    pub fn generate(key: &AccessKey, rng: &mut Random<'_>) -> (Self, StoredKey) {
        let mut id = KeyId([0; 5]);
        rng(&mut id.0);
        let api_key = Self { id, secret: Hidden::random(rng) };
        let stored = StoredKey { id, hash: api_key.hash(key) };
        (api_key, stored)
    }

    /// Reads a key, exactly as it was shown.
    ///
    /// # Errors
    /// [`NotAnApiKey`].
    pub fn parse(text: &str) -> Result<Self, NotAnApiKey> {
        let body = text.strip_prefix(PREFIX).ok_or(NotAnApiKey::Prefix)?;
        if text.len() != LENGTH {
            return Err(NotAnApiKey::Length);
        }
        let (id, rest) = body.as_bytes().split_at(ID);
        let [b'_', rest @ ..] = rest else { return Err(NotAnApiKey::Character) };
        let (secret, checksum) = rest.split_at(SECRET);
        let letters = |bytes: &[u8]| bytes.iter().all(|c| matches!(c, b'a'..=b'z' | b'2'..=b'7'));
        if !letters(id) || !letters(secret) || !letters(checksum) {
            return Err(NotAnApiKey::Character);
        }
        let sum = crc32fast::hash(&text.as_bytes()[..LENGTH - CHECKSUM]);
        if base32().encode(&sum.to_be_bytes()).as_bytes() != checksum {
            return Err(NotAnApiKey::Checksum);
        }
        let mut key = Self { id: KeyId([0; 5]), secret: Hidden([0; 32]) };
        // Bits beyond the last byte have to be zero, so that a key has one text; with a right checksum they always are.
        decode(id, &mut key.id.0).ok_or(NotAnApiKey::Checksum)?;
        decode(secret, &mut key.secret.0).ok_or(NotAnApiKey::Checksum)?;
        Ok(key)
    }

    /// The public part, to look up what is stored.
    pub fn id(&self) -> KeyId {
        self.id
    }

    /// The whole text, for its holder and nobody else.
    pub fn expose(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH)); // never moved, so nothing is left behind
        let base32 = base32();
        text.push_str(PREFIX);
        base32.encode_append(&self.id.0, &mut text);
        text.push('_');
        base32.encode_append(&self.secret.0, &mut text);
        let sum = crc32fast::hash(text.as_bytes());
        base32.encode_append(&sum.to_be_bytes(), &mut text);
        text
    }

    /// Whether this is the stored key. The work is the same for an id that nobody has (`None`): one HMAC and one
    /// comparison in constant time.
    pub fn check(&self, key: &AccessKey, stored: Option<&StoredKey>) -> bool {
        let nobodys = StoredKey { id: self.id, hash: Hidden([0; 32]) };
        let same = self.hash(key).ct_eq(&stored.unwrap_or(&nobodys).hash);
        // The id is hashed as well: another key's row doesn't fit.
        bool::from(same) & stored.is_some()
    }

    fn hash(&self, key: &AccessKey) -> Hidden<32> {
        Hidden(key.mac("qorgau/apikey/1", &[&self.id.0, &self.secret.0]))
    }
}

impl StoredKey {
    /// Which key it is.
    pub fn id(&self) -> KeyId {
        self.id
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiKey({}, ..)", self.id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base32().encode(&self.0))
    }
}

impl FromStr for KeyId {
    type Err = NotAKeyId;
    fn from_str(text: &str) -> Result<Self, NotAKeyId> {
        let mut id = Self([0; 5]);
        decode(text.as_bytes(), &mut id.0).ok_or(NotAKeyId)?;
        Ok(id)
    }
}

impl TryFrom<String> for KeyId {
    type Error = NotAKeyId;
    fn try_from(text: String) -> Result<Self, NotAKeyId> {
        text.parse()
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        id.to_string()
    }
}

/// RFC 4648's base32 in lower case, without padding.
fn base32() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification.encoding().expect("the alphabet has 32 letters")
}

fn decode(text: &[u8], out: &mut [u8]) -> Option<()> {
    let base32 = base32();
    if base32.decode_len(text.len()).ok()? != out.len() {
        return None;
    }
    base32.decode_mut(text, out).ok().map(|_| ())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{key, rng};

    fn generate(seed: u64) -> (ApiKey, StoredKey) {
        ApiKey::generate(&key(), &mut rng(seed))
    }

    /// The check value that every catalogue of CRCs gives for CRC-32/ISO-HDLC.
    #[test]
    fn the_checksum_is_crc_32() {
        assert_eq!(crc32fast::hash(b"123456789"), 0xcbf4_3926);
    }

    /// RFC 4648, section 10, in lower case without padding.
    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (plain, text) in
            [("", ""), ("f", "my"), ("fo", "mzxq"), ("foob", "mzxw6yq"), ("foobar", "mzxw6ytboi")]
        {
            assert_eq!(base32().encode(plain.as_bytes()), text);
        }
    }

    /// By Python's `base64` and `zlib`: id 0..5, secret 5..37.
    #[test]
    fn the_text_is_what_another_program_makes_of_it() {
        let mut next = 0_u8;
        let mut count = |out: &mut [u8]| {
            out.iter_mut().for_each(|byte| {
                *byte = next;
                next += 1;
            })
        };
        let (api_key, _) = ApiKey::generate(&key(), &mut count);
        assert_eq!(
            api_key.expose().as_str(),
            "qorgau_aaaqeaye_audaocajbifqydiob4ibceqtcqkrmfyydenbwha5dypsaijcemsaww2lbwy"
        );
        assert_eq!(api_key.expose().len(), LENGTH);
    }

    #[test]
    fn a_key_passes_against_its_own_row_alone() {
        let ((mine, stored), (_, other)) = (generate(1), generate(2));
        let read = ApiKey::parse(&mine.expose()).unwrap();
        assert_eq!(read.id(), stored.id());
        assert!(read.check(&key(), Some(&stored)));
        assert!(!read.check(&key(), Some(&other)));
        assert!(!read.check(&AccessKey::new(&[8; 32]), Some(&stored)));
        assert!(!read.check(&key(), None));
        // Another's secret under my id.
        let forged = ApiKey { id: mine.id, secret: generate(2).0.secret };
        assert!(!forged.check(&key(), Some(&stored)));
        // My secret under another's id.
        let forged = ApiKey { id: other.id, secret: mine.secret.clone() };
        assert!(!forged.check(&key(), Some(&stored)));
    }

    #[test]
    fn errors_are_exact() {
        let text = generate(1).0.expose();
        let error = |text: &str| ApiKey::parse(text).err();
        assert_eq!(error(""), Some(NotAnApiKey::Prefix));
        assert_eq!(error(&text.to_uppercase()), Some(NotAnApiKey::Prefix));
        assert_eq!(error(&text[1..]), Some(NotAnApiKey::Prefix));
        assert_eq!(error(&text[..74]), Some(NotAnApiKey::Length));
        assert_eq!(error(&format!("{}\n", &*text)), Some(NotAnApiKey::Length));
        assert_eq!(error(&text.replacen(&text[20..21], "1", 1)), Some(NotAnApiKey::Character));
        assert_eq!(error(&format!("{}-{}", &text[..15], &text[16..])), Some(NotAnApiKey::Character));
        assert_eq!(error(&format!("{}ә", &text[..LENGTH - 2])), Some(NotAnApiKey::Character));
    }

    #[test]
    fn it_is_stored_as_id_and_hash_and_never_shown() {
        let (api_key, stored) = generate(1);
        let json = serde_json::to_string(&stored).unwrap();
        assert_eq!(serde_json::from_str::<StoredKey>(&json).unwrap(), stored);
        assert!(!json.contains(&api_key.expose()[16..40]) && !json.contains(&hex::encode(api_key.secret.0)));
        assert_eq!(format!("{api_key:?}"), format!("ApiKey({}, ..)", api_key.id()));
        assert_eq!(format!("{stored:?}"), format!("StoredKey {{ id: {:?}, hash: .. }}", stored.id));
        assert!(serde_json::from_str::<StoredKey>(&json.replacen('{', "{\"more\":1,", 1)).is_err());
        assert_eq!("abcdefg1".parse::<KeyId>(), Err(NotAKeyId));
        assert_eq!("abcdefghi".parse::<KeyId>(), Err(NotAKeyId));
    }

    proptest! {
        #[test]
        fn every_typo_of_one_letter_is_found(seed in any::<u64>(), place in 7..LENGTH, letter in "[a-z2-7]") {
            let text = generate(seed).0.expose();
            let typo = format!("{}{letter}{}", &text[..place], &text[place + 1..]);
            let expected = if typo == *text { None } else if place == 15 { Some(NotAnApiKey::Character) } else { Some(NotAnApiKey::Checksum) };
            prop_assert_eq!(ApiKey::parse(&typo).err(), expected);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = ApiKey::parse(&text);
            let _ = ApiKey::parse(&format!("qorgau_{text}"));
        }
    }
}
