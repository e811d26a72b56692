use std::collections::BTreeMap;

use crate::compare::{Difference, compare};
use crate::tiles::{Levels, TileKind, TileSource};
use crate::{Checkpoint, Hash, LedgerError, MAX_TREE_SIZE, Result, leaf_hash};

/// Rebuilds the whole tree from its entries, in order, and compares it with what was signed and stored.
pub struct Verifier<'a> {
    levels: Levels,
    entries: Vec<Hash>,
    stored: Option<&'a dyn TileSource>,
    expected: BTreeMap<u64, Vec<Hash>>,
    report: Report,
}

/// What a [`Verifier`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How many entries were fed.
    pub size: u64,
    /// The root that they have.
    pub root: Hash,
    /// The sizes of the checkpoints that the entries lead to.
    pub confirmed: Vec<u64>,
    /// The sizes of the checkpoints that the entries don't lead to, or don't reach.
    pub contradicted: Vec<u64>,
    /// The first stored tile that differs from the entries, if any.
    pub difference: Option<Difference>,
}

impl Report {
    /// Whether everything fits.
    pub fn is_sound(&self) -> bool {
        self.contradicted.is_empty() && self.difference.is_none()
    }
}

impl<'a> Verifier<'a> {
    /// A verifier of the roots alone.
    pub fn new() -> Self {
        Self {
            levels: Levels::default(),
            entries: Vec::new(),
            stored: None,
            expected: BTreeMap::new(),
            report: Report::default(),
        }
    }

    /// Compares every tile of the tree of the size fed, too, and bundles when entries rather than leaves are fed.
    pub fn with_tiles(stored: &'a dyn TileSource) -> Self {
        Self { stored: Some(stored), ..Self::new() }
    }

    /// Compares the root at the checkpoint's size, which hasn't been passed yet. Any number of them may be given.
    pub fn expect(&mut self, checkpoint: &Checkpoint) {
        if checkpoint.size < self.levels.size() {
            self.report.contradicted.push(checkpoint.size);
        } else {
            self.expected.entry(checkpoint.size).or_default().push(checkpoint.root);
        }
    }

    /// Feeds the next entry.
    pub fn push_entry(&mut self, entry: &Hash) -> Result<()> {
        self.push_hashed(entry, &leaf_hash(entry))
    }

    /// Feeds the next entry, whose leaf hash the caller has made already.
    pub fn push_hashed(&mut self, entry: &Hash, leaf: &Hash) -> Result<()> {
        if self.stored.is_some() {
            self.entries.push(*entry);
        }
        self.push_leaf(leaf)
    }

    /// Feeds the next leaf hash, for an entry that isn't at hand. Fails only over the limit of 2^62 or when the
    /// tiles can't be fetched at all ([`LedgerError::Io`], [`LedgerError::Source`]).
    pub fn push_leaf(&mut self, leaf: &Hash) -> Result<()> {
        if self.levels.size() == MAX_TREE_SIZE {
            return Err(LedgerError::TooLarge { size: MAX_TREE_SIZE + 1 });
        }
        self.settle()?;
        let (stored, entries, found) = (self.stored, &mut self.entries, &mut self.report.difference);
        self.levels.push(*leaf, |path, hashes| {
            if let (Some(stored), None) = (stored, &*found) {
                *found = compare(stored, path, hashes, entries)?;
            }
            if path.kind == TileKind::Hashes(0) {
                entries.clear();
            }
            Ok(())
        })
    }

    /// Compares what is left and reports.
    pub fn finish(mut self) -> Result<Report> {
        self.settle()?;
        if let Some(stored) = self.stored {
            for (path, hashes) in self.levels.partial() {
                if self.report.difference.is_none() {
                    self.report.difference = compare(stored, path, hashes, &self.entries)?;
                }
            }
        }
        self.report.contradicted.extend(self.expected.into_keys());
        self.report.size = self.levels.size();
        self.report.root = self.levels.root()?;
        Ok(self.report)
    }

    /// Compares the root with those expected at this size.
    fn settle(&mut self) -> Result<()> {
        if self.expected.is_empty() {
            return Ok(());
        }
        let size = self.levels.size();
        let Some(roots) = self.expected.remove(&size) else {
            return Ok(());
        };
        let root = self.levels.root()?;
        let verdicts = if roots.iter().all(|expected| *expected == root) {
            &mut self.report.confirmed
        } else {
            &mut self.report.contradicted
        };
        verdicts.push(size);
        Ok(())
    }
}

impl Default for Verifier<'_> {
    fn default() -> Self {
        Self::new()
    }
}
