//! Too much waits, attempts are given up, a system is gone: never silently.

use hooks::State;

use super::{common::*, *};

fn some(office: &Office, n: usize) -> u64 {
    let email = format!("some{n}@example.kz");
    let items = [("full-name", "Some Body"), ("email", email.as_str())];
    office.collect(&staff("hr"), &person("recruitment", "candidate", &items)).unwrap().done.entry
}

#[test]
fn beyond_the_bound_a_system_that_is_slow_catches_up_and_is_told_what_it_missed() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    office.bound_feed(10).unwrap();
    let entries: Vec<u64> = (0..25).map(|n| some(&office, n)).collect();
    let line_now = line(&office, "crm");
    assert_eq!((line_now.waiting, line_now.missed), (10, true));
    assert_eq!(line_now.condition, hooks::Condition::Active, "nothing failed");
    let events = delivered(&office, "crm");
    assert_eq!(events.len(), 11);
    assert_eq!(events[10]["type"], "feed.gap");
    let (from, to) = (
        events[10]["data"]["from_entry"].as_u64().unwrap(),
        events[10]["data"]["to_entry"].as_u64().unwrap(),
    );
    assert!(from == entries[10] && to >= entries[24], "{from} {to} {entries:?}");
    let next = some(&office, 99);
    let events = delivered(&office, "crm");
    assert_eq!(events[0]["data"]["entry"].as_u64().unwrap(), next);
    assert!(to < next && !line(&office, "crm").missed);
    sound(&office);
}

#[test]
fn beyond_the_bound_a_system_that_fails_is_paused_until_it_is_resumed() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    office.bound_feed(5).unwrap();
    some(&office, 0);
    let now = office.clock().now();
    record(&office, &taken(&office, now)[0], answered(500), now);
    for n in 1..9 {
        some(&office, n);
    }
    assert!(matches!(line(&office, "crm").condition, hooks::Condition::Paused { .. }));
    assert!(taken(&office, now).is_empty());
    drop(office);
    let office = open(dir.path());
    assert!(taken(&office, now).is_empty() && line(&office, "crm").missed, "still so after a restart");
    office.resume_hook(&responsible(), &id("crm")).unwrap();
    office.set_clock(now + SignedDuration::from_secs(60)).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(events.len(), 6);
    assert_eq!(kinds(&events)[5], "feed.gap");
    sound(&office);
}

#[test]
fn an_event_that_is_given_up_is_told_of_with_the_next_success() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let poison = some(&office, 0);
    let mut now = office.clock().now();
    for _ in 0..10 {
        let jobs = taken(&office, now);
        let settled = record(&office, &jobs[0], answered(500), now);
        if let State::Retry { at } = settled.delivery {
            now = at;
        }
    }
    let line_now = line(&office, "crm");
    assert_eq!((line_now.waiting, line_now.missed), (0, true));
    assert_eq!(line_now.condition, hooks::Condition::Active);
    office.set_clock(now).unwrap();
    some(&office, 1);
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["data.collected", "feed.gap"]);
    let events = &events[1..];
    assert_eq!(events[0]["data"]["from_entry"], poison);
    assert_eq!(events[0]["data"]["to_entry"], poison);
}

#[test]
fn a_system_that_says_it_is_gone_gets_nothing_until_it_is_resumed() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let first = some(&office, 0);
    some(&office, 1);
    let now = office.clock().now();
    record(&office, &taken(&office, now)[0], answered(410), now);
    let last = some(&office, 2);
    let line_now = line(&office, "crm");
    assert!(matches!(line_now.condition, hooks::Condition::Disabled { .. }));
    assert_eq!((line_now.waiting, line_now.missed), (0, true));
    assert!(office.send_test_event(&responsible(), &id("crm")).is_err());
    sound(&office);
    office.resume_hook(&responsible(), &id("crm")).unwrap();
    let events = delivered(&office, "crm");
    assert_eq!(kinds(&events), ["feed.gap"]);
    assert_eq!(events[0]["data"]["from_entry"], first);
    assert!(events[0]["data"]["to_entry"].as_u64().unwrap() >= last);
}
