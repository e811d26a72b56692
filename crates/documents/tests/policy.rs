//! The published policy: of the first pack, word for word; of others, what they say and no more.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use calendar::Profile;
use documents::{html, markdown, policy::render};
use policy::{Edition, Lang, load::load_dir, sample};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn profile() -> Profile {
    Profile::parse(&fs::read_to_string(root().join("packs/profiles/kz.toml")).unwrap()).unwrap()
}

fn bitrix() -> Edition {
    let profile = profile();
    let known = |id: &str| (id == profile.id()).then(|| kernel::jurisdiction(&profile));
    load_dir(&root().join("packs/bitrix-kz"), &known).unwrap_or_else(|faults| panic!("{faults}"))
}

fn text(edition: &Edition, lang: Lang) -> String {
    markdown::text(&render(edition, &profile(), lang))
}

#[test]
fn the_first_pack_reads_like_this() {
    for lang in Lang::ALL {
        insta::assert_snapshot!(format!("bitrix-kz-{lang}"), text(&bitrix(), lang));
    }
}

#[test]
fn a_policy_says_every_number_name_and_term_of_its_pack() {
    let edition = bitrix();
    for lang in Lang::ALL {
        let text = text(&edition, lang).replace('\\', "");
        let pack = edition.pack();
        for purpose in &pack.purposes {
            assert!(text.contains(purpose.name.get(lang)), "{lang}: {}", purpose.id);
        }
        for item in &pack.items {
            assert!(text.contains(item.name.get(lang)), "{lang}: {}", item.id);
        }
        for number in pack.published.parts.values() {
            assert!(
                text.contains(&format!("{number} ")) || text.contains(&format!("{number}** ")),
                "{lang}: {number}"
            );
        }
        // What a refusal names has to be found in the text: rows stand in the register by their number.
        for (topic, clause) in &pack.clauses {
            let clause = kernel::cites(lang, [pack], &profile()).cite(clause);
            let told = [" ", "** ", ")"].iter().any(|end| text.contains(&format!("{clause}{end}")));
            assert!(told || UNTOLD.contains(&topic.word()), "{lang}: {topic:?} {clause}");
        }
        let hash: String = edition.hash().iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(text.contains(&hash) && text.contains(&pack.operator.number));
    }
}

/// Topics whose clause the text need not show: a measure, and what rests on an article of a law.
const UNTOLD: [&str; 5] = ["passwords", "publication", "authorities", "breach", "journals"];

/// Words of the first pack that no other organisation's policy may say.
const ITS_OWN: [&str; 6] = ["itrix", "итрикс", "130340020239 1C", "94-V", "Metrica", "Метрика"];

#[test]
fn another_organisation_reads_nothing_of_the_first() {
    for edition in [sample::edition(), sample::published()] {
        for lang in Lang::ALL {
            let text = text(&edition, lang);
            let mut pack_free = text.clone();
            for cited in &edition.pack().published.citations {
                pack_free = pack_free.replace(cited.name.get(lang), "");
            }
            for word in ITS_OWN {
                assert!(!pack_free.contains(word), "{lang}: {word}\n{pack_free}");
            }
        }
    }
}

#[test]
fn what_a_pack_lacks_does_not_appear() {
    let headings = |edition: &Edition| {
        let doc = render(edition, &profile(), Lang::En);
        doc.chapters().map(|(id, _, _)| id.to_owned()).collect::<Vec<_>>()
    };
    let plain = ["general", "glossary", "operator", "rights", "duties", "final"];
    assert_eq!(headings(&sample::edition()), plain);
    let told = ["general", "glossary", "operator", "rights", "duties", "processor", "cookies", "final"];
    assert_eq!(headings(&sample::published()), told);

    let plain = text(&sample::edition(), Lang::En);
    for word in ["cookie", "ookie", "User content", "placed", "states on this list"] {
        assert!(!plain.contains(word), "{word}\n{plain}");
    }
    // The pack's one recipient is named; without it there is no table of recipients.
    assert!(plain.contains("Mailing service"));
    let mut pack = sample::pack();
    pack.recipients.clear();
    assert!(!text(&Edition::freeze(pack), Lang::En).contains("Who gets data"));
}

#[test]
fn a_pack_says_its_own_measures_and_numbers() {
    let told = text(&sample::published(), Lang::En);
    for said in [
        "daily copies",
        "encrypted by TLS",
        "## 4 Rights of the subject",
        "## 7 Cookies",
        "`sid`",
        "rights@example.kz",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    // Only a required group: nobody is asked, so nobody is told how to refuse.
    assert!(told.contains("nothing of it needs an agreement") && !told.contains("change your mind"));
    // This user warrants nothing about transfer abroad, and no third parties' software is built in.
    assert!(!told.contains("across the border among them") && !told.contains("third parties’ software"));
}

#[test]
fn deadlines_are_the_profiles() {
    let text = fs::read_to_string(root().join("packs/profiles/kz.toml")).unwrap();
    let slow = text.replacen("amount         = \"3 working days\"", "amount         = \"72 hours\"", 1);
    assert_ne!(slow, text);
    let slow = Profile::parse(&slow).unwrap();
    for (lang, was, is) in [
        (Lang::Kk, "Жауап 3 жұмыс күні ішінде", "Жауап 72 сағат ішінде"),
        (Lang::Ru, "Срок ответа: 3 рабочих дня", "Срок ответа: 72 часа"),
        (Lang::En, "comes within 3 working days", "comes within 72 hours"),
    ] {
        assert!(markdown::text(&render(&bitrix(), &profile(), lang)).contains(was));
        assert!(markdown::text(&render(&bitrix(), &slow, lang)).contains(is));
    }
}

#[test]
fn equal_editions_give_equal_pages() {
    for lang in Lang::ALL {
        let page = || html::page(&render(&bitrix(), &profile(), lang));
        assert_eq!(page(), page());
        assert!(page().starts_with(&format!("<!DOCTYPE html><html lang=\"{lang}\">")));
    }
}

#[test]
fn anchors_are_unique() {
    let page = html::page(&render(&bitrix(), &profile(), Lang::En));
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&link), "{link}");
    }
}
