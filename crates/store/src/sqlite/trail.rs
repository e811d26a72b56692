//! Subject parts: a row for each entry that speaks of a person, and an index that tells which are whose.

use kernel::{EngagementId, SubjectId};
use rusqlite::params;

use super::{Inner, index::Cell, row, sql};
use crate::{Result, StoreError, TrailRow};

/// Whose, and which entry's.
pub(super) const TRAIL_CELL: usize = 24;

impl Inner {
    /// The subject parts of a person, oldest first.
    pub(super) fn trail(&self, subject: SubjectId) -> Result<Vec<TrailRow>> {
        self.at_one_moment(|| {
            let cells = self.trails.borrow_mut().of(self, &key(subject))?;
            let mut statement = self.prepare(sql::TRAIL)?;
            let mut part = |cell: Cell<TRAIL_CELL>| {
                let [.., a, b, c, d, e, f, g, h] = cell;
                let index = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
                let row =
                    self.one(&mut statement, [index as i64], |row| row::trail(index, row, 0))?.flatten();
                let row = row.filter(|row| row.subject == subject);
                let why = "an index says that it speaks of somebody of whom it doesn't";
                row.ok_or_else(|| StoreError::damaged("trail", &index.to_be_bytes(), why))
            };
            cells.into_iter().map(&mut part).collect()
        })
    }

    pub(super) fn put_trail(&self, row: &TrailRow) -> Result<()> {
        let engagement = row.engagement.as_ref().map_or(&[0; 16], EngagementId::as_bytes);
        let params = params![row.index as i64, row.subject.as_bytes(), engagement, row.sealed];
        if self.run(sql::APPEND_TRAIL, params)? == 0 {
            let before = self.part(row.index)?.map(|before| before.subject);
            self.run(sql::PUT_TRAIL, params)?;
            if before == Some(row.subject) {
                return Ok(());
            }
            if let Some(before) = before {
                self.trails.borrow_mut().drop(self, &cell(before, row.index))?;
            }
        }
        self.trails.borrow_mut().put(self, &cell(row.subject, row.index))
    }

    pub(super) fn drop_trail(&self, subject: SubjectId, index: u64) -> Result<()> {
        match self.run(sql::ZERO_TRAIL, params![index as i64, subject.as_bytes()])? {
            0 => Ok(()), // it is somebody else's, or zeros already
            _ => self.trails.borrow_mut().drop(self, &cell(subject, index)),
        }
    }

    pub(super) fn clear_trail(&self, subject: SubjectId, only: Option<EngagementId>) -> Result<()> {
        let rows = self.trail(subject)?;
        let mut gone = rows.iter().filter(|row| only.is_none() || row.engagement == only);
        gone.try_for_each(|row| self.drop_trail(subject, row.index))
    }

    /// Whether rows and index tell the same.
    pub(super) fn check_trails(&self) -> Result<()> {
        self.trails.borrow_mut().check(self)?;
        // Each cell adds a number of its own: both sides have to come to the same, whatever the order.
        let number = |cell: &Cell<TRAIL_CELL>| {
            let half = |from: usize| u64::from_be_bytes(std::array::from_fn(|at| cell[from + at]));
            let mixed = (half(0) ^ half(8).rotate_left(23))
                .wrapping_add(half(16).wrapping_mul(0x9E37_79B9_7F4A_7C15));
            (mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
        };
        let (mut rows, mut cells) = (0_u64, 0_u64);
        let _ = self.each(sql::ALL_TRAILS, |row| {
            if let Ok(Some(part)) = row::trail(row::number(row, 0), row, 1) {
                rows = rows.wrapping_add(number(&cell(part.subject, part.index)));
            }
            crate::Flow::Continue(())
        })?;
        let _ = self.trails.borrow().scan(self, &mut |cell| {
            cells = cells.wrapping_add(cell.map_or(0, number));
            crate::Flow::Continue(())
        })?;
        if rows == cells {
            return Ok(());
        }
        Err(StoreError::damaged("trail_bucket", &[], "the index of subject parts doesn't fit them"))
    }

    fn part(&self, index: u64) -> Result<Option<TrailRow>> {
        let found =
            self.one(&mut self.prepare(sql::TRAIL)?, [index as i64], |row| row::trail(index, row, 0))?;
        Ok(found.flatten())
    }
}

fn cell(subject: SubjectId, index: u64) -> Cell<TRAIL_CELL> {
    let mut cell = [0; TRAIL_CELL];
    cell[..16].copy_from_slice(&key(subject));
    cell[16..].copy_from_slice(&index.to_be_bytes());
    cell
}

/// The id with its random end first.
fn key(subject: SubjectId) -> [u8; 16] {
    let mut key = *subject.as_bytes();
    key.rotate_left(9);
    key
}
