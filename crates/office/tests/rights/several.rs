//! Somebody taken in twice under one purpose, and somebody blocked who shows who they are.

use kernel::{EngagementId, EraseReason, Target};
use office::{
    CodeEntered, Decision, Grant,
    import::{EventOptions, FileOptions},
};
use policy::RequestKind;

use super::{kinds::sure, *};
use office::Stretch;

use crate::common::paperwork::form;

/// Twice under mailings; the first engagement's id.
fn twice(office: &Office, email: &str) -> (SubjectId, EngagementId) {
    let who = subscriber(office, email, &[Part::Processing]);
    assert_eq!(subscriber(office, email, &[Part::Processing]), who);
    let held = office.export(&responsible(), who).unwrap().engagements;
    assert_eq!(held.len(), 2);
    (who, held[0].id)
}

fn listed(office: &Office) -> usize {
    let each = &mut |_| std::ops::ControlFlow::Continue(());
    let purpose = "mailings".parse().unwrap();
    office.list(&responsible(), &purpose, &items(&["email"]), Stretch::default(), each).unwrap() as usize
}

#[test]
fn a_person_is_listed_once_with_what_was_taken_in_last() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (who, first) = twice(&office, "twice@example.kz");
    let other = subscriber(&office, "other@example.kz", &[Part::Processing]);
    let last = office.export(&responsible(), who).unwrap().engagements[1].id;
    let listed = || {
        let (mut out, purpose) = (Vec::new(), "mailings".parse().unwrap());
        let size = office.log_size().unwrap();
        let count = office
            .list(&responsible(), &purpose, &items(&["email"]), Stretch::default(), &mut |one| {
                out.push((one.subject, one.engagement));
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!((out.len() as u64, office.log_size().unwrap() - size), (count, count));
        out.retain(|(subject, _)| *subject != other);
        (count, out)
    };
    assert_eq!(listed(), (2, vec![(who, last)]));
    let named = Target { engagement: Some(last), ..target("mailings") };
    office.withdraw_consent(&responsible(), None, who, named, Parts::PROCESSING).unwrap();
    assert_eq!(listed(), (2, vec![(who, first)]), "the last that the purpose still reaches");
}

#[test]
fn a_withdrawal_ends_all_use_under_the_purpose_unless_one_engagement_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let (who, first) = twice(&office, "twice@example.kz");
    assert_eq!(listed(&office), 1, "a person, however often they were taken in");
    let named = Target { engagement: Some(first), ..target("mailings") };
    let out = office.withdraw_consent(&boss, None, who, named, Parts::PROCESSING).unwrap();
    assert_eq!(listed(&office), 1);
    assert_eq!(out.goes_on.len(), 1, "the other stands");
    let out = office.withdraw_consent(&boss, None, who, target("mailings"), Parts::PROCESSING).unwrap();
    assert!(out.goes_on.is_empty() && listed(&office) == 0);
    let none = office.withdraw_consent(&boss, None, who, target("mailings"), Parts::PROCESSING);
    assert_eq!(code(none), RefusalCode::NothingToWithdraw);

    let (other, _) = twice(&office, "other@example.kz");
    let out = office.withdraw_consent(&boss, None, other, target("mailings"), Parts::PROCESSING).unwrap();
    assert_eq!((out.parts, out.goes_on.len(), listed(&office)), (vec![Part::Processing], 0, 0));
    // by a request, and by the event, the same
    let (third, _) = twice(&office, "third@example.kz");
    kinds::decided(&office, &sure(RequestKind::Withdraw, third, Some("mailings")), Grant::default());
    assert_eq!(listed(&office), 0);
    let (fourth, _) = twice(&office, "fourth@example.kz");
    let event = "consent-withdrawn".parse().unwrap();
    office.record_event(&boss, None, fourth, target("mailings"), event).unwrap();
    assert_eq!(listed(&office), 0);
    // nor is anybody used any more whose withdrawal came in a file
    twice(&office, "fifth@example.kz");
    let file = dir.path().join("withdrawn.csv");
    std::fs::write(&file, "email,at\nfifth@example.kz,2026-03-02\n").unwrap();
    let options = EventOptions {
        purpose: Some("mailings".parse().unwrap()),
        event: Some("consent-withdrawn".parse().unwrap()),
        at: None,
        file: FileOptions::new(dir.path().join("rejected.csv")),
    };
    let each = &mut |_| std::ops::ControlFlow::Continue(());
    let mut again = || office.import_events(&boss, &options, &file, each).unwrap();
    assert_eq!((again().taken, listed(&office)), (1, 0));
    assert_eq!(again().already, 1);
    is_well(&office);
}

#[test]
fn what_is_demanded_under_a_purpose_goes_whole() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let (who, first) = twice(&office, "twice@example.kz");
    let named = Target { engagement: Some(first), ..target("mailings") };
    assert_eq!(office.erase(&boss, who, Some(named), EraseReason::Demand).unwrap().1.destroyed, 1);
    subscriber(&office, "twice@example.kz", &[Part::Processing]);
    let (_, swept) = office.erase(&boss, who, Some(target("mailings")), EraseReason::Demand).unwrap();
    assert_eq!((swept.destroyed, swept.persons), (2, 1));
    let (other, _) = twice(&office, "other@example.kz");
    let done = kinds::decided(&office, &sure(RequestKind::Erase, other, Some("mailings")), Grant::default());
    assert_eq!(done.swept.unwrap().destroyed, 2);
    is_well(&office);
}

#[test]
fn who_is_blocked_shows_who_they_are_by_a_code_and_is_told_what_is_held() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "blocked@example.kz", &[Part::Processing]);
    office.block(&boss, who).unwrap();
    let asked = office.receive_request(&boss, None, &form(RequestKind::Information, None)).unwrap().request;
    let sent = office.make_code(&boss, asked, "blocked@example.kz", [10, 0, 0, 1].into()).unwrap();
    let passed = office.enter_code(&boss, asked, sent.letter().unwrap().1.expose()).unwrap();
    assert_eq!(passed, CodeEntered::Passed { subject: who });
    let done = office.decide_request(&boss, asked, Decision::Grant(Grant::default())).unwrap();
    assert_eq!(done.subject, who);
    let dossier = office.export(&boss, who).unwrap();
    assert!(dossier.blocked_since.is_some() && dossier.papers.len() == 1);
    is_well(&office);
}

#[test]
fn a_list_comes_in_stretches_and_logs_whom_it_shows_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let mut people: Vec<SubjectId> =
        (0..7).map(|n| subscriber(&office, &format!("one{n}@example.kz"), &[Part::Processing])).collect();
    people.sort();
    let target = target("mailings");
    office.withdraw_consent(&responsible(), None, people[2], target, Parts::PROCESSING).unwrap();
    people.remove(2);
    let (mut seen, mut after, purpose) = (Vec::new(), None, "mailings".parse().unwrap());
    for _ in 0..4 {
        let (size, before) = (office.log_size().unwrap(), seen.len());
        let stretch = Stretch { after, most: Some(2) };
        let count = office
            .list(&responsible(), &purpose, &items(&["email"]), stretch, &mut |one| {
                seen.push(one.subject);
                std::ops::ControlFlow::Continue(())
            })
            .unwrap();
        assert_eq!((seen.len() - before) as u64, count);
        assert_eq!(office.log_size().unwrap() - size, count);
        after = seen.last().copied();
    }
    assert_eq!(seen, people);
}
