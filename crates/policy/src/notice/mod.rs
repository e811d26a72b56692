//! The text that a subject is shown before agreeing: every particular that a consent has to name (Law 94-V art. 8(4)),
//! from the pack, in three languages. Its SHA-256 is kept with the consent, so its bytes never change within an edition.

use std::sync::LazyLock;

use crate::{
    CategoryId, Cites, Edition, Ground, Lang, PurposeId,
    say::{Arg, Catalog},
};

static TEXTS: LazyLock<Catalog> = LazyLock::new(|| {
    let texts = [
        (Lang::Kk, include_str!("kk.ftl")),
        (Lang::Ru, include_str!("ru.ftl")),
        (Lang::En, include_str!("en.ftl")),
    ];
    Catalog::new(&texts).unwrap_or_default()
});

/// The text for one purpose and category, as lines of plain text; none where the edition has no such row or it does
/// not rest on consent.
pub fn text(edition: &Edition, purpose: &PurposeId, category: &CategoryId, lang: Lang) -> Option<String> {
    let pack = edition.pack();
    let (_, list) = edition.row_of(purpose, category)?;
    let purpose = pack.purpose(purpose)?;
    let Ground::Consent(particulars) = &purpose.ground else { return None };
    // By the edition alone: the text is to be found again from it, whatever becomes of its profile.
    let cites = Cites::new(lang, [pack], None);
    let say = |key: &str, args: &[(&str, Arg<'_>)]| TEXTS.say(lang, key, args);
    let name = |text: &crate::Text| text.get(lang).to_owned();
    let items: Vec<String> =
        list.items.iter().filter_map(|id| pack.item(id)).map(|item| name(&item.name)).collect();
    let recipients: Vec<String> = (pack.recipients.iter())
        .filter(|one| one.purposes.contains(&purpose.id))
        .map(|one| format!("{} ({})", name(&one.name), one.state))
        .collect();
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(say("title", &[]));
    line(say(
        "operator",
        &[
            ("name", name(&pack.operator.name).as_str().into()),
            ("number", pack.operator.number.as_str().into()),
        ],
    ));
    line(say("subject", &[]));
    line(say(
        "purpose",
        &[
            ("name", name(&purpose.name).as_str().into()),
            ("clause", cites.clause_of_policy(&purpose.clause).into()),
        ],
    ));
    line(say("items", &[("items", items.join(", ").as_str().into())]));
    line(say("term", &[("term", name(&particulars.term).as_str().into())]));
    line(say("processing", &[]));
    let asked = [
        ("third-parties", particulars.third_parties),
        ("cross-border", particulars.cross_border),
        ("publication", particulars.publication),
    ];
    for (part, asked) in asked {
        line(say(&format!("{part}-{}", if asked { "asked" } else { "never" }), &[]));
    }
    if particulars.third_parties && !recipients.is_empty() {
        line(say("recipients", &[("names", recipients.join("; ").as_str().into())]));
    }
    if particulars.transfer_notice {
        line(say("told", &[]));
    }
    line(say("withdrawal", &[("reference", cites.cite(&particulars.reference).into())]));
    if let Some(responsible) = &pack.responsible {
        line(say("contact", &[("email", responsible.email.as_str().into())]));
    }
    let from = pack.in_force_from.to_string();
    line(say("edition", &[("edition", pack.edition.as_str().into()), ("from", from.as_str().into())]));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_names_every_particular() {
        let keys = TEXTS.keys(Lang::En);
        let edition = crate::sample::edition();
        let (purpose, category) = ("mailings".parse().unwrap(), "participant".parse().unwrap());
        for lang in Lang::ALL {
            assert_eq!(TEXTS.keys(lang), keys, "{lang}");
            let text = text(&edition, &purpose, &category, lang).unwrap();
            assert!(text.contains(&edition.pack().operator.number), "{text}");
            assert!(text.lines().count() >= 11 && !text.contains("{$"), "{text}");
            insta::assert_snapshot!(format!("notice_{lang}"), text);
        }
    }

    #[test]
    fn what_rests_on_a_law_asks_for_no_consent() {
        let edition = crate::sample::edition();
        let (purpose, category) = ("employment".parse().unwrap(), "employee".parse().unwrap());
        assert_eq!(text(&edition, &purpose, &category, Lang::En), None);
    }
}
