//! When a person's data goes, so does what waits and speaks of it; and everybody hears of the end.

use kernel::EraseReason;

use super::{common::*, *};

#[test]
fn what_waits_goes_with_the_person_and_the_end_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let gone = candidate(&office, "Some Body", "some@example.kz");
    let stays = candidate(&office, "Any Body", "any@example.kz");
    office.block(&responsible(), stays).unwrap();
    let news = [("phone".parse().unwrap(), "+7 702 345 67 89".to_owned())];
    office.rectify(&staff("hr"), gone, target("recruitment"), &news).unwrap();
    office.erase(&responsible(), gone, None, EraseReason::Demand).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["data.collected", "subject.blocked", "data.destroyed", "subject.erased"]);
    assert_eq!(events[0]["data"]["subject"], stays.to_string());
    assert_eq!(events[3]["data"]["subject"], gone.to_string());
    let keys: Vec<_> = events[3]["data"].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["act", "clause", "edition", "entry", "subject"], "the id, and by what");
    sound(&office);
    drop(office);
    sound(&open(dir.path()));
}

#[test]
fn whoever_lost_something_hears_of_the_end_even_if_they_asked_for_other_types() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    hear(&office, "mail", &["data.collected"]);
    hear(&office, "quiet", &["subject.held"]);
    let who = candidate(&office, "Some Body", "some@example.kz");
    office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
    assert_eq!(line(&office, "quiet").waiting, 0);
    assert_eq!(kinds(&delivered(&office, "mail")), ["data.destroyed"]);
    // whoever got everything and did not ask hears nothing
    let who = candidate(&office, "Some Body", "some@example.kz");
    assert_eq!(kinds(&delivered(&office, "mail")), ["data.collected"]);
    office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
    assert_eq!(line(&office, "mail").waiting, 0);
}

#[test]
fn a_sweep_tells_of_everything_that_it_destroyed() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let people: Vec<_> =
        (0..5).map(|n| candidate(&office, "Some Body", &format!("some{n}@example.kz"))).collect();
    for who in &people[..3] {
        office
            .record_event(&staff("hr"), None, *who, target("recruitment"), "refused".parse().unwrap())
            .unwrap();
    }
    office.set_clock(at("2026-04-20T07:00:00Z")).unwrap();
    let swept = office.sweep(&responsible(), &mut |_| {}).unwrap();
    assert_eq!((swept.destroyed, swept.persons), (3, 3));
    let events = delivered(&office, "crm");
    let of = |kind: &str| -> Vec<String> {
        let of = events.iter().filter(|event| event["type"] == kind);
        of.map(|event| event["data"]["subject"].as_str().unwrap().to_owned()).collect()
    };
    let names: Vec<String> = people.iter().map(ToString::to_string).collect();
    assert_eq!(of("subject.erased"), names[..3]);
    assert_eq!(of("data.collected"), names[3..]);
    let entry = events.last().unwrap()["data"]["entry"].as_u64().unwrap();
    sound(&office);
    drop(office);
    let said = &log(dir.path())[entry as usize];
    assert_eq!((said.act, said.count), (kernel::ActKind::Sweep, Some(3)), "the part that destroyed them");
}

#[test]
fn an_act_that_takes_the_last_of_a_person_is_told_with_the_id_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let who = candidate(&office, "Some Body", "some@example.kz");
    let (_, hold) = office.hold(&responsible(), who, "case 1").unwrap();
    delivered(&office, "crm");
    office.release(&responsible(), who, hold).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events)[0], "subject.released");
    assert_eq!(events[0]["data"]["subject"], who.to_string());
}

#[test]
fn what_waits_under_a_name_that_was_merged_goes_with_whom_it_was_merged_into() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let (who, other) =
        (candidate(&office, "Some Body", "a@example.kz"), candidate(&office, "Any Body", "b@example.kz"));
    office.merge(&responsible(), who, other).unwrap();
    office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
    let events = delivered(&office, "crm");
    let kinds = kinds(&events);
    assert!(!kinds.contains(&"data.collected") && !kinds.contains(&"subject.merged"), "{kinds:?}");
    assert_eq!(kinds.last(), Some(&"subject.erased"));
    sound(&office);
}

#[test]
fn what_went_while_it_was_under_way_is_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let who = candidate(&office, "Some Body", "some@example.kz");
    let now = office.clock().now();
    let jobs = taken(&office, now);
    office.erase(&responsible(), who, None, EraseReason::Demand).unwrap();
    record(&office, &jobs[0], DOWN, now);
    assert_eq!(kinds(&delivered(&office, "crm")), ["data.destroyed", "subject.erased"]);
    sound(&office);
}
