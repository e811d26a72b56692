//! A disk that fills, and one that is slow.

use std::{
    fs,
    process::Command,
    sync::atomic::AtomicU64,
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use crate::{
    all_are_there,
    client::Client,
    service::{Service, Store, signal},
    until_gone,
};

/// Every file may grow by so many bytes: enough for some hundreds of people.
const ROOM: u64 = 1 << 20;
/// How long the disk takes to say that something is written.
const SLOW: Duration = Duration::from_millis(150);

#[test]
fn files_that_may_not_grow_are_said_and_what_was_answered_stays() {
    let store = Store::found();
    let largest = fs::read_dir(&store.dir).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).max();
    // The shell counts in halves of a KiB; a limit reached is an error then, and no signal.
    let shell = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", (largest.unwrap() + ROOM) / 512);
    let mut service = Service::start_under(&["sh", "-c", &shell, "sh"], &[], &store, &[]);
    let mut client = Client::connect(&service).unwrap();
    let mut taken = Vec::new();
    let full = loop {
        let email = format!("person.{}@example.com", taken.len());
        let items = json!({ "full-name": "Some Body ".repeat(15), "email": email });
        let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z" });
        let body = json!({ "purpose": "recruitment", "items": items, "consent": consent });
        match client.post("/v1/subjects", &body).expect("an answer, whatever the disk") {
            (201, answer) => taken.push(answer["subject"].as_str().unwrap().to_owned()),
            other => break other,
        }
        assert!(taken.len() < 20_000, "the disk never fills");
    };
    // No disk is full for this process alone without the right to mount, but no file may grow: the system says so.
    assert_eq!((full.0, full.1["code"].as_str()), (503, Some("store-unreachable")), "{}", full.1);
    assert!(taken.len() > 20, "{} people were taken in before", taken.len());
    assert!(client.get("/health/live").is_some_and(|(status, _)| status == 200), "it still answers");
    let refused =
        client.post("/v1/subjects/01a/read", &json!({ "purpose": "recruitment", "items": ["email"] }));
    assert!(refused.is_some_and(|(status, _)| status >= 400), "what can't be logged is not done");
    signal(service.id(), "-TERM");
    service.ended();
    let mut service = Service::start(&store, &[]);
    all_are_there(&service, &taken);
    service.stop();
    store.is_sound();
}

/// Each fsync takes a while: the others wait for it together, and what touches no disk waits for nothing.
#[test]
fn a_slow_disk_makes_nobody_wait_in_line() {
    let slow = format!("inject=fsync,fdatasync:delay_enter={}", SLOW.as_micros());
    let before = [
        "strace",
        "-D",
        "-f",
        "--seccomp-bpf",
        "-o",
        "/dev/null",
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        &slow,
    ];
    let may = Command::new(before[0]).args(&before[1..]).arg("true").output();
    if !may.is_ok_and(|output| output.status.success()) {
        return println!("skipped: strace is not here, or may not trace");
    }
    let store = Store::found();
    let mut service = Service::start_under(&before, &[], &store, &[]);
    let pid = service.id();
    let (mut rounds, mut slowest) = (0, Duration::ZERO);
    let began = Instant::now();
    let taken = until_gone(&service, &AtomicU64::new(0), || {
        let mut client = Client::connect(&service).expect("it takes callers");
        while began.elapsed() < Duration::from_secs(4) {
            let asked = Instant::now();
            assert_eq!(client.get("/health/live").expect("an answer").0, 200);
            (rounds, slowest) = (rounds + 1, slowest.max(asked.elapsed()));
            thread::sleep(Duration::from_millis(20));
        }
        signal(pid, "-TERM");
    });
    assert!(service.ended().success(), "it ends in peace");
    // One after the other, each with a sync of its own, there would be no more than these.
    let in_line = began.elapsed().as_millis() / SLOW.as_millis();
    assert!(taken.len() as u128 > in_line, "{} people in the time of {in_line} syncs", taken.len());
    assert!(rounds > 20 && slowest < SLOW * 10, "{rounds} looks, the slowest {slowest:?}");
    let mut service = Service::start(&store, &[]);
    all_are_there(&service, &taken);
    service.stop();
    store.is_sound();
}
