//! The deep look: opens every row, replays the log and compares.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
};

use kernel::{
    ActKind, Engagement, EngagementId, Operational, RunId, Source, Subject, SubjectId, SubjectPart,
};
use ledger::part_hash;
use sha2::{Digest, Sha256};
use store::{Reader as _, Row, SqliteReader, StoreError, Table};
use vault::{SubjectKey, Tag};

use super::{
    Health,
    organisation::{Organisation, speaks_of},
};
use crate::{
    Destroyed, Office,
    codes::{LIMITS, slot_of_limits},
    desk::open_record,
    error::Result,
    keys::hex,
    left,
    organisation::PROFILE,
    perform::trail_context,
    proposals::{MATTER, is_whole},
    run::PART,
};

/// What a deep look remembers while it walks.
pub(super) struct Examination<'a> {
    office: &'a Office,
    subjects: BTreeMap<SubjectId, Subject>,
    keys: BTreeMap<SubjectId, SubjectKey>,
    slots: BTreeSet<u64>,
    /// The slots that acts of destruction list.
    destroyed: BTreeSet<u64>,
    /// The newest versions that the log tells of.
    told_subjects: BTreeMap<SubjectId, u64>,
    told_engagements: BTreeMap<(SubjectId, EngagementId), u64>,
    /// The runs whose act the log commits to.
    told_runs: BTreeSet<RunId>,
    organisation: Organisation,
}

impl<'a> Examination<'a> {
    pub(super) fn new(office: &'a Office) -> Self {
        Self {
            office,
            subjects: BTreeMap::new(),
            keys: BTreeMap::new(),
            slots: BTreeSet::new(),
            destroyed: BTreeSet::new(),
            told_subjects: BTreeMap::new(),
            told_engagements: BTreeMap::new(),
            told_runs: BTreeSet::new(),
            organisation: Organisation::default(),
        }
    }

    pub(super) fn run(mut self, health: &mut Health, progress: &mut dyn FnMut(u64)) -> Result<()> {
        let mut reader = self.office.reader()?;
        for part in reader.documents(PART)? {
            let lines: Vec<Destroyed> = serde_json::from_slice(&part.body).unwrap_or_default(); // verify_log says so
            self.destroyed.extend(lines.iter().map(|line| line.slot));
        }
        let limits = reader.document(LIMITS, LIMITS)?.and_then(|body| slot_of_limits(&body));
        self.slots.extend(limits);
        let duties = reader.documents(left::DUTY)?;
        self.slots.extend(duties.iter().filter_map(|duty| left::slot(&duty.body)));
        self.people(&mut reader, health)?;
        self.trail(&mut reader, health, progress)?;
        let tags = self.engagements(&mut reader, health, progress)?;
        self.papers(&mut reader, health)?;
        self.tags(&mut reader, tags, health)?;
        self.leftovers(&mut reader, health)?;
        let world = self.office.world();
        let profile = reader.document(PROFILE, world.profile.id())?.unwrap_or_default();
        self.organisation.compare(&world, &self.office.roster(), &profile, health);
        for (number, proposal) in &world.proposals {
            let body = reader.document(MATTER, &number.to_string())?;
            if !is_whole(&self.office.keys, *number, proposal, body.as_deref()) {
                health.serious(format!("what proposal {number} is about is not what was proposed"));
            }
        }
        self.runs(&mut reader, health)?;
        self.removed(health);
        Ok(())
    }

    fn people(&mut self, reader: &mut SqliteReader, health: &mut Health) -> Result<()> {
        let mut holds: BTreeMap<SubjectId, u16> = BTreeMap::new();
        walk(reader, &[Table::Subject, Table::Document, Table::Hold], health, |row, health| {
            if let Row::Subject(subject) = row {
                self.slots.insert(subject.slot);
                self.subjects.insert(subject.id, subject);
            } else if let Row::Hold(hold) = row {
                match self.subjects.contains_key(&hold.subject) {
                    true => *holds.entry(hold.subject).or_default() += 1,
                    false => health.serious(format!("hold {} is on nobody", hold.hold)),
                }
            }
        })?;
        for subject in self.subjects.values() {
            let found = holds.get(&subject.id).copied().unwrap_or_default();
            if found != subject.holds {
                health.serious(format!(
                    "subject {} has {} holds, {found} are there",
                    subject.id, subject.holds
                ));
            }
        }
        let people: Vec<Subject> = self.subjects.values().cloned().collect();
        for subject in people {
            if self.destroyed.contains(&subject.slot) {
                health.serious(format!("subject {} was destroyed by an act, and put back", subject.id));
            }
            match reader.slots(&[subject.slot])?.first() {
                Some(Some(wrapped)) => {
                    match self.office.keys.unwrap_subject(subject.id.as_bytes(), wrapped) {
                        Ok(key) => drop(self.keys.insert(subject.id, key)),
                        Err(why) => health.serious(format!("the key of subject {}: {why}", subject.id)),
                    }
                }
                _ => health.serious(format!("the key of subject {} is missing", subject.id)),
            }
        }
        Ok(())
    }

