//! Consents: use stops with the withdrawal, parts stand apart, a wider edition asks again.

use std::ops::ControlFlow;

use kernel::{Consent, EngagementId, Part, RefusalCode, RequestOutcome, Way};
use office::{Decision, DossierMatter, Grant, RequestForm};
use policy::{IdentityLevel, Lang, RequestKind};

use super::*;
use crate::common::paperwork::form;

const BOTH: [Part; 2] = [Part::Processing, Part::ThirdParties];

fn listed(office: &Office) -> Vec<kernel::SubjectId> {
    let mut out = Vec::new();
    office
        .list(
            &responsible(),
            &"mailings".parse().unwrap(),
            &items(&["email"]),
            office::Stretch::default(),
            &mut |one| {
                assert!(one.values[0].1.is_some());
                out.push(one.subject);
                ControlFlow::Continue(())
            },
        )
        .unwrap();
    out
}

fn again(way: Way, moment: &str) -> Consent {
    Consent { parts: parts(&BOTH), ..Consent::to_processing(way, at(moment)) }
}

#[test]
fn a_withdrawal_stops_use_with_the_call() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let (stays, leaves) =
        (subscriber(&office, "stays@example.kz", &BOTH), subscriber(&office, "leaves@example.kz", &BOTH));
    let mailer = "mailing-service".parse().unwrap();
    let here = || target("mailings");
    office.disclose(&boss, leaves, here(), &mailer, &items(&["email"])).unwrap();
    assert_eq!(listed(&office), [stays, leaves]);
    let gone = office.withdraw_consent(&boss, None, leaves, here(), parts(&[Part::Processing])).unwrap();
    assert_eq!(gone.to_tell, std::slice::from_ref(&mailer));
    // 9 March stands for Women's Day, 23 to 25 March are Nauryz and its days moved: the 15th working day is 27 March
    assert_eq!(gone.due, Some(at("2026-03-27T19:00:00Z")));
    assert_eq!(listed(&office), [stays]);
    assert_ne!(
        code(office.read(&staff("marketing"), leaves, here(), &items(&["email"]))),
        RefusalCode::Blocked
    );
    assert!(office.disclose(&boss, leaves, here(), &mailer, &items(&["email"])).is_err());
    assert_eq!(
        code(office.withdraw_consent(&boss, None, leaves, here(), parts(&[Part::Processing]))),
        RefusalCode::NothingToWithdraw
    );
    clock(&office, "2026-03-31T07:00:00Z");
    assert_eq!(office.sweep(&boss, &mut |_| {}).unwrap().persons, 1);
    assert_eq!(listed(&office), [stays]);
    is_well(&office);
}

#[test]
fn parts_are_withdrawn_one_by_one() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "parts@example.kz", &BOTH);
    let only = subscriber(&office, "only@example.kz", &[Part::Processing]);
    let mailer = "mailing-service".parse().unwrap();
    let give = |who| office.disclose(&boss, who, target("mailings"), &mailer, &items(&["email"]));
    assert_eq!(code(give(only)), RefusalCode::NoConsent, "nobody agreed to that");
    give(who).unwrap();
    let out =
        office.withdraw_consent(&boss, None, who, target("mailings"), parts(&[Part::ThirdParties])).unwrap();
    assert_eq!((out.parts, out.due), (vec![Part::ThirdParties], None));
    assert_eq!(code(give(who)), RefusalCode::NoConsent);
    assert_eq!(listed(&office), [who, only], "processing goes on");
}

#[test]
fn a_term_of_its_own_ends_a_consent() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "until@example.kz", &BOTH);
    let until = Some(at("2026-03-05T00:00:00Z"));
    let consent = Consent { until, ..again(Way::WebForm, "2026-03-02T06:00:00Z") };
    office.give_consent(&boss, who, target("mailings"), consent, None).unwrap();
    clock(&office, "2026-03-04T23:59:59Z");
    assert_eq!(listed(&office), [who]);
    clock(&office, "2026-03-05T00:00:00Z");
    assert_eq!(listed(&office), []);
}

