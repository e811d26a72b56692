//! Counting against a counter that goes day by day, on the oracle's table, by jiff's own arithmetic.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use std::collections::BTreeMap;

use calendar::{Amount, Deadline, FirstDay, Profile, Reckoned};
use common::{kz, oracle};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

/// 1 March 2024, 00:00 at +06:00.
const CHANGE: i64 = 1_709_229_600;

struct Counter {
    worked: BTreeMap<Date, bool>,
    missing: Option<i16>,
}

impl Counter {
    /// Whether a day is worked; taken to be where nobody knows.
    fn worked(&mut self, day: Date) -> bool {
        let known = self.worked.get(&day).copied();
        if known.is_none() {
            self.missing.get_or_insert(day.year());
        }
        known.unwrap_or(true)
    }

    fn last_day(&mut self, start: Date, rule: &Deadline) -> Date {
        let same_day = rule.first_day == FirstDay::SameDay;
        let mut day = match rule.amount {
            Amount::WorkingDays(n) => {
                let mut day = if same_day { start } else { start.tomorrow().unwrap() };
                let mut left = n;
                loop {
                    left -= u32::from(self.worked(day));
                    if left == 0 {
                        return day;
                    }
                    day = day.tomorrow().unwrap();
                }
            }
            Amount::Days(n) => {
                (1..if same_day { n } else { n + 1 }).fold(start, |day, _| day.tomorrow().unwrap())
            }
            Amount::Months(n) => whole(start, start.checked_add(i64::from(n).months()).unwrap(), same_day),
            Amount::Years(n) => whole(start, start.checked_add(i64::from(n).years()).unwrap(), same_day),
            Amount::Hours(_) => unreachable!(),
        };
        while rule.rolls && !self.worked(day) {
            day = day.tomorrow().unwrap();
        }
        day
    }
}

fn whole(start: Date, end: Date, same_day: bool) -> Date {
    if same_day && start.day() == end.day() { end.yesterday().unwrap() } else { end }
}

fn local(at: Timestamp) -> DateTime {
    Offset::constant(if at.as_second() >= CHANGE { 5 } else { 6 }).to_datetime(at)
}

fn instant(local: DateTime) -> Timestamp {
    // The hour that came twice is meant the second time.
    let after = Offset::constant(5).to_timestamp(local).unwrap();
    if after.as_second() >= CHANGE { after } else { Offset::constant(6).to_timestamp(local).unwrap() }
}

fn brute(rule: &Deadline, start: Timestamp) -> Reckoned {
    let mut counter = Counter { worked: oracle(), missing: None };
    let last = counter.last_day(local(start).date(), rule);
    let end = if rule.end_of_day {
        instant(last.tomorrow().unwrap().at(0, 0, 0, 0))
    } else {
        instant(last.to_datetime(local(start).time()))
    };
    match counter.missing {
        None => Reckoned::At(end),
        Some(missing_year) => Reckoned::NotBefore { bound: end, latest: Timestamp::MAX, missing_year },
    }
}

prop_compose! {
    fn start()(
        // 2017-2029, and half of the time close to the change of offset.
        second in prop_oneof![1_483_228_800_i64..1_893_456_000, CHANGE - 3_000_000..CHANGE + 100_000],
        nanosecond in prop_oneof![Just(0), 0..1_000_000_000],
    ) -> Timestamp {
        Timestamp::new(second, nanosecond).unwrap()
    }
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        (1..800_u32).prop_map(Amount::Days),
        (1..40_u32).prop_map(Amount::Days),
        (1..600_u32).prop_map(Amount::WorkingDays),
        (1..40_u32).prop_map(Amount::WorkingDays),
        (1..120_u32).prop_map(Amount::Months),
        (1..100_u32).prop_map(Amount::Years),
    ]
}

prop_compose! {
    fn rule()(
        amount in amount(),
        first_day in prop_oneof![Just(FirstDay::DayAfter), Just(FirstDay::SameDay)],
        end_of_day: bool,
        rolls: bool,
    ) -> Deadline {
        let information = kz().deadline("information").unwrap().clone();
        Deadline { amount, first_day, end_of_day, rolls, ..information }
    }
}

/// The profile with 2027 entered, Kurban-ait on whatever day, and a swap of whatever days if it changes anything.
fn with_2027(ait: Date, off: Date, worked: Date) -> Profile {
    let basis = "source = \"a test\"\nconfidence = \"unconfirmed\"";
    let year =
        format!("{}\n[[year]]\nyear = 2027\nmovable = {{ kurban-ait = {ait} }}\n{basis}\n", common::KZ);
    let swapped = format!("{year}[[year.swap]]\noff = {off}\nworked = {worked}\n{basis}\n");
    Profile::parse(&swapped).or_else(|_| Profile::parse(&year)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn any_rule_ends_where_counting_day_by_day_ends(rule in rule(), start in start()) {
        prop_assert_eq!(common::below(kz().reckon_deadline(&rule, start)), brute(&rule, start));
    }

    #[test]
    fn the_default_is_day_after_end_of_day_and_rolling(amount in amount(), start in start()) {
        let information = kz().deadline("information").unwrap().clone();
        let rule = Deadline { amount, first_day: FirstDay::DayAfter, end_of_day: true, rolls: true, ..information };
        prop_assert_eq!(common::below(kz().reckon(amount, start)), brute(&rule, start));
    }

    #[test]
    fn the_true_end_lies_between_the_bounds(
        rule in rule(),
        ago in 0..30_000_000_i64,
        days in proptest::array::uniform3(0..365_i64),
    ) {
        let start = Timestamp::from_second(1_830_000_000 - ago).unwrap(); // the last year before 2028
        let day = |n: i64| Date::constant(2027, 1, 1).checked_add(n.days()).unwrap();
        let later = with_2027(day(days[0]), day(days[1]), day(days[2]));
        match (kz().reckon_deadline(&rule, start), later.reckon_deadline(&rule, start)) {
            (Reckoned::At(now), later) => prop_assert_eq!(Reckoned::At(now), later),
            (Reckoned::NotBefore { bound, latest, .. }, Reckoned::At(end)) => {
                prop_assert!(bound <= end && end <= latest, "{bound} {end} {latest}");
            }
            (Reckoned::NotBefore { bound, .. }, Reckoned::NotBefore { bound: later, .. }) => {
                prop_assert!(bound <= later);
            }
        }
    }

    #[test]
    fn an_amount_reads_back_as_it_was_written(amount in amount()) {
        prop_assert_eq!(amount.to_string().parse(), Ok(amount));
    }
}
