//! What the tests share: the profile, the oracle's table, and short ways to write dates.

#![allow(dead_code)] // Each test binary uses a part of it.

use std::collections::BTreeMap;

use calendar::{Profile, Reckoned};
use jiff::Timestamp;
use jiff::civil::Date;

pub(crate) const KZ: &str = include_str!("../../../../packs/profiles/kz.toml");

pub(crate) const GDPR: &str = include_str!("../../../../packs/profiles/gdpr.toml");

pub(crate) fn kz() -> Profile {
    Profile::parse(KZ).unwrap()
}

pub(crate) fn gdpr() -> Profile {
    Profile::parse(GDPR).unwrap()
}

/// The oracle's days for the first of them: whether each is worked.
pub(crate) fn oracle() -> BTreeMap<Date, bool> {
    worked(include_str!("../fixtures/kz-holidays.csv"))
}

/// An oracle's days: whether each is worked.
pub(crate) fn worked(csv: &str) -> BTreeMap<Date, bool> {
    csv.lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.splitn(3, ',');
            let date = cells.next().unwrap().parse().unwrap();
            let working = match cells.next().unwrap() {
                "yes" => true,
                "no" => false,
                other => panic!("{other}"),
            };
            (date, working)
        })
        .collect()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Reckoned {
    Reckoned::At(instant(text))
}

/// A bound below; the one above is tested by itself.
pub(crate) fn not_before(bound: &str, missing_year: i16) -> Reckoned {
    Reckoned::NotBefore { bound: instant(bound), latest: Timestamp::MAX, missing_year }
}

/// The same with the bound above left out.
pub(crate) fn below(end: Reckoned) -> Reckoned {
    match end {
        Reckoned::At(_) => end,
        Reckoned::NotBefore { bound, missing_year, .. } => {
            Reckoned::NotBefore { bound, latest: Timestamp::MAX, missing_year }
        }
    }
}
