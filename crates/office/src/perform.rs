//! Performs what was permitted: turns a changeset, which knows no values, into sealed rows and a log entry. The only
//! place that does.

use std::{collections::BTreeSet, rc::Rc};

use jiff::Timestamp;
use kernel::{
    Change, ChangeSet, Content, DutyKind, Engagement, EngagementId, HoldId, LeftDuty, OrgChange, Paper,
    PaperId, Subject, SubjectId, SubjectPart, Words,
};
use ledger::part_hash;
use store::{TagRow, TrailRow, Unit, Write};
use vault::{EngagementKey, SubjectKey, Zeroizing};

use crate::{
    carriers::{self, Struck},
    desk::{Desk, context, key_of, record_of},
    destroyed::Destroyed,
    error::{OfficeError, Result},
    feed, left, organisation, papers,
    random::{self, SystemRandom},
    record::{NO_ITEM, Record},
};

/// What an act brings besides the decision.
#[derive(Default)]
pub(crate) struct Payload {
    /// The values of a new record, or those that replace old ones.
    pub(crate) record: Option<Record>,
    /// The engagement's record as it was, where it was opened already, and the person's key that opened it.
    pub(crate) before: Option<(SubjectKey, Record)>,
    /// Keys and sealing done ahead, off the writer, for a person who turned out to be new.
    pub(crate) ahead: Option<Ahead>,
    /// The words of a hold.
    pub(crate) hold: Option<Zeroizing<String>>,
    /// The words of a paper.
    pub(crate) words: Option<Zeroizing<Vec<u8>>>,
    /// The words of a request beside which something is done, with that in its history.
    pub(crate) noted: Option<(PaperId, Zeroizing<Vec<u8>>)>,
    /// What the register of carriers says of a carrier struck off.
    pub(crate) struck: Option<Struck>,
}

/// A new person's keys, and the record sealed ahead.
pub(crate) struct Ahead {
    pub(crate) subject: SubjectId,
    pub(crate) key: Option<SubjectKey>,
    pub(crate) wrapped_subject: [u8; 60],
    pub(crate) engagement: EngagementId,
    pub(crate) edition: kernel::EditionNo,
    pub(crate) wrapped_engagement: [u8; 60],
    pub(crate) sealed: Vec<u8>,
}

/// What was performed.
#[derive(Debug, Default)]
pub(crate) struct Performed {
    /// The log entry's index.
    pub(crate) entry: u64,
    /// What was destroyed, for an act of destruction.
    pub(crate) destroyed: Vec<Destroyed>,
}

/// Stages all writes of a changeset and its log entry.
pub(crate) fn perform(unit: &mut Unit<'_, Desk>, set: ChangeSet, payload: Payload) -> Result<Performed> {
    unit.context().tally.count(set.entry.act, set.entry.verdict);
    for (subject, version) in &set.subjects {
        unit.expect(*subject, *version);
    }
    let news =
        if unit.context().feed.is_heard() { feed::steps_of(&unit.context().world, &set) } else { Vec::new() };
    let mut work = Work::new(unit, payload).knowing(set.part.as_ref());
    set.changes.into_iter().try_for_each(|change| work.change(change))?;
    let operational = set.entry.to_bytes();
    let entry = match set.part {
        Some(part) => work.entry_on(operational, &part)?,
        None => work.unit.append_entry(operational, random::bytes(), no_subject()),
    };
    let destroyed = work.destroyed;
    feed::carry(unit, news, entry)?;
    Ok(Performed { entry, destroyed })
}

/// Stages changes of a sweep, which share one log entry: the next that the transaction writes.
pub(crate) fn perform_changes(
    unit: &mut Unit<'_, Desk>,
    changes: Vec<Change>,
    now: Timestamp,
) -> Result<Vec<Destroyed>> {
    let desk = unit.context();
    let news =
        if desk.feed.is_heard() { feed::steps_of_sweep(&desk.world, &changes, now) } else { Vec::new() };
    let mut work = Work::new(unit, Payload::default());
    changes.into_iter().try_for_each(|change| work.change(change))?;
    let destroyed = work.destroyed;
    feed::carry(unit, news, unit.next_index())?;
    Ok(destroyed)
}

/// The hash that stands for "nobody": anyone can recompute it.
pub(crate) fn no_subject() -> [u8; 32] {
    part_hash(&[0; 32], b"")
}

