//! The European profile: its days against an independent table, its periods against the Regulation's words.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use std::collections::BTreeSet;

use calendar::{Amount, Confidence, Demand, FirstDay, PauseReason, Profile, Reckoned, Why};
use common::{GDPR, at, date, gdpr, instant, kz, worked};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

fn due(name: &str, start: &str) -> Reckoned {
    let profile = gdpr();
    profile.reckon_deadline(profile.deadline(name).unwrap(), instant(start))
}

#[test]
fn every_day_is_as_the_oracle_has_it() {
    let profile = gdpr();
    let oracle = worked(include_str!("fixtures/gdpr-holidays.csv"));
    assert_eq!(oracle.len(), 9 * 365 + 2, "the fixture covers 2019-2027, two of them leap years");
    let differs = |(day, worked): &(jiff::civil::Date, bool)| profile.is_working(*day).unwrap() != *worked;
    let different: Vec<_> = oracle.into_iter().filter(differs).collect();
    assert!(different.is_empty(), "{different:?}");
    for (day, why) in [
        ("2026-04-06", Why::Holiday("Easter Monday".to_owned())),
        ("2026-10-03", Why::Holiday("Day of German Unity".to_owned())), // a Saturday
        ("2026-10-05", Why::Workday),
        ("2025-05-08", Why::Holiday("80th anniversary of the liberation".to_owned())),
        ("2026-05-08", Why::Workday),
    ] {
        assert_eq!(profile.day(date(day)).unwrap().why, why, "{day}");
    }
}

#[test]
fn a_month_ends_as_the_regulation_on_periods_says() {
    // Art. 3(2)(c): on the same date, or the last day of a month without it.
    assert_eq!(due("information", "2025-03-05T09:00:00+01:00"), at("2025-04-08T00:00:00+02:00")); // a Saturday: rolls
    assert_eq!(due("information", "2026-03-05T09:00:00+01:00"), at("2026-04-08T00:00:00+02:00")); // Sunday, then Easter
    assert_eq!(due("information", "2026-08-31T23:59:59+02:00"), at("2026-10-01T00:00:00+02:00"));
    assert_eq!(due("information", "2024-01-31T10:00:00+01:00"), at("2024-03-01T00:00:00+01:00"));
    // Art. 3(4): Friday 3 April 2026 is Good Friday, Monday Easter Monday.
    assert_eq!(due("refusal", "2026-03-03T10:00:00+01:00"), at("2026-04-08T00:00:00+02:00"));
    // Two further months, counted from the start.
    let profile = gdpr();
    let rule = profile.deadline("information").unwrap();
    let start = instant("2026-01-30T10:00:00+01:00");
    assert_eq!(profile.reckon_extended(rule, start), Some(at("2026-05-01T00:00:00+02:00")));
    assert_eq!(profile.deadline("refusal").unwrap().extension, None);
}

#[test]
fn seventy_two_hours_run_through_the_change_of_clocks() {
    let breach = gdpr().deadline("breach-notice").unwrap().clone();
    assert_eq!((breach.first_day, breach.end_of_day, breach.rolls), (FirstDay::Moment, false, false));
    // Found on a Friday evening: by the clock on the wall an hour later on Monday, or an hour earlier in autumn.
    assert_eq!(due("breach-notice", "2026-03-27T18:30:00+01:00"), at("2026-03-30T19:30:00+02:00"));
    assert_eq!(due("breach-notice", "2026-10-23T18:30:00+02:00"), at("2026-10-26T17:30:00+01:00"));
    assert_eq!(due("breach-notice", "2026-06-05T18:30:00+02:00"), at("2026-06-08T18:30:00+02:00"));
    // Known in the hour that comes twice: each showing has its own end.
    assert_eq!(due("breach-notice", "2026-10-25T02:30:00+02:00"), at("2026-10-28T01:30:00+01:00"));
    assert_eq!(due("breach-notice", "2026-10-25T02:30:00+01:00"), at("2026-10-28T02:30:00+01:00"));
}

