//! The register: which data, about whom, why, on what ground, until when. One row for each list.

mod format;
mod table;
mod words;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    CategoryId, Due, Edition, Ending, Ground, ItemId, Lang, Purpose, PurposeId,
    load::{Jurisdiction, LawFact},
};
pub use format::Format;
pub(crate) use words::Words;

/// One row, with ids for programs and names for people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RegisterRow {
    /// The purpose's number.
    pub no: u16,
    /// The purpose.
    pub purpose: PurposeId,
    /// The clause that states it.
    pub clause: String,
    /// The category; several where they share the list.
    pub category: OneOrMany,
    /// The items that may be held, and no others.
    pub items: Vec<ItemId>,
    /// `consent`, `law: ` and its citation, or a ground's id and its reference; then ` + ` and the condition for
    /// special categories.
    pub ground: String,
    /// The terms in the words of the pack, such as `refused: 30 days`.
    pub terms: Vec<String>,
    /// The row in one language.
    #[serde(skip)]
    pub names: RowNames,
}

/// A row as people read it.
#[derive(Debug, Clone, PartialEq)]
pub struct RowNames {
    /// The purpose.
    pub purpose: String,
    /// The categories.
    pub categories: Vec<String>,
    /// The items.
    pub items: Vec<String>,
    /// The ground.
    pub ground: String,
    /// The terms that this row does not share with every other.
    pub terms: Vec<String>,
    /// The terms that every row has.
    pub everywhere: Vec<String>,
}

/// An id, or several where they share a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// The only one.
    One(CategoryId),
    /// Several.
    Many(Vec<CategoryId>),
}

/// The register of an edition, its names in one language. A term that a law sets is said by its name only.
pub fn register(edition: &Edition, lang: Lang) -> Vec<RegisterRow> {
    rows(edition, lang, &Jurisdiction::default())
}

/// The register of an edition, with the terms that the laws of its jurisdiction set, and their citations.
pub fn register_under(edition: &Edition, lang: Lang, jurisdiction: &Jurisdiction) -> Vec<RegisterRow> {
    rows(edition, lang, jurisdiction)
}

fn rows(edition: &Edition, lang: Lang, jurisdiction: &Jurisdiction) -> Vec<RegisterRow> {
    let laws = &jurisdiction.laws;
    let words = Words::new(edition.pack(), lang, jurisdiction);
    let shared = shared(edition);
    edition
        .rows()
        .map(|(_, purpose, list)| {
            let own = list.ends.iter().filter(|end| !shared.contains(end));
            RegisterRow {
                no: purpose.no,
                purpose: purpose.id.clone(),
                clause: purpose.clause.clone(),
                category: match list.categories.as_slice() {
                    [one] => OneOrMany::One(one.clone()),
                    several => OneOrMany::Many(several.to_vec()),
                },
                items: list.items.clone(),
                ground: ground(purpose),
                terms: list.ends.iter().map(|end| term(end, laws)).collect(),
                names: RowNames {
                    purpose: purpose.name.get(lang).to_owned(),
                    categories: list.categories.iter().map(|id| words.category(id)).collect(),
                    items: list.items.iter().map(|id| words.item(id)).collect(),
                    ground: words.ground(purpose),
                    terms: own.map(|end| words.term(end, list)).collect(),
                    everywhere: shared.iter().map(|end| words.term(end, list)).collect(),
                },
            }
        })
        .collect()
}

/// A ground in ids, the same in every language.
fn ground(purpose: &Purpose) -> String {
    let ground = match &purpose.ground {
        Ground::Consent(_) => "consent".to_owned(),
        Ground::Law(reference) => format!("law: {reference}"),
        Ground::Other { id, reference } => format!("{id}: {reference}"),
    };
    purpose.special.as_ref().map_or(ground.clone(), |special| format!("{ground} + {special}"))
}

/// The endings that stand in every row: said once, they leave each row its own.
fn shared(edition: &Edition) -> Vec<Ending> {
    let mut rows = edition.rows().map(|(_, _, list)| list);
    let (Some(first), true) = (rows.next(), edition.row_count() > 1) else { return Vec::new() };
    let rest: Vec<_> = rows.collect();
    first.ends.iter().filter(|end| rest.iter().all(|list| list.ends.contains(end))).cloned().collect()
}

/// A term in the pack's own words, the same in every language.
fn term(end: &Ending, laws: &BTreeMap<String, LawFact>) -> String {
    let due = match &end.due {
        Due::Deadline(name) if name == "destruction" => "at once".to_owned(),
        Due::Deadline(name) => format!("by the deadline {name}"),
        Due::After(span) => span.to_string(),
        Due::Law(name) => match laws.get(name) {
            Some(LawFact { span, citation: Some(law) }) => format!("{span} by the law on {name} ({law})"),
            Some(LawFact { span, citation: None }) => format!("{span} by the law on {name}"),
            None => format!("by the law on {name}"),
        },
        Due::Until(event) => format!("until {event}"),
    };
    let when = end.when.as_ref().map(|option| format!(" ({option})")).unwrap_or_default();
    let phase = if end.until_due == crate::UntilDue::Use { ", in use" } else { "" };
    let opens = end.opens.as_ref().map(|opens| format!(", opens {}", opens.purpose)).unwrap_or_default();
    format!("{}{when}: {due}{phase}{opens}", end.on)
}
