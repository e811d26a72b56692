//! Local time by a list of offsets: no time-zone database is asked.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;

/// The offsets of one zone, each from an instant on. The first also stands for all time before it.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Ordered by instant, never empty.
    periods: Vec<Period>,
}

/// One offset and the instant from which it holds, both in seconds.
#[derive(Clone, Copy, Debug)]
struct Period {
    since: i64,
    offset: i64,
}

/// An instant split into the local calendar's terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    /// Days since 1970-01-01, local.
    pub(crate) day: i64,
    /// Seconds since the local midnight.
    pub(crate) second: i64,
    /// Nanoseconds of that second.
    pub(crate) nanosecond: i32,
}

impl Zone {
    /// `None` when there is no offset at all or the instants don't grow.
    pub(crate) fn new(offsets: &[(Timestamp, Offset)]) -> Option<Self> {
        let periods: Vec<Period> = offsets
            .iter()
            .map(|(since, offset)| Period { since: floor(*since).0, offset: i64::from(offset.seconds()) })
            .collect();
        let grows = periods.windows(2).all(|pair| pair[0].since < pair[1].since);
        (grows && !periods.is_empty()).then_some(Self { periods })
    }

    pub(crate) fn offset_seconds(&self, at: Timestamp) -> i64 {
        self.period(floor(at).0).offset
    }

    pub(crate) fn local(&self, at: Timestamp) -> Local {
        let (second, nanosecond) = floor(at);
        let local = second + self.period(second).offset;
        Local {
            day: local.div_euclid(SECONDS_PER_DAY),
            second: local.rem_euclid(SECONDS_PER_DAY),
            nanosecond,
        }
    }

    /// The instant, in seconds, at which the local clock is for the last time short of this time of this day.
    ///
    /// A time shown twice, because clocks went back, means the second showing; a time skipped, because they went
    /// forward, means the moment of the change. A day is thus over only when it can't come again.
    pub(crate) fn instant(&self, day: i64, second: i64) -> i64 {
        let wanted = day * SECONDS_PER_DAY + second;
        let mut end = i64::MAX;
        for period in self.periods.iter().rev() {
            let instant = wanted - period.offset;
            if instant >= period.since {
                return instant.min(end);
            }
            end = period.since;
        }
        wanted - self.periods[0].offset
    }

    fn period(&self, second: i64) -> Period {
        let later = self.periods.iter().rev().find(|period| period.since <= second);
        later.copied().unwrap_or(self.periods[0])
    }
}

/// Days since 1970-01-01. The two days at the ends of jiff's calendar that no instant reaches are pulled in.
pub(crate) fn day_number(date: Date) -> i64 {
    let midnight = Offset::UTC.to_timestamp(date.at(0, 0, 0, 0));
    let end = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
    midnight.unwrap_or(end).as_second().div_euclid(SECONDS_PER_DAY)
}

/// The date of a day number, or the nearest that jiff's calendar has.
pub(crate) fn date(day: i64) -> Date {
    Offset::UTC.to_datetime(timestamp(day.saturating_mul(SECONDS_PER_DAY), 0)).date()
}

/// An instant, or the nearest one that can be written.
pub(crate) fn timestamp(second: i64, nanosecond: i32) -> Timestamp {
    let end = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::new(second, nanosecond).unwrap_or(end)
}

/// Whole seconds downwards and the nanoseconds above them: jiff rounds towards 1970 instead.
fn floor(at: Timestamp) -> (i64, i32) {
    let (second, nanosecond) = (at.as_second(), at.subsec_nanosecond());
    if nanosecond < 0 { (second - 1, nanosecond + 1_000_000_000) } else { (second, nanosecond) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // A test fails by panicking.

    use super::*;

    fn zone(offsets: &[(&str, i8)]) -> Zone {
        let offsets: Vec<_> =
            offsets.iter().map(|(since, hours)| (since.parse().unwrap(), Offset::constant(*hours))).collect();
        Zone::new(&offsets).unwrap()
    }

    fn second(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_second()
    }

    fn day(text: &str) -> i64 {
        day_number(text.parse().unwrap())
    }

    #[test]
    fn a_midnight_shown_twice_ends_the_day_the_second_time() {
        let zone = zone(&[("2004-10-30T20:00:00Z", 6), ("2024-02-29T18:00:00Z", 5)]);
        assert_eq!(zone.instant(day("2024-02-29"), 0), second("2024-02-28T18:00:00Z"));
        assert_eq!(zone.instant(day("2024-03-01"), 0), second("2024-02-29T19:00:00Z"));
        // The hour before the change is shown twice; both showings belong to 29 February.
        for at in ["2024-02-29T17:30:00Z", "2024-02-29T18:30:00Z"] {
            assert_eq!(zone.local(at.parse().unwrap()).day, day("2024-02-29"), "{at}");
        }
    }

    #[test]
    fn a_midnight_skipped_is_the_moment_of_the_change() {
        let zone = zone(&[("2000-01-01T00:00:00Z", 0), ("2001-03-25T00:00:00Z", 1)]);
        assert_eq!(zone.instant(day("2001-03-25"), 0), second("2001-03-25T00:00:00Z"));
        assert_eq!(zone.instant(day("2001-03-25"), 1800), second("2001-03-25T00:00:00Z"));
        assert_eq!(zone.instant(day("2001-03-26"), 0), second("2001-03-25T23:00:00Z"));
    }

    #[test]
    fn before_1970_and_at_the_ends_of_time_days_stay_whole() {
        let zone = zone(&[("2000-01-01T00:00:00Z", 5)]);
        let before: Timestamp = "1969-12-31T18:59:59.5Z".parse().unwrap();
        assert_eq!(zone.local(before), Local { day: -1, second: 86_399, nanosecond: 500_000_000 });
        assert_eq!(date(day_number(Date::constant(1900, 2, 28)) + 1), Date::constant(1900, 3, 1));
        assert!(date(i64::MAX / SECONDS_PER_DAY).year() == 9999);
        assert!(date(day_number(Date::MIN)).year() == -9999);
    }
}
