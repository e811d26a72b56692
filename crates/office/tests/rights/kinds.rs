//! What a request asks for is done, or refused by its clause; one kind after another.

use kernel::{DutyKind, EraseReason, RequestOutcome};
use office::{Decided, Decision, DossierMatter, Grant, RequestForm, SystemState, Task, verify_act};
use policy::{IdentityLevel, RequestKind};

use super::*;
use crate::common::paperwork::form;

/// Somebody known for sure asks for something under a purpose, or under all.
pub(super) fn sure(kind: RequestKind, who: SubjectId, purpose: Option<&str>) -> RequestForm {
    RequestForm { identity: IdentityLevel::StaffCheck, target: purpose.map(target), ..form(kind, Some(who)) }
}

pub(super) fn decided(office: &Office, form: &RequestForm, grant: Grant) -> Decided {
    let asked = office.receive_request(&responsible(), None, form).unwrap();
    office.decide_request(&responsible(), asked.request, Decision::Grant(grant)).unwrap()
}

fn why(decided: &Decided) -> Vec<(&str, &str)> {
    decided.answer.refused.iter().map(|(code, clause)| (code.as_str(), clause.as_str())).collect()
}

/// An employee who also reads the mailings.
fn employee(office: &Office, email: &str) -> SubjectId {
    let who = subscriber(office, email, &[Part::Processing, Part::ThirdParties]);
    let given = [("full-name", "Айдана Сұлтан"), ("email", email)];
    let taken = office.collect(&staff("hr"), &person("employment", "employee", &given)).unwrap();
    assert_eq!(taken.subject, who);
    who
}

#[test]
fn information_is_answered_and_the_request_kept() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "tell@example.kz", &[Part::Processing]);
    let asked = office.receive_request(&responsible(), None, &sure(RequestKind::Information, who, None));
    let asked = asked.unwrap();
    // three working days, to the end of Thursday in Kazakhstan
    assert_eq!((asked.deadline.at, asked.subject), (at("2026-03-05T19:00:00Z"), who));
    assert_eq!(code(office.answered(&responsible(), asked.request)), RefusalCode::NotAtThisStep);
    let reasons = "All of it is on the sheet.".to_owned();
    let grant = Grant { reasons: reasons.clone(), ..Grant::default() };
    let decided = office.decide_request(&responsible(), asked.request, Decision::Grant(grant)).unwrap();
    assert_eq!((decided.answer.outcome, &decided.answer.reasons), (RequestOutcome::Granted, &reasons));
    assert_eq!((decided.contact.as_str(), decided.done.clause.as_str()), ("answers@example.kz", "3.4.1.2"));
    assert_eq!(decided.answer.systems[0].state, SystemState::Done);
    office.answered(&responsible(), asked.request).unwrap();
    assert_eq!(code(office.answered(&responsible(), asked.request)), RefusalCode::NotAtThisStep);
    let dossier = office.export(&responsible(), who).unwrap();
    let DossierMatter::Request { status, kept_until, .. } = &dossier.papers[0].what else { panic!() };
    // three years, the day not counted, rolled over a Friday that is none
    assert_eq!((status.as_str(), *kept_until), ("answered", Some(at("2029-03-02T19:00:00Z"))));
    is_well(&office);
}

