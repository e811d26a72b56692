//! The difference between two packs, clause by clause, and whether it asks more or less of the person whose data it is.
//!
//! Two layers. The walk finds the edits that make one canonical form into the other; it knows no field by name, so
//! nothing can escape it, and [`apply`] carries the edits out. The judgement then says of each edit what it means: a
//! rule for each part of a pack. What no rule knows is [`What::Other`], taken as a widening until somebody judges it.

mod about;
mod apply;
mod edit;
mod judge;
mod say;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;
mod walk;
mod what;
mod widened;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Pack,
    load::{Jurisdiction, LawFact},
};
pub use about::About;
pub use apply::{CannotApply, apply};
pub use edit::{Edit, Name, NamedBy, Op, Step};
pub use judge::Rights;
pub use say::{Said, summary};
pub use what::{Effect, What, Why};
pub use widened::{Widened, widened, widened_for};

/// One difference between two packs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What differs.
    pub what: What,
    /// Whether it widens or narrows what is done with a person's data.
    pub effect: Effect,
    /// Why it does.
    pub why: Why,
    /// The clauses that it touches, by the new pack; by the old one for what is gone.
    pub clauses: Vec<String>,
    /// What it is about.
    pub about: About,
    /// The change itself, as [`apply`] carries it out.
    pub edit: Edit,
}

/// What makes `old` into `new`; empty for the same pack. Differences stand by the parts of a pack: first whose it is,
/// then its purposes, recipients, states and roles, then what they rest on.
///
/// Terms that only a profile sets can't be compared, and a change of them is taken as a widening: see [`diff_under`].
pub fn diff(old: &Pack, new: &Pack) -> Vec<Difference> {
    between(old, new, &BTreeMap::new(), None)
}

/// The same, with the terms that the laws of the new pack's jurisdiction set, and its own region.
pub fn diff_under(old: &Pack, new: &Pack, jurisdiction: &Jurisdiction) -> Vec<Difference> {
    between(old, new, &jurisdiction.laws, Some(&jurisdiction.region))
}

fn between(
    old: &Pack,
    new: &Pack,
    laws: &BTreeMap<String, LawFact>,
    region: Option<&str>,
) -> Vec<Difference> {
    let ordered = |pack: &Pack| {
        let mut pack = pack.clone();
        pack.put_in_order();
        pack
    };
    let (old, new) = (ordered(old), ordered(new));
    let value =
        |pack: &Pack| serde_json::to_value(pack).expect("a pack has text keys, integers and texts only");
    let sides = judge::Sides { old: &old, new: &new, laws, region };
    let mut edits = walk::edits(&value(&old), &value(&new));
    edits.sort_by_cached_key(|edit| judge::rank(&sides, edit));
    edits.into_iter().map(|edit| judge::judge(&sides, edit)).collect()
}

/// How many differences widen, narrow, and do neither.
pub fn count(differences: &[Difference]) -> [usize; 3] {
    [Effect::Widening, Effect::Narrowing, Effect::Neutral]
        .map(|effect| differences.iter().filter(|one| one.effect == effect).count())
}
