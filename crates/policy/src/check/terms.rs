//! Terms: each starts on an event, ends in time, and agrees with the law and with the others.

use std::collections::BTreeSet;

use super::{FaultCode, Known, Report};
use crate::{
    EventId, Span, UntilDue,
    load::{
        At, Jurisdiction, Place,
        draft::{Draft, Due, Ending, List, Purpose},
    },
    well_known::{COLLECTED, CONSENT_GIVEN, CONSENT_WITHDRAWN, COURT_DECISION, ENDED_BY_LAW},
};

/// A row's events are fixed slots of the state.
const MAX_EVENTS: usize = 6;

pub(super) fn check(draft: &Draft, profile: Option<&Jurisdiction>, known: &Known<'_>, out: &mut Report) {
    let mut seen: BTreeSet<Place> = BTreeSet::new();
    for purpose in &draft.purposes {
        for list in &purpose.lists {
            // A purpose's own endings stand in each of its lists; each is looked at once.
            for end in &list.ends {
                if seen.insert(end.at) {
                    alone(end, profile, out);
                    option(end, purpose, out);
                    opened(end, list, known, out);
                }
            }
            contradictions(list, out);
            endless(list, purpose, out);
            below_law(list, profile, out);
            events(list, draft, out);
        }
    }
    draft.everywhere.iter().for_each(|end| alone(end, profile, out));
}

/// What can be said of an ending by itself.
fn alone(end: &Ending, profile: Option<&Jurisdiction>, out: &mut Report) {
    if !end.on_given {
        out.add(FaultCode::TermWithoutEvent, end.at);
    }
    let starts = |on: &EventId| on == CONSENT_GIVEN || on == COLLECTED;
    if let (Some(on), Some(phase)) = (&end.on, &end.until_due)
        && phase.value == UntilDue::Use
        && !starts(&on.value)
    {
        out.add(FaultCode::UseAfterEnding, phase.at).with("name", &on.value);
    }
    let (Some(due), Some(profile)) = (&end.due, profile) else { return };
    match &due.value {
        Due::Deadline(name) if !profile.deadlines.contains(name) => {
            let known = profile.deadlines.iter().map(String::as_str);
            out.add(FaultCode::DeadlineUnknown, due.at).with("name", name).near(name, known);
        }
        Due::Law(name) => match profile.laws.get(name) {
            None => {
                let known = profile.laws.keys().map(String::as_str);
                out.add(FaultCode::LawTermUnknown, due.at).with("name", name).near(name, known);
            }
            Some(fact) if fact.citation.as_ref().is_none_or(|text| text.trim().is_empty()) => {
                out.add(FaultCode::LawTermWithoutCitation, due.at).with("name", name);
            }
            Some(_) => {}
        },
        _ => {}
    }
}

fn option(end: &Ending, purpose: &Purpose, out: &mut Report) {
    let Some(when) = &end.when else { return };
    let options: Vec<_> = purpose.options().collect();
    if !options.contains(&&when.value) {
        let known = options.iter().map(|id| id.as_str());
        out.add(FaultCode::UnknownOption, when.at).with("name", &when.value).near(when.value.as_str(), known);
    }
}

/// What an event opens has to fit both rows: the one it leaves and the one it enters.
fn opened(end: &Ending, from: &List, known: &Known<'_>, out: &mut Report) {
    let Some((opens, purpose)) = end.opens.as_ref().and_then(|o| Some((o, o.purpose.as_ref()?))) else {
        return;
    };
    let Some(target) = known.purposes.get(&purpose.value) else { return };
    let category = opens.category.clone().or_else(|| {
        let value = target.only_category()?.clone();
        Some(At { value, at: opens.at })
    });
    let Some(into) =
        category.and_then(|category| target.lists.iter().find(|list| list.about(&category.value)))
    else {
        let at = opens.category.as_ref().map_or(opens.at, |category| category.at);
        out.add(FaultCode::OpensOtherCategory, at).with("name", &purpose.value);
        return;
    };
    for item in opens.carries.iter().filter(|item| !into.holds(&item.value) || !from.holds(&item.value)) {
        out.add(FaultCode::CarriedNotHeld, item.at).with("name", &item.value).with("purpose", &purpose.value);
    }
}

fn contradictions(list: &List, out: &mut Report) {
    for (nth, end) in list.ends.iter().enumerate() {
        let meets = |other: &&Ending| {
            let (a, b) = (end.when.as_ref().map(|w| &w.value), other.when.as_ref().map(|w| &w.value));
            end.event().is_some() && other.event() == end.event() && (a == b || a.is_none() || b.is_none())
        };
        if let (Some(first), Some(on)) = (list.ends[..nth].iter().find(meets), &end.on) {
            out.add(FaultCode::TermsContradict, on.at).with("name", &on.value).also(first.at);
        }
    }
}