#[test]
fn a_rectification_replaces_the_value_and_whoever_had_it_is_to_be_told() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) =
        (responsible(), subscriber(&office, "old@example.kz", &[Part::Processing, Part::ThirdParties]));
    let here = || target("mailings");
    let (name, mail) = (items(&["full-name"]), items(&["email"]));
    office.disclose(&boss, who, here(), &"mailing-service".parse().unwrap(), &name).unwrap();
    office.disclose(&boss, who, here(), &"mailing-service".parse().unwrap(), &mail).unwrap();
    let values = vec![(name[0].clone(), "Айдана Жаңа".to_owned())];
    let grant = Grant { values, ..Grant::default() };
    let done = decided(&office, &sure(RequestKind::Rectify, who, Some("mailings")), grant);
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    let read = office.read(&boss, who, here(), &name).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Айдана Жаңа"));
    assert_eq!(office.find(&boss, &name[0], "Айдана Сұлтан").unwrap(), [], "the old name finds nobody");
    assert_eq!(office.find(&boss, &name[0], "Айдана Жаңа").unwrap(), [who]);
    let duties = |office: &Office| -> Vec<_> {
        let lines = office.deadlines(&boss, jiff::Timestamp::MAX, 100).unwrap();
        let duty = |line: &office::DeadlineLine| match line.task {
            Task::Duty { paper, duty, .. } => Some((paper, duty, line.due)),
            _ => None,
        };
        lines.iter().filter_map(duty).collect()
    };
    let open = duties(&office);
    // whoever had the name is told within a working day; who had the address alone is not
    let [(paper, DutyKind::Tell, due)] = open[..] else { panic!("{open:?}") };
    assert_eq!(due, at("2026-03-03T19:00:00Z"));
    assert_eq!(code(office.finish_task(&boss, paper, DutyKind::Notice)), RefusalCode::NothingToDo);
    office.finish_task(&boss, paper, DutyKind::Tell).unwrap();
    assert_eq!(duties(&office), []);

    let outside = vec![("iin".parse().unwrap(), "900504300018".to_owned())];
    let mut again = sure(RequestKind::Rectify, who, Some("mailings"));
    again.text = "And my number.".to_owned();
    let refused = decided(&office, &again, Grant { values: outside, ..Grant::default() });
    assert_eq!(refused.answer.outcome, RequestOutcome::Refused);
    assert_eq!(why(&refused), [("item-outside-purpose", "3.1/10")]);
    assert_eq!(refused.answer.systems[0].code.as_deref(), Some("item-outside-purpose"));
    is_well(&office);
}

#[test]
fn a_rectification_about_no_purpose_reaches_every_place_that_holds_the_item() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), employee(&office, "both@example.kz"));
    let value = |item: &str, value: &str| vec![(item.parse().unwrap(), value.to_owned())];
    let ask = |text: &str| {
        let form = RequestForm { text: text.to_owned(), ..sure(RequestKind::Rectify, who, None) };
        office.receive_request(&boss, None, &form).unwrap().request
    };
    let grant = |values| Decision::Grant(Grant { values, ..Grant::default() });
    let request = ask("a new name");
    let nothing = office.decide_request(&boss, request, grant(vec![])).unwrap_err().to_string();
    assert!(nothing.contains("say what"), "{nothing}");
    let done = office.decide_request(&boss, request, grant(value("full-name", "Айдана Жаңа"))).unwrap();
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    for (actor, purpose) in [(&boss, "mailings"), (&staff("hr"), "employment")] {
        let read = office.read(actor, who, target(purpose), &items(&["full-name"])).unwrap();
        assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Айдана Жаңа"), "{purpose}");
    }
    assert_eq!(office.find(&boss, &items(&["full-name"])[0], "Айдана Сұлтан").unwrap(), []);

    // what is held nowhere has no place until a purpose is said
    let request = ask("my phone");
    let phone = || value("phone", "+77010000001");
    let nowhere = office.decide_request(&boss, request, grant(phone())).unwrap_err().to_string();
    assert!(nowhere.contains("phone") && nowhere.contains("under which purpose"), "{nowhere}");
    let purpose = Some("employment".parse().unwrap());
    let there = Decision::Grant(Grant { values: phone(), purpose, ..Grant::default() });
    let done = office.decide_request(&boss, request, there).unwrap();
    assert_eq!(done.answer.outcome, RequestOutcome::Granted, "{:?}", done.answer.refused);
    let other = sure(RequestKind::Rectify, who, Some("mailings"));
    let request = office.receive_request(&boss, None, &other).unwrap().request;
    let purpose = Some("employment".parse().unwrap());
    let elsewhere =
        Decision::Grant(Grant {
            values: value("full-name", "Айдана Тағы"), purpose, ..Grant::default()
        });
    let said = office.decide_request(&boss, request, elsewhere).unwrap_err().to_string();
    assert!(said.contains("mailings"), "{said}");
    is_well(&office);
}

#[test]
fn a_rectification_refused_in_one_place_is_done_in_the_others() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), employee(&office, "part@example.kz"));
    office.withdraw_consent(&boss, None, who, target("mailings"), Parts::PROCESSING).unwrap();
    office.set_clock(at("2026-09-01T06:00:00Z")).unwrap(); // the mailings' term is over, and nothing was swept yet
    let form = sure(RequestKind::Rectify, who, None);
    let values = vec![("full-name".parse().unwrap(), "Айдана Жаңа".to_owned())];
    let decided = decided(&office, &form, Grant { values, ..Grant::default() });
    let read = office.read(&staff("hr"), who, target("employment"), &items(&["full-name"])).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Айдана Жаңа"));
    assert_eq!(
        (decided.answer.outcome, why(&decided).len()),
        (RequestOutcome::Partly, 1),
        "{:?}",
        why(&decided)
    );
    assert_eq!(decided.answer.systems[0].state, SystemState::Done);
}

