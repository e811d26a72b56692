//! How long to wait between attempts.

use jiff::SignedDuration;

/// The waits after the first failed attempt, the second, and so on; after the tenth there is none (Standard Webhooks,
/// "Deliverability and reliability"). They come to three days and three and a half hours.
pub const DELAYS: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// A random number, all values alike: it lengthens a wait by up to a fifth, so that what failed together doesn't come
/// again together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Jitter(pub u32);

/// How long to wait after so many failed attempts; nothing when it was the last.
pub(super) fn delay(failed: u8, jitter: Jitter) -> Option<SignedDuration> {
    let base = DELAYS.get(usize::from(failed.checked_sub(1)?))?.as_millis();
    let more = base / 5 * i128::from(jitter.0) / (1 << 32);
    i64::try_from(base + more).ok().map(SignedDuration::from_millis)
}
