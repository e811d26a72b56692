//! Cookies and their like (chapter 6): groups that are agreed to or refused as one, services, the cookies themselves.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CookieGroupId, CookieServiceId, ItemId, PurposeId, RecipientId, lang::Text};

/// Cookies that serve one end and are agreed to or refused as one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CookieGroup {
    /// Its place among the others.
    pub no: u16,
    /// Its id.
    pub id: CookieGroupId,
    /// What people call it.
    pub name: Text,
    /// What it serves, in words people read.
    pub serves: Text,
    /// Whether it is set without asking, since nothing works without it.
    pub required: bool,
    /// What a visitor who refuses it goes without; always there unless `required`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<Text>,
    /// The purpose of the register under which what it collects is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
}

/// A service that sets cookies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CookieService {
    /// Its id.
    pub id: CookieServiceId,
    /// Its name.
    pub name: Text,
    /// Its group.
    pub group: CookieGroupId,
    /// Who provides it.
    pub provider: Text,
    /// The provider as a recipient of the register, where it has undertaken to meet the Law. Without one the
    /// service may be named, but not loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// The items it collects; each is held by its group's purpose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collects: Vec<ItemId>,
    /// The provider's own terms, an `https` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Where the provider lets people opt out, an `https` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_out: Option<String>,
}

/// One cookie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cookie {
    /// Its name; `*` at the end stands for what varies, as in `_ga_*`.
    pub name: String,
    /// Who sets it.
    pub of: CookieOf,
    /// How long it lasts.
    pub lasts: Lifetime,
}

/// Who sets a cookie.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CookieOf {
    /// The organisation itself, in a group.
    Group(CookieGroupId),
    /// A service, in its group.
    Service(CookieServiceId),
}

/// How long a cookie lasts, written as `session`, `30 minutes`, `1 hour`, `2 days`, `6 months` or `1 year`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Lifetime {
    /// Until the browser is closed.
    Session,
    /// So many minutes.
    Minutes(u32),
    /// So many hours.
    Hours(u32),
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
    /// So many years.
    Years(u32),
}

impl fmt::Display for Lifetime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, unit) = match *self {
            Lifetime::Session => return f.write_str("session"),
            Lifetime::Minutes(n) => (n, "minute"),
            Lifetime::Hours(n) => (n, "hour"),
            Lifetime::Days(n) => (n, "day"),
            Lifetime::Months(n) => (n, "month"),
            Lifetime::Years(n) => (n, "year"),
        };
        write!(f, "{n} {unit}{}", if n == 1 { "" } else { "s" })
    }
}

impl FromStr for Lifetime {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let bad =
            || format!("`{text}` is no lifetime: write `session`, or one like `30 minutes` or `2 years`");
        if text == "session" {
            return Ok(Lifetime::Session);
        }
        let (n, unit) = text.split_once(' ').ok_or_else(bad)?;
        let digits = n.bytes().all(|b| b.is_ascii_digit());
        let n: u32 = n.parse().ok().filter(|n| digits && (1..=36_500).contains(n)).ok_or_else(bad)?;
        match unit.strip_suffix('s').unwrap_or(unit) {
            "minute" => Ok(Lifetime::Minutes(n)),
            "hour" => Ok(Lifetime::Hours(n)),
            "day" => Ok(Lifetime::Days(n)),
            "month" => Ok(Lifetime::Months(n)),
            "year" => Ok(Lifetime::Years(n)),
            _ => Err(bad()),
        }
    }
}

impl TryFrom<String> for Lifetime {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Lifetime> for String {
    fn from(lifetime: Lifetime) -> String {
        lifetime.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lifetimes_read_back_as_written() {
        for text in ["session", "30 minutes", "1 hour", "2 days", "6 months", "2 years"] {
            assert_eq!(text.parse::<Lifetime>().unwrap().to_string(), text);
        }
        for text in ["", "0 days", "+1 days", "days", "2 weeks", "1.5 years", "sessions"] {
            assert!(text.parse::<Lifetime>().is_err(), "{text}");
        }
    }
}
