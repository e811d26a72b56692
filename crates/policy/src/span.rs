//! Spans of calendar time, as terms state them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A span such as `30 days`, `6 months` or `5 years`. How it is counted (first day, end of day, rolling to a
/// working day) is the profile's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Span {
    /// Calendar days.
    Days(u32),
    /// Working days.
    WorkingDays(u32),
    /// Months.
    Months(u32),
    /// Years.
    Years(u32),
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match *self {
            Span::Days(n) => (n, "day"),
            Span::WorkingDays(n) => (n, "working day"),
            Span::Months(n) => (n, "month"),
            Span::Years(n) => (n, "year"),
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

impl FromStr for Span {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let bad = || format!("`{text}` is no span: write it like `30 days`, `6 months` or `5 years`");
        let (n, unit) = text.split_once(' ').ok_or_else(bad)?;
        let n: u32 = n.parse().ok().filter(|n| (1..=36_500).contains(n)).ok_or_else(bad)?;
        match unit {
            "day" | "days" => Ok(Span::Days(n)),
            "working day" | "working days" => Ok(Span::WorkingDays(n)),
            "month" | "months" => Ok(Span::Months(n)),
            "year" | "years" => Ok(Span::Years(n)),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Span {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}
