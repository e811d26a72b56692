//! Local time: the offsets from UTC.

use jiff::tz::Offset;

use super::findings::Findings;
use super::raw::RawProfile;
use crate::zone::Zone;

/// `None` where a fault was found, or there is no offset at all.
pub(super) fn zone(raw: &RawProfile, found: &mut Findings<'_>) -> Option<Zone> {
    let mut offsets = Vec::new();
    for row in &raw.offset {
        let since = row.since.get_ref().0;
        let rule = format!("offset {}", row.offset.get_ref());
        found.rule(
            row.since.span().start,
            rule,
            Offset::UTC.to_datetime(since).date(),
            &row.source,
            row.confidence,
        );
        match offset(row.offset.get_ref()) {
            Some(offset) => offsets.push((since, offset)),
            None => {
                let what = format!("`{}` is no offset from UTC", row.offset.get_ref());
                found.fault(row.offset.span().start, "[[offset]]", what, "write it as `+05:00` or `-03:30`");
                return None;
            }
        }
    }
    let zone = Zone::new(&offsets);
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
