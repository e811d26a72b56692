//! What can't be used of what was given, said in every language.

use std::{fmt, sync::LazyLock};

use policy::{
    Lang,
    say::{Arg, Catalog},
};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// One complaint: the key of its text, and what goes into it. Never a person's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    key: &'static str,
    args: Vec<(&'static str, String)>,
}

impl Complaint {
    pub(crate) fn new(key: &'static str, args: &[(&'static str, &dyn fmt::Display)]) -> Self {
        Self { key, args: args.iter().map(|(name, value)| (*name, value.to_string())).collect() }
    }

    /// The key of its text, for programs.
    pub fn code(&self) -> &'static str {
        self.key
    }

    /// What is wrong and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.args.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        CATALOG.say(lang, self.key, &args)
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_text() {
        let keys = CATALOG.keys(Lang::En);
        assert!(keys.len() > 30);
        for lang in Lang::ALL {
            assert_eq!(CATALOG.keys(lang), keys, "{lang}");
        }
    }

    #[test]
    fn a_near_name_is_offered_where_there_is_one() {
        let say = |near: &str| {
            Complaint::new("column-unknown", &[("place", &2), ("name", &"emial"), ("near", &near)])
                .say(Lang::En)
        };
        assert!(say("email").contains("did you mean \"email\"?"), "{}", say("email"));
        assert!(!say("none").contains("mean"), "{}", say("none"));
    }
}
