//! The Kazakh profile against an independent table, day by day.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

mod common;

use calendar::Why;
use common::{date, kz, oracle};
use jiff::civil::Date;

/// Days on which statute and oracle differ, whether the statute has them worked, and why. The statute wins.
///
/// None is known for 2019-2026. The oracle calls the Kurban-ait of 2026 (27 May) an estimate; it was announced for
/// that very day. For 2027 it estimates 16 May, which the profile doesn't take over.
const STATUTE_WINS: &[(Date, bool, &str)] = &[];

#[test]
fn every_day_is_as_the_oracle_or_the_statute_has_it() {
    let profile = kz();
    let oracle = oracle();
    assert_eq!(oracle.len(), 8 * 365 + 2, "the fixture covers 2019-2026, two of them leap years");
    let mut differences = Vec::new();
    for (day, worked) in oracle {
        let ours = profile.is_working(day).unwrap();
        let statute = STATUTE_WINS.iter().find(|(date, ..)| *date == day);
        if let Some((_, statute, reason)) = statute {
            assert_ne!(*statute, worked, "{day} is no difference any more: {reason}");
        }
        if ours != statute.map_or(worked, |(_, statute, _)| *statute) {
            differences.push((day, profile.day(day).unwrap().why));
        }
    }
    assert!(differences.is_empty(), "{differences:?}");
}

#[test]
fn the_reasons_are_right_too() {
    let profile = kz();
    let holiday = |name: &str| Why::Holiday(name.to_owned());
    for (day, why) in [
        ("2026-01-05", Why::Workday),
        ("2026-01-10", Why::Weekend),
        // Holidays that transfer, alone and two on one weekend.
        ("2026-03-08", holiday("International Women's Day")),
        ("2026-03-09", Why::Transferred(date("2026-03-08"))),
        ("2026-03-24", Why::Transferred(date("2026-03-21"))),
        ("2026-03-25", Why::Transferred(date("2026-03-22"))),
        ("2022-01-03", Why::Transferred(date("2022-01-01"))),
        ("2022-01-04", Why::Transferred(date("2022-01-02"))),
        // Saturday 7 May 2022: Monday is itself a holiday, so Tuesday is off.
        ("2022-05-09", holiday("Victory Day")),
        ("2022-05-10", Why::Transferred(date("2022-05-07"))),
        // Holidays that don't transfer.
        ("2024-01-07", holiday("Orthodox Christmas")),
        ("2024-01-08", Why::Workday),
        ("2024-06-16", holiday("First day of Kurban-ait")),
        ("2024-06-17", Why::Workday),
        // Holidays that came and went.
        ("2025-09-01", Why::Transferred(date("2025-08-30"))),
        ("2026-08-30", Why::Weekend),
        ("2026-08-31", Why::Workday),
        ("2021-12-17", holiday("Independence Day")),
        ("2024-12-17", Why::Workday),
        ("2021-12-01", holiday("First President's Day")),
        ("2022-12-01", Why::Workday),
        ("2021-10-25", Why::Workday),
        ("2022-10-25", holiday("Republic Day")),
        // Swapped days.
        ("2024-05-08", Why::SwappedOff(Some(date("2024-05-04")))),
        ("2024-05-04", Why::SwappedOn(Some(date("2024-05-08")))),
        // The day off for Saturday 9 May 2020 would have been this Monday, which was worked for the Friday before.
        ("2020-05-11", Why::SwappedOn(Some(date("2020-05-08")))),
    ] {
        assert_eq!(profile.day(date(day)).unwrap().why, why, "{day}");
    }
}

#[test]
fn a_year_that_is_not_entered_says_so() {
    let profile = kz();
    for year in ["2018-12-31", "2027-01-01"] {
        let error = profile.day(date(year)).unwrap_err();
        assert_eq!(error.year, date(year).year());
        assert_eq!(profile.is_working(date(year)), Err(error.clone()));
        let message = error.to_string();
        assert!(message.contains("the year has not been entered"), "{message}");
    }
}

#[test]
fn an_entry_without_the_movable_holiday_says_which() {
    let text =
        format!("{}\n[[year]]\nyear = 2027\nsource = \"s\"\nconfidence = \"unconfirmed\"\n", common::KZ);
    let profile = calendar::Profile::parse(&text).unwrap();
    let error = profile.day(date("2027-01-04")).unwrap_err();
    assert_eq!(error.missing, ["First day of Kurban-ait"]);
    assert!(
        error.to_string().contains("the date of First day of Kurban-ait has not been entered"),
        "{error}"
    );
    assert!(profile.is_working(date("2026-12-31")).unwrap());
}

#[test]
fn from_2027_constitution_day_is_in_march() {
    let text = format!(
        "{}\n[[year]]\nyear = 2027\nmovable = {{ kurban-ait = 2027-06-01 }}\nsource = \"a test\"\nconfidence = \"unconfirmed\"\n",
        common::KZ
    );
    let profile = calendar::Profile::parse(&text).unwrap();
    assert_eq!(profile.day(date("2027-03-15")).unwrap().why, Why::Holiday("Constitution Day".to_owned()));
    assert_eq!(profile.day(date("2027-08-30")).unwrap().why, Why::Workday);
}
