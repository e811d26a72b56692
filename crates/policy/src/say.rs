//! What the program says to people: texts in every language, written in Fluent.

use std::{collections::BTreeSet, fmt};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use fluent_syntax::ast;
use unic_langid::LanguageIdentifier;

use crate::Lang;

/// A named piece of a text: a number (which also picks the plural) or words.
///
/// Take it from anything with `.into()`: `&[("count", 5.into()), ("item", "phone".into())]`.
pub type Arg<'a> = FluentValue<'a>;

/// Texts in every language, by key.
///
/// It can be shared by threads. A key that a language lacks is said in English, and one that English
/// lacks is said as the key itself, so that a missing text never stops an answer.
#[derive(Default)]
pub struct Catalog {
    languages: Vec<Language>,
}

struct Language {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeSet<String>,
}

impl Catalog {
    /// Reads Fluent sources; a language may have several.
    ///
    /// # Errors
    /// [`BadCatalog`] names the language of a source that can't be parsed or that repeats a key.
    pub fn new(sources: &[(Lang, &'static str)]) -> Result<Catalog, BadCatalog> {
        let mut catalog = Catalog::default();
        for &(lang, source) in sources {
            let bad = |why: String| BadCatalog { lang, why };
            let resource = FluentResource::try_new(source.to_owned())
                .map_err(|(_, errors)| bad(errors.first().map(ToString::to_string).unwrap_or_default()))?;
            let language = catalog.language(lang)?;
            language.keys.extend(keys_of(&resource));
            language
                .bundle
                .add_resource(resource)
                .map_err(|errors| bad(errors.first().map(ToString::to_string).unwrap_or_default()))?;
        }
        Ok(catalog)
    }

    /// The text of a key, with its pieces put in.
    pub fn say(&self, lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.clone())).collect();
        [lang, Lang::En]
            .into_iter()
            .find_map(|lang| self.say_in(lang, key, &args))
            .unwrap_or_else(|| key.to_owned())
    }

    /// The keys that a language has, in order; an attribute is `key.attribute`.
    pub fn keys(&self, lang: Lang) -> Vec<&str> {
        self.get(lang).map(|language| language.keys.iter().map(String::as_str).collect()).unwrap_or_default()
    }

    fn say_in(&self, lang: Lang, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let bundle = &self.get(lang)?.bundle;
        let pattern = match key.split_once('.') {
            Some((key, attribute)) => bundle.get_message(key)?.get_attribute(attribute)?.value(),
            None => bundle.get_message(key)?.value()?,
        };
        // A missing piece shows as its name in braces: better than no text at all.
        Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }

    fn get(&self, lang: Lang) -> Option<&Language> {
        self.languages.iter().find(|language| language.lang == lang)
    }

    fn language(&mut self, lang: Lang) -> Result<&mut Language, BadCatalog> {
        let at = match self.languages.iter().position(|language| language.lang == lang) {
            Some(at) => at,
            None => {
                self.languages.push(Language::new(lang)?);
                self.languages.len() - 1
            }
        };
        Ok(&mut self.languages[at])
    }
}

impl Language {
    fn new(lang: Lang) -> Result<Language, BadCatalog> {
        let tag: LanguageIdentifier =
            lang.code().parse().map_err(|_| BadCatalog { lang, why: "no such language".to_owned() })?;
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // The isolation marks would end up in logs, files and comparisons; none of the languages is written right to left.
        bundle.set_use_isolating(false);
        Ok(Language { lang, bundle, keys: BTreeSet::new() })
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.languages.iter().map(|language| (language.lang, language.keys.len()));
        f.debug_map().entries(counts).finish()
    }
}

/// A source of texts that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the texts in {lang} can't be read: {why}")]
pub struct BadCatalog {
    /// The language of the source.
    pub lang: Lang,
    /// What is wrong with it.
    pub why: String,
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let messages = resource.entries().filter_map(|entry| match entry {
        ast::Entry::Message(message) => Some(message),
        _ => None,
    });
    messages
        .flat_map(|message| {
            let key = message.id.name;
            let whole = message.value.iter().map(move |_| key.to_owned());
            whole
                .chain(message.attributes.iter().map(move |attribute| format!("{key}.{}", attribute.id.name)))
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests {
    use super::*;

    const KK: &str = "days = { $n ->\n    [one] { $n } күн (бір)\n   *[other] { $n } күн\n }\n";
    const RU: &str =
        "days = { $n ->\n    [one] { $n } день\n    [few] { $n } дня\n   *[many] { $n } дней\n }\n";
    const EN: &str = "days = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n }\nhi = Hi, { $who }!\n    .title = Greeting\n";

    fn catalog() -> Catalog {
        Catalog::new(&[(Lang::Kk, KK), (Lang::Ru, RU), (Lang::En, EN)]).unwrap()
    }

    #[test]
    fn plurals_follow_each_language() {
        let catalog = catalog();
        let say = |lang, n: i32| catalog.say(lang, "days", &[("n", n.into())]);
        assert_eq!([1, 21].map(|n| say(Lang::Kk, n)), ["1 күн (бір)", "21 күн"]);
        assert_eq!(
            [1, 2, 5, 11, 21, 22].map(|n| say(Lang::Ru, n)),
            ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "22 дня"]
        );
        assert_eq!([1, 21].map(|n| say(Lang::En, n)), ["1 day", "21 days"]);
    }

    #[test]
    fn falls_back_to_english_and_then_to_the_key() {
        let catalog = catalog();
        let who = [("who", "Айгүл".into())];
        assert_eq!(catalog.say(Lang::Kk, "hi", &who), "Hi, Айгүл!");
        assert_eq!(catalog.say(Lang::Kk, "hi.title", &[]), "Greeting");
        assert_eq!(catalog.say(Lang::Ru, "nothing", &[]), "nothing");
        assert_eq!(Catalog::default().say(Lang::En, "hi", &[]), "hi");
    }

    #[test]
    fn lists_keys_and_joins_sources() {
        let catalog = Catalog::new(&[(Lang::En, EN), (Lang::En, "bye = Bye\n-term = t\n")]).unwrap();
        assert_eq!(catalog.keys(Lang::En), ["bye", "days", "hi", "hi.title"]);
        assert!(catalog.keys(Lang::Kk).is_empty());
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        assert_eq!(Catalog::new(&[(Lang::Ru, "no value")]).unwrap_err().lang, Lang::Ru);
        assert!(Catalog::new(&[(Lang::En, EN), (Lang::En, "hi = again\n")]).is_err());
    }

    #[test]
    fn is_shared_by_threads() {
        let catalog = catalog();
        std::thread::scope(|scope| {
            for n in 0..4_i32 {
                let catalog = &catalog;
                scope.spawn(move || catalog.say(Lang::Ru, "days", &[("n", n.into())]));
            }
        });
    }
}