#[test]
fn days_of_23_and_25_hours_are_whole_days() {
    let profile = gdpr();
    let hours = |day: &str| {
        let day = date(day);
        (profile.start_of_day(day.tomorrow().unwrap()) - profile.start_of_day(day)).total(jiff::Unit::Hour)
    };
    for (day, long) in
        [("2026-03-28", 24.0), ("2026-03-29", 23.0), ("2026-10-25", 25.0), ("2026-10-26", 24.0)]
    {
        assert_eq!(hours(day).unwrap(), long, "{day}");
    }
    // The last day is the day of the change: it ends with its own last hour.
    let one = |start: &str| profile.reckon_deadline(&unrolled("1 day"), instant(start));
    assert_eq!(one("2026-03-28T23:59:00+01:00"), at("2026-03-30T00:00:00+02:00"));
    assert_eq!(one("2026-10-24T00:00:00+02:00"), at("2026-10-26T00:00:00+01:00"));
    // The next day begins an hour before UTC's in winter, and two in summer.
    assert_eq!(profile.local_date(instant("2026-01-15T23:00:00Z")), date("2026-01-16"));
    assert_eq!(profile.local_date(instant("2026-07-15T22:00:00Z")), date("2026-07-16"));
    assert_eq!(profile.local_date(instant("2026-07-15T21:59:59Z")), date("2026-07-15"));
}

fn unrolled(amount: &str) -> calendar::Deadline {
    let information = gdpr().deadline("information").unwrap().clone();
    calendar::Deadline { amount: amount.parse().unwrap(), rolls: false, ..information }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    /// jiff's own copy of the time-zone database agrees from 1996 on, as far as its rule goes.
    #[test]
    fn local_time_is_what_the_time_zone_database_has(second in 820_454_400_i64..7_258_118_400) {
        let at = Timestamp::from_second(second).unwrap();
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let profile = gdpr();
        prop_assert_eq!(profile.offset(at), berlin.to_offset(at));
        let day = profile.local_date(at);
        prop_assert_eq!(day, at.to_zoned(berlin.clone()).date());
        prop_assert_eq!(profile.start_of_day(day), day.to_zoned(berlin.clone()).unwrap().timestamp());
        let end = day.checked_add(31.days()).unwrap().to_zoned(berlin).unwrap().timestamp();
        prop_assert_eq!(profile.reckon_deadline(&unrolled("30 days"), at), Reckoned::At(end));
    }
}

#[test]
fn it_has_every_deadline_that_programs_ask_for_by_name() {
    let names = |profile: &Profile| -> BTreeSet<String> {
        profile.deadlines().map(|deadline| deadline.name.clone()).collect()
    };
    let (here, there) = (names(&gdpr()), names(&kz()));
    let missing: Vec<_> = there.difference(&here).collect();
    assert!(missing.is_empty(), "{missing:?}");
    for (name, amount) in [
        ("information", "1 month"),
        ("breach-notice", "72 hours"),
        ("complaint", "1 month"),
        ("request-kept", "3 years"),
        ("irreversible-pause", "1 working day"),
    ] {
        assert_eq!(gdpr().deadline(name).unwrap().amount, amount.parse::<Amount>().unwrap(), "{name}");
    }
    let unsure = gdpr().deadlines().filter(|d| d.confidence == Confidence::OurReading).count();
    assert!(unsure > 5, "what the Regulation leaves open is marked so");
}

#[test]
fn the_clock_may_stand_still_only_where_the_profile_says_why() {
    use PauseReason::{Clarification, Identity};
    assert_eq!(gdpr().deadline("information").unwrap().pauses, [Identity, Clarification]);
    assert!(gdpr().deadline("breach-notice").unwrap().pauses.is_empty());
    assert!(kz().deadlines().all(|deadline| deadline.pauses.is_empty()));
    for reason in PauseReason::ALL {
        let text = GDPR.replace(
            "pause          = [\"identity\", \"clarification\"]",
            &format!("pause = [\"{}\"]", reason.word()),
        );
        assert_eq!(Profile::parse(&text).unwrap().deadline("information").unwrap().pauses, [reason]);
    }
}

#[test]
fn grounds_and_conditions_say_what_a_demand_does() {
    let profile = gdpr();
    let grounds: Vec<_> = profile.grounds().map(|g| (g.id.as_str(), g.demand, g.objection)).collect();
    assert_eq!(
        grounds,
        [
            ("contract", Demand::Keeps, false),
            ("pre-contract", Demand::Yields, false),
            ("legal-obligation", Demand::Keeps, false),
            ("vital-interests", Demand::Yields, false),
            ("public-task", Demand::Keeps, true),
            ("legitimate-interests", Demand::Yields, true),
        ]
    );
    assert_eq!(profile.ground("contract").unwrap().citation, "GDPR, art. 6(1)(b)");
    assert_eq!(profile.condition("health-care").unwrap().demand, Demand::Keeps);
    assert_eq!(profile.condition("explicit-consent").unwrap().demand, Demand::Yields);
    assert!(profile.ground("consent").is_none() && profile.ground("law").is_none());
    assert!(kz().grounds().next().is_none() && kz().conditions().next().is_none());
}