#[test]
fn a_demand_to_erase_leaves_what_a_law_keeps_and_says_which_and_until_when() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), employee(&office, "erase@example.kz"));
    let name = items(&["full-name"]);
    // under the law's purpose alone nothing goes
    let mut one = sure(RequestKind::Erase, who, Some("employment"));
    one.text = "The employment.".to_owned();
    let refused = decided(&office, &one, Grant::default());
    assert_eq!(
        (refused.answer.outcome, why(&refused)),
        (RequestOutcome::Refused, vec![("law-keeps", "3.6.1(2)")])
    );
    assert!(refused.swept.is_none());
    office.read(&staff("hr"), who, target("employment"), &name).unwrap();

    let ended = Some(at("2026-02-27T08:00:00Z"));
    let event = "employment-ended".parse().unwrap();
    office.record_event(&staff("hr"), ended, who, target("employment"), event).unwrap();
    let done = decided(&office, &sure(RequestKind::Erase, who, None), Grant::default());
    assert_eq!(done.answer.outcome, RequestOutcome::Partly);
    let [kept] = &done.answer.kept[..] else { panic!("{:?}", done.answer.kept) };
    assert_eq!((kept.purpose.as_str(), kept.clause.as_str()), ("employment", "3.1/2"));
    assert!(kept.law.contains("Labour Code"), "{}", kept.law);
    assert_eq!(kept.term, "employment-ended + law: employment-records");
    assert!(kept.until.unwrap() > at("2100-12-31T00:00:00Z") && !kept.exact, "{kept:?}");
    let swept = done.swept.unwrap();
    assert_eq!((swept.destroyed, swept.persons, swept.signed), (1, 0, true));
    assert_eq!(done.answer.act, Some(swept.run));
    let act = std::fs::read_to_string(swept.act.unwrap()).unwrap();
    let counts = verify_act(&act, &office.verifier_key().to_string()).unwrap().counts;
    assert_eq!((counts.engagements, counts.persons), (1, 0));
    // what is kept is only kept
    let read = |who_reads| code(office.read(&who_reads, who, target("employment"), &name));
    assert_eq!(read(staff("hr")), RefusalCode::Restricted);
    let gone = code(office.read(&boss, who, target("mailings"), &name));
    assert_eq!(gone, RefusalCode::UnknownEngagement);
    let dossier = office.export(&boss, who).unwrap();
    assert!(dossier.engagements[0].restricted && dossier.engagements.len() == 1);
    is_well(&office);
}

#[test]
fn erased_and_answered_nothing_is_left_of_a_person_whom_no_law_keeps() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "all@example.kz", &[Part::Processing]));
    let asked = office.receive_request(&boss, None, &sure(RequestKind::Erase, who, None)).unwrap();
    let grant = || Decision::Grant(Grant::default());
    let done = office.decide_request(&boss, asked.request, grant()).unwrap();
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    let swept = done.swept.unwrap();
    assert_eq!((swept.destroyed, swept.persons), (1, 0), "the request waits for its answer");
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 1);
    office.answered(&boss, asked.request).unwrap();
    assert_eq!(code(office.export(&boss, who)), RefusalCode::UnknownSubject);
    let key = office.verifier_key().to_string();
    let acts = std::fs::read_dir(office.layout().acts()).unwrap();
    let mut counts: Vec<_> = acts
        .map(|act| verify_act(&std::fs::read_to_string(act.unwrap().path()).unwrap(), &key).unwrap().counts)
        .map(|counts| (counts.engagements, counts.persons))
        .collect();
    counts.sort();
    assert_eq!(counts, [(0, 1), (1, 0)], "one record, then one person; a paper is no person");
    is_well(&office);
}

