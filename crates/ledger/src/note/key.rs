use std::fmt;
use std::str::FromStr;

use ed25519_dalek::Signer as _;
use sha2::{Digest as _, Sha256};

use super::{Note, Signature};
use crate::encoding::{from_base64, to_base64};
use crate::{LedgerError, Result};

/// Longest key name accepted, in bytes.
const MAX_NAME_BYTES: usize = 255;
/// The signature type of Ed25519 over the note's text.
const ED25519: u8 = 0x01;

/// The secret half of a log's key. Zeroed when dropped; `Debug` shows the name only.
#[derive(Clone)]
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

impl SigningKey {
    /// Makes a key from 32 random bytes that come from outside; the same seed makes the same key. The seed stays
    /// the caller's to wipe.
    ///
    /// `name` is the log's origin, best an address without a scheme: `log.example.kz/acts`. Fails with
    /// [`LedgerError::MalformedKey`] when it is empty, over 255 bytes, or has a space, a control character or a plus.
    pub fn generate(name: &str, seed: &[u8; 32]) -> Result<Self> {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, secret.verifying_key())?;
        Ok(Self { secret, verifier })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        self.verifier.name()
    }

    /// The public half.
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    /// Signs `text`, which must end in a newline and hold no other control characters. Returns the whole note.
    ///
    /// Fails with [`LedgerError::MalformedNote`] for any other text.
    pub fn sign(&self, text: &str) -> Result<String> {
        let mut note = Note::unsigned(text)?;
        let bytes = self.secret.sign(text.as_bytes()).to_bytes().to_vec();
        note.add(Signature { name: self.name().to_owned(), key_id: self.verifier.id, bytes })?;
        Ok(note.to_string())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("name", &self.name()).finish_non_exhaustive()
    }
}

/// The public half of a log's key, written `<name>+<key id in hex>+<base64 of 0x01 ‖ public key>`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    public: ed25519_dalek::VerifyingKey,
}

impl VerifierKey {
    /// The key's name: the origin of its log.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of `SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)`.
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// Whether the signature line claims to be by this key.
    pub(crate) fn claims(&self, signature: &Signature) -> bool {
        self.name == signature.name && self.id == signature.key_id
    }

    /// Whether the bytes are this key's signature of the text. Strict: one signature has one spelling.
    pub(crate) fn accepts(&self, text: &str, signature: &[u8]) -> bool {
        ed25519_dalek::Signature::from_slice(signature)
            .is_ok_and(|signature| self.public.verify_strict(text.as_bytes(), &signature).is_ok())
    }

    fn new(name: &str, public: ed25519_dalek::VerifyingKey) -> Result<Self> {
        if !valid_name(name) {
            return Err(malformed("its name is empty, too long, or has a space or a plus sign"));
        }
        let digest = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n', ED25519])
            .chain_update(public.as_bytes())
            .finalize();
        Ok(Self { name: name.to_owned(), id: [digest[0], digest[1], digest[2], digest[3]], public })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[ED25519], self.public.as_bytes().as_slice()].concat();
        write!(f, "{}+{:08x}+{}", self.name, u32::from_be_bytes(self.id), to_base64(key))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self> {
        if text.len() > MAX_NAME_BYTES + 64 {
            return Err(malformed("it is too long"));
        }
        // A name has no plus sign; base64 may.
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(malformed("it hasn't three parts joined by plus signs"));
        };
        let key = from_base64(key).ok_or(malformed("its last part isn't base64"))?;
        let Some((&ED25519, public)) = key.split_first() else {
            return Err(malformed("it isn't an Ed25519 key"));
        };
        let public = public.try_into().map_err(|_| malformed("its public key isn't 32 bytes"))?;
        let public = ed25519_dalek::VerifyingKey::from_bytes(public)
            .map_err(|_| malformed("its public key isn't a point of the curve"))?;
        let key = Self::new(name, public)?;
        if key.to_string() != text {
            return Err(malformed("its key id doesn't fit its name and public key"));
        }
        Ok(key)
    }
}

/// Non-empty, no Unicode spaces, no plus sign (signed-note), and no control characters.
pub(super) fn valid_name(name: &str) -> bool {
    let fits = (1..=MAX_NAME_BYTES).contains(&name.len());
    fits && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedKey { why }
}
