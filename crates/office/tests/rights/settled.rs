//! What a blocked person asks for is decided with the block's check; and how much of an answer leaves.

use kernel::{EraseReason, RequestOutcome};
use office::{Decision, Grant, RequestForm};
use policy::{IdentityLevel, RequestKind};

use super::{
    kinds::{decided, sure},
    *,
};

fn blocked(office: &Office, email: &str) -> SubjectId {
    let who = subscriber(office, email, &[Part::Processing, Part::ThirdParties]);
    office.block(&responsible(), who).unwrap();
    who
}

#[test]
fn what_was_wrong_is_corrected_and_the_block_ends_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = blocked(&office, "wrong@example.kz");
    let name = items(&["full-name"]);
    let grant =
        || Grant { values: vec![(name[0].clone(), "Айдана Жаңа".to_owned())], ..Grant::default() };
    let done = decided(&office, &sure(RequestKind::Rectify, who, Some("mailings")), grant());
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    let read = office.read(&responsible(), who, target("mailings"), &name).unwrap(); // no block is in the way
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Айдана Жаңа"));
    // the same as the finding of the block's own check
    let done = decided(&office, &sure(RequestKind::Block, who, Some("mailings")), grant());
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    office.read(&responsible(), who, target("mailings"), &name).unwrap();
    is_well(&office);
}

#[test]
fn a_blocked_persons_demand_waits_for_the_check_unless_it_finds_a_breach() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = blocked(&office, "breach@example.kz");
    let asked = decided(&office, &sure(RequestKind::Erase, who, None), Grant::default());
    assert_eq!(asked.answer.outcome, RequestOutcome::Refused);
    assert_eq!(asked.answer.refused[0].0, RefusalCode::Blocked.word());
    let unlawful = Grant { unlawful: true, ..Grant::default() };
    let form = RequestForm { text: "once more".to_owned(), ..sure(RequestKind::Erase, who, None) };
    let done = decided(&office, &form, unlawful.clone());
    assert_eq!((done.answer.outcome, done.swept.unwrap().destroyed), (RequestOutcome::Granted, 1));
    // found by the check of a block
    let other = blocked(&office, "other@example.kz");
    let done = decided(&office, &sure(RequestKind::Block, other, None), unlawful);
    assert_eq!((done.answer.outcome, done.swept.unwrap().destroyed), (RequestOutcome::Granted, 1));
    is_well(&office);
}

#[test]
fn a_breach_found_destroys_what_a_law_would_keep() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let given = [("full-name", "Айдана Сұлтан"), ("email", "staff@example.kz")];
    let who = office.collect(&staff("hr"), &person("employment", "employee", &given)).unwrap().subject;
    let (_, swept) = office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
    assert_eq!(swept.destroyed, 0, "a demand only restricts what a law keeps");
    let unlawful = Grant { unlawful: true, ..Grant::default() };
    let done = decided(&office, &sure(RequestKind::Erase, who, None), unlawful);
    assert_eq!((done.answer.outcome, done.swept.unwrap().destroyed), (RequestOutcome::Granted, 1));
    assert_eq!(done.answer.kept, []);
    is_well(&office);
}

#[test]
fn values_leave_with_an_answer_where_who_asks_is_known_surely_enough() {
    let dir = tempfile::tempdir().unwrap();
    let office = found_under(dir.path(), edition_of("clinic-eu", "gdpr"), profile_of("gdpr"));
    let boss =
        kernel::Actor::from(office.world().edition().unwrap().pack().responsible.clone().unwrap().staff);
    let given = [("email", "mark-value@example.eu"), ("full-name", "Mark-Value Anna")];
    let who = office.collect(&boss, &person("newsletter", "subscriber", &given)).unwrap().subject;
    for (level, values) in [(IdentityLevel::OneTimeCode, false), (IdentityLevel::StaffCheck, true)] {
        let form = RequestForm {
            identity: level,
            text: format!("{} mark-said", level.word()),
            ..sure(RequestKind::Information, who, None)
        };
        let asked = office.receive_request(&boss, None, &form).unwrap();
        assert!(office.information(&boss, asked.request).is_err(), "not before it is granted");
        office.decide_request(&boss, asked.request, Decision::Grant(Grant::default())).unwrap();
        let answer = office.information(&boss, asked.request).unwrap();
        assert_eq!(answer.values, values);
        let json = serde_json::to_string(&answer).unwrap();
        assert_eq!(json.contains("mark-value@example.eu"), values);
        assert_eq!(json.contains("mark-said"), values);
        assert_eq!(answer.dossier.engagements[0].items.len(), 2, "which items are held is told all the same");
    }
    let form = sure(RequestKind::Complaint, who, None);
    let asked = office.receive_request(&boss, None, &form).unwrap();
    office.decide_request(&boss, asked.request, Decision::Grant(Grant::default())).unwrap();
    assert!(office.information(&boss, asked.request).is_err(), "it asked for something else");
}
