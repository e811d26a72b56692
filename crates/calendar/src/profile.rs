//! A jurisdiction's profile, loaded and checked.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use crate::reckon::Counting;
use crate::table::{Almanac, Kind, Run};
use crate::zone::{Zone, date, day_number, timestamp};
use crate::{
    Condition, Day, Deadline, Ground, LawTerm, Names, ProfileError, Provenance, UncomputableYear, Why,
};

/// A jurisdiction: its local time, its working days, its deadlines and its terms of keeping.
///
/// Made once from a file and then only read; share it behind an `Arc` rather than cloning it.
#[derive(Clone, Debug)]
pub struct Profile {
    pub(crate) id: String,
    pub(crate) region: String,
    pub(crate) zone: Zone,
    pub(crate) counting: Counting,
    pub(crate) almanac: Almanac,
    pub(crate) runs: Vec<Run>,
    /// By name, then by the day from which they are in force.
    pub(crate) deadlines: Vec<Deadline>,
    /// By name, then by the day from which they are in force.
    pub(crate) law_terms: Vec<LawTerm>,
    pub(crate) grounds: Vec<Ground>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) citations: BTreeMap<String, Names>,
    pub(crate) provenance: Vec<Provenance>,
}

impl Profile {
    /// Reads a profile from the text of its file.
    ///
    /// # Errors
    /// Everything that is wrong with it, each fault with its place and what to do: a field that no rule has, a rule
    /// without effective date, source or confidence, a date or amount that can't be read, two versions of one rule
    /// in force from the same day, a swap of days that changes nothing.
    pub fn parse(toml: &str) -> Result<Self, ProfileError> {
        crate::load::profile(toml)
    }

    /// The name of the profile, such as `kz`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The country as an ISO 3166-1 alpha-2 code, such as `KZ`: the region of a telephone number that names none.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The newest version of a deadline, even where it comes into force only later.
    pub fn deadline(&self, name: &str) -> Option<&Deadline> {
        self.deadlines.iter().rev().find(|deadline| deadline.name == name)
    }

    /// The version of a deadline in force on that day; `None` before the first.
    pub fn deadline_at(&self, name: &str, on: Date) -> Option<&Deadline> {
        self.deadlines.iter().rev().find(|deadline| deadline.name == name && deadline.effective_from <= on)
    }

    /// All versions of all deadlines, by name and then from the oldest to the newest.
    pub fn deadlines(&self) -> impl Iterator<Item = &Deadline> {
        self.deadlines.iter()
    }

    /// The newest version of a term of keeping, even where it comes into force only later.
    pub fn law_term(&self, name: &str) -> Option<&LawTerm> {
        self.law_terms.iter().rev().find(|term| term.name == name)
    }

    /// The version of a term of keeping in force on that day; `None` before the first.
    pub fn law_term_at(&self, name: &str, on: Date) -> Option<&LawTerm> {
        self.law_terms.iter().rev().find(|term| term.name == name && term.effective_from <= on)
    }

    /// All versions of all terms of keeping, by name and then from the oldest to the newest.
    pub fn law_terms(&self) -> impl Iterator<Item = &LawTerm> {
        self.law_terms.iter()
    }