#[test]
fn a_wider_edition_asks_again_and_the_former_consent_keeps_its_proof() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let (one, two) =
        (subscriber(&office, "one@example.kz", &BOTH), subscriber(&office, "two@example.kz", &BOTH));
    let gone = subscriber(&office, "gone@example.kz", &BOTH);
    office.withdraw_consent(&boss, None, gone, target("mailings"), Parts::PROCESSING).unwrap();
    office
        .give_consent(
            &boss,
            one,
            target("mailings"),
            again(Way::Written, "2026-03-02T05:00:00Z"),
            Some("form 17"),
        )
        .unwrap();
    let asked = |office: &Office| {
        let mut who = Vec::new();
        let out = office
            .ask_again(&boss, None, &mut |ask| {
                who.push(ask.subject);
                ControlFlow::Continue(())
            })
            .unwrap();
        who.sort();
        (out.consents, out.to_ask, who)
    };
    assert_eq!(asked(&office), (2, 0, vec![]));
    let wider = patched("2026-03-02", |pack| particulars(pack, "mailings").publication = true);
    activate(&office, &boss, wider);
    office.acknowledge(&boss).unwrap();
    let mut both = vec![one, two];
    both.sort();
    assert_eq!(asked(&office), (2, 2, both));

    let place = "https://example.kz/thanks";
    let publish = |who| office.publish(&boss, who, target("mailings"), &items(&["full-name"]), place);
    assert_eq!(code(publish(one)), RefusalCode::NotToBePublished);
    let mut consent = again(Way::WebForm, "2026-03-02T06:59:00Z");
    consent.parts = parts(&[Part::Processing, Part::ThirdParties, Part::Publication]);
    let lang = Lang::ALL[0];
    let (text, notice) =
        office.notice(&"mailings".parse().unwrap(), &"participant".parse().unwrap(), lang).unwrap();
    assert!(!text.is_empty());
    consent.notice = Some(notice);
    office.give_consent(&boss, one, target("mailings"), consent, Some("form 18")).unwrap();
    publish(one).unwrap();
    assert_eq!(asked(&office), (2, 1, vec![two]));

    let dossier = office.export(&boss, one).unwrap();
    let proof = dossier.engagements[0].consent.as_ref().unwrap().proof.clone();
    assert_eq!(proof.as_deref(), Some("form 18"));
    let former: Vec<_> = dossier
        .papers
        .iter()
        .filter_map(|paper| match &paper.what {
            DossierMatter::FormerConsent { consent, .. } => Some(consent.proof.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(former, [None, Some("form 17".to_owned())], "the proof went with the consent it proves");
    is_well(&office);
}

#[test]
fn a_receipt_verifies_and_an_altered_byte_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "receipt@example.kz", &BOTH);
    let key = office.verifier_key().to_string();
    let receipt = |office: &Office| {
        office.consent_receipt(&boss, who, &target("mailings"), Lang::ALL[0]).unwrap().file.to_string()
    };
    let first = receipt(&office);
    receipts::verify(&first, &key).unwrap();
    assert!(!first.contains("receipt@example.kz") && !first.contains("Айдана"), "{first}");
    let mut altered = 0;
    for at in (0..first.len()).step_by(37) {
        let byte = first.as_bytes()[at];
        if !byte.is_ascii_alphanumeric() {
            continue;
        }
        let mut other = first.clone().into_bytes();
        other[at] = if byte == b'7' { b'3' } else { b'7' };
        let Ok(other) = String::from_utf8(other) else { continue };
        assert!(receipts::verify(&other, &key).is_err(), "byte {at} of {first}");
        altered += 1;
    }
    assert!(altered > 20, "{altered}");
    assert!(
        receipts::verify(&first, &found(tempfile::tempdir().unwrap().path()).verifier_key().to_string())
            .is_err()
    );

    office.withdraw_consent(&boss, None, who, target("mailings"), parts(&[Part::ThirdParties])).unwrap();
    let second = receipt(&office);
    receipts::verify(&second, &key).unwrap();
    assert!(second.to_lowercase().contains("withdraw"), "{second}");
    let count = |text: &str| text.to_lowercase().matches("withdrawn").count();
    assert!(count(&second) > count(&first), "{second}");
    receipts::verify(&first, &key).unwrap(); // what was true then is proved still
}

/// Not a person of this store: the same words for whatever is asked.
#[test]
fn nobody_has_no_consent() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "some@example.kz", &BOTH);
    let nobody: kernel::SubjectId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    let here = target("mailings");
    let consent = again(Way::Written, "2026-03-02T05:00:00Z");
    assert_eq!(
        code(office.give_consent(&responsible(), nobody, here.clone(), consent, None)),
        RefusalCode::UnknownSubject
    );
    let other = kernel::Target { engagement: Some(EngagementId::from_bytes([7; 16])), ..here };
    assert_eq!(
        code(office.withdraw_consent(&responsible(), None, who, other, Parts::PROCESSING)),
        RefusalCode::UnknownEngagement
    );
}

