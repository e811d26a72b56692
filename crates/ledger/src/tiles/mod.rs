//! The tree as files ([C2SP tlog-tiles](https://c2sp.org/tlog-tiles)): tiles of up to 256 hashes, eight levels of
//! the tree high, and bundles of the entries themselves.
//!
//! Tiles are derived from the entries: whatever happens to them, they can be computed again.

mod bundle;
mod files;
mod levels;
mod path;
mod prove;
mod read;
mod writer;

pub use bundle::{decode_bundle, encode_bundle};
pub use files::FolderTiles;
pub use path::{TileKind, TilePath};
pub use prove::{consistency_proof, frontier, inclusion_proof};
pub use writer::{TileWriter, extend};

pub(crate) use files::{io_error, write_durably};
pub(crate) use levels::Levels;
pub(crate) use read::{read_bundle, read_hashes};

use crate::Result;

/// How many hashes a full tile has, and how many entries a full bundle.
pub const TILE_WIDTH: u64 = 256;

/// Where tiles are read from: a folder, a web server, memory.
pub trait TileSource {
    /// The file at `path` (see [`TilePath`]), whole; `None` when there is none.
    ///
    /// Fails with [`crate::LedgerError::Io`] or [`crate::LedgerError::Source`].
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>>;
}

/// Where tiles are written to.
pub trait TileSink {
    /// Stores `bytes` at `path` (see [`TilePath`]), durably and all or nothing, before it returns. Writing the same
    /// bytes again is no fault; other bytes are refused ([`crate::LedgerError::TileConflict`]).
    fn write(&self, path: &str, bytes: &[u8]) -> Result<()>;
}
