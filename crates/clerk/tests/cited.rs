//! Whoever reads Kazakh or Russian reads every law in that language, and no article of a law as a clause of the policy.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use common::{BITRIX, CLINIC, Pack, Rich, at, items, plain, responsible, rich, target, tongue::strange};
use documents::Doc;
use kernel::{Refusal, RefusalCode};
use office::{Journal, NewBreach, OfficeError, explain, remedy};
use policy::{Ground, Lang};

/// Everything that is written to people about a rich person, by what it is.
fn everything(pack: &Pack, rich: &Rich, lang: Lang) -> Vec<(String, String)> {
    let (office, boss) = (&rich.office, responsible(&rich.office));
    let (world, now) = (office.world(), office.clock().now());
    let edition = world.edition().unwrap();
    let mut out = Vec::new();
    let mut told = |what: &str, doc: &Doc| out.push((what.to_owned(), plain(doc)));
    let answer = office.information(&boss, rich.information).unwrap();
    told("information", &clerk::information(&world, &answer, lang));
    for request in [rich.information, rich.erase] {
        let view = office.request(&boss, request).unwrap();
        told("answer", &clerk::answer(&world, &view, lang));
        told("received", &clerk::received(&world, &view, lang));
    }
    let receipt = office.consent_receipt(&boss, rich.who, &target(pack.consented.0), lang).unwrap();
    told("given", &clerk::consent_given(&world, &receipt, lang));
    told("withdrawn", &clerk::consent_withdrawn(&world, &receipt, lang));
    let new = NewBreach {
        detected: now - jiff::SignedDuration::from_hours(2),
        what: "Ноутбук".to_owned(),
        categories: vec![pack.consented.1.parse().unwrap()],
        subjects: 3,
        items: items(&["email"]),
        consequences: "Хаттар".to_owned(),
        measures: "Кілттер".to_owned(),
    };
    let (_, breach) = office.report_breach(&boss, new).unwrap();
    told("breach", &clerk::breach::authority(&world, &breach, now, lang));
    told("breach for people", &clerk::breach::subjects(&world, &breach, now, lang));
    told("carriers", &clerk::carrier::register(&world, &[], now, lang));
    for journal in Journal::ALL {
        let mut lines = Vec::new();
        let period = (at("2026-01-01T00:00:00Z"), now + jiff::SignedDuration::from_hours(1));
        let mut each = |line| {
            lines.push(line);
            std::ops::ControlFlow::Continue(())
        };
        office.journal(&boss, *journal, period.0, period.1, &mut each).unwrap();
        told(journal.word(), &clerk::journal(&world, *journal, period, &lines, now, lang));
    }
    told("policy", &documents::policy::render(edition, &world.profile, lang));
    for purpose in edition.pack().purposes.iter().filter(|one| matches!(one.ground, Ground::Consent(_))) {
        for category in purpose.lists.iter().flat_map(|list| &list.categories) {
            out.push(("consent".to_owned(), office.notice(&purpose.id, category, lang).unwrap().0));
        }
    }
    let stranger =
        office.read(&common::staff("nobody"), rich.who, target(pack.consented.0), &items(&["email"]));
    let Err(OfficeError::Refused(refusal)) = stranger else { panic!("an act refused") };
    for code in RefusalCode::ALL {
        let clause = edition.pack().clause(code.topic()).to_owned();
        let refusal = Refusal { code: *code, clause, ..*refusal.clone() };
        let cites = world.cites(lang);
        let text = format!(
            "{}\n{}",
            explain(&refusal, edition.pack(), &cites),
            remedy(&refusal, edition.pack(), &cites)
        );
        out.push((format!("refusal {code}"), text));
    }
    out
}

#[test]
fn every_document_cites_in_its_language() {
    let mut wrong = Vec::new();
    for pack in [BITRIX, CLINIC] {
        let rich = rich(&pack);
        for lang in [Lang::Kk, Lang::Ru] {
            let all = everything(&pack, &rich, lang);
            assert!(all.len() > 60, "{}", all.len());
            for (what, text) in all {
                wrong.extend(
                    strange(lang, &text).into_iter().map(|line| format!("{} {what} {line}", pack.pack)),
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn whatever_pack_and_profile_cite_is_said_in_every_language() {
    for pack in [BITRIX, CLINIC] {
        let rich = rich(&pack);
        let world = rich.office.world();
        for cite in world.profile.cited() {
            let said = Lang::ALL.map(|lang| world.cites(lang).words(cite).map(str::to_owned));
            let [Some(kk), Some(ru), Some(en)] = said else { panic!("{cite}: {said:?}") };
            assert!(kk != ru && ru != en && en != kk, "{cite}: {kk}, {ru}, {en}");
            assert!(strange(Lang::Kk, &kk).is_empty() && strange(Lang::Ru, &ru).is_empty(), "{kk}, {ru}");
        }
    }
}

#[test]
fn the_test_sees_what_it_looks_for() {
    for text in [
        "Негізі: Law 94-V, art. 8",
        "(94-V art. 25(2)(8)-тармақ)",
        "(№ 94-V Заң, 8-бап-тармақ)",
        "основание — пункт Закон № 94-V, ст. 8",
        "GDPR, art. 12(3) with art. 15",
    ] {
        assert_eq!(strange(Lang::Kk, text).len(), 1, "{text}");
        assert!(strange(Lang::En, text).is_empty());
    }
    for text in ["(№ 94-V Заң, 8-бап)", "3.1.2-тармақ", "пункт 3.1.2", "ЕО … (GDPR), 12(3)-бап"]
    {
        assert!(strange(Lang::Ru, text).is_empty(), "{text}");
    }
}
