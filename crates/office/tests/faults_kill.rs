//! The process is killed at any instant of collecting, importing, rectifying, recording, erasing and sweeping: no
//! acknowledged act is lost, none is half done, and the log verifies.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;
#[path = "kill/rights.rs"]
mod rights;
#[path = "kill/worker.rs"]
mod worker;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    path::Path,
    time::Duration,
};

use common::{child, noise::Noise, *};
use jiff::ToSpan;
use kernel::{RefusalCode, SubjectId};
use office::{Office, OfficeError, verify_act};
use worker::{ROWS, email, import, row_email, value, write_file};

/// Rounds on one store; the long form does as many on several.
const ROUNDS: u64 = 20;

/// What the parent knows of one person.
#[derive(Default, Debug)]
struct Known {
    subject: Option<SubjectId>,
    /// The newest value acknowledged, and the newest begun.
    acked: u64,
    begun: u64,
    /// The round in which a refusal was recorded, acknowledged or not; then it goes with a later sweep.
    refused: Option<u64>,
    refusal_acked: bool,
    erasing: bool,
    erased: bool,
}

#[test]
#[ignore = "run by the other tests of this file"]
fn child_worker() {
    child::orders().iter().for_each(|orders| match orders.role.as_str() {
        "rights" => rights::work(orders),
        _ => worker::work(orders),
    });
}

#[test]
fn nothing_acknowledged_is_lost_or_half_done() {
    let stores = if noise::long() { 10 } else { 1 };
    let mut noise = Noise(noise::seed());
    for _ in 0..stores {
        let dir = tempfile::tempdir().unwrap();
        drop(found(dir.path()));
        write_file(dir.path());
        let mut people = BTreeMap::new();
        for round in 0..ROUNDS {
            kill_once(dir.path(), round, &mut people, &mut noise);
        }
        let gone =
            people.values().filter(|known| known.refused.is_some_and(|round| round + 1 < ROUNDS)).count();
        println!("{} people, {gone} of them refused", people.len());
        file_is_in_once(dir.path(), &people);
        assert!(people.len() > 200 && gone > 20, "the children had no time to do anything");
    }
}

fn kill_once(dir: &Path, round: u64, people: &mut BTreeMap<u64, Known>, noise: &mut Noise) {
    let store = dir.join("store");
    let seed = (round + 1) * 1_000_000;
    let worker = child::start(child::command(&[], "live", &store, seed));
    let mut told = Vec::new();
    if !round.is_multiple_of(4) {
        assert!(worker.hear("ready", &mut told), "the child did not start"); // else it may die while opening
    }
    let wait = 5 + noise.below(295);
    std::thread::sleep(Duration::from_millis(wait));
    told.extend(worker.kill());
    let swept = told.iter().any(|line| line == "swept");
    told.iter().for_each(|line| note(people, round, line));
    let imported = told.iter().filter_map(|line| line.strip_prefix("imported ")?.parse::<u64>().ok()).max();
    println!("round {round}: killed after {wait} ms, {} lines", told.len());

    let office = Office::open(&store, None).unwrap();
    let health = office.examine(true, &mut |_| {}).unwrap();
    let pending = |what: &str| what.contains("pending");
    assert!(health.is_well() && !health.findings.iter().any(|f| pending(&f.what)), "{:?}", health.findings);
    for (key, known) in people.iter().filter(|(key, _)| **key > seed || round + 1 == ROUNDS) {
        check(&office, *key, known, round);
    }
    if swept {
        let due: Vec<_> =
            people.iter().filter(|(_, k)| k.refused.is_some_and(|r| r < round) && k.refusal_acked).collect();
        for (key, _) in due.iter().take(50) {
            let found = office.find(&staff("hr"), &"email".parse().unwrap(), &email(**key)).unwrap();
            assert_eq!(found, [], "person {key} was due and a sweep was acknowledged");
        }
    }
    for row in imported.into_iter().flat_map(|last| [1, last / 2, last]).filter(|row| *row > 0) {
        let found = office.find(&staff("hr"), &"email".parse().unwrap(), &row_email(row)).unwrap();
        assert_eq!(found.len(), 1, "row {row} was acknowledged");
    }
    office.checkpoint().unwrap();
    let log = office.verify_log(&mut |_| {}).unwrap();
    assert_eq!((log.faults, log.signed), (vec![], log.entries));
    acts_hold(&office);
    // over any pause: ten days have a working day in them
    office.set_clock(office.clock().now() + 240.hours()).unwrap();
}

