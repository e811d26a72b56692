//! What a job sees: what the engine has, and over it what this and earlier jobs of the batch staged.

use std::{
    collections::{BTreeMap, HashMap, hash_map::Entry},
    sync::Arc,
};

use kernel::{EngagementId, HoldId, Paper, PaperId, State, SubjectId, encode};

use super::delta::Delta;
use crate::{Engine, HoldRow, Result, Tag16, TrailRow, WRAPPED_LEN, Write};

pub(super) type Bearers = Vec<(SubjectId, EngagementId)>;

#[derive(Default)]
pub(super) struct Overlay {
    /// As the engine has them: nothing is written to it while a batch is open.
    read: HashMap<SubjectId, Arc<State>>,
    read_tags: HashMap<Tag16, Bearers>,
    states: Delta<SubjectId, Arc<State>>,
    slots: Delta<u64, [u8; WRAPPED_LEN]>,
    records: Delta<u64, Vec<u8>>,
    tags: Delta<(Tag16, SubjectId, EngagementId), ()>,
    trail: Delta<(SubjectId, u64), TrailRow>,
    holds: Delta<(SubjectId, HoldId), Vec<u8>>,
    papers: Delta<(SubjectId, PaperId), Paper>,
    documents: Delta<(&'static str, String), Vec<u8>>,
}

/// Where to go back to.
pub(super) type Mark = [usize; 8];

impl Overlay {
    pub(super) fn read(&mut self, subjects: Vec<SubjectId>, states: Vec<State>) {
        self.read.extend(subjects.into_iter().zip(states.into_iter().map(Arc::new)));
    }

    /// Nobody is there, or the commit will fail: there is nothing to look for.
    pub(super) fn assume_new(&mut self, id: SubjectId) {
        if self.states.get(&id).is_none() {
            self.read.entry(id).or_default();
        }
    }

    pub(super) fn read_tags(&mut self, tags: Vec<Tag16>, bearers: Vec<Bearers>) {
        self.read_tags.extend(tags.into_iter().zip(bearers));
    }

    pub(super) fn state(&mut self, engine: &mut dyn Engine, id: SubjectId) -> Result<Arc<State>> {
        if let Some(state) = self.states.get(&id) {
            return Ok(state.map(Arc::clone).unwrap_or_default());
        }
        if let Some(state) = self.read.get(&id) {
            return Ok(Arc::clone(state));
        }
        let state = Arc::new(engine.load_many(&[id])?.pop().unwrap_or_default());
        self.read.insert(id, Arc::clone(&state));
        Ok(state)
    }

    pub(super) fn tagged(&mut self, engine: &mut dyn Engine, tag: Tag16) -> Result<Bearers> {
        let read = match self.read_tags.entry(tag) {
            Entry::Occupied(read) => read.get().clone(),
            Entry::Vacant(free) => free.insert(engine.tagged(&[tag])?.pop().unwrap_or_default()).clone(),
        };
        let mut changed = self.tags.range(first(tag)..=last(tag)).peekable();
        if changed.peek().is_none() {
            return Ok(read);
        }
        let changed = changed.map(|((_, subject, engagement), row)| ((*subject, *engagement), row.copied()));
        Ok(over(read.into_iter().map(|key| (key, ())), changed).into_keys().collect())
    }

    pub(super) fn slot(&mut self, engine: &mut dyn Engine, slot: u64) -> Result<Option<[u8; WRAPPED_LEN]>> {
        match self.slots.get(&slot) {
            Some(wrapped) => Ok(wrapped.copied()),
            None => Ok(engine.slots(&[slot])?.pop().flatten()),
        }
    }

    pub(super) fn record(&mut self, engine: &mut dyn Engine, slot: u64) -> Result<Option<Vec<u8>>> {
        match self.records.get(&slot) {
            Some(sealed) => Ok(sealed.cloned()),
            None => Ok(engine.records(&[slot])?.pop().flatten()),
        }
    }

    pub(super) fn trail(&mut self, engine: &mut dyn Engine, subject: SubjectId) -> Result<Vec<TrailRow>> {
        let read = engine.trail(subject)?.into_iter().map(|row| (row.index, row));
        let changed = self.trail.range((subject, 0)..=(subject, u64::MAX));
        Ok(over(read, changed.map(|((_, index), row)| (*index, row.cloned()))).into_values().collect())
    }

    pub(super) fn holds(&mut self, engine: &mut dyn Engine, subject: SubjectId) -> Result<Vec<HoldRow>> {
        let read = engine.holds(subject)?.into_iter().map(|row| (row.hold, row.sealed));
        let keys = (subject, HoldId::from_bytes([0; 16]))..=(subject, HoldId::from_bytes([0xFF; 16]));
        let changed = self.holds.range(keys).map(|((_, hold), sealed)| (*hold, sealed.cloned()));
        let rows = over(read, changed).into_iter().map(|(hold, sealed)| HoldRow { subject, hold, sealed });
        Ok(rows.collect())
    }

    pub(super) fn papers(&mut self, engine: &mut dyn Engine, subject: SubjectId) -> Result<Vec<Paper>> {
        let read = engine.papers(subject)?.into_iter().map(|paper| (paper.id, paper));
        let keys = (subject, PaperId::from_bytes([0; 16]))..=(subject, PaperId::from_bytes([0xFF; 16]));
        let changed = self.papers.range(keys).map(|((_, id), paper)| (*id, paper.cloned()));
        Ok(over(read, changed).into_values().collect())
    }

