//! What a jurisdiction lets data be held on besides consent and a named law.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Confidence;

/// A ground that the law of the jurisdiction names itself, such as a contract with the person. Consent, and a law
/// that a policy cites, are grounds everywhere and stand in no profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The word by which a policy rests on it, such as `contract`.
    pub id: String,
    /// What people call it.
    pub names: Names,
    /// The act and article that names it, as it is to be shown to people.
    pub citation: String,
    /// What a person's demand to erase does to data that rests on it.
    pub demand: Demand,
    /// Whether the person may object to the processing.
    pub objection: bool,
    /// The first day on which it is in force.
    pub effective_from: Date,
    /// How far this reading is trusted.
    pub confidence: Confidence,
}

/// A condition without which data of a special category, such as health, may not be held, whatever the ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// The word by which a policy names it, such as `health-care`.
    pub id: String,
    /// What people call it.
    pub names: Names,
    /// The act and article that sets it, as it is to be shown to people.
    pub citation: String,
    /// What a person's demand to erase does to data held under it.
    pub demand: Demand,
    /// The first day on which it is in force.
    pub effective_from: Date,
    /// How far this reading is trusted.
    pub confidence: Confidence,
}

/// What a person's demand to erase does. Written in a profile as `yields`, `keeps`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Demand {
    /// The data goes.
    Yields,
    /// The data stays until its term is over, and the person is told why.
    Keeps,
}

/// A name in every language of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the code of its language")]
pub struct Names {
    pub kk: String,
    pub ru: String,
    pub en: String,
}