#[test]
fn a_withdrawal_by_request_goes_part_by_part_and_says_what_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), employee(&office, "less@example.kz"));
    let mut part = sure(RequestKind::Withdraw, who, Some("mailings"));
    part.parts = vec![Part::ThirdParties];
    assert_eq!(decided(&office, &part, Grant::default()).answer.outcome, RequestOutcome::Granted);
    let email = items(&["email"]);
    let to = "mailing-service".parse().unwrap();
    assert_eq!(code(office.disclose(&boss, who, target("mailings"), &to, &email)), RefusalCode::NoConsent);
    office.read(&boss, who, target("mailings"), &email).unwrap();
    let whole = decided(&office, &sure(RequestKind::Withdraw, who, None), Grant::default());
    assert_eq!(whole.answer.outcome, RequestOutcome::Granted);
    let on: Vec<_> = whole.answer.goes_on.iter().map(|on| on.purpose.as_str()).collect();
    assert_eq!(on, ["employment"]);
    assert_eq!(
        code(office.read(&staff("marketing"), who, target("mailings"), &email)),
        RefusalCode::StorageOnly
    );
    office.set_clock(office.clock().now() + jiff::SignedDuration::from_mins(1)).unwrap();
    let mut again = sure(RequestKind::Withdraw, who, None);
    again.text = "Once more.".to_owned();
    let nothing = decided(&office, &again, Grant::default());
    assert_eq!(
        (nothing.answer.outcome, why(&nothing)[0].0),
        (RequestOutcome::Refused, "nothing-to-withdraw")
    );
    is_well(&office);
}

/// What is asked under a purpose is never done under another, whether anything is held under it or not.
#[test]
fn a_request_about_one_purpose_reaches_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "one@example.kz", &[Part::Processing]));
    let email = items(&["email"]);
    let refusals =
        [(RequestKind::Withdraw, "nothing-to-withdraw"), (RequestKind::Erase, "unknown-engagement")];
    for (kind, refusal) in refusals {
        let done = decided(&office, &sure(kind, who, Some("events")), Grant::default());
        assert_eq!(done.answer.outcome, RequestOutcome::Refused, "nothing is held under it");
        assert_eq!(why(&done)[0].0, refusal);
        assert!(!why(&done)[0].1.is_empty(), "a refusal names its clause");
        office.read(&staff("marketing"), who, target("mailings"), &email).unwrap();
    }
    // nor is it once a code shows whose the request is
    let mut asked = form(RequestKind::Erase, None);
    asked.target = Some(target("mailings"));
    let given = [("full-name", "Айдана Сұлтан"), ("email", "one@example.kz")];
    office.collect(&staff("marketing"), &person("events", "participant", &given)).unwrap();
    let asked = office.receive_request(&boss, None, &asked).unwrap().request;
    let sent = office.make_code(&boss, asked, "one@example.kz", [10, 0, 0, 1].into()).unwrap();
    office.enter_code(&boss, asked, sent.letter().unwrap().1.expose()).unwrap();
    let done = office.decide_request(&boss, asked, Decision::Grant(Grant::default())).unwrap();
    assert_eq!((done.subject, done.answer.outcome), (who, RequestOutcome::Granted));
    assert_eq!(code(office.read(&boss, who, target("mailings"), &email)), RefusalCode::UnknownEngagement);
    office.read(&staff("marketing"), who, target("events"), &email).unwrap();
    is_well(&office);
}

#[test]
fn objections_and_complaints_are_answered_with_reasons_and_change_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "no@example.kz", &[Part::Processing]));
    let before = office.export(&boss, who).unwrap().engagements.len();
    for kind in [RequestKind::Object, RequestKind::Complaint] {
        let asked = office.receive_request(&boss, None, &sure(kind, who, None)).unwrap();
        let reasons = "No machine decides here.".to_owned();
        let refuse = Decision::Refuse { reasons: reasons.clone() };
        let done = office.decide_request(&boss, asked.request, refuse).unwrap();
        assert_eq!((done.answer.outcome, &done.answer.reasons), (RequestOutcome::Refused, &reasons));
        assert!(!done.answer.clause.is_empty());
        let view = office.request(&boss, asked.request).unwrap();
        assert_eq!(view.words.answer.as_ref(), Some(&done.answer));
        assert_eq!(view.words.history.last().unwrap().note, reasons);
    }
    assert_eq!(office.export(&boss, who).unwrap().engagements.len(), before);
    let unlawful = office.erase(&boss, who, None, EraseReason::Unlawful);
    assert_eq!(unlawful.unwrap().1.destroyed, 1);
    is_well(&office);
}
