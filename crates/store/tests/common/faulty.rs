//! An engine that fails when told to, and counts its commits.
#![allow(unreachable_pub, reason = "a test's module")]

use std::{
    ops::Range,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::Timestamp;
use kernel::{EngagementId, State, SubjectId};
use store::{
    Batch, Counters, Document, DueCursor, DueRow, Engine, EntryRow, Flow, HoldRow, Memory, Reader, Result,
    Row, StoreError, Syncer, Table, Tag16, TrailRow, Truncation,
};

/// What the test keeps of it.
#[derive(Clone, Default)]
pub struct Strings {
    /// Commits fail as on a full disk.
    pub full: Arc<AtomicBool>,
    /// Loading fails as on a damaged row.
    pub damaged: Arc<AtomicBool>,
    /// Commits are made durable by another thread.
    pub later: bool,
    /// And that fails, as a disk does.
    pub unsynced: Arc<AtomicBool>,
    /// How many batches each commit had.
    pub commits: Arc<Mutex<Vec<usize>>>,
}

pub struct Faulty(pub Memory, pub Strings);

impl Engine for Faulty {
    fn counters(&mut self) -> Result<Counters> {
        self.0.counters()
    }

    fn commit_many(&mut self, batches: &[Batch]) -> Result<()> {
        if self.1.full.load(Ordering::SeqCst) {
            return Err(StoreError::Full { path: PathBuf::from("store.db") });
        }
        self.1.commits.lock().unwrap().push(batches.len());
        self.0.commit_many(batches)
    }

    fn syncer(&mut self) -> Result<Option<Box<dyn Syncer>>> {
        let unsynced = Arc::clone(&self.1.unsynced);
        Ok(self.1.later.then(|| Box::new(Disk(unsynced)) as Box<dyn Syncer>))
    }

    fn truncate(&mut self) -> Result<Truncation> {
        self.0.truncate()
    }
}

struct Disk(Arc<AtomicBool>);

impl Syncer for Disk {
    fn sync(&mut self) -> Result<()> {
        std::thread::sleep(std::time::Duration::from_millis(2));
        if self.0.load(Ordering::SeqCst) {
            return Err(StoreError::Full { path: PathBuf::from("store.db-wal") });
        }
        Ok(())
    }
}

#[rustfmt::skip]
impl Reader for Faulty {
    fn load_many(&mut self, subjects: &[SubjectId]) -> Result<Vec<State>> {
        if self.1.damaged.load(Ordering::SeqCst) {
            return Err(StoreError::Damaged { table: "subject", key: "00".into(), reason: "a test" });
        }
        self.0.load_many(subjects)
    }
    fn tagged(&mut self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> { self.0.tagged(tags) }
    fn slots(&mut self, slots: &[u64]) -> Result<Vec<Option<[u8; 60]>>> { self.0.slots(slots) }
    fn records(&mut self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>> { self.0.records(slots) }
    fn trail(&mut self, subject: SubjectId) -> Result<Vec<TrailRow>> { self.0.trail(subject) }
    fn holds(&mut self, subject: SubjectId) -> Result<Vec<HoldRow>> { self.0.holds(subject) }
    fn due(&mut self, until: Timestamp, after: Option<DueCursor>, limit: usize) -> Result<Vec<DueRow>> {
        self.0.due(until, after, limit)
    }
    fn papers(&mut self, subject: SubjectId) -> Result<Vec<kernel::Paper>> { self.0.papers(subject) }
    fn holder(&mut self, paper: kernel::PaperId) -> Result<Option<SubjectId>> { self.0.holder(paper) }
    fn watched(&mut self, watch: kernel::Watch, until: Timestamp, after: Option<store::WatchCursor>, limit: usize) -> Result<Vec<kernel::Paper>> {
        self.0.watched(watch, until, after, limit)
    }
    fn entries(&mut self, range: Range<u64>, visit: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> {
        self.0.entries(range, visit)
    }
    fn filed(&mut self, visit: &mut dyn FnMut(u64) -> Flow) -> Result<()> { self.0.filed(visit) }
    fn document(&mut self, kind: &str, id: &str) -> Result<Option<Vec<u8>>> { self.0.document(kind, id) }
    fn documents(&mut self, kind: &str) -> Result<Vec<Document>> { self.0.documents(kind) }
    fn scan(&mut self, tables: &[Table], visit: &mut dyn FnMut(Row) -> Flow) -> Result<()> { self.0.scan(tables, visit) }
    fn check(&mut self, deep: bool) -> Result<()> { self.0.check(deep) }
}
