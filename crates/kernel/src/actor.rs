//! Who acts: a member of staff, a machine in the name of one, or the subject themself.

use std::{fmt, str::FromStr};

use policy::{BadId, KeyId, StaffId};
use serde::{Deserialize, Serialize};

use crate::SubjectId;

/// Who acts, as an act is decided.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A member of staff who signed in, and showed their second step not long ago.
    Staff(StaffId),
    /// A member of staff who signed in a while ago: for what weighs most they show their second step again.
    Stale(StaffId),
    /// A machine with its key, in the name of the member of staff who made it.
    Key(KeyId),
    /// The person whom the data is about, as far as they proved who they are.
    Subject(SubjectId),
}

impl Actor {
    /// The member of staff, where it is one.
    pub fn staff(&self) -> Option<&StaffId> {
        match self {
            Actor::Staff(staff) | Actor::Stale(staff) => Some(staff),
            Actor::Key(_) | Actor::Subject(_) => None,
        }
    }

    /// As the log names it.
    pub fn by(&self) -> By {
        match self {
            Actor::Staff(staff) | Actor::Stale(staff) => By::Staff(staff.clone()),
            Actor::Key(key) => By::Key(key.clone()),
            Actor::Subject(_) => By::Subject,
        }
    }
}

impl FromStr for Actor {
    type Err = BadId;
    /// A member of staff by their id, a machine by `key:` and its key's; a subject has no name.
    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.parse()? {
            By::Staff(staff) => Ok(Actor::Staff(staff)),
            By::Key(key) => Ok(Actor::Key(key)),
            By::Subject => Err(BadId),
        }
    }
}

impl From<StaffId> for Actor {
    fn from(staff: StaffId) -> Self {
        Actor::Staff(staff)
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.by().fmt(f)
    }
}

/// Who acted, as the log keeps it for ever: `asel`, `key:crm`, or `subject:self`, which names nobody.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum By {
    /// A member of staff.
    Staff(StaffId),
    /// A machine with its key.
    Key(KeyId),
    /// The person whom the data is about; the subject part says who.
    Subject,
}

const KEY: &str = "key:";
const SUBJECT: &str = "subject:self";

impl By {
    /// The member of staff, where it was one.
    pub fn staff(&self) -> Option<&StaffId> {
        match self {
            By::Staff(staff) => Some(staff),
            By::Key(_) | By::Subject => None,
        }
    }
}

impl FromStr for By {
    type Err = BadId;
    fn from_str(text: &str) -> Result<Self, BadId> {
        match text.strip_prefix(KEY) {
            Some(key) => key.parse().map(By::Key),
            None if text == SUBJECT => Ok(By::Subject),
            None => text.parse().map(By::Staff),
        }
    }
}

impl TryFrom<String> for By {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        text.parse()
    }
}

impl From<By> for String {
    fn from(by: By) -> String {
        by.to_string()
    }
}

impl From<StaffId> for By {
    fn from(staff: StaffId) -> Self {
        By::Staff(staff)
    }
}

impl fmt::Display for By {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            By::Staff(staff) => staff.fmt(f),
            By::Key(key) => f.pad(&format!("{KEY}{key}")),
            By::Subject => f.pad(SUBJECT),
        }
    }
}
