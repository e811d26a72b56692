//! Local time: the offsets from UTC.

use jiff::tz::Offset;

use super::findings::Findings;
use super::raw::RawProfile;
use crate::zone::{Clock, Zone};

/// `None` where a fault was found, or there is no offset at all.
pub(super) fn zone(raw: &RawProfile, found: &mut Findings<'_>) -> Option<Zone> {
    let mut clocks = Vec::new();
    for row in &raw.offset {
        let at = row.since.span().start;
        let since = row.since.get_ref().0;
        let written = match (&row.offset, &row.rule) {
            (Some(one), None) | (None, Some(one)) => one,
            _ => {
                let hint = "give `offset` where the clocks stay, or `rule` where they change every year";
                found.fault(at, "[[offset]]", "it has to be either an offset or a rule", hint);
                return None;
            }
        };
        let text = written.get_ref();
        let rule = format!("offset {text}");
        found.rule(at, rule, Offset::UTC.to_datetime(since).date(), &row.source, row.confidence);
        let (clock, is, hint) = match row.rule {
            None => {
                (offset(text).map(Clock::Fixed), "no offset from UTC", "write it as `+05:00` or `-03:30`")
            }
            Some(_) => (
                Clock::yearly(text),
                "no yearly rule",
                "write it as POSIX does, with the days of change: `CET-1CEST,M3.5.0,M10.5.0/3`",
            ),
        };
        match clock {
            Some(clock) => clocks.push((since, clock)),
            None => {
                found.fault(written.span().start, "[[offset]]", format!("`{text}` is {is}"), hint);
                return None;
            }
        }
    }
    let zone = Zone::new(&clocks);
    if let (None, Some(first)) = (&zone, raw.offset.first()) {
        let at = first.since.span().start;
        found.fault(
            at,
            "[[offset]]",
            "the offsets are not in the order of time",
            "sort them by `since`, each once",
        );
    }
    zone
}

/// `+05:00`, `-03:30`.
fn offset(text: &str) -> Option<Offset> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text[1..].split_once(':')?;
    let number = |digits: &str| -> Option<i32> {
        (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    (hours <= 14 && minutes <= 59).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}
