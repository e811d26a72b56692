//! The service as a process that is killed, stopped and crowded: what it answered with success is there afterwards.
#![allow(clippy::unwrap_used)] // a test may panic

mod client;
mod clock;
mod disk;
mod feed;
mod service;

use std::{
    net::TcpStream,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use client::Client;
use serde_json::json;
use service::{Service, Store};

/// Programs that take people in at once.
const CALLERS: usize = 8;
/// Connections that rest.
const IDLE: u64 = 10_000;

/// Takes people in until the service is gone; gives the ids of those whose taking in was answered.
fn until_gone(service: &Service, next: &AtomicU64, meanwhile: impl FnOnce()) -> Vec<String> {
    let taken = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                let Some(mut client) = Client::connect(service) else { return };
                loop {
                    let number = next.fetch_add(1, Relaxed);
                    let items =
                        json!({ "full-name": "Some Body", "email": format!("person.{number}@example.com") });
                    let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z" });
                    let body = json!({ "purpose": "recruitment", "items": items, "consent": consent });
                    match client.post("/v1/subjects", &body) {
                        Some((201, answer)) => {
                            taken.lock().unwrap().push(answer["subject"].as_str().unwrap().to_owned());
                        }
                        Some((status, answer)) => assert_eq!(status, 503, "{answer}"),
                        None => return,
                    }
                }
            });
        }
        meanwhile();
    });
    taken.into_inner().unwrap()
}

/// Reads all of them.
fn all_are_there(service: &Service, taken: &[String]) {
    let mut client = Client::connect(service).expect("the service is back");
    let body = json!({ "purpose": "recruitment", "items": ["email"] });
    for subject in taken {
        let answer = client.post(&format!("/v1/subjects/{subject}/read"), &body).expect("an answer");
        assert_eq!(answer.0, 200, "{subject} was taken in, and is not there: {}", answer.1);
    }
}

#[test]
fn what_was_answered_is_there_after_a_kill() {
    let store = Store::found();
    let (mut taken, next) = (Vec::new(), AtomicU64::new(0));
    for round in 0..3 {
        let mut service = Service::start(&store, &[]);
        all_are_there(&service, &taken);
        let pid = service.id();
        taken.extend(until_gone(&service, &next, || {
            thread::sleep(Duration::from_millis(400 + 150 * round));
            service::signal(pid, "-KILL");
        }));
        service.ended();
    }
    assert!(taken.len() > 50, "{} people were taken in under load", taken.len());
    let mut service = Service::start(&store, &[]);
    all_are_there(&service, &taken);
    service.stop();
    store.is_sound();
}

#[test]
fn a_stop_under_load_loses_nothing_and_signs_the_log() {
    let store = Store::found();
    let mut service = Service::start(&store, &[]);
    let pid = service.id();
    let taken = until_gone(&service, &AtomicU64::new(0), || {
        thread::sleep(Duration::from_millis(600));
        service::signal(pid, "-TERM");
    });
    assert!(service.ended().success(), "it ends in peace");
    assert!(taken.len() > 20, "{} people were taken in under load", taken.len());
    store.is_sound();
    let mut service = Service::start(&store, &[]);
    all_are_there(&service, &taken);
    service.stop();
}

#[test]
fn ten_thousand_idle_connections_keep_nobody_out() {
    let store = Store::found();
    let mut service = Service::start(&store, &["--connections", "12000"]);
    // Where the system lets a process open fewer files, as many as it lets.
    let many = IDLE.min(web::door::raise_open_files().saturating_sub(1_000));
    assert!(many >= 500, "a process may open {many} connections only");
    let idle: Vec<TcpStream> = (0..many).map(|_| TcpStream::connect(service.address).unwrap()).collect();
    let began = Instant::now();
    all_are_there(&service, &[]);
    let answer = Client::connect(&service).unwrap().get("/health/ready").expect("an answer");
    assert_eq!(answer.0, 200);
    assert!(began.elapsed() < Duration::from_secs(8), "{:?} with {many} idle connections", began.elapsed());
    drop(idle);
    service.stop();
}
