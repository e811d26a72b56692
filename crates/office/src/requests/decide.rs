//! Deciding a request. What it asks for is done by an act of its own, with its own gates, in the same transaction; each
//! system tells what it did, and one that fails hides nothing of the others.

use jiff::Timestamp;
use kernel::{
    Act, Deed, Engagement, EraseReason, Outcome, PaperId, Parts, Phase, RequestOutcome, State, SubjectId,
    Target, World,
};
use policy::{Ground, ItemId, PurposeId, RequestKind, StaffId};
use serde::{Deserialize, Serialize};
use store::Unit;

use super::{Answer, Note, request_of, words};
use crate::{
    Done, Office, Swept, Values,
    acts::{About, done, load_for, overtaken, permitted},
    consents::goes_on,
    desk::{Desk, subject_of},
    destroyed::term_of,
    error::{OfficeError, Result},
    perform::Payload,
    run::Run,
};

/// The system that this program itself is.
const VAULT: &str = "vault";

/// How a request is decided.
#[derive(Clone)]
pub enum Decision {
    /// As asked. A rectification brings its values, a finished check of a block its finding.
    Grant(Grant),
    /// Not at all, for these reasons.
    Refuse {
        /// Why, in words for the subject.
        reasons: String,
    },
}

/// What granting needs besides the request.
#[derive(Clone, Default)]
pub struct Grant {
    /// For a rectification: under which purpose, and the new values.
    pub values: Vec<(ItemId, String)>,
    /// For a block: whether the breach was not confirmed, so that the block ends.
    pub unfounded: bool,
    /// Said to the subject.
    pub reasons: String,
}

/// What a law orders to keep after a demand to destroy it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The purpose.
    pub purpose: PurposeId,
    /// Its clause.
    pub clause: String,
    /// Which law.
    pub law: String,
    /// The term, such as `employment-ended + law: employment-records`; empty while nothing started one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub term: String,
    /// Until when, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Whether `until` is exact, or a bound before which nothing is destroyed.
    pub exact: bool,
}

/// What one system did for a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SystemResult {
    /// The system's name.
    pub system: String,
    /// Done, refused, or failed.
    pub state: SystemState,
    /// The code of a refusal or fault.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// When.
    pub at: Timestamp,
    /// How often it was tried.
    pub tries: u32,
}

/// How one system ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemState {
    /// It did what was asked.
    Done,
    /// It may not, by a clause.
    Refused,
    /// It could not, and will be tried again.
    Failed,
}

/// A request decided.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The act.
    pub done: Done,
    /// The person.
    pub subject: SubjectId,
    /// What is asked for.
    pub kind: RequestKind,
    /// Where the answer goes.
    pub contact: String,
    /// The answer.
    pub answer: Answer,
    /// The destruction, where something was destroyed.
    pub swept: Option<Swept>,
}

/// What an effect did, before the decision is written.
#[derive(Default)]
struct Effect {
    refused: Option<(String, String)>,
    kept: Vec<Kept>,
    goes_on: Vec<crate::GoesOn>,
    run: Option<Run>,
    destroyed: u64,
    persons: u64,
}

