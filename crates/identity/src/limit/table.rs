//! The last passes of each tag.

use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};

use super::Rate;
use crate::{BadBytes, Tag, bytes::Reader};

/// The most milliseconds that can have passed, 2⁶²: no sum of times overflows.
pub(super) const MAX_TIME: u64 = 1 << 62;

/// Tags with the times of their last passes, in milliseconds that have passed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// How many passes, within how many milliseconds.
    windows: Vec<(usize, u64)>,
    capacity: usize,
    passes: HashMap<Tag, Vec<u64>>,
    /// The tags by their last pass: the first of them is the first that may be forgotten.
    by_last: BTreeSet<(u64, Tag)>,
}

impl Table {
    pub(super) fn new(rate: &Rate) -> Self {
        let windows =
            rate.windows.iter().map(|w| (usize::from(w.most), w.within.as_millis() as u64)).collect();
        Self { windows, capacity: rate.capacity, passes: HashMap::new(), by_last: BTreeSet::new() }
    }

    /// How long the tag has to wait, if at all.
    pub(super) fn wait(&self, tag: &Tag, now: u64) -> Option<Duration> {
        let passes = self.passes.get(tag)?;
        let over = |(most, within): &(usize, u64)| {
            // With as many passes inside as the window takes, the oldest of those has to leave it first.
            let oldest = passes.len().checked_sub(*most).map(|at| passes[at])?;
            (oldest + within).checked_sub(now).filter(|wait| *wait > 0)
        };
        self.windows.iter().filter_map(over).max().map(Duration::from_millis)
    }

    /// Whether the tag can be counted. Forgets what bears on no answer any more, if that is needed.
    pub(super) fn make_room(&mut self, tag: &Tag, now: u64) -> bool {
        if self.passes.contains_key(tag) || self.passes.len() < self.capacity {
            return true;
        }
        let longest = self.longest();
        match self.by_last.first() {
            Some(&(last, oldest)) if last + longest <= now => {
                self.by_last.pop_first();
                self.passes.remove(&oldest);
                true
            }
            _ => false,
        }
    }

    pub(super) fn count(&mut self, tag: &Tag, now: u64) {
        let most = self.most();
        let passes = self.passes.entry(*tag).or_default();
        if let Some(last) = passes.last() {
            self.by_last.remove(&(*last, *tag));
        }
        if passes.len() == most {
            passes.remove(0);
        }
        passes.push(now);
        self.by_last.insert((now, *tag));
    }

    pub(super) fn len(&self) -> usize {
        self.passes.len()
    }

    /// The number of tags, and then, by tag, each tag with the number of its passes and their times.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let mut tags: Vec<_> = self.passes.iter().collect();
        tags.sort_unstable();
        out.extend((tags.len() as u32).to_be_bytes()); // at most 2²⁰
        for (tag, passes) in tags {
            out.extend(tag);
            out.push(passes.len() as u8); // at most 255
            out.extend(passes.iter().flat_map(|time| time.to_be_bytes()));
        }
    }

    pub(super) fn read(reader: &mut Reader<'_>, rate: &Rate, now: u64) -> Result<Self, BadBytes> {
        let mut table = Self::new(rate);
        let (most, count) = (table.most(), reader.u32()? as usize);
        // A tag takes at least 25 bytes: a count that its bytes can't hold is refused before anything is reserved.
        if count > table.capacity || count > reader.left() / 25 {
            return Err(BadBytes::Field);
        }
        let mut before: Option<Tag> = None;
        for _ in 0..count {
            let tag = reader.array()?;
            if before.is_some_and(|before| before >= tag) {
                return Err(BadBytes::Field);
            }
            before = Some(tag);
            let times = (0..reader.u8()?).map(|_| reader.u64()).collect::<Result<Vec<_>, _>>()?;
            let last = *times.last().ok_or(BadBytes::Field)?;
            if !times.is_sorted() || last > now {
                return Err(BadBytes::Field);
            }
            table.by_last.insert((last, tag));
            table.passes.insert(tag, times[times.len().saturating_sub(most)..].to_vec());
        }
        Ok(table)
    }

    /// How many passes of a tag are worth remembering.
    fn most(&self) -> usize {
        self.windows.iter().map(|(most, _)| *most).max().unwrap_or(1)
    }

    fn longest(&self) -> u64 {
        self.windows.iter().map(|(_, within)| *within).max().unwrap_or(0)
    }
}
