use super::read::perfect_root;
use super::{TILE_WIDTH, TileKind, TilePath, TileSource, read_hashes};
use crate::{Frontier, Hash, LedgerError, MAX_TREE_SIZE, Result};

/// The unfinished tile of every level while leaves are added: at most 255 hashes each.
#[derive(Default)]
pub(crate) struct Levels {
    size: u64,
    tiles: Vec<Vec<Hash>>,
}

impl Levels {
    /// The unfinished tiles of the tree of `size`, read back.
    pub(crate) fn read(source: &dyn TileSource, size: u64) -> Result<Self> {
        if size > MAX_TREE_SIZE {
            return Err(LedgerError::TooLarge { size });
        }
        let mut levels = Self { size, tiles: Vec::new() };
        let mut hashes = size;
        while hashes > 0 {
            levels.tiles.push(Vec::new());
            hashes /= TILE_WIDTH;
        }
        let paths: Vec<TilePath> = levels.paths().collect();
        for path in paths {
            if let TileKind::Hashes(level) = path.kind {
                levels.tiles[usize::from(level)] = read_hashes(source, path)?;
            }
        }
        Ok(levels)
    }

    /// Adds a leaf; `finished` is given every tile that this fills, from the leaves up.
    pub(crate) fn push(
        &mut self,
        leaf: Hash,
        mut finished: impl FnMut(TilePath, &[Hash]) -> Result<()>,
    ) -> Result<()> {
        self.size += 1;
        let mut hash = leaf;
        for level in 0.. {
            if self.tiles.len() == level {
                self.tiles.push(Vec::with_capacity(TILE_WIDTH as usize));
            }
            let tile = &mut self.tiles[level];
            tile.push(hash);
            if tile.len() < TILE_WIDTH as usize {
                break;
            }
            let index = (self.size >> (8 * (level + 1))) - 1;
            finished(TilePath::full(TileKind::Hashes(level as u8), index), tile)?;
            hash = perfect_root(tile);
            tile.clear();
        }
        Ok(())
    }

    /// The unfinished tiles as they stand.
    pub(crate) fn partial(&self) -> impl Iterator<Item = (TilePath, &[Hash])> {
        self.paths().map(|path| match path.kind {
            TileKind::Hashes(level) => (path, self.tiles[usize::from(level)].as_slice()),
            TileKind::Entries => (path, [].as_slice()),
        })
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The tree's right edge.
    pub(crate) fn frontier(&self) -> Result<Frontier> {
        let mut nodes = Vec::new();
        for tile in self.tiles.iter().rev() {
            let mut rest = tile.as_slice();
            while !rest.is_empty() {
                let (subtree, tail) = rest.split_at(1 << rest.len().ilog2());
                nodes.push(perfect_root(&mut subtree.to_vec()));
                rest = tail;
            }
        }
        Frontier::from_nodes(self.size, nodes)
    }

    pub(crate) fn root(&self) -> Result<Hash> {
        Ok(self.frontier()?.root())
    }

    fn paths(&self) -> impl Iterator<Item = TilePath> + use<> {
        let size = self.size;
        (0..8u8).filter_map(move |level| {
            let hashes = size >> (8 * u32::from(level));
            let width = (hashes % TILE_WIDTH) as u16;
            (width > 0).then_some(TilePath {
                kind: TileKind::Hashes(level),
                index: hashes / TILE_WIDTH,
                width,
            })
        })
    }
}