impl Office {
    /// Decides a request and does what it asks for. What the policy refuses is part of the decision: the request is then
    /// refused, or granted in part, with the clause.
    ///
    /// # Errors
    /// Refused: who asks is not known surely enough, or the request is decided already.
    pub fn decide_request(&self, actor: &StaffId, request: PaperId, decision: Decision) -> Result<Decided> {
        let who = self.holder(request)?;
        let about = About::from(who);
        let (now, actor) = (self.clock.now(), actor.clone());
        let run = self.new_run_id();
        let values = match &decision {
            Decision::Grant(grant) if !grant.values.is_empty() => Some(self.values(&grant.values)?),
            _ => None,
        };
        let (mut decided, run) = self.in_writer(about, move |unit| {
            let decided = |outcome| Act {
                actor: actor.clone(),
                at: None,
                deed: Deed::DecideRequest { request, outcome },
            };
            // Whether it may be decided at all comes before anything is done.
            let act = decided(match decision {
                Decision::Grant(_) => RequestOutcome::Granted,
                Decision::Refuse { .. } => RequestOutcome::Refused,
            });
            let state = load_for(unit, about, &act.deed)?;
            let mut words = words::of(unit, &state, request)?;
            permitted(unit, &state, &act, now)?;
            let (_, known) = request_of(&state, request)?;
            let kind = known.kind;
            let (effect, reasons, unfounded) = match decision {
                Decision::Refuse { reasons } => (Effect::default(), reasons, false),
                Decision::Grant(grant) => {
                    let run = Run::new(run, kernel::ActKind::Erase, actor.clone(), now);
                    let (reasons, unfounded) = (grant.reasons.clone(), grant.unfounded);
                    let effect = effect(unit, &state, &actor, request, grant, values, run, now)?;
                    (effect, reasons, unfounded && kind == RequestKind::Block)
                }
            };
            let outcome = match (act.deed.clone(), &effect) {
                (Deed::DecideRequest { outcome: RequestOutcome::Refused, .. }, _) => RequestOutcome::Refused,
                (_, effect) if effect.refused.is_some() => RequestOutcome::Refused,
                (_, effect) if !effect.kept.is_empty() => RequestOutcome::Partly,
                _ => RequestOutcome::Granted,
            };
            let about = About::from(who);
            let state = load_for(unit, about, &act.deed)?; // as the effect left it
            let permit = match permitted(unit, &state, &decided(outcome), now) {
                // The effect took away what the decision rests on: nothing of it is kept.
                Err(OfficeError::Refused(_)) => return Err(overtaken()),
                other => other?,
            };
            let system = SystemResult {
                system: VAULT.to_owned(),
                state: if effect.refused.is_some() { SystemState::Refused } else { SystemState::Done },
                code: effect.refused.as_ref().map(|(code, _)| code.clone()),
                at: now,
                tries: 1,
            };
            let answer = Answer {
                outcome,
                clause: permit.clause.clone(),
                reasons: reasons.clone(),
                refused: effect.refused.into_iter().collect(),
                unfounded,
                kept: effect.kept,
                goes_on: effect.goes_on,
                systems: vec![system],
                act: effect.run.as_ref().map(|run| run.run),
            };
            let what = outcome.word().to_owned();
            words.history.push(Note { at: now, by: actor.clone(), what, note: reasons });
            words.answer = Some(answer.clone());
            let payload = Payload { words: Some(words.to_bytes()), ..Payload::default() };
            let (done, _) = done(unit, permit, None, payload)?;
            let swept = effect.run.as_ref().map(|run| Swept {
                run: run.run,
                destroyed: effect.destroyed,
                persons: effect.persons,
                kept: 0,
                signed: false,
                act: None,
            });
            let contact = words.contact.clone();
            Ok((Decided { done, subject: who, kind, contact, answer, swept }, effect.run))
        })?;
        if let Some(run) = run {
            let id = run.run;
            let signed = self.finish(run)?.is_some();
            if let Some(swept) = &mut decided.swept {
                swept.signed = signed;
                swept.act = signed.then(|| self.layout.acts().join(format!("{id}.json")));
            }
        }
        Ok(decided)
    }
}

