//! Deciding a request. What it asks for is done by an act of its own, with its own gates, in the same transaction; each
//! system tells what it did, and one that fails hides nothing of the others.

use jiff::Timestamp;
use kernel::{Act, Actor, Deed, PaperId, RequestOutcome, SubjectId};
use policy::{ItemId, PurposeId, RequestKind};
use serde::{Deserialize, Serialize};

use super::{
    Answer, Note,
    effect::{Effect, Granted, effect},
    request_of, words,
};
use crate::{
    Done, Office, Swept,
    acts::{About, done, load_for, overtaken, permitted},
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
    /// For a rectification that was asked about no purpose: under which; wherever the items are held where it is not given.
    pub purpose: Option<PurposeId>,
    /// For a rectification: the new values.
    pub values: Vec<(ItemId, String)>,
    /// For a block: whether the breach was not confirmed, so that the block ends.
    pub unfounded: bool,
    /// For a block and a demand to destroy: whether data was collected or processed against the law. It is then destroyed,
    /// whatever would keep it, and a block ends with that.
    pub unlawful: bool,
    /// Said to the subject.
    pub reasons: String,
}

impl Grant {
    /// The items that get new values.
    pub(super) fn items(&self) -> Vec<ItemId> {
        self.values.iter().map(|(item, _)| item.clone()).collect()
    }
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
    /// The term, such as `employment-ended + law: employment-records`; while none has begun, all that may, with `; ` between.
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

/// A request decided. `Debug` leaves out where the answer goes.
#[derive(Clone)]
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

impl std::fmt::Debug for Decided {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decided")
            .field("done", &self.done)
            .field("subject", &self.subject)
            .field("kind", &self.kind)
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

impl Office {
    /// Decides a request and does what it asks for. What the policy refuses is part of the decision: the request is then
    /// refused, or granted in part, with the clause.
    ///
    /// # Errors
    /// Refused: who asks is not known surely enough, or the request is decided already.
    pub fn decide_request(&self, actor: &Actor, request: PaperId, decision: Decision) -> Result<Decided> {
        let who = self.holder(request)?;
        let about = About::from(who);
        let (now, actor) = (self.clock.now(), actor.clone());
        let run = self.new_run_id();
        let values = match &decision {
            Decision::Grant(grant) if !grant.values.is_empty() => Some(self.values(&grant.values)?),
            _ => None,
        };
        let (mut decided, run) = self.in_writer(about, move |unit| {
            let decided = |outcome, done| Act {
                actor: actor.clone(),
                at: None,
                deed: Deed::DecideRequest { request, outcome, done },
            };
            // Whether it may be decided at all comes before anything is done.
            let asked = match decision {
                Decision::Grant(_) => RequestOutcome::Granted,
                Decision::Refuse { .. } => RequestOutcome::Refused,
            };
            let act = decided(asked, false);
            let state = load_for(unit, about, &act.deed)?;
            let mut words = words::of(unit, &state, request)?;
            permitted(unit, &state, &act, now)?;
            let (_, known) = request_of(&state, request)?;
            let kind = known.kind;
            let (effect, reasons, unfounded) = match decision {
                Decision::Refuse { reasons } => (Effect::default(), reasons, false),
                Decision::Grant(grant) => {
                    let run = Run::new(run, kernel::ActKind::Erase, actor.by(), now);
                    let (reasons, unfounded) = (grant.reasons.clone(), grant.unfounded);
                    let asked = words.target();
                    let granted = Granted { state: &state, actor: &actor, request, asked, grant, now };
                    let effect = effect(unit, granted, values, run)?;
                    (effect, reasons, unfounded && kind == RequestKind::Block)
                }
            };
            let outcome = match (act.deed.clone(), &effect) {
                (Deed::DecideRequest { outcome: RequestOutcome::Refused, .. }, _) => RequestOutcome::Refused,
                (_, effect) if !effect.refused.is_empty() && !effect.partly => RequestOutcome::Refused,
                (_, effect) if !effect.refused.is_empty() || !effect.kept.is_empty() => {
                    RequestOutcome::Partly
                }
                _ => RequestOutcome::Granted,
            };
            let about = About::from(who);
            let state = load_for(unit, about, &act.deed)?; // as the effect left it
            let permit = match permitted(unit, &state, &decided(outcome, true), now) {
                // The effect took away what the decision rests on: nothing of it is kept.
                Err(OfficeError::Refused(_)) => return Err(overtaken()),
                other => other?,
            };
            let system = SystemResult {
                system: VAULT.to_owned(),
                state: match effect.refused.is_empty() || effect.partly {
                    true => SystemState::Done,
                    false => SystemState::Refused,
                },
                code: effect.refused.first().map(|(code, _)| code.clone()),
                at: now,
                tries: 1,
            };
            let answer = Answer {
                outcome,
                clause: permit.clause.clone(),
                reasons: reasons.clone(),
                refused: effect.refused,
                unfounded,
                kept: effect.kept,
                goes_on: effect.goes_on,
                systems: vec![system],
                act: effect.run.as_ref().map(|run| run.run),
            };
            let what = outcome.word().to_owned();
            words.history.push(Note { at: now, by: actor.by(), what, note: reasons });
            words.answer = Some(answer.clone());
            let payload = Payload { words: Some(words.to_bytes()), ..Payload::default() };
            let (done, _) = done(unit, permit, None, payload)?;
            let swept = effect.run.as_ref().map(|run| Swept {
                run: run.run,
                destroyed: effect.destroyed,
                persons: effect.persons,
                kept: 0,
                waiting: 0,
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
