//! The contract of an outbox, over the store; and no cost where nobody hears.

use jiff::SignedDuration;
use kernel::RefusalCode;
use office::OfficeError;

use super::{common::*, *};

#[test]
fn where_nobody_hears_nothing_is_staged() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    candidate(&office, "Some Body", "some@example.kz");
    drop(office);
    assert_eq!((documents(dir.path(), "hook-event"), documents(dir.path(), "hook")), (0, 0));
    let db = rusqlite::Connection::open(dir.path().join("store/qorgau.db")).unwrap();
    let sql = "SELECT count(*) FROM document WHERE id = 'feed-tally'";
    assert_eq!(db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

#[test]
fn what_waits_outlives_a_restart_and_arrives_in_the_order_of_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let before = {
        let office = heard(dir.path());
        for n in 0..40 {
            candidate(&office, "Some Body", &format!("some{n}@example.kz"));
        }
        line(&office, "crm").waiting
    };
    assert_eq!((before, documents(dir.path(), "hook-event")), (40, 40));
    let office = open(dir.path());
    assert_eq!(line(&office, "crm").waiting, 40);
    let entries: Vec<u64> =
        delivered(&office, "crm").iter().map(|e| e["data"]["entry"].as_u64().unwrap()).collect();
    assert!(entries.len() == 40 && entries.is_sorted_by(|a, b| a < b), "{entries:?}");
    let line = line(&office, "crm");
    assert_eq!((line.waiting, line.delivered), (0, 40));
    sound(&office);
    drop(office);
    assert_eq!(documents(dir.path(), "hook-event"), 0, "what was delivered is not kept");
    sound(&open(dir.path()));
}

#[test]
fn of_one_system_one_is_out_at_a_time_and_one_that_waits_holds_nobody_up() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    hear(&office, "mail", &[]);
    for n in 0..3 {
        candidate(&office, "Some Body", &format!("some{n}@example.kz"));
    }
    let now = office.clock().now();
    let first = taken(&office, now);
    assert_eq!(first.len(), 2, "one for each");
    assert!(taken(&office, now).is_empty(), "both are out");
    let crm = &first[0];
    assert_eq!(crm.endpoint.id.as_str(), "crm");
    record(&office, crm, DOWN, now);
    let second = taken(&office, now);
    assert_eq!(second.len(), 1);
    assert!(second[0].event.id() > crm.event.id(), "the next, while the first waits");
    record(&office, &second[0], answered(200), now);
    let later = now + SignedDuration::from_secs(6);
    let again = taken(&office, later);
    assert_eq!((again[0].event.id(), again[0].event.body()), (crm.event.id(), crm.event.body()));
    assert_eq!(again[0].delivery.attempts(), 1);
    // never recorded, it is handed out again when its time is over
    let over = later + SignedDuration::from_secs(61);
    assert!(taken(&office, over).iter().any(|job| job.event.id() == crm.event.id()));
    let line = line(&office, "crm");
    assert_eq!(line.last_failure.unwrap().why, "unreachable");
    assert_eq!(line.last_success, Some(now));
}

#[test]
fn adding_and_changing_are_acts_of_their_own() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let code = |answer: Result<(), OfficeError>| match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    };
    let add = |by: &kernel::Actor, name: &str, url: &str, events: &[String]| {
        office.add_hook(by, id(name), url, events, &Networks::public()).map(drop)
    };
    let url = "https://crm.example.com/hooks";
    assert_eq!(code(add(&responsible(), "crm", url, &[])), RefusalCode::HookKnown);
    assert_eq!(code(add(&staff("hr"), "other", url, &[])), RefusalCode::NoPermission);
    assert_eq!(code(office.remove_hook(&responsible(), id("other")).map(drop)), RefusalCode::UnknownHook);
    let input = |answer: Result<(), OfficeError>| match answer.unwrap_err() {
        OfficeError::Input(why) => why.to_string(),
        other => panic!("{other}"),
    };
    let typo = input(add(&responsible(), "other", url, &["consent.withdrawed".to_owned()]));
    assert!(typo.contains("consent.withdrawn"), "{typo}");
    assert!(input(add(&responsible(), "other", "http://crm.example.com/", &[])).contains("https"));
    assert!(input(add(&responsible(), "other", "https://10.0.0.1/", &[])).contains("public"));
    candidate(&office, "Some Body", "some@example.kz");
    office.remove_hook(&responsible(), id("crm")).unwrap();
    assert!(office.hooks(&responsible()).unwrap().is_empty());
    assert!(taken(&office, office.clock().now()).is_empty());
    (0..32).for_each(|n| hear(&office, &format!("system-{n}"), &[]));
    assert!(input(add(&responsible(), "other", url, &[])).contains("32"));
    sound(&office);
    drop(office);
    assert_eq!(documents(dir.path(), "hook-event"), 0, "what waited went with it");
    sound(&open(dir.path()));
}

#[test]
fn a_secret_is_rotated_and_what_is_under_way_when_a_system_goes_is_no_fault() {
    let dir = tempfile::tempdir().unwrap();
    let office = heard(dir.path());
    let (_, secret) = office.rotate_hook_secret(&responsible(), &id("crm")).unwrap();
    assert!(secret.starts_with("whsec_"));
    office.send_test_event(&responsible(), &id("crm")).unwrap();
    let now = office.clock().now();
    let jobs = taken(&office, now);
    let (job, body) = (&jobs[0], jobs[0].event.body());
    assert!(body.contains("feed.test"), "{body}");
    let headers = hooks::sign(job.endpoint.secrets.at(now), job.event.id(), now, body.as_bytes());
    let secret = secret.parse().unwrap();
    hooks::verify([&secret], &headers, body.as_bytes(), now).unwrap();
    assert_eq!(job.endpoint.secrets.at(now).count(), 2, "the former one signs as well");
    for _ in 0..2 {
        office.rotate_hook_secret(&responsible(), &id("crm")).unwrap();
    }
    assert!(office.rotate_hook_secret(&responsible(), &id("crm")).is_err());
    office.remove_hook(&responsible(), id("crm")).unwrap();
    let late = office.feed_outbox().record(&job.endpoint.id, job.event.id(), &answered(200), now, Jitter(0));
    assert!(late.unwrap_err().to_string().contains("crm"));
    sound(&office);
}
