//! Terms, counted by hand.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use calendar::{Amount, Deadline, FirstDay, Reckoned};
use common::{at, below, date, instant, kz, not_before};

fn reckon(amount: &str, start: &str) -> Reckoned {
    kz().reckon(amount.parse().unwrap(), instant(start))
}

fn deadline(amount: &str, first_day: FirstDay, end_of_day: bool, rolls: bool) -> Deadline {
    let mut deadline = kz().deadline("information").unwrap().clone();
    deadline.amount = amount.parse().unwrap();
    (deadline.first_day, deadline.end_of_day, deadline.rolls) = (first_day, end_of_day, rolls);
    deadline
}

#[test]
fn days_start_the_day_after_and_end_at_24_local() {
    // The thirtieth day after 2 February is 4 March, a Wednesday: over at its 24:00.
    assert_eq!(reckon("30 days", "2026-02-02T10:00:00+05:00"), at("2026-03-05T00:00:00+05:00"));
    // The local date decides, not UTC's: at 20:00Z it is already the 3rd.
    assert_eq!(reckon("30 days", "2026-02-02T20:00:00Z"), at("2026-03-06T00:00:00+05:00"));
    assert_eq!(reckon("1 day", "2026-02-02T00:00:00+05:00"), at("2026-02-04T00:00:00+05:00"));
    assert_eq!(reckon("1 day", "2026-02-02T23:59:59.999999999+05:00"), at("2026-02-04T00:00:00+05:00"));
}

#[test]
fn working_days_pass_over_holidays() {
    // 27-30 April, 4-6, 8, 12-15, 18-20 May: 1, 7, 9 and 11 May are off.
    assert_eq!(reckon("15 working days", "2026-04-24T12:00:00+05:00"), at("2026-05-21T00:00:00+05:00"));
    // A worked Saturday counts: 3 and 4 May 2024, then the 6th; without it the third would be the 7th, off.
    assert_eq!(reckon("3 working days", "2024-05-02T12:00:00+05:00"), at("2024-05-07T00:00:00+05:00"));
    // Received on a day off.
    assert_eq!(reckon("1 working day", "2026-05-09T12:00:00+05:00"), at("2026-05-13T00:00:00+05:00"));
}

#[test]
fn a_last_day_off_rolls_forward() {
    // Saturday 21 March 2026 begins Nauryz; 24 and 25 March are off for it.
    assert_eq!(reckon("10 days", "2026-03-11T12:00:00+05:00"), at("2026-03-27T00:00:00+05:00"));
    assert_eq!(reckon("1 month", "2026-02-21T12:00:00+05:00"), at("2026-03-27T00:00:00+05:00"));
    assert_eq!(reckon("1 year", "2025-03-22T12:00:00+05:00"), at("2026-03-27T00:00:00+05:00"));
    let kept = deadline("10 days", FirstDay::DayAfter, true, false);
    assert_eq!(
        kz().reckon_deadline(&kept, instant("2026-03-11T12:00:00+05:00")),
        at("2026-03-22T00:00:00+05:00")
    );
}

#[test]
fn months_end_on_the_same_day_or_the_last_one() {
    assert_eq!(reckon("1 month", "2024-01-31T12:00:00+06:00"), at("2024-03-01T00:00:00+05:00"));
    assert_eq!(reckon("5 years", "2020-02-29T12:00:00+06:00"), at("2025-03-01T00:00:00+05:00"));
    assert_eq!(reckon("13 months", "2024-12-04T12:00:00+05:00"), at("2026-01-06T00:00:00+05:00"));
}

#[test]
fn the_first_day_may_be_the_days_own() {
    let profile = kz();
    for (amount, start, end) in [
        ("1 day", "2026-02-02T10:00:00+05:00", "2026-02-03T00:00:00+05:00"),
        ("1 working day", "2026-02-02T10:00:00+05:00", "2026-02-03T00:00:00+05:00"),
        ("2 working days", "2026-01-31T10:00:00+05:00", "2026-02-04T00:00:00+05:00"),
        ("1 month", "2026-06-03T10:00:00+05:00", "2026-07-03T00:00:00+05:00"),
        // February has no 31st: the month is over at its own end.
        ("1 month", "2024-01-31T10:00:00+06:00", "2024-03-01T00:00:00+05:00"),
    ] {
        let rule = deadline(amount, FirstDay::SameDay, true, true);
        assert_eq!(profile.reckon_deadline(&rule, instant(start)), at(end), "{amount} from {start}");
    }
}

#[test]
fn without_the_end_of_the_day_the_time_of_day_stays() {
    let rule = deadline("3 working days", FirstDay::DayAfter, false, true);
    let end = kz().reckon_deadline(&rule, instant("2026-02-05T10:30:00.25+05:00"));
    assert_eq!(end, at("2026-02-10T10:30:00.25+05:00"));
}

