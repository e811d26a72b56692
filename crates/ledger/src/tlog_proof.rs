use std::fmt;
use std::str::FromStr;

use crate::encoding::{from_base64, from_decimal, hash_from_base64, to_base64};
use crate::note::{MAX_NOTE_BYTES, VerifierKey};
use crate::tiles::{TileSource, inclusion_proof};
use crate::{Checkpoint, Hash, LedgerError, MAX_TREE_SIZE, Result, leaf_hash, verify_inclusion};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// The largest extra data, in bytes.
const MAX_EXTRA_BYTES: usize = 64 * 1024;
/// A proof has at most one hash for each level of the highest tree.
const MAX_HASHES: usize = 63;
/// The largest part before the checkpoint: the extra data in base64, the hashes, and the other lines.
const MAX_HEAD_BYTES: usize = MAX_EXTRA_BYTES.div_ceil(3) * 4 + MAX_HASHES * 45 + 128;

/// Shows, without the log, that an entry is in it ([C2SP tlog-proof](https://c2sp.org/tlog-proof)). Kept in files
/// that end in `.tlog-proof`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// What the holder may need besides. **Not authenticated.**
    pub extra: Option<Vec<u8>>,
    /// The entry's place in the log, counted from zero.
    pub index: u64,
    /// From the leaf's sibling up to the root's child.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, byte for byte, with the lines of its witnesses.
    pub checkpoint: String,
}

impl TlogProof {
    /// Proves the entry at `index` to be under the signed `checkpoint`, out of the log's tiles.
    pub fn new(source: &dyn TileSource, index: u64, checkpoint: &str, key: &VerifierKey) -> Result<Self> {
        let size = Checkpoint::open(checkpoint, key)?.size;
        let hashes = inclusion_proof(source, index, size)?;
        Ok(Self { extra: None, index, hashes, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that the log with this key has the 32-byte `entry` at [`TlogProof::index`]. Returns the checkpoint
    /// that says so.
    pub fn verify(&self, entry: &Hash, key: &VerifierKey) -> Result<Checkpoint> {
        let checkpoint = Checkpoint::open(&self.checkpoint, key)?;
        verify_inclusion(&leaf_hash(entry), self.index, checkpoint.size, &self.hashes, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", to_base64(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.hashes {
            writeln!(f, "{}", to_base64(hash))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for TlogProof {
    type Err = LedgerError;

    fn from_str(text: &str) -> Result<Self> {
        if text.len() > MAX_HEAD_BYTES + MAX_NOTE_BYTES {
            return Err(malformed("it is too long"));
        }
        let (head, checkpoint) = text.split_once("\n\n").ok_or(malformed("it has no checkpoint"))?;
        if head.len() > MAX_HEAD_BYTES {
            return Err(malformed("it is too long"));
        }
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(malformed("it doesn't begin with its format's name"));
        }
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            Some(extra) => {
                lines.next();
                Some(from_base64(extra).ok_or(malformed("its extra data isn't base64"))?)
            }
            None => None,
        };
        if extra.as_ref().is_some_and(|extra| extra.len() > MAX_EXTRA_BYTES) {
            return Err(malformed("its extra data is too long"));
        }
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(from_decimal);
        let index =
            index.filter(|index| *index < MAX_TREE_SIZE).ok_or(malformed("its index is missing or wrong"))?;
        let hashes: Option<Vec<Hash>> = lines.map(hash_from_base64).collect();
        let hashes = hashes.ok_or(malformed("a hash isn't 32 bytes of base64"))?;
        if hashes.len() > MAX_HASHES {
            return Err(malformed("it has too many hashes"));
        }
        Ok(Self { extra, index, hashes, checkpoint: checkpoint.to_owned() })
    }
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedProof { why }
}