/// The file was begun again after every kill: each of its rows is there, and no row twice.
fn file_is_in_once(dir: &Path, people: &BTreeMap<u64, Known>) {
    let office = Office::open(dir.join("store"), None).unwrap();
    let report = import(&office, dir, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(
        (report.finished, report.rows, report.taken + report.already, report.rejected),
        (true, ROWS, ROWS, 0)
    );
    let find =
        |email: &str| office.find(&staff("hr"), &"email".parse().unwrap(), email).unwrap().len() as u64;
    let one_by_one: u64 = people.keys().map(|key| find(&email(*key))).sum();
    let held: u64 = office.overview().unwrap().rows.iter().map(|row| row.held).sum();
    assert_eq!(held, ROWS + one_by_one);
    (1..=ROWS).step_by(97).for_each(|row| assert_eq!(find(&row_email(row)), 1, "row {row}"));
}

/// Takes in one line of a child.
fn note(people: &mut BTreeMap<u64, Known>, round: u64, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let (what, key) = match words[..] {
        [what, key, ..] => (what, key.parse().unwrap()),
        _ => return,
    };
    if what == "imported" {
        return;
    }
    let known: &mut Known = people.entry(key).or_default();
    let number = || words[2].parse::<u64>().unwrap();
    match what {
        "collecting" => {}
        "collected" => known.subject = Some(words[2].parse().unwrap()),
        "rectifying" => known.begun = number(),
        "rectified" => known.acked = number(),
        "refusing" => known.refused = Some(round),
        "refused" => known.refusal_acked = true,
        "erasing" => known.erasing = true,
        "erased" => known.erased = true,
        other => panic!("{other}"),
    }
}

fn check(office: &Office, key: u64, known: &Known, round: u64) {
    let (hr, boss) = (staff("hr"), responsible());
    let item = "email".parse().unwrap();
    let found = office.find(&hr, &item, &email(key)).unwrap();
    if known.erased {
        return assert_eq!(found, [], "person {key} was erased");
    }
    let may_be_gone = known.erasing || known.refused.is_some_and(|r| r < round);
    if found.is_empty() {
        return assert!(known.subject.is_none() || may_be_gone, "person {key} is lost: {known:?}");
    }
    if let Some(subject) = known.subject {
        assert_eq!(found, [subject]);
    }
    let items = ["full-name", "email", "cv"].map(|item| item.parse().unwrap());
    match office.read(&boss, found[0], target("recruitment"), &items) {
        Ok(read) => {
            let text = |n: usize| read.values[n].1.as_deref().map(String::as_str).unwrap();
            assert_eq!(text(1), email(key));
            let possible = [value(key, known.acked), value(key, known.begun)];
            assert!(
                possible.iter().any(|value| value == text(2)),
                "person {key} has another value: {known:?}"
            );
        }
        Err(OfficeError::Refused(refusal)) => {
            assert_eq!(refusal.code, RefusalCode::TermOver, "person {key}");
            assert!(known.refused.is_some(), "person {key}: no refusal was ever recorded");
        }
        Err(other) => panic!("person {key}: {other}"),
    }
    let stored =
        matches!(office.read(&hr, found[0], target("recruitment"), &items), Err(OfficeError::Refused(_)));
    assert!(!known.refusal_acked || stored, "person {key}: the refusal is lost");
}

/// Every act of destruction verifies offline, and every run that destroyed has one.
fn acts_hold(office: &Office) {
    let key = office.verifier_key().to_string();
    let mut runs = BTreeSet::new();
    let mut engagements = 0;
    for file in std::fs::read_dir(office.layout().acts()).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(path.extension().unwrap(), "json", "{}", path.display());
        let attested = verify_act(&std::fs::read_to_string(&path).unwrap(), &key).unwrap();
        assert!(runs.insert(attested.run), "two acts of one run");
        engagements += attested.counts.engagements;
    }
    let destroyed: u64 = office.overview().unwrap().rows.iter().map(|row| row.destroyed).sum();
    assert_eq!(engagements, destroyed);
}
