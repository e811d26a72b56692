//! The clock of a request: it stands still and goes on, is extended, runs out; and at the end the request goes.

use jiff::{SignedDuration, Timestamp};
use kernel::{PaperId, Representative, RepresentedBy, Step};
use office::{Decision, Grant, RequestForm, Task};
use policy::RequestKind;

use super::{kinds::sure, *};
use crate::common::paperwork::form;

fn pause() -> Step {
    Step::Pause(calendar::PauseReason::Identity)
}

fn deadline(office: &Office, boss: &kernel::Actor, request: PaperId) -> Timestamp {
    office.request(boss, request).unwrap().state.deadline.at
}

#[test]
fn at_home_no_clock_stands_still_and_no_deadline_is_extended() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "home@example.kz", &[Part::Processing]));
    let asked = office.receive_request(&boss, None, &sure(RequestKind::Information, who, None)).unwrap();
    let step = |step| code(office.move_request(&boss, asked.request, step, ""));
    assert_eq!(step(pause()), RefusalCode::NoPause);
    assert_eq!(step(Step::Extend), RefusalCode::NoExtension);
    assert_eq!(step(Step::Resume), RefusalCode::NotAtThisStep);
    assert_eq!(deadline(&office, &boss, asked.request), asked.deadline.at);
}

#[test]
fn under_the_regulation_a_clock_stands_still_and_a_deadline_is_extended_once() {
    let dir = tempfile::tempdir().unwrap();
    let office = found_under(dir.path(), edition_of("clinic-eu", "gdpr"), profile_of("gdpr"));
    let boss = staff("dpo");
    let new = person("newsletter", "subscriber", &[("email", "eu@example.org"), ("full-name", "Anna Test")]);
    let who = office.collect(&boss, &new).unwrap().subject;
    let asked = office.receive_request(&boss, None, &sure(RequestKind::Information, who, None)).unwrap();
    let request = asked.request;
    assert_eq!(asked.deadline.at, at("2026-04-02T22:00:00Z"), "a month, to the end of Thursday in Berlin");
    office.move_request(&boss, request, pause(), "A document is asked for.").unwrap();
    assert_eq!(code(office.move_request(&boss, request, pause(), "")), RefusalCode::NotAtThisStep);
    let early = office.decide_request(&boss, request, Decision::Grant(Grant::default()));
    assert_eq!(code(early), RefusalCode::NotAtThisStep, "what stands still is not decided");
    clock(&office, "2026-03-03T07:00:00Z");
    let late = office.receive_request(&boss, None, &sure(RequestKind::Complaint, who, None)).unwrap().request;
    // it stands still beyond its day: nobody is late; what is late stands first, whatever the limit
    clock(&office, "2026-04-10T07:00:00Z");
    let open = office.open_requests(&boss, 0).unwrap();
    let open: Vec<_> = open.iter().map(|one| (one.request, one.overdue)).collect();
    assert_eq!(open, [(late, true), (request, false)]);
    let lines = office.deadlines(&boss, Timestamp::MAX, 0).unwrap();
    let lines: Vec<_> = lines
        .iter()
        .map(|line| match line.task {
            Task::Request { request, .. } => (request, line.overdue),
            _ => panic!(),
        })
        .collect();
    assert_eq!(lines, open);
    let reasons = "No ground.".to_owned();
    office.decide_request(&boss, late, Decision::Refuse { reasons }).unwrap();
    office.answered(&boss, late).unwrap();
    office.move_request(&boss, request, Step::Resume, "").unwrap();
    let stood = SignedDuration::from_hours(24 * 39);
    assert_eq!(deadline(&office, &boss, request), asked.deadline.at + stood);
    let rule = || office.request(&boss, request).unwrap().rule;
    assert!(rule().contains(": 1 month (GDPR, art. 12(3)"), "{}", rule());
    office.move_request(&boss, request, Step::Extend, "There is much of it.").unwrap();
    assert!(rule().contains(": 1 month, extended by 2 months (GDPR, art. 12(3)"), "{}", rule());
    // three months and the time for which it stood still
    assert_eq!(deadline(&office, &boss, request), at("2026-06-02T22:00:00Z") + stood);
    assert_eq!(code(office.move_request(&boss, request, Step::Extend, "")), RefusalCode::NoExtension);
    clock(&office, "2026-07-20T07:00:00Z");
    assert!(office.open_requests(&boss, 0).unwrap()[0].overdue);
    office.decide_request(&boss, request, Decision::Grant(Grant::default())).unwrap();
    office.answered(&boss, request).unwrap();
    assert_eq!(office.open_requests(&boss, 10).unwrap(), []);
    is_well(&office);
}

