//! How long a code is, how long it lives, and how often it may be tried.

use std::time::Duration;

use crate::BadRules;

/// How many digits a code has: 6, 7 or 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digits(u8);

impl Digits {
    /// The longest.
    pub const MAX: usize = 8;

    /// # Errors
    /// [`BadRules::Digits`] outside 6 to 8.
    pub fn new(digits: u8) -> Result<Self, BadRules> {
        if (6..=Self::MAX as u8).contains(&digits) { Ok(Self(digits)) } else { Err(BadRules::Digits) }
    }

    /// The number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// How many codes there are.
    pub(crate) fn codes(self) -> u32 {
        10_u32.pow(u32::from(self.0))
    }
}

/// What a challenge is made by. The default: eight digits, ten minutes, five tries.
///
/// Why eight. With the default [`crate::Limits`] one source makes at most 20 × 24 × 5 = 2,400 guesses a day. A
/// thousand sources, each trying other people's addresses, get into 2.4 mailboxes' worth of data a day with six
/// digits, and into one in six weeks with eight; whoever reads a mail on the same device copies both alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRules {
    digits: Digits,
    lifetime: Duration,
    tries: u8,
}

impl CodeRules {
    /// Rules within the limits.
    ///
    /// # Errors
    /// [`BadRules::Lifetime`] outside 1 to 60 minutes, [`BadRules::Tries`] outside 1 to 10.
    pub fn new(digits: Digits, lifetime: Duration, tries: u8) -> Result<Self, BadRules> {
        if !(Duration::from_secs(60)..=Duration::from_secs(3600)).contains(&lifetime) {
            return Err(BadRules::Lifetime);
        }
        if !(1..=MAX_TRIES).contains(&tries) {
            return Err(BadRules::Tries);
        }
        Ok(Self { digits, lifetime, tries })
    }

    /// How many digits.
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// How long a code lives.
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// How many wrong answers are taken.
    pub fn tries(&self) -> u8 {
        self.tries
    }
}

impl Default for CodeRules {
    fn default() -> Self {
        Self { digits: Digits(8), lifetime: Duration::from_secs(600), tries: 5 }
    }
}

/// The most tries that a challenge takes.
pub(crate) const MAX_TRIES: u8 = 10;
/// The longest life, in milliseconds.
pub(crate) const MAX_LIFETIME: i64 = 3_600_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sane_rules_are_made() {
        let minutes = |n: u64| Duration::from_secs(60 * n);
        let rules = |digits, minutes, tries| CodeRules::new(Digits::new(digits)?, minutes, tries);
        assert_eq!(rules(8, minutes(10), 5), Ok(CodeRules::default()));
        assert_eq!(rules(5, minutes(10), 5), Err(BadRules::Digits));
        assert_eq!(rules(9, minutes(10), 5), Err(BadRules::Digits));
        assert_eq!(rules(6, Duration::from_secs(59), 5), Err(BadRules::Lifetime));
        assert_eq!(rules(6, minutes(61), 5), Err(BadRules::Lifetime));
        assert_eq!(rules(6, minutes(1), 0), Err(BadRules::Tries));
        assert_eq!(rules(6, minutes(60), 11), Err(BadRules::Tries));
    }
}
