use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use jiff::Timestamp;
use kernel::{Engagement, EngagementId, HoldId, Paper, PaperId, State, Subject, SubjectId, Watch, encode};

use crate::{
    Batch, Counters, Document, DueCursor, DueKey, DueRow, Engine, EntryRow, Flow, HOLD_SEALED_MAX, HoldRow,
    Reader, Result, Row, StoreError, Table, Tag16, TagRow, TrailRow, Truncation, WRAPPED_LEN, WatchCursor,
    WatchKey, Write,
};

/// The model: maps in memory, nothing durable, no MACs. What it answers is right by looking at it.
#[derive(Default)]
pub struct Memory {
    subjects: BTreeMap<SubjectId, Subject>,
    engagements: BTreeMap<(SubjectId, EngagementId), Engagement>,
    slots: BTreeMap<u64, [u8; WRAPPED_LEN]>,
    records: BTreeMap<u64, Vec<u8>>,
    tags: BTreeSet<TagRow>,
    trail: BTreeMap<u64, TrailRow>,
    holds: BTreeMap<(SubjectId, HoldId), Vec<u8>>,
    papers: BTreeMap<(SubjectId, PaperId), Paper>,
    entries: BTreeMap<u64, EntryRow>,
    documents: BTreeMap<(String, String), Vec<u8>>,
}

impl Memory {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn version(&self, id: SubjectId) -> u64 {
        self.subjects.get(&id).map_or(0, |subject| subject.version)
    }

    /// Compares every expectation with the version that it will meet.
    fn expectations(&self, batches: &[Batch]) -> Result<()> {
        let mut coming: HashMap<SubjectId, u64> = HashMap::new();
        for (batch, Batch { expected, writes }) in batches.iter().enumerate() {
            for &(subject, version) in expected {
                let found = coming.get(&subject).copied().unwrap_or_else(|| self.version(subject));
                if found != version {
                    return Err(StoreError::Conflict { batch, subject });
                }
            }
            for write in writes {
                match write {
                    Write::PutSubject(subject) => coming.insert(subject.id, subject.version),
                    Write::DropSubject(id) => coming.insert(*id, 0),
                    _ => None,
                };
            }
        }
        Ok(())
    }

    fn write(&mut self, write: &Write) {
        match write.clone() {
            Write::PutSubject(s) => {
                let s = encode::read_subject(s.id, &encode::subject(&s)).unwrap_or(s);
                self.subjects.insert(s.id, s);
            }
            Write::DropSubject(id) => drop(self.subjects.remove(&id)),
            Write::PutEngagement(e) => {
                let e = encode::read_engagement(e.subject, e.id, &encode::engagement(&e)).unwrap_or(e);
                self.engagements.insert((e.subject, e.id), e);
            }
            Write::DropEngagement { subject, id } => drop(self.engagements.remove(&(subject, id))),
            Write::PutSlot { slot, wrapped } => drop(self.slots.insert(slot, wrapped)),
            Write::ZeroSlot(slot) => {
                self.slots.entry(slot).and_modify(|wrapped| *wrapped = [0; WRAPPED_LEN]);
            }
            Write::PutRecord { slot, sealed } => drop(self.records.insert(slot, sealed)),
            Write::DropRecord(slot) => drop(self.records.remove(&slot)),
            Write::PutTag(row) => drop(self.tags.insert(row)),
            Write::DropTag(row) => drop(self.tags.remove(&row)),
            Write::PutTrail(row) => drop(self.trail.insert(row.index, row)),
            Write::DropTrail { subject, index } => {
                self.trail.retain(|at, row| *at != index || row.subject != subject)
            }
            Write::ClearTrail { subject, engagement } => self.trail.retain(|_, row| {
                row.subject != subject || engagement.is_some() && row.engagement != engagement
            }),
            Write::PutHold { subject, hold, sealed } => drop(self.holds.insert((subject, hold), sealed)),
            Write::DropHold { subject, hold } => drop(self.holds.remove(&(subject, hold))),
            Write::PutPaper(paper) => {
                let row = encode::paper(&paper);
                let paper = encode::read_paper(paper.subject, paper.id, &row).unwrap_or(paper);
                self.papers.insert((paper.subject, paper.id), paper);
            }
            Write::DropPaper { subject, id } => drop(self.papers.remove(&(subject, id))),
            Write::AppendEntry(entry) => drop(self.entries.insert(entry.index, entry)),
            Write::PutDocument { kind, id, body } => drop(self.documents.insert((kind.into(), id), body)),
            Write::DropDocument { kind, id } => drop(self.documents.remove(&(kind.into(), id))),
        }
    }

