//! Why something is due, in the words of the reader's language.

use std::collections::BTreeMap;

use calendar::Profile;
use kernel::Fate;
use office::{DryRun, Planned, term};
use policy::Pack;

use crate::{
    show::{ending, term_in_words},
    speech::Speech,
};

/// How much is due under one row's term.
pub(super) struct Reason {
    /// The clause.
    pub(super) clause: String,
    /// The purpose's short name.
    pub(super) purpose: String,
    /// The term.
    pub(super) term: String,
    /// Records.
    pub(super) count: u64,
}

/// Sums up what a sweep would destroy, in the order of the register.
pub(super) fn reasons(plan: &DryRun, pack: &Pack, profile: &Profile, speech: &Speech) -> Vec<Reason> {
    let mut sums: BTreeMap<(u16, usize, String), (&Planned, u64)> = BTreeMap::new();
    for planned in plan.planned.iter().filter(|planned| matches!(planned.fate, Fate::Destroy(_))) {
        let purpose = pack.purpose(&planned.purpose);
        let ends = purpose.into_iter().flat_map(|purpose| &purpose.lists).flat_map(|list| &list.ends);
        let place = ends.into_iter().position(|ending| term(ending) == planned.term).unwrap_or(usize::MAX);
        let key = (purpose.map_or(u16::MAX, |purpose| purpose.no), place, planned.term.clone());
        sums.entry(key).or_insert((planned, 0)).1 += 1;
    }
    let reason = |(planned, count): (&Planned, u64)| {
        let ending = ending(pack, &planned.purpose, &planned.term);
        Reason {
            clause: planned.clause.clone(),
            purpose: short(planned.purpose.as_str(), speech),
            term: ending.map_or_else(
                || planned.term.clone(),
                |ending| term_in_words(ending, pack, profile, speech.lang),
            ),
            count,
        }
    };
    sums.into_values().map(reason).collect()
}

/// A purpose in a word or two.
pub(super) fn short(purpose: &str, speech: &Speech) -> String {
    speech.word(&format!("demo-purpose-{purpose}"))
}
