//! Codes for the day when the second step is lost.

use std::fmt;

use serde::{Deserialize, Serialize};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{AccessKey, Random, hidden::Hidden};

/// How many codes are given out at once.
pub const CODES: usize = 10;

/// Crockford's base32, which has no I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 16;
/// The longest text that is looked at, in characters.
const MOST_CHARS: usize = 64;

/// A recovery code: 16 letters of Crockford's base32, 80 random bits. `Debug` does not show it; it is overwritten when
/// dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Code([u8; LENGTH]);

/// What was typed is no recovery code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a recovery code is 16 letters and digits")]
pub struct NotACode;

impl Code {
    /// Reads what was typed. Case, spaces and dashes don't count; the letter O is a zero, I and L are ones.
    ///
    /// # Errors
    /// [`NotACode`] for other letters, or more or fewer of them.
    pub fn parse(text: &str) -> Result<Self, NotACode> {
        let mut code = Self([0; LENGTH]);
        let mut length = 0;
        for (i, letter) in text.chars().enumerate() {
            if i == MOST_CHARS {
                return Err(NotACode);
            }
            if letter.is_whitespace() || matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}') {
                continue;
            }
            let letter = match letter.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                other => u8::try_from(other).ok().filter(|c| LETTERS.contains(c)).ok_or(NotACode)?,
            };
            *code.0.get_mut(length).ok_or(NotACode)? = letter;
            length += 1;
        }
        if length == LENGTH { Ok(code) } else { Err(NotACode) }
    }

    /// The code as it is printed: four groups of four.
    pub fn expose_grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + 3));
        for (at, letter) in self.0.iter().enumerate() {
            if at > 0 && at % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(*letter));
        }
        text
    }

    fn draw(rng: &mut Random<'_>) -> Self {
        let mut code = Self([0; LENGTH]);
        rng(&mut code.0);
        for letter in &mut code.0 {
            *letter = LETTERS[usize::from(*letter % 32)]; // 256 is a multiple of 32: no letter is likelier
        }
        code
    }

    fn hash(&self, key: &AccessKey, account: &str) -> Hidden<32> {
        Hidden(key.mac("qorgau/recovery/1", &[account.as_bytes(), &self.0]))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

/// The codes of one account that have not been used, as keyed hashes. `Debug` shows only how many.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Hidden<32>>", into = "Vec<Hidden<32>>")]
pub struct RecoveryCodes(Vec<Hidden<32>>);

impl RecoveryCodes {
    /// Ten new codes, which are shown once, and their hashes, which are kept. Codes given out before pass no more
    /// once these take their place.
    pub fn issue(key: &AccessKey, account: &str, rng: &mut Random<'_>) -> (Self, Vec<Code>) {
        let codes: Vec<Code> = (0..CODES).map(|_| Code::draw(rng)).collect();
        (Self(codes.iter().map(|code| code.hash(key, account)).collect()), codes)
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }

    /// Whether the code is one of those left. If so, it is used up: store the change before telling anybody.
    ///
    /// The work is always the same: one HMAC and ten comparisons in constant time.
    pub fn redeem(&mut self, key: &AccessKey, account: &str, typed: &Code) -> bool {
        let found = self.matching(key, account, typed);
        found.inspect(|at| self.use_up(*at)).is_some()
    }

    /// Which one [`RecoveryCodes::redeem`] would use up.
    pub(crate) fn matching(&self, key: &AccessKey, account: &str, typed: &Code) -> Option<usize> {
        let hash = typed.hash(key, account);
        let nothing = Hidden([0; 32]);
        let mut found = CODES as u8;
        for at in 0..CODES {
            let here = Choice::from(u8::from(at < self.0.len()));
            let same = hash.ct_eq(self.0.get(at).unwrap_or(&nothing));
            found.conditional_assign(&(at as u8), same & here);
        }
        Some(usize::from(found)).filter(|at| *at < CODES)
    }

    pub(crate) fn use_up(&mut self, at: usize) {
        if at < self.0.len() {
            self.0.remove(at);
        }
    }
}

impl TryFrom<Vec<Hidden<32>>> for RecoveryCodes {
    type Error = &'static str;
    fn try_from(hashes: Vec<Hidden<32>>) -> Result<Self, Self::Error> {
        if hashes.len() <= CODES { Ok(Self(hashes)) } else { Err("an account has at most 10 recovery codes") }
    }
}

impl From<RecoveryCodes> for Vec<Hidden<32>> {
    fn from(codes: RecoveryCodes) -> Self {
        codes.0
    }
}

impl fmt::Debug for RecoveryCodes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecoveryCodes({} left)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::testing::{key, rng};

    fn issue(seed: u64) -> (RecoveryCodes, Vec<Code>) {
        RecoveryCodes::issue(&key(), "asel", &mut rng(seed))
    }

    #[test]
    fn each_code_passes_once() {
        let (mut codes, given) = issue(1);
        assert_eq!((codes.left(), given.len()), (10, 10));
        for (used, code) in given.iter().rev().enumerate() {
            assert!(codes.redeem(&key(), "asel", code));
            assert!(!codes.redeem(&key(), "asel", code), "a second time");
            assert_eq!(codes.left(), 9 - used);
            codes = serde_json::from_str(&serde_json::to_string(&codes).unwrap()).unwrap();
        }
        assert!(!codes.redeem(&key(), "asel", &given[0]));
    }

    #[test]
    fn a_code_is_of_one_account_one_key_and_one_issue() {
        let (mut codes, given) = issue(1);
        assert!(!codes.redeem(&key(), "berik", &given[0]));
        assert!(!codes.redeem(&AccessKey::new(&[8; 32]), "asel", &given[0]));
        assert!(!issue(2).0.redeem(&key(), "asel", &given[0]));
        assert_eq!(codes.left(), 10);
    }

    #[test]
    fn codes_are_taken_as_people_give_them() {
        let code = Code::parse("01AB-CDEF-GHJK-MNPQ").unwrap();
        for typed in
            ["01abcdefghjkmnpq", "oIab cdef ghjk mnpq", "OLAB—CDEF–GHJK-MNPQ\n", " 0 l A B CDEFGHJKMNPQ"]
        {
            assert_eq!(Code::parse(typed).unwrap().0, code.0, "{typed}");
        }
        assert_eq!(code.expose_grouped().as_str(), "01AB-CDEF-GHJK-MNPQ");
        for bad in [
            "",
            "01AB-CDEF-GHJK-MNP",
            "01AB-CDEF-GHJK-MNPQR",
            "01AB-CDEF-GHJK-MNPU",
            "01AB-CDEF-GHJK-MNP.",
            "01АВ-CDEF-GHJK-MNPQ",
        ] {
            assert_eq!(Code::parse(bad).err(), Some(NotACode), "{bad}");
        }
        assert!(Code::parse(&format!("01ABCDEFGHJKMNPQ{}", " ".repeat(49))).is_err());
    }

    #[test]
    fn what_is_given_out_can_be_typed_and_every_letter_is_as_likely() {
        let mut counts = BTreeMap::<char, f64>::new();
        for seed in 0..200 {
            for code in issue(seed).1 {
                assert_eq!(Code::parse(&code.expose_grouped()).unwrap().0, code.0);
                code.expose_grouped()
                    .chars()
                    .filter(|c| *c != '-')
                    .for_each(|c| *counts.entry(c).or_default() += 1.0);
            }
        }
        // χ² with 31 degrees of freedom exceeds 68 once in 10,000 times.
        assert_eq!(counts.len(), 32);
        let chi: f64 = counts.values().map(|count| (count - 1000.0).powi(2) / 1000.0).sum();
        assert!(chi < 68.0, "{chi}");
    }

    #[test]
    fn nothing_is_shown_and_no_more_than_ten_are_read() {
        let (codes, given) = issue(1);
        assert_eq!(format!("{codes:?} {:?}", given[0]), "RecoveryCodes(10 left) Code(..)");
        let stored = serde_json::to_string(&codes).unwrap();
        assert!(!stored.contains(given[0].expose_grouped().replace('-', "").as_str()));
        let hash = format!("\"{}\"", "00".repeat(32));
        assert!(
            serde_json::from_str::<RecoveryCodes>(&format!("[{}]", [hash.as_str(); 10].join(","))).is_ok()
        );
        assert!(
            serde_json::from_str::<RecoveryCodes>(&format!("[{}]", [hash.as_str(); 11].join(","))).is_err()
        );
    }
}
