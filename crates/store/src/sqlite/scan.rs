//! Walking whole tables, and the reading side of the contract for both kinds of connection.

use std::ops::Range;

use jiff::Timestamp;
use kernel::{Engagement, EngagementId, Paper, PaperId, State, SubjectId, Watch};
use rusqlite::Row as SqlRow;

use super::{
    Inner, Sqlite, SqliteReader,
    index::Cell,
    row::{self, TAG_CELL},
    sql,
};
use crate::{
    Document, DueCursor, DueRow, EntryRow, Flow, HoldRow, Reader, Result, Row, Table, Tag16, TrailRow,
    WRAPPED_LEN, WatchCursor,
};

impl Inner {
    fn scan(&self, table: Table, visit: &mut dyn FnMut(Row) -> Flow) -> Result<Flow> {
        let (statement, read): (_, fn(&Inner, &SqlRow<'_>) -> Result<Row>) = match table {
            Table::Subject => (sql::ALL_SUBJECTS, |inner, row| {
                Ok(Row::Subject(inner.subject(
                    SubjectId::from_bytes(row::id(Table::Subject, row, 0)?),
                    row,
                    1,
                )?))
            }),
            Table::Engagement => (sql::ALL_ENGAGEMENTS, |inner, row| {
                let subject = SubjectId::from_bytes(row::id(Table::Engagement, row, 0)?);
                Ok(Row::Engagement(inner.engagement(subject, row, 1)?))
            }),
            Table::Slot => (sql::ALL_SLOTS, |_, row| {
                let slot = row::number(row, 0);
                Ok(Row::Slot(slot, row::wrapped(slot, row, 1)?))
            }),
            Table::Record => {
                (sql::ALL_RECORDS, |_, row| Ok(Row::Record(row::number(row, 0), row::bytes(row, 1).to_vec())))
            }
            Table::Tag => {
                let tag = |cell: Result<&Cell<TAG_CELL>>| {
                    cell.map_or_else(Row::Damaged, |cell| Row::Tag(row::tag(cell)))
                };
                return self.tags.borrow().scan(self, &mut |cell| visit(tag(cell)));
            }
            Table::Trail => {
                return self.each(sql::ALL_TRAILS, |row| {
                    let read = row::trail(row::number(row, 0), row, 1).transpose();
                    read.map_or(Flow::Continue(()), |row| visit(row.map_or_else(Row::Damaged, Row::Trail)))
                });
            }
            Table::Hold => (sql::ALL_HOLDS, |inner, row| {
                Ok(Row::Hold(inner.hold(SubjectId::from_bytes(row::id(Table::Hold, row, 0)?), row, 1)?))
            }),
            Table::Paper => (sql::ALL_PAPERS, |inner, row| {
                Ok(Row::Paper(inner.paper(SubjectId::from_bytes(row::id(Table::Paper, row, 0)?), row, 1)?))
            }),
            Table::Entry => (sql::ALL_ENTRIES, |_, row| Ok(Row::Entry(row::entry(row)?))),
            Table::Document => (sql::ALL_DOCUMENTS, |inner, row| Ok(Row::Document(inner.document_row(row)?))),
        };
        self.each(statement, |row| visit(read(self, row).unwrap_or_else(Row::Damaged)))
    }

    fn engagements(
        &self,
        after: Option<SubjectId>,
        visit: &mut dyn FnMut(Result<Engagement>) -> Flow,
    ) -> Result<()> {
        let after = after.unwrap_or(SubjectId::from_bytes([0; 16])); // nobody's: ids carry a version
        let mut statement = self.prepare(sql::ENGAGEMENTS_AFTER)?;
        let mut rows = statement.query([after.as_bytes()]).map_err(|error| self.fault(error))?;
        while let Some(row) = rows.next().map_err(|error| self.fault(error))? {
            let subject = row::id(Table::Engagement, row, 0).map(SubjectId::from_bytes);
            if visit(subject.and_then(|subject| self.engagement(subject, row, 1))).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn document(&self, kind: &str, id: &str) -> Result<Option<Vec<u8>>> {
        self.one(&mut self.prepare(sql::DOCUMENT)?, [kind, id], |row| self.body(kind, id, row, 0))
    }

    fn documents(&self, kind: &str) -> Result<Vec<Document>> {
        self.all(&mut self.prepare(sql::DOCUMENTS)?, [kind], |row| self.document_row(row))
    }
}

macro_rules! reader {
    ($($connection:ty),+) => {$(
        impl Reader for $connection {
            fn load_many(&mut self, subjects: &[SubjectId]) -> Result<Vec<State>> {
                self.inner.load_many(subjects)
            }

            fn tagged(&mut self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> {
                self.inner.tagged(tags)
            }

            fn slots(&mut self, slots: &[u64]) -> Result<Vec<Option<[u8; WRAPPED_LEN]>>> {
                self.inner.slots(slots)
            }

            fn records(&mut self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>> {
                self.inner.records(slots)
            }

            fn trail(&mut self, subject: SubjectId) -> Result<Vec<TrailRow>> {
                self.inner.trail(subject)
            }

            fn holds(&mut self, subject: SubjectId) -> Result<Vec<HoldRow>> {
                self.inner.holds(subject)
            }

            fn due(&mut self, until: Timestamp, after: Option<DueCursor>, limit: usize) -> Result<Vec<DueRow>> {
                self.inner.due(until, after, limit)
            }

            fn papers(&mut self, subject: SubjectId) -> Result<Vec<Paper>> {
                self.inner.papers(subject)
            }

            fn holder(&mut self, paper: PaperId) -> Result<Option<SubjectId>> {
                self.inner.holder(paper)
            }

            fn watched(
                &mut self,
                watch: Watch,
                until: Timestamp,
                after: Option<WatchCursor>,
                limit: usize,
            ) -> Result<Vec<Paper>> {
                self.inner.watched(watch, until, after, limit)
            }

            fn entries(&mut self, range: Range<u64>, visit: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> {
                self.inner.entries(range, visit)
            }

            fn filed(&mut self, visit: &mut dyn FnMut(u64) -> Flow) -> Result<()> {
                self.inner.each(sql::FILED, |row| visit(row::number(row, 0))).map(drop)
            }

            fn document(&mut self, kind: &str, id: &str) -> Result<Option<Vec<u8>>> {
                self.inner.document(kind, id)
            }

            fn documents(&mut self, kind: &str) -> Result<Vec<Document>> {
                self.inner.documents(kind)
            }

            fn scan(&mut self, tables: &[Table], visit: &mut dyn FnMut(Row) -> Flow) -> Result<()> {
                for table in tables {
                    if self.inner.scan(*table, visit)?.is_break() {
                        break;
                    }
                }
                Ok(())
            }

            fn engagements(
                &mut self,
                after: Option<SubjectId>,
                visit: &mut dyn FnMut(Result<Engagement>) -> Flow,
            ) -> Result<()> {
                self.inner.engagements(after, visit)
            }

            fn check(&mut self, deep: bool) -> Result<()> {
                self.inner.check(deep)
            }
        }
    )+};
}

reader!(Sqlite, SqliteReader);
