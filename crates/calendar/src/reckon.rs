//! Counting: when a term that begins at an instant is over.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::zone::{date, day_number};
use crate::{Amount, Deadline, FirstDay, Profile};

/// When a term is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reckoned {
    /// The instant at which it is over: 24:00 local time of the last day, which is 00:00 of the next, or the moment
    /// itself where the term runs to a moment.
    At(Timestamp),
    /// It can't be computed yet.
    NotBefore {
        /// The latest instant that is certainly not after the true end.
        bound: Timestamp,
        /// An instant that is certainly not before the true end, whatever holidays the missing years turn out to have.
        latest: Timestamp,
        /// The first year that has to be entered in the profile; 9999 for an end that lies beyond all calendars.
        missing_year: i16,
    },
}

impl Reckoned {
    /// The end, or the earliest instant that is certainly not before it: by then the term is over.
    pub fn latest(self) -> Timestamp {
        match self {
            Self::At(at) | Self::NotBefore { latest: at, .. } => at,
        }
    }

    /// The end, or the latest instant that is certainly not after it.
    pub fn bound(self) -> Timestamp {
        match self {
            Self::At(at) | Self::NotBefore { bound: at, .. } => at,
        }
    }
}

/// The rules by which days are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counting {
    pub(crate) first_day: FirstDay,
    pub(crate) end_of_day: bool,
    pub(crate) rolls: bool,
}

/// A last day, and the first year that would have been needed to be sure of it.
#[derive(Clone, Copy, Debug)]
struct LastDay {
    day: i64,
    missing_year: Option<i16>,
    /// Days that could not be told apart and were all taken to be worked.
    unknown: u64,
}

impl LastDay {
    /// A day that is certainly not before the true one: of seven days five are worked, less the most holidays, and what
    /// was counted too much is worked off at the same pace.
    fn latest(self) -> i64 {
        let unknown = i64::try_from(self.unknown).unwrap_or(i64::MAX / 16);
        let windows = unknown / 100 + 1; // two of seven days are not worked: 200 days hold more than 100 worked ones
        self.day.saturating_add(unknown * 2 / 5 + HOLIDAYS * windows * 7 / 5 + 10)
    }
}

const END_OF_CALENDARS: i16 = 9999;
/// Days of the working week that holidays take at most from any 200 days; in no state's calendar is it that many.
const HOLIDAYS: i64 = 20;

impl Profile {
    /// When `amount` from `start` is over, counted as the profile counts where a rule doesn't say otherwise. Hours
    /// run from the moment to the moment and never roll.
    ///
    /// Never fails: a term that needs a year which can't be computed, or that ends after the year 9999, comes back
    /// as [`Reckoned::NotBefore`]. It takes the same short time however long the term is.
    pub fn reckon(&self, amount: Amount, start: Timestamp) -> Reckoned {
        let counting = match amount {
            Amount::Hours(_) => Counting { first_day: FirstDay::Moment, end_of_day: false, rolls: false },
            _ => self.counting,
        };
        self.count(amount, counting, start)
    }

    /// When a deadline that began to run at `start` is over, without its extension.
    pub fn reckon_deadline(&self, deadline: &Deadline, start: Timestamp) -> Reckoned {
        self.count(deadline.amount, counting_of(deadline), start)
    }

    /// When an extended deadline that began to run at `start` is over; `None` when it can't be extended.
    pub fn reckon_extended(&self, deadline: &Deadline, start: Timestamp) -> Option<Reckoned> {
        let amount = deadline.amount.plus(deadline.extension?)?;
        Some(self.count(amount, counting_of(deadline), start))
    }

    fn count(&self, amount: Amount, counting: Counting, start: Timestamp) -> Reckoned {
        let local = self.zone.local(start);
        let last = match amount {
            Amount::Hours(hours) => return self.count_hours(hours, counting, start),
            Amount::Days(days) => self.roll(after_days(local.day, days, counting), counting),
            Amount::Months(months) => self.roll_months(local.day, i64::from(months), counting),
            Amount::Years(years) => self.roll_months(local.day, 12 * i64::from(years), counting),
            // No working day to count: the day itself is the last one.
            Amount::WorkingDays(0) => self.roll(local.day, counting),
            Amount::WorkingDays(days) => {
                let first = if counting.first_day == FirstDay::SameDay { local.day } else { local.day + 1 };
                self.nth_working(first, u64::from(days) - 1)
            }
        };
        if counting.end_of_day {
            let end = |day: i64| self.zone.instant(day + 1, 0);
            reckoned(end(last.day), 0, last.missing_year.map(|year| (year, end(last.latest()))))
        } else {
            let end = |day: i64| self.zone.instant(day, local.second);
            reckoned(
                end(last.day),
                local.nanosecond,
                last.missing_year.map(|year| (year, end(last.latest()))),
            )
        }
    }

