//! Why something is due, in the words of the reader's language.

use std::collections::BTreeMap;

use calendar::{Amount, Profile};
use kernel::Fate;
use office::{DryRun, Planned, term};
use policy::{Due, Ending, Pack, Span};

use crate::{show::Names, speech::Speech};

/// How much is due under one row's term.
pub(super) struct Reason {
    /// The clause.
    pub(super) clause: String,
    /// The purpose's short name.
    pub(super) purpose: String,
    /// The term.
    pub(super) term: String,
    /// Records.
    pub(super) count: u64,
}

/// Sums up what a sweep would destroy, in the order of the register.
pub(super) fn reasons(plan: &DryRun, pack: &Pack, profile: &Profile, speech: &Speech) -> Vec<Reason> {
    let mut sums: BTreeMap<(u16, usize, String), (&Planned, u64)> = BTreeMap::new();
    for planned in plan.planned.iter().filter(|planned| matches!(planned.fate, Fate::Destroy(_))) {
        let purpose = pack.purpose(&planned.purpose);
        let ends = purpose.into_iter().flat_map(|purpose| &purpose.lists).flat_map(|list| &list.ends);
        let place = ends.into_iter().position(|ending| term(ending) == planned.term).unwrap_or(usize::MAX);
        let key = (purpose.map_or(u16::MAX, |purpose| purpose.no), place, planned.term.clone());
        sums.entry(key).or_insert((planned, 0)).1 += 1;
    }
    let reason = |(planned, count): (&Planned, u64)| {
        let ends = pack
            .purpose(&planned.purpose)
            .into_iter()
            .flat_map(|purpose| &purpose.lists)
            .flat_map(|l| &l.ends);
        let ending = ends.into_iter().find(|ending| term(ending) == planned.term);
        Reason {
            clause: planned.clause.clone(),
            purpose: short(planned.purpose.as_str(), speech),
            term: ending.map_or_else(|| planned.term.clone(), |ending| words(ending, pack, profile, speech)),
            count,
        }
    };
    sums.into_values().map(reason).collect()
}

/// A purpose in a word or two.
pub(super) fn short(purpose: &str, speech: &Speech) -> String {
    speech.word(&format!("demo-purpose-{purpose}"))
}

fn words(ending: &Ending, pack: &Pack, profile: &Profile, speech: &Speech) -> String {
    let names = Names::new(Some(pack), speech.lang);
    let event = names.event(ending.on.as_str());
    match &ending.due {
        Due::Deadline(name) if name == "destruction" => event,
        Due::Deadline(name) => with(event, profile.deadline(name).map(|deadline| deadline.amount), speech),
        Due::After(span) => with(event, Some(amount(*span)), speech),
        Due::Law(name) => with(event, profile.law_term(name).map(|term| term.amount), speech),
        Due::Until(until) => format!("{event}, {}", names.event(until.as_str())),
    }
}

fn with(event: String, amount: Option<Amount>, speech: &Speech) -> String {
    let Some(amount) = amount else { return event };
    let unit = match amount {
        Amount::Hours(_) => "hours",
        Amount::Days(_) => "days",
        Amount::WorkingDays(_) => "working-days",
        Amount::Months(_) => "months",
        Amount::Years(_) => "years-of",
    };
    let span = speech.say(&format!("demo-{unit}"), &[("n", amount.count().into())]);
    format!("{event} + {span}")
}

fn amount(span: Span) -> Amount {
    match span {
        Span::Days(n) => Amount::Days(n),
        Span::WorkingDays(n) => Amount::WorkingDays(n),
        Span::Months(n) => Amount::Months(n),
        Span::Years(n) => Amount::Years(n),
    }
}
