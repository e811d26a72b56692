//! Dates and moments, and consents dated by them.

use calendar::Profile;
use jiff::{Timestamp, civil::Date};
use kernel::{Consent, Way};
use policy::{Kind, kind::normalise};

/// A moment from a date (its beginning, by the profile's local time) or from RFC 3339; in whole seconds.
pub fn parse_moment(text: &str, profile: &Profile) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() <= 10 {
        let day: Date = normalise(&Kind::Date, text, "").ok()?.text.parse().ok()?;
        return Some(profile.start_of_day(day));
    }
    let moment: Timestamp = text.parse().ok()?;
    Timestamp::from_second(moment.as_second()).ok()
}

/// A consent from `WAY@DATE`, such as `written@2026-11-01`.
pub fn parse_consent(text: &str, profile: &Profile) -> Option<Consent> {
    let (way, at) = text.split_once('@')?;
    Some(Consent { way: Way::from_word(way.trim())?, at: parse_moment(at, profile)? })
}
