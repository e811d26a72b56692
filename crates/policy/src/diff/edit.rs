//! Edits: the smallest steps that make one canonical form of a pack into another.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One step: where in the canonical form, and what is done there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// The way to the value, from the pack itself.
    pub path: Vec<Step>,
    /// What is done to it.
    pub op: Op,
}

/// One step of the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// A field of an object.
    Field(String),
    /// One of an array, by what names it in the old pack.
    One(Name),
}

/// What names one of an array.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// How it is named.
    pub by: NamedBy,
    /// The name.
    pub key: String,
}

/// How those in an array are told apart. No two in it have the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NamedBy {
    /// By the text itself.
    Itself,
    /// By `id`.
    Id,
    /// By `code`.
    Code,
    /// By what it is a rule for.
    Kind,
    /// By `domain`.
    Domain,
    /// By what it gives the words for.
    Cite,
    /// By `on`, and `when` where there is one: `contract-ended:term-5-years`.
    Ending,
    /// By `categories`, joined by commas.
    Categories,
    /// By the canonical form of the whole.
    Whole,
}

/// What is done to a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Op {
    /// It becomes another; `null` is absent.
    Set {
        /// What it was.
        old: Option<Value>,
        /// What it is.
        new: Option<Value>,
    },
    /// An array gets one more.
    Insert {
        /// Its name.
        name: Name,
        /// Where it stands in the new array, from 0.
        at: usize,
        /// It.
        value: Value,
    },
    /// An array loses one.
    Remove {
        /// Its name.
        name: Name,
        /// It.
        value: Value,
    },
    /// What an array holds stands in another order.
    Order {
        /// How they are named.
        by: NamedBy,
        /// The names in the new order; those that stood there before by their old names.
        keys: Vec<String>,
    },
}

impl Op {
    /// What was there, and what is.
    pub fn sides(&self) -> (Option<&Value>, Option<&Value>) {
        match self {
            Op::Set { old, new } => (old.as_ref(), new.as_ref()),
            Op::Insert { value, .. } => (None, Some(value)),
            Op::Remove { value, .. } => (Some(value), None),
            Op::Order { .. } => (None, None),
        }
    }
}

impl NamedBy {
    /// In the order in which they are tried.
    pub(super) const ALL: [NamedBy; 9] = [
        NamedBy::Itself,
        NamedBy::Id,
        NamedBy::Code,
        NamedBy::Domain,
        NamedBy::Cite,
        NamedBy::Kind,
        NamedBy::Ending,
        NamedBy::Categories,
        NamedBy::Whole,
    ];

    /// The name of one, where it can be named so.
    pub(super) fn key(self, one: &Value) -> Option<String> {
        let text = |key: &str| one.get(key)?.as_str().map(str::to_owned);
        match self {
            NamedBy::Itself => one.as_str().map(str::to_owned),
            NamedBy::Id => text("id"),
            NamedBy::Code => text("code"),
            NamedBy::Domain => text("domain"),
            NamedBy::Cite => text("cite"),
            NamedBy::Kind => text("kind"),
            NamedBy::Ending => match (text("on")?, text("when")) {
                (on, Some(when)) => Some(format!("{on}:{when}")),
                (on, None) => Some(on),
            },
            NamedBy::Categories => {
                let ids: Option<Vec<_>> =
                    one.get("categories")?.as_array()?.iter().map(Value::as_str).collect();
                ids.map(|ids| ids.join(","))
            }
            NamedBy::Whole => String::from_utf8(crate::edition::canonical_json(one)).ok(),
        }
    }

    /// The names of all, where each has one of its own.
    pub(super) fn keys(self, all: &[Value]) -> Option<Vec<String>> {
        let keys: Vec<_> = all.iter().map(|one| self.key(one)).collect::<Option<_>>()?;
        let mut sorted: Vec<_> = keys.iter().collect();
        sorted.sort_unstable();
        sorted.windows(2).all(|pair| pair[0] != pair[1]).then_some(keys)
    }
}

impl fmt::Display for Edit {
    /// The way to the value, such as `purposes/recruitment/lists/candidate/items`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        path_text(&self.path).fmt(f)
    }
}

/// A way in words, its steps parted by strokes.
pub(super) fn path_text(path: &[Step]) -> String {
    let steps: Vec<_> = path
        .iter()
        .map(|step| match step {
            Step::Field(name) => name.as_str(),
            Step::One(name) => name.key.as_str(),
        })
        .collect();
    steps.join("/")
}
