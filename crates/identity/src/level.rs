//! How sure it is who is on the other side.

use serde::{Deserialize, Serialize};

/// How sure it is who is on the other side; a later level is above an earlier one.
///
/// A one-time code by mail shows who reads a mailbox, and no more: NIST SP 800-63B (5.1.3.1) takes mail for no
/// authenticator at all. So it is the lowest level above none, and what it opens is the caller's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Nothing is known.
    None,
    /// Somebody who reads the mailbox, or holds the phone.
    OneTimeCode,
    /// A member of staff has compared the person with a document.
    StaffCheck,
    /// The person has signed an electronic document.
    SignedDocument,
}

impl Level {
    /// Every one, from the lowest.
    pub const ALL: [Level; 4] = [Level::None, Level::OneTimeCode, Level::StaffCheck, Level::SignedDocument];

    /// The number in which a store keeps it; never 0, never used again for another. It says nothing of the order.
    pub fn code(self) -> u8 {
        match self {
            Level::None => 1,
            Level::OneTimeCode => 2,
            Level::StaffCheck => 3,
            Level::SignedDocument => 4,
        }
    }

    /// From the number.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }

    /// The word for it on a command line and in files.
    pub fn word(self) -> &'static str {
        match self {
            Level::None => "none",
            Level::OneTimeCode => "one-time-code",
            Level::StaffCheck => "staff-check",
            Level::SignedDocument => "signed-document",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_rise_and_read_back() {
        assert!(Level::ALL.is_sorted());
        for (level, code) in Level::ALL.into_iter().zip(1..) {
            assert_eq!(level.code(), code, "a store holds these numbers");
            assert_eq!(Level::from_code(code), Some(level));
            assert_eq!(Level::from_word(level.word()), Some(level));
        }
        assert_eq!((Level::from_code(0), Level::from_code(5), Level::from_word("")), (None, None, None));
    }
}