    fn count_hours(&self, hours: u32, counting: Counting, start: Timestamp) -> Reckoned {
        let end = start.as_second() + 3600 * i64::from(hours);
        let moment = reckoned(end, start.subsec_nanosecond(), None);
        match moment {
            Reckoned::At(moment) if counting.end_of_day => {
                reckoned(self.zone.instant(self.zone.local(moment).day + 1, 0), 0, None)
            }
            _ => moment,
        }
    }

    fn roll_months(&self, start: i64, months: i64, counting: Counting) -> LastDay {
        match after_months(start, months, counting) {
            Some(day) => self.roll(day, counting),
            None => LastDay { day: day_number(Date::MAX), missing_year: Some(END_OF_CALENDARS), unknown: 0 },
        }
    }

    fn roll(&self, day: i64, counting: Counting) -> LastDay {
        if counting.rolls {
            self.nth_working(day, 0)
        } else {
            LastDay { day, missing_year: None, unknown: 0 }
        }
    }

    /// The `n`-th working day from `from` on, counted from 0. Where days can't be told apart each is taken to be
    /// worked, so the answer is then the earliest that the true one can be.
    fn nth_working(&self, from: i64, mut n: u64) -> LastDay {
        let mut day = from;
        let (mut missing_year, mut passed_unknown) = (None, 0);
        for run in self.runs.iter().filter(|run| from < run.end()) {
            let unknown = u64::try_from(run.first() - day).unwrap_or(0);
            if unknown > 0 {
                missing_year = missing_year.or(Some(date(day).year()));
                if n < unknown {
                    break;
                }
                (n, passed_unknown) = (n - unknown, passed_unknown + unknown);
                day = run.first();
            }
            match run.nth_working(day, n) {
                Ok(day) => return LastDay { day, missing_year, unknown: passed_unknown },
                Err(passed) => {
                    n -= passed;
                    day = run.end();
                }
            }
        }
        let missing_year = missing_year.or(Some(date(day).year()));
        // At most a `u32` of days was asked for.
        LastDay {
            day: day.saturating_add_unsigned(n),
            missing_year,
            unknown: passed_unknown.saturating_add(n),
        }
    }
}

fn counting_of(deadline: &Deadline) -> Counting {
    Counting { first_day: deadline.first_day, end_of_day: deadline.end_of_day, rolls: deadline.rolls }
}

fn after_days(start: i64, days: u32, counting: Counting) -> i64 {
    let same_day = counting.first_day == FirstDay::SameDay;
    start + i64::from(if same_day { days.saturating_sub(1) } else { days })
}

/// The day of that number in a later month, or the month's last day where it has none; the day before it when the
/// starting day is itself counted. `None` after the year 9999.
fn after_months(start: i64, months: i64, counting: Counting) -> Option<i64> {
    let start = date(start);
    let month = i64::from(start.year()) * 12 + i64::from(start.month()) - 1 + months;
    let year = i16::try_from(month.div_euclid(12)).ok()?;
    let first = Date::new(year, month.rem_euclid(12) as i8 + 1, 1).ok()?;
    let days = first.days_in_month();
    let whole = start.day() <= days;
    let day = day_number(first) + i64::from(start.day().min(days)) - 1;
    // A month too short for the day is already over at its own end.
    Some(if counting.first_day == FirstDay::SameDay && whole && months > 0 { day - 1 } else { day })
}

/// An end; where a year is missing, with the second that is certainly not before it.
fn reckoned(second: i64, nanosecond: i32, missing: Option<(i16, i64)>) -> Reckoned {
    let moment = |second| Timestamp::new(second, nanosecond);
    match (moment(second), missing) {
        (Ok(end), None) => Reckoned::At(end),
        (Ok(bound), Some((missing_year, latest))) => {
            let latest = moment(latest).unwrap_or(Timestamp::MAX);
            Reckoned::NotBefore { bound, latest, missing_year }
        }
        (Err(_), missing) => Reckoned::NotBefore {
            bound: Timestamp::MAX,
            latest: Timestamp::MAX,
            missing_year: missing.map_or(END_OF_CALENDARS, |(year, _)| year),
        },
    }
}
