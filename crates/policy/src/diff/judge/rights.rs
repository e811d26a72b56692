//! Roles: who may do more, and who less.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Judged, Seen, Sides};
use crate::{
    ActKind, ItemId, Permission, PurposeId, Scope,
    diff::{Effect::*, What, Why},
};

/// Rights that a role gained or lost, gathered over its permissions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rights {
    /// The acts.
    pub acts: BTreeSet<ActKind>,
    /// Under these purposes.
    pub purposes: BTreeSet<PurposeId>,
    /// Under every other purpose too.
    pub all_purposes: bool,
    /// On these items.
    pub items: BTreeSet<ItemId>,
    /// On every item.
    pub all_items: bool,
}

pub(super) fn role(sides: &Sides<'_>, seen: &Seen<'_>) -> Option<Judged> {
    match *seen.fields {
        ["roles"] => seen.come_or_gone(
            (What::RoleAdded, Widening, Why::MoreEyes),
            (What::RoleRemoved, Narrowing, Why::FewerEyes),
        ),
        ["roles", "*", "name"] => Some((What::RoleRenamed, Neutral, Why::Wording)),
        ["roles", "*", "may"] => {
            let (gained, lost) = moved(sides, seen);
            Some(match (gained.is_some(), lost.is_some()) {
                (true, false) => (What::RightsWider, Widening, Why::MoreEyes),
                (true, true) => (What::RightsWider, Widening, Why::EyesBothWays),
                (false, true) => (What::RightsNarrower, Narrowing, Why::FewerEyes),
                (false, false) => (What::RightsRewritten, Neutral, Why::SameRights),
            })
        }
        _ => None,
    }
}

/// What a role gained, and what it lost.
pub(super) fn moved(sides: &Sides<'_>, seen: &Seen<'_>) -> (Option<Rights>, Option<Rights>) {
    let may = |value: Option<&Value>| -> Vec<Permission> {
        value.cloned().and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
    };
    let (old, new) = (may(seen.before()), may(seen.after()));
    let purposes: BTreeSet<_> =
        sides.old.purposes.iter().chain(&sides.new.purposes).map(|purpose| &purpose.id).collect();
    (beyond(&old, &new, &purposes), beyond(&new, &old, &purposes))
}

/// What `new` allows and `old` does not.
fn beyond(old: &[Permission], new: &[Permission], purposes: &BTreeSet<&PurposeId>) -> Option<Rights> {
    let mut rights = Rights::default();
    // The last is for a purpose that no pack names yet: only "all" reaches it.
    let each: Vec<_> = purposes.iter().copied().map(Some).chain([None]).collect();
    for &act in ActKind::ALL {
        let (old, new) = (of_act(old, act), of_act(new, act));
        if old == new {
            continue;
        }
        for purpose in &each {
            let Some(now) = Reach::of(&new, *purpose) else { continue };
            let before = Reach::of(&old, *purpose);
            let more = now.beyond(before.as_ref());
            if before.is_some() && !more.all && more.items.is_empty() {
                continue;
            }
            rights.acts.insert(act);
            match purpose {
                Some(id) => drop(rights.purposes.insert((*id).clone())),
                None => rights.all_purposes = true,
            }
            rights.all_items |= more.all;
            rights.items.extend(more.items.into_iter().cloned());
        }
    }
    (!rights.acts.is_empty()).then_some(rights)
}

type Scopes<'p> = (&'p Scope<PurposeId>, &'p Scope<ItemId>);

fn of_act(may: &[Permission], act: ActKind) -> Vec<Scopes<'_>> {
    may.iter().filter(|one| one.acts.contains(&act)).map(|one| (&one.purposes, &one.items)).collect()
}

/// The items that an act reaches under one purpose.
#[derive(Default)]
struct Reach<'p> {
    all: bool,
    items: BTreeSet<&'p ItemId>,
}

impl<'p> Reach<'p> {
    /// `None` where the act is not allowed at all.
    fn of(scopes: &[Scopes<'p>], purpose: Option<&PurposeId>) -> Option<Reach<'p>> {
        let mut found: Option<Reach<'p>> = None;
        for (purposes, items) in scopes {
            let covers = match (purposes, purpose) {
                (Scope::All, _) => true,
                (Scope::Only(_), None) => false,
                (Scope::Only(these), Some(id)) => these.contains(id),
            };
            if covers {
                let reach = found.get_or_insert_default();
                match items {
                    Scope::All => reach.all = true,
                    Scope::Only(these) => reach.items.extend(these),
                }
            }
        }
        found
    }

    fn beyond(&self, before: Option<&Reach<'p>>) -> Reach<'p> {
        let Some(before) = before else { return Reach { all: self.all, items: self.items.clone() } };
        if before.all {
            return Reach::default();
        }
        Reach { all: self.all, items: self.items.difference(&before.items).copied().collect() }
    }
}