#[test]
fn hours_run_through_nights_and_days_off() {
    assert_eq!(reckon("72 hours", "2026-05-08T10:30:00.5Z"), at("2026-05-11T10:30:00.5Z"));
    let rule = deadline("24 hours", FirstDay::Moment, true, false);
    let end = kz().reckon_deadline(&rule, instant("2026-05-08T10:30:00+05:00"));
    assert_eq!(end, at("2026-05-10T00:00:00+05:00"));
}

#[test]
fn the_change_of_offset_is_kept() {
    // From +06:00 to +05:00: the day of 29 February 2024 has 25 hours.
    assert_eq!(reckon("1 day", "2024-02-28T12:00:00+06:00"), at("2024-02-29T19:00:00Z"));
    assert_eq!(reckon("1 day", "2024-02-27T12:00:00+06:00"), at("2024-02-28T18:00:00Z"));
    assert_eq!(reckon("24 hours", "2024-02-29T12:00:00+06:00"), at("2024-03-01T06:00:00Z"));
    // The repeated hour is still 29 February, both times.
    assert_eq!(reckon("1 day", "2024-02-29T17:30:00Z"), reckon("1 day", "2024-02-29T18:30:00Z"));
    let profile = kz();
    assert_eq!(profile.offset(instant("2024-02-29T17:59:59Z")).seconds(), 6 * 3600);
    assert_eq!(profile.offset(instant("2024-02-29T18:00:00Z")).seconds(), 5 * 3600);
    assert_eq!(profile.local_date(instant("2024-02-29T18:00:00Z")), date("2024-02-29"));
    assert_eq!(profile.start_of_day(date("2024-03-01")), instant("2024-02-29T19:00:00Z"));
}

#[test]
fn what_cannot_be_computed_yet_is_not_before() {
    // The last day lies in a year that isn't entered: it may or may not be worked.
    assert_eq!(
        below(reckon("5 years", "2026-03-11T12:00:00+05:00")),
        not_before("2031-03-12T00:00:00+05:00", 2031)
    );
    assert_eq!(
        below(reckon("75 years", "2026-03-11T12:00:00+05:00")),
        not_before("2101-03-12T00:00:00+05:00", 2101)
    );
    // Four working days are left in 2026; every day of 2027 might be worked, so the fifth is 1 January at best.
    assert_eq!(reckon("4 working days", "2026-12-25T12:00:00+05:00"), at("2027-01-01T00:00:00+05:00"));
    assert_eq!(
        below(reckon("6 working days", "2026-12-25T12:00:00+05:00")),
        not_before("2027-01-03T00:00:00+05:00", 2027)
    );
    // A start in a year that isn't entered, with every counted day in years that are.
    assert_eq!(reckon("1 working day", "2018-12-31T12:00:00+06:00"), at("2019-01-04T00:00:00+06:00"));
    // Back into entered years: 30 and 31 December 2018 might be worked, then 3 January is the third.
    assert_eq!(
        below(reckon("3 working days", "2018-12-29T12:00:00+06:00")),
        not_before("2019-01-04T00:00:00+06:00", 2018)
    );
    // Where nothing rolls, no year is needed.
    let kept = deadline("75 years", FirstDay::DayAfter, true, false);
    assert_eq!(
        kz().reckon_deadline(&kept, instant("2026-03-11T12:00:00+05:00")),
        at("2101-03-12T00:00:00+05:00")
    );
}

#[test]
fn the_longest_terms_neither_overflow_nor_fail() {
    let profile = kz();
    let start = instant("2026-03-11T12:00:00+05:00");
    let n = u32::MAX;
    for amount in
        [Amount::Hours(n), Amount::Days(n), Amount::WorkingDays(n), Amount::Months(n), Amount::Years(n)]
    {
        for rolls in [true, false] {
            let mut rule = deadline("1 day", FirstDay::DayAfter, true, rolls);
            rule.amount = amount;
            let end = profile.reckon_deadline(&rule, start);
            let Reckoned::NotBefore { bound, .. } = end else { panic!("{amount}: {end:?}") };
            assert!(bound > instant("9999-12-29T00:00:00Z"), "{amount}: {bound}");
        }
    }
    for amount in [Amount::Days(0), Amount::WorkingDays(0), Amount::Months(0)] {
        assert_eq!(profile.reckon(amount, start), at("2026-03-12T00:00:00+05:00"));
    }
    for start in [jiff::Timestamp::MIN, jiff::Timestamp::MAX] {
        profile.reckon(Amount::WorkingDays(15), start);
        profile.reckon(Amount::Years(5), start);
    }
}

#[test]
fn an_extension_is_counted_from_the_start() {
    let mut rule = deadline("1 month", FirstDay::DayAfter, true, true);
    assert_eq!(kz().reckon_extended(&rule, instant("2026-02-03T12:00:00+05:00")), None);
    rule.extension = Some(Amount::Months(2));
    let end = kz().reckon_extended(&rule, instant("2026-02-03T12:00:00+05:00"));
    assert_eq!(end, Some(at("2026-05-05T00:00:00+05:00")));
}
