//! Acts on one person, performed: load, decide, seal, log, all inside the writer.

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{
    Act, ActKind, Actor, Change, Decision, Deed, Engagement, EngagementId, HoldId, Outcome, Paper, Parts,
    Permit, State, SubjectId, Target, decide,
};
use policy::{EventId, ItemId, PurposeId, well_known};
use store::{Unit, Verdict, Wants, Write};
use vault::Zeroizing;

use crate::{
    Office, Values,
    desk::{Desk, bearers},
    error::{OfficeError, Result},
    perform::{Payload, Performed, perform},
    run::Run,
    soon::Soon,
};

/// An act that was done and is durable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    /// The clause that permits it.
    pub clause: String,
    /// The index of its log entry.
    pub entry: u64,
    /// The identifying item whose new value is held of somebody else too: to be looked into, never merged silently.
    pub conflict: Option<ItemId>,
}

/// What an act is about.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct About {
    pub(crate) subject: Option<SubjectId>,
    pub(crate) other: Option<SubjectId>,
}

impl From<About> for Wants {
    fn from(about: About) -> Self {
        Self { subjects: about.subject.into_iter().chain(about.other).collect(), ..Self::default() }
    }
}

impl From<SubjectId> for About {
    fn from(subject: SubjectId) -> Self {
        Self { subject: Some(subject), other: None }
    }
}

impl Office {
    /// Replaces values (clause on changes and additions). Each change has a new key; the old value can't be opened.
    ///
    /// # Errors
    /// Refused, or a value is not of its item's kind.
    pub fn rectify(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        given: &[(ItemId, String)],
    ) -> Result<Done> {
        let items = given.iter().map(|(item, _)| item.clone()).collect();
        let values = self.values_for(&target.purpose, given)?;
        self.act(actor, None, who, Deed::Rectify { target, items }, Some(values))
    }

    /// Records that something happened.
    ///
    /// # Errors
    /// Refused.
    pub fn record_event(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        who: SubjectId,
        target: Target,
        event: EventId,
    ) -> Result<Done> {
        let opens = self.new_engagement_id();
        if event == *well_known::CONSENT_WITHDRAWN {
            let deed = move |target| Deed::RecordEvent { target, event: event.clone(), opens };
            return Ok(self.withdraw_under(actor, at, who, target, Parts::PROCESSING, deed)?.done);
        }
        self.act(actor, at, who, Deed::RecordEvent { target, event, opens }, None)
    }

    /// Takes a wrongly recorded event back.
    ///
    /// # Errors
    /// Refused.
    pub fn revoke_event(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        event: EventId,
    ) -> Result<Done> {
        self.act(actor, None, who, Deed::RevokeEvent { target, event }, None)
    }

    /// Stops everything but keeping.
    ///
    /// # Errors
    /// Refused.
    pub fn block(&self, actor: &Actor, who: SubjectId) -> Result<Done> {
        self.act(actor, None, who, Deed::Block, None)
    }

    /// Ends a block without a finding, or with what was wrong replaced.
    ///
    /// # Errors
    /// Refused, or a value is not of its item's kind.
    pub fn unblock(
        &self,
        actor: &Actor,
        who: SubjectId,
        rectified: Option<(Target, &[(ItemId, String)])>,
    ) -> Result<Done> {
        let Some((target, given)) = rectified else {
            return self.act(actor, None, who, Deed::Unblock { outcome: Outcome::Unfounded }, None);
        };
        let values = self.values_for(&target.purpose, given)?;
        let items = given.iter().map(|(item, _)| item.clone()).collect();
        let outcome = Outcome::Rectified { target, items };
        self.act(actor, None, who, Deed::Unblock { outcome }, Some(values))
    }

    /// Forbids destruction. The reference (a court's case number, say) is sealed.
    ///
    /// # Errors
    /// Refused.
    pub fn hold(&self, actor: &Actor, who: SubjectId, reference: &str) -> Result<(Done, HoldId)> {
        let hold = self.new_hold_id();
        if reference.trim().is_empty() {
            return Err(OfficeError::input("hold-reference-missing", &[]));
        }
        if reference.len() > 800 {
            return Err(OfficeError::input("hold-reference-long", &[]));
        }
        let words = format!("{actor}\n{}\n{reference}", self.clock.now());
        let payload = Payload { hold: Some(Zeroizing::new(words)), ..Payload::default() };
        let done = self.carry_out(who.into(), self.said(actor, None, Deed::Hold { hold }), None, payload)?;
        Ok((done, hold))
    }

    /// Ends a hold.
    ///
    /// # Errors
    /// Refused.
    pub fn release(&self, actor: &Actor, who: SubjectId, hold: HoldId) -> Result<Done> {
        self.carry_out_to_the_end(who, self.said(actor, None, Deed::Release { hold }), |_, _| Ok(None))
    }

