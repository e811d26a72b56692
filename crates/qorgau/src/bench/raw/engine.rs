//! The raw engine: what lies in the tray goes in by prepared statements, in one transaction.

use std::{ops::Range, path::Path, sync::Arc};

use jiff::Timestamp;
use kernel::{EngagementId, State, SubjectId};
use rusqlite::{CachedStatement, Connection, params};
use store::{
    Batch, Counters, Document, DueCursor, DueRow, Engine, EntryRow, Flow, HoldRow, Reader, Row, StoreError,
    Table, Tag16, TrailRow, Truncation, WRAPPED_LEN,
};

use super::{Columns, Task, Tray};

type Result<T, E = StoreError> = std::result::Result<T, E>;

const PRAGMAS: &str = include_str!("pragmas.sql");
const SCHEMA: &str = include_str!("schema.sql");
const COLLECT: &str = include_str!("collect.sql");
const READ: &str = include_str!("read.sql");

pub(super) struct RawEngine {
    conn: Connection,
    tray: Tray,
    next_slot: i64,
    next_index: i64,
    collect: Vec<&'static str>,
    read: Vec<&'static str>,
}

impl RawEngine {
    pub(super) fn create(path: &Path, tray: Tray) -> anyhow::Result<Self> {
        let conn = Connection::open(path)?;
        conn.set_prepared_statement_cache_capacity(64);
        conn.execute_batch(PRAGMAS)?;
        conn.execute_batch(SCHEMA)?;
        let (collect, read) = (statements(COLLECT), statements(READ));
        anyhow::ensure!(collect.len() == 5 && read.len() == 2, "the raw statements are five and two");
        Ok(Self { conn, tray, next_slot: 0, next_index: 0, collect, read })
    }

    fn perform(&mut self, tasks: Vec<Task>) -> rusqlite::Result<()> {
        self.conn.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        let written = self.write(tasks);
        let end = if written.is_ok() { "COMMIT" } else { "ROLLBACK" };
        self.conn.prepare_cached(end)?.execute([])?;
        written
    }

    fn write(&mut self, tasks: Vec<Task>) -> rusqlite::Result<()> {
        let prepare = |sql: &&'static str| self.conn.prepare_cached(sql);
        let mut collect = self.collect.iter().map(prepare).collect::<rusqlite::Result<Vec<_>>>()?;
        let mut read = self.read.iter().map(prepare).collect::<rusqlite::Result<Vec<_>>>()?;
        let ([subject, engagement, slot, tag, other], [look, seen]) = (&mut collect[..], &mut read[..])
        else {
            return Ok(()); // counted when the engine was made
        };
        for task in tasks {
            match task {
                Task::Collect(p) => {
                    let (id, e) = (p.subject.as_bytes(), p.engagement.as_bytes());
                    subject.execute(params![id, p.state])?;
                    engagement.execute(params![id, e, p.full_name, p.birth_date, p.email, p.rest])?;
                    slot.execute(params![self.next_slot, p.wrapped])?;
                    tag.execute(params![p.tags[0], id, e])?;
                    other.execute(params![p.tags[1], id, e])?;
                    self.next_slot += 1;
                }
                Task::Read(subject, answer) => {
                    let _ = answer.set(columns(look, subject)?); // asked for once
                    seen.execute(params![self.next_index, [0x5A_u8; 150]])?;
                    self.next_index += 1;
                }
            }
        }
        Ok(())
    }
}

fn columns(look: &mut CachedStatement<'_>, subject: SubjectId) -> rusqlite::Result<Columns> {
    look.query_row([subject.as_bytes()], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))
}

/// The statements of a file, one for each semicolon.
fn statements(sql: &'static str) -> Vec<&'static str> {
    let says = |part: &&str| part.lines().any(|line| !line.trim().is_empty() && !line.starts_with("--"));
    sql.split(';').filter(says).collect()
}

impl Engine for RawEngine {
    fn counters(&mut self) -> Result<Counters> {
        Ok(Counters::default())
    }

    fn commit_many(&mut self, _batches: &[Batch]) -> Result<()> {
        let tasks = self.tray.take();
        self.perform(tasks).map_err(|error| StoreError::Database(Arc::new(error)))
    }

    fn truncate(&mut self) -> Result<Truncation> {
        Ok(Truncation::Done)
    }
}

/// The writer asks for nothing: raw jobs want nothing and look at nothing.
impl Reader for RawEngine {
    fn load_many(&mut self, subjects: &[SubjectId]) -> Result<Vec<State>> {
        Ok(vec![State::default(); subjects.len()])
    }

    fn tagged(&mut self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> {
        Ok(vec![Vec::new(); tags.len()])
    }

    fn slots(&mut self, slots: &[u64]) -> Result<Vec<Option<[u8; WRAPPED_LEN]>>> {
        Ok(vec![None; slots.len()])
    }

    fn records(&mut self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>> {
        Ok(vec![None; slots.len()])
    }

    fn trail(&mut self, _: SubjectId) -> Result<Vec<TrailRow>> {
        Ok(Vec::new())
    }

    fn holds(&mut self, _: SubjectId) -> Result<Vec<HoldRow>> {
        Ok(Vec::new())
    }

    fn due(&mut self, _: Timestamp, _: Option<DueCursor>, _: usize) -> Result<Vec<DueRow>> {
        Ok(Vec::new())
    }

    fn papers(&mut self, _: SubjectId) -> Result<Vec<kernel::Paper>> {
        Ok(Vec::new())
    }

    fn holder(&mut self, _: kernel::PaperId) -> Result<Option<SubjectId>> {
        Ok(None)
    }

    fn watched(
        &mut self,
        _: kernel::Watch,
        _: Timestamp,
        _: Option<store::WatchCursor>,
        _: usize,
    ) -> Result<Vec<kernel::Paper>> {
        Ok(Vec::new())
    }

    fn entries(&mut self, _: Range<u64>, _: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> {
        Ok(())
    }

    fn filed(&mut self, _: &mut dyn FnMut(u64) -> Flow) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, _: &str, _: &str) -> Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn documents(&mut self, _: &str) -> Result<Vec<Document>> {
        Ok(Vec::new())
    }

    fn scan(&mut self, _: &[Table], _: &mut dyn FnMut(Row) -> Flow) -> Result<()> {
        Ok(())
    }

    fn check(&mut self, _: bool) -> Result<()> {
        Ok(())
    }
}
