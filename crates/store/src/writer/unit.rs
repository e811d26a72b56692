use std::sync::Arc;

use kernel::{EngagementId, Paper, State, SubjectId};
use ledger::{Hash, entry_commitment, leaf_hash, part_hash};

use super::{Verdict, work::Work};
use crate::{EntryRow, HOLD_SEALED_MAX, HoldRow, Result, StoreError, Tag16, TrailRow, WRAPPED_LEN, Write};

/// What a job has in hand: everything as the acts before it left it, and a place to stage its own writes.
pub struct Unit<'a, C>(&'a mut Work<C>);

impl<'a, C: Clone> Unit<'a, C> {
    pub(super) fn new(work: &'a mut Work<C>) -> Self {
        Self(work)
    }

    /// What is known of a person; empty for who isn't there.
    pub fn state(&mut self, subject: SubjectId) -> Result<Arc<State>> {
        self.0.overlay.state(self.0.engine.as_mut(), subject)
    }

    /// Who carries a tag, in order of ids.
    pub fn tagged(&mut self, tag: Tag16) -> Result<Vec<(SubjectId, EngagementId)>> {
        self.0.overlay.tagged(self.0.engine.as_mut(), tag)
    }

    /// The wrapped key in a slot; `None` if there never was one or it is zeroed.
    pub fn slot(&mut self, slot: u64) -> Result<Option<[u8; WRAPPED_LEN]>> {
        self.0.overlay.slot(self.0.engine.as_mut(), slot)
    }

    /// The sealed record in a slot.
    pub fn record(&mut self, slot: u64) -> Result<Option<Vec<u8>>> {
        self.0.overlay.record(self.0.engine.as_mut(), slot)
    }

    /// The sealed subject parts of all entries that speak of a person, oldest first.
    pub fn trail(&mut self, subject: SubjectId) -> Result<Vec<TrailRow>> {
        self.0.overlay.trail(self.0.engine.as_mut(), subject)
    }

    /// The holds on a person with their sealed references.
    pub fn holds(&mut self, subject: SubjectId) -> Result<Vec<HoldRow>> {
        self.0.overlay.holds(self.0.engine.as_mut(), subject)
    }

    /// A person's papers, by id.
    pub fn papers(&mut self, subject: SubjectId) -> Result<Vec<Paper>> {
        self.0.overlay.papers(self.0.engine.as_mut(), subject)
    }

    /// A document's body.
    pub fn document(&mut self, kind: &'static str, id: &str) -> Result<Option<Vec<u8>>> {
        self.0.overlay.document(self.0.engine.as_mut(), kind, id)
    }

    /// What jobs know of the organisation.
    pub fn context(&self) -> &C {
        self.0.context()
    }

    /// The same, to change: the change is taken back with the act, or with the batch.
    pub fn context_mut(&mut self) -> &mut C {
        self.0.context_mut()
    }

    /// The version of a person that the act was decided on: no commit if it differs by then. 0 for nobody there: then
    /// nobody is looked for.
    pub fn expect(&mut self, subject: SubjectId, version: u64) {
        if version == 0 {
            self.0.overlay.assume_new(subject);
        }
        let expected = &mut self.0.open.expected;
        if !expected.iter().any(|(known, _)| *known == subject) {
            expected.push((subject, version));
        }
    }

    /// Takes the next free key slot. It is free again if the act is dropped.
    pub fn next_slot(&mut self) -> u64 {
        let slot = self.0.counters.next_slot;
        self.0.counters.next_slot += 1;
        slot
    }

    /// The log index that [`Unit::append_entry`] will give next.
    pub fn next_index(&self) -> u64 {
        self.0.counters.next_index
    }

    /// Stages the log's next entry: the operational part with its salt, and the hash of the salted subject part.
    /// Gives its index.
    pub fn append_entry(&mut self, operational: Vec<u8>, salt: [u8; 32], subject_hash: Hash) -> u64 {
        let leaf = leaf_hash(&entry_commitment(&part_hash(&salt, &operational), &subject_hash));
        let index = self.0.counters.next_index;
        self.0.counters.next_index += 1;
        self.0.open.writes.push(Write::AppendEntry(EntryRow {
            index,
            operational,
            salt,
            subject_hash,
            leaf,
        }));
        index
    }

    /// Stages a write; the next to look sees it.
    ///
    /// Errors: [`StoreError::TooLong`], and what reading the row that it changes fails with. Then nothing is staged.
    pub fn stage(&mut self, write: Write) -> Result<()> {
        match &write {
            Write::PutHold { sealed, .. } if sealed.len() > HOLD_SEALED_MAX => {
                return Err(StoreError::TooLong {
                    what: "a hold's reference",
                    len: sealed.len(),
                    max: HOLD_SEALED_MAX,
                });
            }
            Write::PutSlot { slot, .. } => {
                self.0.counters.next_slot = self.0.counters.next_slot.max(slot.saturating_add(1));
            }
            Write::AppendEntry(entry) => {
                self.0.counters.next_index = self.0.counters.next_index.max(entry.index.saturating_add(1));
            }
            _ => {}
        }
        self.0.overlay.apply(self.0.engine.as_mut(), &write)?;
        self.0.open.writes.push(write);
        Ok(())
    }

    /// Performs an act within this job, kept or dropped by itself: an import stages thousands in one job. If the job
    /// is dropped, so is the act.
    pub fn act<R>(&mut self, act: impl FnOnce(&mut Unit<'_, C>) -> Verdict<R>) -> R {
        let scope = self.0.begin();
        let (result, keep) = match act(&mut Unit(self.0)) {
            Verdict::Commit(result) => (result, true),
            Verdict::Drop(result) => (result, false),
        };
        self.0.end(scope, keep);
        result
    }
}
