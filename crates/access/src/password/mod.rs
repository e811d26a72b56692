//! Passwords: how they are judged when chosen, hashed, and checked.

mod breached;
mod chosen;
mod common;
mod strength;
mod weakness;

use std::fmt;

use policy::kind::password;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use breached::{BadList, Breached};
pub use chosen::NewPassword;
pub use weakness::{Weakness, WeaknessCode};

/// The most bytes of a password, as typed and as normalised.
pub const MOST_BYTES: usize = 256;

/// A hashed password: a PHC string of argon2id. `Debug` does not show it; it is overwritten when dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Phc(String);

impl Phc {
    /// From a PHC string, of this program or of an import.
    ///
    /// `None` unless it is argon2id, version 19, with costs that are neither too cheap to guess nor too dear to check.
    pub fn parse(text: &str) -> Option<Self> {
        password::is_phc(text).then(|| Self(text.to_owned()))
    }

    /// Whether it has the costs at which passwords are hashed today. If not, hash the password anew at the next
    /// sign-in: until then its check takes another time than that of an account nobody has.
    pub fn is_current(&self) -> bool {
        costs(&self.0) == costs(NOBODYS)
    }
}

impl fmt::Debug for Phc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phc(..)")
    }
}

impl<'de> Deserialize<'de> for Phc {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        Self::parse(&text).ok_or_else(|| D::Error::custom("a password is a PHC string of argon2id"))
    }
}

/// Whether the password is the hashed one. Takes the same work for an account that nobody has (`None`): a hash of
/// the same costs, of no password, is checked.
pub fn check(typed: &str, stored: Option<&Phc>) -> bool {
    let normal = normal(typed);
    let plain = normal.as_deref().map_or("", String::as_str);
    let same = hash_and_compare(plain, stored.map_or(NOBODYS, |phc| &phc.0));
    same & stored.is_some() & normal.is_some()
}

/// The one place where a typed password is hashed. Tests see which costs were paid, and how often.
fn hash_and_compare(plain: &str, phc: &str) -> bool {
    #[cfg(test)]
    tests::PAID.with_borrow_mut(|paid| paid.push(costs(phc).unwrap_or_default().to_owned()));
    password::check(plain, phc)
}

/// The stored hash, or one of the same length.
pub(crate) fn or_nobodys(stored: Option<&Phc>) -> &[u8] {
    stored.map_or(NOBODYS, |phc| &phc.0).as_bytes()
}

/// Salt and hash are random bytes, drawn once: no password is known that gives them.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$wdjYBlS9N49IdB5vL7H+fQ$PcBoFs3QQt0SvrPA7jNDCILizkvXuxZeBSquzedtkHc";

/// Everything before the salt.
fn costs(phc: &str) -> Option<&str> {
    phc.rsplitn(3, '$').nth(2)
}

/// NFKC: one password typed on two keyboards, or with full-width letters, is one. `None` if it is too long.
fn normal(typed: &str) -> Option<Zeroizing<String>> {
    if typed.len() > MOST_BYTES {
        return None;
    }
    let mut normal = Zeroizing::new(String::with_capacity(MOST_BYTES)); // never moved, so nothing is left behind
    for letter in typed.nfkc() {
        if normal.len() + letter.len_utf8() > MOST_BYTES {
            return None;
        }
        normal.push(letter);
    }
    Some(normal)
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::testing::rng;

    thread_local! {
        pub(super) static PAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    /// The costs of every hash computed in this thread since this was last asked.
    pub(crate) fn take_paid() -> Vec<String> {
        PAID.take()
    }

    fn hashed(plain: &str) -> Phc {
        NewPassword::parse(plain, "asel", &[]).unwrap().hash(&mut rng(1))
    }

    const GOOD: &str = "түлкі ﬁлмі 7 жаңбыр";

    #[test]
    fn a_password_passes_however_it_is_typed() {
        let phc = hashed(GOOD);
        assert!(check(GOOD, Some(&phc)));
        assert!(check("түлкі fiлмі 7 жаңбыр", Some(&phc)), "the ligature is two letters");
        assert!(check("түлкі fiлмі ７ жаңбыр", Some(&phc)), "a full-width digit");
        assert!(!check("түлкі fiлмі 8 жаңбыр", Some(&phc)));
        assert!(!check("", Some(&phc)));
        assert!(!check(GOOD, None));
        assert!(phc.is_current());
    }

    #[test]
    fn the_decoy_costs_what_a_password_costs() {
        let fresh = hashed(GOOD);
        let decoy = Phc::parse(NOBODYS).unwrap();
        assert!(decoy.is_current());
        let lengths = |phc: &Phc| phc.0.split('$').map(str::len).collect::<Vec<_>>();
        assert_eq!(lengths(&fresh), lengths(&decoy));
        assert!(!Phc::parse(&NOBODYS.replace("t=2", "t=3")).unwrap().is_current());
        // One hash at those costs, whoever has the account and whatever is typed; time itself is not asked, since
        // what else a machine does would answer.
        let long = "a".repeat(257);
        for (typed, stored) in
            [("wrong horse", Some(&fresh)), ("wrong horse", None), (long.as_str(), Some(&fresh)), ("", None)]
        {
            assert!(!check(typed, stored));
            assert_eq!(take_paid(), [costs(NOBODYS).unwrap()], "{typed}");
        }
    }

    #[test]
    fn what_is_too_long_never_passes_as_something_shorter() {
        assert_eq!(normal(&"a".repeat(256)).unwrap().len(), 256);
        assert!(normal(&"a".repeat(257)).is_none());
        assert!(normal(&"\u{fdfa}".repeat(9)).is_none(), "27 bytes that become 297");
        // The hash of no characters at all, by Python's `cryptography` (`Argon2id`), as an import might bring it.
        let empty = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$sZ483VbIIoOwneO8ZsIkXh2bXDPDVnZdV4cu0pKbM8I";
        let empty = Phc::parse(empty).unwrap();
        assert!(check("", Some(&empty)) && !check(&"a".repeat(257), Some(&empty)));
    }

    #[test]
    fn it_is_stored_as_text_and_nothing_else_is_taken() {
        let phc = hashed(GOOD);
        let json = serde_json::to_string(&phc).unwrap();
        assert!(json.starts_with("\"$argon2id$"));
        assert_eq!(serde_json::from_str::<Phc>(&json).unwrap(), phc);
        assert_eq!(format!("{phc:?}"), "Phc(..)");
        let error = serde_json::from_str::<Phc>("\"a plain secret\"").unwrap_err().to_string();
        assert!(!error.contains("plain secret"), "{error}");
    }
}