    /// The ground that its law names, by its id. Consent and a cited law stand in no profile.
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.id == id)
    }

    /// The grounds that its law names besides consent and a cited law, in the order of the file.
    pub fn grounds(&self) -> impl Iterator<Item = &Ground> {
        self.grounds.iter()
    }

    /// The condition for special categories of that id.
    pub fn condition(&self, id: &str) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.id == id)
    }

    /// The conditions under which its law lets data of special categories be held, in the order of the file.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter()
    }

    /// What people read where a rule, or a policy, cites this: word for word as it stands there, such as
    /// `Law 94-V, art. 6`. `None` where the profile has no words for it.
    pub fn citation(&self, cite: &str) -> Option<&Names> {
        self.citations.get(cite)
    }

    /// Every citation that has words, and the words.
    pub fn citations(&self) -> impl Iterator<Item = (&str, &Names)> {
        self.citations.iter().map(|(cite, names)| (cite.as_str(), names))
    }

    /// Everything that rules shown to people cite: deadlines, terms of keeping, grounds and conditions. A citation may
    /// come more than once.
    pub fn cited(&self) -> impl Iterator<Item = &str> {
        let deadlines = self.deadlines.iter().map(|deadline| &deadline.source);
        let terms = self.law_terms.iter().map(|term| &term.citation);
        let grounds = self.grounds.iter().map(|ground| &ground.citation);
        let conditions = self.conditions.iter().map(|condition| &condition.citation);
        deadlines.chain(terms).chain(grounds).chain(conditions).map(String::as_str)
    }

    /// Where every rule of the profile comes from, in the order in which the kinds of rules are described.
    pub fn provenance(&self) -> impl Iterator<Item = &Provenance> {
        self.provenance.iter()
    }

    /// The offset from UTC of local time at that instant. Before the profile's first offset, that first one.
    pub fn offset(&self, at: Timestamp) -> Offset {
        // Every offset was read as an `Offset`, so the number fits one.
        i32::try_from(self.zone.offset_seconds(at))
            .ok()
            .and_then(|s| Offset::from_seconds(s).ok())
            .unwrap_or(Offset::UTC)
    }

    /// The local date at that instant.
    pub fn local_date(&self, at: Timestamp) -> Date {
        date(self.zone.local(at).day)
    }

    /// The instant at which the day before is over, 24:00 local time. Where clocks going back show midnight twice,
    /// the second time.
    pub fn start_of_day(&self, day: Date) -> Timestamp {
        timestamp(self.zone.instant(day_number(day), 0), 0)
    }

    /// Whether that day is a working day, and why.
    ///
    /// # Errors
    /// When the profile lacks what it needs for that year.
    pub fn day(&self, day: Date) -> Result<Day, UncomputableYear> {
        let kind = self.kind(day)?;
        Ok(Day { working: kind.is_working(), why: self.why(kind) })
    }

    /// Whether that day is a working day.
    ///
    /// # Errors
    /// When the profile lacks what it needs for that year.
    pub fn is_working(&self, day: Date) -> Result<bool, UncomputableYear> {
        Ok(self.kind(day)?.is_working())
    }

    /// What an older text of the same profile has and this one does not: a deadline, a law's term, a ground, a
    /// condition, a citation, a year. Policies under it may name them.
    pub fn lacks(&self, older: &Profile) -> Option<String> {
        let deadlines = older.deadlines.iter().filter(|one| self.deadline(&one.name).is_none());
        let terms = older.law_terms.iter().filter(|one| self.law_term(&one.name).is_none());
        let grounds = older.grounds.iter().filter(|one| self.ground(&one.id).is_none());
        let conditions = older.conditions.iter().filter(|one| self.condition(&one.id).is_none());
        let cited = older.citations().filter(|(cite, _)| self.citation(cite).is_none());
        let names = deadlines.map(|one| one.name.clone()).chain(terms.map(|one| one.name.clone()));
        let ids = grounds.map(|one| one.id.clone()).chain(conditions.map(|one| one.id.clone()));
        let years = older.runs.iter().flat_map(|run| date(run.first()).year()..=date(run.end() - 1).year());
        let unknown = |year: &i16| Date::new(*year, 7, 1).is_ok_and(|day| self.kind(day).is_err());
        let years = years.filter(unknown).map(|year| year.to_string());
        names.chain(ids).chain(cited.map(|(cite, _)| cite.to_owned())).chain(years).next()
    }

    /// Whether a day by which something has to be done is that very day. False where it ends a day of a year that the
    /// profile lacks: whether that day is worked is not known, so the true one may lie later.
    pub fn is_exact(&self, due: Timestamp) -> bool {
        let day = self.local_date(due);
        let ends_a_day = self.start_of_day(day) == due;
        !ends_a_day || day.yesterday().is_ok_and(|last| self.kind(last).is_ok())
    }

    fn kind(&self, day: Date) -> Result<Kind, UncomputableYear> {
        let number = day_number(day);
        let kind = self.runs.iter().find_map(|run| run.kind(number));
        kind.ok_or_else(|| {
            let missing = self.almanac.missing(day.year()).unwrap_or_default();
            UncomputableYear { year: day.year(), missing: missing.into_iter().map(str::to_owned).collect() }
        })
    }

    fn why(&self, kind: Kind) -> Why {
        match kind {
            Kind::Workday => Why::Workday,
            Kind::Weekend => Why::Weekend,
            Kind::Holiday(number) => Why::Holiday(self.almanac.holidays[number].name.clone()),
            Kind::Transferred(from) => Why::Transferred(date(from)),
            Kind::Off(number) => Why::SwappedOff(self.almanac.swaps[number].on),
            Kind::On(number) => Why::SwappedOn(self.almanac.swaps[number].off),
        }
    }
}
