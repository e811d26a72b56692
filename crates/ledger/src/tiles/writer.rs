use super::{Levels, TILE_WIDTH, TileKind, TilePath, TileSink, TileSource, encode_bundle, read_bundle};
use crate::{Frontier, Hash, LedgerError, MAX_TREE_SIZE, Result, leaf_hash};

/// Adds `entries` after the first `old_size` ones and writes every tile of the grown tree that the old one lacked.
/// Returns the right edge of the grown tree.
///
/// Memory is bounded whatever the number of entries. Nothing that stands is changed, and nothing is published: a
/// run that fails midway is repeated with the same entries, and ends in the same files.
pub fn extend(
    source: &dyn TileSource,
    sink: &dyn TileSink,
    old_size: u64,
    entries: impl IntoIterator<Item = Hash>,
) -> Result<Frontier> {
    let mut writer = TileWriter::open(source, sink, old_size)?;
    for entry in entries {
        writer.push(entry)?;
    }
    writer.finish()
}

/// [`extend`] one entry at a time, for entries that come in pages or with errors of their own.
///
/// After an error the writer is of no more use: open another at the old size.
pub struct TileWriter<'a> {
    sink: &'a dyn TileSink,
    levels: Levels,
    entries: Vec<Hash>,
}

impl<'a> TileWriter<'a> {
    /// Goes on from the first `size` entries, whose unfinished tiles are read back.
    pub fn open(source: &dyn TileSource, sink: &'a dyn TileSink, size: u64) -> Result<Self> {
        let levels = Levels::read(source, size)?;
        let entries = match bundle_path(size) {
            Some(path) => read_bundle(source, path)?,
            None => Vec::new(),
        };
        Ok(Self { sink, levels, entries })
    }

    /// Adds an entry (not a leaf hash) and writes the tiles that it fills.
    pub fn push(&mut self, entry: Hash) -> Result<()> {
        if self.levels.size() == MAX_TREE_SIZE {
            return Err(LedgerError::TooLarge { size: MAX_TREE_SIZE + 1 });
        }
        self.entries.push(entry);
        let (sink, entries) = (self.sink, &self.entries);
        self.levels.push(leaf_hash(&entry), |path, hashes| {
            if path.kind == TileKind::Hashes(0) {
                let bundle = TilePath::full(TileKind::Entries, path.index);
                sink.write(&bundle.to_string(), &encode_bundle(entries)?)?;
            }
            sink.write(&path.to_string(), hashes.as_flattened())
        })?;
        if self.entries.len() as u64 == TILE_WIDTH {
            self.entries.clear();
        }
        Ok(())
    }

    /// The tree as it stands, with the entries pushed so far.
    pub fn frontier(&self) -> Result<Frontier> {
        self.levels.frontier()
    }

    /// Writes the unfinished tiles. Returns the right edge of the grown tree.
    pub fn finish(self) -> Result<Frontier> {
        if let Some(path) = bundle_path(self.levels.size()) {
            self.sink.write(&path.to_string(), &encode_bundle(&self.entries)?)?;
        }
        for (path, hashes) in self.levels.partial() {
            self.sink.write(&path.to_string(), hashes.as_flattened())?;
        }
        self.levels.frontier()
    }
}

/// The unfinished bundle of a log of `size`, if it has one.
pub(super) fn bundle_path(size: u64) -> Option<TilePath> {
    let width = (size % TILE_WIDTH) as u16;
    (width > 0).then_some(TilePath { kind: TileKind::Entries, index: size / TILE_WIDTH, width })
}
