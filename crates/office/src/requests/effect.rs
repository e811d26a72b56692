//! What a granted request does: each an act of its own, with its own gates, within the decision's transaction.

use jiff::Timestamp;
use kernel::{
    Act, Actor, Deed, Engagement, EraseReason, Outcome, PaperId, Parts, Phase, RefusalCode, State, Status,
    SubjectId, Target, World,
};
use policy::{Ground, ItemId, RequestKind};
use store::Unit;

use super::{Grant, Kept, request_of, words};
use crate::{
    GoesOn, Values,
    acts::{About, done, load_for, permitted, with_papers},
    consents::goes_on,
    desk::{Desk, subject_of},
    destroyed::{open_terms, term_of},
    error::{OfficeError, Result},
    perform::Payload,
    run::Run,
};

/// What is granted, in which state, by whom.
pub(super) struct Granted<'a> {
    pub(super) state: &'a State,
    pub(super) actor: &'a Actor,
    pub(super) request: PaperId,
    /// What it was asked about, where it was about something.
    pub(super) asked: Option<Target>,
    pub(super) grant: Grant,
    pub(super) now: Timestamp,
}

/// What came of it, before the decision is written.
#[derive(Default)]
pub(super) struct Effect {
    /// The codes and clauses that forbid what was asked, or a part of it.
    pub(super) refused: Vec<(String, String)>,
    /// Whether a part was done all the same.
    pub(super) partly: bool,
    pub(super) kept: Vec<Kept>,
    pub(super) goes_on: Vec<GoesOn>,
    /// What was destroyed.
    pub(super) run: Option<Run>,
    pub(super) destroyed: u64,
    pub(super) persons: u64,
}

/// Does what a request asks for.
pub(super) fn effect(
    unit: &mut Unit<'_, Desk>,
    granted: Granted<'_>,
    values: Option<Values>,
    run: Run,
) -> Result<Effect> {
    let Granted { state, actor, request, asked, grant, now } = granted;
    let (_, known) = request_of(state, request)?;
    let world = unit.context().world.clone();
    // What was asked about one purpose stays about it, though nothing was held under it, or is any more.
    let meant = || state.engagements.iter().find(|e| Some(e.id) == known.engagement);
    let target = asked.or_else(|| meant().and_then(|e| target_of(&world, e)));
    let mut doing = Doing { unit, who: subject_of(state)?.id, actor, now };
    let blocked = state.subject.as_ref().is_some_and(|subject| subject.block.is_some());
    let mut out = Effect::default();
    match known.kind {
        // The answer is the information; an objection and a complaint are decided by a person.
        RequestKind::Information | RequestKind::Object | RequestKind::Complaint => {}
        RequestKind::Rectify => {
            let values = values.unwrap_or_default();
            let places = places(&world, state, target, &grant)?;
            rectify(&mut doing, places, &values, blocked, &mut out)?;
        }
        RequestKind::Block if grant.unfounded => {
            out.refused.extend(doing.perform(Deed::Unblock { outcome: Outcome::Unfounded }, None)?);
        }
        RequestKind::Block if grant.unlawful => {
            let deed = Deed::Unblock { outcome: Outcome::Destroyed { target } };
            doing.destroy(deed, EraseReason::Unlawful, run, &mut out)?;
        }
        RequestKind::Block if !grant.values.is_empty() => {
            let values = values.unwrap_or_default();
            let places = places(&world, state, target, &grant)?;
            rectify(&mut doing, places, &values, true, &mut out)?;
        }
        RequestKind::Block => {
            if !blocked && !state.engagements.is_empty() {
                out.refused.extend(doing.perform(Deed::Block, None)?);
            }
        }
        RequestKind::Withdraw => {
            withdraw(&mut doing, &world, state, (known.parts, target), known.received, &mut out)?;
        }
        RequestKind::Erase => {
            let reason = if grant.unlawful { EraseReason::Unlawful } else { EraseReason::Demand };
            let deed = match blocked && grant.unlawful {
                true => Deed::Unblock { outcome: Outcome::Destroyed { target } },
                false => Deed::Erase { target, reason },
            };
            doing.destroy(deed, reason, run, &mut out)?;
            let after = doing.unit.state(doing.who)?;
            out.kept = after.engagements.iter().filter_map(|e| kept(&world, e)).collect();
        }
    }
    Ok(out)
}

