//! The register in the words of a language.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    CategoryId, Due, Ending, EventId, Ground, ItemId, Lang, List, Pack, Span, UntilDue,
    load::LawFact,
    say::{Arg, Catalog},
};

/// Says a pack's parts in one language.
pub(crate) struct Words<'p> {
    pack: &'p Pack,
    lang: Lang,
    laws: &'p BTreeMap<String, LawFact>,
}

impl<'p> Words<'p> {
    pub(crate) fn new(pack: &'p Pack, lang: Lang, laws: &'p BTreeMap<String, LawFact>) -> Words<'p> {
        Words { pack, lang, laws }
    }

    pub(super) fn category(&self, id: &CategoryId) -> String {
        self.pack.category(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }

    pub(super) fn item(&self, id: &ItemId) -> String {
        self.pack.item(id).map_or_else(|| id.to_string(), |one| one.name.get(self.lang).to_owned())
    }

    pub(super) fn ground(&self, ground: &Ground) -> String {
        match ground {
            Ground::Consent(_) => say(self.lang, "consent", &[]),
            Ground::Law(reference) => reference.clone(),
        }
    }

    /// A term, such as "Decision to refuse: destroyed after 30 days".
    pub(super) fn term(&self, end: &Ending, list: &List) -> String {
        let due = self.due(end);
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

    fn due(&self, end: &Ending) -> String {
        match &end.due {
            Due::Deadline(name) if name == "destruction" => say(self.lang, "at-once", &[]),
            Due::Deadline(name) if name == "withdrawal" => say(self.lang, "by-withdrawal", &[]),
            Due::Deadline(name) => say(self.lang, "by-deadline", &[("name", name.as_str().into())]),
            Due::Law(name) => self.law(name),
            Due::Until(event) => say(self.lang, "until", &[("event", self.event(event).into())]),
            Due::After(span) => {
                let key = match end.until_due {
                    UntilDue::Storage => "kept",
                    UntilDue::Use => "in-use",
                };
                say(self.lang, key, &[("span", span_in(self.lang, *span).into())])
            }
        }
    }

    /// The term that a law sets, with the law; only its name, where no profile says more.
    fn law(&self, name: &str) -> String {
        let Some(fact) = self.laws.get(name) else {
            return say(self.lang, "by-law", &[("name", name.into())]);
        };
        let span = fact.span.parse().map_or_else(|_| fact.span.clone(), |span| span_in(self.lang, span));
        match &fact.citation {
            Some(law) => say(self.lang, "kept-by", &[("span", span.into()), ("law", law.as_str().into())]),
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
