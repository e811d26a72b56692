//! Sentences of the published policy, with the pack's own words put in.

use std::sync::LazyLock;

use ::policy::{
    Cites, Edition, Kind, Lang, Lifetime, Pack, Part, Published, Text, Topic,
    say::{Arg, Catalog},
};
use calendar::Profile;
use jiff::civil::Date;
use kernel::cites;

use crate::{Block, COMMON, Doc, Entry, Phrases, Run, Runs, Words};

/// What is told, and in which language.
pub(super) struct Telling<'a> {
    pub(super) edition: &'a Edition,
    pub(super) pack: &'a Pack,
    pub(super) profile: &'a Profile,
    pub(super) lang: Lang,
}

impl<'a> Telling<'a> {
    fn phrases(&self) -> Phrases<'static> {
        Phrases::new(catalog(), self.lang)
    }

    pub(super) fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.phrases().say(key, args)
    }

    /// A sentence with links, code or emphasis put in.
    pub(super) fn runs(&self, key: &str, args: &[(&str, Run)]) -> Runs {
        self.phrases().runs(key, args)
    }

    pub(super) fn text(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    /// Everything that the pack tells besides the register.
    pub(super) fn published(&self) -> &'a Published {
        &self.pack.published
    }

    /// The pack's number of a part.
    pub(super) fn part(&self, part: Part) -> Option<Words> {
        self.published().parts.get(&part).map(Words::from)
    }

    /// The pack's clause on a topic, in the reader's language where it is a law's.
    pub(super) fn clause(&self, topic: Topic) -> Option<Words> {
        let clause = self.cites().cite(self.pack.clause(topic));
        (!clause.is_empty()).then(|| clause.into())
    }

    /// The pack's clause on a topic within a sentence.
    pub(super) fn by_clause(&self, topic: Topic) -> String {
        self.cites().clause(self.pack.clause(topic))
    }

    fn cites(&self) -> Cites<'a> {
        cites(self.lang, [self.pack], self.profile)
    }

    /// A chapter's heading, with its anchor.
    pub(super) fn heading(&self, doc: &mut Doc, level: u8, key: &str, number: Option<Words>) {
        let text = self.say(key, &[]).into();
        doc.push(Block::Heading { level, id: key.into(), number, text });
    }

    /// A paragraph under its clause.
    pub(super) fn paragraph(&self, doc: &mut Doc, number: Option<Words>, text: impl Into<Runs>) {
        doc.push(Block::Paragraph { number, text: text.into() });
    }

    /// An entry that is one sentence under its clause.
    pub(super) fn entry(&self, number: Option<Words>, key: &str) -> Entry {
        Entry { number, text: self.say(key, &[]).into() }
    }

    /// An e-mail address for requests, or wherever the operator is reached.
    pub(super) fn contact(&self) -> Run {
        let published = self.published().publication.as_ref().map(|one| one.contact.as_str());
        match published.or(self.pack.responsible.as_ref().map(|one| one.email.as_str())) {
            Some(email) => mail(email),
            None => Run::link(&self.pack.operator.address, &self.pack.operator.address),
        }
    }

    /// Where the edition in force is published.
    pub(super) fn address(&self) -> &'a str {
        let published = self.published().publication.as_ref().map(|one| one.address.as_str());
        published.unwrap_or(&self.pack.operator.address)
    }

    pub(super) fn date(&self, date: Date) -> String {
        self.phrases().date(date)
    }

    /// How long the profile gives for a duty; `None` where it sets no deadline of that name.
    pub(super) fn deadline(&self, name: &str) -> Option<String> {
        Some(self.phrases().amount(self.profile.deadline(name)?.amount))
    }

    pub(super) fn lifetime(&self, lifetime: Lifetime) -> String {
        let (key, n) = match lifetime {
            Lifetime::Session => return self.say("session", &[]),
            Lifetime::Minutes(n) => ("minutes", n),
            Lifetime::Hours(n) => ("hours", n),
            Lifetime::Days(n) => ("days", n),
            Lifetime::Months(n) => ("months", n),
            Lifetime::Years(n) => ("years", n),
        };
        self.say(key, &[("n", n.into())])
    }

    /// What the operator's number is called.
    pub(super) fn number_kind(&self, kind: &Kind) -> String {
        self.phrases().number_kind(kind)
    }

    /// A state's name, or its code where the texts have none for it.
    pub(super) fn state(&self, code: &str) -> String {
        self.phrases().state(code)
    }

    /// The names of items, in the pack's words.
    pub(super) fn items(&self, ids: &[::policy::ItemId]) -> String {
        let name = |id| self.pack.item(id).map(|item| self.text(&item.name));
        ids.iter().filter_map(name).collect::<Vec<_>>().join("; ")
    }

    /// The names of purposes, in the pack's words.
    pub(super) fn purposes(&self, ids: &[::policy::PurposeId]) -> String {
        let name = |id| self.pack.purpose(id).map(|purpose| self.text(&purpose.name));
        ids.iter().filter_map(name).collect::<Vec<_>>().join("; ")
    }
}

/// An e-mail address to write to.
pub(super) fn mail(email: &str) -> Run {
    Run::link(email, &format!("mailto:{email}"))
}

pub(super) fn catalog() -> &'static Catalog {
    static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
        // A test reads every text; were one broken, its key would be said.
        let own = [
            (Lang::Kk, include_str!("kk.ftl")),
            (Lang::Ru, include_str!("ru.ftl")),
            (Lang::En, include_str!("en.ftl")),
        ];
        Catalog::new(&[COMMON, own].concat()).unwrap_or_default()
    });
    &TEXTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_keys() {
        assert!(catalog().keys(Lang::En).len() > 150);
        for lang in Lang::ALL {
            assert_eq!(catalog().keys(lang), catalog().keys(Lang::En), "{lang}");
        }
    }
}
