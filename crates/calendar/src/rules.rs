//! What a profile's rules say: deadlines, terms of keeping, and how far each is trusted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Amount;

/// How far the source of a rule is trusted. Written in a profile as `statute`, `secondary`, `unconfirmed`,
/// `our-reading`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the act itself.
    Statute,
    /// Taken from someone else's account of the act.
    Secondary,
    /// Believed, and not yet checked against any text.
    Unconfirmed,
    /// The law sets no figure, or is unclear: this is how it is read here.
    OurReading,
}

/// Where counting begins. Written in a profile as `day-after`, `same-day`, `moment`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FirstDay {
    /// The first day counted is the one after the event.
    DayAfter,
    /// The day of the event is the first day counted.
    SameDay,
    /// The event's own moment: for hours, and only for hours.
    Moment,
}

/// Why a deadline's clock may stand still until something arrives. Written in a profile as `identity`,
/// `clarification`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PauseReason {
    /// It is in reasonable doubt who asks, and more was asked for to be sure.
    Identity,
    /// Much is processed, and the person was asked what is meant.
    Clarification,
}

impl PauseReason {
    /// Every reason.
    pub const ALL: [PauseReason; 2] = [PauseReason::Identity, PauseReason::Clarification];

    /// The word for it, in profiles and on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Clarification => "clarification",
        }
    }
}

/// One version of one deadline that the law sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    /// The name by which the program asks for it, such as `information`.
    pub name: String,
    /// How long.
    pub amount: Amount,
    /// Where counting begins.
    pub first_day: FirstDay,
    /// Whether the last day counts to its end (24:00 local time), or only to the event's time of day.
    pub end_of_day: bool,
    /// Whether a last day that is no working day moves to the next working day. Never so for hours.
    pub rolls: bool,
    /// By how much it may be extended, in the unit of `amount`.
    pub extension: Option<Amount>,
    /// For which reasons the law lets its clock stand still; empty where it never does.
    pub pauses: Vec<PauseReason>,
    /// The first day on which this version is in force.
    pub effective_from: Date,
    /// The act and article it comes from.
    pub source: String,
    /// How far that source is trusted.
    pub confidence: Confidence,
}

/// One version of a term for which a law orders a kind of record to be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LawTerm {
    /// The name by which a policy refers to it, such as `employment-records`.
    pub name: String,
    /// How long.
    pub amount: Amount,
    /// The act and article that sets it, as it is to be shown to people.
    pub citation: String,
    /// The first day on which this version is in force.
    pub effective_from: Date,
    /// How far the citation is trusted.
    pub confidence: Confidence,
    /// What a person relying on it ought to know: what the term runs from, what is not certain.
    pub note: Option<String>,
}

/// Where one rule of a profile comes from: for showing a whole profile with its sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// The rule, such as `holiday new-year` or `deadline information`.
    pub rule: String,
    /// The first day on which it is in force.
    pub effective_from: Date,
    /// The act and article it comes from.
    pub source: String,
    /// How far that source is trusted.
    pub confidence: Confidence,
}
