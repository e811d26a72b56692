//! One person's whole way: taken in, found, read, blocked, refused, destroyed, attested.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use common::*;
use kernel::RefusalCode;
use office::{Office, OfficeError, verify_act};

fn code<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> RefusalCode {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

#[test]
fn from_collecting_to_the_act_of_destruction() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (hr, boss) = (staff("hr"), responsible());
    let who = candidate(&office, "Әсел Қуанышқызы", "Asel@Example.KZ");
    let email = "email".parse().unwrap();
    assert_eq!(office.find(&hr, &email, "asel@example.kz").unwrap(), [who]);
    assert_eq!(
        office.find(&staff("marketing"), &email, "asel@example.kz").unwrap(),
        [],
        "not theirs to find"
    );
    let name = ["full-name".parse().unwrap()];
    let read = office.read(&hr, who, target("recruitment"), &name).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Әсел Қуанышқызы"));
    assert_eq!(read.done.clause, "3.1/1");
    let iin = ["iin".parse().unwrap()];
    assert_eq!(code(office.read(&hr, who, target("recruitment"), &iin)), RefusalCode::ItemOutsidePurpose);
    office.block(&boss, who).unwrap();
    assert_eq!(code(office.read(&hr, who, target("recruitment"), &name)), RefusalCode::Blocked);
    office.unblock(&boss, who, None).unwrap();
    let given = [("full-name".parse().unwrap(), "Әсел Серікқызы".to_owned())];
    office.rectify(&hr, who, target("recruitment"), &given).unwrap();
    let read = office.read(&hr, who, target("recruitment"), &name).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Әсел Серікқызы"));
    office.record_event(&hr, None, who, target("recruitment"), "refused".parse().unwrap()).unwrap();
    assert_eq!(code(office.read(&hr, who, target("recruitment"), &name)), RefusalCode::StorageOnly);
    assert_eq!(office.sweep(&boss, &mut |_| {}).unwrap().destroyed, 0);

    office.set_clock(at("2026-04-03T07:00:00Z")).unwrap();
    let plan = office.plan(&boss, None).unwrap();
    assert_eq!(plan.planned.len(), 1, "{plan:?}");
    let swept = office.sweep(&boss, &mut |_| {}).unwrap();
    assert_eq!((swept.destroyed, swept.persons, swept.signed), (1, 1, true));
    assert_eq!(office.find(&hr, &email, "asel@example.kz").unwrap(), []);
    assert_eq!(code(office.read(&hr, who, target("recruitment"), &name)), RefusalCode::UnknownSubject);

    let key = office.verifier_key().to_string();
    let act = std::fs::read_to_string(swept.act.unwrap()).unwrap();
    let attested = verify_act(&act, &key).unwrap();
    assert_eq!(attested.counts.engagements, 1);
    let other = act.replace("\"engagements\": 1", "\"engagements\": 2");
    assert!(verify_act(&other, &key).is_err());

    office.checkpoint().unwrap();
    let log = office.verify_log(&mut |_| {}).unwrap();
    assert_eq!(log.faults, Vec::<String>::new());
    let health = office.examine(true, &mut |_| {}).unwrap();
    assert_eq!(health.findings, []);
    let totals = office.overview().unwrap();
    assert_eq!(totals.subjects, 0);
    assert_eq!(totals.rows.iter().map(|row| row.destroyed).sum::<u64>(), 1);
    drop(office);

    let again = Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(again.clock().now(), at("2026-04-03T07:00:00Z"));
    assert!(again.verify_log(&mut |_| {}).unwrap().faults.is_empty());
}

#[test]
fn hired_opens_employment_and_merge_and_split_keep_everything_readable() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (hr, boss) = (staff("hr"), responsible());
    let who = candidate(&office, "Ержан Тест", "erzhan@example.kz");
    office.record_event(&hr, None, who, target("recruitment"), "hired".parse().unwrap()).unwrap();
    let items = ["full-name".parse().unwrap(), "email".parse().unwrap()];
    let read = office.read(&hr, who, target("employment"), &items).unwrap();
    assert_eq!(read.values[1].1.as_deref().map(String::as_str), Some("erzhan@example.kz"));

    let other = office
        .collect(
            &hr,
            &person("recruitment", "candidate", &[("full-name", "Ержан Т."), ("email", "e.t@example.kz")]),
        )
        .unwrap();
    office.merge(&boss, who, other.subject).unwrap();
    assert_eq!(office.find(&hr, &items[1], "e.t@example.kz").unwrap(), [who]);
    let read = office.read(&hr, who, target("recruitment"), &items).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Ержан Т."));
    let (_, apart) = office.split(&boss, who, vec![other.engagement]).unwrap();
    let read = office.read(&hr, apart, target("recruitment"), &items).unwrap();
    assert_eq!(read.values[0].1.as_deref().map(String::as_str), Some("Ержан Т."));
    let dossier = office.export(&boss, apart).unwrap();
    assert_eq!(dossier.engagements.len(), 1);
    assert!(dossier.acts.len() >= 2, "{:?}", dossier.acts);
    let (_, hold) = office.hold(&boss, who, "case 12/2026").unwrap();
    office.release(&boss, who, hold).unwrap();
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
}

/// The index has a tag once, however often its value is given; so nothing of it is left when the person goes.
#[test]
fn a_value_rectified_to_what_it_was_leaves_no_tag_behind() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (hr, boss) = (staff("hr"), responsible());
    let who = candidate(&office, "Ержан Тест", "erzhan@example.kz");
    let email: policy::ItemId = "email".parse().unwrap();
    for _ in 0..3 {
        let given = [(email.clone(), "erzhan@example.kz".to_owned())];
        office.rectify(&hr, who, target("recruitment"), &given).unwrap();
    }
    assert_eq!(office.find(&hr, &email, "erzhan@example.kz").unwrap(), [who]);
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
    office.erase(&boss, who, None, kernel::EraseReason::Demand).unwrap();
    assert_eq!(office.find(&hr, &email, "erzhan@example.kz").unwrap(), []);
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
}