    /// Opens every subject part, compares it with what its entry committed to, and notes the newest versions.
    fn trail(
        &mut self,
        reader: &mut SqliteReader,
        health: &mut Health,
        progress: &mut dyn FnMut(u64),
    ) -> Result<()> {
        let mut parts = Vec::new();
        walk(reader, &[Table::Trail], health, |row, health| {
            let Row::Trail(row) = row else { return };
            let Some(key) = self.keys.get(&row.subject) else {
                return health.serious(format!("the subject part of entry {} is of nobody held", row.index));
            };
            let opened = key.open_part(&trail_context(row.subject, row.index), &row.sealed);
            let opened = opened.ok().and_then(|plain| {
                let (salt, part) = plain.split_first_chunk::<32>()?;
                let part: &[u8; SubjectPart::LEN] = part.try_into().ok()?;
                Some((part_hash(salt, part), SubjectPart::from_bytes(part)))
            });
            match opened {
                // Else it would outlive its engagement, or go with another.
                Some((_, part)) if part.engagement != row.engagement => {
                    health.serious(format!(
                        "the subject part of entry {} is filed under another engagement",
                        row.index
                    ));
                }
                Some((hash, part)) => parts.push((row.index, row.subject, hash, part)),
                None => health.serious(format!("the subject part of entry {} does not open", row.index)),
            }
        })?;
        parts.sort_unstable_by_key(|(index, ..)| *index);
        let mut parts = parts.into_iter().peekable();
        reader.entries(0..u64::MAX >> 1, &mut |entry| {
            if entry.index % 4096 == 0 {
                progress(entry.index);
            }
            if let Some((index, holder, hash, part)) = parts.next_if(|(index, ..)| *index == entry.index) {
                if hash != entry.subject_hash {
                    health.serious(format!(
                        "the subject part of entry {index} is not what the log committed to"
                    ));
                }
                // What was merged or split off keeps the version of whom it was filed under before.
                if part.subject == holder {
                    let told = self.told_subjects.entry(holder).or_default();
                    *told = part.subject_version.max(*told); // acts on a row put back tell its old version
                }
                if let Some(engagement) = part.engagement {
                    let told = self.told_engagements.entry((holder, engagement)).or_default();
                    *told = part.engagement_version.max(*told);
                }
                let opened = part.other.filter(|_| speaks_of(&entry.operational, ActKind::RecordEvent));
                if let Some(opened) = opened.map(EngagementId::from_bytes) {
                    self.told_engagements.entry((holder, opened)).or_insert(1);
                }
            }
            self.organisation.hear(&entry.operational);
            if let Some(run) = attested_run(&entry.operational) {
                self.told_runs.insert(run);
            }
            ControlFlow::Continue(())
        })?;
        Ok(())
    }

    /// Opens every record; gives the tags that have to be there.
    fn engagements(
        &mut self,
        reader: &mut SqliteReader,
        health: &mut Health,
        progress: &mut dyn FnMut(u64),
    ) -> Result<BTreeSet<(Tag, SubjectId, EngagementId)>> {
        let mut all: Vec<Engagement> = Vec::new();
        walk(reader, &[Table::Engagement], health, |row, _| {
            if let Row::Engagement(engagement) = row {
                all.push(engagement);
            }
        })?;
        let mut tags = BTreeSet::new();
        for (number, e) in all.iter().enumerate() {
            if number % 1024 == 0 {
                progress(number as u64);
            }
            self.slots.insert(e.slot);
            if self.destroyed.contains(&e.slot) {
                health.serious(format!("engagement {} was destroyed by an act, and put back", e.id));
            }
            match self.told_engagements.remove(&(e.subject, e.id)) {
                // A newer row whose entry is missing shows in the log; a sweep drops entries with their engagement.
                Some(version) if version <= e.version => {}
                Some(version) => health.serious(format!(
                    "engagement {} has version {}, the log tells of {version}: an older row was put back",
                    e.id, e.version
                )),
                // What an event opened is told of by the entry of that event, which goes with the older engagement.
                None if e.source == Source::CarriedOver => {}
                None => {
                    health.serious(format!("engagement {} is in no entry of the log: it was put in", e.id))
                }
            }
            let (Some(key), slots, records) =
                (self.keys.get(&e.subject), reader.slots(&[e.slot])?, reader.records(&[e.slot])?)
            else {
                health.serious(format!("engagement {} is of nobody held", e.id));
                continue;
            };
            let (Some(Some(wrapped)), Some(Some(sealed))) = (slots.first(), records.first()) else {
                health.serious(format!("the key or the record of engagement {} is missing", e.id));
                continue;
            };
            match open_record(key, e, wrapped, sealed) {
                Ok(record) => tags.extend(record.tags().map(|tag| (tag, e.subject, e.id))),
                Err(why) => health.serious(why.to_string()),
            }
        }
        Ok(tags)
    }

