//! What is said in a request and about it: sealed, never printed by `Debug`.

use jiff::Timestamp;
use kernel::{Actor, By, EngagementId, PaperId, RequestOutcome, State, Target};
use policy::PurposeId;
use serde::{Deserialize, Serialize};
use store::Unit;
use vault::Zeroizing;

use super::{Kept, RequestForm, SystemResult, request_of};
use crate::{
    consents::GoesOn,
    desk::Desk,
    error::{OfficeError, Result},
    papers,
};

/// Everything said in a request and about it.
#[derive(Clone, Serialize, Deserialize)]
pub struct RequestWords {
    /// Where the answer goes.
    pub contact: String,
    /// What it says.
    pub text: String,
    /// The purpose that it is about, whether anything is held under it or not; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// The engagement, where one was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<EngagementId>,
    /// Who speaks for the subject: name and document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub represented_by: String,
    /// What was done with it, oldest first.
    pub history: Vec<Note>,
    /// The decision, once there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

impl std::fmt::Debug for RequestWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RequestWords({} notes)", self.history.len())
    }
}

/// One line of a request's history.
#[derive(Clone, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: By,
    /// What was done.
    pub what: String,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Note {
    /// A line that says no more than what was done.
    pub(crate) fn of(at: Timestamp, by: &Actor, what: &str) -> Self {
        Self { at, by: by.by(), what: what.to_owned(), note: String::new() }
    }
}

impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Note").field("at", &self.at).field("what", &self.what).finish_non_exhaustive()
    }
}

/// How a request was decided, for the answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Granted, in part, or refused.
    pub outcome: RequestOutcome,
    /// The clause.
    pub clause: String,
    /// Why, where it was not granted as asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reasons: String,
    /// The clauses that refuse, with the program's codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<(String, String)>,
    /// For a block: whether no breach was found, so that it ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfounded: bool,
    /// What a law orders to keep, which law, until when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// What goes on, and on which ground.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goes_on: Vec<GoesOn>,
    /// What each system did.
    pub systems: Vec<SystemResult>,
    /// The act of destruction, where something was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<kernel::RunId>,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}

impl RequestWords {
    pub(super) fn new(form: &RequestForm, actor: &Actor, now: Timestamp) -> Self {
        let first = Note::of(now, actor, "received");
        Self {
            contact: form.contact.trim().to_owned(),
            text: form.text.clone(),
            purpose: form.target.as_ref().map(|target| target.purpose.clone()),
            engagement: form.target.as_ref().and_then(|target| target.engagement),
            represented_by: form.represented_by.trim().to_owned(),
            history: vec![first],
            answer: None,
        }
    }

    /// What it is about; none: everything.
    pub(super) fn target(&self) -> Option<Target> {
        Some(Target { purpose: self.purpose.clone()?, engagement: self.engagement })
    }

    /// Leaves out what anyone said.
    pub(crate) fn hide(&mut self) {
        let reasons = self.answer.as_mut().map(|answer| &mut answer.reasons);
        for text in [&mut self.contact, &mut self.text, &mut self.represented_by].into_iter().chain(reasons) {
            drop(Zeroizing::new(std::mem::take(text)));
        }
        self.history.iter_mut().for_each(|note| drop(Zeroizing::new(std::mem::take(&mut note.note))));
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(serde_json::to_vec(self).unwrap_or_default()) // texts, moments and lists always serialise
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// A request's words, inside the writer.
pub(crate) fn of(unit: &mut Unit<'_, Desk>, state: &State, id: PaperId) -> Result<RequestWords> {
    let (paper, _) = request_of(state, id)?;
    let words = papers::words(unit, state, paper)?;
    let words = words.and_then(|words| RequestWords::from_bytes(&words));
    words.ok_or_else(|| OfficeError::damaged(format!("the words of request {id} do not read")))
}

/// A request's words with one line more in its history, for what is done beside it.
pub(crate) fn noted(
    unit: &mut Unit<'_, Desk>,
    state: &State,
    id: PaperId,
    line: Note,
) -> Result<Option<(PaperId, Zeroizing<Vec<u8>>)>> {
    let mut words = of(unit, state, id)?;
    words.history.push(line);
    Ok(Some((id, words.to_bytes())))
}
