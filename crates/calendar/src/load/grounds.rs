//! Grounds, and conditions for special categories.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::raw::{RawGround, RawProfile};
use super::terms::is_name;
use crate::{Condition, Ground, Names};

/// The words of the grounds that every policy knows, whatever its profile.
const TAKEN: [&str; 2] = ["consent", "law"];

pub(super) fn grounds(raw: &RawProfile, found: &mut Findings<'_>) -> Vec<Ground> {
    let mut seen = BTreeSet::new();
    let mut grounds = Vec::new();
    for row in &raw.ground {
        let place = check(row, "ground", &mut seen, found);
        if TAKEN.contains(&row.id.get_ref().as_str()) {
            let what = "every policy knows this ground already";
            found.fault(row.id.span().start, &place, what, "give it another id, or take it out");
        }
        let Some(objection) = row.objection else {
            let what = "it doesn't say whether the person may object";
            found.fault(row.id.span().start, &place, what, "write `objection = true` or `objection = false`");
            continue;
        };
        grounds.push(Ground {
            id: row.id.get_ref().clone(),
            names: row.names.clone(),
            citation: row.citation.clone(),
            demand: row.demand,
            objection,
            effective_from: row.effective_from.0,
            confidence: row.confidence,
        });
    }
    grounds
}

pub(super) fn conditions(raw: &RawProfile, found: &mut Findings<'_>) -> Vec<Condition> {
    let mut seen = BTreeSet::new();
    let mut conditions = Vec::new();
    for row in &raw.condition {
        let place = check(row, "condition", &mut seen, found);
        if row.objection.is_some() {
            let what = "a condition is nothing to object to";
            found.fault(row.id.span().start, &place, what, "take `objection` out: it belongs to grounds");
        }
        conditions.push(Condition {
            id: row.id.get_ref().clone(),
            names: row.names.clone(),
            citation: row.citation.clone(),
            demand: row.demand,
            effective_from: row.effective_from.0,
            confidence: row.confidence,
        });
    }
    conditions
}

/// What both have in common; the answer is the place to name in further faults.
fn check<'r>(
    row: &'r RawGround,
    table: &str,
    seen: &mut BTreeSet<&'r str>,
    found: &mut Findings<'_>,
) -> String {
    let at = row.id.span().start;
    let id = row.id.get_ref().as_str();
    let place = format!("{table} `{id}`");
    if !is_name(id) {
        found.fault(at, &place, "that is no id", "write small Latin letters, digits and hyphens");
    }
    if !seen.insert(id) {
        found.fault(at, &place, "the id is taken", format!("give each {table} an id of its own"));
    }
    let Names { kk, ru, en } = &row.names;
    if [kk, ru, en].iter().any(|name| name.trim().is_empty()) {
        found.fault(at, &place, "a name is empty", "write `kk`, `ru` and `en`");
    }
    if row.citation.trim().is_empty() {
        found.fault(at, &place, "`citation` is empty", "name the act and the article it comes from");
    } else {
        found.rule(at, place.clone(), row.effective_from.0, &row.citation, row.confidence);
    }
    place
}