/// What the sealing of an entry's subject part binds.
pub(crate) fn trail_context(subject: SubjectId, index: u64) -> [u8; 24] {
    let mut out = [0; 24];
    out[..16].copy_from_slice(subject.as_bytes());
    out[16..].copy_from_slice(&index.to_be_bytes());
    out
}

struct Work<'u, 'w> {
    unit: &'u mut Unit<'w, Desk>,
    payload: Payload,
    keys: Vec<(SubjectId, Rc<SubjectKey>)>,
    before: Option<Record>,
    destroyed: Vec<Destroyed>,
}

impl<'u, 'w> Work<'u, 'w> {
    fn new(unit: &'u mut Unit<'w, Desk>, payload: Payload) -> Self {
        Self { unit, payload, keys: Vec::new(), before: None, destroyed: Vec::new() }
    }

    /// What was opened before the decision is not opened again.
    fn knowing(mut self, part: Option<&SubjectPart>) -> Self {
        if let Some(((key, record), part)) = self.payload.before.take().zip(part) {
            self.keys.push((part.subject, Rc::new(key)));
            self.before = Some(record);
        }
        self
    }

    fn change(&mut self, change: Change) -> Result<()> {
        match change {
            Change::NewSubject(subject) => self.new_subject(subject),
            Change::PutSubject(subject) => self.stage(Write::PutSubject(subject)),
            Change::DropSubject(id) => self.drop_subject(id),
            Change::PutEngagement(engagement, content) => self.put_engagement(engagement, content),
            Change::DropEngagement(engagement) => self.drop_engagement(&engagement),
            Change::MoveEngagement { to, from } => self.move_engagement(to, from),
            Change::MoveTrail { from, to, engagement } => self.move_trail(from, to, engagement),
            Change::PutHold(subject, hold) => self.put_hold(subject, hold),
            Change::DropHold(subject, hold) => self.stage(Write::DropHold { subject, hold }),
            Change::PutPaper(paper, words) => self.put_paper(paper, words),
            Change::MovePaper { to, from } => self.move_paper(to, from),
            Change::DropPaper(subject, id) => self.drop_paper(subject, id),
            Change::ReleaseCarrier { number, due } => carriers::release(self.unit, number, due),
            Change::LeaveDuty(from, left) => self.leave_duty(from, &left),
            Change::EndDuty(paper) => left::end(self.unit, paper),
            Change::StrikeCarrier { number } => {
                let struck = self.payload.struck.take();
                carriers::strike(self.unit, number, struck)
            }
            Change::Organisation(change) => self.organisation(change),
        }
    }

    fn stage(&mut self, write: Write) -> Result<()> {
        Ok(self.unit.stage(write)?)
    }

    fn key(&mut self, subject: SubjectId) -> Result<Rc<SubjectKey>> {
        if let Some((_, key)) = self.keys.iter().find(|(id, _)| *id == subject) {
            return Ok(key.clone());
        }
        let state = self.unit.state(subject)?;
        let known = state.subject.as_ref();
        let known = known.ok_or_else(|| OfficeError::damaged(format!("subject {subject} is missing")))?;
        let key = Rc::new(key_of(self.unit, known)?);
        self.keys.push((subject, key.clone()));
        Ok(key)
    }

    fn new_subject(&mut self, mut subject: Subject) -> Result<()> {
        self.unit.expect(subject.id, 0); // nobody has this id
        subject.slot = self.unit.next_slot();
        let ahead = self.payload.ahead.as_mut().filter(|ahead| ahead.subject == subject.id);
        let (key, wrapped) = match ahead.and_then(|ahead| Some((ahead.key.take()?, ahead.wrapped_subject))) {
            Some(ahead) => ahead,
            None => {
                let key = SubjectKey::generate(&mut SystemRandom);
                let keys = &self.unit.context().keys;
                let wrapped = keys.wrap_subject(subject.id.as_bytes(), &key, &mut SystemRandom);
                (key, wrapped)
            }
        };
        self.keys.push((subject.id, Rc::new(key)));
        self.stage(Write::PutSlot { slot: subject.slot, wrapped })?;
        self.stage(Write::PutSubject(subject))
    }