/// A withdrawal holds from the moment at which it is known surely enough who asks (clause 3.4.1.6): the decision and its
/// letter follow, use has stopped. Of any other request nothing is done here.
pub(crate) fn at_once(
    unit: &mut Unit<'_, Desk>,
    holder: SubjectId,
    request: PaperId,
    now: Timestamp,
) -> Result<()> {
    let state = unit.state(holder)?;
    let state = with_papers(unit, &state)?;
    let (_, known) = request_of(&state, request)?;
    if known.kind != RequestKind::Withdraw || known.status != Status::Open {
        return Ok(());
    }
    let world = unit.context().world.clone();
    let pack = world.editions.get(&known.edition).map(|edition| edition.pack());
    let rule = pack.and_then(|pack| pack.requests.iter().find(|rule| rule.kind == known.kind));
    let ended = known.representative.is_some_and(|who| who.until.is_some_and(|until| until <= now));
    if ended || rule.is_none_or(|rule| known.identity < rule.identity) {
        return Ok(());
    }
    let words = words::of(unit, &state, request)?;
    let meant = state.engagements.iter().find(|e| Some(e.id) == known.engagement);
    let target = words.target().or_else(|| meant.and_then(|e| target_of(&world, e)));
    let actor = Actor::Subject(holder);
    let mut doing = Doing { unit, who: holder, actor: &actor, now };
    withdraw(&mut doing, &world, &state, (known.parts, target), known.received, &mut Effect::default())
}

/// Where new values belong: under the purpose asked about, else under the one that was decided, else wherever a value
/// of their items is held.
fn places(
    world: &World,
    state: &State,
    asked: Option<Target>,
    grant: &Grant,
) -> Result<Vec<(Target, Vec<ItemId>)>> {
    let items = grant.items();
    match (asked, &grant.purpose) {
        (Some(asked), Some(purpose)) if asked.purpose != *purpose => {
            Err(OfficeError::input("decide-purpose", &[("purpose", &asked.purpose)]))
        }
        (Some(asked), _) => Ok(vec![(asked, items)]),
        (None, Some(purpose)) => Ok(vec![(Target { purpose: purpose.clone(), engagement: None }, items)]),
        (None, None) => {
            let place = |e: &Engagement| {
                let (_, list) = world.editions.get(&e.edition)?.row(e.row)?;
                let held = |item: &&ItemId| {
                    list.items.iter().position(|id| id == *item).is_some_and(|place| e.held >> place & 1 == 1)
                };
                let held: Vec<ItemId> = items.iter().filter(held).cloned().collect();
                (!held.is_empty()).then_some((target_of(world, e)?, held))
            };
            let places: Vec<_> = state.engagements.iter().filter_map(place).collect();
            let nowhere = |item: &&ItemId| !places.iter().any(|(_, held)| held.contains(item));
            match items.iter().find(nowhere) {
                Some(item) => Err(OfficeError::input("rectify-purpose", &[("item", item)])),
                None if items.is_empty() => Err(OfficeError::input("rectify-values", &[])),
                None => Ok(places),
            }
        }
    }
}

/// Puts values right in each place; one that refuses hides nothing of the others. A block ends with the first: what was
/// wrong is what it was about.
fn rectify(
    doing: &mut Doing<'_, '_, '_>,
    places: Vec<(Target, Vec<ItemId>)>,
    values: &Values,
    mut blocked: bool,
    out: &mut Effect,
) -> Result<()> {
    for (target, items) in places {
        let values = values.only(&items);
        let deed = match blocked {
            true => Deed::Unblock { outcome: Outcome::Rectified { target, items } },
            false => Deed::Rectify { target, items },
        };
        match doing.perform(deed, Some(values))? {
            None => (blocked, out.partly) = (false, true),
            Some(refused) => out.refused.push(refused),
        }
    }
    Ok(())
}

