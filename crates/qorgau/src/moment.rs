//! Moments, read and written in the local time of the jurisdiction's profile.

use anyhow::Result;
use calendar::Profile;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use kernel::Consent;
use office::import::{parse_consent, parse_moment};

use crate::fault::complaint;

/// A date (its beginning), a local date and time, or RFC 3339.
pub(crate) fn parse(text: &str, profile: &Profile) -> Result<Timestamp> {
    let bad = || complaint("bad-moment", &[]);
    if let Some(moment) = parse_moment(text, profile) {
        return Ok(moment);
    }
    if text.ends_with(['Z', 'z']) {
        return Err(bad());
    }
    let local: DateTime = text.trim().parse().map_err(|_| bad())?;
    let day = profile.start_of_day(local.date());
    // The offset of the day is near enough to find the offset of the hour.
    let near = profile.offset(day).to_timestamp(local).map_err(|_| bad())?;
    let exact = profile.offset(near).to_timestamp(local).map_err(|_| bad())?;
    Timestamp::from_second(exact.as_second()).map_err(|_| bad())
}

/// Until when: a date counts to its end, a moment to itself.
pub(crate) fn end(text: &str, profile: &Profile) -> Result<Timestamp> {
    let text = text.trim();
    let day = if text.len() == 10 { text.parse::<Date>().ok() } else { None };
    match day.and_then(|day| day.tomorrow().ok()) {
        Some(next) => Ok(profile.start_of_day(next)),
        None => parse(text, profile),
    }
}

/// `WAY@DATE[+PART…]`, such as `written@2026-11-01`.
pub(crate) fn consent(text: &str, profile: &Profile) -> Result<Consent> {
    parse_consent(text, profile).ok_or_else(|| complaint("bad-consent", &[]))
}

/// A moment in local time, to the minute.
pub(crate) fn local(moment: Timestamp, profile: &Profile) -> String {
    profile.offset(moment).to_datetime(moment).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A moment on the clock on the wall.
pub(crate) fn civil(moment: Timestamp, profile: &Profile) -> DateTime {
    profile.offset(moment).to_datetime(moment)
}

/// The end of a term as people say it: the last day, where it ends with a day; else the moment to the minute.
pub(crate) fn last(moment: Timestamp, profile: &Profile) -> String {
    let local = profile.offset(moment).to_datetime(moment);
    match last_day(moment, profile) {
        day if local.time() == Time::midnight() => day.to_string(),
        _ => local.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// The day on which a term ends: the one before, where it ends at midnight.
pub(crate) fn last_day(moment: Timestamp, profile: &Profile) -> Date {
    let local = profile.offset(moment).to_datetime(moment);
    let midnight = local.time() == Time::midnight();
    local.date().yesterday().ok().filter(|_| midnight).unwrap_or_else(|| local.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_local_times_are_the_profiles() {
        let profile = Profile::parse(crate::pack::embedded::PROFILE).expect("the profile reads");
        let read = |text| parse(text, &profile).ok().map(|moment| moment.to_string());
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("2026-03-02"), some("2026-03-01T19:00:00Z"));
        assert_eq!(read("2026-03-02T12:00"), some("2026-03-02T07:00:00Z"));
        assert_eq!(read("2026-03-02 12:00:30"), some("2026-03-02T07:00:30Z"));
        assert_eq!(read("2026-03-02T12:00:00+05:00"), some("2026-03-02T07:00:00Z"));
        assert_eq!(read("2023-03-02 12:00"), some("2023-03-02T06:00:00Z"));
        for bad in ["", "soon", "2026-13-01", "2026-02-30", "-9999-01-01", "2026-03-02T25:00", "🙂🙂🙂🙂🙂🙂"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
        let moment = parse("2026-03-02 12:00", &profile).expect("a moment");
        assert_eq!(local(moment, &profile), "2026-03-02 12:00");
    }

    #[test]
    fn a_term_ends_with_its_last_day() {
        let profile = Profile::parse(crate::pack::embedded::PROFILE).expect("the profile reads");
        let read = |text| end(text, &profile).ok();
        let moment = |text: &str| text.parse::<Timestamp>().ok();
        assert_eq!(read("2026-03-02"), moment("2026-03-02T19:00:00Z"));
        assert_eq!(read("2026-03-02T12:00"), moment("2026-03-02T07:00:00Z"));
        assert_eq!(read("2026-02-30"), None);
        let said = |text| read(text).map(|moment| last(moment, &profile));
        assert_eq!(said("2026-03-02").as_deref(), Some("2026-03-02"));
        assert_eq!(said("2026-03-02T12:00").as_deref(), Some("2026-03-02 12:00"));
    }
}
