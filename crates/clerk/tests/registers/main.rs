//! Acts, registers, journals and notices: what they say, and that they say it in every language, on paper too.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod house;
#[path = "../common/tongue.rs"]
mod tongue;

use documents::{Block, Doc, markdown};
use house::*;
use kernel::{DutyKind, EraseReason, Part};
use office::{ActOfDestruction, BreachStepKind, Journal, verify_act};
use policy::Lang;

/// Everything that a document says.
fn said(doc: &Doc) -> String {
    let text = markdown::text(doc).replace('\\', "");
    tongue::in_its_language(doc.lang, &text);
    text
}

/// Each of these stands in a document; the wanted and the text are told where one does not.
fn has(doc: &Doc, wanted: &[&str]) {
    let said = said(doc);
    for one in wanted {
        assert!(said.contains(one), "{one}:\n{said}");
    }
}

/// No text of a document is a key that has none, and no value of a person is in it.
fn is_told(doc: &Doc) {
    let said = said(doc);
    for key in ["breach-", "destroy-", "carrier-", "journal-", "notice-"] {
        let own = said.split_whitespace().filter(|word| word.starts_with(key)).collect::<Vec<_>>();
        assert!(own.is_empty(), "{own:?}");
    }
    for value in ["a@example.kz", "b@example.kz", "Айдана", "Сұлтан"] {
        assert!(!said.contains(value), "{said}");
    }
}

#[test]
fn the_authority_is_told_everything_and_the_people_in_plain_words() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (_, reported) = office.report_breach(&officer(), breach()).unwrap();
    let (_, followed) =
        office.follow_breach(&officer(), reported.number, BreachStepKind::Measure, "Disk wiped").unwrap();
    let (world, now) = (office.world(), office.clock().now());
    let doc = clerk::breach::authority(&world, &followed, now, Lang::En);
    is_told(&doc);
    has(
        &doc,
        &[
            "No. 1",
            "1C-Bitrix Kazakhstan LLP",
            "130340020239",
            "privacy@1c-bitrix.kz",
            "2 March 2026, 09:00",
            "A laptop was stolen",
            "Participant of a webinar or event",
            "E-mail; Full name",
            "Unasked letters",
            "Keys replaced",
            "Disk wiped",
            "1 working day from detection (Law 94-V, art. 25(2)(8); Rules 481/НҚ, p. 4)",
            "3 March 2026",
            "The policy is published at",
        ],
    );
    // A page is not called an address.
    assert!(!said(&doc).contains("Address"), "{}", said(&doc));
    assert!(!said(&doc).contains("Reasons for the delay"));
    // Late is late, whether it was told in the end or not.
    let late = at("2026-03-03T19:00:00Z");
    has(&clerk::breach::authority(&world, &followed, late, Lang::Ru), &["Причины задержки:"]);
    let doc = clerk::breach::subjects(&world, &followed, now, Lang::Kk);
    is_told(&doc);
    has(
        &doc,
        &[
            "Не болды",
            "Ноутбук ұрланды",
            "Электрондық пошта мекенжайы",
            "Сұралмаған хаттар",
            "privacy@1c-bitrix.kz",
        ],
    );
    // Who writes letters has an address to be deceived by; nobody's password is out, and nobody is told it is.
    has(&doc, &["сақ болыңыз"]);
    assert!(!said(&doc).contains("құпиясөзіңізді және"));
}

#[test]
fn an_act_of_destruction_counts_people_apart_from_their_papers() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "a@example.kz");
    office.publish(&officer(), who, target(), &items(&["full-name"]), "https://example.kz/people").unwrap();
    let (_, swept) = office.erase(&officer(), who, None, EraseReason::Unlawful).unwrap();
    assert_eq!((swept.destroyed, swept.persons), (1, 1));
    let text = std::fs::read_to_string(swept.act.unwrap()).unwrap();
    let act: ActOfDestruction = serde_json::from_str(&text).unwrap();
    assert_eq!((act.act.counts.engagements, act.act.counts.persons), (1, 1));
    assert_eq!(act.act.destroyed.iter().filter(|one| one.paper.is_some()).count(), 1);
    let keys = std::fs::read_to_string(office.layout().log().join("verifier-keys")).unwrap();
    let attested = verify_act(&text, keys.trim()).unwrap();
    for lang in Lang::ALL {
        let doc = clerk::destruction(&office.world(), &act, &attested, lang);
        is_told(&doc);
        has(&doc, &[&act.act.run.to_string(), &act.act.digest(), "3.1/10", "privacy-officer"]);
    }
    let doc = clerk::destruction(&office.world(), &act, &attested, Lang::En);
    has(
        &doc,
        &[
            "privacy-officer — Responsible",
            "Collected or processed against the law",
            "Publications",
            "Participant of a webinar or event",
        ],
    );
    // Slots and entries are told as ranges, all of them.
    let mut slots: Vec<u64> = act.act.destroyed.iter().map(|one| one.slot).collect();
    slots.sort_unstable();
    assert!(
        said(&doc).contains(&slots[0].to_string()) && said(&doc).contains(&slots.last().unwrap().to_string())
    );
}

