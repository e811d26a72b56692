//! From events to the day of destruction.

use calendar::{Amount, Profile, Reckoned};
use jiff::Timestamp;
use policy::{Due, Ending, EventId, List, Span, UntilDue};

use crate::{Consent, DueAt, Part, Phase};

/// How an engagement stands: how its data may be used, and when it has to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Active use, or storage only.
    pub phase: Phase,
    /// When destruction is due, where that is known.
    pub due: Option<DueAt>,
    /// The year that the profile lacks, where `due` is only a bound.
    pub missing_year: Option<i16>,
    /// The earliest moment by which a term is certainly over, however the years turn out that the profile lacks: once
    /// it has passed, destruction is due whatever a bound still hides.
    pub certain: Option<DueAt>,
}

/// In place of an ending's number: the consent's own term.
pub const OWN_TERM: u8 = 254;

/// The deadline by which "at once" is counted.
pub(crate) const DESTRUCTION: &str = "destruction";

/// The distinct events that a row listens to, in the order in which its endings name them. An engagement keeps the
/// moment of event `i` at place `i`; the loader sees to it that there are at most six.
pub fn events_of(list: &List) -> Vec<&EventId> {
    let mut events: Vec<&EventId> = Vec::with_capacity(6);
    for ending in &list.ends {
        let until = match &ending.due {
            Due::Until(event) => Some(event),
            _ => None,
        };
        for event in std::iter::once(&ending.on).chain(until) {
            if !events.contains(&event) {
                events.push(event);
            }
        }
    }
    events
}

/// How an engagement under `list` stands after `events`: storage begins with the first event that says so, and the
/// earliest due day counts, the consent's own term among them.
pub fn standing(
    profile: &Profile,
    list: &List,
    choice: Option<u8>,
    events: &[Option<Timestamp>; 6],
    consent: Option<&Consent>,
) -> Standing {
    let known = events_of(list);
    let happened = |event: &EventId| {
        let place = known.iter().position(|known| *known == event)?;
        *events.get(place)?
    };
    let mut out = Standing { phase: Phase::Active, due: None, missing_year: None, certain: None };
    for (number, ending) in list.ends.iter().enumerate() {
        let Some(at) = happened(&ending.on).filter(|_| applies(list, ending, choice)) else {
            continue;
        };
        if ending.until_due == UntilDue::Storage {
            out.phase = Phase::Storage;
        }
        let Some(reckoned) = reckon(profile, &ending.due, at, &happened) else {
            continue;
        };
        let (at, missing_year) = match reckoned {
            Reckoned::At(at) => (at, None),
            Reckoned::NotBefore { bound, missing_year, .. } => (bound, Some(missing_year)),
        };
        let exact = missing_year.is_none();
        let due = DueAt { at, exact, ending: u8::try_from(number).unwrap_or(u8::MAX) };
        let certain = DueAt { at: reckoned.latest(), ..due };
        if out.due.is_none_or(|known| (at, !exact) < (known.at, !known.exact)) {
            (out.due, out.missing_year) = (Some(due), missing_year);
        }
        if out.certain.is_none_or(|known| certain.at < known.at) {
            out.certain = Some(certain);
        }
    }
    if consent.is_some_and(|consent| consent.withdrawn[Part::Processing.place()].is_some()) {
        out.phase = Phase::Storage; // whatever the row says of the time until then
    }
    if let Some(until) = consent.and_then(|consent| consent.until) {
        let own = Some(DueAt { at: until, exact: true, ending: OWN_TERM });
        if out.due.is_none_or(|due| until < due.at) {
            (out.due, out.missing_year) = (own, None);
        }
        if out.certain.is_none_or(|due| until < due.at) {
            out.certain = own;
        }
    }
    out
}

/// Whether an ending is for this answer of the row's choice.
pub(crate) fn applies(list: &List, ending: &Ending, choice: Option<u8>) -> bool {
    let Some(when) = &ending.when else { return true };
    let chosen = list.choice.as_ref().zip(choice).and_then(|(c, i)| c.options.get(usize::from(i)));
    chosen.is_some_and(|option| option.id == *when)
}

fn reckon(
    profile: &Profile,
    due: &Due,
    at: Timestamp,
    happened: &dyn Fn(&EventId) -> Option<Timestamp>,
) -> Option<Reckoned> {
    match due {
        Due::Deadline(name) => Some(by_deadline(profile, name, at)),
        Due::After(span) => Some(profile.reckon(amount(*span), at)),
        Due::Law(name) => {
            let day = profile.local_date(at);
            let oldest = || profile.law_terms().find(|term| term.name == *name);
            let term = profile.law_term_at(name, day).or_else(oldest);
            Some(term.map_or_else(|| unknown(at), |term| profile.reckon(term.amount, at)))
        }
        Due::Until(event) => happened(event).map(|then| by_deadline(profile, DESTRUCTION, then.max(at))),
    }
}

/// By when something has to be done, from a moment, by a deadline of the profile.
pub fn due_by(profile: &Profile, name: &str, from: Timestamp) -> DueAt {
    let reckoned = by_deadline(profile, name, from);
    DueAt { at: reckoned.bound(), exact: matches!(reckoned, Reckoned::At(_)), ending: 0 }
}

/// By a deadline of the profile; an older event falls under the oldest version, which the profile's author vouches for.
pub(crate) fn by_deadline(profile: &Profile, name: &str, at: Timestamp) -> Reckoned {
    let oldest = || profile.deadlines().find(|deadline| deadline.name == name);
    let deadline = profile.deadline_at(name, profile.local_date(at)).or_else(oldest);
    deadline.map_or_else(|| unknown(at), |deadline| profile.reckon_deadline(deadline, at))
}

/// The loader refuses packs that name what the profile lacks; should the profile change below a pack, data is kept.
fn unknown(at: Timestamp) -> Reckoned {
    Reckoned::NotBefore { bound: at, latest: Timestamp::MAX, missing_year: i16::MAX }
}

fn amount(span: Span) -> Amount {
    match span {
        Span::Days(n) => Amount::Days(n),
        Span::WorkingDays(n) => Amount::WorkingDays(n),
        Span::Months(n) => Amount::Months(n),
        Span::Years(n) => Amount::Years(n),
    }
}
