//! Laws and clauses as people read them. What a policy or its law cites stands once for every language in a table
//! `citation`; here it is looked up, and an article of a law is told from a clause of the policy.

use std::{fmt, sync::LazyLock};

use crate::{Lang, Pack, load::Jurisdiction, say::Catalog};

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
    // A test reads every text; were one broken, its key would be said.
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// What a profile says of a citation in a language; `None` where it has no words.
pub type OfProfile<'a> = Box<dyn Fn(&str, Lang) -> Option<&'a str> + 'a>;

/// Says citations and clauses in one language: by the packs' tables in their order, then by the profile's.
pub struct Cites<'a> {
    lang: Lang,
    packs: Vec<&'a Pack>,
    profile: Option<OfProfile<'a>>,
}

impl<'a> Cites<'a> {
    /// By these packs, and by a profile where one is known.
    pub fn new(
        lang: Lang,
        packs: impl IntoIterator<Item = &'a Pack>,
        profile: Option<OfProfile<'a>>,
    ) -> Self {
        Self { lang, packs: packs.into_iter().collect(), profile }
    }

    /// By a pack and what its checks know of its profile.
    pub fn under(lang: Lang, pack: &'a Pack, known: &'a Jurisdiction) -> Self {
        let profile = move |cite: &str, lang| known.citations.get(cite).map(|text| text.get(lang));
        Self::new(lang, [pack], Some(Box::new(profile)))
    }

    /// The reader's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The words of a citation; `None` where nobody has any, as for a clause of the policy, which is its number.
    pub fn words(&self, cite: &str) -> Option<&'a str> {
        let pack = |pack: &&'a Pack| pack.published.citation(cite).map(|text| text.get(self.lang));
        let profile = || self.profile.as_ref().and_then(|of| of(cite, self.lang));
        self.packs.iter().find_map(pack).or_else(profile)
    }

    /// A citation in words, or as it stands.
    pub fn cite(&self, cite: &str) -> String {
        self.words(cite).unwrap_or(cite).to_owned()
    }

    /// `clause 3.1` for a clause of the policy, the law's own words for an article of a law.
    pub fn clause(&self, clause: &str) -> String {
        self.form("clause", clause)
    }

    /// The same, where the sentence has to say whose clause it is: `clause 3.1 of the policy`.
    pub fn clause_of_policy(&self, clause: &str) -> String {
        self.form("clause-of-policy", clause)
    }

    fn form(&self, key: &str, clause: &str) -> String {
        match self.words(clause) {
            None if is_number(clause) => TEXTS.say(self.lang, key, &[("clause", clause.into())]),
            words => words.unwrap_or(clause).to_owned(),
        }
    }
}

impl fmt::Debug for Cites<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cites").field("lang", &self.lang).finish_non_exhaustive()
    }
}

/// Whether a text is a clause's number, such as `3`, `3.1/7`, `3.2.3a` or `3.5.1(4)`, and no article of a law.
pub fn is_number(clause: &str) -> bool {
    let marks = |c: char| c.is_alphanumeric() || ['.', '/', '(', ')'].contains(&c);
    clause.starts_with(|c: char| c.is_ascii_digit()) && clause.chars().all(marks)
}