    /// Says that `other` is the same person: what is held of `other` moves to `who`.
    ///
    /// # Errors
    /// Refused.
    pub fn merge(&self, actor: &Actor, who: SubjectId, other: SubjectId) -> Result<Done> {
        let about = About { subject: Some(who), other: Some(other) };
        self.carry_out(about, self.said(actor, None, Deed::Merge), None, Payload::default())
    }

    /// Says that these engagements belong to somebody else, who gets an id.
    ///
    /// # Errors
    /// Refused.
    pub fn split(
        &self,
        actor: &Actor,
        who: SubjectId,
        engagements: Vec<EngagementId>,
    ) -> Result<(Done, SubjectId)> {
        let into = self.new_subject_id();
        Ok((self.act(actor, None, who, Deed::Split { engagements, into }, None)?, into))
    }

    pub(crate) fn act(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        who: SubjectId,
        deed: Deed,
        values: Option<Values>,
    ) -> Result<Done> {
        self.carry_out(who.into(), self.said(actor, at, deed), values, Payload::default())
    }

    pub(crate) fn said(&self, actor: &Actor, at: Option<Timestamp>, deed: Deed) -> Act {
        Act { actor: actor.clone(), at, deed }
    }

    /// Decides and performs inside the writer; the values go into the record of the engagement that changes.
    pub(crate) fn carry_out(
        &self,
        about: About,
        act: Act,
        values: Option<Values>,
        payload: Payload,
    ) -> Result<Done> {
        let now = self.clock.now();
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let (done, _) = done(unit, permit, values, payload)?;
            Ok(done)
        })
    }

    /// Carries out an act that may take the last of a person: the entries that spoke of them then stand in an act of
    /// destruction. `words` gives what the paper that changes says from now on.
    pub(crate) fn carry_out_to_the_end(
        &self,
        who: SubjectId,
        act: Act,
        words: impl FnOnce(&mut Unit<'_, Desk>, &State) -> Result<Option<Zeroizing<Vec<u8>>>> + Send + 'static,
    ) -> Result<Done> {
        let (about, now) = (About::from(who), self.clock.now());
        let run = Run::new(self.new_run_id(), ActKind::Erase, act.actor.by(), now);
        let (done, run) = self.in_writer(about, move |unit| {
            let (state, mut run) = (load_for(unit, about, &act.deed)?, run);
            let mut permit = permitted(unit, &state, &act, now)?;
            let last = permit.changes.changes.iter().any(|one| matches!(one, Change::DropSubject(_)));
            permit.changes.entry.run = last.then_some(run.run);
            let words = words(unit, &state)?;
            let (done, performed) = done(unit, permit, None, Payload { words, ..Payload::default() })?;
            if !performed.destroyed.is_empty() {
                run.add(unit, &performed.destroyed)?;
            }
            Ok((done, run))
        })?;
        if run.parts > 0 {
            self.finish(run)?; // one left pending by a reader is signed when the store opens
        }
        Ok(done)
    }

    /// Runs a job in the writer and waits until it is durable. A refusal is committed too: it stands in the log.
    pub(crate) fn in_writer<R: Send + 'static>(
        &self,
        about: About,
        job: impl FnOnce(&mut Unit<'_, Desk>) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        self.soon_in_writer(about.into(), job)?.wait()
    }

    /// As [`Office::in_writer`], without waiting.
    pub(crate) fn soon_in_writer<R: Send + 'static>(
        &self,
        wants: Wants,
        job: impl FnOnce(&mut Unit<'_, Desk>) -> Result<R> + Send + 'static,
    ) -> Result<Soon<R>> {
        let condition = self.condition()?;
        let about = wants.subjects.first().copied();
        let pending = self.writer.begin(wants, move |unit| {
            let done = match condition {
                None => job(unit),
                Some(condition) => condition.around(unit, about, job),
            };
            match done {
                Ok(done) => Verdict::Commit(Ok(done)),
                Err(refused @ OfficeError::Refused(_)) => Verdict::Commit(Err(refused)),
                Err(why) => Verdict::Drop(Err(why)),
            }
        })?;
        Ok(Soon::new(pending))
    }

    /// Writes documents that no act decides on.
    pub(crate) fn write_documents(&self, writes: Vec<Write>) -> Result<()> {
        self.in_writer(About::default(), move |unit| {
            writes.into_iter().try_for_each(|write| unit.stage(write)).map_err(OfficeError::from)
        })
    }

    /// Reads values that change what is held under a purpose; not if the purpose may not hold one of the items.
    fn values_for(&self, purpose: &PurposeId, given: &[(ItemId, String)]) -> Result<Values> {
        let world = self.world();
        let lists = world.edition().and_then(|e| e.pack().purpose(purpose)).map(|p| p.lists.as_slice());
        let inside = |item: &ItemId| lists.unwrap_or_default().iter().any(|list| list.items.contains(item));
        if given.iter().all(|(item, _)| inside(item)) {
            self.values(given)
        } else {
            Ok(Values::unread(given.iter().map(|(item, _)| item)))
        }
    }

    pub(crate) fn values(&self, given: &[(ItemId, String)]) -> Result<Values> {
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let given = given.iter().map(|(item, raw)| (item, raw.as_str()));
        Ok(Values::parse(edition, world.profile.region(), &self.keys, given)?)
    }
}

