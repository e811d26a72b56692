//! Why a password is not taken, said in every language.

use std::{fmt, sync::LazyLock};

use policy::{Lang, say::Catalog};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// Why a password is not taken; it never holds the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weakness {
    /// Why.
    pub code: WeaknessCode,
    /// The bound that was passed: characters for [`WeaknessCode::TooShort`], bytes for [`WeaknessCode::TooLong`].
    pub limit: Option<u32>,
}

impl Weakness {
    /// What is wrong and what to do, in one language.
    pub fn say(&self, lang: Lang) -> String {
        let limit = self.limit.unwrap_or_default();
        CATALOG.say(lang, &format!("password-{}", self.code), &[("limit", limit.into())])
    }

    pub(super) fn limit(code: WeaknessCode, limit: usize) -> Self {
        Self { code, limit: u32::try_from(limit).ok() }
    }
}

impl From<WeaknessCode> for Weakness {
    fn from(code: WeaknessCode) -> Self {
        Self { code, limit: None }
    }
}

impl fmt::Display for Weakness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for Weakness {}

macro_rules! codes {
    ($($(#[$doc:meta])+ $code:ident = $word:literal,)+) => {
        /// Why a password is not taken; shown as a stable kebab-case word, which logs and APIs may hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum WeaknessCode {
            $($(#[$doc])+ $code,)+
        }

        impl WeaknessCode {
            /// Every code.
            pub const ALL: &'static [WeaknessCode] = &[$(WeaknessCode::$code),+];

            /// The stable word.
            pub fn word(self) -> &'static str {
                match self {
                    $(WeaknessCode::$code => $word,)+
                }
            }
        }
    };
}

codes! {
    /// Fewer than ten characters.
    TooShort = "too-short",
    /// More than 256 bytes.
    TooLong = "too-long",
    /// A control character, which no sign-in form gives.
    ControlCharacter = "control-character",
    /// It stands in a list of breached passwords.
    Breached = "breached",
    /// Made of the account's name or of what is known about its owner.
    AboutYou = "about-you",
    /// One of the passwords that everybody has.
    Common = "common",
    /// One of those with a few letters changed.
    LikeCommon = "like-common",
    /// One piece, repeated.
    Repeats = "repeats",
    /// A sequence such as `abcd` or `6543`.
    Sequence = "sequence",
    /// A pattern of neighbouring keys.
    Keyboard = "keyboard",
    /// A date or a year.
    Date = "date",
    /// A common name.
    Name = "name",
    /// One word.
    Word = "word",
    /// Too few guesses, for no single reason.
    Guessable = "guessable",
}

impl fmt::Display for WeaknessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_said_in_every_language() {
        let mut keys: Vec<String> = WeaknessCode::ALL.iter().map(|code| format!("password-{code}")).collect();
        keys.sort_unstable();
        for lang in Lang::ALL {
            assert_eq!(CATALOG.keys(lang), keys, "{lang}");
            for &code in WeaknessCode::ALL {
                let text = Weakness { code, limit: Some(10) }.say(lang);
                assert!(text.ends_with('.') && !text.contains(['{', '}']), "{lang} {code}: {text}");
                let counts = matches!(code, WeaknessCode::TooShort | WeaknessCode::TooLong);
                assert_eq!(text.contains("10"), counts, "{lang} {code}: {text}");
            }
        }
    }
}
