//! Rows to values and back, MACs checked.

use kernel::{Engagement, EngagementId, HoldId, Paper, PaperId, Subject, SubjectId, encode};
use rusqlite::{Row as SqlRow, types::ValueRef};

use super::{Inner, index::Cell};
use crate::{
    Document, DueKey, EntryRow, HOLD_SEALED_MAX, HoldRow, Result, StoreError, TRAIL_SEALED_LEN, Table,
    TagRow, TrailRow, WatchKey,
};

/// A tag, its subject, its engagement.
pub(super) const TAG_CELL: usize = 48;
/// A hold's cell: two bytes of length, the body, zeros.
pub(super) const HOLD_CELL: usize = 2 + HOLD_SEALED_MAX;

const WIDTH: &str = "a column has another width";
const MAC: &str = "its MAC differs";

/// A column's bytes; anything but bytes gives none.
pub(super) fn bytes<'a>(row: &'a SqlRow<'_>, column: usize) -> &'a [u8] {
    match row.get_ref(column) {
        Ok(ValueRef::Blob(bytes) | ValueRef::Text(bytes)) => bytes,
        _ => &[],
    }
}

/// A column of a fixed width.
fn fixed<const N: usize>(table: Table, key: &[u8], row: &SqlRow<'_>, column: usize) -> Result<[u8; N]> {
    bytes(row, column).try_into().map_err(|_| StoreError::damaged(table.name(), key, WIDTH))
}

/// A column that holds an id; where it doesn't, the first column names the row.
pub(super) fn id(table: Table, row: &SqlRow<'_>, column: usize) -> Result<[u8; 16]> {
    fixed(table, bytes(row, 0), row, column)
}

/// A number that SQLite keeps with a sign; slots and indexes never come near it. What isn't one is beyond all of them.
pub(super) fn number(row: &SqlRow<'_>, column: usize) -> u64 {
    row.get::<_, i64>(column).map_or(u64::MAX, |number| number as u64)
}

impl Inner {
    fn authentic(&self, table: Table, key: &[u8], body: &[u8], mac: &[u8]) -> Result<()> {
        if self.mac.mac(table.name(), key, body) == mac {
            return Ok(());
        }
        Err(StoreError::damaged(table.name(), key, MAC))
    }

    /// Columns from `at`: state, mac.
    pub(super) fn subject(&self, id: SubjectId, row: &SqlRow<'_>, at: usize) -> Result<Subject> {
        let state = bytes(row, at);
        self.authentic(Table::Subject, id.as_bytes(), state, bytes(row, at + 1))?;
        encode::read_subject(id, state).map_err(|_| StoreError::damaged("subject", id.as_bytes(), WIDTH))
    }

    /// Columns from `at`: engagement_id, due, state, mac.
    pub(super) fn engagement(&self, subject: SubjectId, row: &SqlRow<'_>, at: usize) -> Result<Engagement> {
        let id = EngagementId::from_bytes(id(Table::Engagement, row, at)?);
        let (key, state) = (pair(subject.as_bytes(), id.as_bytes()), bytes(row, at + 2));
        self.authentic(Table::Engagement, &key, state, bytes(row, at + 3))?;
        let damaged = |reason| StoreError::damaged("engagement", &key, reason);
        let engagement = encode::read_engagement(subject, id, state).map_err(|_| damaged(WIDTH))?;
        if bytes(row, at + 1) != DueKey::of(&engagement).0 {
            return Err(damaged("its due moment isn't the one that its state gives"));
        }
        Ok(engagement)
    }

    /// Columns from `at`: hold_id, sealed, mac.
    pub(super) fn hold(&self, subject: SubjectId, row: &SqlRow<'_>, at: usize) -> Result<HoldRow> {
        let hold = HoldId::from_bytes(id(Table::Hold, row, at)?);
        let (key, cell) = (pair(subject.as_bytes(), hold.as_bytes()), bytes(row, at + 1));
        self.authentic(Table::Hold, &key, cell, bytes(row, at + 2))?;
        let sealed = match cell {
            [high, low, body @ ..] => body.get(..usize::from(u16::from_be_bytes([*high, *low]))),
            _ => None,
        };
        let sealed = sealed.ok_or_else(|| StoreError::damaged("hold", &key, WIDTH))?.to_vec();
        Ok(HoldRow { subject, hold, sealed })
    }

