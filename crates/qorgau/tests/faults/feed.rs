//! The service sends events while it runs, and lets go of none when it is killed.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    thread,
    time::{Duration, Instant},
};

use hooks::{Headers, Secret, verify};
use serde_json::Value;

use crate::{
    service::{self, Service, Store},
    until_gone,
};

/// Who hears: every event whose signature is right, by its id.
#[derive(Clone, Default)]
struct Receiver {
    heard: Arc<Mutex<BTreeSet<(String, String)>>>,
    /// It refuses what comes.
    down: Arc<AtomicBool>,
}

impl Receiver {
    fn listen(&self, listener: TcpListener, secret: &str) {
        let (me, secret): (Self, Secret) = (self.clone(), secret.parse().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let answer = match me.hear(&mut BufReader::new(&mut stream), &secret) {
                    true => "204 No Content",
                    false => "500 Oh",
                };
                let _ = write!(stream, "HTTP/1.1 {answer}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
            }
        });
    }

    fn hear(&self, request: &mut impl std::io::BufRead, secret: &Secret) -> bool {
        let mut headers = std::collections::BTreeMap::new();
        for line in request.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
            if let Some((name, value)) = line.split_once(": ") {
                headers.insert(name.to_lowercase(), value.to_owned());
            }
        }
        let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
        let mut body = vec![0; header("content-length").parse().unwrap_or(0)];
        if request.read_exact(&mut body).is_err() {
            return false; // the service was killed as it sent
        }
        let signed = Headers {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp"),
            signature: header("webhook-signature"),
        };
        verify([secret], &signed, &body, jiff::Timestamp::now()).unwrap();
        let event: Value = serde_json::from_slice(&body).unwrap();
        if self.down.load(Relaxed) {
            return false;
        }
        let subject = event["data"]["subject"].as_str().unwrap().to_owned();
        let kind = event["type"].as_str().unwrap().to_owned();
        self.heard.lock().unwrap().insert((kind, subject)); // a repetition is taken as well
        true
    }

    fn until(&self, holds: impl Fn(&BTreeSet<(String, String)>) -> bool) {
        let began = Instant::now();
        while !holds(&self.heard.lock().unwrap()) {
            assert!(began.elapsed() < Duration::from_secs(120), "it never came");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

#[test]
fn what_was_answered_is_heard_of_though_the_service_is_killed_and_stopped() {
    let store = Store::found();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let receiver = Receiver::default();
    receiver.listen(listener, &store.tell(&url));
    let (mut taken, next) = (Vec::new(), AtomicU64::new(0));
    let mut service = Service::start(&store, &["--hook-network", "loopback"]);
    let pid = service.id();
    taken.extend(until_gone(&service, &next, || {
        thread::sleep(Duration::from_millis(500));
        service::signal(pid, "-KILL");
    }));
    service.ended();
    receiver.down.store(true, Relaxed);
    let mut service = Service::start(&store, &["--hook-network", "loopback"]);
    thread::sleep(Duration::from_millis(300));
    service.stop();
    assert!(store.waiting() > 0, "what was refused waits");
    receiver.down.store(false, Relaxed);
    let mut service = Service::start(&store, &["--hook-network", "loopback"]);
    assert!(taken.len() > 10, "{} people were taken in", taken.len());
    let all = |heard: &BTreeSet<(String, String)>| {
        taken.iter().all(|who| heard.contains(&("data.collected".to_owned(), who.clone())))
    };
    receiver.until(all);
    service.stop();
    store.is_sound();
}