    pub(super) fn document(
        &mut self,
        engine: &mut dyn Engine,
        kind: &'static str,
        id: &str,
    ) -> Result<Option<Vec<u8>>> {
        match self.documents.get(&(kind, id.to_owned())) {
            Some(body) => Ok(body.cloned()),
            None => engine.document(kind, id),
        }
    }

    /// Takes a write in, so that whoever looks next sees it.
    pub(super) fn apply(&mut self, engine: &mut dyn Engine, write: &Write) -> Result<()> {
        match write {
            Write::PutSubject(subject) => {
                // as it will be read back: moments in whole seconds
                let subject =
                    encode::read_subject(subject.id, &encode::subject(subject)).unwrap_or(subject.clone());
                self.change(engine, subject.id, |state| state.subject = Some(subject))?;
            }
            Write::DropSubject(id) => self.change(engine, *id, |state| state.subject = None)?,
            Write::PutEngagement(e) => {
                let row = encode::engagement(e);
                let e = encode::read_engagement(e.subject, e.id, &row).unwrap_or(e.clone());
                self.change(engine, e.subject, |state| {
                    match state.engagements.binary_search_by_key(&e.id, |known| known.id) {
                        Ok(at) => state.engagements[at] = e,
                        Err(at) => state.engagements.insert(at, e),
                    }
                })?;
            }
            Write::DropEngagement { subject, id } => {
                self.change(engine, *subject, |state| state.engagements.retain(|e| e.id != *id))?;
            }
            Write::PutSlot { slot, wrapped } => self.slots.set(*slot, Some(*wrapped)),
            Write::ZeroSlot(slot) => self.slots.set(*slot, None),
            Write::PutRecord { slot, sealed } => self.records.set(*slot, Some(sealed.clone())),
            Write::DropRecord(slot) => self.records.set(*slot, None),
            Write::PutTag(row) => self.tags.set((row.tag, row.subject, row.engagement), Some(())),
            Write::DropTag(row) => self.tags.set((row.tag, row.subject, row.engagement), None),
            Write::PutTrail(row) => self.trail.set((row.subject, row.index), Some(row.clone())),
            Write::DropTrail { subject, index } => self.trail.set((*subject, *index), None),
            Write::ClearTrail { subject, engagement } => {
                for row in self.trail(engine, *subject)? {
                    if engagement.is_none() || row.engagement == *engagement {
                        self.trail.set((*subject, row.index), None);
                    }
                }
            }
            Write::PutHold { subject, hold, sealed } => {
                self.holds.set((*subject, *hold), Some(sealed.clone()));
                self.change(engine, *subject, |state| {
                    if let Err(at) = state.holds.binary_search(hold) {
                        state.holds.insert(at, *hold);
                    }
                })?;
            }
            Write::DropHold { subject, hold } => {
                self.holds.set((*subject, *hold), None);
                self.change(engine, *subject, |state| state.holds.retain(|known| known != hold))?;
            }
            Write::PutPaper(paper) => {
                let row = encode::paper(paper);
                let paper = encode::read_paper(paper.subject, paper.id, &row).unwrap_or(paper.clone());
                self.papers.set((paper.subject, paper.id), Some(paper));
            }
            Write::DropPaper { subject, id } => self.papers.set((*subject, *id), None),
            Write::AppendEntry(_) => {} // jobs don't read the log
            Write::PutDocument { kind, id, body } => {
                self.documents.set((kind, id.clone()), Some(body.clone()))
            }
            Write::DropDocument { kind, id } => self.documents.set((kind, id.clone()), None),
        }
        Ok(())
    }

    fn change(&mut self, engine: &mut dyn Engine, id: SubjectId, how: impl FnOnce(&mut State)) -> Result<()> {
        let mut state = self.state(engine, id)?;
        how(Arc::make_mut(&mut state));
        self.states.set(id, Some(state));
        Ok(())
    }

    pub(super) fn mark(&self) -> Mark {
        [
            self.states.mark(),
            self.slots.mark(),
            self.records.mark(),
            self.tags.mark(),
            self.trail.mark(),
            self.holds.mark(),
            self.papers.mark(),
            self.documents.mark(),
        ]
    }

    pub(super) fn back_to(&mut self, [states, slots, records, tags, trail, holds, papers, documents]: Mark) {
        self.states.back_to(states);
        self.slots.back_to(slots);
        self.records.back_to(records);
        self.tags.back_to(tags);
        self.trail.back_to(trail);
        self.holds.back_to(holds);
        self.papers.back_to(papers);
        self.documents.back_to(documents);
    }

    pub(super) fn clear(&mut self) {
        self.read.clear();
        self.read_tags.clear();
        self.states.clear();
        self.slots.clear();
        self.records.clear();
        self.tags.clear();
        self.trail.clear();
        self.holds.clear();
        self.papers.clear();
        self.documents.clear();
    }
}

/// What was read, with what changed over it.
fn over<K: Ord, V>(
    read: impl Iterator<Item = (K, V)>,
    changed: impl Iterator<Item = (K, Option<V>)>,
) -> BTreeMap<K, V> {
    let mut rows: BTreeMap<K, V> = read.collect();
    for (key, row) in changed {
        match row {
            Some(row) => drop(rows.insert(key, row)),
            None => drop(rows.remove(&key)),
        }
    }
    rows
}

fn first(tag: Tag16) -> (Tag16, SubjectId, EngagementId) {
    (tag, SubjectId::from_bytes([0; 16]), EngagementId::from_bytes([0; 16]))
}

fn last(tag: Tag16) -> (Tag16, SubjectId, EngagementId) {
    (tag, SubjectId::from_bytes([0xFF; 16]), EngagementId::from_bytes([0xFF; 16]))
}