    fn put_engagement(&mut self, mut engagement: Engagement, content: Content) -> Result<()> {
        match content {
            Content::Same => {}
            Content::New => {
                let record = self.payload.record.take().unwrap_or_default();
                self.tag(&engagement, record.tags())?;
                let ahead = self.payload.ahead.take();
                let fits = |a: &Ahead| a.engagement == engagement.id && a.edition == engagement.edition;
                match ahead.filter(|a| a.subject == engagement.subject && fits(a)) {
                    Some(ahead) => self.store(&mut engagement, ahead.wrapped_engagement, ahead.sealed)?,
                    None => self.seal(&mut engagement, &record)?,
                }
            }
            Content::Replaced => {
                let old = Engagement { record: engagement.record - 1, ..engagement.clone() };
                let key = self.key(old.subject)?;
                let mut record = record_of(self.unit, &key, &old)?;
                let news = self.payload.record.take().unwrap_or_default();
                let (before, mut gone): (Vec<_>, _) = (record.tags().collect(), Vec::new());
                for entry in news.iter() {
                    gone.extend(record.set(entry.clone()));
                }
                self.untag(&engagement, gone.into_iter().filter(|tag| !record.tags().any(|t| t == *tag)))?;
                // A value given again as it was has its tag already.
                self.tag(&engagement, news.tags().filter(|tag| !before.contains(tag)))?;
                self.seal_anew(&engagement, &record)?;
            }
            Content::Rebound { edition, row } => {
                let old = Engagement { record: engagement.record - 1, edition, row, ..engagement.clone() };
                let before = match self.before.take() {
                    Some(before) => before,
                    None => {
                        let key = self.key(old.subject)?;
                        record_of(self.unit, &key, &old)?
                    }
                };
                let mut record = self.placed(&before, &old, &engagement, u64::MAX)?;
                for entry in self.payload.record.take().unwrap_or_default().iter() {
                    record.set(entry.clone());
                }
                let gone = before.tags().filter(|tag| !record.tags().any(|t| t == *tag));
                self.untag(&engagement, gone.collect::<Vec<_>>().into_iter())?;
                self.seal_anew(&engagement, &record)?;
            }
            Content::Carried { from, items } => {
                let record = self.carried(&engagement, from, items)?;
                self.tag(&engagement, record.tags())?;
                self.seal(&mut engagement, &record)?;
            }
        }
        self.stage(Write::PutEngagement(engagement))
    }

    /// The items that carry over, each at its place in the new row.
    fn carried(&mut self, to: &Engagement, from: EngagementId, items: u64) -> Result<Record> {
        let state = self.unit.state(to.subject)?;
        let old = state.engagements.iter().find(|e| e.id == from);
        let old = old.ok_or_else(|| OfficeError::damaged(format!("engagement {from} is missing")))?;
        let key = self.key(old.subject)?;
        let record = record_of(self.unit, &key, old)?;
        self.placed(&record, old, to, items)
    }

    /// Items of one row's record, each at its place in another row.
    fn placed(&self, record: &Record, from: &Engagement, to: &Engagement, items: u64) -> Result<Record> {
        let desk = self.unit.context();
        let ((_, here), (_, there)) = (desk.row(from)?, desk.row(to)?);
        let mut out = Record::default();
        for entry in record.iter() {
            let place = match entry.place {
                NO_ITEM if from.id == to.id => Some(NO_ITEM),
                place if place < 64 && items >> place & 1 == 1 => {
                    let item = here.items.get(usize::from(place));
                    let place = there.items.iter().position(|id| Some(id) == item);
                    place.and_then(|place| u8::try_from(place).ok())
                }
                _ => None,
            };
            if let Some(place) = place {
                let mut entry = entry.clone();
                entry.place = place;
                out.set(entry);
            }
        }
        Ok(out)
    }

    fn drop_engagement(&mut self, engagement: &Engagement) -> Result<()> {
        let key = self.key(engagement.subject)?;
        let record = record_of(self.unit, &key, engagement)?;
        self.untag(engagement, record.tags())?;
        self.zero(engagement.slot)?;
        let mut entries = Vec::new();
        for row in self.unit.trail(engagement.subject)? {
            if row.engagement == Some(engagement.id) {
                entries.push(row.index);
            }
        }
        self.drop_trail(engagement.subject, &entries)?;
        self.stage(Write::DropEngagement { subject: engagement.subject, id: engagement.id })?;
        let desk = self.unit.context();
        self.destroyed.push(Destroyed::engagement(desk.row(engagement)?, engagement, entries));
        Ok(())
    }

