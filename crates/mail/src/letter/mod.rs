//! Letters that the program writes, in every language.

use std::{fmt, sync::LazyLock};

use policy::{Lang, say::Catalog};

use crate::{Address, BadMessage, Message};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// The letter that carries a one-time code. `Debug` shows nothing of it.
///
/// The code stands in the text and not in the subject, which phones show on a locked screen.
#[derive(Clone, Copy)]
pub struct CodeLetter<'a> {
    /// Whose letter it is.
    pub organisation: &'a str,
    /// What the code is for, as a noun in the letter's language, without a full stop: "access to your data".
    pub what: &'a str,
    /// The code, in groups as it is to be read.
    pub code: &'a str,
    /// For how long it is valid.
    pub minutes: u32,
}

impl CodeLetter<'_> {
    /// The letter in one language.
    ///
    /// # Errors
    /// An organisation's name that can't stand in a subject, or texts far too long.
    pub fn to(&self, to: Address, lang: Lang) -> Result<Message, BadMessage> {
        let args = [
            ("organisation", self.organisation.into()),
            ("what", self.what.into()),
            ("code", self.code.into()),
            ("minutes", self.minutes.into()),
        ];
        let say = |key| CATALOG.say(lang, key, &args);
        Message::new(to, &say("code-subject"), &(say("code-text") + "\n"))
    }
}

impl fmt::Debug for CodeLetter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeLetter(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(lang: Lang, minutes: u32) -> Message {
        let letter =
            CodeLetter { organisation: "«Үлгі» ЖШС", what: "X", code: "1234 5678", minutes };
        assert_eq!(format!("{letter:?}"), "CodeLetter(..)");
        letter.to("asel@example.kz".parse().unwrap(), lang).unwrap()
    }

    #[test]
    fn every_language_has_every_text_and_every_piece() {
        for lang in Lang::ALL {
            assert_eq!(CATALOG.keys(lang), ["code-subject", "code-text"], "{lang}");
            let letter = letter(lang, 10);
            for piece in ["«Үлгі» ЖШС", ": 1234 5678\n", ": X.", "10 "] {
                assert!(letter.text().contains(piece), "{lang}: {piece} is not in\n{}", letter.text());
            }
            assert!(!letter.text().contains(['{', '}']) && letter.subject().contains("Үлгі"), "{lang}");
            assert!(!letter.subject().contains("1234"), "{lang}: the code shows on locked screens");
        }
    }

    #[test]
    fn minutes_are_declined() {
        let says =
            |lang, minutes, words: &str| assert!(letter(lang, minutes).text().contains(words), "{words}");
        says(Lang::Ru, 1, "1 минуту");
        says(Lang::Ru, 3, "3 минуты");
        says(Lang::Ru, 10, "10 минут ");
        says(Lang::Ru, 21, "21 минуту");
        says(Lang::En, 1, "1 minute ");
        says(Lang::En, 10, "10 minutes");
        says(Lang::Kk, 10, "10 минут ");
    }
}
