//! What writers add to a document, in its language.

use std::sync::LazyLock;

use policy::{Lang, say::Catalog};
use serde::Serialize;

/// The words that a writer adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// The link past the contents.
    pub skip: String,
    /// Above the list of chapters.
    pub contents: String,
    /// Under a line to sign on.
    pub signature: String,
    /// Under a line for a name.
    pub name: String,
    /// Under a line for a date.
    pub date: String,
    /// On paper, where a character can't be shown.
    pub lacking: String,
    /// The footer of a page, `{page}` and `{pages}` in the places of the two numbers.
    pub page: String,
}

impl Labels {
    /// In one language.
    pub fn of(lang: Lang) -> Labels {
        let say = |key| catalog().say(lang, key, &[]);
        let page = [("page", "{page}".into()), ("pages", "{pages}".into())];
        Labels {
            skip: say("skip"),
            contents: say("contents"),
            signature: say("signature"),
            name: say("name"),
            date: say("date"),
            lacking: say("lacking"),
            page: catalog().say(lang, "page", &page),
        }
    }
}

fn catalog() -> &'static Catalog {
    static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
        // A test reads every text; were one broken, its key would be said.
        Catalog::new(&[
            (Lang::Kk, include_str!("labels/kk.ftl")),
            (Lang::Ru, include_str!("labels/ru.ftl")),
            (Lang::En, include_str!("labels/en.ftl")),
        ])
        .unwrap_or_default()
    });
    &TEXTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_keys() {
        assert_eq!(catalog().keys(Lang::En).len(), 7);
        for lang in Lang::ALL {
            assert_eq!(catalog().keys(lang), catalog().keys(Lang::En), "{lang}");
            assert!(Labels::of(lang).page.contains("{page}") && Labels::of(lang).page.contains("{pages}"));
        }
    }
}