    fn rows(&self, table: Table) -> Vec<Row> {
        match table {
            Table::Subject => self.subjects.values().cloned().map(Row::Subject).collect(),
            Table::Engagement => self.engagements.values().cloned().map(Row::Engagement).collect(),
            Table::Slot => {
                self.slots.iter().map(|(slot, wrapped)| Row::Slot(*slot, live(*wrapped))).collect()
            }
            Table::Record => {
                self.records.iter().map(|(slot, sealed)| Row::Record(*slot, sealed.clone())).collect()
            }
            Table::Tag => self.tags.iter().copied().map(Row::Tag).collect(),
            Table::Trail => self.trail.values().cloned().map(Row::Trail).collect(),
            Table::Hold => self.all_holds().map(Row::Hold).collect(),
            Table::Paper => self.papers.values().cloned().map(Row::Paper).collect(),
            Table::Entry => self.entries.values().cloned().map(Row::Entry).collect(),
            Table::Document => self.all_documents().map(Row::Document).collect(),
        }
    }

    fn all_holds(&self) -> impl Iterator<Item = HoldRow> {
        let rows = self.holds.iter();
        rows.map(|((subject, hold), sealed)| HoldRow {
            subject: *subject,
            hold: *hold,
            sealed: sealed.clone(),
        })
    }

    fn all_documents(&self) -> impl Iterator<Item = Document> {
        let rows = self.documents.iter();
        rows.map(|((kind, id), body)| Document { kind: kind.clone(), id: id.clone(), body: body.clone() })
    }
}

impl Reader for Memory {
    fn load_many(&mut self, subjects: &[SubjectId]) -> Result<Vec<State>> {
        let load = |id: &SubjectId| {
            let Some(subject) = self.subjects.get(id) else { return State::default() };
            let engagements = self.engagements.values().filter(|e| e.subject == *id).cloned().collect();
            let holds = self.holds.keys().filter(|(subject, _)| subject == id).map(|(_, hold)| *hold);
            let holds = if subject.holds > 0 { holds.collect() } else { Vec::new() };
            State { subject: Some(subject.clone()), engagements, holds, ..State::default() }
        };
        Ok(subjects.iter().map(load).collect())
    }

    fn tagged(&mut self, tags: &[Tag16]) -> Result<Vec<Vec<(SubjectId, EngagementId)>>> {
        let bearers =
            |tag| self.tags.iter().filter(move |row| row.tag == tag).map(|row| (row.subject, row.engagement));
        Ok(tags.iter().map(|tag| bearers(*tag).collect()).collect())
    }

    fn slots(&mut self, slots: &[u64]) -> Result<Vec<Option<[u8; WRAPPED_LEN]>>> {
        Ok(slots.iter().map(|slot| self.slots.get(slot).copied().and_then(live)).collect())
    }

    fn records(&mut self, slots: &[u64]) -> Result<Vec<Option<Vec<u8>>>> {
        Ok(slots.iter().map(|slot| self.records.get(slot).cloned()).collect())
    }

    fn trail(&mut self, subject: SubjectId) -> Result<Vec<TrailRow>> {
        Ok(self.trail.values().filter(|row| row.subject == subject).cloned().collect())
    }

    fn holds(&mut self, subject: SubjectId) -> Result<Vec<HoldRow>> {
        Ok(self.all_holds().filter(|row| row.subject == subject).collect())
    }

    fn due(&mut self, until: Timestamp, after: Option<DueCursor>, limit: usize) -> Result<Vec<DueRow>> {
        let keyed = self.engagements.values().map(|e| (DueKey::of(e), e.subject, e.id));
        let mut rows: Vec<_> =
            keyed.filter(|(at, ..)| *at <= DueKey::at(until) && *at != DueKey::NONE).collect();
        rows.retain(|row| after.is_none_or(|after| *row > (after.at, after.subject, after.engagement)));
        rows.sort();
        let rows = rows.into_iter().take(limit);
        Ok(rows
            .filter_map(|(at, subject, engagement)| Some(DueRow { at: at.moment()?, subject, engagement }))
            .collect())
    }

