//! Answers to requests and confirmations of consents say what a person has to know.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use common::{BITRIX, CLINIC, Rich, form, granted, later, plain, responsible, rich, target};
use documents::Doc;
use kernel::{Consent, Part, Parts, Way};
use office::{Decision, Grant, RequestForm};
use policy::{Lang, RequestKind};

fn said(rich: &Rich, request: kernel::PaperId, lang: Lang) -> String {
    let view = rich.office.request(&responsible(&rich.office), request).unwrap();
    plain(&clerk::answer(&rich.office.world(), &view, lang))
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("{$") && !text.contains("{ $"), "{text}");
}

#[test]
fn every_refusal_is_said_in_words() {
    for lang in Lang::ALL {
        let otherwise = clerk::refused("no such code", lang);
        let mut said = std::collections::BTreeSet::new();
        for code in kernel::RefusalCode::ALL {
            let words = clerk::refused(code.word(), lang);
            assert!(!words.contains(code.word()) || !code.word().contains('-'), "{lang:?} {code}: {words}");
            assert_ne!(words, otherwise.replace("no such code", code.word()), "{lang:?} {code}");
            said.insert(words);
        }
        assert!(said.len() > kernel::RefusalCode::ALL.len() / 2, "{lang:?}: many say the same");
    }
}

#[test]
fn a_refusal_names_its_clause_its_reasons_and_what_the_law_keeps() {
    let rich = rich(&BITRIX);
    let text = said(&rich, rich.erase, Lang::En);
    has(
        &text,
        &[
            "(destruction) is refused (clause 3.4.1.5)",
            "rests on a law, or on another ground, that orders keeping it (clause 3.6.1(2))",
            "Өкілге түсіндірілді.",
            "3.1/2 Making and performing an employment contract | Law 94-V",
            "Адвокат Қ. Бекұлы, сенімхат 12 (by power of attorney, until 31 December 2026)",
            "Алматы, Абай даңғылы, 1",
            "Деректерімді жойыңыз. Бәрін.",
            "complain to the authority",
        ],
    );
    assert!(!text.contains("Mailing service"), "a refusal changes nothing for anybody: {text}");
    has(
        &said(&rich, rich.erase, Lang::Ru),
        &["отказано (пункт 3.4.1.5)", "велит их хранить (пункт 3.6.1(2))"],
    );
    has(
        &said(&rich, rich.erase, Lang::Kk),
        &["бас тартылды (3.4.1.5-тармақ)", "сақталады (3.6.1(2)-тармақ)"],
    );
}

#[test]
fn a_request_received_is_told_its_deadline_and_rule() {
    let rich = rich(&BITRIX);
    let view = rich.office.request(&responsible(&rich.office), rich.information).unwrap();
    let said = |lang| plain(&clerk::received(&rich.office.world(), &view, lang));
    has(
        &said(Lang::En),
        &["information", "3.4.1.2", "6 March 2026", "3 working days (", "94-V", "one-time code"],
    );
    has(&said(Lang::Ru), &["сведения", "6 марта 2026 года", "3 рабочих дня (", "одноразовый код"]);
    has(&said(Lang::Kk), &["мәлімет алу", "2026 жылғы 6 наурыз", "3 жұмыс күні (", "бір реттік код"]);
    // one that was extended says so
    let rule = "information: 1 month, extended by 2 months (Law 94-V, art. 6)".to_owned();
    let longer = office::RequestView { rule, ..view.clone() };
    let said = |lang| plain(&clerk::received(&rich.office.world(), &longer, lang));
    has(&said(Lang::En), &["1 month, extended by 2 months (Law 94-V"]);
    has(&said(Lang::Ru), &["1 месяц, срок продлён ещё на 2 месяца (Закон № 94-V"]);
    has(&said(Lang::Kk), &["1 ай, ұзартылғаны – тағы 2 ай (№ 94-V Заң"]);
}

/// A person who asks for one thing after another.
struct Asking(Rich);

impl Asking {
    fn new() -> Self {
        let rich = rich(&BITRIX);
        let boss = responsible(&rich.office);
        rich.office.unblock(&boss, rich.who, None).unwrap();
        let hold = rich.office.export(&boss, rich.who).unwrap().holds[0].id;
        rich.office.release(&boss, rich.who, hold).unwrap();
        Self(rich)
    }

    fn ask(&self, kind: RequestKind, change: impl FnOnce(&mut RequestForm)) -> kernel::PaperId {
        let mut form = form(kind, self.0.who, "Please.");
        change(&mut form);
        later(&self.0.office);
        self.0.office.receive_request(&responsible(&self.0.office), None, &form).unwrap().request
    }
}