    fn drop_subject(&mut self, id: SubjectId) -> Result<()> {
        let state = self.unit.state(id)?;
        let subject = state.subject.as_ref();
        let subject = subject.ok_or_else(|| OfficeError::damaged(format!("subject {id} is missing")))?;
        let mut entries = Vec::new();
        entries.extend(self.unit.trail(id)?.iter().map(|row| row.index));
        self.drop_trail(id, &entries)?;
        for hold in &state.holds {
            self.stage(Write::DropHold { subject: id, hold: *hold })?;
        }
        self.stage(Write::ZeroSlot(subject.slot))?;
        self.stage(Write::DropSubject(id))?;
        self.destroyed.push(Destroyed::person(subject.slot, entries));
        Ok(())
    }

    /// The newest first: an engine finds it first.
    fn drop_trail(&mut self, subject: SubjectId, entries: &[u64]) -> Result<()> {
        entries.iter().rev().try_for_each(|index| self.stage(Write::DropTrail { subject, index: *index }))
    }

    fn move_engagement(&mut self, mut to: Engagement, from: SubjectId) -> Result<()> {
        let old = Engagement { subject: from, record: to.record - 1, ..to.clone() };
        let key = self.key(from)?;
        let record = record_of(self.unit, &key, &old)?;
        self.untag(&old, record.tags())?;
        self.zero(old.slot)?;
        self.stage(Write::DropEngagement { subject: from, id: old.id })?;
        self.tag(&to, record.tags())?;
        self.seal(&mut to, &record)?;
        self.stage(Write::PutEngagement(to))
    }

    fn move_trail(&mut self, from: SubjectId, to: SubjectId, only: Option<EngagementId>) -> Result<()> {
        let (old, new) = (self.key(from)?, self.key(to)?);
        for row in self.unit.trail(from)? {
            if only.is_some() && row.engagement != only {
                continue;
            }
            let what = || format!("the subject part of entry {}", row.index);
            let plain = old
                .open_part(&trail_context(from, row.index), &row.sealed)
                .map_err(OfficeError::vault(what()))?;
            let sealed = new.seal_part(&trail_context(to, row.index), &plain, &mut SystemRandom);
            let sealed = sealed.try_into().map_err(|_| OfficeError::damaged(what()))?;
            self.stage(Write::DropTrail { subject: from, index: row.index })?;
            self.stage(Write::PutTrail(TrailRow { subject: to, sealed, ..row }))?;
        }
        Ok(())
    }

    fn put_hold(&mut self, subject: SubjectId, hold: HoldId) -> Result<()> {
        let key = self.key(subject)?;
        let words = self.payload.hold.take().unwrap_or_default();
        let sealed = key.seal_part(hold.as_bytes(), words.as_bytes(), &mut SystemRandom);
        self.stage(Write::PutHold { subject, hold, sealed })
    }

    fn put_paper(&mut self, mut paper: Paper, words: Words) -> Result<()> {
        if words == Words::New {
            if let Some(slot) = paper.slot.take() {
                self.zero(slot)?;
            }
            let noted = self.payload.noted.take_if(|(request, _)| *request == paper.id);
            if let Some(words) = noted.map(|(_, words)| words).or_else(|| self.payload.words.take()) {
                self.write_words(&mut paper, &words)?;
            }
        }
        self.stage(Write::PutPaper(paper))
    }

    fn write_words(&mut self, paper: &mut Paper, words: &[u8]) -> Result<()> {
        let key = self.key(paper.subject)?;
        let slot = self.unit.next_slot();
        paper.slot = Some(slot);
        let (wrapped, sealed) = papers::seal(&key, paper, slot, words);
        self.stage(Write::PutSlot { slot, wrapped })?;
        self.stage(Write::PutRecord { slot, sealed })
    }

    fn move_paper(&mut self, mut to: Paper, from: SubjectId) -> Result<()> {
        if let Some(slot) = to.slot {
            let old = Paper { subject: from, ..to.clone() };
            let key = self.key(from)?;
            let words = papers::words_of(self.unit, &key, &old)?;
            self.zero(slot)?;
            to.slot = None;
            self.write_words(&mut to, &words.unwrap_or_default())?;
        }
        self.stage(Write::DropPaper { subject: from, id: to.id })?;
        self.stage(Write::PutPaper(to))
    }

    fn drop_paper(&mut self, subject: SubjectId, id: PaperId) -> Result<()> {
        let papers = self.unit.papers(subject)?;
        let paper = papers.into_iter().find(|paper| paper.id == id);
        let paper = paper.ok_or_else(|| OfficeError::damaged(format!("paper {id} is missing")))?;
        if let Some(slot) = paper.slot {
            self.zero(slot)?;
            self.destroyed.push(Destroyed::paper(paper.kind(), slot));
        }
        self.stage(Write::DropPaper { subject, id })
    }

