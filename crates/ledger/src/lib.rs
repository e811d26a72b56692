//! The memory that can't be rewritten: a Merkle log (RFC 6962 hashing), signed checkpoints, tiles, proofs and
//! offline verification in the C2SP formats, so that verifiers written by others can check it.
//!
//! The crate knows nothing of the domain and touches no database. An *entry* is 32 bytes, a commitment to two
//! salted parts ([`entry_commitment`]); what the parts say is the caller's business.
//!
//! ```
//! use ledger::{LogFolder, TlogProof, entry_commitment, note::SigningKey, part_hash};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let dir = tempfile::tempdir()?;
//! let key = SigningKey::generate("log.example.kz/acts", &[7; 32])?; // the seed comes from outside
//! let log = LogFolder::create(dir.path(), &key)?;
//!
//! let entry = entry_commitment(&part_hash(&[1; 32], b"who, what, when"), &part_hash(&[2; 32], b"about whom"));
//! let tree = log.extend([entry])?;
//! let checkpoint = log.publish(&key, tree.size(), &tree.root())?;
//!
//! let proof = TlogProof::new(log.tiles(), 0, &checkpoint, &key.verifier())?.to_string();
//! proof.parse::<TlogProof>()?.verify(&entry, &key.verifier())?; // anywhere, with nothing but the verifier key
//! # Ok(())
//! # }
//! ```

mod checkpoint;
mod compare;
mod encoding;
mod error;
mod folder;
mod frontier;
mod hash;
pub mod note;
mod publish;
mod repair;
pub mod tiles;
mod tlog_proof;
mod verifier;
mod verify;

pub use checkpoint::Checkpoint;
pub use compare::Difference;
pub use error::LedgerError;
pub use folder::LogFolder;
pub use frontier::Frontier;
pub use hash::{Hash, empty_root, entry_commitment, leaf_hash, node_hash, part_hash};
pub use tiles::{consistency_proof, inclusion_proof};
pub use tlog_proof::TlogProof;
pub use verifier::{Report, Verifier};
pub use verify::{verify_consistency, verify_inclusion};

/// The result of this crate's operations.
pub type Result<T, E = LedgerError> = std::result::Result<T, E>;

/// The largest tree this crate works with: 2^62 entries, so that no index arithmetic can overflow.
pub const MAX_TREE_SIZE: u64 = 1 << 62;