    fn papers(&mut self, subject: SubjectId) -> Result<Vec<Paper>> {
        Ok(self.papers.values().filter(|paper| paper.subject == subject).cloned().collect())
    }

    fn holder(&mut self, paper: PaperId) -> Result<Option<SubjectId>> {
        Ok(self.papers.keys().find(|(_, id)| *id == paper).map(|(subject, _)| *subject))
    }

    fn watched(
        &mut self,
        watch: Watch,
        until: Timestamp,
        after: Option<WatchCursor>,
        limit: usize,
    ) -> Result<Vec<Paper>> {
        let until = WatchKey::at(watch, until);
        let key = |paper: &Paper| (WatchKey::of(paper), paper.subject, paper.id);
        let waits = |paper: &&Paper| {
            paper.watch().is_some_and(|(what, _)| what == watch) && WatchKey::of(paper) <= until
        };
        let mut papers: Vec<Paper> = self.papers.values().filter(waits).cloned().collect();
        papers.retain(|paper| after.is_none_or(|after| key(paper) > (after.at, after.subject, after.paper)));
        papers.sort_by_key(key);
        papers.truncate(limit);
        Ok(papers)
    }

    fn entries(&mut self, range: Range<u64>, visit: &mut dyn FnMut(EntryRow) -> Flow) -> Result<()> {
        let mut entries = self.entries.values().filter(|entry| range.contains(&entry.index)).cloned();
        let _ = entries.try_for_each(visit);
        Ok(())
    }

    fn filed(&mut self, visit: &mut dyn FnMut(u64) -> Flow) -> Result<()> {
        let _ = self.trail.keys().try_for_each(|index| visit(*index));
        Ok(())
    }

    fn document(&mut self, kind: &str, id: &str) -> Result<Option<Vec<u8>>> {
        Ok(self.documents.get(&(kind.to_owned(), id.to_owned())).cloned())
    }

    fn documents(&mut self, kind: &str) -> Result<Vec<Document>> {
        Ok(self.all_documents().filter(|document| document.kind == kind).collect())
    }

    fn scan(&mut self, tables: &[Table], visit: &mut dyn FnMut(Row) -> Flow) -> Result<()> {
        let _ = tables.iter().flat_map(|table| self.rows(*table)).try_for_each(visit);
        Ok(())
    }

    fn check(&mut self, _deep: bool) -> Result<()> {
        Ok(())
    }
}

impl Engine for Memory {
    fn counters(&mut self) -> Result<Counters> {
        let after = |last: Option<&u64>| last.map_or(0, |last| last + 1);
        Ok(Counters {
            next_slot: after(self.slots.keys().next_back()),
            next_index: after(self.entries.keys().next_back()),
        })
    }

    fn commit_many(&mut self, batches: &[Batch]) -> Result<()> {
        self.expectations(batches)?;
        let mut logged: BTreeSet<u64> = BTreeSet::new();
        for write in batches.iter().flat_map(|batch| &batch.writes) {
            match write {
                Write::PutHold { sealed, .. } if sealed.len() > HOLD_SEALED_MAX => {
                    let (len, max) = (sealed.len(), HOLD_SEALED_MAX);
                    return Err(StoreError::TooLong { what: "a hold's reference", len, max });
                }
                Write::AppendEntry(entry) => {
                    let index = entry.index;
                    if self.entries.contains_key(&index) || !logged.insert(index) {
                        return Err(StoreError::Logged { index });
                    }
                }
                _ => {}
            }
        }
        batches.iter().flat_map(|batch| &batch.writes).for_each(|write| self.write(write));
        Ok(())
    }

    fn truncate(&mut self) -> Result<Truncation> {
        Ok(Truncation::Done)
    }
}

/// A slot's key, unless it was zeroed.
fn live(wrapped: [u8; WRAPPED_LEN]) -> Option<[u8; WRAPPED_LEN]> {
    (wrapped != [0; WRAPPED_LEN]).then_some(wrapped)
}