    /// Columns from `at`: paper_id, watch, state, mac.
    pub(super) fn paper(&self, subject: SubjectId, row: &SqlRow<'_>, at: usize) -> Result<Paper> {
        let id = PaperId::from_bytes(id(Table::Paper, row, at)?);
        let (key, state) = (pair(subject.as_bytes(), id.as_bytes()), bytes(row, at + 2));
        self.authentic(Table::Paper, &key, state, bytes(row, at + 3))?;
        let damaged = |reason| StoreError::damaged("paper", &key, reason);
        let paper = encode::read_paper(subject, id, state).map_err(|_| damaged(WIDTH))?;
        if bytes(row, at + 1) != WatchKey::of(&paper).0 {
            return Err(damaged("what it waits for isn't what its state gives"));
        }
        Ok(paper)
    }

    /// Columns from `at`: body, mac.
    pub(super) fn body(&self, kind: &str, id: &str, row: &SqlRow<'_>, at: usize) -> Result<Vec<u8>> {
        let body = bytes(row, at);
        self.authentic(Table::Document, &document_key(kind, id), body, bytes(row, at + 1))?;
        Ok(body.to_vec())
    }

    /// Columns: kind, id, body, mac.
    pub(super) fn document_row(&self, row: &SqlRow<'_>) -> Result<Document> {
        let text = |column| {
            let text = std::str::from_utf8(bytes(row, column)).map(str::to_owned);
            text.map_err(|_| StoreError::damaged("document", bytes(row, column), "its key isn't text"))
        };
        let (kind, id) = (text(0)?, text(1)?);
        Ok(Document { body: self.body(&kind, &id, row, 2)?, kind, id })
    }
}

/// Columns from `at`: subject_id, engagement_id, sealed; `None` once zeroed.
pub(super) fn trail(index: u64, row: &SqlRow<'_>, at: usize) -> Result<Option<TrailRow>> {
    let key = index.to_be_bytes();
    let (subject, engagement) =
        (fixed(Table::Trail, &key, row, at)?, fixed(Table::Trail, &key, row, at + 1)?);
    let sealed = fixed(Table::Trail, &key, row, at + 2)?;
    if subject == [0; 16] && engagement == [0; 16] && sealed == [0; TRAIL_SEALED_LEN] {
        return Ok(None);
    }
    let engagement = (engagement != [0; 16]).then(|| EngagementId::from_bytes(engagement));
    Ok(Some(TrailRow { subject: SubjectId::from_bytes(subject), index, engagement, sealed }))
}

/// Columns: idx, operational, salt, subject_hash, leaf.
pub(super) fn entry(row: &SqlRow<'_>) -> Result<EntryRow> {
    let index = number(row, 0);
    let key = index.to_be_bytes();
    Ok(EntryRow {
        index,
        operational: bytes(row, 1).to_vec(),
        salt: fixed(Table::Entry, &key, row, 2)?,
        subject_hash: fixed(Table::Entry, &key, row, 3)?,
        leaf: fixed(Table::Entry, &key, row, 4)?,
    })
}

/// A tag as the index keeps it.
pub(super) fn tag_cell(row: &TagRow) -> Cell<TAG_CELL> {
    let mut cell = [0; TAG_CELL];
    cell[..16].copy_from_slice(&row.tag);
    cell[16..32].copy_from_slice(row.subject.as_bytes());
    cell[32..].copy_from_slice(row.engagement.as_bytes());
    cell
}

/// And back.
pub(super) fn tag(cell: &Cell<TAG_CELL>) -> TagRow {
    let id = |from: usize| -> [u8; 16] { std::array::from_fn(|at| cell[from + at]) };
    TagRow {
        tag: id(0),
        subject: SubjectId::from_bytes(id(16)),
        engagement: EngagementId::from_bytes(id(32)),
    }
}

/// Column `at`: a wrapped key; `None` once zeroed.
pub(super) fn wrapped(slot: u64, row: &SqlRow<'_>, at: usize) -> Result<Option<[u8; crate::WRAPPED_LEN]>> {
    let wrapped = fixed(Table::Slot, &slot.to_be_bytes(), row, at)?;
    Ok((wrapped != [0; crate::WRAPPED_LEN]).then_some(wrapped))
}

/// Two ids as one key.
pub(super) fn pair(a: &[u8; 16], b: &[u8; 16]) -> [u8; 32] {
    let mut key = [0; 32];
    key[..16].copy_from_slice(a);
    key[16..].copy_from_slice(b);
    key
}

/// A document's key in MACs: no kind holds a zero byte.
pub(super) fn document_key(kind: &str, id: &str) -> Vec<u8> {
    [kind.as_bytes(), &[0], id.as_bytes()].concat()
}