pub(crate) fn load(unit: &mut Unit<'_, Desk>, about: About) -> Result<Arc<State>> {
    let state = match about.subject {
        Some(subject) => unit.state(subject)?,
        None => Arc::default(),
    };
    Ok(match about.other {
        Some(other) => {
            let other = Some(Box::new(State::clone(&*unit.state(other)?)));
            Arc::new(State { other, ..State::clone(&state) })
        }
        None => state,
    })
}

/// Loads what an act is about, with the papers where its decision needs them.
pub(crate) fn load_for(unit: &mut Unit<'_, Desk>, about: About, deed: &Deed) -> Result<Arc<State>> {
    let state = load(unit, about)?;
    if deed.needs_no_papers() { Ok(state) } else { with_papers(unit, &state) }
}

/// The state with the papers of everyone in it. A row that was taken away behind the program is missed here.
pub(crate) fn with_papers(unit: &mut Unit<'_, Desk>, state: &Arc<State>) -> Result<Arc<State>> {
    let papers = papers_of(unit, state)?;
    let other = match &state.other {
        Some(other) => Some(Box::new(State { papers: papers_of(unit, other)?, ..State::clone(other) })),
        None => None,
    };
    if papers.is_empty() && other.as_ref().is_none_or(|other| other.papers.is_empty()) {
        return Ok(Arc::clone(state));
    }
    Ok(Arc::new(State { papers, other, ..State::clone(state) }))
}

fn papers_of(unit: &mut Unit<'_, Desk>, state: &State) -> Result<Vec<Paper>> {
    let Some(subject) = state.subject.as_ref().filter(|subject| subject.papers > 0) else {
        return Ok(Vec::new());
    };
    let papers = unit.papers(subject.id)?;
    if papers.len() != subject.papers as usize {
        let why = format!("a paper of subject {} is missing, or one was put back", subject.id);
        return Err(OfficeError::damaged(why));
    }
    Ok(papers)
}

/// The permit, or the refusal once it is in the log.
pub(crate) fn permitted(
    unit: &mut Unit<'_, Desk>,
    state: &State,
    act: &Act,
    now: Timestamp,
) -> Result<Permit> {
    let world = unit.context().world.clone();
    match decide(&world, state, act, now) {
        Decision::Permit(permit) => Ok(*permit),
        Decision::Refuse(refusal) => {
            perform(unit, (*refusal.changes).clone(), Payload::default())?;
            Err(OfficeError::Refused(refusal))
        }
    }
}

/// Performs a permit; values given become the record's, by the row of the engagement that changes.
pub(crate) fn done(
    unit: &mut Unit<'_, Desk>,
    permit: Permit,
    values: Option<Values>,
    mut payload: Payload,
) -> Result<(Done, Performed)> {
    let mut conflict = None;
    if let Some(values) = values {
        if values.is_unread() {
            return Err(overtaken());
        }
        let changed = permit.changes.changes.iter().find_map(|change| match change {
            Change::PutEngagement(engagement, _) => Some(engagement),
            _ => None,
        });
        if let Some(engagement) = changed {
            conflict = shared_identity(unit, engagement, &values)?;
            let (_, list) = unit.context().row(engagement)?;
            payload.record = Some(values.record(list));
        }
    }
    let clause = permit.clause.clone();
    let performed = perform(unit, permit.changes, payload)?;
    Ok((Done { clause, entry: performed.entry, conflict }, performed))
}

/// The identifying item, if any, whose new value somebody else has too.
fn shared_identity(
    unit: &mut Unit<'_, Desk>,
    engagement: &Engagement,
    values: &Values,
) -> Result<Option<ItemId>> {
    let desk = unit.context();
    let (_, list) = desk.row(engagement)?;
    let pack = desk.world.editions.get(&engagement.edition).map(|edition| edition.pack());
    let category = list.categories.get(usize::from(engagement.category));
    let category = pack.zip(category).and_then(|(pack, id)| pack.category(id));
    let identity = category.map(|category| category.identified_by.clone()).unwrap_or_default();
    for item in identity {
        let Some(tag) = values.tag(&item) else { continue };
        if bearers(unit, tag)?.iter().any(|(subject, _)| *subject != engagement.subject) {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

/// An edition came into force between reading the values and deciding.
pub(crate) fn overtaken() -> OfficeError {
    OfficeError::input("overtaken", &[])
}
