//! How many failures are free, and how long the next ones wait.

use std::time::Duration;

use thiserror::Error;

/// How one kind of counter works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    pub(super) free: u64,
    pub(super) most: u64,
    pub(super) leak: u64,
    pub(super) capacity: usize,
}

/// A rule outside its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a rule has 1 to 1000 free failures, waits of at most 1 second to 1 day, failures forgotten after 1 second to \
     31 days each, all free ones together not before the longest wait is over, and 1 to 1048576 tags"
)]
pub struct BadRules;

/// The rules of all counters.
///
/// The default: from the 5th failure on 1 s, 2 s, 4 s … up to 15 minutes for an account at one address, for an account
/// from unknown devices, and for a known device, each failure forgotten after an hour. An address, which an office may
/// share, waits from the 20th on, each forgotten after 5 minutes; a network from the 100th on, each forgotten after a
/// minute. 65,536 of each are remembered, in about 40 MB at the very most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// An account at an address.
    pub pair: Rule,
    /// An account, from all devices that are unknown.
    pub account: Rule,
    /// An address: IPv4 /32, IPv6 /64.
    pub address: Rule,
    /// A network: IPv4 /24, IPv6 /48.
    pub network: Rule,
    /// A known device.
    pub device: Rule,
}

impl Rule {
    /// `free` failures cost nothing; the next one waits for a second, each further one twice as long, up to `most`.
    /// One failure is forgotten after each `leak`. At most `capacity` tags are remembered.
    ///
    /// # Errors
    /// [`BadRules`]; also where a counter would be forgotten before its wait is over (`most` beyond `free` × `leak`).
    pub fn new(free: u16, most: Duration, leak: Duration, capacity: usize) -> Result<Self, BadRules> {
        let second = Duration::from_secs(1);
        let day = second * 86_400;
        if (1..=1000).contains(&free)
            && (second..=day).contains(&most)
            && (second..=day * 31).contains(&leak)
            && most <= leak * u32::from(free)
            && (1..=1 << 20).contains(&capacity)
        {
            Ok(Self {
                free: free.into(),
                most: most.as_millis() as u64, // at most a day
                leak: leak.as_millis() as u64, // at most 31 days
                capacity,
            })
        } else {
            Err(BadRules)
        }
    }

    /// How long to wait after so many failures, in milliseconds.
    pub(super) fn delay(&self, failures: u64) -> u64 {
        match failures.checked_sub(self.free + 1) {
            // 2²⁷ seconds are more than any day.
            Some(beyond) => (1000_u64 << beyond.min(27)).min(self.most),
            None => 0,
        }
    }

    /// The failures from which on the wait is no longer: more are not counted.
    pub(super) fn full(&self) -> u64 {
        (self.free + 1..).find(|failures| self.delay(*failures) == self.most).unwrap_or(self.free + 1)
    }
}

impl Default for Limits {
    fn default() -> Self {
        let minute = 60_000;
        let rule = |free, leak| Rule { free, most: 15 * minute, leak, capacity: 65_536 };
        Self {
            pair: rule(4, 60 * minute),
            account: rule(4, 60 * minute),
            address: rule(19, 5 * minute),
            network: rule(99, minute),
            device: rule(4, 60 * minute),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_the_fifth_failure_up_to_a_quarter_of_an_hour() {
        let rule = Limits::default().pair;
        let seconds: Vec<u64> = (0..18).map(|failures| rule.delay(failures) / 1000).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!(rule.full(), 15);
        assert_eq!(rule.delay(u64::MAX), 900_000);
        assert_eq!((Limits::default().address.delay(19), Limits::default().address.delay(20)), (0, 1000));
        assert_eq!((Limits::default().network.delay(99), Limits::default().network.delay(100)), (0, 1000));
    }

    #[test]
    fn rules_are_sane() {
        let rule = |free, most, leak, capacity| {
            Rule::new(free, Duration::from_secs(most), Duration::from_secs(leak), capacity)
        };
        assert_eq!(rule(4, 900, 3600, 65_536), Ok(Limits::default().pair));
        assert_eq!(rule(19, 900, 300, 65_536), Ok(Limits::default().address));
        assert_eq!(rule(99, 900, 60, 65_536), Ok(Limits::default().network));
        assert!(rule(1000, 86_400, 31 * 86_400, 1 << 20).is_ok() && rule(1, 1, 1, 1).is_ok());
        for (free, most, leak, capacity) in [
            (0, 1, 1, 1),
            (1001, 1, 1, 1),
            (1, 0, 1, 1),
            (1, 86_401, 86_401, 1),
            (1, 1, 0, 1),
            (1, 1, 31 * 86_400 + 1, 1),
            (4, 900, 224, 1),
            (1, 1, 1, 0),
            (1, 1, 1, (1 << 20) + 1),
        ] {
            assert_eq!(rule(free, most, leak, capacity), Err(BadRules));
        }
    }
}
