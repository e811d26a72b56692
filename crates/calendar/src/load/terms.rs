//! Deadlines and terms of keeping.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::findings::Findings;
use super::raw::{RawDeadline, RawProfile};
use crate::reckon::Counting;
use crate::{Amount, Deadline, FirstDay, LawTerm};

/// Whether a text can name a rule: small Latin letters, digits and hyphens.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

pub(super) fn deadlines(raw: &RawProfile, default: Counting, found: &mut Findings<'_>) -> Vec<Deadline> {
    let mut deadlines: Vec<Deadline> = Vec::new();
    let mut versions = BTreeSet::new();
    for row in &raw.deadline {
        let at = row.name.span().start;
        let deadline = deadline(row, default);
        let place = format!("deadline `{}`", deadline.name);
        found.rule(at, place.clone(), deadline.effective_from, &deadline.source, deadline.confidence);
        version(at, &place, &deadline.name, deadline.effective_from, &mut versions, found);
        check(at, &place, &deadline, found);
        deadlines.push(deadline);
    }
    deadlines.sort_by(|a, b| (&a.name, a.effective_from).cmp(&(&b.name, b.effective_from)));
    deadlines
}

pub(super) fn law_terms(raw: &RawProfile, found: &mut Findings<'_>) -> Vec<LawTerm> {
    let mut terms: Vec<LawTerm> = Vec::new();
    let mut versions = BTreeSet::new();
    for row in &raw.law_term {
        let at = row.name.span().start;
        let term = LawTerm {
            name: row.name.get_ref().clone(),
            amount: row.amount,
            citation: row.citation.clone(),
            effective_from: row.effective_from.0,
            confidence: row.confidence,
            note: row.note.clone(),
        };
        let place = format!("law-term `{}`", term.name);
        if term.citation.trim().is_empty() {
            found.fault(at, &place, "`citation` is empty", "name the act and the article that sets the term");
        } else {
            found.rule(at, place.clone(), term.effective_from, &term.citation, term.confidence);
        }
        version(at, &place, &term.name, term.effective_from, &mut versions, found);
        terms.push(term);
    }
    terms.sort_by(|a, b| (&a.name, a.effective_from).cmp(&(&b.name, b.effective_from)));
    terms
}

fn deadline(row: &RawDeadline, default: Counting) -> Deadline {
    // The profile's way of counting days has nothing to say about hours.
    let default = match row.amount {
        Amount::Hours(_) => Counting { first_day: FirstDay::Moment, end_of_day: false, rolls: false },
        _ => default,
    };
    Deadline {
        name: row.name.get_ref().clone(),
        amount: row.amount,
        first_day: row.first_day.unwrap_or(default.first_day),
        end_of_day: row.end_of_day.unwrap_or(default.end_of_day),
        rolls: row.rolls.unwrap_or(default.rolls),
        extension: row.extension,
        pauses: row.pause.clone(),
        effective_from: row.effective_from.0,
        source: row.source.clone(),
        confidence: row.confidence,
    }
}

fn check(at: usize, place: &str, deadline: &Deadline, found: &mut Findings<'_>) {
    let hours = matches!(deadline.amount, Amount::Hours(_));
    if hours != (deadline.first_day == FirstDay::Moment) {
        let (what, hint) = if hours {
            ("hours are counted from a day", "write `first-day = \"moment\"`, or leave it out")
        } else {
            ("`moment` fits hours only", "write `day-after` or `same-day`, or give the amount in hours")
        };
        found.fault(at, place, what, hint);
    }
    if hours && deadline.rolls {
        found.fault(at, place, "hours never roll to another day", "take `rolls` out");
    }
    if let Some(extension) = deadline.extension
        && deadline.amount.plus(extension).is_none()
    {
        let what = format!("an extension of {extension} can't be added to {}", deadline.amount);
        found.fault(at, place, what, "give both in the same unit");
    }
}

fn version(
    at: usize,
    place: &str,
    name: &str,
    from: Date,
    versions: &mut BTreeSet<(String, Date)>,
    found: &mut Findings<'_>,
) {
    if !is_name(name) {
        found.fault(at, place, "that is no name", "write small Latin letters, digits and hyphens");
    }
    if !versions.insert((name.to_owned(), from)) {
        let what = format!("there are two versions from {from}");
        found.fault(at, place, what, "keep one, or give the later its own `effective-from`");
    }
}
