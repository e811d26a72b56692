//! An engine that is none: every write stands for five fixed rows with the same keys, under the same pragmas.

use std::{ops::Range, path::Path};

use jiff::Timestamp;
use kernel::{EngagementId, State, SubjectId};
use rusqlite::{Connection, params};
use store::{
    Batch, Counters, Document, DueCursor, DueRow, Engine, EntryRow, Flow, HoldRow, Reader, Result, Row,
    Table, Tag16, TrailRow, Truncation, Write,
};

use crate::common::{Kind, eid, noise, sid, tag};

pub(crate) struct Raw(Connection);

const ROWS: [&str; 4] = [
    "INSERT INTO subject VALUES (?1, ?2, ?3)",
    "INSERT INTO engagement VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO slot VALUES (?1, ?2)",
    "INSERT INTO tag VALUES (?1, ?2, ?3)",
];

impl Raw {
    pub(crate) fn create(path: &Path, people: u64) -> Self {
        let conn = Connection::open(path).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
             PRAGMA wal_autocheckpoint = 20000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;
             CREATE TABLE subject (id BLOB PRIMARY KEY, state BLOB, mac BLOB) WITHOUT ROWID;
             CREATE TABLE engagement (s BLOB, e BLOB, state BLOB, mac BLOB, PRIMARY KEY (s, e)) WITHOUT ROWID;
             CREATE TABLE slot (slot INTEGER PRIMARY KEY, wrapped BLOB);
             CREATE TABLE tag (tag BLOB, s BLOB, e BLOB, PRIMARY KEY (tag, s, e)) WITHOUT ROWID;",
        )
        .unwrap();
        let raw = Self(conn);
        for from in (0..people).step_by(2000) {
            raw.insert((from..people.min(from + 2000)).collect());
        }
        raw
    }

    fn insert(&self, people: Vec<u64>) {
        self.0.execute_batch("BEGIN IMMEDIATE").unwrap();
        let [mut subject, mut engagement, mut slot, mut tags] =
            ROWS.map(|sql| self.0.prepare_cached(sql).unwrap());
        for n in people {
            let (s, e, mac) = (sid(n), eid(n), [7u8; 16]);
            subject.execute(params![s.as_bytes(), [1u8; kernel::encode::SUBJECT_LEN], mac]).unwrap();
            let state = [2u8; kernel::encode::ENGAGEMENT_LEN];
            engagement.execute(params![s.as_bytes(), e.as_bytes(), state, mac]).unwrap();
            slot.execute(params![n as i64, noise::<60>(Kind::Key, n)]).unwrap();
            for t in [2 * n, 2 * n + 1] {
                tags.execute(params![tag(t, n, n).tag, s.as_bytes(), e.as_bytes()]).unwrap();
            }
        }
        self.0.execute_batch("COMMIT").unwrap();
    }
}

impl Engine for Raw {
    fn counters(&mut self) -> Result<Counters> {
        Ok(Counters::default())
    }

    fn commit_many(&mut self, batches: &[Batch]) -> Result<()> {
        let people = batches.iter().flat_map(|batch| &batch.writes).filter_map(|write| match write {
            Write::ZeroSlot(n) => Some(*n),
            _ => None,
        });
        self.insert(people.collect());
        Ok(())
    }

    fn truncate(&mut self) -> Result<Truncation> {
        unreachable!()
    }
}

#[rustfmt::skip]
impl Reader for Raw {
    fn load_many(&mut self, _: &[SubjectId]) -> Result<Vec<State>> { unreachable!() }
    fn tagged(&mut self, _: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> { unreachable!() }
    fn slots(&mut self, _: &[u64]) -> Result<Vec<Option<[u8; 60]>>> { unreachable!() }
    fn records(&mut self, _: &[u64]) -> Result<Vec<Option<Vec<u8>>>> { unreachable!() }
    fn trail(&mut self, _: SubjectId) -> Result<Vec<TrailRow>> { unreachable!() }
    fn holds(&mut self, _: SubjectId) -> Result<Vec<HoldRow>> { unreachable!() }
    fn due(&mut self, _: Timestamp, _: Option<DueCursor>, _: usize) -> Result<Vec<DueRow>> { unreachable!() }
    fn papers(&mut self, _: SubjectId) -> Result<Vec<kernel::Paper>> { unreachable!() }
    fn holder(&mut self, _: kernel::PaperId) -> Result<Option<SubjectId>> { unreachable!() }
    fn watched(&mut self, _: kernel::Watch, _: Timestamp, _: Option<store::WatchCursor>, _: usize) -> Result<Vec<kernel::Paper>> { unreachable!() }
    fn entries(&mut self, _: Range<u64>, _: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> { unreachable!() }
    fn filed(&mut self, _: &mut dyn FnMut(u64) -> Flow) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, _: &str, _: &str) -> Result<Option<Vec<u8>>> { unreachable!() }
    fn documents(&mut self, _: &str) -> Result<Vec<Document>> { unreachable!() }
    fn scan(&mut self, _: &[Table], _: &mut dyn FnMut(Row) -> Flow) -> Result<()> { unreachable!() }
    fn check(&mut self, _: bool) -> Result<()> { unreachable!() }
}
