//! The organisation's own registers: carriers until they are destroyed before a witness, breaches until they are over.

use jiff::{SignedDuration, Timestamp};
use kernel::EraseReason;
use office::{BreachStepKind, NewBreach, Task};
use policy::ExceptionId;

use super::*;

fn said<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> String {
    match answer.unwrap_err() {
        OfficeError::Input(why) => why.to_string(),
        other => panic!("{other}"),
    }
}

#[test]
fn a_copy_of_an_identity_document_needs_an_exception_of_the_pack() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) = (responsible(), subscriber(&office, "copy@example.kz", &[Part::Processing]));
    let copy = "identity-document-copy";
    let register = |class: &str, exception: Option<&str>| {
        let exception = exception.map(|id| id.parse::<ExceptionId>().unwrap());
        office.register_carrier(&boss, who, target("mailings"), class, exception, "archive, shelf 3")
    };
    assert_eq!(code(register(copy, None)), RefusalCode::IdentityCopy);
    assert_eq!(code(register(copy, Some("because"))), RefusalCode::UnknownException);
    assert_eq!(code(register("papyrus", None)), RefusalCode::UnknownClass);
    assert!(office.carriers(&responsible()).unwrap().is_empty(), "what was refused is in no register");
    let (done, number) = register(copy, Some("no-integration")).unwrap();
    assert_eq!(number, 1);
    office.checkpoint().unwrap();
    let entry = office.prove(done.entry).unwrap().operational;
    assert!(entry.contains(r#""how":"identity-document-copy: no-integration""#), "{entry}");
    for (n, class) in ["contract", "form", "letter", "medium"].into_iter().enumerate() {
        assert_eq!(register(class, None).unwrap().1, n as u64 + 2);
    }
    for place in ["", "  ", &"x".repeat(201)] {
        said(office.register_carrier(&boss, who, target("mailings"), "form", None, place));
    }
    let listed = office.carriers(&responsible()).unwrap();
    assert_eq!(listed[0].exception.as_ref().unwrap().as_str(), "no-integration");
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 5);

    // a pack without exceptions lets none be taken
    let dir = tempfile::tempdir().unwrap();
    let office = found_under(dir.path(), edition_of("clinic-eu", "gdpr"), profile_of("gdpr"));
    let new = person("newsletter", "subscriber", &[("email", "eu@example.org")]);
    let (dpo, here) = (staff("dpo"), || target("newsletter"));
    let who = office.collect(&dpo, &new).unwrap().subject;
    let none = office.register_carrier(&dpo, who, here(), copy, None, "shelf 1");
    assert_eq!(code(none), RefusalCode::IdentityCopy);
    let other = Some("no-integration".parse().unwrap());
    let none = office.register_carrier(&dpo, who, here(), copy, other, "shelf 1");
    assert_eq!(code(none), RefusalCode::UnknownException);
}

#[test]
fn a_carrier_is_due_once_the_data_went_and_destroyed_before_a_witness() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, hr) = (responsible(), staff("hr"));
    let who = subscriber(&office, "paper@example.kz", &[Part::Processing]);
    let stays = subscriber(&office, "stays@example.kz", &[Part::Processing]);
    let register =
        |who| office.register_carrier(&boss, who, target("mailings"), "form", None, " folder 12 ").unwrap().1;
    let (number, kept) = (register(who), register(stays));
    let destroy = |number, means: &str, witness: &str| {
        office.destroy_carrier(&boss, number, means, &witness.parse().unwrap())
    };
    assert!(said(destroy(number, "shredder", "hr")).contains("not due"), "its data is still held");
    office.erase(&boss, who, None, EraseReason::Demand).unwrap();
    let listed = office.carriers(&responsible()).unwrap();
    let due = at("2026-03-03T19:00:00Z"); // a working day
    assert_eq!((listed[0].due, listed[1].due), (Some(due), None));
    assert_eq!(listed[0].place, "folder 12");
    let tasks = |office: &Office| -> Vec<(Timestamp, bool)> {
        let lines = office.deadlines(&boss, Timestamp::MAX, 0).unwrap().into_iter();
        lines.filter(|line| matches!(line.task, Task::Carrier { .. })).map(|l| (l.due, l.overdue)).collect()
    };
    assert_eq!(tasks(&office), [(due, false)]);
    clock(&office, "2026-03-03T19:00:00Z");
    assert_eq!(tasks(&office), [(due, true)]);
    for (means, witness) in
        [("shredder", "privacy-officer"), ("shredder", "a-stranger"), (" ", "hr"), (&*"x".repeat(201), "hr")]
    {
        said(destroy(number, means, witness));
    }
    assert_eq!(
        code(office.destroy_carrier(&hr, number, "shredder", boss.staff().unwrap())),
        RefusalCode::NoPermission
    );
    assert!(said(destroy(99, "shredder", "hr")).contains("99"));
    let (_, struck) = destroy(number, "shredder", "hr").unwrap();
    let how = struck.struck.unwrap();
    assert_eq!(
        (how.means.as_str(), how.witness, how.by, how.at),
        ("shredder", hr.staff().unwrap().clone(), boss.by(), due)
    );
    said(destroy(number, "shredder", "hr"));
    said(destroy(kept, "shredder", "hr"));
    assert_eq!(tasks(&office), []);
    is_well(&office);
}

