//! Purposes: grounds, rows and endings.

use serde_json::Value;

use super::{Judged, REORDERED, Seen, Sides, Sort, term};
use crate::diff::{Effect::*, What, Why};

pub(super) fn purpose(sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    let fields = seen.fields.as_slice();
    let Some((["purposes", "*"], rest)) = fields.split_at_checked(2) else {
        return seen.come_or_gone(
            (What::PurposeAdded, Widening, Why::MoreUse),
            (What::PurposeRemoved, Narrowing, Why::LessUse),
        );
    };
    match *rest {
        ["no"] => Some((What::PurposeNumber, Neutral, Why::Numbering)),
        ["clause"] => Some((What::PurposeClause, Neutral, Why::Numbering)),
        ["name"] => Some((What::PurposeRenamed, Neutral, Why::Wording)),
        ["cross_border"] => seen.switch(
            (What::ReachOn, Widening, Why::MorePlaces),
            (What::ReachOff, Narrowing, Why::FewerPlaces),
        ),
        ["ground"] | ["ground", "other", "id"] => Some(ground(seen)),
        ["special"] => Some((What::SpecialCondition, Widening, Why::Uncertain)),
        ["ground", ref ground @ ..] => under(ground, seen),
        ["lists"] => seen.come_or_gone(
            (What::RowAdded, Widening, Why::MorePersons),
            (What::RowRemoved, Narrowing, Why::FewerPersons),
        ),
        ["lists", "*", ref row @ ..] => list(row, sides, seen),
        _ => None,
    }
}

/// From one ground to another.
fn ground(seen: &Seen<'_>) -> Judged {
    let consent = |value: Option<&Value>| value.is_some_and(|value| value.get("consent").is_some());
    let (effect, why) = match (consent(seen.before()), consent(seen.after())) {
        (true, false) => (Widening, Why::NotAsked),
        (false, true) => (Narrowing, Why::Asked),
        _ => (Widening, Why::Uncertain),
    };
    (What::GroundChanged, effect, why)
}

/// Within one ground.
fn under(ground: &[&str], seen: &Seen<'_>) -> Option<Judged> {
    match *ground {
        ["law"] | ["other", "reference"] => Some((What::LawCited, Neutral, Why::Wording)),
        ["consent", "reference"] => Some((What::ConsentReference, Neutral, Why::Wording)),
        // The endings say how long; these are the words for it.
        ["consent", "term"] => Some((What::ConsentTerm, Neutral, Why::Wording)),
        ["consent", "third_parties"] => seen.switch(
            (What::ThirdPartiesOn, Widening, Why::MoreRecipients),
            (What::ThirdPartiesOff, Narrowing, Why::FewerRecipients),
        ),
        ["consent", "cross_border"] => seen.switch(
            (What::CrossBorderOn, Widening, Why::MorePlaces),
            (What::CrossBorderOff, Narrowing, Why::FewerPlaces),
        ),
        ["consent", "transfer_notice"] => seen.switch(
            (What::TransferNoticeOn, Narrowing, Why::Asked),
            (What::TransferNoticeOff, Widening, Why::NotAsked),
        ),
        ["consent", "publication"] => seen.switch(
            (What::PublicationOn, Widening, Why::MoreEyes),
            (What::PublicationOff, Narrowing, Why::FewerEyes),
        ),
        _ => None,
    }
}

fn list(row: &[&str], sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *row {
        ["categories"] => seen.come_or_gone(
            (What::RowCategoryAdded, Widening, Why::MorePersons),
            (What::RowCategoryRemoved, Narrowing, Why::FewerPersons),
        ),
        ["items"] => seen.come_or_gone(
            (What::HeldAdded, Widening, Why::MoreData),
            (What::HeldRemoved, Narrowing, Why::LessData),
        ),
        ["required"] => seen.come_or_gone(
            (What::RequiredAdded, Widening, Why::MoreData),
            (What::RequiredRemoved, Narrowing, Why::LessData),
        ),
        ["choice"] => seen.come_or_gone(
            (What::ChoiceAdded, Neutral, Why::Declaration),
            (What::ChoiceRemoved, Neutral, Why::Declaration),
        ),
        ["choice", "name"] => Some((What::ChoiceRenamed, Neutral, Why::Wording)),
        // How long an answer keeps the data is told with its ending.
        ["choice", "options"] => seen.come_or_gone(
            (What::OptionAdded, Neutral, Why::Declaration),
            (What::OptionRemoved, Neutral, Why::Declaration),
        ),
        ["choice", "options", "*", "name"] => Some((What::OptionRenamed, Neutral, Why::Wording)),
        ["ends", ref end @ ..] => ending(end, sides, seen),
        _ => None,
    }
}

fn ending(end: &[&str], sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *end {
        [] => Some(whole(seen)),
        ["*", "due"] => Some(term::term(sides, seen)),
        ["*", "until_due"] => match seen.after().and_then(Value::as_str) {
            Some("use") => Some((What::UseGoesOn, Widening, Why::MoreUse)),
            Some("storage") => Some((What::UseStops, Narrowing, Why::LessUse)),
            _ => None,
        },
        ["*", "opens"] => seen.come_or_gone(
            (What::OpensAdded, Widening, Why::MoreUse),
            (What::OpensRemoved, Narrowing, Why::LessUse),
        ),
        ["*", "opens", "purpose" | "category"] => Some((What::OpensChanged, Widening, Why::Uncertain)),
        ["*", "opens", "carries"] => seen.come_or_gone(
            (What::CarriedAdded, Widening, Why::MoreData),
            (What::CarriedRemoved, Narrowing, Why::LessData),
        ),
        _ => None,
    }
}

/// One case more in which a row ends, or one less. What passes on to another purpose both ends and goes on.
fn whole(seen: &Seen<'_>) -> Judged {
    let one = seen.after().or(seen.before());
    let opens = one.and_then(|end| end.get("opens")).is_some_and(|opens| !opens.is_null());
    match (seen.sort(), opens) {
        (Sort::In, false) => (What::EndingAdded, Narrowing, Why::Shorter),
        (Sort::Out, false) => (What::EndingRemoved, Widening, Why::Longer),
        (Sort::In, true) => (What::EndingAdded, Widening, Why::Uncertain),
        (Sort::Out, true) => (What::EndingRemoved, Widening, Why::Uncertain),
        _ => REORDERED,
    }
}
