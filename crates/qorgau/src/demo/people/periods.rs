//! When the files are taken in.
//!
//! The policy's edition is in force from 17 June 2024, and no day before it can be one on which data was held under it.
//! So the store is founded on that day and takes the years before in as old files, their history as events after
//! collecting; then it lives on, a file or a dozen at each year's end.

use jiff::{
    Timestamp,
    civil::{Date, date},
};

/// The first day of the history.
pub(in crate::demo) const FIRST: Date = date(2020, 11, 2);
/// The last.
pub(in crate::demo) const LAST: Date = date(2026, 11, 11);

/// A stretch of the history, with the moments at which its files are taken in and what is due is destroyed.
///
/// Between the two lies more than one working day: the pause in which a wrong event can still be taken back.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Period {
    /// The name of the folder with its files.
    pub(in crate::demo) folder: &'static str,
    /// Its first day.
    pub(in crate::demo) from: Date,
    /// Its last day.
    pub(in crate::demo) to: Date,
    /// Noon of the day on which its files are taken in.
    pub(in crate::demo) taken: Date,
    /// Noon of the day of the sweep.
    pub(in crate::demo) swept: Date,
}

/// The periods, oldest first.
pub(in crate::demo) const PERIODS: [Period; 4] = [
    Period {
        folder: "1-old-files",
        from: FIRST,
        to: date(2024, 6, 16),
        taken: date(2024, 6, 17),
        swept: date(2024, 6, 20),
    },
    Period {
        folder: "2-year-2024",
        from: date(2024, 6, 17),
        to: date(2024, 12, 26),
        taken: date(2024, 12, 27),
        swept: date(2024, 12, 31),
    },
    Period {
        folder: "3-year-2025",
        from: date(2024, 12, 27),
        to: date(2025, 12, 25),
        taken: date(2025, 12, 26),
        swept: date(2025, 12, 30),
    },
    Period {
        folder: "4-year-2026",
        from: date(2025, 12, 26),
        to: LAST,
        taken: date(2026, 11, 12),
        swept: date(2026, 11, 16),
    },
];

impl Period {
    /// Whether a day lies in it.
    pub(in crate::demo) fn has(&self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Whether its files come from the system before: other headers, other dates, other signs between cells.
    pub(in crate::demo) fn is_old(&self) -> bool {
        self.from == FIRST
    }
}

/// Noon in Kazakhstan, where the clocks of the rehearsal's days (all after March 2024) stand five hours ahead.
pub(in crate::demo) fn noon(day: Date) -> Timestamp {
    day.at(7, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map(|at| at.timestamp()).unwrap_or_default()
}
