//! What happens to people: on which lists they come, and how it ends.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use super::{
    draw::{Draw, later},
    lists::List,
    periods::{FIRST, LAST, PERIODS},
};

/// A person comes on a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::demo) struct Taking {
    pub(in crate::demo) list: List,
    pub(in crate::demo) category: &'static str,
    /// The kind of contract.
    pub(in crate::demo) choice: Option<&'static str>,
    /// How consent was given, on the same day.
    pub(in crate::demo) way: Option<&'static str>,
    pub(in crate::demo) on: Date,
}

/// Something happens to a person under a list's purpose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::demo) struct Happening {
    pub(in crate::demo) list: List,
    pub(in crate::demo) event: &'static str,
    pub(in crate::demo) on: Date,
}

/// A person's six years.
#[derive(Debug, Default)]
pub(in crate::demo) struct Life {
    pub(in crate::demo) takings: Vec<Taking>,
    pub(in crate::demo) happenings: Vec<Happening>,
}

impl Life {
    /// Draws a life.
    pub(in crate::demo) fn draw(draw: &Draw) -> Self {
        let mut life = Life::default();
        match draw.weighted(&[29, 9, 23, 8, 9, 10, 12]) {
            0 => life.candidate(draw),
            1 => life.employee(draw),
            2 => life.counterparty(draw),
            3 => life.representative(draw),
            4 => life.user(draw),
            5 => life.visitor(draw),
            _ => life.participant(draw),
        }
        life
    }

    /// The life of somebody who was refused in the last weeks before a day: due on it for the first time.
    pub(in crate::demo) fn refused_lately(draw: &Draw) -> Self {
        let mut life = Life::default();
        life.take(draw, List::Recruitment, date(2026, 8, 24));
        life.ends(List::Recruitment, "refused", date(2026, 9, 14));
        life
    }

    /// The life of somebody whose contract is in force.
    pub(in crate::demo) fn under_contract(draw: &Draw) -> Self {
        let mut life = Life::default();
        life.take(draw, List::Contracts, date(2025, 3, 11));
        life.take(draw, List::Products, date(2025, 3, 12));
        life
    }

    fn candidate(&mut self, draw: &Draw) {
        let on = self.take(draw, List::Recruitment, any_day(draw));
        let decided = later(on, draw.between(5..=60));
        match draw.weighted(&[66, 25, 9]) {
            0 => self.ends(List::Recruitment, "refused", decided),
            1 => {
                // Opens the employment, with what carries over.
                self.ends(List::Recruitment, "hired", decided);
                self.works(draw, decided, true);
            }
            _ => self.ends(List::Recruitment, "consent-withdrawn", decided),
        }
    }

    fn employee(&mut self, draw: &Draw) {
        let on = self.take(draw, List::Employment, any_day(draw));
        self.works(draw, on, false);
    }

    /// Trips, courses, benefits, and mostly an end.
    fn works(&mut self, draw: &Draw, from: Date, sparse: bool) {
        let left = draw.chance(55).then(|| later(from, draw.between(150..=1_600)));
        let end = left.unwrap_or(LAST);
        let shares = if sparse { [25, 30, 20] } else { [45, 50, 40] };
        for (list, share) in [List::Trips, List::Training].into_iter().zip(shares) {
            let on = later(from, draw.between(20..=500));
            if draw.chance(share) && on < end {
                self.take(draw, list, on);
                self.ends(list, "purpose-reached", later(on, draw.between(3..=20)));
            }
        }
        let on = later(from, draw.between(10..=300));
        let benefits = draw.chance(shares[2]) && on < end;
        if benefits {
            self.take(draw, List::Benefits, on);
        }
        if let Some(left) = left {
            self.ends(List::Employment, "employment-ended", left);
            if benefits {
                self.ends(List::Benefits, "employment-ended", left);
            }
        }
    }

