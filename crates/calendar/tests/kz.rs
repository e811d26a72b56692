//! What the Kazakh profile holds.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use std::time::Instant;

use calendar::{Amount, Confidence, FirstDay};
use common::{date, instant, kz};

#[test]
fn the_deadlines_are_those_of_the_law() {
    let profile = kz();
    let expected = [
        ("automated-objection", "3 working days", Confidence::Statute),
        ("block", "1 working day", Confidence::Statute),
        ("breach-notice", "1 working day", Confidence::Statute),
        ("complaint", "3 working days", Confidence::OurReading),
        ("destroy-unlawful", "1 working day", Confidence::Statute),
        ("destruction", "1 working day", Confidence::OurReading),
        ("information", "3 working days", Confidence::Secondary),
        ("irreversible-pause", "1 working day", Confidence::OurReading),
        ("rectify", "1 working day", Confidence::Statute),
        ("refusal", "3 working days", Confidence::Secondary),
        ("request-kept", "3 years", Confidence::OurReading),
        ("transfer-notice", "10 working days", Confidence::Statute),
        ("unblock", "1 working day", Confidence::Statute),
        ("unpublish", "1 working day", Confidence::Statute),
        ("withdrawal", "15 working days", Confidence::Statute),
    ];
    let found: Vec<_> = profile
        .deadlines()
        .map(|rule| (rule.name.as_str(), rule.amount.to_string(), rule.confidence))
        .collect();
    let expected: Vec<_> = expected.map(|(name, amount, trust)| (name, amount.to_owned(), trust)).to_vec();
    assert_eq!(found, expected);
    for rule in profile.deadlines() {
        assert_eq!(
            (rule.first_day, rule.end_of_day, rule.rolls),
            (FirstDay::DayAfter, true, true),
            "{}",
            rule.name
        );
    }
}

#[test]
fn rules_hold_from_the_day_they_came_into_force() {
    let profile = kz();
    for (name, before, from) in [
        ("breach-notice", "2024-06-30", "2024-07-01"),
        ("withdrawal", "2025-12-31", "2026-01-01"),
        ("automated-objection", "2025-12-31", "2026-01-01"),
        ("rectify", "2013-11-25", "2013-11-26"),
    ] {
        assert!(profile.deadline_at(name, date(before)).is_none(), "{name}");
        assert!(profile.deadline_at(name, date(from)).is_some(), "{name}");
    }
}

#[test]
fn the_terms_that_other_laws_set_are_named() {
    let profile = kz();
    for name in
        ["employment-records", "business-trip-records", "training-records", "benefit-records", "tax-records"]
    {
        let term = profile.law_term(name).unwrap();
        assert!(term.citation.contains("No. "), "{name}");
        assert!(term.confidence != Confidence::Statute, "{name}: nobody has read the act");
        assert!(term.note.is_some(), "{name}");
        assert_eq!(profile.law_term_at(name, date("2010-01-01")), None);
    }
    assert_eq!(profile.law_term("employment-records").unwrap().amount, Amount::Years(75));
    assert_eq!(profile.law_terms().count(), 5);
}

#[test]
fn every_rule_says_where_it_comes_from() {
    let profile = kz();
    let rules: Vec<_> = profile.provenance().map(|rule| rule.rule.as_str()).collect();
    for rule in [
        "counting",
        "offset +05:00",
        "holiday `kurban-ait`",
        "[[year]] 2026",
        "swap of 2024-05-08",
        "deadline `block`",
    ] {
        assert!(rules.contains(&rule), "{rule} is missing from {rules:?}");
    }
}

#[test]
fn counting_is_cheap_however_long_the_term() {
    let profile = kz();
    let start = instant("2019-01-15T12:00:00Z");
    let amounts = [Amount::WorkingDays(1900), Amount::Years(5), Amount::Years(75), Amount::Days(2_000_000)];
    let begun = Instant::now();
    let mut last = None;
    for n in 0..400_000_u32 {
        last = Some(profile.reckon(amounts[n as usize % 4], std::hint::black_box(start)));
    }
    let each = begun.elapsed() / 400_000;
    // Tens of nanoseconds on a quiet machine. A counter that goes day by day takes tens of microseconds.
    assert!(each.as_nanos() < 3_000, "{each:?} each, {last:?}");
}