/// A row ends by itself: neither a withdrawal nor a court is what it waits for.
fn endless(list: &List, purpose: &Purpose, out: &mut Report) {
    let exceptional = [CONSENT_WITHDRAWN, COURT_DECISION, ENDED_BY_LAW];
    let own: Vec<_> = list
        .ends
        .iter()
        .filter(|end| end.event().is_some_and(|on| !exceptional.contains(&on.as_str())))
        .collect();
    let unread = list.ends.iter().any(|end| end.on.is_none());
    let circles: Vec<_> = own.iter().filter(|end| circular(end, list)).collect();
    for end in &circles {
        out.add(FaultCode::TermInACircle, end.at);
    }
    if own.is_empty() && !unread {
        out.add(FaultCode::TermNeverEnds, list.at);
        return;
    }
    let covers =
        |end: &Ending, option: &crate::OptionId| end.when.as_ref().is_none_or(|when| when.value == *option);
    for option in purpose.options().filter(|_| !unread) {
        if !own.iter().any(|end| covers(end, option)) {
            let at = purpose.choice.as_ref().map_or(list.at, |choice| choice.at);
            out.add(FaultCode::OptionWithoutEnding, at).with("name", option);
        }
    }
}

/// Whether an ending waits, step by step, for its own event.
fn circular(end: &Ending, list: &List) -> bool {
    let until = |end: &Ending| match &end.due {
        Some(At { value: Due::Until(event), .. }) => Some(event.clone()),
        _ => None,
    };
    let mut waits: Vec<EventId> = until(end).into_iter().collect();
    let mut seen = BTreeSet::new();
    while let Some(event) = waits.pop() {
        if Some(&event) == end.event() {
            return true;
        }
        if seen.insert(event.clone()) {
            waits.extend(list.ends.iter().filter(|other| other.event() == Some(&event)).filter_map(until));
        }
    }
    false
}

/// Where a law sets how long a row is kept, no other rule of the row destroys it earlier by a span of its own.
fn below_law(list: &List, profile: Option<&Jurisdiction>, out: &mut Report) {
    let floor = |end: &Ending| match &end.due {
        Some(At { value: Due::Law(name), .. }) => {
            let span = profile?.laws.get(name)?.span.parse::<Span>().ok()?;
            Some((span, name.clone(), end.when.as_ref().map(|when| when.value.clone())))
        }
        _ => None,
    };
    let floors: Vec<_> = list.ends.iter().filter_map(floor).collect();
    for end in &list.ends {
        let Some(At { value: Due::After(span), at }) = &end.due else { continue };
        let when = end.when.as_ref().map(|when| &when.value);
        let same = |other: &Option<_>| other.is_none() || when.is_none() || other.as_ref() == when;
        if let Some((law, name, _)) =
            floors.iter().find(|(law, _, other)| same(other) && days(*law) > days(*span))
        {
            out.add(FaultCode::TermBelowLaw, *at).with("span", span).with("law", law).with("name", name);
        }
    }
}

/// About how many days a span has: enough to compare a law's years with a pack's.
fn days(span: Span) -> u64 {
    match span {
        Span::Days(n) => u64::from(n),
        Span::WorkingDays(n) => u64::from(n) * 7 / 5,
        Span::Months(n) => u64::from(n) * 30,
        Span::Years(n) => u64::from(n) * 365,
    }
}

fn events(list: &List, draft: &Draft, out: &mut Report) {
    for event in [COURT_DECISION, ENDED_BY_LAW] {
        if !list.listens(event, draft) {
            out.add(FaultCode::NoLegalEnding, list.at).with("name", event);
        }
    }
    let all = list.with_everywhere(&draft.everywhere);
    let mut events: BTreeSet<_> = all.iter().filter_map(|end| end.event()).collect();
    events.extend(all.iter().filter_map(|end| match &end.due {
        Some(At { value: Due::Until(event), .. }) => Some(event),
        _ => None,
    }));
    if events.len() > MAX_EVENTS {
        out.add(FaultCode::TooManyEvents, list.at).with("limit", MAX_EVENTS).with("count", events.len());
    }
}

impl Purpose {
    fn options(&self) -> impl Iterator<Item = &crate::OptionId> {
        let options = self.choice.iter().flat_map(|choice| &choice.options);
        options.filter_map(|option| option.id.as_ref()).map(|id| &id.value)
    }
}
