//! What the program says to people, in their language.

use std::sync::LazyLock;

use policy::{
    Lang,
    say::{Arg, BadCatalog, Catalog},
};

use crate::cli::Format;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| texts().unwrap_or_default());

const TEXTS: &[(Lang, &str)] = &[
    (Lang::Kk, include_str!("texts/kk.ftl")),
    (Lang::Ru, include_str!("texts/ru.ftl")),
    (Lang::En, include_str!("texts/en.ftl")),
    (Lang::Kk, include_str!("texts/rights/kk.ftl")),
    (Lang::Ru, include_str!("texts/rights/ru.ftl")),
    (Lang::En, include_str!("texts/rights/en.ftl")),
    (Lang::Kk, include_str!("texts/signin/kk.ftl")),
    (Lang::Ru, include_str!("texts/signin/ru.ftl")),
    (Lang::En, include_str!("texts/signin/en.ftl")),
    (Lang::Kk, include_str!("texts/two/kk.ftl")),
    (Lang::Ru, include_str!("texts/two/ru.ftl")),
    (Lang::En, include_str!("texts/two/en.ftl")),
    (Lang::Kk, include_str!("texts/config/kk.ftl")),
    (Lang::Ru, include_str!("texts/config/ru.ftl")),
    (Lang::En, include_str!("texts/config/en.ftl")),
    (Lang::Kk, include_str!("demo/kk.ftl")),
    (Lang::Ru, include_str!("demo/ru.ftl")),
    (Lang::En, include_str!("demo/en.ftl")),
];

/// The texts of the command line, and the words that documents name the same things by.
fn texts() -> Result<Catalog, BadCatalog> {
    Catalog::new(&[TEXTS, &clerk::WORDS].concat())
}

/// A language with every text in it, and the format of the answer.
#[derive(Clone, Copy)]
pub(crate) struct Speech {
    /// The language.
    pub(crate) lang: Lang,
    /// Every text of the binary.
    pub(crate) catalog: &'static Catalog,
    format: Format,
}

impl Speech {
    /// Speaks this language, and answers in this format.
    pub(crate) fn new(lang: Lang, format: Format) -> Self {
        Self { lang, catalog: &CATALOG, format }
    }

    /// A text with its pieces put in: `speech.say("key", &[("count", 5.into())])`.
    pub(crate) fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalog.say(self.lang, key, args)
    }

    /// A text without pieces.
    pub(crate) fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A word of the program in the reader's language, such as the kind of a request; one without a text stays itself.
    pub(crate) fn named(&self, of: &str, word: &str) -> String {
        let key = format!("{of}-{word}");
        let text = self.word(&key);
        if text == key { word.to_owned() } else { text }
    }

    /// Whether the answer is for a program (`--format json`).
    pub(crate) fn json(&self) -> bool {
        self.format == Format::Json
    }

    /// How the answer is written.
    pub(crate) fn format(&self) -> Format {
        self.format
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_keys() {
        let catalog = texts().expect("the texts read");
        assert!(catalog.keys(Lang::En).len() > 100);
        for lang in Lang::ALL {
            let (keys, english) = (catalog.keys(lang), catalog.keys(Lang::En));
            let missing: Vec<_> = english.iter().filter(|key| !keys.contains(key)).collect();
            let extra: Vec<_> = keys.iter().filter(|key| !english.contains(key)).collect();
            assert!(missing.is_empty() && extra.is_empty(), "{lang}: missing {missing:?}, extra {extra:?}");
        }
    }

    /// Every literal key of the sources; those put together at run time have tests of their own.
    fn keys_in(folder: &std::path::Path, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                keys_in(&path, out);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source");
                for call in [".word(\"", "speech.say(\"", "complaint(\"", "number(\""] {
                    let found = text.split(call).skip(1).filter_map(|rest| rest.split_once('"'));
                    out.extend(found.map(|(key, _)| key.to_owned()).filter(|key| !key.is_empty()));
                }
            }
        }
    }

    #[test]
    fn every_key_of_the_sources_has_a_text() {
        let catalog = texts().expect("the texts read");
        let sources = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut used = Vec::new();
        for part in ["cmd", "show"] {
            keys_in(&sources.join(part), &mut used);
        }
        assert!(used.len() > 60, "{}", used.len());
        let known = catalog.keys(Lang::En);
        used.retain(|key| !known.contains(&key.as_str()));
        assert!(used.is_empty(), "{used:?}");
    }

    #[test]
    fn every_word_of_the_program_has_a_text() {
        let catalog = texts().expect("the texts read");
        let keys = catalog.keys(Lang::En);
        let words: [(&str, Vec<&str>); 13] = [
            ("part", kernel::Part::ALL.map(kernel::Part::word).to_vec()),
            ("request-kind", policy::RequestKind::ALL.iter().map(|one| one.word()).collect()),
            ("identity", policy::IdentityLevel::ALL.iter().map(|one| one.word()).collect()),
            (
                "step",
                policy::IdentityLevel::ALL
                    .iter()
                    .map(|one| one.word())
                    .filter(|w| *w != "one-time-code")
                    .collect(),
            ),
            ("step", calendar::PauseReason::ALL.map(calendar::PauseReason::word).to_vec()),
            ("step", kernel::RequestOutcome::ALL.iter().map(|one| one.word()).collect()),
            ("channel", kernel::Channel::ALL.iter().map(|one| one.word()).collect()),
            ("status", kernel::Status::ALL.iter().map(|one| one.word()).collect()),
            ("outcome", kernel::RequestOutcome::ALL.iter().map(|one| one.word()).collect()),
            ("represented", kernel::RepresentedBy::ALL.iter().map(|one| one.word()).collect()),
            ("duty", kernel::DutyKind::ALL.iter().map(|one| one.word()).collect()),
            ("breach-step", office::BreachStepKind::ALL.map(office::BreachStepKind::word).to_vec()),
            ("journal-name", office::Journal::ALL.iter().map(|one| one.word()).collect()),
        ];
        for (of, words) in words {
            for key in words.iter().map(|word| format!("{of}-{word}")) {
                assert!(keys.contains(&key.as_str()), "{key}");
            }
        }
    }

    #[test]
    fn every_act_has_a_word() {
        let catalog = texts().expect("the texts read");
        for act in policy::ActKind::ALL {
            let key = format!("act-{}", act.as_str());
            assert!(catalog.keys(Lang::En).contains(&key.as_str()), "{key}");
        }
    }
}
