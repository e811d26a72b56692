//! Dates and moments, and consents dated by them.

use calendar::Profile;
use jiff::{Timestamp, civil::Date};
use kernel::{Consent, Part, Way};
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

/// A consent from `WAY@DATE`, such as `written@2026-11-01`: to processing, and to each part added with a plus, as in
/// `written@2026-11-01+third-parties+publication`.
pub fn parse_consent(text: &str, profile: &Profile) -> Option<Consent> {
    let (way, given) = text.split_once('@')?;
    let (at, parts) = given.split_once('+').map_or((given, None), |(at, parts)| (at, Some(parts)));
    let mut consent = Consent::to_processing(Way::from_word(way.trim())?, parse_moment(at, profile)?);
    for part in parts.into_iter().flat_map(|parts| parts.split('+')) {
        consent.parts = consent.parts.with(Part::from_word(part.trim())?);
    }
    Some(consent)
}
