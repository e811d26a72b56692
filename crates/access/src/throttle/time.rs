//! Time that only goes on.

use jiff::Timestamp;

/// The most milliseconds that can have passed, 2⁶¹: no sum of times overflows.
pub(super) const MOST: u64 = 1 << 61;
/// How far a reading may be behind before the clock counts as set back, in milliseconds.
const JITTER: i64 = 60_000;

/// Milliseconds that have passed, as far as the clock told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Elapsed {
    pub(super) passed: u64,
    /// The highest reading since the clock was last set back, in milliseconds since 1970.
    pub(super) highest: Option<i64>,
}

impl Elapsed {
    /// A reading behind the highest counts as no time; one more than a minute behind is a clock set back, and time
    /// goes on from there.
    pub(super) fn pass(&mut self, now: Timestamp) -> u64 {
        let now = now.as_millisecond();
        let gained = now.saturating_sub(*self.highest.get_or_insert(now));
        self.passed = self.passed.saturating_add(u64::try_from(gained).unwrap_or(0)).min(MOST);
        if !(-JITTER..=0).contains(&gained) {
            self.highest = Some(now);
        }
        self.passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_never_goes_back() {
        let mut time = Elapsed::default();
        let readings = [1000, 3000, 2000, 3500, -90_000, -89_000, 0, 3500];
        let passed = readings.map(|ms| time.pass(Timestamp::from_millisecond(ms).unwrap()));
        assert_eq!(passed, [0, 2000, 2000, 2500, 2500, 3500, 92_500, 96_000]);
        time.pass(Timestamp::MIN);
        assert!(time.pass(Timestamp::MAX) <= MOST);
    }
}