    fn counterparty(&mut self, draw: &Draw) {
        let on = self.take(draw, List::Contracts, any_day(draw));
        let ended = draw.chance(80).then(|| later(on, draw.between(30..=900)));
        if let Some(ended) = ended {
            self.ends(List::Contracts, "contract-ended", ended);
        }
        if draw.chance(45) {
            let on = self.take(draw, List::Reports, later(on, draw.between(5..=60)));
            self.ends(List::Reports, "purpose-reached", later(on, draw.between(60..=400)));
        }
        if draw.chance(30) {
            self.uses(draw, later(on, draw.between(0..=20)), ended);
        }
        if draw.chance(18) {
            self.hears(draw, "counterparty", later(on, draw.between(1..=90)));
        }
    }

    fn representative(&mut self, draw: &Draw) {
        let on = self.take(draw, List::Representatives, any_day(draw));
        if draw.chance(75) {
            self.ends(List::Representatives, "contract-ended", later(on, draw.between(30..=900)));
        }
    }

    fn user(&mut self, draw: &Draw) {
        let on = any_day(draw);
        self.uses(draw, on, None);
        if draw.chance(45) {
            self.hears(draw, "user-counterparty", later(on, draw.between(1..=60)));
        }
    }

    /// A product, as long as the contract lasts or the consent is not withdrawn.
    fn uses(&mut self, draw: &Draw, from: Date, ended: Option<Date>) {
        let on = self.take(draw, List::Products, from);
        match draw.weighted(&[55, 12, 33]) {
            0 => {
                let ended = ended.filter(|ended| *ended > on);
                let ended = ended.unwrap_or_else(|| later(on, draw.between(60..=1_100)));
                self.ends(List::Products, "contract-ended", ended);
            }
            1 => self.ends(List::Products, "consent-withdrawn", later(on, draw.between(30..=900))),
            _ => {}
        }
    }

    fn visitor(&mut self, draw: &Draw) {
        // The statistics begin in 2023; what is older than a year when the store is founded has had its day.
        let on = draw.day(date(2023, 5, 2)..=LAST);
        self.take(draw, List::Sites, on);
    }

    fn participant(&mut self, draw: &Draw) {
        let on = self.take(draw, List::Events, any_day(draw));
        match draw.weighted(&[55, 10, 35]) {
            0 => self.ends(List::Events, "purpose-reached", later(on, draw.between(7..=90))),
            1 => self.ends(List::Events, "consent-withdrawn", later(on, draw.between(7..=400))),
            _ => {}
        }
        if draw.chance(40) {
            self.hears(draw, "participant", later(on, draw.between(0..=5)));
        }
    }

    /// Mailings, until the consent is withdrawn or three years are over.
    fn hears(&mut self, draw: &Draw, category: &'static str, from: Date) {
        let on = self.take(draw, List::Mailings, from);
        if let Some(last) = self.takings.last_mut() {
            last.category = category;
        }
        if draw.chance(30) {
            self.ends(List::Mailings, "consent-withdrawn", later(on, draw.between(20..=1_000)));
        }
    }

    fn take(&mut self, draw: &Draw, list: List, on: Date) -> Date {
        let ways = ["web-form", "written", "one-time-code", "electronic-document", "state-service"];
        let way = match list {
            List::Sites => ways[0],
            _ => ways[draw.weighted(&[45, 25, 15, 10, 5])],
        };
        let kind = ["term-5-years", "term-10-years", "until-liquidation"][draw.weighted(&[62, 28, 10])];
        if on <= LAST {
            let choice = list.has_choice().then_some(kind);
            let way = list.by_consent().then_some(way);
            self.takings.push(Taking { list, category: list.categories()[0], choice, way, on });
        }
        on
    }

    /// Writes an end down, unless it lies ahead, or what it would end was over by then.
    fn ends(&mut self, list: List, event: &'static str, on: Date) {
        let taken = self.takings.iter().find(|taking| taking.list == list);
        let over = taken.and_then(|taking| consent_over(taking.list, taking.on));
        let founded = PERIODS[0].swept;
        if on <= LAST && over.is_none_or(|over| on < over && over > founded) {
            self.happenings.push(Happening { list, event, on });
        }
    }
}

/// The day on which a consent ends by itself.
pub(in crate::demo) fn consent_over(list: List, given: Date) -> Option<Date> {
    Some(given.saturating_add(list.consent_years()?.years()))
}

fn any_day(draw: &Draw) -> Date {
    draw.day(FIRST..=LAST)
}
