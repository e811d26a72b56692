//! The days of all computable years, worked out once, so that counting is looking up.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::zone::{date, day_number};

/// What a profile says about days, checked, before it is laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Almanac {
    pub(crate) weekend: Vec<Weekday>,
    pub(crate) holidays: Vec<Holiday>,
    /// For each year with an entry, the dates of its movable holidays, by the holiday's place in `holidays`.
    pub(crate) years: BTreeMap<i16, BTreeMap<usize, Date>>,
    pub(crate) swaps: Vec<Swap>,
}

#[derive(Clone, Debug)]
pub(crate) struct Holiday {
    pub(crate) name: String,
    /// Month and day of each of its days; empty for a movable holiday.
    pub(crate) fixed: Vec<(i8, i8)>,
    pub(crate) movable: bool,
    /// Whether falling on a day of weekly rest moves the day off to the next working day.
    pub(crate) transfers: bool,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
}

/// A day off and a day worked for it; one of them may be missing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Swap {
    pub(crate) off: Option<Date>,
    pub(crate) on: Option<Date>,
}

/// What one day is. Names and dates are looked up only when somebody asks for the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Workday,
    Weekend,
    Holiday(usize),
    /// Off in place of that day.
    Transferred(i64),
    /// Off by the table's swap of that number.
    Off(usize),
    /// Worked by the table's swap of that number.
    On(usize),
}

/// A stretch of computable years without a gap.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    first: i64,
    kinds: Vec<Kind>,
    /// For each day, how many working days of the run lie before it; one more entry for the day after the run.
    before: Vec<u32>,
    /// The run's working days, in order.
    working: Vec<i64>,
}

/// A swap that changes nothing: it makes a day off of one that is off, or a working day of one that is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct IdleSwap {
    pub(crate) swap: usize,
    pub(crate) day: Date,
}

impl Kind {
    pub(crate) fn is_working(self) -> bool {
        matches!(self, Self::Workday | Self::On(_))
    }
}

impl Run {
    pub(crate) fn first(&self) -> i64 {
        self.first
    }

    /// The day after the run's last.
    pub(crate) fn end(&self) -> i64 {
        self.first + self.kinds.len() as i64
    }

    pub(crate) fn kind(&self, day: i64) -> Option<Kind> {
        usize::try_from(day - self.first).ok().and_then(|index| self.kinds.get(index)).copied()
    }

    /// The `n`-th working day from `day` on, `day` included, counted from 0; or else how many there are to the
    /// end of the run. `day` must lie in the run.
    pub(crate) fn nth_working(&self, day: i64, n: u64) -> Result<i64, u64> {
        let before = u64::from(self.before[(day - self.first) as usize]);
        let left = self.working.len() as u64 - before;
        if n < left { Ok(self.working[(before + n) as usize]) } else { Err(left) }
    }

    fn new(first: i64, kinds: Vec<Kind>) -> Self {
        let mut before = Vec::with_capacity(kinds.len() + 1);
        let mut working = Vec::new();
        for (day, kind) in (first..).zip(&kinds) {
            before.push(working.len() as u32);
            if kind.is_working() {
                working.push(day);
            }
        }
        before.push(working.len() as u32);
        Self { first, kinds, before, working }
    }
}

impl Almanac {
    /// The movable holidays in force in a year whose dates are not entered; `None` when the year has no entry.
    pub(crate) fn missing(&self, year: i16) -> Option<Vec<&str>> {
        let entered = self.years.get(&year)?;
        let missing = self.holidays.iter().enumerate().filter(|(index, holiday)| {
            holiday.movable && holiday.in_force_in(year) && !entered.contains_key(index)
        });
        Some(missing.map(|(_, holiday)| holiday.name.as_str()).collect())
    }

    /// The computable years as runs, in order, and the swaps that change nothing.
    pub(crate) fn lay_out(&self) -> (Vec<Run>, Vec<IdleSwap>) {
        let computable: Vec<i16> = self
            .years
            .keys()
            .copied()
            .filter(|year| self.missing(*year).is_some_and(|names| names.is_empty()))
            .collect();
        let mut idle = Vec::new();
        let runs = computable
            .chunk_by(|a, b| *b == a + 1)
            .map(|years| self.run(years[0], years[years.len() - 1], &mut idle))
            .collect();
        (runs, idle)
    }

    /// Lays out the years from `first` to `last`. The year before is laid out too, and then dropped: a holiday in
    /// its last days may move a day off into January. Where that year isn't entered its movable holidays are taken
    /// not to do so.
    fn run(&self, first: i16, last: i16, idle: &mut Vec<IdleSwap>) -> Run {
        let start = new_year(first - 1);
        let end = new_year(last + 1);
        let mut kinds: Vec<Kind> = (start..end).map(|day| self.weekly(day)).collect();
        let index =
            |day: i64| usize::try_from(day - start).ok().filter(|index| *index < (end - start) as usize);

        let mut moving = Vec::new();
        for year in first - 1..=last {
            for (number, day) in self.holidays_of(year) {
                let Some(at) = index(day) else { continue };
                if self.weekly(day) == Kind::Weekend && self.holidays[number].transfers {
                    moving.push(day);
                }
                kinds[at] = Kind::Holiday(number);
            }
        }
        // In order and once per day: two holidays of one weekend take two days, two on one day take one.
        moving.sort_unstable();
        moving.dedup();
        for from in moving {
            let next = (from + 1..end).find(|day| index(*day).is_some_and(|at| kinds[at] == Kind::Workday));
            if let Some(at) = next.and_then(index) {
                kinds[at] = Kind::Transferred(from);
            }
        }
        for (number, swap) in self.swaps.iter().enumerate() {
            for (day, kind) in [(swap.off, Kind::Off(number)), (swap.on, Kind::On(number))] {
                let Some(day) = day else { continue };
                let Some(at) = index(day_number(day)) else {
                    continue;
                };
                if kinds[at].is_working() == kind.is_working() && day.year() >= first {
                    idle.push(IdleSwap { swap: number, day });
                }
                kinds[at] = kind;
            }
        }
        Run::new(new_year(first), kinds.split_off((new_year(first) - start) as usize))
    }

    fn holidays_of(&self, year: i16) -> impl Iterator<Item = (usize, i64)> {
        let entered = self.years.get(&year);
        self.holidays.iter().enumerate().flat_map(move |(number, holiday)| {
            let movable = entered.and_then(|dates| dates.get(&number)).copied();
            // 29 February exists in some years only.
            let fixed =
                holiday.fixed.iter().filter_map(move |(month, day)| Date::new(year, *month, *day).ok());
            fixed.chain(movable).filter(|day| holiday.covers(*day)).map(move |day| (number, day_number(day)))
        })
    }

    fn weekly(&self, day: i64) -> Kind {
        if self.weekend.contains(&date(day).weekday()) { Kind::Weekend } else { Kind::Workday }
    }
}

impl Holiday {
    pub(crate) fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    pub(crate) fn in_force_in(&self, year: i16) -> bool {
        self.from.year() <= year && self.to.is_none_or(|to| year <= to.year())
    }
}

fn new_year(year: i16) -> i64 {
    day_number(Date::constant(year, 1, 1))
}
