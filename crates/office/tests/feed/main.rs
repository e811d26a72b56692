//! The feed of events to other systems: what an act stages, what a sender is handed, and what somebody who receives sees.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

#[path = "../common/mod.rs"]
mod common;
mod delivered;
mod ends;
mod history;
mod killed;
mod missed;
mod outbox;
mod told;

use std::{path::Path, sync::Arc};

use common::{found, responsible};
use hooks::{Answer, Attempt, Failure, Jitter, Job, Networks, Outbox as _, Settled};
use jiff::{SignedDuration, Timestamp};
use office::{HookLine, Office};
use policy::HookId;
use serde_json::Value;

#[test]
#[ignore = "run by another test, as a process to be killed"]
fn child_worker() {
    common::child::orders().iter().for_each(killed::work);
}

fn id(name: &str) -> HookId {
    name.parse().unwrap()
}

fn hear(office: &Office, name: &str, events: &[&str]) {
    let events: Vec<String> = events.iter().map(|event| (*event).to_owned()).collect();
    let url = format!("https://{name}.example.com/hooks");
    office.add_hook(&responsible(), id(name), &url, &events, &Networks::public()).unwrap();
}

/// A store with one system that hears of everything.
fn heard(dir: &Path) -> Arc<Office> {
    let office = found(dir);
    hear(&office, "crm", &[]);
    Arc::new(office)
}

fn open(dir: &Path) -> Arc<Office> {
    Arc::new(Office::open(dir.join("store"), None).unwrap())
}

fn line(office: &Office, name: &str) -> HookLine {
    let lines = office.hooks(&responsible()).unwrap();
    lines.into_iter().find(|line| line.hook == id(name)).unwrap()
}

fn taken(office: &Arc<Office>, now: Timestamp) -> Vec<Job> {
    office.feed_outbox().take(now, now + SignedDuration::from_secs(60), 100).unwrap()
}

fn answered(status: u16) -> Attempt {
    Attempt::Answered(Answer { status, retry_after: None })
}

const DOWN: Attempt = Attempt::Failed(Failure::Unreachable);

fn record(office: &Arc<Office>, job: &Job, attempt: Attempt, now: Timestamp) -> Settled {
    office.feed_outbox().record(&job.endpoint.id, job.event.id(), &attempt, now, Jitter(0)).unwrap()
}

/// Delivers all that waits for one system, and gives it as it was received, in order.
fn delivered(office: &Arc<Office>, name: &str) -> Vec<Value> {
    let (now, mut out) = (office.clock().now(), Vec::new());
    loop {
        let jobs = taken(office, now);
        let Some(job) = jobs.iter().find(|job| job.endpoint.id.as_str() == name) else { return out };
        for job in &jobs {
            record(office, job, answered(204), now);
        }
        let event: Value = serde_json::from_str(&job.event.body()).unwrap();
        assert!(event["data"].is_object(), "{event}");
        out.push(event);
    }
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

fn sound(office: &Office) {
    let health = office.examine(true, &mut |_| {}).unwrap();
    assert!(health.is_well(), "{health:?}");
}

/// How many documents of a kind there are behind the program.
fn documents(dir: &Path, kind: &str) -> i64 {
    let db = rusqlite::Connection::open(dir.join("store/qorgau.db")).unwrap();
    db.query_row("SELECT count(*) FROM document WHERE kind = ?1", [kind], |row| row.get(0)).unwrap()
}

/// The log behind the program, by index.
fn log(dir: &Path) -> Vec<kernel::Operational> {
    let db = rusqlite::Connection::open(dir.join("store/qorgau.db")).unwrap();
    let mut all = db.prepare("SELECT operational FROM entry ORDER BY idx").unwrap();
    let all = all.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    all.map(|body| kernel::Operational::from_bytes(&body.unwrap()).unwrap()).collect()
}
