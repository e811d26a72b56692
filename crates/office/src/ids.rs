//! New ids, in the order in which they are given out: whoever comes in together lies together, and a batch of acts
//! changes few pages.

use std::sync::atomic::{AtomicU64, Ordering};

use kernel::{EngagementId, HoldId, PaperId, RunId, SubjectId};

use crate::{Office, random};

/// Bits of the counter below the millisecond (RFC 9562, section 6.2, method 1: a counter in `rand_a`).
const COUNTER: u32 = 12;

/// The last moment given out: milliseconds since 1970, then the counter.
#[derive(Debug, Default)]
pub(crate) struct Ids(AtomicU64);

impl Ids {
    /// The milliseconds and the ten random bytes of a new id. More ids than the counter counts in one millisecond, or
    /// under a rehearsal's clock that stands still, take milliseconds ahead.
    fn next(&self, millis: u64) -> (u64, [u8; 10]) {
        let clock = millis << COUNTER;
        let tick = |last: u64| Some(clock.max(last + 1));
        let last = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, tick).unwrap_or_default();
        let moment = clock.max(last + 1);
        let mut random: [u8; 10] = random::bytes();
        let [.., high, low] = (moment & ((1 << COUNTER) - 1)).to_be_bytes();
        (random[0], random[1]) = (high, low);
        (moment >> COUNTER, random)
    }
}

impl Office {
    pub(crate) fn new_subject_id(&self) -> SubjectId {
        let (millis, random) = self.next_id();
        SubjectId::new(millis, random)
    }

    pub(crate) fn new_engagement_id(&self) -> EngagementId {
        let (millis, random) = self.next_id();
        EngagementId::new(millis, random)
    }

    pub(crate) fn new_hold_id(&self) -> HoldId {
        let (millis, random) = self.next_id();
        HoldId::new(millis, random)
    }

    pub(crate) fn new_paper_id(&self) -> PaperId {
        let (millis, random) = self.next_id();
        PaperId::new(millis, random)
    }

    pub(crate) fn new_run_id(&self) -> RunId {
        let (millis, random) = self.next_id();
        RunId::new(millis, random)
    }

    fn next_id(&self) -> (u64, [u8; 10]) {
        self.ids.next(u64::try_from(self.clock.now().as_millisecond()).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_each_other_while_the_clock_stands_still_or_goes_back() {
        let ids = Ids::default();
        let next = |millis| {
            let (millis, random) = ids.next(millis);
            SubjectId::new(millis, random)
        };
        let given: Vec<SubjectId> = (0..10_000).map(|number| next(1_720_000_000_000 - number % 7)).collect();
        assert!(given.is_sorted_by(|one, other| one < other));
        assert!(next(1_730_000_000_000) > given[9_999]);
    }
}
