//! What a sweep does with one engagement.

use jiff::Timestamp;

use crate::{DueAt, Engagement, Part, Phase, Standing, State, World, standing};

/// What a sweep does with one engagement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes: it has been due since then.
    Destroy(DueAt),
    /// Nothing to do yet.
    NotDue,
    /// It stays although due: the person is blocked (Law 94-V art. 1).
    KeptBlocked(DueAt),
    /// It stays although due: a hold forbids destruction.
    KeptHeld(DueAt),
    /// It stays: a wrong event can still be taken back until then.
    Paused(Timestamp),
    /// It stays: the day can't be computed before this year is entered in the profile.
    NotBefore(i16),
    /// Its day became computable, or moved: this is the new one.
    Moved(Option<DueAt>),
}

impl Fate {
    /// The word for it, for programs.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Destroy(_) => "destroy",
            Fate::NotDue => "not-due",
            Fate::KeptBlocked(_) => "kept-blocked",
            Fate::KeptHeld(_) => "kept-held",
            Fate::Paused(_) => "paused",
            Fate::NotBefore(_) => "not-before",
            Fate::Moved(_) => "moved",
        }
    }

    /// Since when it is due, until when it is paused, or when it will be due.
    pub fn at(self) -> Option<Timestamp> {
        match self {
            Fate::Destroy(due) | Fate::KeptBlocked(due) | Fate::KeptHeld(due) => Some(due.at),
            Fate::Paused(until) => Some(until),
            Fate::Moved(due) => due.map(|due| due.at),
            Fate::NotDue | Fate::NotBefore(_) => None,
        }
    }
}

/// What a sweep at `now` does with an engagement of `state`.
pub fn fate(world: &World, state: &State, engagement: &Engagement, now: Timestamp) -> Fate {
    let Some(stored) = engagement.due else { return Fate::NotDue };
    let due = match anew(world, engagement) {
        None => stored,
        Some(stands) => match stands.certain.filter(|due| due.at <= now) {
            Some(due) => due,
            None if stands.due != Some(stored) => return Fate::Moved(stands.due),
            None if stored.at <= now => return Fate::NotBefore(stands.missing_year.unwrap_or(i16::MAX)),
            None => return Fate::NotDue,
        },
    };
    if due.at > now {
        return Fate::NotDue;
    }
    if let Some(pause) = engagement.pause.filter(|pause| *pause > now) {
        return Fate::Paused(pause);
    }
    let Some(subject) = &state.subject else { return Fate::NotDue };
    if subject.block.is_some() {
        Fate::KeptBlocked(due)
    } else if subject.holds > 0 {
        Fate::KeptHeld(due)
    } else {
        Fate::Destroy(due)
    }
}

/// Whether a purpose may use the person's data today: not blocked, in active use, in term, and with the consent standing
/// where it rests on one.
pub fn reached(world: &World, state: &State, engagement: &Engagement, now: Timestamp) -> bool {
    let blocked = state.subject.as_ref().is_none_or(|subject| subject.block.is_some());
    let consents = engagement.consent.is_none_or(|consent| consent.stands(Part::Processing, now));
    !blocked && engagement.phase == Phase::Active && consents && !over(world, engagement, now)
}

/// Whether the term is over, or may be: then nothing of it is used any more, though the sweep may still be to come. What
/// can't be told for want of a year's calendar is not used, and not destroyed either.
pub(crate) fn over(world: &World, engagement: &Engagement, now: Timestamp) -> bool {
    let due = anew(world, engagement).map_or(engagement.due, |stands| stands.due);
    due.is_some_and(|due| due.at <= now)
}

/// A bound is counted anew, since the year that it lacked may have been entered. A row that isn't there gives no
/// exact day, so that nothing is destroyed on a bound.
fn anew(world: &World, engagement: &Engagement) -> Option<Standing> {
    let stored = engagement.due.filter(|due| !due.exact)?;
    let row = world.editions.get(&engagement.edition).and_then(|edition| edition.row(engagement.row));
    let bound = Standing { phase: engagement.phase, due: Some(stored), missing_year: None, certain: None };
    Some(row.map_or(bound, |(_, list)| {
        let consent = engagement.consent.as_ref();
        standing(&world.profile, list, engagement.choice, &engagement.events, consent)
    }))
}
