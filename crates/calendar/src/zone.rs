//! Local time by a list of offsets: no time-zone database is asked.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

pub(crate) const SECONDS_PER_DAY: i64 = 86_400;

/// How far a yearly rule is laid out. No term of keeping reaches further, and nobody knows the clocks of that day.
const RULES_UNTIL: Timestamp = Timestamp::constant(7_258_118_400, 0); // 1 January 2200, 00:00 UTC

/// The offsets of one zone, each from an instant on. The first also stands for all time before it.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Ordered by instant, never empty.
    periods: Vec<Period>,
}

/// What the local clock follows from an instant on.
#[derive(Clone, Debug)]
pub(crate) enum Clock {
    /// One offset.
    Fixed(Offset),
    /// A winter and a summer offset and the days of the change, as a POSIX `TZ` string says it.
    Yearly(TimeZone),
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
    /// `None` when there is no clock at all or the instants don't grow.
    pub(crate) fn new(clocks: &[(Timestamp, Clock)]) -> Option<Self> {
        let grows = clocks.windows(2).all(|pair| pair[0].0 < pair[1].0);
        let mut periods = Vec::new();
        for (number, (since, clock)) in clocks.iter().enumerate() {
            let end = clocks.get(number + 1).map_or(RULES_UNTIL, |(next, _)| *next);
            clock.lay_out(*since, end, &mut periods);
        }
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
        // No offset reaches two days: what begins later can't hold it.
        let near = self.periods.partition_point(|period| period.since <= wanted + 2 * SECONDS_PER_DAY);
        let mut end = i64::MAX;
        for period in self.periods[..near].iter().rev() {
            let instant = wanted - period.offset;
            if instant >= period.since {
                return instant.min(end);
            }
            end = period.since;
        }
        wanted - self.periods[0].offset
    }

    fn period(&self, second: i64) -> Period {
        let later = self.periods.partition_point(|period| period.since <= second);
        self.periods[later.saturating_sub(1)]
    }
}

impl Clock {
    /// A rule such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, IEEE 1003.1, `TZ`). No database is asked for it.
    pub(crate) fn yearly(rule: &str) -> Option<Self> {
        // Without a comma the rule names no days of change; those it then means are another country's.
        let whole = rule.contains(',') && rule.len() <= 64;
        whole.then(|| TimeZone::posix(rule).ok().map(Self::Yearly))?
    }

    fn lay_out(&self, since: Timestamp, end: Timestamp, periods: &mut Vec<Period>) {
        let period =
            |since, offset: Offset| Period { since: floor(since).0, offset: offset.seconds().into() };
        match self {
            Self::Fixed(offset) => periods.push(period(since, *offset)),
            Self::Yearly(zone) => {
                periods.push(period(since, zone.to_offset(since)));
                let changes = zone.following(since).take_while(|change| change.timestamp() < end);
                periods.extend(changes.map(|change| period(change.timestamp(), change.offset())));
            }
        }
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
        let clocks: Vec<_> = offsets
            .iter()
            .map(|(since, hours)| (since.parse().unwrap(), Clock::Fixed(Offset::constant(*hours))))
            .collect();
        Zone::new(&clocks).unwrap()
    }

    fn european() -> Zone {
        let rule = Clock::yearly("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        Zone::new(&[("1996-01-01T00:00:00Z".parse().unwrap(), rule)]).unwrap()
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
    fn a_yearly_rule_changes_the_clocks_every_year() {
        let zone = european();
        for (at, hours) in [
            ("1995-07-01T00:00:00Z", 1), // before the first row
            ("2026-03-29T00:59:59Z", 1),
            ("2026-03-29T01:00:00Z", 2),
            ("2026-10-25T00:59:59Z", 2),
            ("2026-10-25T01:00:00Z", 1),
            ("2136-07-01T00:00:00Z", 2),
            ("2300-01-01T00:00:00Z", 1), // laid out no further: the last winter stands
        ] {
            assert_eq!(zone.offset_seconds(at.parse().unwrap()), hours * 3600, "{at}");
        }
        let hours = |from: &str, to: &str| (zone.instant(day(to), 0) - zone.instant(day(from), 0)) / 3600;
        assert_eq!(hours("2026-03-28", "2026-03-29"), 24);
        assert_eq!(hours("2026-03-29", "2026-03-30"), 23);
        assert_eq!(hours("2026-10-25", "2026-10-26"), 25);
        // 02:30 does not come on the first of these days, and comes twice on the second.
        assert_eq!(zone.instant(day("2026-03-29"), 9000), second("2026-03-29T01:00:00Z"));
        assert_eq!(zone.instant(day("2026-10-25"), 9000), second("2026-10-25T01:30:00Z"));
    }

    #[test]
    fn a_later_row_ends_a_yearly_rule() {
        let rule = Clock::yearly("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        let fixed = Clock::Fixed(Offset::constant(1));
        let from = |text: &str| text.parse::<Timestamp>().unwrap();
        let rows = [(from("1996-01-01T00:00:00Z"), rule), (from("2030-01-01T00:00:00Z"), fixed)];
        let zone = Zone::new(&rows).unwrap();
        assert_eq!(zone.offset_seconds(from("2029-07-01T00:00:00Z")), 7200);
        assert_eq!(zone.offset_seconds(from("2030-07-01T00:00:00Z")), 3600);
    }

    #[test]
    fn a_rule_without_its_days_is_none() {
        for text in ["CET-1CEST", "", "Europe/Berlin", "M3.5.0,M10.5.0/3", &"C,".repeat(40)] {
            assert!(Clock::yearly(text).is_none(), "{text}");
        }
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
