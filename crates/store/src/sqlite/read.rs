//! Reading by key.

use std::ops::Range;

use jiff::Timestamp;
use kernel::{EngagementId, Paper, PaperId, State, SubjectId, Watch};
use rusqlite::{CachedStatement, Params, Row as SqlRow, params};

use super::{
    Inner,
    index::Cell,
    row::{self, TAG_CELL},
    sql,
};
use crate::{
    DueCursor, DueKey, DueRow, EntryRow, Flow, HoldRow, Result, StoreError, Table, Tag16, WRAPPED_LEN,
    WatchCursor, WatchKey,
};

impl Inner {
    pub(super) fn prepare(&self, sql: &'static str) -> Result<CachedStatement<'_>> {
        self.conn.prepare_cached(sql).map_err(|error| self.fault(error))
    }

    /// The first row, read.
    pub(super) fn one<T>(
        &self,
        statement: &mut CachedStatement<'_>,
        params: impl Params,
        read: impl FnOnce(&SqlRow<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let mut rows = statement.query(params).map_err(|error| self.fault(error))?;
        rows.next().map_err(|error| self.fault(error))?.map(read).transpose()
    }

    /// Every row, read.
    pub(super) fn all<T>(
        &self,
        statement: &mut CachedStatement<'_>,
        params: impl Params,
        mut read: impl FnMut(&SqlRow<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut rows = statement.query(params).map_err(|error| self.fault(error))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            out.push(read(row)?);
        }
        Ok(out)
    }

    /// Visits every row of a statement without parameters.
    pub(super) fn each(&self, sql: &'static str, mut visit: impl FnMut(&SqlRow<'_>) -> Flow) -> Result<Flow> {
        let mut statement = self.prepare(sql)?;
        let mut rows = statement.query([]).map_err(|error| self.fault(error))?;
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            if visit(row).is_break() {
                return Ok(Flow::Break(()));
            }
        }
        Ok(Flow::Continue(()))
    }

    /// What a connection that only reads remembers of the indexes is forgotten once somebody wrote.
    fn catch_up(&self) -> Result<()> {
        let Some(seen) = &self.seen else { return Ok(()) };
        let now = self
            .one(&mut self.prepare(sql::DATA_VERSION)?, [], |row| Ok(row::number(row, 0)))?
            .unwrap_or_default();
        if seen.replace(now) != now {
            self.tags.borrow_mut().forget();
            self.trails.borrow_mut().forget();
        }
        Ok(())
    }

    pub(super) fn load_many(&self, subjects: &[SubjectId]) -> Result<Vec<State>> {
        self.at_one_moment(|| self.load(subjects))
    }

    fn load(&self, subjects: &[SubjectId]) -> Result<Vec<State>> {
        let (mut subject, mut engagements) = (self.prepare(sql::SUBJECT)?, self.prepare(sql::ENGAGEMENTS)?);
        let mut load = |id: &SubjectId| {
            let found = self.one(&mut subject, [id.as_bytes()], |row| self.subject(*id, row, 0))?;
            let Some(found) = found else { return Ok(State::default()) };
            let engagements =
                self.all(&mut engagements, [id.as_bytes()], |row| self.engagement(*id, row, 0))?;
            let holds = if found.holds == 0 { Vec::new() } else { self.holds(*id)? };
            let holds = holds.into_iter().map(|row| row.hold).collect();
            Ok(State { subject: Some(found), engagements, holds, ..State::default() })
        };
        subjects.iter().map(&mut load).collect()
    }

