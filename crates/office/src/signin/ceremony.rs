//! Questions to authenticators that wait for their answer: each for a few minutes, and for one answer.

use std::fmt;

use access::passkey::{Authentication, Registration};
use jiff::Timestamp;
use policy::StaffId;
use serde::{Deserialize, Serialize};
use store::Unit;

use super::{SessionId, keep};
use crate::{Office, desk::Desk, error::Result};

/// How many may wait; the oldest makes room.
const CEREMONIES: usize = 4096;

/// One of them, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Ceremony {
    /// A passkey is to be made.
    Make(Registration),
    /// A passkey is to be shown.
    Show(Authentication),
}

/// In the course of what it is asked; a second question takes the place of the first.
pub(super) enum Course<'a> {
    Enrolling(&'a StaffId),
    Adding(SessionId),
    /// By the hash of the attempt's handle.
    SigningIn(&'a str),
    SteppingUp(SessionId),
}

impl Office {
    /// Keeps a question until its answer comes.
    pub(super) fn ask_authenticator(&self, course: &Course<'_>, asked: Ceremony) -> Result<()> {
        let (id, now) = (course.to_string(), self.clock.now());
        self.keeping(move |unit| begin(unit, id, asked, now))
    }

    /// Takes the question to which a passkey is said to be made.
    pub(super) fn taken_to_make(&self, course: &Course<'_>) -> Result<Option<Registration>> {
        Ok(match self.taken(course)? {
            Some(Ceremony::Make(asked)) => Some(asked),
            _ => None,
        })
    }

    /// Takes the question to which a passkey is said to be shown.
    pub(super) fn taken_to_show(&self, course: &Course<'_>) -> Result<Option<Authentication>> {
        Ok(match self.taken(course)? {
            Some(Ceremony::Show(asked)) => Some(asked),
            _ => None,
        })
    }

    /// It is durably gone before the answer is looked at: so no answer counts twice, right or wrong.
    fn taken(&self, course: &Course<'_>) -> Result<Option<Ceremony>> {
        let (id, now) = (course.to_string(), self.clock.now());
        if !self.roster().ceremonies.contains_key(&id) {
            return Ok(None);
        }
        let taken = self.keeping(move |unit| keep::take::<Ceremony>(unit, &id))?;
        Ok(taken.filter(|asked| !asked.is_over(now)))
    }
}

impl Ceremony {
    fn is_over(&self, now: Timestamp) -> bool {
        match self {
            Ceremony::Make(asked) => asked.is_over(now),
            Ceremony::Show(asked) => asked.is_over(now),
        }
    }

    fn started(&self) -> Timestamp {
        match self {
            Ceremony::Make(asked) => asked.started(),
            Ceremony::Show(asked) => asked.started(),
        }
    }
}

/// Ends what was begun in a session.
pub(super) fn end(unit: &mut Unit<'_, Desk>, session: SessionId) -> Result<()> {
    for course in [Course::Adding(session), Course::SteppingUp(session)] {
        keep::take::<Ceremony>(unit, &course.to_string())?;
    }
    Ok(())
}

/// Keeps one, and takes away what is over, and the oldest where there are too many.
fn begin(unit: &mut Unit<'_, Desk>, id: String, asked: Ceremony, now: Timestamp) -> Result<()> {
    let roster = unit.context().roster.clone();
    let mut gone: Vec<_> = roster.ceremonies.iter().filter(|(_, one)| one.is_over(now)).collect();
    if roster.ceremonies.len() - gone.len() >= CEREMONIES {
        let waiting = roster.ceremonies.iter().filter(|(_, one)| !one.is_over(now));
        gone.extend(waiting.min_by_key(|(_, one)| one.started()));
    }
    for (id, _) in gone {
        keep::take::<Ceremony>(unit, id)?;
    }
    keep::put(unit, id, asked)
}

impl fmt::Display for Course<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Course::Enrolling(staff) => write!(f, "enrol {staff}"),
            Course::Adding(session) => write!(f, "add {session}"),
            Course::SigningIn(attempt) => write!(f, "sign-in {attempt}"),
            Course::SteppingUp(session) => write!(f, "step-up {session}"),
        }
    }
}
