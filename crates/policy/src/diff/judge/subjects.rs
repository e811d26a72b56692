//! What subjects may ask for, and what is taken of them by way of exception.

use serde_json::Value;

use super::{Judged, Seen, Sides};
use crate::{
    IdentityLevel,
    diff::{Effect::*, What, Why},
};

/// A right can't be taken away; a weaker identity lets others use it.
pub(super) fn request(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["requests"] => seen.come_or_gone(
            (What::RightAdded, Narrowing, Why::Asked),
            (What::RightRemoved, Widening, Why::NobodyAnswers),
        ),
        ["requests", "*", "clause"] => Some((What::RightClause, Neutral, Why::Numbering)),
        // How long each deadline is, the profile says.
        ["requests", "*", "deadline"] => Some((What::RightDeadline, Widening, Why::Uncertain)),
        ["requests", "*", "identity" | "values"] => Some(match level(seen.after()) < level(seen.before()) {
            true => (What::IdentityLower, Widening, Why::WeakerIdentity),
            false => (What::IdentityHigher, Narrowing, Why::StrongerIdentity),
        }),
        _ => None,
    }
}

pub(super) fn exception(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["copy_exceptions"] => seen.come_or_gone(
            (What::CopyExceptionAdded, Widening, Why::MoreData),
            (What::CopyExceptionRemoved, Narrowing, Why::LessData),
        ),
        ["copy_exceptions", "*", "name"] => Some((What::CopyExceptionRenamed, Neutral, Why::Wording)),
        _ => None,
    }
}

fn level(value: Option<&Value>) -> Option<IdentityLevel> {
    IdentityLevel::from_word(value?.as_str()?)
}
