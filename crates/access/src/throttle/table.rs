//! Counters that leak, under tags.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use super::Rule;
use crate::Tag;

/// Failures as the time at which the last of them will be forgotten, and the time until which the next try waits; both
/// in milliseconds that have passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counter {
    pub(super) empty: u64,
    pub(super) next: u64,
}

/// Counters of one kind.
#[derive(Clone)]
pub(super) struct Table {
    rule: Rule,
    counters: HashMap<Tag, Counter>,
    /// The tags by when they are empty: the first of them is the first to go.
    by_empty: BTreeSet<(u64, Tag)>,
}

impl Table {
    pub(super) fn new(rule: &Rule) -> Self {
        Self { rule: *rule, counters: HashMap::new(), by_empty: BTreeSet::new() }
    }

    /// How long the tag has to wait, if at all.
    pub(super) fn wait(&self, tag: &Tag, now: u64) -> Option<Duration> {
        let next = self.counters.get(tag)?.next;
        next.checked_sub(now).filter(|wait| *wait > 0).map(Duration::from_millis)
    }

    /// One failure more.
    pub(super) fn count(&mut self, tag: &Tag, now: u64) {
        let Rule { leak, .. } = self.rule;
        let before = self.counters.get(tag).map_or(now, |counter| counter.empty.max(now));
        let empty = (before + leak).min(now + self.rule.full() * leak);
        let next = now + self.rule.delay((empty - now).div_ceil(leak));
        self.put(*tag, Counter { empty, next });
    }

    /// One failure less. Who waits because of others goes on waiting, for no longer than what is left deserves.
    pub(super) fn take_back(&mut self, tag: &Tag, now: u64) {
        let Some(Counter { empty, next }) = self.counters.get(tag).copied() else { return };
        let Rule { leak, .. } = self.rule;
        match empty.checked_sub(leak).filter(|empty| *empty > now) {
            Some(empty) => {
                let next = next.min(now + self.rule.delay((empty - now).div_ceil(leak)));
                self.put(*tag, Counter { empty, next });
            }
            None => self.clear(tag),
        }
    }

    pub(super) fn clear(&mut self, tag: &Tag) {
        if let Some(counter) = self.counters.remove(tag) {
            self.by_empty.remove(&(counter.empty, *tag));
        }
    }

    pub(super) fn len(&self) -> usize {
        self.counters.len()
    }

    /// All counters that are not empty, in the order in which they will be.
    pub(super) fn counters(&self, now: u64) -> impl Iterator<Item = (&Tag, &Counter)> {
        self.by_empty.iter().filter(move |(empty, _)| *empty > now).map(|(_, tag)| (tag, &self.counters[tag]))
    }

    /// A counter from outside, brought within the rule.
    pub(super) fn restore(&mut self, tag: Tag, counter: Counter, now: u64) {
        let empty = counter.empty.min(now + self.rule.full() * self.rule.leak);
        let next = counter.next.min(now + self.rule.most);
        self.put(tag, Counter { empty, next });
    }

    fn put(&mut self, tag: Tag, counter: Counter) {
        if let Some(before) = self.counters.insert(tag, counter) {
            self.by_empty.remove(&(before.empty, tag));
        } else if self.counters.len() > self.rule.capacity
            && let Some((_, first)) = self.by_empty.pop_first()
        {
            self.counters.remove(&first);
        }
        self.by_empty.insert((counter.empty, tag));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000;

    fn table(capacity: usize) -> Table {
        Table::new(&Rule::new(4, Duration::from_secs(900), Duration::from_secs(3600), capacity).unwrap())
    }

    #[test]
    fn failures_are_forgotten_one_by_one() {
        let mut table = table(9);
        let wait = |table: &mut Table, now| {
            table.count(&[1; 16], now);
            table.wait(&[1; 16], now).map_or(0, |wait| wait.as_secs())
        };
        assert_eq!([0, 1, 2, 3, 4, 5].map(|at| wait(&mut table, at)), [0, 0, 0, 0, 1, 2]);
        // Three hours later three are forgotten: the next is the fourth.
        assert_eq!(wait(&mut table, 3 * HOUR + 10), 0);
        assert_eq!(wait(&mut table, 3 * HOUR + 11), 1);
        // However long it went on, 15 hours later nothing is left.
        for at in 0..100 {
            wait(&mut table, 3 * HOUR + 12 + at);
        }
        assert_eq!(table.counters(18 * HOUR + 200).count(), 0);
        assert_eq!(wait(&mut table, 18 * HOUR + 200), 0);
    }

    #[test]
    fn the_emptiest_goes_first() {
        let mut table = table(3);
        for _ in 0..3 {
            table.count(&[1; 16], 0);
        }
        table.count(&[2; 16], 1);
        table.count(&[2; 16], 1);
        // A flood of tags that failed once each.
        for n in 10..200 {
            table.count(&[n; 16], 2);
            assert_eq!(table.len(), 3);
        }
        let left = |table: &Table| table.counters(2).map(|(tag, _)| tag[0]).collect::<Vec<_>>();
        assert_eq!(left(&table), [199, 2, 1]);
        assert_eq!(table.by_empty.len(), 3);
        // Only more failures push them out.
        (0..3).for_each(|_| table.count(&[201; 16], 3));
        (0..3).for_each(|_| table.count(&[202; 16], 3));
        assert_eq!(left(&table), [1, 201, 202]);
    }

    #[test]
    fn one_is_taken_back_and_no_more() {
        let mut table = table(3);
        (0..7).for_each(|_| table.count(&[1; 16], 0));
        assert_eq!(table.wait(&[1; 16], 0), Some(Duration::from_secs(4)));
        table.take_back(&[1; 16], 0);
        assert_eq!(table.wait(&[1; 16], 0), Some(Duration::from_secs(2)));
        (0..6).for_each(|_| table.take_back(&[1; 16], 0));
        assert_eq!((table.len(), table.by_empty.len()), (0, 0));
        table.take_back(&[1; 16], 0);
        assert_eq!(table.len(), 0);
    }
}