#[test]
fn a_withdrawal_asked_for_stops_use_once_it_is_known_who_asks() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let [sure, shown, coded] =
        ["sure", "shown", "coded"].map(|name| subscriber(&office, &format!("{name}@example.kz"), &BOTH));
    let ask = |subject, identity| RequestForm { identity, ..form(RequestKind::Withdraw, subject) };
    // known when it came
    let known = office.receive_request(&boss, None, &ask(Some(sure), IdentityLevel::StaffCheck)).unwrap();
    assert_eq!(listed(&office), [shown, coded]);
    // a document was seen later
    let seen = office.receive_request(&boss, None, &ask(Some(shown), IdentityLevel::None)).unwrap();
    assert_eq!(listed(&office), [shown, coded], "anybody may write a letter");
    office.confirm_identity(&boss, seen.request, IdentityLevel::StaffCheck).unwrap();
    assert_eq!(listed(&office), [coded]);
    // a code came back, from somebody unknown until then
    let unknown = office.receive_request(&boss, None, &ask(None, IdentityLevel::None)).unwrap();
    let made = office.make_code(&boss, unknown.request, "coded@example.kz", [10, 0, 0, 1].into()).unwrap();
    let code = made.letter().unwrap().1.expose().to_owned();
    office.enter_code(&boss, unknown.request, &code).unwrap();
    assert_eq!(listed(&office), []);
    // the decision follows and grants what has happened; the subject is who withdrew
    for asked in [known.request, seen.request, unknown.request] {
        let decided = office.decide_request(&boss, asked, Decision::Grant(Grant::default())).unwrap();
        assert_eq!(decided.answer.outcome, RequestOutcome::Granted);
    }
    let dossier = office.export(&boss, sure).unwrap();
    let withdrew = dossier.acts.iter().find(|act| act.act == kernel::ActKind::WithdrawConsent).unwrap();
    assert_eq!(withdrew.actor, kernel::By::Subject);
    is_well(&office);
}

#[test]
fn a_new_recipient_gets_nothing_by_an_old_consent() {
    let dir = tempfile::tempdir().unwrap();
    let with = edition();
    let without = patched("2023-01-01", |pack| pack.recipients.retain(|one| one.id != *"mailing-service"));
    let office = found_with(dir.path(), without);
    let boss = responsible();
    let who = subscriber(&office, "old@example.kz", &BOTH);
    activate(&office, &boss, with);
    office.acknowledge(&boss).unwrap();
    let give = |who| {
        let to = "mailing-service".parse().unwrap();
        office.disclose(&boss, who, target("mailings"), &to, &items(&["email"]))
    };
    assert_eq!(code(give(who)), RefusalCode::ConsentBeforeRecipient);
    give(subscriber(&office, "new@example.kz", &BOTH)).unwrap();
    // asked anew, the recipient is part of what was agreed to
    let consent = again(Way::Written, "2026-03-02T06:00:00Z");
    office.give_consent(&boss, who, target("mailings"), consent, None).unwrap();
    give(who).unwrap();
}

#[test]
fn a_consents_own_term_never_outlasts_the_purposes() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    for (email, until, kept) in [
        ("far@example.kz", "2099-01-01T00:00:00Z", None),
        ("near@example.kz", "2027-01-01T00:00:00Z", Some(())),
    ] {
        let mut new = person("mailings", "participant", &[("email", email)]);
        let consent = Consent { until: Some(at(until)), ..new.consent.unwrap() };
        new.consent = Some(consent);
        let who = office.collect(&responsible(), &new).unwrap().subject;
        let dossier = office.export(&responsible(), who).unwrap();
        let held = dossier.engagements[0].consent.as_ref().unwrap();
        assert_eq!(held.until, kept.map(|()| at(until)), "{email}");
    }
}

#[test]
fn a_text_in_force_later_was_not_shown_before() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (purpose, category) = ("mailings".parse().unwrap(), "participant".parse().unwrap());
    let shown = |then| office.shown(&purpose, &category, Lang::Kk, at(then));
    assert!(shown("1990-05-01T10:00:00Z").unwrap_err().to_string().contains("in force"));
    assert_eq!(shown("2026-03-01T10:00:00Z").unwrap().lang, Lang::Kk);
}
