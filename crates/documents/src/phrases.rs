//! Sentences of documents: a catalog's texts in one language, with dates, amounts, states and links put in.

use calendar::{Amount, Profile};
use jiff::{Timestamp, civil::Date};
use policy::{
    Kind, Lang,
    say::{Arg, Catalog},
};

use crate::{Run, Runs};

/// The texts that every document needs. A catalog that [`Phrases`] speak from holds them besides its own.
pub const COMMON: [(Lang, &str); 3] = [
    (Lang::Kk, include_str!("phrases/kk.ftl")),
    (Lang::Ru, include_str!("phrases/ru.ftl")),
    (Lang::En, include_str!("phrases/en.ftl")),
];

/// A catalog in one language.
#[derive(Debug, Clone, Copy)]
pub struct Phrases<'a> {
    catalog: &'a Catalog,
    lang: Lang,
}

/// Where a run stands in a sentence while it is put together. Words never hold these.
const OPEN: char = '\u{fff9}';
const CLOSE: char = '\u{fffb}';

impl<'a> Phrases<'a> {
    /// Speaks from a catalog.
    pub fn new(catalog: &'a Catalog, lang: Lang) -> Self {
        Self { catalog, lang }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence with its pieces put in.
    pub fn say(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.catalog.say(self.lang, key, args)
    }

    /// A text without pieces.
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A word of the program, such as the kind of a request; one without a text stays itself.
    pub fn named(&self, of: &str, word: &str) -> String {
        let key = format!("{of}-{word}");
        let text = self.word(&key);
        if text == key { word.to_owned() } else { text }
    }

    /// A sentence with links, code or emphasis put in.
    pub fn runs(&self, key: &str, args: &[(&str, Run)]) -> Runs {
        let places: Vec<_> =
            (0..args.len()).map(|nth| (args[nth].0, Arg::from(format!("{OPEN}{nth}{CLOSE}")))).collect();
        let said = self.say(key, &places);
        let mut parts = said.split(OPEN);
        let mut out: Vec<Run> =
            parts.next().filter(|text| !text.is_empty()).map(Run::text).into_iter().collect();
        for part in parts {
            let Some((nth, rest)) = part.split_once(CLOSE) else { continue };
            out.extend(nth.parse().ok().and_then(|nth: usize| args.get(nth)).map(|(_, run)| run.clone()));
            if !rest.is_empty() {
                out.push(Run::text(rest));
            }
        }
        Runs(out)
    }

    /// A date in words.
    pub fn date(&self, date: Date) -> String {
        // A year as a number would get a separator in some languages.
        let args = [
            ("day", date.day().to_string().into()),
            ("month", i64::from(date.month()).into()),
            ("year", date.year().to_string().into()),
        ];
        self.say("date", &args)
    }

    /// A moment in the local time of a profile, to the minute.
    pub fn moment(&self, at: Timestamp, profile: &Profile) -> String {
        let local = profile.offset(at).to_datetime(at);
        format!("{}, {}", self.date(local.date()), local.strftime("%H:%M"))
    }

    /// The end of a term: its last day where it ends with a day, else the moment.
    pub fn until(&self, at: Timestamp, profile: &Profile) -> String {
        let local = profile.offset(at).to_datetime(at);
        match local.date().yesterday() {
            Ok(last) if local.time() == jiff::civil::Time::midnight() => self.date(last),
            _ => self.moment(at, profile),
        }
    }

    /// How long.
    pub fn amount(&self, amount: Amount) -> String {
        let key = match amount {
            Amount::Hours(_) => "hours",
            Amount::Days(_) => "days",
            Amount::WorkingDays(_) => "working-days",
            Amount::Months(_) => "months",
            Amount::Years(_) => "years",
        };
        self.say(key, &[("n", amount.count().into())])
    }

    /// What an organisation's number is called.
    pub fn number_kind(&self, kind: &Kind) -> String {
        self.word(match kind {
            Kind::Iin => "number-iin",
            Kind::Bin => "number-bin",
            _ => "number-register",
        })
    }

    /// A state's name, or its code where the texts have none for it.
    pub fn state(&self, code: &str) -> String {
        self.say("state", &[("code", code.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_the_same_keys() {
        let catalog = Catalog::new(&COMMON).expect("the texts read");
        assert!(catalog.keys(Lang::En).len() > 6);
        for lang in Lang::ALL {
            assert_eq!(catalog.keys(lang), catalog.keys(Lang::En), "{lang}");
        }
    }

    #[test]
    fn links_stand_where_the_sentence_names_them() {
        let catalog = Catalog::new(&[(Lang::En, "x = See { $b }, then { $a }.")]).expect("a text");
        let said =
            Phrases::new(&catalog, Lang::En).runs("x", &[("a", Run::code("1")), ("b", Run::code("2"))]);
        assert_eq!(said.plain(), "See 2, then 1.");
        assert_eq!(said.0[1], Run::code("2"));
    }
}
