//! Chance from a seed: the same draws each time, on every machine.

use std::{cell::RefCell, ops::RangeInclusive};

use fastrand::Rng;
use jiff::{ToSpan as _, civil::Date};

/// One person's own chance: nobody else's draws move it.
pub(in crate::demo) struct Draw(RefCell<Rng>);

impl Draw {
    /// The draws of one place under a seed.
    pub(in crate::demo) fn of(seed: u64, place: u64) -> Self {
        // SplitMix64's step keeps neighbouring places far apart.
        let mixed = seed ^ place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(RefCell::new(Rng::with_seed((mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9))))
    }

    /// Yes in so many of a hundred.
    pub(in crate::demo) fn chance(&self, percent: u32) -> bool {
        self.0.borrow_mut().u32(..100) < percent
    }

    /// One of a list that is not empty.
    pub(in crate::demo) fn pick<T: Copy>(&self, from: &[T]) -> T {
        from[self.0.borrow_mut().usize(..from.len())]
    }

    /// A place in a list of weights.
    pub(in crate::demo) fn weighted(&self, weights: &[u32]) -> usize {
        let mut left = self.0.borrow_mut().u32(..weights.iter().sum::<u32>());
        weights
            .iter()
            .take_while(|weight| left.checked_sub(**weight).inspect(|rest| left = *rest).is_some())
            .count()
    }

    /// A number between two, both included.
    pub(in crate::demo) fn between(&self, range: RangeInclusive<i32>) -> i32 {
        self.0.borrow_mut().i32(range)
    }

    /// So many digits.
    pub(in crate::demo) fn digits(&self, count: usize) -> String {
        (0..count).map(|_| self.0.borrow_mut().digit(10)).collect()
    }

    /// So many bytes, in hex.
    pub(in crate::demo) fn hex(&self, bytes: usize) -> String {
        (0..bytes * 2).map(|_| self.0.borrow_mut().digit(16)).collect()
    }

    /// So many signs of an alphabet.
    pub(in crate::demo) fn signs(&self, alphabet: &[u8], count: usize) -> String {
        (0..count).map(|_| char::from(self.pick(alphabet))).collect()
    }

    /// A day between two, both included.
    pub(in crate::demo) fn day(&self, range: RangeInclusive<Date>) -> Date {
        let days = range.start().until(*range.end()).map(|span| span.get_days()).unwrap_or_default();
        later(*range.start(), self.between(0..=days.max(0)))
    }
}

/// So many days later.
pub(in crate::demo) fn later(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
