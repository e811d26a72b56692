use std::ops::{ControlFlow, Range};

use jiff::Timestamp;
use kernel::{Engagement, EngagementId, Paper, PaperId, State, SubjectId, Watch};

use crate::{
    Batch, Document, DueCursor, DueRow, EntryRow, HoldRow, Result, Row, StoreError, Table, Tag16, TrailRow,
    WRAPPED_LEN, WatchCursor,
};

/// Whether a walk goes on.
pub type Flow = ControlFlow<()>;

/// What can be read of a store. Every state row's MAC is checked; a mismatch is [`StoreError::Damaged`].
pub trait Reader: Send {
    /// What is known of these people, in their order: engagements oldest first, holds by id. Who isn't there gives
    /// an empty state.
    fn load_many(&mut self, subjects: &[SubjectId]) -> Result<Vec<State>>;

    /// Who carries these tags, in their order; each list in order of ids.
    fn tagged(&mut self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>>;

    /// The wrapped keys in these slots; `None` where there never was one, or it was zeroed.
    fn slots(&mut self, slots: &[u64]) -> Result<Vec<Option<[u8; WRAPPED_LEN]>>>;

    /// The sealed records in these slots.
    fn records(&mut self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>>;

    /// The sealed subject parts of all entries that speak of a person, oldest first.
    fn trail(&mut self, subject: SubjectId) -> Result<Vec<TrailRow>>;

    /// The holds on a person with their sealed references, by id.
    fn holds(&mut self, subject: SubjectId) -> Result<Vec<HoldRow>>;

    /// What is due until a moment, that included: earliest first, then by ids, after a row already seen, `limit` at most.
    fn due(&mut self, until: Timestamp, after: Option<DueCursor>, limit: usize) -> Result<Vec<DueRow>>;

    /// A person's papers, by id. [`Reader::load_many`] leaves them out.
    fn papers(&mut self, subject: SubjectId) -> Result<Vec<Paper>>;

    /// Whose a paper is.
    fn holder(&mut self, paper: PaperId) -> Result<Option<SubjectId>>;

    /// The papers that wait for something until a moment, that included: earliest first, then by ids, after one
    /// already seen, `limit` at most.
    fn watched(
        &mut self,
        watch: Watch,
        until: Timestamp,
        after: Option<WatchCursor>,
        limit: usize,
    ) -> Result<Vec<Paper>>;

    /// Entries of the log, in order, until the visitor breaks.
    fn entries(&mut self, range: Range<u64>, visit: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()>;

    /// The entries that have a subject part, oldest first, until the visitor breaks.
    fn filed(&mut self, visit: &mut dyn FnMut(u64) -> Flow) -> Result<()>;

    /// One document's body.
    fn document(&mut self, kind: &str, id: &str) -> Result<Option<Vec<u8>>>;

    /// All documents of a kind, by id.
    fn documents(&mut self, kind: &str) -> Result<Vec<Document>>;

    /// Every row of these tables, each table by its primary key (tags in no order), until the visitor breaks. A damaged row comes as
    /// [`Row::Damaged`] and the walk goes on.
    fn scan(&mut self, tables: &[Table], visit: &mut dyn FnMut(Row) -> Flow) -> Result<()>;

    /// The engagements of the people after one already seen, by person, until the visitor breaks. A damaged one comes as
    /// an error and the walk goes on.
    fn engagements(
        &mut self,
        after: Option<SubjectId>,
        visit: &mut dyn FnMut(Result<Engagement>) -> Flow,
    ) -> Result<()> {
        self.scan(&[Table::Engagement], &mut |row| match row {
            Row::Engagement(one) if after.is_none_or(|after| one.subject > after) => visit(Ok(one)),
            Row::Damaged(why) => visit(Err(why)),
            _ => Flow::Continue(()),
        })
    }

    /// Checks the structure of the files: pages, order, counts; `deep` also compares indexes with their tables. Row
    /// MACs are [`Reader::scan`]'s business.
    fn check(&mut self, deep: bool) -> Result<(), StoreError>;
}

/// A store that can be written.
pub trait Engine: Reader {
    /// What is free next.
    fn counters(&mut self) -> Result<Counters>;

    /// Begins the transaction that the next [`Engine::commit_many`] ends, so that looking and writing need only one.
    /// An engine may do nothing here: a failure, too, is left to the commit.
    fn begin(&mut self) {}

    /// Ends what [`Engine::begin`] began where nothing is to be committed.
    fn abandon(&mut self) {}

    /// Performs many acts in one durable transaction, in order: all of them, or none. Each batch's expected versions
    /// are compared when its turn comes, so that it sees the batches before it.
    ///
    /// It is durable when this returns, or, once [`Engine::syncer`] gave one, after the next [`Syncer::sync`].
    ///
    /// Errors: [`StoreError::Conflict`] for a version that differs, [`StoreError::Full`], and what else goes wrong.
    fn commit_many(&mut self, batches: &[Batch]) -> Result<()>;

    /// Lets another thread make commits durable from now on; `None` where each is by itself.
    fn syncer(&mut self) -> Result<Option<Box<dyn Syncer>>> {
        Ok(None)
    }

    /// Leaves nothing outside the main file: what was overwritten is gone from the write-ahead log too.
    fn truncate(&mut self) -> Result<Truncation>;
}

/// Makes what an engine committed durable.
pub trait Syncer: Send {
    /// Returns when everything committed before is durable. After an error nobody knows what is; the engine is to be
    /// opened again.
    fn sync(&mut self) -> Result<()>;
}

/// What is free next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// The first slot never used.
    pub next_slot: u64,
    /// The log's size.
    pub next_index: u64,
}

/// Whether the write-ahead log is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Truncation {
    /// It is.
    Done,
    /// A reader still needs it; try again.
    Busy,
}
