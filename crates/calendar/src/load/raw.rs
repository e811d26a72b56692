//! The format of a profile, field by field. A field that isn't here is refused.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use toml::Spanned;

use super::literal::Literal;
use crate::{Amount, Confidence, Demand, FirstDay, Names, PauseReason};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawProfile {
    pub(super) id: Spanned<String>,
    pub(super) region: Spanned<String>,
    pub(super) counting: RawCounting,
    pub(super) offset: Vec<RawOffset>,
    #[serde(default)]
    pub(super) holiday: Vec<RawHoliday>,
    #[serde(default)]
    pub(super) year: Vec<RawYear>,
    #[serde(default)]
    pub(super) deadline: Vec<RawDeadline>,
    #[serde(default)]
    pub(super) law_term: Vec<RawLawTerm>,
    #[serde(default)]
    pub(super) ground: Vec<RawGround>,
    #[serde(default)]
    pub(super) condition: Vec<RawGround>,
    #[serde(default)]
    pub(super) citation: Vec<RawCitation>,
}

/// How days are counted where a rule doesn't say otherwise.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawCounting {
    pub(super) weekend: Spanned<Vec<RawWeekday>>,
    pub(super) first_day: FirstDay,
    pub(super) end_of_day: bool,
    pub(super) rolls: bool,
    pub(super) effective_from: Literal<Date>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawWeekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawOffset {
    pub(super) since: Spanned<Literal<Timestamp>>,
    /// Such as `+05:00`; or else a `rule`.
    pub(super) offset: Option<Spanned<String>>,
    /// A yearly change of clocks as POSIX writes it, such as `CET-1CEST,M3.5.0,M10.5.0/3`.
    pub(super) rule: Option<Spanned<String>>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawHoliday {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    /// Its days as month and day, such as `12-16`; absent for a movable holiday.
    #[serde(default)]
    pub(super) days: Vec<Spanned<String>>,
    /// Whether every year's entry gives its date.
    #[serde(default)]
    pub(super) movable: bool,
    pub(super) transfers: bool,
    pub(super) effective_from: Literal<Date>,
    pub(super) effective_to: Option<Literal<Date>>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawYear {
    pub(super) year: Spanned<i16>,
    #[serde(default)]
    pub(super) movable: BTreeMap<Spanned<String>, Literal<Date>>,
    #[serde(default)]
    pub(super) swap: Vec<Spanned<RawSwap>>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawSwap {
    pub(super) off: Option<Literal<Date>>,
    pub(super) worked: Option<Literal<Date>>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawDeadline {
    pub(super) name: Spanned<String>,
    pub(super) amount: Amount,
    pub(super) first_day: Option<FirstDay>,
    pub(super) end_of_day: Option<bool>,
    pub(super) rolls: Option<bool>,
    pub(super) extension: Option<Amount>,
    #[serde(default)]
    pub(super) pause: Vec<PauseReason>,
    pub(super) effective_from: Literal<Date>,
    pub(super) source: String,
    pub(super) confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawLawTerm {
    pub(super) name: Spanned<String>,
    pub(super) amount: Amount,
    pub(super) citation: String,
    pub(super) effective_from: Literal<Date>,
    pub(super) confidence: Confidence,
    pub(super) note: Option<String>,
}

/// A ground, or a condition for a special category, which has no `objection`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawGround {
    pub(super) id: Spanned<String>,
    #[serde(rename = "name")]
    pub(super) names: Names,
    pub(super) citation: String,
    pub(super) demand: Demand,
    pub(super) objection: Option<bool>,
    pub(super) effective_from: Literal<Date>,
    pub(super) confidence: Confidence,
}

/// What people read where a rule cites `cite`, word for word.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct RawCitation {
    pub(super) cite: Spanned<String>,
    #[serde(rename = "name")]
    pub(super) names: Names,
}

impl From<RawWeekday> for Weekday {
    fn from(day: RawWeekday) -> Self {
        match day {
            RawWeekday::Monday => Self::Monday,
            RawWeekday::Tuesday => Self::Tuesday,
            RawWeekday::Wednesday => Self::Wednesday,
            RawWeekday::Thursday => Self::Thursday,
            RawWeekday::Friday => Self::Friday,
            RawWeekday::Saturday => Self::Saturday,
            RawWeekday::Sunday => Self::Sunday,
        }
    }
}
