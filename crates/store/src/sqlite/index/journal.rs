//! What came lately, in the order of coming: a batch of acts fills one page of each part instead of changing a bucket
//! for each cell. The whole of it is in memory too.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{Cell, KEY, bucket::Bucket};

/// Parts by the first bits of the key: each goes into the buckets by itself, so that nobody waits long.
pub(super) const PARTS: usize = 2;
/// Pages of one part at most.
pub(super) const PAGES: u64 = 1 << 20;

/// Which part a key belongs to.
pub(super) fn part_of(key: &[u8]) -> usize {
    usize::from(key[0]) * PARTS / 256
}

/// One part.
#[derive(Default)]
pub(super) struct Part<const N: usize> {
    pub(super) pages: Vec<Bucket<N>>,
    /// By the key's first bytes, where the last such cell stands.
    last: HashMap<u32, u32, BuildHasherDefault<Scattered>>,
    /// For each cell, where the one before it with the same first bytes stands; itself for none.
    before: Vec<u32>,
}

impl<const N: usize> Part<N> {
    /// How many cells were written since it was last emptied.
    pub(super) fn len(&self) -> usize {
        self.before.len()
    }

    /// Whether a page can be the next: pages fill in order, so behind one that isn't full stand only empty ones.
    pub(super) fn fits(&self, page: &Bucket<N>) -> bool {
        page.len() == 0 || self.before.len() == self.pages.len() * Bucket::<N>::ROOM
    }

    /// Takes a page as it was written, the next in order.
    pub(super) fn load(&mut self, page: Bucket<N>) {
        let start = self.before.len();
        for at in 0..page.len() {
            let prefix = prefix(page.cell(at));
            self.note(prefix, (start + at) as u32);
        }
        self.pages.push(page);
    }

    pub(super) fn put(&mut self, cell: &Cell<N>) {
        let at = self.before.len();
        if at / Bucket::<N>::ROOM == self.pages.len() {
            self.pages.push(Bucket::empty());
        }
        self.pages[at / Bucket::<N>::ROOM].push(cell);
        self.note(prefix(cell), at as u32);
    }

    /// The cells of a key.
    pub(super) fn of<'a>(&'a self, key: &'a [u8; KEY]) -> impl Iterator<Item = &'a [u8]> {
        self.chain(prefix(key)).map(|at| self.cell(at)).filter(move |cell| cell.starts_with(key))
    }

    /// Zeros in place of a cell; tells whether it was there.
    pub(super) fn drop(&mut self, cell: &Cell<N>) -> bool {
        let (prefix, mut behind) = (prefix(cell), None);
        let Some(mut at) = self.last.get(&prefix).copied() else { return false };
        loop {
            let before = self.before[at as usize];
            let first = before == at;
            if self.cell(at as usize) == cell {
                self.pages[at as usize / Bucket::<N>::ROOM].zero(at as usize % Bucket::<N>::ROOM);
                // Out of the chain, so that whoever drops the newest first never walks far.
                match (behind, first) {
                    (Some(next), _) => self.before[next as usize] = if first { next } else { before },
                    (None, true) => drop(self.last.remove(&prefix)),
                    (None, false) => drop(self.last.insert(prefix, before)),
                }
                return true;
            }
            if first {
                return false;
            }
            (behind, at) = (Some(at), before);
        }
    }

    /// Empties it; gives what it held.
    pub(super) fn take(&mut self) -> Vec<Cell<N>> {
        let living = |cell: &&Cell<N>| **cell != [0; N];
        let cells = self.pages.iter().flat_map(|page| page.cells()).filter(living).copied().collect();
        self.pages.iter_mut().filter(|page| page.len() > 0).for_each(Bucket::clear);
        self.last.clear();
        self.before.clear();
        cells
    }

    fn note(&mut self, prefix: u32, at: u32) {
        let before = self.last.insert(prefix, at).unwrap_or(at);
        self.before.push(before);
    }

    fn chain(&self, prefix: u32) -> impl Iterator<Item = usize> {
        std::iter::successors(self.last.get(&prefix).copied(), |at| {
            let before = self.before[*at as usize];
            (before != *at).then_some(before)
        })
        .map(|at| at as usize)
    }

    fn cell(&self, at: usize) -> &[u8] {
        self.pages[at / Bucket::<N>::ROOM].cell(at % Bucket::<N>::ROOM)
    }
}

/// Four bytes tell nearly all keys of a part apart; but for their first bits, which the part has in common.
fn prefix(key: &[u8]) -> u32 {
    u32::from_be_bytes(std::array::from_fn(|at| key[at]))
}

/// Keys are scattered as they come.
#[derive(Default)]
struct Scattered(u64);

impl Hasher for Scattered {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u32(&mut self, prefix: u32) {
        self.0 = u64::from(prefix) << 32 | u64::from(prefix); // a table looks at both ends
    }
}