/// Each consent meant, in the parts meant: granted where one of them could be withdrawn.
fn withdraw(
    doing: &mut Doing<'_, '_, '_>,
    world: &World,
    state: &State,
    (parts, asked): (Parts, Option<Target>),
    received: Timestamp,
    out: &mut Effect,
) -> Result<()> {
    let about = |e: &&Engagement| {
        let of = target_of(world, e);
        let is = |meant: &Target| {
            of.as_ref()
                .is_some_and(|of| of.purpose == meant.purpose && (meant.engagement.is_none() || of == meant))
        };
        e.consent.is_some() && asked.as_ref().is_none_or(is)
    };
    let meant: Vec<&Engagement> = state.engagements.iter().filter(about).collect();
    let parts = if parts.is_empty() { kernel::Part::ALL.into_iter().collect() } else { parts };
    let mut taken = 0;
    for e in &meant {
        let Some(target) = target_of(world, e) else { continue };
        match doing.perform(Deed::WithdrawConsent { target, parts }, None)? {
            None => taken += 1,
            // when the request came, before this decision
            Some(_) if withdrawn_since(e, parts, received) => taken += 1,
            refused => out.refused = refused.into_iter().collect(),
        }
    }
    if taken > 0 {
        out.refused.clear();
    } else if meant.is_empty() {
        let code = RefusalCode::NothingToWithdraw;
        let clause = world.edition().map(|edition| edition.pack().clause(code.topic()).to_owned());
        out.refused.push((code.word().to_owned(), clause.unwrap_or_default()));
    }
    let ids: Vec<_> = meant.iter().map(|e| e.id).collect();
    let rest: Vec<Engagement> = state.engagements.iter().filter(|e| !ids.contains(&e.id)).cloned().collect();
    out.goes_on = goes_on(world, &rest, &[], doing.now);
    Ok(())
}

/// Whether one of these parts was taken back since then.
fn withdrawn_since(e: &Engagement, parts: Parts, then: Timestamp) -> bool {
    let at = |part: kernel::Part| e.consent.and_then(|consent| consent.withdrawn[part.place()]);
    parts.iter().any(|part| at(part).is_some_and(|at| then <= at))
}

/// An engagement, named with its purpose.
fn target_of(world: &World, e: &Engagement) -> Option<Target> {
    let (purpose, _) = world.editions.get(&e.edition)?.row(e.row)?;
    Some(Target { purpose: purpose.id.clone(), engagement: Some(e.id) })
}

/// Acts on one person within the job.
struct Doing<'a, 'u, 'w> {
    unit: &'a mut Unit<'u, Desk>,
    who: SubjectId,
    actor: &'w Actor,
    now: Timestamp,
}

impl Doing<'_, '_, '_> {
    /// Performs one act; a refusal is a result: its code and clause.
    fn perform(&mut self, deed: Deed, values: Option<Values>) -> Result<Option<(String, String)>> {
        let act = self.act(deed);
        let state = load_for(self.unit, About::from(self.who), &act.deed)?;
        match permitted(self.unit, &state, &act, self.now) {
            Ok(permit) => done(self.unit, permit, values, Payload::default()).map(|_| None),
            Err(why) => refused(why).map(Some),
        }
    }

    /// Destroys, as a run with an act of destruction.
    fn destroy(&mut self, deed: Deed, reason: EraseReason, mut run: Run, out: &mut Effect) -> Result<()> {
        let act = self.act(deed);
        let before = load_for(self.unit, About::from(self.who), &act.deed)?;
        let mut permit = match permitted(self.unit, &before, &act, self.now) {
            Ok(permit) => permit,
            Err(why) => {
                out.refused.push(refused(why)?);
                return Ok(());
            }
        };
        permit.changes.entry.run = Some(run.run);
        let (_, performed) = done(self.unit, permit, None, Payload::default())?;
        let lines: Vec<_> = performed.destroyed.into_iter().map(|line| line.because(reason.word())).collect();
        run.add(self.unit, &lines)?;
        out.destroyed = lines.iter().filter(|line| line.row.is_some()).count() as u64;
        out.persons = lines.iter().filter(|line| line.is_person()).count() as u64;
        out.run = Some(run);
        Ok(())
    }

    fn act(&self, deed: Deed) -> Act {
        Act { actor: self.actor.clone(), at: None, deed }
    }
}

/// A refusal's code and clause; any other error is one.
fn refused(why: OfficeError) -> Result<(String, String)> {
    match why {
        OfficeError::Refused(refusal) => Ok((refusal.code.word().to_owned(), refusal.clause.clone())),
        other => Err(other),
    }
}

/// What a law orders to keep, and until when.
fn kept(world: &World, e: &Engagement) -> Option<Kept> {
    let (purpose, list) = world.editions.get(&e.edition)?.row(e.row)?;
    let (Ground::Law(law) | Ground::Other { reference: law, .. }) = &purpose.ground else { return None };
    (e.restricted || e.phase == Phase::Storage || e.due.is_none()).then(|| Kept {
        purpose: purpose.id.clone(),
        clause: purpose.clause.clone(),
        law: law.clone(),
        term: e.due.map_or_else(|| open_terms(list, e.choice), |due| term_of(list, due)),
        until: e.due.map(|due| due.at),
        exact: e.due.is_none_or(|due| due.exact),
    })
}
