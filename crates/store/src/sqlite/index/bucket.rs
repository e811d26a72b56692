//! One page of cells side by side, in a blob whose width never changes, overwritten where it stands.

use super::Cell;
use crate::{Result, StoreError};

/// With its row's header it fills a page: each bucket has a page of its own.
pub(in crate::sqlite) const BUCKET_LEN: usize = HEAD + 4032;

/// Two bytes of count, one that says whether some of its cells are in the spill table, zeros.
pub(super) const HEAD: usize = 24;

/// The cells in `bytes`, a bucket's: those pushed so far, of which some may be zeros.
pub(super) fn cells<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = &Cell<N>> {
    bytes[HEAD..].as_chunks::<N>().0.iter().take(len(bytes))
}

/// Whether some of the cells are in the spill table.
pub(super) fn spilled(bytes: &[u8]) -> bool {
    bytes[2] != 0
}

/// Whether these bytes are a bucket, else the damage of that page.
pub(super) fn sound<const N: usize>(table: &'static str, number: u64, bytes: &[u8]) -> Result<()> {
    if bytes.len() == BUCKET_LEN && len(bytes) <= Bucket::<N>::ROOM {
        return Ok(());
    }
    Err(StoreError::damaged(table, &number.to_be_bytes(), "it isn't a bucket"))
}

/// The scattered part of a key: comparing it first tells nearly all cells apart.
fn first<const N: usize>(cell: &Cell<N>) -> u64 {
    u64::from_be_bytes(std::array::from_fn(|at| cell[at]))
}

fn len(bytes: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))
}

/// A bucket in hand, and whether it differs from the row.
pub(super) struct Bucket<const N: usize> {
    bytes: Box<[u8; BUCKET_LEN]>,
    pub(super) changed: bool,
}

impl<const N: usize> Bucket<N> {
    /// Cells in one bucket at most.
    pub(super) const ROOM: usize = (BUCKET_LEN - HEAD) / N;

    /// A new one, all zeros.
    pub(super) fn empty() -> Self {
        Self { bytes: Box::new([0; BUCKET_LEN]), changed: true }
    }

    pub(super) fn read(table: &'static str, number: u64, bytes: &[u8]) -> Result<Self> {
        sound::<N>(table, number, bytes)?;
        let mut bucket = Self { bytes: Box::new([0; BUCKET_LEN]), changed: false };
        bucket.bytes.copy_from_slice(bytes);
        Ok(bucket)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..]
    }

    pub(super) fn len(&self) -> usize {
        len(self.bytes())
    }

    pub(super) fn spilled(&self) -> bool {
        spilled(self.bytes())
    }

    pub(super) fn set_spilled(&mut self, spilled: bool) {
        self.bytes[2] = u8::from(spilled);
        self.changed = true;
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell<N>> {
        cells(self.bytes())
    }

    pub(super) fn cell(&self, at: usize) -> &[u8] {
        &self.bytes[HEAD + at * N..][..N]
    }

    pub(super) fn find(&self, sought: &Cell<N>) -> Option<usize> {
        let start = first(sought);
        self.cells().position(|cell| first(cell) == start && cell == sought)
    }

    /// Adds a cell; there is room.
    pub(super) fn push(&mut self, cell: &Cell<N>) {
        let at = self.len();
        self.cell_mut(at).copy_from_slice(cell);
        self.set_len(at + 1);
    }

    /// Takes a cell out: the last one moves to its place, and where that stood come zeros.
    pub(super) fn remove(&mut self, at: usize) {
        let last = self.len() - 1;
        let from = HEAD + last * N;
        self.bytes.copy_within(from..from + N, HEAD + at * N);
        self.cell_mut(last).fill(0);
        self.set_len(last);
    }

    /// Zeros in a cell's place; the others stay where they are.
    pub(super) fn zero(&mut self, at: usize) {
        self.cell_mut(at).fill(0);
        self.changed = true;
    }

    /// Zeros everywhere.
    pub(super) fn clear(&mut self) {
        self.bytes.fill(0);
        self.changed = true;
    }

    fn cell_mut(&mut self, at: usize) -> &mut [u8] {
        &mut self.bytes[HEAD + at * N..][..N]
    }

    fn set_len(&mut self, len: usize) {
        self.bytes[..2].copy_from_slice(&(len as u16).to_be_bytes());
        self.changed = true;
    }
}
