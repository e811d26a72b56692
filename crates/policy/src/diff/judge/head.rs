//! The pack itself, its operator, and what it covers.

use super::{Judged, Seen, Sides, Sort};
use crate::diff::{Effect::*, What, Why};

const WORDING: fn(What) -> Option<Judged> = |what| Some((what, Neutral, Why::Wording));

pub(super) fn head(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["id"] => WORDING(What::PackId),
        // Other deadlines and other terms of law: nobody can say here which are longer.
        ["profile"] => Some((What::Profile, Widening, Why::Uncertain)),
        ["edition"] => WORDING(What::EditionName),
        ["approved_on"] => WORDING(What::ApprovedOn),
        ["approved_by"] => WORDING(What::ApprovedBy),
        ["in_force_from"] => WORDING(What::InForceFrom),
        _ => None,
    }
}

pub(super) fn operator(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["operator", "name"] => WORDING(What::OperatorName),
        ["operator", "form"] => WORDING(What::OperatorForm),
        // The number tells organisations apart; under another one somebody else has the data.
        ["operator", "number" | "number_kind"] => Some((What::OperatorNumber, Widening, Why::OtherOperator)),
        ["operator", "address"] => WORDING(What::OperatorAddress),
        _ => None,
    }
}

pub(super) fn responsible(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["responsible"] => seen.come_or_gone(
            (What::ResponsibleAdded, Narrowing, Why::SomebodyAnswers),
            (What::ResponsibleRemoved, Widening, Why::NobodyAnswers),
        ),
        ["responsible", "position"] => WORDING(What::ResponsiblePosition),
        ["responsible", "role"] => WORDING(What::ResponsibleRole),
        ["responsible", "email" | "staff"] => WORDING(What::ResponsibleContact),
        _ => None,
    }
}

pub(super) fn product(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["products"] => seen.come_or_gone(
            (What::ProductAdded, Widening, Why::MorePlaces),
            (What::ProductRemoved, Narrowing, Why::FewerPlaces),
        ),
        _ => None,
    }
}

pub(super) fn site(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["sites"] => seen.come_or_gone(
            (What::SiteAdded, Widening, Why::MorePlaces),
            (What::SiteRemoved, Narrowing, Why::FewerPlaces),
        ),
        ["sites", "*", "subdomains"] => seen.switch(
            (What::SubdomainsOn, Widening, Why::MorePlaces),
            (What::SubdomainsOff, Narrowing, Why::FewerPlaces),
        ),
        _ => None,
    }
}

pub(super) fn conditions(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["conditions", "scans_as_paper"] => seen.switch(
            (What::ScansStrict, Narrowing, Why::LessData),
            (What::ScansLoose, Widening, Why::MoreData),
        ),
        _ => None,
    }
}

pub(super) fn clauses(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    let known = matches!(*seen.fields, ["clauses", _]) && seen.sort() != Sort::Order;
    known.then_some((What::TopicClause, Neutral, Why::Numbering))
}

/// How laws are called changes nothing that is done. The rest that is published nobody has judged yet.
pub(super) fn published(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["published", "citations", ..] => WORDING(What::Citation),
        _ => None,
    }
}
