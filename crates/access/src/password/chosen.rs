//! A password that somebody wants to have.

use std::fmt;

use policy::kind::password;
use zeroize::Zeroizing;

use super::{MOST_BYTES, Phc, Weakness, WeaknessCode, normal, strength};
use crate::Random;

/// A password strong enough to be taken. Neither `Display` nor `Debug` shows it; it is overwritten when dropped.
pub struct NewPassword(Zeroizing<String>);

impl NewPassword {
    /// The fewest characters (Unicode scalars, after NFKC).
    pub const LEAST: usize = 10;

    /// Judges a password: 10 characters to 256 bytes, no control characters, and a score of at least 3 of 4 by the
    /// zxcvbn estimator, that is, at least 10⁸ guesses.
    ///
    /// `hints` are words that a guesser would try first: the person's name, their address, the organisation's name.
    /// At most 32 of them are looked at.
    ///
    /// The estimate takes up to some tenths of a second for a password made to be slow; it is for people who have
    /// already shown who they are, not for the sign-in form.
    ///
    /// # Errors
    /// [`Weakness`], which never repeats the password.
    pub fn parse(typed: &str, account: &str, hints: &[&str]) -> Result<Self, Weakness> {
        let normal = normal(typed).ok_or(Weakness::limit(WeaknessCode::TooLong, MOST_BYTES))?;
        if normal.chars().count() < Self::LEAST {
            return Err(Weakness::limit(WeaknessCode::TooShort, Self::LEAST));
        }
        if normal.chars().any(char::is_control) {
            return Err(WeaknessCode::ControlCharacter.into());
        }
        match strength::weakness(&normal, account, hints) {
            Some(code) => Err(code.into()),
            None => Ok(Self(normal)),
        }
    }

    /// Hashes it with a new salt.
    pub fn hash(&self, rng: &mut Random<'_>) -> Phc {
        let mut salt = [0; 16];
        rng(&mut salt);
        // 10 to 256 characters are within what `policy` hashes.
        Phc(password::hash(&self.0, &salt).expect("a password within the limits can be hashed"))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn weakness(typed: &str) -> Option<WeaknessCode> {
        NewPassword::parse(typed, "asel.nurlan", &["Әсел Нұрланқызы", "asel@romashka.kz"])
            .err()
            .map(|weakness| weakness.code)
    }

    #[test]
    fn good_ones_are_taken_in_every_alphabet() {
        for good in [
            "correct horse battery staple",
            "түлкі көпір жаңбыр қазан",
            "сапог жираф полночь",
            "x7#kQ9!vLm2p",
            "мұз тау-шатқал 38",
            "asel түлкі көпір жаңбыр",
        ] {
            assert_eq!(weakness(good), None, "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_bounded_in_bytes() {
        assert_eq!(weakness("x7#kQ9!vL"), Some(WeaknessCode::TooShort));
        assert_eq!(weakness("x7#kQ9!vLm"), None);
        // Nine characters, ten before they are composed.
        assert_eq!(weakness("ъ7#кЩ9!вИ\u{306}"), Some(WeaknessCode::TooShort));
        assert_eq!(weakness(&"қ7".repeat(86)), Some(WeaknessCode::TooLong), "258 bytes");
        assert_eq!(weakness("x7#kQ9!vLm\t"), Some(WeaknessCode::ControlCharacter));
    }

    #[test]
    fn weak_ones_are_told_why() {
        use WeaknessCode::*;
        for (weak, code) in [
            ("1234567890", Common),
            ("p4ssw0rd123", LikeCommon),
            ("aaaaaaaaaaaa", Repeats),
            ("abcdefghijk", Sequence),
            ("zxcvbnm,./", Keyboard),
            ("12.05.1987", Date),
            ("montgomery1", Name),
            ("constitution", Word),
            ("asel.nurlan1", AboutYou),
            ("ASEL-Nurlan1", AboutYou),
            ("Нұрланқызы+Әсел=1987", AboutYou),
            ("романтика", TooShort),
            ("әселнұрланқызы", AboutYou),
            ("құпиясөз2024", Guessable),
        ] {
            assert_eq!(weakness(weak), Some(code), "{weak}");
        }
    }

    #[test]
    fn alphabets_are_no_hiding_place() {
        // Words everybody has; keys in a row; words typed on the other layout.
        for weak in [
            "Құпиясөз2024",
            "қазақстан123",
            "парольпароль",
            "Пароль123456",
            "йцукенгшщзхъ",
            "фывапролджэ",
            "gfhjkm123456",
            "ghbdtnghbdtn",
            "зфыыцщкв123",
        ] {
            assert!(weakness(weak).is_some(), "{weak}");
        }
    }

    #[test]
    fn it_is_never_shown() {
        let password = NewPassword::parse("correct horse battery staple", "a", &[]).unwrap();
        assert_eq!(format!("{password:?}"), "NewPassword(..)");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Whatever is typed is judged without falling over, and what is taken passes its own bounds.
        #[test]
        fn anything_is_judged(typed in "\\PC{0,40}", account in "\\PC{0,12}", hint in "\\PC{0,12}") {
            if let Ok(password) = NewPassword::parse(&typed, &account, &[&hint]) {
                prop_assert!(password.text().chars().count() >= 10 && password.text().len() <= 256);
            }
        }
    }
}