#[test]
fn carriers_have_a_register_and_an_act_once_they_are_gone() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "a@example.kz");
    office.register_carrier(&officer(), who, target(), "form", None, "Мұрағат, 3-сөре").unwrap();
    let one = office.carrier(&officer(), 1).unwrap();
    assert_eq!(clerk::carrier::act(&office.world(), &one, Lang::En), None);
    office.erase(&officer(), who, None, EraseReason::Unlawful).unwrap();
    let due = office.carriers(&officer()).unwrap();
    let now = office.clock().now();
    has(
        &clerk::carrier::register(&office.world(), &due, now, Lang::En),
        &["form", "3 March 2026", "to be destroyed"],
    );
    let (_, gone) = office.destroy_carrier(&officer(), 1, "shredder", &"hr".parse().unwrap()).unwrap();
    for lang in Lang::ALL {
        let act = clerk::carrier::act(&office.world(), &gone, lang).unwrap();
        is_told(&act);
        has(&act, &["Мұрағат, 3-сөре", "shredder", "privacy-officer", "hr", "3.6.3"]);
        let Some(Block::Signatures { lines }) = act.blocks.last() else { panic!("nobody signs") };
        assert_eq!(lines.len(), 3);
        let register = clerk::carrier::register(&office.world(), std::slice::from_ref(&gone), now, lang);
        is_told(&register);
        has(&register, &["Мұрағат, 3-сөре", "shredder"]);
    }
}

#[test]
fn every_journal_has_its_columns_and_no_value() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "a@example.kz");
    let given = office
        .disclose(&officer(), who, target(), &"mailing-service".parse().unwrap(), &items(&["email"]))
        .unwrap();
    office.publish(&officer(), who, target(), &items(&["full-name"]), "https://example.kz/p").unwrap();
    office.report_breach(&officer(), breach()).unwrap();
    office
        .withdraw_consent(&officer(), None, who, target(), [Part::ThirdParties].into_iter().collect())
        .unwrap();
    office.finish_task(&officer(), given.paper, DutyKind::Tell).unwrap();
    office.read(&officer(), who, target(), &items(&["email"])).unwrap();
    office.read(&"hr".parse().unwrap(), who, target(), &items(&["email"])).unwrap_err();
    office.erase(&officer(), subscriber(&office, "b@example.kz"), None, EraseReason::Unlawful).unwrap();
    let now = office.clock().now();
    for journal in Journal::ALL {
        let lines = lines(&office, *journal);
        for lang in Lang::ALL {
            let doc = clerk::journal(&office.world(), *journal, period(), &lines, now, lang);
            is_told(&doc);
            let told = doc.blocks.iter().find_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            });
            assert_eq!(told.map_or(0, |table| table.rows.len()), lines.len(), "{journal:?}");
            assert!(told.is_none_or(|table| table.rows.iter().all(|row| row.len() == table.columns.len())));
        }
    }
    let doc =
        |journal| clerk::journal(&office.world(), journal, period(), &lines(&office, journal), now, Lang::En);
    has(
        &doc(Journal::Consents),
        &[
            "withdraw consent",
            "giving to third parties",
            "1 March 2026",
            "Kept under: Law 94-V, art. 22(1)(5); Law 94-V, art. 8",
        ],
    );
    has(&doc(Journal::Disclosures), &["E-mail"]);
    has(&doc(Journal::Incidents), &["2026-03-03"]);
    has(&doc(Journal::Refusals), &["has no role that allows it", "hr"]);
    has(&doc(Journal::Acknowledgements), &["No. 1, 2024-06-17"]);
    has(&doc(Journal::Requests), &["There were no entries in this period."]);
}