    /// Opens every paper's words, and counts the papers of each person.
    fn papers(&mut self, reader: &mut SqliteReader, health: &mut Health) -> Result<()> {
        let mut all = Vec::new();
        walk(reader, &[Table::Paper], health, |row, _| {
            if let Row::Paper(paper) = row {
                all.push(paper);
            }
        })?;
        let mut counted: BTreeMap<SubjectId, u32> = BTreeMap::new();
        for paper in &all {
            *counted.entry(paper.subject).or_default() += 1;
            let Some(slot) = paper.slot else { continue };
            self.slots.insert(slot);
            if self.destroyed.contains(&slot) {
                health.serious(format!("paper {} was destroyed by an act, and put back", paper.id));
            }
            let (Some(key), slots, records) =
                (self.keys.get(&paper.subject), reader.slots(&[slot])?, reader.records(&[slot])?)
            else {
                health.serious(format!("paper {} is of nobody held", paper.id));
                continue;
            };
            let (Some(Some(wrapped)), Some(Some(sealed))) = (slots.first(), records.first()) else {
                health.serious(format!("the words of paper {} are missing", paper.id));
                continue;
            };
            if let Err(why) = crate::papers::open(key, paper, slot, wrapped, sealed) {
                health.serious(why.to_string());
            }
        }
        for subject in self.subjects.values() {
            let found = counted.remove(&subject.id).unwrap_or_default();
            if found != subject.papers {
                health.serious(format!(
                    "subject {} has {} papers, {found} are there",
                    subject.id, subject.papers
                ));
            }
        }
        for subject in counted.keys() {
            health.serious(format!("papers of subject {subject}, who is not held, are there"));
        }
        Ok(())
    }

    fn tags(
        &self,
        reader: &mut SqliteReader,
        mut wanted: BTreeSet<(Tag, SubjectId, EngagementId)>,
        health: &mut Health,
    ) -> Result<()> {
        walk(reader, &[Table::Tag], health, |row, health| {
            if let Row::Tag(tag) = row
                && !wanted.remove(&(tag.tag, tag.subject, tag.engagement))
            {
                health.serious(format!(
                    "an index tag points to engagement {}, which has no such value",
                    tag.engagement
                ));
            }
        })?;
        for (_, _, engagement) in wanted {
            health.serious(format!("an index tag of engagement {engagement} is missing: it can't be found"));
        }
        Ok(())
    }

    /// Keys and records that nothing refers to: what should have been destroyed.
    fn leftovers(&self, reader: &mut SqliteReader, health: &mut Health) -> Result<()> {
        let mut next = 0;
        walk(reader, &[Table::Slot, Table::Record], health, |row, health| match row {
            Row::Slot(slot, key) => {
                if slot != next {
                    health.serious(format!("key slots {next} to {} are missing", slot.saturating_sub(1)));
                }
                next = slot + 1;
                if key.is_some() && !self.slots.contains(&slot) {
                    health.serious(format!("key slot {slot} belongs to nothing and was not destroyed"));
                }
            }
            Row::Record(slot, _) if !self.slots.contains(&slot) => {
                health.serious(format!("record {slot} belongs to nothing and was not destroyed"));
            }
            _ => {}
        })
    }

    /// Every act of destruction is still the one that the log committed to.
    fn runs(&mut self, reader: &mut SqliteReader, health: &mut Health) -> Result<()> {
        for run in self.office.runs()? {
            self.told_runs.remove(&run.run);
            let Some(index) = run.entry else { continue };
            let digest = hex(&Sha256::digest(self.office.act_body(&run)?.canonical()));
            let mut committed = None;
            reader.entries(index..index + 1, &mut |entry| {
                committed = Operational::from_bytes(&entry.operational).ok().and_then(|said| said.digest);
                ControlFlow::Break(())
            })?;
            if committed != Some(digest) {
                health.serious(format!("run {} is not the one that log entry {index} committed to", run.run));
            }
        }
        for run in &self.told_runs {
            health.serious(format!("run {run} is in the log and was removed behind the program"));
        }
        Ok(())
    }

    /// What the log still tells of and no row shows.
    fn removed(self, health: &mut Health) {
        for (subject, version) in self.told_subjects {
            match self.subjects.get(&subject) {
                Some(row) if row.version < version => health.serious(format!(
                    "subject {subject} has version {}, the log tells of {version}: an older row was put back",
                    row.version
                )),
                _ => {}
            }
        }
        for ((_, engagement), _) in self.told_engagements {
            health
                .serious(format!("engagement {engagement} is in the log and was removed behind the program"));
        }
    }
}

/// The run whose act of destruction an entry commits to.
fn attested_run(operational: &[u8]) -> Option<RunId> {
    let word = br#""how":"attested""#;
    let is = operational.windows(word.len()).any(|window| window == word);
    is.then(|| Operational::from_bytes(operational).ok()?.run).flatten()
}

/// Walks tables; damaged rows go into the findings.
fn walk(
    reader: &mut SqliteReader,
    tables: &[Table],
    health: &mut Health,
    mut visit: impl FnMut(Row, &mut Health),
) -> Result<()> {
    let walked: Result<(), StoreError> = reader.scan(tables, &mut |row| {
        health.rows += 1;
        match row {
            Row::Damaged(why) => health.serious(why.to_string()),
            row => visit(row, health),
        }
        ControlFlow::Continue(())
    });
    Ok(walked?)
}
