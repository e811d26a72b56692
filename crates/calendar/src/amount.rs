//! A length of time as a law writes it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length of time as a law writes it: a number and the unit it is counted in.
///
/// Read and written as text, in configuration too: `72 hours`, `30 days`, `15 working days`, `1 month`, `5 years`.
/// Lengths in different units can't be compared without a start and a calendar, so there is no order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// Hours, counted from the moment itself.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Days on which the jurisdiction works.
    WorkingDays(u32),
    /// Calendar months: the same day of a later month, or that month's last day where it has no such day.
    Months(u32),
    /// Calendar years, by the same rule as months.
    Years(u32),
}

impl Amount {
    /// How many of its unit.
    pub fn count(self) -> u32 {
        match self {
            Self::Hours(n) | Self::Days(n) | Self::WorkingDays(n) | Self::Months(n) | Self::Years(n) => n,
        }
    }

    /// The sum of two amounts of one unit, as when a deadline is extended; `None` when the units differ or the
    /// sum doesn't fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let sum = |a: u32, b: u32| a.checked_add(b);
        Some(match (self, other) {
            (Self::Hours(a), Self::Hours(b)) => Self::Hours(sum(a, b)?),
            (Self::Days(a), Self::Days(b)) => Self::Days(sum(a, b)?),
            (Self::WorkingDays(a), Self::WorkingDays(b)) => Self::WorkingDays(sum(a, b)?),
            (Self::Months(a), Self::Months(b)) => Self::Months(sum(a, b)?),
            (Self::Years(a), Self::Years(b)) => Self::Years(sum(a, b)?),
            _ => return None,
        })
    }

    fn unit(self) -> (&'static str, &'static str) {
        match self {
            Self::Hours(_) => ("hour", "hours"),
            Self::Days(_) => ("day", "days"),
            Self::WorkingDays(_) => ("working day", "working days"),
            Self::Months(_) => ("month", "months"),
            Self::Years(_) => ("year", "years"),
        }
    }
}

/// A text that is not an [`Amount`]. Its message says what would be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a length of time: write a whole number from 1 up and a unit, such as \
     `72 hours`, `30 days`, `15 working days`, `1 month` or `5 years`"
)]
pub struct AmountError(String);

impl FromStr for Amount {
    type Err = AmountError;

    /// Reads a number, one space or more, and a unit in the singular or the plural. Zero is refused: what is due
    /// at once has no amount.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let fault = || AmountError(text.to_owned());
        let mut words = text.split_ascii_whitespace();
        let digits = words.next().ok_or_else(fault)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fault());
        }
        let count = digits.parse().ok().filter(|n| *n > 0).ok_or_else(fault)?;
        let unit: Vec<&str> = words.collect();
        match unit.as_slice() {
            ["hour" | "hours"] => Ok(Self::Hours(count)),
            ["day" | "days"] => Ok(Self::Days(count)),
            ["working", "day" | "days"] => Ok(Self::WorkingDays(count)),
            ["month" | "months"] => Ok(Self::Months(count)),
            ["year" | "years"] => Ok(Self::Years(count)),
            _ => Err(fault()),
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = self.unit();
        let count = self.count();
        write!(f, "{count} {}", if count == 1 { one } else { many })
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // A test fails by panicking.

    use super::Amount;

    #[test]
    fn reads_singular_and_plural_and_writes_the_right_one() {
        for (text, amount, written) in [
            ("72 hours", Amount::Hours(72), "72 hours"),
            ("1 hours", Amount::Hours(1), "1 hour"),
            ("30 days", Amount::Days(30), "30 days"),
            ("1 day", Amount::Days(1), "1 day"),
            ("15  working days", Amount::WorkingDays(15), "15 working days"),
            ("1 working day", Amount::WorkingDays(1), "1 working day"),
            ("1 month", Amount::Months(1), "1 month"),
            ("75 years", Amount::Years(75), "75 years"),
        ] {
            assert_eq!(text.parse(), Ok(amount), "{text}");
            assert_eq!(amount.to_string(), written);
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for text in [
            "at once",
            "",
            "5",
            "days",
            "0 days",
            "-1 days",
            "+1 days",
            "1.5 years",
            "1 business day",
            "5 working",
            "4294967296 days",
            "5 days more",
            "1 Day",
        ] {
            assert!(text.parse::<Amount>().is_err(), "{text}");
        }
        let message = "at once".parse::<Amount>().unwrap_err().to_string();
        assert!(message.contains("`at once`") && message.contains("15 working days"), "{message}");
    }

    #[test]
    fn adds_only_what_has_one_unit() {
        assert_eq!(Amount::Months(1).plus(Amount::Months(2)), Some(Amount::Months(3)));
        assert_eq!(Amount::Days(1).plus(Amount::WorkingDays(2)), None);
        assert_eq!(Amount::Days(u32::MAX).plus(Amount::Days(1)), None);
    }
}
