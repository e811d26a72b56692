//! Why a row is rejected, and what to do: a code for programs, a text for people, never a value.

use std::sync::LazyLock;

use kernel::Refusal;
use policy::{
    Cites, ItemId, Lang, Pack, Topic,
    kind::{BadValue, BadValueCode},
    say::Catalog,
};

use crate::{error::BadInput, refusals};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

macro_rules! codes {
    ($($(#[$doc:meta])+ $code:ident = $word:literal,)+) => {
        /// What is wrong with a row itself, before any act is asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Code { $($(#[$doc])+ $code),+ }

        impl Code {
            #[cfg(test)]
            pub(super) const ALL: &[Code] = &[$(Code::$code),+];

            pub(super) fn word(self) -> &'static str {
                match self { $(Code::$code => $word),+ }
            }
        }
    };
}

codes! {
    /// Over the limit of bytes.
    RowTooLong = "row-too-long",
    /// Not as many cells as the header, or over the limit of columns.
    RowColumns = "row-columns",
    /// A quote that is never closed, or something behind a closed one.
    RowQuote = "row-quote",
    /// Not UTF-8.
    RowUtf8 = "row-utf-8",
    /// Not a JSON object, or a member that stands twice.
    RowJson = "row-json",
    /// A member that is a list, an object or a truth value.
    RowMember = "row-member",
    /// A member that means nothing.
    RowUnknown = "row-unknown-column",
    /// Two columns of one row mean the same.
    RowTwice = "row-column-twice",
    /// Neither a date nor a moment.
    Moment = "bad-moment",
    /// Not a way and a moment.
    Consent = "bad-consent",
    /// No such category.
    Category = "bad-category",
    /// No such answer to the row's choice.
    Choice = "bad-choice",
    /// No such purpose.
    Purpose = "bad-purpose",
    /// No such event.
    Event = "bad-event",
    /// Not an id.
    Id = "bad-id",
    /// Nothing says of whom, what, why or when.
    Incomplete = "incomplete",
    /// The value is held of several people.
    Ambiguous = "several-people",
    /// Too long for the store.
    TooWide = "too-wide",
}

impl Code {
    fn say(self, lang: Lang) -> String {
        CATALOG.say(lang, self.word(), &[])
    }
}

/// A rejected row's reason.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    pub(super) item: Option<ItemId>,
    why: Why,
}

#[derive(Debug, Clone)]
enum Why {
    Row(Code),
    Value(BadValue),
    Refused(Box<Refusal>),
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Self { code: code.word(), item: None, why: Why::Row(code) }
    }
}

impl From<Box<Refusal>> for Fault {
    fn from(refusal: Box<Refusal>) -> Self {
        Self { code: refusal.code.word(), item: refusal.item.clone(), why: Why::Refused(refusal) }
    }
}

impl From<BadInput> for Fault {
    fn from(bad: BadInput) -> Self {
        match bad {
            BadInput::Value { item, bad } => {
                Self { code: bad.code.word(), item: Some(item), why: Why::Value(bad) }
            }
            BadInput::Password(_) | BadInput::Said(_) => Code::Incomplete.into(),
        }
    }
}

impl Fault {
    /// The clause that refuses, or under which a value of that kind is asked for; empty for a row that does not read.
    pub(super) fn clause(&self, pack: &Pack, under: &str) -> String {
        match &self.why {
            Why::Refused(refusal) => refusal.clause.clone(),
            Why::Value(bad) if bad.code == BadValueCode::PasswordPlain => {
                pack.clause(Topic::Passwords).to_owned()
            }
            Why::Value(_) => under.to_owned(),
            Why::Row(_) => String::new(),
        }
    }

    /// What is wrong and what to do.
    pub(super) fn reason(&self, pack: &Pack, cites: &Cites<'_>) -> String {
        let lang = cites.lang();
        match &self.why {
            Why::Row(code) => code.say(lang),
            Why::Value(bad) => bad.say(lang),
            Why::Refused(refusal) => {
                let (what, remedy) =
                    (refusals::explain(refusal, pack, cites), refusals::remedy(refusal, pack, cites));
                format!("{what} {remedy}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_every_language() {
        for lang in Lang::ALL {
            let keys = CATALOG.keys(lang);
            for code in Code::ALL {
                assert!(keys.contains(&code.word()), "{lang}: {} is missing", code.word());
            }
            assert_eq!(keys.len(), Code::ALL.len(), "{lang}: texts without a code");
        }
    }
}
