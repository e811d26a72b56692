use std::fmt;
use std::slice;
use std::str::FromStr;

use crate::encoding::{from_decimal, hash_from_base64, to_base64};
use crate::note::{Note, SigningKey, VerifierKey};
use crate::{Hash, LedgerError, MAX_TREE_SIZE, Result};

/// What a log signs: "at this size, this is my root" ([C2SP tlog-checkpoint](https://c2sp.org/tlog-checkpoint)).
///
/// As text: origin, size and base64 root, each on a line of its own. Extension lines are refused: this log has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, which is also the name of its key.
    pub origin: String,
    /// How many entries the tree has.
    pub size: u64,
    /// The root of the tree.
    pub root: Hash,
}

impl Checkpoint {
    /// Signs the checkpoint and returns the whole note. The key must bear the origin's name.
    ///
    /// Only mathematics: a log signs through [`crate::LogFolder::publish`], which first looks at what it signed before.
    pub fn sign(&self, key: &SigningKey) -> Result<String> {
        self.must_be_of(&key.verifier())?;
        key.sign(&self.to_string())
    }

    /// Reads a signed checkpoint and verifies that the log with this key signed it. Lines of witnesses are ignored.
    pub fn open(note: &str, key: &VerifierKey) -> Result<Self> {
        Self::open_any(note, slice::from_ref(key))
    }

    /// As [`Checkpoint::open`], for a log that has changed its key: any of its keys will do.
    pub fn open_any(note: &str, keys: &[VerifierKey]) -> Result<Self> {
        Self::of_note(&Note::open(note, keys)?, keys)
    }

    /// Reads the text of a note that was verified with these keys.
    pub(crate) fn of_note(note: &Note, keys: &[VerifierKey]) -> Result<Self> {
        let checkpoint: Self = note.text().parse()?;
        keys.iter().try_for_each(|key| checkpoint.must_be_of(key))?;
        Ok(checkpoint)
    }

    fn must_be_of(&self, key: &VerifierKey) -> Result<()> {
        if self.origin == key.name() {
            return Ok(());
        }
        Err(LedgerError::WrongOrigin { expected: key.name().to_owned(), found: self.origin.clone() })
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, to_base64(self.root))
    }
}

impl FromStr for Checkpoint {
    type Err = LedgerError;

    /// Reads the text that is signed, without the signatures.
    fn from_str(text: &str) -> Result<Self> {
        let body = text.strip_suffix('\n').ok_or(malformed("its last line isn't ended"))?;
        let mut lines = body.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(malformed("it hasn't exactly three lines"));
        };
        if origin.is_empty() {
            return Err(malformed("its origin is empty"));
        }
        let size = from_decimal(size).ok_or(malformed("its size isn't a plain decimal"))?;
        if size > MAX_TREE_SIZE {
            return Err(LedgerError::TooLarge { size });
        }
        let root = hash_from_base64(root).ok_or(malformed("its root isn't 32 bytes of base64"))?;
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedCheckpoint { why }
}
