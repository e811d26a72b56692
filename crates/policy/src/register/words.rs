//! The register in the words of a language.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    CategoryId, Cites, Due, Ending, EventId, Ground, ItemId, Lang, List, Pack, Purpose, Span, UntilDue,
    load::{GroundFact, Jurisdiction},
    say::{Arg, Catalog},
};

/// Says a pack's parts in one language.
pub(crate) struct Words<'p> {
    pack: &'p Pack,
    lang: Lang,
    jurisdiction: &'p Jurisdiction,
    cites: Cites<'p>,
}

impl<'p> Words<'p> {
    pub(crate) fn new(pack: &'p Pack, lang: Lang, jurisdiction: &'p Jurisdiction) -> Words<'p> {
        Words { pack, lang, jurisdiction, cites: Cites::under(lang, pack, jurisdiction) }
    }

    pub(super) fn category(&self, id: &CategoryId) -> String {
        self.pack.category(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }

    pub(super) fn item(&self, id: &ItemId) -> String {
        self.pack.item(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }

    pub(super) fn ground(&self, purpose: &Purpose) -> String {
        let ground = match &purpose.ground {
            Ground::Consent(_) => say(self.lang, "consent", &[]),
            Ground::Law(reference) => self.cites.cite(reference),
            Ground::Other { id, reference } => {
                let ground = self.named(&self.jurisdiction.grounds, id.as_str());
                say(
                    self.lang,
                    "ground",
                    &[("ground", ground.into()), ("reference", self.cites.cite(reference).into())],
                )
            }
        };
        let Some(special) = &purpose.special else { return ground };
        let condition = self.named(&self.jurisdiction.specials, special.as_str());
        say(self.lang, "special", &[("ground", ground.into()), ("condition", condition.into())])
    }

    /// Its name with the article, or its id, where no profile says more.
    fn named(&self, known: &BTreeMap<String, GroundFact>, id: &str) -> String {
        let said =
            |fact: &GroundFact| format!("{} ({})", fact.name.get(self.lang), self.cites.cite(&fact.citation));
        known.get(id).map_or_else(|| id.to_owned(), said)
    }

    /// A term, such as "Decision to refuse: destroyed after 30 days".
    pub(super) fn term(&self, end: &Ending, list: &List) -> String {
        let due = self.due_of(&end.due, end.until_due);
        let when = end.when.as_ref().and_then(|id| {
            let option = list.choice.as_ref()?.options.iter().find(|option| option.id == *id)?;
            Some(format!(" ({})", option.name.get(self.lang)))
        });
        let opens = end.opens.as_ref().and_then(|opens| {
            let purpose = self.pack.purpose(&opens.purpose)?.name.get(self.lang).to_owned();
            Some(say(self.lang, "opens", &[("purpose", purpose.into())]))
        });
        let (when, opens) = (when.unwrap_or_default(), opens.unwrap_or_default());
        format!("{}{when}: {due}{opens}", self.event(&end.on))
    }

    /// A due day by itself, such as "kept 30 days more".
    pub(crate) fn due(&self, due: &Due) -> String {
        self.due_of(due, UntilDue::Storage)
    }

    fn due_of(&self, due: &Due, until_due: UntilDue) -> String {
        match due {
            Due::Deadline(name) if name == "destruction" => say(self.lang, "at-once", &[]),
            Due::Deadline(name) if name == "withdrawal" => say(self.lang, "by-withdrawal", &[]),
            Due::Deadline(name) => say(self.lang, "by-deadline", &[("name", name.as_str().into())]),
            Due::Law(name) => self.law(name),
            Due::Until(event) => say(self.lang, "until", &[("event", self.event(event).into())]),
            Due::After(span) => {
                let key = match until_due {
                    UntilDue::Storage => "kept",
                    UntilDue::Use => "in-use",
                };
                say(self.lang, key, &[("span", span_in(self.lang, *span).into())])
            }
        }
    }

    /// The term that a law sets, with the law; only its name, where no profile says more.
    fn law(&self, name: &str) -> String {
        let Some(fact) = self.jurisdiction.laws.get(name) else {
            return say(self.lang, "by-law", &[("name", name.into())]);
        };
        let span = fact.span.parse().map_or_else(|_| fact.span.clone(), |span| span_in(self.lang, span));
        match &fact.citation {
            Some(law) => {
                say(self.lang, "kept-by", &[("span", span.into()), ("law", self.cites.cite(law).into())])
            }
            None => say(self.lang, "kept", &[("span", span.into())]),
        }
    }

    fn event(&self, id: &EventId) -> String {
        self.pack.event(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }
}

/// A span in words, such as "30 дней".
fn span_in(lang: Lang, span: Span) -> String {
    let (key, n) = match span {
        Span::Days(n) => ("days", n),
        Span::WorkingDays(n) => ("working-days", n),
        Span::Months(n) => ("months", n),
        Span::Years(n) => ("years", n),
    };
    say(lang, key, &[("n", n.into())])
}

pub(super) fn say(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    catalog().say(lang, key, args)
}

fn catalog() -> &'static Catalog {
    static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
        // A test reads every text; were one broken, its key would be said.
        Catalog::new(&[
            (Lang::Kk, include_str!("kk.ftl")),
            (Lang::Ru, include_str!("ru.ftl")),
            (Lang::En, include_str!("en.ftl")),
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
        assert!(catalog().keys(Lang::En).len() > 10);
        for lang in Lang::ALL {
            assert_eq!(catalog().keys(lang), catalog().keys(Lang::En), "{lang}");
        }
    }

    #[test]
    fn spans_follow_each_language() {
        assert_eq!(span_in(Lang::Ru, Span::Days(30)), "30 дней");
        assert_eq!(span_in(Lang::Ru, Span::Years(3)), "3 года");
        assert_eq!(span_in(Lang::Kk, Span::Years(5)), "5 жыл");
        assert_eq!(span_in(Lang::En, Span::WorkingDays(1)), "1 working day");
    }
}