fn breach(detected: Timestamp) -> NewBreach {
    NewBreach {
        detected,
        what: "A list of addresses went to the wrong firm.".to_owned(),
        categories: Vec::new(),
        subjects: 40,
        items: Vec::new(),
        consequences: "Unasked-for letters.".to_owned(),
        measures: "The firm destroyed it.".to_owned(),
    }
}

#[test]
fn a_breach_is_told_in_time_and_closed_only_then() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let detected = at("2026-03-02T06:00:00Z");
    assert!(said(office.report_breach(&boss, breach(at("2026-03-02T07:00:01Z")))).contains("future"));
    said(office.report_breach(&boss, NewBreach { what: " ".to_owned(), ..breach(detected) }));
    said(office.report_breach(&boss, NewBreach { measures: "x".repeat(4_001), ..breach(detected) }));
    let unknown = NewBreach { items: items(&["shoe-size"]), ..breach(detected) };
    assert!(said(office.report_breach(&boss, unknown)).contains("shoe-size"));
    let unknown = NewBreach { categories: vec!["passer-by".parse().unwrap()], ..breach(detected) };
    assert!(said(office.report_breach(&boss, unknown)).contains("passer-by"));
    assert_eq!(code(office.report_breach(&staff("hr"), breach(detected))), RefusalCode::NoPermission);
    assert!(office.breaches(&responsible()).unwrap().is_empty());

    let known = NewBreach {
        items: items(&["email"]),
        categories: vec!["participant".parse().unwrap()],
        ..breach(detected)
    };
    let (done, one) = office.report_breach(&boss, known).unwrap();
    let due = at("2026-03-03T19:00:00Z"); // a working day, from the detection
    assert_eq!((one.number, one.due, done.clause.as_str()), (1, due, "94-V art. 25(2)(8)"));
    let tasks = |office: &Office| -> Vec<(Timestamp, bool)> {
        let lines = office.deadlines(&boss, Timestamp::MAX, 0).unwrap().into_iter();
        lines.filter(|line| matches!(line.task, Task::Breach { .. })).map(|l| (l.due, l.overdue)).collect()
    };
    assert_eq!(tasks(&office), [(due, false)]);
    clock(&office, "2026-03-03T19:00:00Z");
    assert_eq!(tasks(&office), [(due, true)]);
    assert!(office.breaches(&responsible()).unwrap()[0].overdue(office.clock().now()));
    let follow = |what, note: &str| office.follow_breach(&boss, 1, what, note);
    follow(BreachStepKind::Measure, "Passwords were changed.").unwrap();
    follow(BreachStepKind::SubjectsTold, "By letter.").unwrap();
    assert!(said(follow(BreachStepKind::Closed, "")).contains("authority"), "nobody closes it untold");
    said(follow(BreachStepKind::Measure, &"x".repeat(4_001)));
    assert!(said(office.follow_breach(&boss, 2, BreachStepKind::Measure, "")).contains('2'));
    follow(BreachStepKind::AuthorityTold, "No. 15").unwrap();
    assert_eq!(tasks(&office), []);
    assert!(said(follow(BreachStepKind::AuthorityTold, " ")).contains("already"), "not twice without a word");
    follow(BreachStepKind::Closed, "").unwrap();
    said(follow(BreachStepKind::Measure, "And more."));
    let known = &office.breaches(&responsible()).unwrap()[0];
    let steps: Vec<&str> = known.steps.iter().map(|step| step.what.word()).collect();
    assert_eq!(steps, ["measure", "subjects-told", "authority-told", "closed"]);
    assert_eq!(known.authority_told(), Some(office.clock().now()));
    is_well(&office);

    let dir = tempfile::tempdir().unwrap();
    let office = found_under(dir.path(), edition_of("clinic-eu", "gdpr"), profile_of("gdpr"));
    let (_, one) = office.report_breach(&staff("dpo"), breach(detected)).unwrap();
    assert_eq!(one.due, detected + SignedDuration::from_hours(72));
}