#[test]
fn what_was_done_is_said_for_every_kind() {
    let asking = Asking::new();
    let (rich, office) = (&asking.0, &asking.0.office);
    let boss = responsible(office);
    let rectify = asking.ask(RequestKind::Rectify, |form| form.target = Some(target("mailings")));
    let values = vec![("email".parse().unwrap(), "new@example.org".to_owned())];
    let grant = Grant { values, ..Grant::default() };
    office.decide_request(&boss, rectify, Decision::Grant(grant)).unwrap();
    has(
        &said(rich, rectify, Lang::En),
        &[
            "(rectification) is granted (clause 3.4.1.3)",
            "values that you named were replaced",
            "Mailing service",
        ],
    );
    let block = asking.ask(RequestKind::Block, |_| ());
    let unfounded = Grant { unfounded: true, reasons: "All is well.".to_owned(), ..Grant::default() };
    office.decide_request(&boss, block, Decision::Grant(unfounded)).unwrap();
    has(&said(rich, block, Lang::En), &["found no breach", "All is well."]);
    let again = asking.ask(RequestKind::Block, |form| form.text = "Again.".to_owned());
    granted(office, again, "");
    has(&said(rich, again, Lang::En), &["Your data is blocked until the check ends"]);
    office.unblock(&boss, rich.who, None).unwrap();
    let withdraw = asking.ask(RequestKind::Withdraw, |form| form.parts = vec![Part::Processing]);
    granted(office, withdraw, "");
    has(
        &said(rich, withdraw, Lang::En),
        &[
            "(withdrawal of consent) is granted",
            "destroyed within 15 working days",
            "What rests on another ground goes on:",
            "3.1/2 Making and performing an employment contract — Law 94-V",
        ],
    );
    let complaint = asking.ask(RequestKind::Complaint, |_| ());
    let refuse = Decision::Refuse { reasons: "It happened elsewhere.".to_owned() };
    office.decide_request(&boss, complaint, refuse).unwrap();
    has(&said(rich, complaint, Lang::En), &["(complaint) is refused", "It happened elsewhere."]);
    let erase = asking.ask(RequestKind::Erase, |_| ());
    granted(office, erase, "");
    let act = office.request(&boss, erase).unwrap().words.answer.unwrap().act.unwrap().to_string();
    for lang in Lang::ALL {
        assert!(said(rich, erase, lang).contains(&act), "{lang}");
    }
    has(
        &said(rich, erase, Lang::En),
        &["granted in part", "no law orders to keep was destroyed", "What a law orders to keep"],
    );
    let open = asking.ask(RequestKind::Object, |_| ());
    has(&said(rich, open, Lang::En), &["Nothing is decided yet"]);
}

fn receipt(rich: &Rich, purpose: &str, lang: Lang) -> office::ConsentReceipt {
    rich.office.consent_receipt(&responsible(&rich.office), rich.who, &target(purpose), lang).unwrap()
}

#[test]
fn a_confirmation_says_what_the_receipt_proves() {
    let asking = Asking::new();
    let (rich, office) = (&asking.0, &asking.0.office);
    let boss = responsible(office);
    let mut anew = Consent::to_processing(Way::Written, office.clock().now());
    anew.parts = [Part::Processing, Part::ThirdParties].into_iter().collect();
    office.give_consent(&boss, rich.who, target("mailings"), anew, Some("form 18")).unwrap();
    for lang in Lang::ALL {
        let given = receipt(rich, "mailings", lang);
        let text = plain(&clerk::confirmation(&office.world(), &given, lang));
        let facts = [given.facts.record.to_string(), format!("`{}`", given.entry), given.digest.clone()];
        has(&text, &facts.each_ref().map(String::as_str));
        has(&text, &["form 18", "3.1/10", &clerk::words_of(lang).word("given-title")]);
        let verified = receipts::verify(&given.file.to_string(), &office.verifier_key().to_string()).unwrap();
        assert_eq!((verified.index, verified.record), (given.entry, facts[0].clone()));
    }
    let en = plain(&clerk::confirmation(&office.world(), &receipt(rich, "mailings", Lang::En), Lang::En));
    has(&en, &["| publication | no | not given |", "| giving to third parties | yes | given, in force |"]);
    later(office);
    office.withdraw_consent(&boss, None, rich.who, target("mailings"), Parts::PROCESSING).unwrap();
    let withdrawn = receipt(rich, "mailings", Lang::En);
    let text = plain(&clerk::confirmation(&office.world(), &withdrawn, Lang::En));
    let due = clerk::words_of(Lang::En).until(withdrawn.due.unwrap().0, &office.world().profile);
    has(
        &text,
        &[
            "Confirmation of the withdrawal of a consent",
            "use stopped at that moment",
            &format!("destroyed by: {due}"),
            "3.1/2 Making and performing an employment contract — Law 94-V",
            "| Mailing service (example) |",
            "| processing | yes | withdrawn |",
        ],
    );
    assert!(!text.contains("3.1/10 Informational and advertising mailings —"), "it ended: {text}");
}

#[test]
fn the_form_holds_the_very_text_whose_hash_is_kept() {
    let rich = rich(&CLINIC);
    let (purpose, category) = (CLINIC.consented.0.parse().unwrap(), CLINIC.consented.1.parse().unwrap());
    for lang in Lang::ALL {
        let (text, notice) = rich.office.notice(&purpose, &category, lang).unwrap();
        let doc: Doc = clerk::consent(&rich.office.world(), &purpose, &text, &notice);
        let form = plain(&doc);
        for line in text.lines() {
            assert!(form.contains(line), "{lang}: {line}: {form}");
        }
        let hash: String = notice.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        // Four parts are asked for, each with a yes and a no of its own, and there is one line to sign on.
        assert!(form.contains(&hash) && form.matches("| ______ | ______ |").count() == 4, "{lang}: {form}");
        assert!(
            doc.blocks
                .iter()
                .any(|block| matches!(block, documents::Block::Signatures { lines } if lines.len() == 1))
        );
    }
}
