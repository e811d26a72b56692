use std::fmt;
use std::str::FromStr;

use super::VerifierKey;
use super::key::valid_name;
use crate::encoding::{from_base64, to_base64};
use crate::{LedgerError, Result};

/// The largest note read, in bytes: sixteen post-quantum signatures fit with room to spare.
pub const MAX_NOTE_BYTES: usize = 256 * 1024;
/// The most signatures a note may have (the specification asks for at least 16).
pub const MAX_SIGNATURES: usize = 64;

/// A note that was read but, unless it came from [`Note::open`], not verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<Signature>,
}

/// One signature line of a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The signing key's name.
    pub name: String,
    /// The signing key's id.
    pub key_id: [u8; 4],
    /// What the key's algorithm made, at least one byte.
    pub bytes: Vec<u8>,
}

impl Note {
    /// Reads a note and verifies it with the keys one trusts.
    ///
    /// Signatures of other keys are ignored; a bad signature of a known key rejects the note
    /// ([`LedgerError::BadSignature`]), and so does the lack of a good one ([`LedgerError::NoKnownSignature`]).
    pub fn open(note: &str, known: &[VerifierKey]) -> Result<Self> {
        let note: Self = note.parse()?;
        note.verify(known)?;
        Ok(note)
    }

    /// Verifies with the keys one trusts, as [`Note::open`] does.
    pub fn verify(&self, known: &[VerifierKey]) -> Result<()> {
        let mut verified = false;
        for signature in &self.signatures {
            for key in known.iter().filter(|key| key.claims(signature)) {
                if !key.accepts(&self.text, &signature.bytes) {
                    return Err(LedgerError::BadSignature { key: key.name().to_owned() });
                }
                verified = true;
            }
        }
        if verified { Ok(()) } else { Err(LedgerError::NoKnownSignature) }
    }

    /// The signed text, ending in a newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures in the note's order, of known and unknown keys.
    pub fn signatures(&self) -> &[Signature] {
        &self.signatures
    }

    /// Adds another key's signature; one that is already there is left alone.
    pub fn add(&mut self, signature: Signature) -> Result<()> {
        if !valid_name(&signature.name) || signature.bytes.is_empty() {
            return Err(malformed("a signature has no proper name, or no bytes"));
        }
        if self.signatures.contains(&signature) {
            return Ok(());
        }
        if self.signatures.len() == MAX_SIGNATURES {
            return Err(malformed("it has too many signatures"));
        }
        self.signatures.push(signature);
        Ok(())
    }

    pub(super) fn unsigned(text: &str) -> Result<Self> {
        if !text.ends_with('\n') || text.len() > MAX_NOTE_BYTES || has_controls(text) {
            return Err(malformed("its text is too long, lacks a last newline or has control characters"));
        }
        Ok(Self { text: text.to_owned(), signatures: Vec::new() })
    }
}

impl FromStr for Note {
    type Err = LedgerError;

    fn from_str(note: &str) -> Result<Self> {
        if note.len() > MAX_NOTE_BYTES {
            return Err(malformed("it is too long"));
        }
        let blank = note.rfind("\n\n").ok_or(malformed("it has no empty line before its signatures"))?;
        let mut parsed = Self::unsigned(&note[..=blank])?;
        let lines = note[blank + 2..].strip_suffix('\n').ok_or(malformed("its last line isn't ended"))?;
        for line in lines.split('\n') {
            parsed.add(line.parse()?)?;
        }
        Ok(parsed)
    }
}

impl FromStr for Signature {
    type Err = LedgerError;

    /// Reads one line, without its newline.
    fn from_str(line: &str) -> Result<Self> {
        let line = line.strip_prefix("— ").ok_or(malformed("a signature line doesn't begin with a dash"))?;
        let (name, bytes) = line.split_once(' ').ok_or(malformed("a signature line is incomplete"))?;
        let bytes = from_base64(bytes).ok_or(malformed("a signature isn't base64"))?;
        let (key_id, bytes) = bytes.split_first_chunk().ok_or(malformed("a signature is too short"))?;
        if !valid_name(name) || bytes.is_empty() {
            return Err(malformed("a signature has no proper name, or no bytes"));
        }
        Ok(Self { name: name.to_owned(), key_id: *key_id, bytes: bytes.to_vec() })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "— {} {}", self.name, to_base64([self.key_id.as_slice(), &self.bytes].concat()))
    }
}

fn has_controls(text: &str) -> bool {
    text.bytes().any(|byte| byte < 0x20 && byte != b'\n')
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedNote { why }
}
