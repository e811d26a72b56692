//! In whose name and in which language a document speaks.

use std::sync::LazyLock;

use documents::{Block, COMMON, Cell, Column, Doc, Phrases, Run, Runs, Table, Words};
use jiff::Timestamp;
use kernel::{EditionNo, World};
use policy::{
    Lang,
    say::{Arg, Catalog},
};

use crate::Names;

/// Texts by the document they belong to; `words` are for all of them.
const TEXTS: &[(Lang, &str)] = &[
    (Lang::Kk, include_str!("texts/kk.ftl")),
    (Lang::Kk, include_str!("texts/registers/kk.ftl")),
    (Lang::Ru, include_str!("texts/ru.ftl")),
    (Lang::Ru, include_str!("texts/registers/ru.ftl")),
    (Lang::En, include_str!("texts/en.ftl")),
    (Lang::En, include_str!("texts/registers/en.ftl")),
    (Lang::Kk, include_str!("texts/answers/kk.ftl")),
    (Lang::Ru, include_str!("texts/answers/ru.ftl")),
    (Lang::En, include_str!("texts/answers/en.ftl")),
];

/// The words of the program itself, such as the kinds of acts and requests: for documents and for whoever else names
/// them to people.
pub const WORDS: [(Lang, &str); 3] = [
    (Lang::Kk, include_str!("texts/words/kk.ftl")),
    (Lang::Ru, include_str!("texts/words/ru.ftl")),
    (Lang::En, include_str!("texts/words/en.ftl")),
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    // A test reads every text; were one broken, its key would be said.
    Catalog::new(&[COMMON.as_slice(), &WORDS, TEXTS].concat()).unwrap_or_default()
});

/// The words of every document, in one language.
pub fn words_of(lang: Lang) -> Phrases<'static> {
    Phrases::new(&CATALOG, lang)
}

/// Why the policy did not let something be done, for people; `code` is that of a refusal.
pub fn refused(code: &str, lang: Lang) -> String {
    let (key, phrases) = (format!("refused-{code}"), words_of(lang));
    let said = phrases.word(&key);
    if said == key { phrases.say("refused-otherwise", &[("code", code.into())]) } else { said }
}

/// In whose name and in which language a document speaks.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    world: &'a World,
    phrases: Phrases<'static>,
}

impl<'a> Telling<'a> {
    /// In the name of the operator of the edition in force.
    pub fn new(world: &'a World, lang: Lang) -> Self {
        Self { world, phrases: Phrases::new(&CATALOG, lang) }
    }

    /// The names of the edition in force.
    pub(crate) fn names(&self) -> Names<'a> {
        Names::new(self.world.edition().map(|edition| edition.pack()), self.phrases.lang())
    }

    /// The names of an older edition.
    pub(crate) fn names_of(&self, edition: EditionNo) -> Names<'a> {
        let edition = self.world.editions.get(&edition).map(|edition| edition.pack());
        Names::new(edition, self.phrases.lang())
    }

    /// The texts, in the reader's language.
    pub(crate) fn phrases(&self) -> &Phrases<'static> {
        &self.phrases
    }

    pub(crate) fn world(&self) -> &'a World {
        self.world
    }

    pub(crate) fn lang(&self) -> Lang {
        self.phrases.lang()
    }

    pub(crate) fn word(&self, key: &str) -> String {
        self.phrases.word(key)
    }

    pub(crate) fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.phrases.say(key, args)
    }

    pub(crate) fn runs(&self, key: &str, args: &[(&str, Run)]) -> Runs {
        self.phrases.runs(key, args)
    }

    /// A word of the program, such as the kind of a request, in the reader's language.
    pub(crate) fn named(&self, of: &str, word: &str) -> String {
        self.phrases.named(of, word)
    }

    /// A state's name.
    pub(crate) fn state(&self, code: &str) -> String {
        self.phrases.state(code)
    }

    /// How long.
    pub(crate) fn amount(&self, amount: calendar::Amount) -> String {
        self.phrases.amount(amount)
    }

    /// A day in words, in local time.
    pub(crate) fn day(&self, at: Timestamp) -> String {
        self.phrases.date(self.world.profile.local_date(at))
    }

    /// A moment in words, in local time.
    pub(crate) fn moment(&self, at: Timestamp) -> String {
        self.phrases.moment(at, &self.world.profile)
    }

    /// The last day of a term, or the moment where it does not end with a day.
    pub(crate) fn until(&self, at: Timestamp) -> String {
        self.phrases.until(at, &self.world.profile)
    }

    /// A document with the operator's letterhead, dated.
    pub(crate) fn letter(&self, title: &str, at: Timestamp) -> Doc {
        let mut doc = Doc::new(self.lang(), title);
        let pack = self.world.edition().map(|edition| edition.pack());
        if let Some(pack) = pack {
            doc.subtitle = Some(pack.operator.name.get(self.lang()).into());
            let number = self.phrases.number_kind(&pack.operator.number_kind);
            doc.meta.push((number.into(), pack.operator.number.as_str().into()));
        }
        self.meta(&mut doc, "meta-date", self.moment(at));
        if let Some(one) = pack.and_then(|pack| pack.responsible.as_ref()) {
            let mail = Run::link(&one.email, &format!("mailto:{}", one.email));
            let named = [("position", Run::text(one.position.get(self.lang()))), ("email", mail)];
            doc.meta.push((self.word("meta-responsible").into(), self.runs("responsible", &named)));
        }
        doc
    }

    /// Adds a line to a letterhead.
    pub(crate) fn meta(&self, doc: &mut Doc, key: &str, value: impl Into<Runs>) {
        doc.meta.push((self.word(key).into(), value.into()));
    }

    /// Adds a heading; its text is the key's, and the key its anchor.
    pub(crate) fn heading(&self, doc: &mut Doc, level: u8, key: &str) {
        doc.push(Block::heading(level, key, self.word(key)));
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&self, doc: &mut Doc, key: &str, args: &[(&str, Arg<'_>)]) {
        doc.push(Block::paragraph(self.say(key, args)));
    }

    /// Adds a table whose heads are the keys' texts, each with its share of the width; none where there are no rows.
    pub(crate) fn table(&self, doc: &mut Doc, caption: &str, heads: &[(&str, u16)], rows: Vec<Vec<Cell>>) {
        if rows.is_empty() {
            return;
        }
        let columns = heads.iter().map(|(key, share)| Column::new(self.word(key), *share)).collect();
        doc.push(Block::Table(Table { caption: self.word(caption).into(), columns, rows }));
    }

    /// Adds terms and what they mean; what has no value is left out.
    pub(crate) fn terms(&self, doc: &mut Doc, pairs: Vec<(&str, Runs)>) {
        let items: Vec<(Words, Runs)> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_blank())
            .map(|(key, value)| (self.word(key).into(), value))
            .collect();
        if !items.is_empty() {
            doc.push(Block::Terms { items });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_keys() {
        let catalog = Catalog::new(&[COMMON.as_slice(), &WORDS, TEXTS].concat()).expect("the texts read");
        for lang in Lang::ALL {
            let (keys, english) = (catalog.keys(lang), catalog.keys(Lang::En));
            let missing: Vec<_> = english.iter().filter(|key| !keys.contains(key)).collect();
            let extra: Vec<_> = keys.iter().filter(|key| !english.contains(key)).collect();
            assert!(missing.is_empty() && extra.is_empty(), "{lang}: missing {missing:?}, extra {extra:?}");
        }
    }
}
