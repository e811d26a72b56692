//! What has to be told, and taken back, is done though the data is gone.

use kernel::{DutyKind, EraseReason};
use office::Task;

use super::*;
use crate::tamper::behind;

fn open(office: &Office) -> Vec<(DutyKind, String, Vec<String>)> {
    let lines = office.deadlines(&responsible(), jiff::Timestamp::MAX, 100).unwrap();
    let left = lines.into_iter().filter_map(|line| match line.task {
        Task::Left(left) => {
            let to = left.recipient.map(|to| to.to_string()).unwrap_or_default();
            Some((left.duty, to, left.items.iter().map(ToString::to_string).collect()))
        }
        _ => None,
    });
    left.collect()
}

#[test]
fn who_had_data_is_told_that_it_was_destroyed_before_its_end() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "gone@example.kz", &[Part::Processing, Part::ThirdParties]);
    let to = "mailing-service".parse().unwrap();
    let out = office.disclose(&boss, who, target("mailings"), &to, &items(&["email"])).unwrap();
    assert_eq!(open(&office), [], "nothing to tell yet");
    office.erase(&boss, who, None, EraseReason::Demand).unwrap();
    let told = (DutyKind::Tell, "mailing-service".to_owned(), vec!["email".to_owned()]);
    assert_eq!(open(&office), [told]);
    let facts = office.outgoing(&boss, out.paper).unwrap(); // what a notice is written from
    assert!(facts.gone && facts.tell.open().is_some() && facts.items == items(&["email"]));
    // at once, by the rule for destroying: not by the later day of a withdrawal
    let left = office.left_duties().unwrap();
    assert_eq!((left[0].rule.as_str(), left[0].due), ("destruction", at("2026-03-03T19:00:00Z")));
    // Nobody else's duty, and not another one of this paper's.
    assert!(office.finish_task(&boss, out.paper, DutyKind::Removal).is_err());
    office.finish_task(&boss, out.paper, DutyKind::Tell).unwrap();
    assert_eq!(open(&office), []);
    assert!(office.finish_task(&boss, out.paper, DutyKind::Tell).is_err(), "it is done");
    is_well(&office);
}

#[test]
fn a_notice_that_a_withdrawal_asked_for_does_not_go_with_the_data() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let late = subscriber(&office, "late@example.kz", &[Part::Processing, Part::ThirdParties]);
    let done = subscriber(&office, "done@example.kz", &[Part::Processing, Part::ThirdParties]);
    let to = "mailing-service".parse().unwrap();
    let papers = [late, done].map(|who| {
        let out = office.disclose(&boss, who, target("mailings"), &to, &items(&["email"])).unwrap();
        office.withdraw_consent(&boss, None, who, target("mailings"), Parts::PROCESSING).unwrap();
        out.paper
    });
    office.finish_task(&boss, papers[1], DutyKind::Tell).unwrap();
    clock(&office, "2026-04-15T07:00:00Z");
    assert_eq!(office.sweep(&boss, &mut |_| {}).unwrap().destroyed, 2);
    let left = office.left_duties().unwrap();
    assert_eq!(left.iter().map(|one| one.paper).collect::<Vec<_>>(), papers[..1]);
    let lines = office.deadlines(&boss, jiff::Timestamp::MAX, 1).unwrap();
    assert!(lines[0].overdue, "and it is late: the sweep hides nothing");
    is_well(&office);
}

#[test]
fn what_was_made_public_is_taken_back_though_its_data_is_gone() {
    let dir = tempfile::tempdir().unwrap();
    let edition = patched("with publication", |pack| particulars(pack, "mailings").publication = true);
    let office = found_with(dir.path(), edition);
    let boss = responsible();
    let who = subscriber(&office, "seen@example.kz", &[Part::Processing, Part::Publication]);
    let out = office.publish(&boss, who, target("mailings"), &items(&["full-name"]), "the site").unwrap();
    office.erase(&boss, who, None, EraseReason::Demand).unwrap();
    assert_eq!(open(&office), [(DutyKind::Removal, String::new(), vec!["full-name".to_owned()])]);
    is_well(&office);
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    let there = office.outgoing(&boss, out.paper).unwrap();
    assert!(
        matches!(there.to, office::OutgoingTo::Public { ref place } if place == "the site"),
        "where is told"
    );
    let slots = || -> Vec<Vec<u8>> {
        let db = behind(&dir.path().join("store"));
        let mut all = db.prepare("SELECT wrapped FROM key_slot ORDER BY slot").unwrap();
        all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let keys = |slots: &[Vec<u8>]| slots.iter().filter(|key| key.iter().any(|byte| *byte != 0)).count();
    let before = keys(&slots());
    office.finish_task(&boss, out.paper, DutyKind::Removal).unwrap();
    assert_eq!(keys(&slots()), before - 1, "and forgotten once it is done");
    assert_eq!(open(&office), []);
    is_well(&office);
}
