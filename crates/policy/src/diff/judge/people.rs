//! To whom data goes, and where.

use serde_json::Value;

use super::{Judged, Seen, Sides, Sort};
use crate::{
    Pack, PurposeId, RecipientId,
    diff::{Effect::*, What, Why},
};

pub(super) fn recipient(sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["recipients"] => seen.come_or_gone(
            (What::RecipientAdded, Widening, Why::MoreRecipients),
            (What::RecipientRemoved, Narrowing, Why::FewerRecipients),
        ),
        ["recipients", "*", "name"] => Some((What::RecipientRenamed, Neutral, Why::Wording)),
        ["recipients", "*", "state"] => {
            let home = |value| sides.region.is_some() && text(value) == sides.region;
            let (effect, why) = match (home(seen.before()), home(seen.after())) {
                (_, true) => (Narrowing, Why::FewerPlaces),
                (true, _) => (Widening, Why::MorePlaces),
                _ => (Widening, Why::Uncertain),
            };
            Some((What::RecipientState, effect, why))
        }
        ["recipients", "*", "purposes"] => seen.come_or_gone(
            (What::RecipientPurposeAdded, Widening, Why::MoreRecipients),
            (What::RecipientPurposeRemoved, Narrowing, Why::FewerRecipients),
        ),
        ["recipients", "*", "items"] => seen.come_or_gone(
            (What::RecipientItemAdded, Widening, Why::MoreData),
            (What::RecipientItemRemoved, Narrowing, Why::LessData),
        ),
        ["recipients", "*", "undertaking", "reference"] => {
            Some((What::UndertakingReference, Neutral, Why::Wording))
        }
        ["recipients", "*", "undertaking", "from"] => {
            Some(time(What::UndertakingFrom, text(seen.after()) < text(seen.before())))
        }
        ["recipients", "*", "undertaking", "until"] => {
            // No end is the latest of all.
            let later = match seen.sort() {
                Sort::In => false,
                Sort::Out => true,
                _ => text(seen.after()) > text(seen.before()),
            };
            Some(time(What::UndertakingUntil, later))
        }
        _ => None,
    }
}

pub(super) fn state(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["states"] => seen.come_or_gone(
            (What::StateAdded, Widening, Why::MorePlaces),
            (What::StateRemoved, Narrowing, Why::FewerPlaces),
        ),
        ["states", "*", "because"] => Some((What::StateReason, Neutral, Why::Wording)),
        _ => None,
    }
}

/// While an undertaking is in force data may go.
fn time(what: What, more: bool) -> Judged {
    if more { (what, Widening, Why::MoreRecipients) } else { (what, Narrowing, Why::FewerRecipients) }
}

/// A day as canonical forms write it: later ones are greater as texts too.
fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

/// The purposes under which a recipient gets data, or got it, in the register's order.
pub(super) fn purposes(sides: &Sides<'_>, id: &RecipientId) -> Vec<PurposeId> {
    let find = |pack: &Pack| {
        let recipient = pack.recipients.iter().find(|one| one.id == *id)?;
        let all = pack.purposes.iter().map(|purpose| &purpose.id);
        Some(all.filter(|id| recipient.purposes.contains(id)).cloned().collect())
    };
    find(sides.new).or_else(|| find(sides.old)).unwrap_or_default()
}
