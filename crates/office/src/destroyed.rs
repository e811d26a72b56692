//! What an act of destruction says of each thing destroyed: its row and reason, never whose it was.

use jiff::Timestamp;
use kernel::{DueAt, Engagement, OWN_TERM};
use policy::{Due, Ending, List, Purpose, well_known};
use serde::{Deserialize, Serialize};

/// One thing destroyed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destroyed {
    /// What it was: the register's clause, purpose and category; none for a person of whom nothing is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<DestroyedRow>,
    /// For a paper beside a person's items: what it was, such as `request`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    /// The key slot that was overwritten with zeros.
    pub slot: u64,
    /// The log entries whose subject part went with it.
    pub entries: Vec<u64>,
}

/// Which row of the register, and why it was due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DestroyedRow {
    /// The clause.
    pub clause: String,
    /// The purpose.
    pub purpose: String,
    /// The category.
    pub category: String,
    /// The edition's number that it was collected under.
    pub edition: u32,
    /// The term that ended, or why it went before.
    pub term: String,
    /// Since when it was due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
}

impl Destroyed {
    pub(crate) fn engagement((purpose, list): (&Purpose, &List), e: &Engagement, entries: Vec<u64>) -> Self {
        let category = list.categories.get(usize::from(e.category));
        let row = DestroyedRow {
            clause: purpose.clause.clone(),
            purpose: purpose.id.to_string(),
            category: category.map(ToString::to_string).unwrap_or_default(),
            edition: e.edition,
            term: e.due.map(|due| term_of(list, due)).unwrap_or_default(),
            due: e.due.map(|due| due.at),
        };
        Self { row: Some(row), paper: None, slot: e.slot, entries }
    }

    pub(crate) fn person(slot: u64, entries: Vec<u64>) -> Self {
        Self { row: None, paper: None, slot, entries }
    }

    pub(crate) fn paper(kind: &str, slot: u64) -> Self {
        Self { row: None, paper: Some(kind.to_owned()), slot, entries: Vec::new() }
    }

    /// Whether it was a person of whom nothing is left.
    pub fn is_person(&self) -> bool {
        self.row.is_none() && self.paper.is_none()
    }

    /// Why it went, where that is not its term.
    pub(crate) fn because(mut self, reason: &str) -> Self {
        if let Some(row) = &mut self.row {
            row.term = reason.to_owned();
            row.due = None;
        }
        self
    }
}

/// A rule in a few words, such as `refused + 30 days`.
pub fn term(ending: &Ending) -> String {
    match &ending.due {
        Due::Deadline(name) => format!("{}, {name}", ending.on),
        Due::After(span) => format!("{} + {span}", ending.on),
        Due::Law(name) => format!("{} + law: {name}", ending.on),
        Due::Until(event) => format!("{}, then {event}", ending.on),
    }
}

/// The terms that keep a row's data while none has begun: those that a law sets; else, by the choice made, those of the
/// relation itself, not what ends every row alike.
pub(crate) fn open_terms(list: &List, chosen: Option<u8>) -> String {
    let alike = [well_known::CONSENT_WITHDRAWN, well_known::COURT_DECISION, well_known::ENDED_BY_LAW];
    let option =
        list.choice.as_ref().zip(chosen).and_then(|(choice, at)| choice.options.get(usize::from(at)));
    let meant =
        |ending: &&Ending| ending.when.as_ref().is_none_or(|when| option.is_some_and(|o| o.id == *when));
    let own = list.ends.iter().filter(meant).filter(|ending| !alike.contains(&ending.on.as_str()));
    let (by_law, others): (Vec<_>, Vec<_>) = own.partition(|ending| matches!(ending.due, Due::Law(_)));
    let ends = if by_law.is_empty() { others } else { by_law };
    ends.into_iter().map(term).collect::<Vec<_>>().join("; ")
}

/// The term that gave a due day: one of the row's, or the consent's own.
pub(crate) fn term_of(list: &List, due: DueAt) -> String {
    match list.ends.get(usize::from(due.ending)) {
        Some(ending) => term(ending),
        None if due.ending == OWN_TERM => "consent's own term".to_owned(),
        None => String::new(),
    }
}