    /// Where a publication stands is what taking it back needs: it stays sealed until that is done.
    fn leave_duty(&mut self, from: SubjectId, left: &LeftDuty) -> Result<()> {
        let mut place = None;
        if left.duty == DutyKind::Removal {
            let paper = self.unit.papers(from)?.into_iter().find(|paper| paper.id == left.paper);
            let paper =
                paper.ok_or_else(|| OfficeError::damaged(format!("paper {} is missing", left.paper)))?;
            let key = self.key(from)?;
            place = papers::words_of(self.unit, &key, &paper)?;
        }
        left::leave(self.unit, left, place.as_deref().map(Vec::as_slice))
    }

    fn organisation(&mut self, change: OrgChange) -> Result<()> {
        if let OrgChange::DropHook(id) = &change {
            feed::remove(self.unit, id)?;
        }
        let writes = organisation::apply(self.unit.context_mut(), change);
        writes.into_iter().try_for_each(|write| self.stage(write))
    }

    /// Seals a record under a new key in a new slot.
    fn seal(&mut self, engagement: &mut Engagement, record: &Record) -> Result<()> {
        let key = self.key(engagement.subject)?;
        let (wrapped, sealed) = seal(&key, engagement, record);
        self.store(engagement, wrapped, sealed)
    }

    /// Seals a record under a new key, which overwrites the old one where it stands.
    fn seal_anew(&mut self, engagement: &Engagement, record: &Record) -> Result<()> {
        let key = self.key(engagement.subject)?;
        let (wrapped, sealed) = seal(&key, engagement, record);
        self.stage(Write::PutSlot { slot: engagement.slot, wrapped })?;
        self.stage(Write::PutRecord { slot: engagement.slot, sealed })
    }

    fn store(&mut self, engagement: &mut Engagement, wrapped: [u8; 60], sealed: Vec<u8>) -> Result<()> {
        engagement.slot = self.unit.next_slot();
        self.stage(Write::PutSlot { slot: engagement.slot, wrapped })?;
        self.stage(Write::PutRecord { slot: engagement.slot, sealed })
    }

    fn zero(&mut self, slot: u64) -> Result<()> {
        self.stage(Write::ZeroSlot(slot))?;
        self.stage(Write::DropRecord(slot))
    }

    fn tag(&mut self, e: &Engagement, tags: impl Iterator<Item = [u8; 16]>) -> Result<()> {
        // Two items may hold one value: the index has it once.
        for tag in tags.collect::<BTreeSet<_>>() {
            self.stage(Write::PutTag(TagRow { tag, subject: e.subject, engagement: e.id }))?;
        }
        Ok(())
    }

    fn untag(&mut self, e: &Engagement, tags: impl Iterator<Item = [u8; 16]>) -> Result<()> {
        for tag in tags {
            self.stage(Write::DropTag(TagRow { tag, subject: e.subject, engagement: e.id }))?;
        }
        Ok(())
    }

    fn entry_on(&mut self, operational: Vec<u8>, part: &SubjectPart) -> Result<u64> {
        let salt: Zeroizing<[u8; 32]> = Zeroizing::new(random::bytes());
        let bytes = part.to_bytes();
        let index = self.unit.append_entry(operational, random::bytes(), part_hash(&salt, &bytes));
        let mut plain = Zeroizing::new([0; 32 + SubjectPart::LEN]);
        plain[..32].copy_from_slice(&*salt);
        plain[32..].copy_from_slice(&bytes);
        let key = self.key(part.subject)?;
        let sealed = key.seal_part(&trail_context(part.subject, index), &*plain, &mut SystemRandom);
        let sealed =
            sealed.try_into().map_err(|_| OfficeError::damaged("a subject part of another width"))?;
        let row = TrailRow { subject: part.subject, index, engagement: part.engagement, sealed };
        self.stage(Write::PutTrail(row))?;
        Ok(index)
    }
}

/// Seals a record under a new engagement key; gives the wrapped key and the sealed record.
pub(crate) fn seal(key: &SubjectKey, engagement: &Engagement, record: &Record) -> ([u8; 60], Vec<u8>) {
    let fresh = EngagementKey::generate(&mut SystemRandom);
    let (subject, id) = (engagement.subject.as_bytes(), engagement.id.as_bytes());
    let wrapped = key.wrap_engagement(subject, id, &fresh, &mut SystemRandom);
    (wrapped, fresh.seal(&context(engagement), &record.to_bytes(), &mut SystemRandom))
}