#[test]
fn a_paper_becomes_the_notice_that_it_calls_for() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "a@example.kz");
    let to = "mailing-service".parse().unwrap();
    let given = office.disclose(&officer(), who, target(), &to, &items(&["email", "full-name"])).unwrap();
    let put = office
        .publish(&officer(), who, target(), &items(&["full-name"]), "https://example.kz/people")
        .unwrap();
    let (world, now) = (office.world(), office.clock().now());
    let fresh = office.outgoing(&officer(), given.paper).unwrap();
    assert_eq!(clerk::notice::Because::of(&fresh), clerk::notice::Because::Rectified);
    let parts = [Part::ThirdParties, Part::Publication].into_iter().collect();
    office.withdraw_consent(&officer(), None, who, target(), parts).unwrap();
    let told = office.outgoing(&officer(), given.paper).unwrap();
    assert_eq!(told.items.len(), 2);
    let because = clerk::notice::Because::of(&told);
    assert_eq!(because, clerk::notice::Because::Withdrawn);
    let public = office.outgoing(&officer(), put.paper).unwrap();
    assert!(public.removal.open().is_some());
    for lang in Lang::ALL {
        let paper = given.paper.to_string();
        let recipient = clerk::notice::to_recipient(&world, &told, because, now, lang);
        is_told(&recipient);
        has(&recipient, &[&paper, "3.2.3a", "15 "]);
        let subject = clerk::notice::to_subject(&world, &told, now, lang);
        is_told(&subject);
        has(&subject, &[&paper, "privacy@1c-bitrix.kz"]);
        let removal = clerk::notice::removal(&world, &public, now, lang);
        is_told(&removal);
        has(&removal, &["https://example.kz/people", &format!("qorgau task done {} removal", put.paper)]);
        for because in clerk::notice::Because::ALL {
            is_told(&clerk::notice::to_recipient(&world, &told, *because, now, lang));
        }
    }
    let doc = clerk::notice::to_recipient(&world, &told, because, now, Lang::En);
    has(
        &doc,
        &["On 2 March 2026 the person withdrew the consent", "E-mail", "Full name", "Destroy the data"],
    );
    // Looking at it is an act: it stands in the log, and whoever may not is told so.
    let before = office.log_size().unwrap();
    office.outgoing(&officer(), put.paper).unwrap();
    assert_eq!(office.log_size().unwrap(), before + 1);
    assert!(matches!(
        office.outgoing(&"hr".parse().unwrap(), put.paper),
        Err(office::OfficeError::Refused(_))
    ));
    assert!(!format!("{public:?}").contains("example.kz"));
}

#[test]
fn registers_are_looked_at_in_somebodys_name() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (_, known) = office.report_breach(&officer(), breach()).unwrap();
    let before = office.log_size().unwrap();
    office.breaches(&officer()).unwrap();
    office.breach(&officer(), known.number).unwrap();
    office.carriers(&officer()).unwrap();
    assert_eq!(office.log_size().unwrap(), before + 3);
    let hr = "hr".parse().unwrap();
    assert!(matches!(office.breaches(&hr), Err(office::OfficeError::Refused(_))));
    assert!(matches!(office.carriers(&hr), Err(office::OfficeError::Refused(_))));
    assert!(office.breach(&officer(), 9).is_err() && office.carrier(&officer(), 9).is_err());
}

#[test]
fn every_word_of_the_log_has_one_of_its_own_in_journals() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    subscriber(&office, "a@example.kz");
    let line = lines(&office, Journal::Consents).remove(0);
    let now = office.clock().now();
    let told = |journal, line: &office::JournalLine| {
        said(&clerk::journal(&office.world(), journal, period(), std::slice::from_ref(line), now, Lang::Kk))
    };
    for act in policy::ActKind::ALL {
        let mut line = line.clone();
        (line.said.act, line.said.how) = (*act, None);
        let said = told(Journal::Reads, &line);
        assert!(!said.contains(&format!("| {} |", act.as_str())), "{said}");
    }
    for kind in policy::RequestKind::ALL {
        let mut line = line.clone();
        line.said.request = Some(*kind);
        let said = told(Journal::Requests, &line);
        assert!(!said.contains(&format!("| {} |", kind.word())), "{said}");
    }
    for part in Part::ALL {
        let mut line = line.clone();
        line.said.parts = vec![part];
        let said = told(Journal::Consents, &line);
        assert!(!said.contains(&format!("| {} |", part.word())), "{said}");
    }
    let steps = BreachStepKind::ALL.map(BreachStepKind::word);
    let duties = DutyKind::ALL.iter().map(|one| one.word());
    let outcomes = kernel::RequestOutcome::ALL.iter().map(|one| one.word());
    let channels = kernel::Channel::ALL.iter().map(|one| one.word());
    for how in steps.into_iter().chain(duties).chain(outcomes).chain(channels) {
        let mut line = line.clone();
        line.said.how = Some(how.to_owned());
        let said = told(Journal::Incidents, &line);
        assert!(!said.contains(&format!("| {how} |")), "{said}");
    }
}
