//! The answer to a request for information (clause 3.4.1.2): everything held on the person, with values only where it is
//! known surely enough who asks.

use kernel::{Actor, PaperId, RequestOutcome, State, World};
use policy::{IdentityLevel, RequestKind};
use serde::Serialize;
use serde_json::{Value, json};

use super::{RequestView, request_of};
use crate::{
    Dossier, Office,
    error::{OfficeError, Result},
    export::Looking,
};

/// The answer to a request for information. Its JSON is described by `docs/schemas/information.schema.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Information {
    /// The request that it answers.
    pub request: PaperId,
    /// Whether values leave with it.
    pub values: bool,
    /// How surely it is known who asks.
    pub identity: &'static str,
    /// What the policy asks for before a value leaves.
    pub identity_for_values: &'static str,
    /// Who answers.
    pub operator: Operator,
    /// The edition in force.
    pub policy: Policy,
    /// What is held.
    #[serde(flatten)]
    pub dossier: Dossier,
}

/// Who answers.
#[derive(Debug, Clone, Serialize)]
pub struct Operator {
    /// Its name.
    pub name: policy::Text,
    /// Its number in the register.
    pub number: String,
    /// Where it publishes its policy.
    pub address: String,
    /// Where its responsible person is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// The edition in force.
#[derive(Debug, Clone, Serialize)]
pub struct Policy {
    /// Its name.
    pub edition: String,
    /// SHA-256 of its canonical form, in hex.
    pub sha256: String,
}

/// The answer to a decided request.
#[derive(Debug, Clone)]
pub enum Reply {
    /// To a request for information that was granted: everything held.
    Information(Box<Information>),
    /// To any other: what was decided, and what follows from it.
    Decision(Box<RequestView>),
}

impl Reply {
    /// For programs.
    pub fn json(&self) -> Value {
        match self {
            Reply::Information(information) => json!(information),
            Reply::Decision(view) => json!({
                "request": view.request,
                "subject": view.subject,
                "kind": view.state.kind,
                "received": view.state.received,
                "decided": view.state.decided,
                "contact": view.words.contact,
                "represented_by": view.words.represented_by,
                "text": view.words.text,
                "answer": view.words.answer,
                "to_tell": view.to_tell.iter().map(|one| {
                    json!({ "recipient": one.recipient, "due": one.duty.due, "done": one.duty.done })
                }).collect::<Vec<_>>(),
                "to_remove": view.to_remove,
            }),
        }
    }
}

impl Office {
    /// The answer to a decided request, put together anew with each call; each is logged.
    ///
    /// # Errors
    /// Refused, or the request is not decided.
    pub fn reply(&self, actor: &Actor, request: PaperId) -> Result<Reply> {
        let view = self.request(actor, request)?;
        let Some(outcome) = view.state.outcome else {
            return Err(OfficeError::input("request-undecided", &[("request", &request)]));
        };
        if view.state.kind == RequestKind::Information && outcome != RequestOutcome::Refused {
            return Ok(Reply::Information(Box::new(self.information(actor, request)?)));
        }
        Ok(Reply::Decision(Box::new(view)))
    }

    /// The answer to a granted request for information. Values leave only where it is known surely enough who asks; the
    /// answer is put together anew with each call, and each is logged.
    ///
    /// # Errors
    /// Refused, or the request is none for information that was granted.
    pub fn information(&self, actor: &Actor, request: PaperId) -> Result<Information> {
        let who = self.holder(request)?;
        let (dossier, levels) = self.dossier(actor, who, Looking::Answer(request))?;
        let levels = levels.ok_or_else(|| OfficeError::damaged("an answer to no request"))?;
        let world = self.world();
        let edition = world.edition().ok_or_else(|| OfficeError::damaged("no edition is in force"))?;
        let pack = edition.pack();
        Ok(Information {
            request,
            values: levels.values(),
            identity: levels.known.word(),
            identity_for_values: levels.asked.word(),
            operator: Operator {
                name: pack.operator.name.clone(),
                number: pack.operator.number.clone(),
                address: pack.operator.address.clone(),
                contact: pack.responsible.as_ref().map(|one| one.email.clone()),
            },
            policy: Policy { edition: pack.edition.clone(), sha256: crate::keys::hex(edition.hash()) },
            dossier,
        })
    }
}

/// How surely it is known who asks, and how surely the policy wants to know before a value leaves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Levels {
    known: IdentityLevel,
    asked: IdentityLevel,
}

impl Levels {
    /// Of a granted request for information.
    pub(crate) fn of(world: &World, state: &State, request: PaperId) -> Result<Levels> {
        let (_, known) = request_of(state, request)?;
        let granted = matches!(known.outcome, Some(RequestOutcome::Granted | RequestOutcome::Partly));
        if known.kind != RequestKind::Information || !granted {
            return Err(OfficeError::input("no-information", &[("request", &request)]));
        }
        let rules = world.editions.get(&known.edition).map(|edition| edition.pack().requests.as_slice());
        let rule = rules.unwrap_or_default().iter().find(|rule| rule.kind == known.kind);
        // What no rule says is not given out.
        let asked = rule.map_or(IdentityLevel::SignedDocument, |rule| rule.values);
        Ok(Levels { known: known.identity, asked })
    }

    /// Of somebody who looks for themself, let in by a code sent to an address held of them.
    pub(crate) fn of_a_visit(world: &World) -> Levels {
        let rules = world.edition().map(|edition| edition.pack().requests.as_slice());
        let mut rules = rules.unwrap_or_default().iter();
        let rule = rules.find(|rule| rule.kind == RequestKind::Information);
        let asked = rule.map_or(IdentityLevel::SignedDocument, |rule| rule.values);
        Levels { known: IdentityLevel::OneTimeCode, asked }
    }

    /// Whether values leave.
    pub(crate) fn values(self) -> bool {
        self.known >= self.asked
    }
}
