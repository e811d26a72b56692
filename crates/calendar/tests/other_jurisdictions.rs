//! Rules of other laws, in the same format: nothing of one country is in the code.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use std::collections::VecDeque;

use calendar::{Confidence, FirstDay, Profile, Reckoned, Why};
use common::{at, date, instant};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

fn profile(region: &str, body: &str) -> String {
    format!(
        "id = \"test\"\nregion = \"{region}\"\n\
         [counting]\nweekend = [\"saturday\", \"sunday\"]\nfirst-day = \"day-after\"\nend-of-day = true\nrolls = true\n\
         effective-from = 2000-01-01\nsource = \"act\"\nconfidence = \"statute\"\n{body}"
    )
}

const BASIS: &str = "effective-from = 2018-05-25\nsource = \"act\"\nconfidence = \"statute\"\n";

fn offset(since: &str, offset: &str) -> String {
    format!(
        "[[offset]]\nsince = {since}\noffset = \"{offset}\"\nsource = \"act\"\nconfidence = \"statute\"\n"
    )
}

#[test]
fn gdpr_answers_in_a_month_and_two_more_and_reports_in_72_hours() {
    let text = profile(
        "DE",
        &[
            offset("2025-10-26T01:00:00Z", "+01:00"),
            offset("2026-03-29T01:00:00Z", "+02:00"),
            format!("[[holiday]]\nid = \"easter-monday\"\nname = \"Easter Monday\"\nmovable = true\ntransfers = false\n{BASIS}"),
            "[[year]]\nyear = 2026\nmovable = { easter-monday = 2026-04-06 }\nsource = \"act\"\nconfidence = \"statute\"\n".to_owned(),
            format!("[[deadline]]\nname = \"information\"\namount = \"1 month\"\nextension = \"2 months\"\n{BASIS}"),
            format!("[[deadline]]\nname = \"breach-notice\"\namount = \"72 hours\"\n{BASIS}"),
        ]
        .concat(),
    );
    let profile = Profile::parse(&text).unwrap();
    assert_eq!((profile.id(), profile.region()), ("test", "DE"));
    let answer = profile.deadline("information").unwrap();
    // 4 April 2026 is a Saturday, Monday is Easter Monday; clocks went forward in between.
    let start = instant("2026-03-04T10:00:00+01:00");
    assert_eq!(profile.reckon_deadline(answer, start), at("2026-04-08T00:00:00+02:00"));
    assert_eq!(profile.reckon_extended(answer, start), Some(at("2026-06-05T00:00:00+02:00")));
    let breach = profile.deadline("breach-notice").unwrap();
    assert_eq!((breach.first_day, breach.end_of_day, breach.rolls), (FirstDay::Moment, false, false));
    assert_eq!(profile.reckon_deadline(breach, start), at("2026-03-07T10:00:00+01:00"));
}

#[test]
fn days_may_be_swapped_off_without_a_worked_day() {
    let text = profile(
        "RU",
        &[
            offset("2014-10-25T22:00:00Z", "+03:00"),
            format!("[[deadline]]\nname = \"information\"\namount = \"10 working days\"\nextension = \"5 working days\"\n{BASIS}"),
            "[[year]]\nyear = 2026\nsource = \"act\"\nconfidence = \"statute\"\n\
             [[year.swap]]\noff = 2026-01-09\nsource = \"act\"\nconfidence = \"statute\"\n".to_owned(),
        ]
        .concat(),
    );
    let profile = Profile::parse(&text).unwrap();
    assert_eq!(profile.day(date("2026-01-09")).unwrap().why, Why::SwappedOff(None));
    let rule = profile.deadline("information").unwrap();
    let start = instant("2026-01-08T12:00:00+03:00");
    assert_eq!(profile.reckon_deadline(rule, start), at("2026-01-24T00:00:00+03:00"));
    assert_eq!(profile.reckon_extended(rule, start), Some(at("2026-01-31T00:00:00+03:00")));
    assert!(profile.provenance().all(|rule| rule.confidence == Confidence::Statute));
}

#[test]
fn a_day_off_may_be_transferred_into_the_next_year() {
    let text = profile(
        "XX",
        &[
            offset("2000-01-01T00:00:00Z", "+00:00"),
            format!("[[holiday]]\nid = \"old\"\nname = \"Old\"\ndays = [\"12-31\", \"01-01\"]\ntransfers = true\n{BASIS}"),
            // Sunday 31 December 2028; the year before isn't entered, the rule is in force in it all the same.
            "[[year]]\nyear = 2029\nsource = \"act\"\nconfidence = \"statute\"\n".to_owned(),
        ]
        .concat(),
    );
    let profile = Profile::parse(&text).unwrap();
    assert_eq!(profile.day(date("2029-01-02")).unwrap().why, Why::Transferred(date("2028-12-31")));
    assert!(profile.is_working(date("2028-12-29")).is_err());
    assert!(profile.is_working(date("2029-01-03")).unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the holidays: each one on a day of rest gives one day off, the first that is left after it.
    #[test]
    fn every_transferring_holiday_gives_one_day_off(
        days in proptest::collection::btree_map((1..=12_i8, 1..=28_i8), any::<bool>(), 0..60),
        first in 2000..2040_i16,
    ) {
        let mut body = offset("2000-01-01T00:00:00Z", "+00:00");
        // Out of order, and with two holidays on one day: neither may matter.
        let listed = days.iter().rev().chain(days.iter().next_back());
        for (number, ((month, day), transfers)) in listed.enumerate() {
            body += &format!(
                "[[holiday]]\nid = \"h{number}\"\nname = \"{number}\"\ndays = [\"{month:02}-{day:02}\"]\ntransfers = {transfers}\n\
                 effective-from = 1990-01-01\nsource = \"act\"\nconfidence = \"statute\"\n",
            );
        }
        for year in [first, first + 1] {
            body += &format!("[[year]]\nyear = {year}\nsource = \"act\"\nconfidence = \"statute\"\n");
        }
        let profile = Profile::parse(&profile("XX", &body)).unwrap();

        // By the statute's words, day by day, from far enough before to know what is carried over.
        let end = Date::constant(first + 2, 1, 1);
        let mut owed = VecDeque::new();
        let mut day = Date::constant(first - 1, 1, 1);
        while day < end {
            let rest = day.weekday().to_monday_one_offset() >= 6;
            let holiday = days.get(&(day.month(), day.day()));
            let free = !rest && holiday.is_none();
            let carried = if free { owed.pop_front() } else { None };
            if rest && holiday == Some(&true) {
                owed.push_back(day);
            }
            if day.year() >= first {
                let ours = profile.day(day).unwrap();
                prop_assert_eq!(ours.working, free && carried.is_none(), "{}", day);
                let transferred = if let Why::Transferred(from) = ours.why { Some(from) } else { None };
                prop_assert_eq!(transferred, carried, "{}", day);
            }
            day = day.checked_add(1.day()).unwrap();
        }
    }
}

#[test]
fn weeks_may_rest_on_other_days() {
    let text = profile("XX", &offset("2000-01-01T00:00:00Z", "+04:00"))
        .replace("\"saturday\", \"sunday\"", "\"friday\"")
        + "[[year]]\nyear = 2026\nsource = \"act\"\nconfidence = \"statute\"\n";
    let profile = Profile::parse(&text).unwrap();
    let end = profile.reckon("1 working day".parse().unwrap(), instant("2026-06-04T12:00:00+04:00"));
    assert_eq!(end, Reckoned::At(instant("2026-06-07T00:00:00+04:00")));
}
