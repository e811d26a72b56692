//! Items, categories and events: what is declared, and what tells who is who.

use serde_json::Value;

use super::{Judged, Seen, Sides, Sort};
use crate::{
    CategoryId, ItemId, Kind, Pack,
    diff::{Effect::*, What, Why},
};

pub(super) fn item(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        // An item is held where a purpose lists it, and that is a difference of its own.
        ["items"] => seen.come_or_gone(
            (What::ItemDeclared, Neutral, Why::Declaration),
            (What::ItemUndeclared, Neutral, Why::Declaration),
        ),
        ["items", "*", "name"] => Some((What::ItemRenamed, Neutral, Why::Wording)),
        ["items", "*", "kind"] => Some(kind(seen)),
        ["items", "*", "special"] => {
            seen.switch((What::SpecialOn, Narrowing, Why::Asked), (What::SpecialOff, Widening, Why::NotAsked))
        }
        ["items", "*", "findable"] => seen
            .switch((What::FindableOn, Widening, Why::MoreUse), (What::FindableOff, Narrowing, Why::LessUse)),
        _ => None,
    }
}

/// More words to choose from say more, fewer say less. Any other kind holds something else under the same name.
fn kind(seen: &Seen<'_>) -> Judged {
    let kind = |value: Option<&Value>| value.cloned().and_then(|value| serde_json::from_value(value).ok());
    let (effect, why) = match (kind(seen.before()), kind(seen.after())) {
        (Some(Kind::OneOf(old)), Some(Kind::OneOf(new))) if new.iter().all(|word| old.contains(word)) => {
            if new.len() < old.len() {
                (Narrowing, Why::LessData)
            } else {
                (Neutral, Why::Sequence)
            }
        }
        (Some(Kind::OneOf(old)), Some(Kind::OneOf(new))) if old.iter().all(|word| new.contains(word)) => {
            (Widening, Why::MoreData)
        }
        (_, Some(Kind::Password)) => (Narrowing, Why::FewerEyes),
        (Some(Kind::Password), _) => (Widening, Why::MoreEyes),
        _ => (Widening, Why::Uncertain),
    };
    (What::ItemKind, effect, why)
}

pub(super) fn category(sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["categories"] => seen.come_or_gone(
            (What::CategoryDeclared, Neutral, Why::Declaration),
            (What::CategoryUndeclared, Neutral, Why::Declaration),
        ),
        ["categories", "*", "name"] => Some((What::CategoryRenamed, Neutral, Why::Wording)),
        ["categories", "*", "identified_by"] => identified(sides, seen),
        _ => None,
    }
}

pub(super) fn event(_: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["events"] => seen.come_or_gone(
            (What::EventDeclared, Neutral, Why::Declaration),
            (What::EventUndeclared, Neutral, Why::Declaration),
        ),
        ["events", "*", "name"] => Some((What::EventRenamed, Neutral, Why::Wording)),
        ["events", "*", "scope"] => Some((What::EventScope, Neutral, Why::Wording)),
        _ => None,
    }
}

/// Whoever is told apart by less can be taken for somebody else, who then sees their data.
fn identified(sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    let weakest = |side: &Pack| ways(side, seen).into_iter().min();
    let first = |side: &Pack| ways(side, seen).first().copied();
    let (what, stronger) = match seen.sort() {
        // One more way is a way in: it strengthens only if none was there, or if it is no weaker than the others.
        Sort::In => (
            What::IdentifierAdded,
            weakest(sides.old).is_none_or(|old| strength(sides.new, seen.key()) >= old),
        ),
        // One way less strengthens only where it was the weakest of several.
        Sort::Out => (
            What::IdentifierRemoved,
            weakest(sides.new).is_some_and(|new| strength(sides.old, seen.key()) < new),
        ),
        Sort::Order if first(sides.old) == first(sides.new) => {
            return Some((What::IdentifiersReordered, Neutral, Why::Sequence));
        }
        Sort::Order => (What::IdentifiersReordered, first(sides.old) < first(sides.new)),
        Sort::Set => return None,
    };
    Some(if stronger {
        (what, Narrowing, Why::StrongerIdentity)
    } else {
        (what, Widening, Why::WeakerIdentity)
    })
}

fn ways(pack: &Pack, seen: &Seen<'_>) -> Vec<u8> {
    let id = seen.keys.first().and_then(|id| id.parse::<CategoryId>().ok());
    let category = id.and_then(|id| pack.category(&id));
    let ids = category.map(|category| category.identified_by.as_slice()).unwrap_or_default();
    ids.iter().map(|id| strength(pack, id.as_str())).collect()
}

/// How surely an item tells who is who: a state's number, a document, an address.
fn strength(pack: &Pack, id: &str) -> u8 {
    let item = id.parse::<ItemId>().ok();
    match item.and_then(|id| pack.item(&id)).map(|item| &item.kind) {
        Some(kind) if kind.is_national_number() => 3,
        Some(Kind::DocumentNumber | Kind::RegisterNumber) => 2,
        Some(Kind::Email) => 1,
        _ => 0,
    }
}
