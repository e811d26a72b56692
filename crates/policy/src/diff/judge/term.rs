//! Which of two terms is longer.

use std::{cmp::Ordering, collections::BTreeMap};

use serde_json::Value;

use super::{Judged, Seen, Sides};
use crate::{
    Due, Span,
    diff::{Effect::*, What, Why},
    load::LawFact,
};

/// How long a due day lies after its event, as far as a pack tells.
#[derive(PartialEq)]
enum Length {
    AtOnce,
    /// In eightieths of a day: months and years are taken at their mean.
    Long(u64),
    /// Until something else happens.
    Open,
    /// What a profile sets.
    Unknown,
}

pub(super) fn term(sides: &Sides<'_>, seen: &Seen<'_>) -> Judged {
    let due =
        |value: Option<&Value>| value.cloned().and_then(|value| serde_json::from_value::<Due>(value).ok());
    let order = match (due(seen.before()), due(seen.after())) {
        (Some(old), Some(new)) => compare(&old, &new, sides.laws),
        _ => None,
    };
    match order {
        Some(Ordering::Less) => (What::TermLonger, Widening, Why::Longer),
        Some(Ordering::Greater) => (What::TermShorter, Narrowing, Why::Shorter),
        Some(Ordering::Equal) => (What::TermChanged, Neutral, Why::Wording),
        None => (What::TermChanged, Widening, Why::Uncertain),
    }
}

/// How the old term stands to the new one; `None` where only a profile's deadlines could tell.
pub(in crate::diff) fn compare(old: &Due, new: &Due, laws: &BTreeMap<String, LawFact>) -> Option<Ordering> {
    if old == new {
        return Some(Ordering::Equal);
    }
    match (length(old, laws), length(new, laws)) {
        (Length::AtOnce, _) => Some(Ordering::Less),
        (_, Length::AtOnce) => Some(Ordering::Greater),
        (Length::Long(old), Length::Long(new)) => Some(old.cmp(&new)),
        (Length::Long(_), Length::Open) => Some(Ordering::Less),
        (Length::Open, Length::Long(_)) => Some(Ordering::Greater),
        _ => None,
    }
}

fn length(due: &Due, laws: &BTreeMap<String, LawFact>) -> Length {
    match due {
        Due::Deadline(name) if name == "destruction" => Length::AtOnce,
        Due::Deadline(_) => Length::Unknown,
        Due::After(span) => Length::Long(eightieths(*span)),
        Due::Law(name) => match laws.get(name).and_then(|law| law.span.parse().ok()) {
            Some(span) => Length::Long(eightieths(span)),
            None => Length::Unknown,
        },
        Due::Until(_) => Length::Open,
    }
}

/// A working day is seven fifths of a day, a month the twelfth part of 365¼ days.
fn eightieths(span: Span) -> u64 {
    match span {
        Span::Days(n) => u64::from(n) * 80,
        Span::WorkingDays(n) => u64::from(n) * 112,
        Span::Months(n) => u64::from(n) * 2_435,
        Span::Years(n) => u64::from(n) * 29_220,
    }
}
