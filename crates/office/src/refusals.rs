//! What a refusal says to a person: what happened, by which clause, and what would make it permitted.

use std::sync::LazyLock;

use documents::COMMON;
use kernel::{Refusal, RefusalCode};
use policy::{
    Cites, Lang, Pack,
    say::{Arg, Catalog},
};

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("refusals/kk.ftl")),
        (Lang::Ru, include_str!("refusals/ru.ftl")),
        (Lang::En, include_str!("refusals/en.ftl")),
    ];
    // States are called as in documents.
    Catalog::new(&[texts, COMMON].concat()).unwrap_or_default()
});

/// The texts of every refusal: the key is the code, its attribute `.remedy` what to do.
pub fn catalog() -> &'static Catalog {
    &CATALOG
}

/// What happened, and by which clause.
pub fn explain(refusal: &Refusal, pack: &Pack, cites: &Cites<'_>) -> String {
    say(refusal, pack, cites, refusal.code.word())
}

/// What would make the act permitted.
pub fn remedy(refusal: &Refusal, pack: &Pack, cites: &Cites<'_>) -> String {
    say(refusal, pack, cites, &format!("{}.remedy", refusal.code.word()))
}

fn say(refusal: &Refusal, pack: &Pack, cites: &Cites<'_>, key: &str) -> String {
    let lang = cites.lang();
    let purpose = refusal.purpose.as_ref();
    let purpose = purpose.and_then(|id| pack.purpose(id)).map(|p| p.name.get(lang).to_owned());
    let id = |id: Option<String>| id.unwrap_or_default();
    let item = refusal.item.as_ref().and_then(|id| pack.item(id)).map(|one| one.name.get(lang));
    let category = refusal.category.as_ref().and_then(|id| pack.category(id)).map(|one| one.name.get(lang));
    let event = refusal.event.as_ref().and_then(|id| pack.event(id)).map(|one| one.name.get(lang));
    let recipient = pack.recipients.iter().find(|one| one.id.as_str() == refusal.hint);
    let hint = match refusal.code {
        RefusalCode::UnknownRecipient
        | RefusalCode::NotForRecipient
        | RefusalCode::NoUndertaking
        | RefusalCode::ConsentBeforeRecipient => {
            named(recipient.map(|one| one.name.get(lang)), Some(&refusal.hint))
        }
        // Words of the program are said by the text itself; days, and ids to choose from, stay.
        _ => refusal.hint.clone(),
    };
    let args: [(&str, Arg<'_>); 8] = [
        (
            "act",
            serde_json::to_value(refusal.act)
                .ok()
                .and_then(|v| v.as_str().map(str::to_owned))
                .unwrap_or_default()
                .into(),
        ),
        ("clause", cites.clause(&refusal.clause).into()),
        ("purpose", purpose.unwrap_or_else(|| id(refusal.purpose.as_ref().map(ToString::to_string))).into()),
        ("category", named(category, refusal.category.as_ref()).into()),
        ("item", named(item, refusal.item.as_ref()).into()),
        ("event", named(event, refusal.event.as_ref()).into()),
        ("hint", hint.into()),
        ("code", refusal.hint.clone().into()),
    ];
    CATALOG.say(lang, key, &args)
}

/// What people call it, with the id by which a command names it.
fn named(name: Option<&str>, id: Option<&impl std::fmt::Display>) -> String {
    match (name, id) {
        (Some(name), Some(id)) => format!("{name} ({id})"),
        (None, Some(id)) => id.to_string(),
        (_, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_speaks_every_language() {
        for lang in Lang::ALL {
            let keys = catalog().keys(lang);
            assert_eq!(keys, catalog().keys(Lang::En), "{lang}");
            for code in kernel::RefusalCode::ALL {
                assert!(keys.contains(&code.word()), "{lang}: {code} is missing");
                assert!(
                    keys.contains(&format!("{code}.remedy").as_str()),
                    "{lang}: {code}.remedy is missing"
                );
            }
        }
    }
}
