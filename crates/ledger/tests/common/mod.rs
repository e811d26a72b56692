//! What the tests share: tiles in memory, a sink that fails, and the tree as RFC 6962 §2.1 writes it down.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;

use ledger::note::SigningKey;
use ledger::tiles::{TileSink, TileSource};
use ledger::{Hash, LedgerError, Result, leaf_hash, node_hash};
use sha2::{Digest, Sha256};

pub(crate) fn key() -> SigningKey {
    SigningKey::generate("log.example/acts", &[42; 32]).unwrap()
}

/// Entry `i` of every test log: SHA-256 of `i` as 8 big-endian bytes.
pub(crate) fn entry(i: u64) -> Hash {
    Sha256::digest(i.to_be_bytes()).into()
}

pub(crate) fn entries(range: std::ops::Range<u64>) -> impl Iterator<Item = Hash> {
    range.map(entry)
}

/// Merkle Tree Hash over leaf hashes, by RFC 6962's recursion.
pub(crate) fn mth(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&mth(left), &mth(right))
        }
    }
}

pub(crate) fn leaves(size: u64) -> Vec<Hash> {
    entries(0..size).map(|entry| leaf_hash(&entry)).collect()
}

#[derive(Default)]
pub(crate) struct MemoryTiles(pub(crate) Mutex<BTreeMap<String, Vec<u8>>>);

impl MemoryTiles {
    pub(crate) fn of(size: u64) -> Self {
        let tiles = Self::default();
        ledger::tiles::extend(&tiles, &tiles, 0, entries(0..size)).unwrap();
        tiles
    }

    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.lock().unwrap().clone()
    }
}

impl TileSource for MemoryTiles {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.0.lock().unwrap().get(path).cloned())
    }
}

impl TileSink for MemoryTiles {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut files = self.0.lock().unwrap();
        match files.get(path) {
            Some(standing) if standing != bytes => Err(LedgerError::TileConflict { path: path.to_owned() }),
            _ => {
                files.insert(path.to_owned(), bytes.to_vec());
                Ok(())
            }
        }
    }
}

/// Passes on so many writes, then fails as a full disk does.
pub(crate) struct Failing<'a> {
    pub(crate) sink: &'a dyn TileSink,
    pub(crate) left: Mutex<usize>,
}

impl TileSink for Failing<'_> {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let mut left = self.left.lock().unwrap();
        if *left == 0 {
            return Err(LedgerError::Io { path: path.to_owned(), source: io::ErrorKind::StorageFull.into() });
        }
        *left -= 1;
        self.sink.write(path, bytes)
    }
}
