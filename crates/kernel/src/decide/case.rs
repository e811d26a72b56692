//! One act under decision: what the rules ask, and how they answer.

use jiff::Timestamp;
use policy::{
    CategoryId, Edition, EventId, ItemId, List, Purpose, PurposeId, RecipientId, RequestKind, Topic,
};

use crate::{
    Act, Change, ChangeSet, DueAt, Engagement, Operational, Paper, PaperId, Part, Permit, Refusal,
    RefusalCode, Rights, State, Subject, SubjectPart, Target, Verdict, World, terms::due_by,
};

/// What a rule answers.
pub(super) type Ruling = Result<Permit, Refused>;

/// A refusal before it is dressed for the log.
#[derive(Debug)]
pub(super) struct Refused {
    code: RefusalCode,
    clause: Option<String>,
    purpose: Option<PurposeId>,
    category: Option<CategoryId>,
    item: Option<ItemId>,
    event: Option<EventId>,
    request: Option<RequestKind>,
    hint: String,
}

impl From<RefusalCode> for Refused {
    fn from(code: RefusalCode) -> Self {
        Self {
            code,
            clause: None,
            purpose: None,
            category: None,
            item: None,
            event: None,
            request: None,
            hint: String::new(),
        }
    }
}

impl Refused {
    pub(super) fn by(mut self, purpose: &Purpose) -> Self {
        self.clause = Some(purpose.clause.clone());
        self.purpose = Some(purpose.id.clone());
        self
    }

    pub(super) fn is(&self, code: RefusalCode) -> bool {
        self.code == code
    }

    pub(super) fn clause(mut self, clause: String) -> Self {
        self.clause = Some(clause);
        self
    }

    pub(super) fn purpose(mut self, purpose: &PurposeId) -> Self {
        self.purpose = Some(purpose.clone());
        self
    }

    pub(super) fn category(mut self, category: &CategoryId) -> Self {
        self.category = Some(category.clone());
        self
    }

    pub(super) fn item(mut self, item: &ItemId) -> Self {
        self.item = Some(item.clone());
        self
    }

    pub(super) fn event(mut self, event: &EventId) -> Self {
        self.event = Some(event.clone());
        self
    }

    pub(super) fn request(mut self, kind: RequestKind) -> Self {
        self.request = Some(kind);
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// What a permit says to the log besides the act itself.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub(super) purpose: Option<PurposeId>,
    pub(super) category: Option<CategoryId>,
    pub(super) items: Vec<ItemId>,
    pub(super) event: Option<EventId>,
    pub(super) how: Option<String>,
    pub(super) request: Option<RequestKind>,
    pub(super) parts: Vec<Part>,
    pub(super) recipient: Option<RecipientId>,
    pub(super) abroad: Option<String>,
    pub(super) ground: Option<String>,
    pub(super) due: Option<Timestamp>,
    pub(super) number: Option<u64>,
    pub(super) part: Option<SubjectPart>,
}

pub(super) struct Case<'a> {
    pub(super) world: &'a World,
    pub(super) state: &'a State,
    pub(super) act: &'a Act,
    pub(super) now: Timestamp,
}

impl<'a> Case<'a> {
    pub(super) fn new(world: &'a World, state: &'a State, act: &'a Act, now: Timestamp) -> Self {
        Self { world, state, act, now }
    }

