//! One page of tags: cells side by side in a blob whose width never changes, overwritten where it stands.

use kernel::{EngagementId, SubjectId};

use crate::{StoreError, Tag16, TagRow};

/// Tags in one bucket at most.
pub(super) const CELLS: usize = 84;
/// Bearers of one tag in a bucket at most: beyond them splitting wouldn't help.
pub(super) const SAME: usize = 16;
/// With its row's header it fills a page: each bucket has a page of its own.
pub(super) const BUCKET_LEN: usize = HEAD + CELLS * CELL;

/// Two bytes of count, one that says whether some of its tags are in the spill table, zeros.
const HEAD: usize = 24;
/// Tag, subject, engagement.
const CELL: usize = 48;

/// A bucket, and whether it differs from the row.
pub(super) struct Bucket {
    bytes: Vec<u8>,
    pub(super) changed: bool,
}

impl Bucket {
    pub(super) fn empty() -> Self {
        Self { bytes: vec![0; BUCKET_LEN], changed: true }
    }

    pub(super) fn read(number: u64, bytes: &[u8]) -> Result<Self, StoreError> {
        let bucket = Self { bytes: bytes.to_vec(), changed: false };
        if bytes.len() != BUCKET_LEN || bucket.len() > CELLS {
            return Err(StoreError::damaged("tag_bucket", &number.to_be_bytes(), "it isn't a bucket"));
        }
        Ok(bucket)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn len(&self) -> usize {
        usize::from(u16::from_be_bytes([self.bytes[0], self.bytes[1]]))
    }

    /// Whether some of its tags are in the spill table.
    pub(super) fn spilled(&self) -> bool {
        self.bytes[2] != 0
    }

    pub(super) fn set_spilled(&mut self, spilled: bool) {
        self.bytes[2] = u8::from(spilled);
        self.changed = true;
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = TagRow> {
        self.cells().map(row)
    }

    pub(super) fn bearers(&self, tag: Tag16) -> impl Iterator<Item = (SubjectId, EngagementId)> {
        self.cells()
            .filter(move |cell| cell.starts_with(&tag))
            .map(row)
            .map(|row| (row.subject, row.engagement))
    }

    /// Whether there is room for one more row with this tag.
    pub(super) fn takes(&self, tag: Tag16) -> bool {
        self.len() < CELLS && self.cells().filter(|cell| cell.starts_with(&tag)).count() < SAME
    }

    pub(super) fn find(&self, row: &TagRow) -> Option<usize> {
        let sought = cell(row);
        self.cells().position(|cell| cell == sought)
    }

    /// Adds a row; there is room.
    pub(super) fn push(&mut self, row: &TagRow) {
        let at = self.len();
        self.cell_mut(at).copy_from_slice(&cell(row));
        self.set_len(at + 1);
    }

    /// Takes a row out: the last one moves to its place, and where that stood come zeros.
    pub(super) fn remove(&mut self, at: usize) {
        let last = self.len() - 1;
        let from = HEAD + last * CELL;
        self.bytes.copy_within(from..from + CELL, HEAD + at * CELL);
        self.cell_mut(last).fill(0);
        self.set_len(last);
    }

    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.bytes[HEAD..].chunks_exact(CELL).take(self.len())
    }

    fn cell_mut(&mut self, at: usize) -> &mut [u8] {
        &mut self.bytes[HEAD + at * CELL..][..CELL]
    }

    fn set_len(&mut self, len: usize) {
        self.bytes[..2].copy_from_slice(&(len as u16).to_be_bytes());
        self.changed = true;
    }
}

fn cell(row: &TagRow) -> [u8; CELL] {
    let mut cell = [0; CELL];
    cell[..16].copy_from_slice(&row.tag);
    cell[16..32].copy_from_slice(row.subject.as_bytes());
    cell[32..].copy_from_slice(row.engagement.as_bytes());
    cell
}

fn row(cell: &[u8]) -> TagRow {
    let id = |at: usize| -> [u8; 16] { std::array::from_fn(|i| cell[at + i]) };
    TagRow {
        tag: id(0),
        subject: SubjectId::from_bytes(id(16)),
        engagement: EngagementId::from_bytes(id(32)),
    }
}
