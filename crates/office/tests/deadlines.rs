//! What has to be done by a day: nothing overdue is left out, and one kind of thing hides no other.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use common::*;
use jiff::Timestamp;
use kernel::{Channel, Consent, Part, Parts, SubjectId, Way};
use office::{NewBreach, NewPerson, Office, RequestForm, Task};
use policy::{IdentityLevel, RequestKind};

fn reader(office: &Office, email: &str) -> SubjectId {
    let to = |at: &str| Consent::to_processing(Way::Written, at.parse().unwrap());
    let consent = to("2026-02-01T00:00:00Z");
    let person = NewPerson {
        purpose: "mailings".parse().unwrap(),
        category: "participant".parse().unwrap(),
        choice: None,
        items: vec![("email".parse().unwrap(), email.to_owned())],
        consent: Some(Consent { parts: consent.parts.with(Part::ThirdParties), ..consent }),
        proof: None,
        exception: None,
        at: None,
    };
    office.collect(&responsible(), &person).unwrap().subject
}

fn asks(office: &Office, who: SubjectId, kind: RequestKind) {
    let form = RequestForm {
        kind,
        channel: Channel::Paper,
        identity: IdentityLevel::None,
        subject: Some(who),
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: String::new(),
        text: String::new(),
    };
    office.receive_request(&responsible(), None, &form).unwrap();
}

#[test]
fn a_limit_hides_neither_requests_behind_duties_nor_what_is_overdue() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = reader(&office, "a@example.kz");
    let (to, items) = ("mailing-service".parse().unwrap(), ["email".parse().unwrap()]);
    for _ in 0..3 {
        office.disclose(&boss, who, target("mailings"), &to, &items).unwrap();
    }
    let withdrawn = office.withdraw_consent(&boss, None, who, target("mailings"), Parts::PROCESSING).unwrap();
    assert_eq!(withdrawn.to_tell, [to]);
    // Later than the three duties to tell: 15 working days from another day.
    office.set_clock(at("2026-03-04T07:00:00Z")).unwrap();
    asks(&office, who, RequestKind::Withdraw);
    assert_eq!(office.open_requests(&boss, 1).unwrap().len(), 1);
    assert_eq!(office.deadlines(&boss, Timestamp::MAX, 2).unwrap().len(), 2);

    office.set_clock(at("2026-05-04T07:00:00Z")).unwrap();
    let overdue = office.deadlines(&boss, Timestamp::MAX, 0).unwrap();
    assert_eq!(overdue.len(), 4);
    assert!(overdue.iter().all(|line| line.overdue));
    assert_eq!(office.open_requests(&boss, 0).unwrap().len(), 1);
}

#[test]
fn a_breach_past_its_day_stands_before_what_has_waited_longer() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), reader(&office, "a@example.kz"));
    asks(&office, who, RequestKind::Information);
    office.set_clock(at("2026-03-05T07:00:00Z")).unwrap();
    let breach = NewBreach {
        detected: at("2026-03-05T06:00:00Z"),
        what: "x".to_owned(),
        categories: vec!["participant".parse().unwrap()],
        subjects: 1,
        items: vec!["email".parse().unwrap()],
        consequences: "x".to_owned(),
        measures: "x".to_owned(),
    };
    office.report_breach(&boss, breach).unwrap();
    let seen = |limit| {
        let lines = office.deadlines(&boss, Timestamp::MAX, limit).unwrap();
        let is_breach = |line: &office::DeadlineLine| matches!(line.task, Task::Breach { .. });
        lines.iter().map(|line| (is_breach(line), line.overdue)).collect::<Vec<_>>()
    };
    // Told of by the next working day: till then it stands by the time left.
    assert_eq!(seen(100), [(false, false), (true, false)]);
    office.set_clock(at("2026-03-16T07:00:00Z")).unwrap();
    for limit in [0, 1, 100] {
        assert_eq!(seen(limit), [(true, true), (false, true)], "{limit}");
    }
}

#[test]
fn a_part_withdrawn_leaves_the_processing_going_on() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), reader(&office, "a@example.kz"));
    let take = |part| {
        office.withdraw_consent(&boss, None, who, target("mailings"), Parts::default().with(part)).unwrap()
    };
    let part = take(Part::ThirdParties);
    assert_eq!(part.due, None);
    let on: Vec<_> = part.goes_on.iter().map(|on| (on.purpose.as_str(), on.ground.as_str())).collect();
    assert_eq!(on, [("mailings", "consent")]);
    let whole = take(Part::Processing);
    assert!(whole.due.is_some() && whole.goes_on.is_empty());
}