#[test]
fn a_finished_request_goes_when_its_time_ends_and_evidence_goes_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    // kept under a law, so that the person stays
    let given = [("full-name", "Айдана Сұлтан"), ("email", "kept@example.kz")];
    let who = office.collect(&boss, &person("employment", "employee", &given)).unwrap().subject;
    let asked = office.receive_request(&boss, None, &sure(RequestKind::Complaint, who, None)).unwrap();
    let (_, file) = office.attach(&boss, asked.request, b"a file that supports it").unwrap();
    assert_eq!(&office.evidence(&boss, file).unwrap()[..], b"a file that supports it");
    assert!(office.evidence(&boss, asked.request).is_err(), "a request is no file");
    assert!(office.attach(&boss, asked.request, b"").is_err());
    office.make_code(&boss, asked.request, "kept@example.kz", [10, 0, 0, 1].into()).unwrap();
    let reasons = "No ground.".to_owned();
    office.decide_request(&boss, asked.request, Decision::Refuse { reasons }).unwrap();
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 3);
    office.answered(&boss, asked.request).unwrap();
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 2, "the code went with the answer");
    clock(&office, "2029-03-02T18:59:59Z");
    office.sweep(&boss, &mut |_| {}).unwrap();
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 2);
    clock(&office, "2029-03-02T19:00:00Z");
    office.block(&boss, who).unwrap();
    office.sweep(&boss, &mut |_| {}).unwrap();
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 2, "blocked, it is only kept");
    office.unblock(&boss, who, None).unwrap();
    let swept = office.sweep(&boss, &mut |_| {}).unwrap();
    let dossier = office.export(&boss, who).unwrap();
    assert_eq!((dossier.papers.len(), dossier.engagements.len(), swept.persons), (0, 1, 0));
    let act = std::fs::read_to_string(swept.act.expect("an act says what went")).unwrap();
    let counts = office::verify_act(&act, &office.verifier_key().to_string()).unwrap().counts;
    assert_eq!((counts.engagements, counts.persons), (0, 0), "papers are no people");
    is_well(&office);
}

#[test]
fn a_request_about_a_tenants_content_is_passed_on_and_nothing_is_left_of_who_is_unknown() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let asked = office.receive_request(&boss, None, &form(RequestKind::Erase, None)).unwrap();
    office.hold(&boss, asked.subject, "case 7").unwrap();
    office.move_request(&boss, asked.request, Step::PassOn, "To the user.").unwrap();
    let dossier = office.export(&boss, asked.subject).unwrap();
    let [hold] = &dossier.holds[..] else { panic!() };
    assert_eq!(dossier.papers.len(), 1);
    // the hold was all that kept the person: with it goes the rest, and an act says so
    office.release(&boss, asked.subject, hold.id).unwrap();
    assert_eq!(code(office.export(&boss, asked.subject)), RefusalCode::UnknownSubject);
    assert_eq!(std::fs::read_dir(office.layout().acts()).unwrap().count(), 1);
    is_well(&office);
    let other = office.receive_request(&boss, None, &form(RequestKind::Erase, None)).unwrap();
    office.move_request(&boss, other.request, Step::PassOn, "To the user.").unwrap();
    assert_eq!(code(office.export(&boss, other.subject)), RefusalCode::UnknownSubject);
    is_well(&office);
}

#[test]
fn whoever_speaks_for_another_does_so_while_the_power_lasts() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "spoken@example.kz", &[Part::Processing]));
    let until = |moment: &str| RequestForm {
        representative: Some(Representative { by: RepresentedBy::Guardian, until: Some(at(moment)) }),
        represented_by: "A guardian, order 5".to_owned(),
        ..sure(RequestKind::Information, who, None)
    };
    let over = office.receive_request(&boss, None, &until(START));
    assert_eq!(code(over), RefusalCode::PowerOver);
    let unnamed = RequestForm { represented_by: " ".to_owned(), ..until("2026-03-03T07:00:00Z") };
    assert!(office.receive_request(&boss, None, &unnamed).is_err());
    let asked = office.receive_request(&boss, None, &until("2026-03-03T07:00:00Z")).unwrap();
    clock(&office, "2026-03-03T07:00:00Z");
    let grant = office.decide_request(&boss, asked.request, Decision::Grant(Grant::default()));
    assert_eq!(code(grant), RefusalCode::PowerOver);
    let reasons = "The power is over.".to_owned();
    office.decide_request(&boss, asked.request, Decision::Refuse { reasons }).unwrap();
    is_well(&office);
}

#[test]
fn the_same_request_again_is_one_and_who_asks_may_be_known_better_by_it() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "twice@example.kz", &[Part::Processing]));
    let first = office.receive_request(&boss, None, &form(RequestKind::Information, Some(who))).unwrap();
    clock(&office, "2026-03-03T07:00:00Z");
    let mut again = sure(RequestKind::Information, who, None);
    again.text = "  what do you HOLD? ".to_owned();
    let second = office.receive_request(&boss, None, &again).unwrap();
    assert_eq!((second.request, second.deadline), (first.request, first.deadline));
    assert!(second.joined && !first.joined);
    let view = office.request(&boss, first.request).unwrap();
    assert_eq!((view.state.again, view.state.identity), (1, policy::IdentityLevel::StaffCheck));
    again.text = "And what else?".to_owned();
    let other = office.receive_request(&boss, None, &again).unwrap();
    assert!(!other.joined && other.request != first.request);
    office.decide_request(&boss, first.request, Decision::Grant(Grant::default())).unwrap();
    office.answered(&boss, first.request).unwrap();
    again.text = "What do you hold?".to_owned();
    let anew = office.receive_request(&boss, None, &again).unwrap();
    assert!(!anew.joined, "what is closed is asked anew");
    is_well(&office);
}
