//! What was decided since the store was opened, counted: numbers name nobody.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use jiff::Timestamp;
use kernel::{ActKind, Verdict};
use store::{DueCursor, Pulse, Reader as _};

use crate::{Office, deadlines::end_of_next_working_day, error::Result};

/// How many due rows are counted, at most.
const MOST_DUE: usize = 100_000;
/// How many deadlines that are not overdue are counted, at most.
const MOST_SOON: usize = 10_000;

/// Acts by kind and verdict. What fails to become durable was counted when it was decided.
pub(crate) struct Tally(Vec<[AtomicU64; 2]>);

impl Default for Tally {
    fn default() -> Self {
        Self(ActKind::ALL.iter().map(|_| Default::default()).collect())
    }
}

impl Tally {
    pub(crate) fn count(&self, act: ActKind, verdict: Verdict) {
        let place = ActKind::ALL.iter().position(|one| *one == act);
        if let Some(of) = place.and_then(|place| self.0.get(place)) {
            of[verdict as usize].fetch_add(1, Relaxed);
        }
    }
}

/// What waits to be done, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// What should have been done by now.
    pub overdue: u64,
    /// What has to be done by the end of the next working day.
    pub soon: u64,
    /// Engagements past their term, up to a hundred thousand.
    pub due: u64,
    /// Engagements destroyed so far.
    pub destroyed: u64,
    /// Entries of the log.
    pub entries: u64,
}

impl Office {
    /// Acts decided since the store was opened, by kind and verdict; those that were never asked for as well.
    pub fn decided(&self) -> Vec<(ActKind, Verdict, u64)> {
        let both = [Verdict::Permitted, Verdict::Refused];
        let of = |(act, counts): (&ActKind, &[AtomicU64; 2])| {
            both.map(|verdict| (*act, verdict, counts[verdict as usize].load(Relaxed)))
        };
        ActKind::ALL.iter().zip(&self.tally.0).flat_map(of).collect()
    }

    /// How the writer is doing.
    pub fn pulse(&self) -> Pulse {
        self.writer.pulse()
    }

    /// What waits to be done. Counts name nobody, so looking at them is no act. It reads as many rows as it counts.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn standing(&self) -> Result<Standing> {
        let now = self.clock.now();
        let warn = end_of_next_working_day(&self.world().profile, now).unwrap_or(now);
        let lines = self.due_lines(warn, MOST_SOON)?;
        let overdue = lines.iter().filter(|line| line.overdue).count() as u64;
        let destroyed = self.runs()?.iter().flat_map(|run| run.tally.values()).sum();
        Ok(Standing {
            overdue,
            soon: lines.len() as u64 - overdue,
            due: self.due_now(now)?,
            destroyed,
            entries: self.log_size()?,
        })
    }

    fn due_now(&self, now: Timestamp) -> Result<u64> {
        let (mut reader, mut count, mut cursor) = (self.reader()?, 0, None);
        while count < MOST_DUE {
            let page = reader.due(now, cursor, 2_000)?;
            let Some(last) = page.last() else { break };
            cursor = Some(DueCursor::from(*last));
            count += page.len();
        }
        Ok(count as u64)
    }
}
