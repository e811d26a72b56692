//! Holidays and yearly tables.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::findings::Findings;
use super::raw::{RawHoliday, RawProfile, RawYear};
use super::terms::is_name;
use crate::table::{Almanac, Holiday, Swap};

/// Years outside these are slips of the pen.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// The days, and where each swap stands in the text.
pub(super) fn almanac(raw: &RawProfile, found: &mut Findings<'_>) -> (Almanac, Vec<usize>) {
    let weekend: Vec<Weekday> = raw.counting.weekend.get_ref().iter().map(|day| (*day).into()).collect();
    if (0..7).all(|n| weekend.contains(&Weekday::Monday.wrapping_add(n))) {
        let at = raw.counting.weekend.span().start;
        found.fault(
            at,
            "[counting]",
            "no day of the week is left to work on",
            "take the worked days out of `weekend`",
        );
    }
    let mut almanac = Almanac { weekend, ..Almanac::default() };
    let mut ids = BTreeMap::new();
    for row in &raw.holiday {
        let holiday = holiday(row, found);
        if ids.insert(row.id.get_ref().as_str(), almanac.holidays.len()).is_some() {
            let place = format!("holiday `{}`", row.id.get_ref());
            found.fault(row.id.span().start, place, "the id is taken", "give each holiday an id of its own");
        }
        almanac.holidays.push(holiday);
    }
    let mut swap_places = Vec::new();
    for row in &raw.year {
        year(row, &ids, &mut almanac, found);
        for swap in &row.swap {
            let at = swap.span().start;
            let row = swap.get_ref();
            let swap = Swap { off: row.off.map(|day| day.0), on: row.worked.map(|day| day.0) };
            let Some(from) = swap.off.or(swap.on) else {
                found.fault(
                    at,
                    "[[year.swap]]",
                    "no day is named",
                    "give the day `off`, the day `worked`, or both",
                );
                continue;
            };
            found.rule(at, format!("swap of {from}"), from, &row.source, row.confidence);
            almanac.swaps.push(swap);
            swap_places.push(at);
        }
    }
    (almanac, swap_places)
}

fn holiday(row: &RawHoliday, found: &mut Findings<'_>) -> Holiday {
    let at = row.id.span().start;
    let place = format!("holiday `{}`", row.id.get_ref());
    let (from, to) = (row.effective_from.0, row.effective_to.map(|to| to.0));
    found.rule(at, place.clone(), from, &row.source, row.confidence);
    if !is_name(row.id.get_ref()) {
        found.fault(at, &place, "that is no id", "write small Latin letters, digits and hyphens");
    }
    if row.movable != row.days.is_empty() {
        let hint = "give `days` for a fixed holiday, or `movable = true` and a date in each [[year]]";
        found.fault(at, &place, "it has to be either fixed or movable", hint);
    }
    if to.is_some_and(|to| to < from) {
        found.fault(at, &place, "it ends before it begins", "correct `effective-from` or `effective-to`");
    }
    let mut fixed = Vec::new();
    for text in &row.days {
        match month_day(text.get_ref()) {
            Some(day) => fixed.push(day),
            None => {
                let what = format!("`{}` is no day of the year", text.get_ref());
                found.fault(text.span().start, &place, what, "write month and day, such as `12-16`");
            }
        }
    }
    Holiday { name: row.name.clone(), fixed, movable: row.movable, transfers: row.transfers, from, to }
}

fn year(row: &RawYear, ids: &BTreeMap<&str, usize>, almanac: &mut Almanac, found: &mut Findings<'_>) {
    let at = row.year.span().start;
    let year = *row.year.get_ref();
    let place = format!("[[year]] {year}");
    if !YEARS.contains(&year) {
        let hint = format!("write a year from {} to {}", YEARS.start(), YEARS.end());
        found.fault(at, &place, "it can't be meant", hint);
        return;
    }
    found.rule(at, place.clone(), Date::constant(year, 1, 1), &row.source, row.confidence);
    let mut dates = BTreeMap::new();
    for (id, date) in &row.movable {
        let (at, date) = (id.span().start, date.0);
        let Some(number) = ids.get(id.get_ref().as_str()) else {
            let what = format!("there is no holiday `{}`", id.get_ref());
            found.fault(at, &place, what, "add the [[holiday]], or correct its id here");
            continue;
        };
        let holiday = &almanac.holidays[*number];
        if !holiday.movable {
            let what = format!("`{}` is a fixed holiday", id.get_ref());
            found.fault(at, &place, what, "take its date out, or make the holiday movable");
        } else if date.year() != year {
            found.fault(at, &place, format!("{date} is in another year"), "enter it under its own year");
        } else if !holiday.covers(date) {
            let what = format!("`{}` is not in force on {date}", id.get_ref());
            found.fault(
                at,
                &place,
                what,
                "correct the date or the holiday's `effective-from` and `effective-to`",
            );
        } else {
            dates.insert(*number, date);
        }
    }
    if almanac.years.insert(year, dates).is_some() {
        found.fault(at, &place, "the year is entered twice", "put both entries into one");
    }
}

/// `12-16`; 29 February is a day of the year too.
fn month_day(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let date: Date = (month.len() == 2 && day.len() == 2).then(|| format!("2000-{text}").parse().ok())??;
    Some((date.month(), date.day()))
}