    pub(super) fn tagged(&self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> {
        self.at_one_moment(|| {
            let mut index = self.tags.borrow_mut();
            let bearer = |cell: &Cell<TAG_CELL>| {
                let row = row::tag(cell);
                (row.subject, row.engagement)
            };
            tags.iter().map(|tag| Ok(index.of(self, tag)?.iter().map(bearer).collect())).collect()
        })
    }

    /// Reads in one transaction: the one that is open, or one of its own.
    pub(super) fn at_one_moment<T>(&self, read: impl FnOnce() -> Result<T>) -> Result<T> {
        let _own = match self.conn.is_autocommit() {
            true => Some(self.conn.unchecked_transaction().map_err(|error| self.fault(error))?),
            false => None,
        };
        self.catch_up()?;
        read()
    }

    pub(super) fn slots(&self, slots: &[u64]) -> Result<Vec<Option<[u8; WRAPPED_LEN]>>> {
        let mut statement = self.prepare(sql::SLOT)?;
        let mut slot = |slot: &u64| {
            Ok(self.one(&mut statement, [*slot as i64], |row| row::wrapped(*slot, row, 0))?.flatten())
        };
        slots.iter().map(&mut slot).collect()
    }

    pub(super) fn records(&self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>> {
        let mut statement = self.prepare(sql::RECORD)?;
        let sealed = |row: &SqlRow<'_>| Ok(row::bytes(row, 0).to_vec());
        slots.iter().map(|slot| self.one(&mut statement, [*slot as i64], sealed)).collect()
    }

    pub(super) fn holds(&self, subject: SubjectId) -> Result<Vec<HoldRow>> {
        self.all(&mut self.prepare(sql::HOLDS)?, [subject.as_bytes()], |row| self.hold(subject, row, 0))
    }

    pub(super) fn due(
        &self,
        until: Timestamp,
        after: Option<DueCursor>,
        limit: usize,
    ) -> Result<Vec<DueRow>> {
        let start = (DueKey([0; 8]), SubjectId::from_bytes([0; 16]), EngagementId::from_bytes([0; 16]));
        let (at, subject, engagement) =
            after.map_or(start, |after| (after.at, after.subject, after.engagement));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let params = params![DueKey::at(until).0, at.0, subject.as_bytes(), engagement.as_bytes(), limit];
        self.all(&mut self.prepare(sql::DUE)?, params, |row| {
            let subject = row::id(Table::Subject, row, 1)?;
            let at = row::bytes(row, 0).try_into().ok().and_then(|at| DueKey(at).moment());
            let at =
                at.ok_or_else(|| StoreError::damaged("engagement", &subject, "its due moment is none"))?;
            let engagement = EngagementId::from_bytes(row::id(Table::Engagement, row, 2)?);
            Ok(DueRow { at, subject: SubjectId::from_bytes(subject), engagement })
        })
    }

    pub(super) fn papers(&self, subject: SubjectId) -> Result<Vec<Paper>> {
        self.all(&mut self.prepare(sql::PAPERS)?, [subject.as_bytes()], |row| self.paper(subject, row, 0))
    }

    pub(super) fn holder(&self, paper: PaperId) -> Result<Option<SubjectId>> {
        let subject = |row: &SqlRow<'_>| row::id(Table::Paper, row, 0).map(SubjectId::from_bytes);
        self.one(&mut self.prepare(sql::HOLDER)?, [paper.as_bytes()], subject)
    }

    pub(super) fn watched(
        &self,
        watch: Watch,
        until: Timestamp,
        after: Option<WatchCursor>,
        limit: usize,
    ) -> Result<Vec<Paper>> {
        let start = (WatchKey::first(watch), SubjectId::from_bytes([0; 16]), PaperId::from_bytes([0; 16]));
        let (at, subject, paper) = after.map_or(start, |after| (after.at, after.subject, after.paper));
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let until = WatchKey::at(watch, until).0;
        let params = params![until, at.0, subject.as_bytes(), paper.as_bytes(), limit];
        self.all(&mut self.prepare(sql::WATCHED)?, params, |row| {
            self.paper(SubjectId::from_bytes(row::id(Table::Paper, row, 0)?), row, 1)
        })
    }

    pub(super) fn entries(&self, range: Range<u64>, visit: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> {
        let mut statement = self.prepare(sql::ENTRIES)?;
        let end = i64::try_from(range.end).unwrap_or(i64::MAX);
        let rows = statement.query([i64::try_from(range.start).unwrap_or(i64::MAX), end]);
        let mut rows = rows.map_err(|error| self.fault(error))?;
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            if visit(row::entry(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    pub(super) fn check(&self, deep: bool) -> Result<()> {
        let sql = if deep { "PRAGMA integrity_check(1)" } else { "PRAGMA quick_check(1)" };
        let said: String =
            self.conn.query_row(sql, [], |row| row.get(0)).map_err(|error| self.fault(error))?;
        if said == "ok" {
            return if deep { self.check_indexes() } else { Ok(()) };
        }
        Err(StoreError::Damaged {
            table: "(the file's structure)",
            key: self.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            reason: "pages or indexes don't fit together",
        })
    }

    fn check_indexes(&self) -> Result<()> {
        self.tags.borrow_mut().check(self)?;
        self.check_trails()
    }
}
