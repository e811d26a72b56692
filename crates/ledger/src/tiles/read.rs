use std::rc::Rc;

use super::{TILE_WIDTH, TileKind, TilePath, TileSource, decode_bundle};
use crate::hash::join;
use crate::{Hash, LedgerError, MAX_TREE_SIZE, Result, node_hash};

/// The hashes of one tile; where the partial tile is gone, the first ones of the full tile that it became.
pub(crate) fn read_hashes(source: &dyn TileSource, path: TilePath) -> Result<Vec<Hash>> {
    let (found, bytes) = read_or_filled(source, path)?;
    let whole = bytes.len() == usize::from(found.width) * 32;
    match bytes.as_chunks() {
        (hashes, []) if whole => Ok(hashes[..usize::from(path.width)].to_vec()),
        _ => Err(malformed(found, "it has the wrong length")),
    }
}

/// The entries of one bundle, in the same way.
pub(crate) fn read_bundle(source: &dyn TileSource, path: TilePath) -> Result<Vec<Hash>> {
    let (found, bytes) = read_or_filled(source, path)?;
    let entries = decode_bundle(&bytes).map_err(|_| malformed(found, "it isn't a bundle of entries"))?;
    if entries.len() != usize::from(found.width) {
        return Err(malformed(found, "it has the wrong number of entries"));
    }
    let entries = entries.iter().take(usize::from(path.width)).map(|entry| (*entry).try_into());
    entries.collect::<Result<_, _>>().map_err(|_| malformed(found, "an entry isn't 32 bytes"))
}

fn read_or_filled(source: &dyn TileSource, path: TilePath) -> Result<(TilePath, Vec<u8>)> {
    if let Some(bytes) = source.read(&path.to_string())? {
        return Ok((path, bytes));
    }
    let filled = path.filled();
    match source.read(&filled.to_string())? {
        Some(bytes) => Ok((filled, bytes)),
        None => Err(LedgerError::MissingTile { path: path.to_string() }),
    }
}

/// The tree of one size, seen through its tiles; each tile is read at most once.
pub(super) struct Tree<'a> {
    source: &'a dyn TileSource,
    size: u64,
    read: Vec<(TilePath, Rc<[Hash]>)>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(source: &'a dyn TileSource, size: u64) -> Result<Self> {
        if size > MAX_TREE_SIZE {
            return Err(LedgerError::TooLarge { size });
        }
        Ok(Self { source, size, read: Vec::new() })
    }

    /// The roots of the perfect subtrees that make up the leaves from `start` to `end`, largest first. `start` is a
    /// multiple of the first of them, as it is everywhere in RFC 6962's recursion.
    pub(super) fn subtrees(&mut self, start: u64, end: u64) -> Result<Vec<Hash>> {
        let mut nodes = Vec::new();
        let mut from = start;
        while from < end {
            let height = (end - from).ilog2();
            nodes.push(self.node(height, from >> height)?);
            from += 1 << height;
        }
        Ok(nodes)
    }

    /// The root of the leaves from `start` to `end`, under the same condition.
    pub(super) fn range(&mut self, start: u64, end: u64) -> Result<Hash> {
        Ok(join(&self.subtrees(start, end)?))
    }

    /// The root of a perfect subtree: `2^height` leaves, the `index`th of its kind.
    fn node(&mut self, height: u32, index: u64) -> Result<Hash> {
        let (level, above) = ((height / 8) as u8, height % 8);
        let first = index << above;
        let tile = self.tile(level, first / TILE_WIDTH)?;
        let offset = (first % TILE_WIDTH) as usize;
        Ok(perfect_root(&mut tile[offset..offset + (1 << above)].to_vec()))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<Rc<[Hash]>> {
        let hashes = self.size >> (8 * u32::from(level));
        let width = (hashes - index * TILE_WIDTH).min(TILE_WIDTH) as u16;
        let path = TilePath { kind: TileKind::Hashes(level), index, width };
        if let Some((_, tile)) = self.read.iter().find(|(known, _)| *known == path) {
            return Ok(tile.clone());
        }
        let tile: Rc<[Hash]> = read_hashes(self.source, path)?.into();
        self.read.push((path, tile.clone()));
        Ok(tile)
    }
}

/// The root of `2^n` hashes, computed in their place.
pub(super) fn perfect_root(hashes: &mut [Hash]) -> Hash {
    let mut width = hashes.len();
    while width > 1 {
        width /= 2;
        for pair in 0..width {
            hashes[pair] = node_hash(&hashes[2 * pair], &hashes[2 * pair + 1]);
        }
    }
    hashes[0]
}

fn malformed(path: TilePath, why: &'static str) -> LedgerError {
    LedgerError::MalformedTile { path: path.to_string(), why }
}
