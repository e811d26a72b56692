//! One page of cells side by side, in a blob whose width never changes, overwritten where it stands.

use super::{Cell, KEY};
use crate::{Result, RowMac, StoreError};

/// With its row's header it fills a page: each bucket has a page of its own.
pub(in crate::sqlite) const BUCKET_LEN: usize = HEAD + 4032;

/// Two bytes of count, one that says whether some of its cells are in the spill table, zeros; then the MAC.
pub(super) const HEAD: usize = SAID + 16;
const SAID: usize = 8;

/// The cells in `bytes`, a bucket's: those pushed so far, of which some may be zeros.
pub(super) fn cells<const N: usize>(bytes: &[u8]) -> impl Iterator<Item = &Cell<N>> {
    bytes[HEAD..].as_chunks::<N>().0.iter().take(len(bytes))
}

/// Whether some of the cells are in the spill table.
pub(super) fn spilled(bytes: &[u8]) -> bool {
    bytes[2] != 0
}

/// Where a page belongs, and what it is checked with.
#[derive(Clone, Copy)]
pub(super) struct Home<'a> {
    pub(super) mac: &'a dyn RowMac,
    pub(super) table: &'static str,
    pub(super) number: u64,
}

impl Home<'_> {
    /// Whether these bytes are that page, else its damage.
    pub(super) fn check<const N: usize>(&self, bytes: &[u8]) -> Result<()> {
        let why = if bytes.len() != BUCKET_LEN || len(bytes) > Bucket::<N>::ROOM {
            "it isn't a page of an index"
        } else if bytes[SAID..HEAD] != self.mac_of(bytes) {
            "its MAC differs"
        } else {
            return Ok(());
        };
        Err(StoreError::damaged(self.table, &self.number.to_be_bytes(), why))
    }

    fn mac_of(&self, bytes: &[u8]) -> [u8; 16] {
        let mut key = [0; 8 + SAID];
        key[..8].copy_from_slice(&self.number.to_be_bytes());
        key[8..].copy_from_slice(&bytes[..SAID]);
        self.mac.mac(self.table, &key, &bytes[HEAD..])
    }
}

fn len(bytes: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))
}

/// The scattered part of a key: comparing it first tells nearly all cells apart.
fn first<const N: usize>(cell: &Cell<N>) -> u64 {
    u64::from_be_bytes(std::array::from_fn(|at| cell[at]))
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

    /// A page as it was written; its home has checked it.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut bucket = Self { bytes: Box::new([0; BUCKET_LEN]), changed: false };
        bucket.bytes.copy_from_slice(bytes);
        bucket
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..]
    }

    /// The page as it is written to its home.
    pub(super) fn sealed(&mut self, home: Home<'_>) -> &[u8] {
        let mac = home.mac_of(self.bytes());
        self.bytes[SAID..HEAD].copy_from_slice(&mac);
        self.changed = false;
        self.bytes()
    }

    pub(super) fn len(&self) -> usize {
        len(self.bytes())
    }

    pub(super) fn spilled(&self) -> bool {
        spilled(self.bytes())
    }

    pub(super) fn set_spilled(&mut self) {
        self.bytes[2] = 1;
        self.changed = true;
    }

    /// Whether there is room for one more cell of this key.
    pub(super) fn takes(&self, cell: &Cell<N>, same: usize) -> bool {
        let alike = |other: &&Cell<N>| other[..KEY] == cell[..KEY];
        self.len() < Self::ROOM && self.cells().filter(alike).count() < same
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
