use std::ops::Range;

use crate::tiles::{TileKind, TilePath, TileSource, read_bundle, read_hashes};
use crate::{Hash, LedgerError, Result};

/// A stored tile that isn't what the entries make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The tile's path.
    pub path: String,
    /// The entries from the first differing hash to the last one, as indexes; all of the tile's when it can't be read.
    pub entries: Range<u64>,
    /// Whether the tile is missing or can't be read, rather than altered.
    pub unreadable: bool,
}

/// Compares one tile, and the bundle under it when all its entries are known.
pub(crate) fn compare(
    stored: &dyn TileSource,
    path: TilePath,
    hashes: &[Hash],
    entries: &[Hash],
) -> Result<Option<Difference>> {
    if let Some(found) = differs(path, hashes, read_hashes(stored, path))? {
        return Ok(Some(found));
    }
    if path.kind == TileKind::Hashes(0) && entries.len() == hashes.len() {
        let path = TilePath { kind: TileKind::Entries, ..path };
        return differs(path, entries, read_bundle(stored, path));
    }
    Ok(None)
}

fn differs(path: TilePath, computed: &[Hash], stored: Result<Vec<Hash>>) -> Result<Option<Difference>> {
    let stored = match stored {
        Ok(stored) => stored,
        Err(LedgerError::MissingTile { .. } | LedgerError::MalformedTile { .. }) => {
            let entries = path.start()..path.end();
            return Ok(Some(Difference { path: path.to_string(), entries, unreadable: true }));
        }
        Err(error) => return Err(error),
    };
    let different = |place: &usize| computed[*place] != stored[*place];
    let mut places = 0..computed.len();
    let Some(first) = places.find(different) else {
        return Ok(None);
    };
    let last = places.rfind(different).unwrap_or(first);
    let each = (path.end() - path.start()) / u64::from(path.width);
    let entries = path.start() + first as u64 * each..path.start() + (last as u64 + 1) * each;
    Ok(Some(Difference { path: path.to_string(), entries, unreadable: false }))
}