/// Does what a request asks for.
#[allow(clippy::too_many_arguments)] // one step of the function above
fn effect(
    unit: &mut Unit<'_, Desk>,
    state: &State,
    actor: &StaffId,
    request: PaperId,
    grant: Grant,
    values: Option<Values>,
    mut run: Run,
    now: Timestamp,
) -> Result<Effect> {
    let (_, known) = request_of(state, request)?;
    let world = unit.context().world.clone();
    let target = known.engagement.and_then(|id| {
        let e = state.engagements.iter().find(|e| e.id == id)?;
        let (purpose, _) = world.editions.get(&e.edition)?.row(e.row)?;
        Some(Target { purpose: purpose.id.clone(), engagement: Some(id) })
    });
    let mut out = Effect::default();
    match known.kind {
        // The answer is the information; an objection and a complaint are decided by a person.
        RequestKind::Information | RequestKind::Object | RequestKind::Complaint => {}
        RequestKind::Rectify => {
            let target = target.ok_or_else(|| OfficeError::input("rectify-purpose", &[]))?;
            let items = grant.values.iter().map(|(item, _)| item.clone()).collect();
            let deed = Deed::Rectify { target, items };
            out.refused =
                perform(unit, state.subject.as_ref().map(|s| s.id), actor, deed, values, now)?.err();
        }
        RequestKind::Block if grant.unfounded => {
            let deed = Deed::Unblock { outcome: Outcome::Unfounded };
            out.refused = perform(unit, state.subject.as_ref().map(|s| s.id), actor, deed, None, now)?.err();
        }
        RequestKind::Block => {
            if state.subject.as_ref().is_some_and(|subject| subject.block.is_none())
                && !state.engagements.is_empty()
            {
                let who = state.subject.as_ref().map(|s| s.id);
                out.refused = perform(unit, who, actor, Deed::Block, None, now)?.err();
            }
        }
        RequestKind::Withdraw => {
            let meant: Vec<&Engagement> = (state.engagements.iter())
                .filter(|e| e.consent.is_some() && known.engagement.is_none_or(|id| id == e.id))
                .collect();
            let parts = if known.parts.is_empty() {
                kernel::Part::ALL.into_iter().collect::<Parts>()
            } else {
                known.parts
            };
            let mut taken = 0;
            for e in &meant {
                let Some((purpose, _)) = world.editions.get(&e.edition).and_then(|one| one.row(e.row)) else {
                    continue;
                };
                let target = Target { purpose: purpose.id.clone(), engagement: Some(e.id) };
                let deed = Deed::WithdrawConsent { target, parts };
                match perform(unit, state.subject.as_ref().map(|s| s.id), actor, deed, None, now)? {
                    Ok(()) => taken += 1,
                    Err(refused) => out.refused = Some(refused),
                }
            }
            if taken > 0 {
                out.refused = None;
            } else if meant.is_empty() {
                out.refused = Some((kernel::RefusalCode::NothingToWithdraw.word().to_owned(), String::new()));
            }
            let ids: Vec<_> = meant.iter().map(|e| e.id).collect();
            let rest: Vec<Engagement> =
                state.engagements.iter().filter(|e| !ids.contains(&e.id)).cloned().collect();
            out.goes_on = goes_on(&world, &rest, None, now);
        }
        RequestKind::Erase => {
            let deed = Deed::Erase { target, reason: EraseReason::Demand };
            let about = About::from(subject_of(state)?.id);
            let act = Act { actor: actor.clone(), at: None, deed };
            let before = load_for(unit, about, &act.deed)?;
            match permitted(unit, &before, &act, now) {
                Ok(mut permit) => {
                    permit.changes.entry.run = Some(run.run);
                    let (_, performed) = done(unit, permit, None, Payload::default())?;
                    let word = EraseReason::Demand.word();
                    let lines: Vec<_> =
                        performed.destroyed.into_iter().map(|line| line.because(word)).collect();
                    run.add(unit, &lines)?;
                    out.destroyed = lines.iter().filter(|line| line.row.is_some()).count() as u64;
                    out.persons = lines.iter().filter(|line| line.is_person()).count() as u64;
                    out.run = Some(run);
                }
                Err(OfficeError::Refused(refusal)) => {
                    out.refused = Some((refusal.code.word().to_owned(), refusal.clause.clone()));
                }
                Err(why) => return Err(why),
            }
            let after = unit.state(about.subject.unwrap_or(subject_of(state)?.id))?;
            out.kept = after.engagements.iter().filter_map(|e| kept(&world, e)).collect();
        }
    }
    Ok(out)
}

/// Performs one act on a person within the job; a refusal is a result.
fn perform(
    unit: &mut Unit<'_, Desk>,
    who: Option<SubjectId>,
    actor: &StaffId,
    deed: Deed,
    values: Option<Values>,
    now: Timestamp,
) -> Result<std::result::Result<(), (String, String)>> {
    let about = About { subject: who, other: None };
    let act = Act { actor: actor.clone(), at: None, deed };
    let state = load_for(unit, about, &act.deed)?;
    match permitted(unit, &state, &act, now) {
        Ok(permit) => {
            done(unit, permit, values, Payload::default())?;
            Ok(Ok(()))
        }
        Err(OfficeError::Refused(refusal)) => {
            Ok(Err((refusal.code.word().to_owned(), refusal.clause.clone())))
        }
        Err(why) => Err(why),
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
        term: e.due.map(|due| term_of(list, due)).unwrap_or_default(),
        until: e.due.map(|due| due.at),
        exact: e.due.is_none_or(|due| due.exact),
    })
}