    /// What the actor may do.
    pub(super) fn rights(&self) -> Result<Rights<'a>, Refused> {
        Ok(Rights::of(self.world, &self.act.actor, self.now)?)
    }

    /// The effective time of the act.
    pub(super) fn at(&self) -> Timestamp {
        self.act.at.unwrap_or(self.now)
    }

    /// The pack's clause on a topic.
    pub(super) fn clause(&self, topic: Topic) -> String {
        self.world.edition().map(|e| e.pack().clause(topic).to_owned()).unwrap_or_default()
    }

    /// The person, if anything is held.
    pub(super) fn subject(&self) -> Result<&'a Subject, Refused> {
        self.state.subject.as_ref().ok_or_else(|| RefusalCode::UnknownSubject.into())
    }

    /// The person, unless blocked.
    pub(super) fn unblocked(&self) -> Result<&'a Subject, Refused> {
        let subject = self.subject()?;
        if subject.block.is_some() { Err(RefusalCode::Blocked.into()) } else { Ok(subject) }
    }

    /// The edition in force.
    pub(super) fn edition(&self) -> Result<&'a Edition, Refused> {
        self.world.edition().ok_or_else(|| RefusalCode::UnknownEdition.into())
    }

    /// The person's papers; whoever decides by them has to have loaded them all.
    pub(super) fn papers(&self) -> &'a [Paper] {
        debug_assert_eq!(
            self.state.subject.as_ref().map_or(0, |s| s.papers as usize),
            self.state.papers.len(),
            "papers were not loaded"
        );
        &self.state.papers
    }

    /// One of the person's papers.
    pub(super) fn paper(&self, id: PaperId) -> Result<&'a Paper, Refused> {
        self.papers().iter().find(|paper| paper.id == id).ok_or_else(|| RefusalCode::UnknownPaper.into())
    }

    /// By when something has to be done, from a moment, by a deadline of the profile.
    pub(super) fn deadline(&self, name: &str, from: Timestamp) -> DueAt {
        due_by(&self.world.profile, name, from)
    }

    /// The person with this many papers more or less.
    pub(super) fn counted(subject: &Subject, more: i64) -> Subject {
        let papers = i64::from(subject.papers) + more;
        Subject {
            version: subject.version + 1,
            papers: u32::try_from(papers).unwrap_or_default(),
            ..subject.clone()
        }
    }

    /// Whether a role of the actor allows the act under this purpose.
    pub(super) fn reaches(&self, purpose: &PurposeId) -> Result<(), Refused> {
        if self.rights()?.may_for(self.act.deed.kind(), purpose) {
            Ok(())
        } else {
            Err(Refused::from(RefusalCode::NoPermission).purpose(purpose))
        }
    }

    /// Whether a role of the actor allows the act under every purpose that the person's data is held for.
    pub(super) fn reaches_all(&self, state: &State) -> Result<(), Refused> {
        state.engagements.iter().try_for_each(|engagement| self.reaches(&self.row(engagement)?.0.id))
    }

    /// The purpose and row that an engagement is bound to, in the edition it was collected under.
    pub(super) fn row(&self, engagement: &Engagement) -> Result<(&'a Purpose, &'a List), Refused> {
        let edition = self.world.editions.get(&engagement.edition);
        edition.and_then(|e| e.row(engagement.row)).ok_or_else(|| RefusalCode::UnknownEdition.into())
    }

    /// The engagement that a target means: the one named, or the newest under the purpose, one in active use first.
    /// Whoever has no role under the purpose does not learn whether there is one.
    pub(super) fn find(&self, target: &Target) -> Result<(&'a Engagement, &'a Purpose, &'a List), Refused> {
        self.reaches(&target.purpose)?;
        let under = self.state.engagements.iter().filter_map(|e| {
            let (purpose, list) = self.row(e).ok()?;
            let meant = target.engagement.is_none_or(|id| id == e.id) && purpose.id == target.purpose;
            meant.then_some((e, purpose, list))
        });
        let best = under.max_by_key(|(e, _, _)| (e.phase == crate::Phase::Active, e.recorded, e.id));
        best.ok_or_else(|| {
            let known = self.world.edition().is_some_and(|e| e.pack().purpose(&target.purpose).is_some());
            let code = if known { RefusalCode::UnknownEngagement } else { RefusalCode::UnknownPurpose };
            Refused::from(code).purpose(&target.purpose)
        })
    }

    /// The engagement's new version, sharing everything else.
    pub(super) fn next(engagement: &Engagement) -> Engagement {
        Engagement { version: engagement.version + 1, ..engagement.clone() }
    }

    pub(super) fn part(&self, subject: &Subject, engagement: Option<&Engagement>) -> SubjectPart {
        SubjectPart {
            subject: subject.id,
            engagement: engagement.map(|e| e.id),
            other: None,
            subject_version: subject.version,
            engagement_version: engagement.map_or(0, |e| e.version),
        }
    }

    /// A permit under a topic's clause, or under the purpose's own where there is one.
    pub(super) fn permit(&self, clause: String, changes: Vec<Change>, note: Note) -> Permit {
        let mut entry = self.entry(Verdict::Permitted, clause.clone());
        entry.purpose = note.purpose;
        entry.category = note.category;
        entry.items = note.items;
        entry.event = note.event;
        entry.how = note.how;
        entry.request = note.request;
        entry.parts = note.parts;
        entry.recipient = note.recipient;
        entry.abroad = note.abroad;
        entry.ground = note.ground;
        entry.due = note.due;
        entry.number = note.number;
        entry.subject = note.part.is_some();
        Permit { clause, changes: self.changes(changes, entry, note.part) }
    }

    pub(super) fn refusal(&self, refused: Refused) -> Refusal {
        let clause = refused.clause.unwrap_or_else(|| self.clause(refused.code.topic()));
        let mut entry = self.entry(Verdict::Refused, clause.clone());
        entry.code = Some(refused.code);
        entry.purpose = refused.purpose.clone();
        entry.category = refused.category.clone();
        entry.items = refused.item.iter().cloned().collect();
        entry.event = refused.event.clone();
        entry.request = refused.request;
        let part = self.state.subject.as_ref().map(|subject| self.part(subject, None));
        entry.subject = part.is_some();
        Refusal {
            code: refused.code,
            clause,
            act: self.act.deed.kind(),
            purpose: refused.purpose,
            category: refused.category,
            item: refused.item,
            event: refused.event,
            hint: refused.hint,
            changes: Box::new(self.changes(Vec::new(), entry, part)),
        }
    }

    fn entry(&self, verdict: Verdict, clause: String) -> Operational {
        let act = self.act.deed.kind();
        let entry = Operational::of(self.now, self.act.actor.by(), act, verdict, self.world.in_force);
        Operational { clause, at: self.act.at.filter(|at| *at != self.now), ..entry }
    }

    fn changes(&self, changes: Vec<Change>, entry: Operational, part: Option<SubjectPart>) -> ChangeSet {
        let other = self.state.other.as_ref().and_then(|other| other.subject.as_ref());
        let read = self.state.subject.iter().chain(other);
        ChangeSet {
            epoch: self.world.epoch,
            subjects: read.map(|subject| (subject.id, subject.version)).collect(),
            changes,
            entry,
            part,
        }
    }
}
