//! One day of the calendar, and why it is or isn't a working day.

use jiff::civil::Date;

/// One day: is it a working day, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Whether the jurisdiction works on it.
    pub working: bool,
    /// The reason.
    pub why: Why,
}

/// Why a day is or isn't a working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// An ordinary working day.
    Workday,
    /// A day of the weekly rest.
    Weekend,
    /// A holiday, on whatever day of the week: its name in the profile.
    Holiday(String),
    /// Off in place of a holiday that fell on this day of weekly rest.
    Transferred(Date),
    /// Off by the authority's yearly table, for that worked day where there is one.
    SwappedOff(Option<Date>),
    /// Worked by the authority's yearly table, for that day off where there is one.
    SwappedOn(Option<Date>),
}
