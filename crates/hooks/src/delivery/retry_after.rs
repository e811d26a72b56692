//! The header `Retry-After` (RFC 9110, 10.2.3).

use std::time::{Duration, UNIX_EPOCH};

use jiff::{SignedDuration, Timestamp};

/// When an endpoint wants to be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so many seconds.
    Seconds(u32),
    /// At this time.
    At(Timestamp),
}

/// The longest wait that is granted.
const MOST: SignedDuration = SignedDuration::from_hours(24);

impl RetryAfter {
    /// Reads the header's value: seconds, or a date in one of HTTP's three forms. Anything else is nothing, and the
    /// usual wait holds.
    pub fn parse(value: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(value).ok().filter(|text| text.len() <= 64)?.trim_matches([' ', '\t']);
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            // More seconds than fit are many; RFC 9111, 1.2.2, has the same rule.
            return Some(Self::Seconds(text.parse().unwrap_or(u32::MAX)));
        }
        let since =
            httpdate::parse_http_date(text).ok()?.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Timestamp::try_from(UNIX_EPOCH + since).ok().map(Self::At)
    }

    /// How long that is from now: nothing less than nothing, 24 hours at most.
    pub fn wait(self, now: Timestamp) -> SignedDuration {
        let wait = match self {
            Self::Seconds(seconds) => SignedDuration::from_secs(seconds.into()),
            Self::At(at) => at.duration_since(now),
        };
        wait.clamp(SignedDuration::ZERO, MOST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        // The date is RFC 9110's own example, in its three forms (5.6.7).
        let at = Some(RetryAfter::At("1994-11-06T08:49:37Z".parse().unwrap()));
        for (value, want) in [
            ("120", Some(RetryAfter::Seconds(120))),
            (" 0\t", Some(RetryAfter::Seconds(0))),
            ("99999999999999999999", Some(RetryAfter::Seconds(u32::MAX))),
            ("Sun, 06 Nov 1994 08:49:37 GMT", at),
            ("Sunday, 06-Nov-94 08:49:37 GMT", at),
            ("Sun Nov  6 08:49:37 1994", at),
            ("", None),
            ("-1", None),
            ("+1", None),
            ("1.5", None),
            ("soon", None),
            ("Sun, 06 Nov 1994 08:49:37 +0500", None),
            (&"1".repeat(65), None),
        ] {
            assert_eq!(RetryAfter::parse(value.as_bytes()), want, "{value:?}");
        }
        assert_eq!(RetryAfter::parse(b"\xff"), None);
    }

    #[test]
    fn no_wait_is_negative_or_over_a_day() {
        let now: Timestamp = "2024-06-17T10:00:00Z".parse().unwrap();
        let at = |text: &str| RetryAfter::At(text.parse().unwrap()).wait(now).as_secs();
        assert_eq!(RetryAfter::Seconds(90).wait(now).as_secs(), 90);
        assert_eq!(RetryAfter::Seconds(u32::MAX).wait(now).as_secs(), 86_400);
        assert_eq!(at("2024-06-17T10:01:30Z"), 90);
        assert_eq!(at("1994-11-06T08:49:37Z"), 0);
        assert_eq!(at("9999-12-30T00:00:00Z"), 86_400);
    }
}
