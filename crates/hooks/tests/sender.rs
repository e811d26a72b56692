//! The sender with an outbox in memory, over real sockets on loopback.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod server;

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use hooks::{
    Attempt, Client, Condition, Delivery, Endpoint, EndpointId, Event, EventId, Headers, Jitter, Job, Limits,
    MemoryOutbox, Networks, Outbox, Outside, Report, Running, Secret, Secrets, Sender, Settings, Settled,
    State, Target, Trust, Unknown, Wants, Why, verify,
};
use jiff::Timestamp;
use server::{Gauge, Server, status};

/// A clock that a test moves, in seconds after its begin.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicI64>);

impl Clock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_718_618_400 + self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

/// An outbox with a sender at work on it.
struct Post<O: Outbox> {
    outbox: Arc<O>,
    running: Running,
    clock: Clock,
    said: Arc<Mutex<Vec<String>>>,
}

impl<O: Outbox> Post<O> {
    fn start(outbox: O, server: &Server, at_once: usize) -> Self {
        let (outbox, clock, said) = (Arc::new(outbox), Clock::default(), Arc::new(Mutex::new(Vec::new())));
        let limits = Limits { whole: Duration::from_secs(3), ..Limits::default() };
        let networks = Networks::public().and_plain_on_loopback();
        let client = Client::new(&Trust::Only(server.root.clone()), networks).unwrap().with_limits(limits);
        let (ticks, says) = (clock.clone(), said.clone());
        let outside = Outside::new(move || ticks.now(), || Jitter(0));
        let settings = Settings { at_once, every: Duration::from_millis(20) };
        let tell = move |report: Report<'_, O::Error>| says.lock().unwrap().push(format!("{report:?}"));
        let running = Sender::new(outbox.clone(), client, settings, outside, tell).start();
        Self { outbox, running, clock, said }
    }

    /// Waits until something holds; five seconds at most.
    async fn until(&self, holds: impl Fn(&O) -> bool) {
        let begun = Instant::now();
        while !holds(&self.outbox) {
            assert!(
                begun.elapsed() < Duration::from_secs(5),
                "it never came: {:#?}",
                self.said.lock().unwrap()
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    fn said(&self) -> String {
        self.said.lock().unwrap().join("\n")
    }
}

fn secret() -> Secret {
    Secret::generate(&mut |out| out.fill(7))
}

fn endpoint(id: &str, server: &Server) -> Endpoint {
    let url = format!("http://127.0.0.1:{}/{id}", server.at.port());
    let target = Target::parse(&url, &Networks::public().and_plain_on_loopback()).unwrap();
    Endpoint::new(id.parse().unwrap(), target, Wants::All, Secrets::new(secret()))
}

fn event(id: &str) -> Event {
    let at = "2024-06-17T09:00:00Z".parse().unwrap();
    let kind = "subject.erased".parse().unwrap();
    Event::new(id.parse().unwrap(), kind, at, r#"{"subject":"marker-of-a-body"}"#).unwrap()
}

fn ids(requests: &[server::Request]) -> Vec<&str> {
    requests.iter().map(|request| request.headers["webhook-id"].as_str()).collect()
}

/// An outbox of one endpoint at a server, with these events.
fn outbox(server: &Server, events: &[&str]) -> MemoryOutbox {
    let outbox = MemoryOutbox::new();
    outbox.add(endpoint("crm", server));
    events.iter().for_each(|id| outbox.put(&event(id), Clock::default().now()));
    outbox
}

fn state(outbox: &MemoryOutbox, id: &str) -> State {
    outbox.delivery(&"crm".parse().unwrap(), &id.parse().unwrap()).unwrap().state()
}

fn all(outbox: &MemoryOutbox, holds: impl Fn(State) -> bool) -> bool {
    outbox.deliveries().iter().map(Delivery::state).all(holds)
}

fn over(outbox: &MemoryOutbox) -> bool {
    outbox.deliveries().iter().all(|delivery| delivery.due().is_none())
}

#[tokio::test]
async fn what_failed_is_sent_again_as_the_same_event_with_a_new_signature() {
    let server = Server::plain(|nth, request, out| match nth {
        0 => status("500 Oh")(nth, request, out),
        _ => status("200 OK")(nth, request, out),
    });
    let post = Post::start(outbox(&server, &["e1"]), &server, 4);
    let again = State::Retry { at: post.clock.now() + jiff::SignedDuration::from_secs(5) };
    post.until(|outbox| state(outbox, "e1") == again).await;
    post.clock.set(4);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.accepted(), 1);
    post.clock.set(5);
    post.until(over).await;
    assert_eq!(state(&post.outbox, "e1"), State::Delivered { at: post.clock.now() });

    let (first, second) = (server.next().await, server.next().await);
    assert_eq!((&first.body, &first.headers["webhook-id"]), (&second.body, &second.headers["webhook-id"]));
    for (request, second) in [(&first, 1_718_618_400), (&second, 1_718_618_405)] {
        let header = |name: &str| request.headers[name].clone();
        let headers = Headers {
            id: header("webhook-id"),
            timestamp: header("webhook-timestamp"),
            signature: header("webhook-signature"),
        };
        assert_eq!(headers.timestamp, second.to_string());
        let now = Timestamp::from_second(second).unwrap();
        assert_eq!(verify([&secret()], &headers, &request.body, now), Ok(()));
    }
    assert_eq!(post.running.stop(Duration::from_secs(2)).await.cut, 0);
}

#[tokio::test]
async fn a_secret_in_rotation_signs_beside_the_new_one_for_a_day() {
    let server = Server::plain(status("200 OK"));
    let post = Post::start(outbox(&server, &[]), &server, 4);
    let (new, crm) = (Secret::generate(&mut |out| out.fill(8)), "crm".parse().unwrap());
    let now = post.clock.now();
    post.outbox.change(&crm, now, |endpoint| endpoint.secrets.rotate(new, now).unwrap()).unwrap();
    for (seconds, id, want) in [(86_399, "e1", 2), (86_400, "e2", 1)] {
        post.clock.set(seconds);
        post.outbox.put(&event(id), post.clock.now());
        post.running.wake();
        let request = server.next().await;
        assert_eq!(request.headers["webhook-signature"].split(' ').count(), want);
        post.until(over).await;
    }
}

#[tokio::test]
async fn gone_disables_the_endpoint_and_ends_what_waits() {
    let server = Server::plain(status("410 Gone"));
    let post = Post::start(outbox(&server, &["e1", "e2", "e3"]), &server, 4);
    post.until(over).await;
    let ended = State::GivenUp { at: post.clock.now(), why: Why::Disabled };
    assert!(all(&post.outbox, |state| state == ended));
    let crm = "crm".parse().unwrap();
    let condition = Condition::Disabled { since: post.clock.now() };
    assert_eq!(post.outbox.endpoint(&crm).unwrap().condition(), condition);
    assert!(post.said().contains("Disabled"), "{}", post.said());
    post.outbox.put(&event("e4"), post.clock.now());
    assert_eq!(post.outbox.deliveries().len(), 3);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn events_of_one_endpoint_arrive_in_order_and_a_failed_one_holds_nobody_up() {
    let gauge = Gauge::default();
    let work = gauge.clone();
    let server = Server::plain(move |nth, request, out| {
        work.work(10);
        let fails = request.headers["webhook-id"] == "e2" && nth < 5;
        status(if fails { "500 Oh" } else { "200 OK" })(nth, request, out)
    });
    let post = Post::start(outbox(&server, &["e5", "e3", "e1", "e2", "e4"]), &server, 8);
    post.until(|outbox| state(outbox, "e5") == State::Delivered { at: Clock::default().now() }).await;
    let first = server.rest();
    assert_eq!(ids(&first), ["e1", "e2", "e3", "e4", "e5"]);
    assert_eq!(gauge.most(), 1);
    post.outbox.put(&event("e9"), post.clock.now());
    post.clock.set(5);
    post.until(over).await;
    assert!(all(&post.outbox, |state| matches!(state, State::Delivered { .. })));
}

#[tokio::test]
async fn endpoints_are_served_side_by_side_up_to_a_bound() {
    let gauge = Gauge::default();
    let work = gauge.clone();
    let server = Server::plain(move |nth, request, out| {
        work.work(60);
        status("200 OK")(nth, request, out)
    });
    let outbox = outbox(&server, &[]);
    for n in 0..7 {
        outbox.add(endpoint(&format!("ep{n}"), &server));
    }
    outbox.put(&event("e1"), Clock::default().now());
    let post = Post::start(outbox, &server, 3);
    post.until(over).await;
    assert_eq!((server.accepted(), gauge.most()), (8, 3));
}

#[tokio::test]
async fn an_endpoint_that_asks_for_rest_gets_it_with_all_its_events() {
    let server = Server::plain(|nth, request, out| match nth {
        0 => out.write_all(b"HTTP/1.1 429 X\r\nretry-after: 60\r\ncontent-length: 0\r\n\r\n"),
        _ => status("200 OK")(nth, request, out),
    });
    let post = Post::start(outbox(&server, &["e1", "e2"]), &server, 4);
    let at = post.clock.now() + jiff::SignedDuration::from_secs(60);
    post.until(|outbox| state(outbox, "e1") == State::Retry { at }).await;
    post.clock.set(59);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.accepted(), 1);
    post.clock.set(60);
    post.until(over).await;
    assert_eq!(ids(&server.rest()), ["e1", "e1", "e2"]);
}

#[tokio::test]
async fn a_stop_lets_what_is_under_way_end_and_takes_nothing_more() {
    let server = Server::plain(|nth, request, out| {
        thread::sleep(Duration::from_millis(300));
        status("200 OK")(nth, request, out)
    });
    let post = Post::start(outbox(&server, &["e1", "e2"]), &server, 4);
    server.next().await;
    let begun = Instant::now();
    let stopped = post.running.stop(Duration::from_secs(4)).await;
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(stopped.cut, 0);
    assert!(matches!(state(&post.outbox, "e1"), State::Delivered { .. }));
    assert!(matches!(state(&post.outbox, "e2"), State::Pending { .. }));
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_stop_waits_no_longer_than_told_and_what_it_cut_comes_again() {
    let server = Server::plain(|nth, request, out| {
        if nth == 0 {
            thread::sleep(Duration::from_secs(2));
        }
        status("200 OK")(nth, request, out)
    });
    let mut post = Post::start(outbox(&server, &["e1"]), &server, 4);
    server.next().await;
    let begun = Instant::now();
    let stopped = post.running.stop(Duration::from_millis(150)).await;
    assert!((Duration::from_millis(140)..Duration::from_millis(1800)).contains(&begun.elapsed()));
    assert_eq!(stopped.cut, 1);
    assert!(matches!(state(&post.outbox, "e1"), State::Pending { .. }));

    let outbox = Arc::into_inner(post.outbox).expect("the sender has let go of the outbox");
    let clock = post.clock.clone();
    post = Post::start(outbox, &server, 4);
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(server.accepted(), 1, "it is out until its time has passed");
    post.clock.set(clock.0.load(Ordering::SeqCst) + 60);
    post.until(over).await;
    assert_eq!(ids(&server.rest()), ["e1"]);
}

#[tokio::test]
async fn reports_hold_neither_bodies_nor_secrets() {
    let server = Server::plain(|_, _, out| {
        out.write_all(
            b"HTTP/1.1 418 words-of-the-server\r\nx: words-of-the-server\r\n\r\nwords-of-the-server",
        )
    });
    let post = Post::start(outbox(&server, &["e1"]), &server, 4);
    post.until(|outbox| matches!(state(outbox, "e1"), State::Retry { .. })).await;
    post.running.stop(Duration::from_secs(2)).await;
    let said = post.said.lock().unwrap().join("\n");
    assert!(said.contains("e1") && said.contains("418"), "{said}");
    for hidden in ["marker-of-a-body", "words-of-the-server", "whsec", "BwcH", "v1,"] {
        assert!(!said.contains(hidden), "{said}");
    }
}

/// An outbox whose reading or writing fails for a while.
struct Flaky {
    inner: MemoryOutbox,
    take: AtomicBool,
    record: AtomicBool,
}

impl Outbox for Flaky {
    type Error = Unknown;

    fn take(&self, now: Timestamp, until: Timestamp, most: usize) -> Result<Vec<Job>, Unknown> {
        if self.take.load(Ordering::SeqCst) { Err(Unknown) } else { self.inner.take(now, until, most) }
    }

    fn record(
        &self,
        endpoint: &EndpointId,
        event: &EventId,
        attempt: &Attempt,
        now: Timestamp,
        jitter: Jitter,
    ) -> Result<Settled, Unknown> {
        if self.record.load(Ordering::SeqCst) {
            return Err(Unknown);
        }
        self.inner.record(endpoint, event, attempt, now, jitter)
    }
}

#[tokio::test]
async fn an_outbox_that_fails_for_a_while_is_asked_again() {
    let server = Server::plain(status("200 OK"));
    let inner = outbox(&server, &["e1"]);
    let flaky = Flaky { inner, take: AtomicBool::new(true), record: AtomicBool::new(true) };
    let post = Post::start(flaky, &server, 4);
    let told =
        |times| post.said.lock().unwrap().iter().filter(|said| said.contains("Outbox(")).count() >= times;
    post.until(|_| told(2)).await;
    assert_eq!(server.accepted(), 0);
    // Sent, but not recorded: it comes again when the time it was taken for has passed.
    post.said.lock().unwrap().clear();
    post.outbox.take.store(false, Ordering::SeqCst);
    post.until(|_| told(1)).await;
    assert_eq!(server.accepted(), 1);
    post.outbox.record.store(false, Ordering::SeqCst);
    post.clock.set(60);
    post.until(|outbox| over(&outbox.inner)).await;
    assert_eq!(ids(&server.rest()), ["e1", "e1"]);
}

#[tokio::test]
async fn draining_sends_what_is_due_and_ends_with_what_waits_for_a_retry() {
    let server = Server::plain(|nth, request, out| {
        let fails = request.headers["webhook-id"] == "e2";
        status(if fails { "500 Oh" } else { "200 OK" })(nth, request, out)
    });
    let outbox = Arc::new(outbox(&server, &["e1", "e2", "e3"]));
    let client = || {
        Client::new(&Trust::Only(server.root.clone()), Networks::public().and_plain_on_loopback()).unwrap()
    };
    let outside = || Outside::new(|| Clock::default().now(), || Jitter(0));
    let sender = || Sender::new(outbox.clone(), client(), Settings::default(), outside(), |_| {});
    assert!(!sender().drain(Duration::ZERO).await, "no time");
    assert_eq!(server.accepted(), 0);
    assert!(sender().drain(Duration::from_secs(20)).await);
    assert_eq!(ids(&server.rest()), ["e1", "e2", "e3"]);
    assert!(matches!(state(&outbox, "e2"), State::Retry { .. }));
    assert!(sender().drain(Duration::from_secs(20)).await, "nothing is due");
    assert_eq!(server.accepted(), 3);
}
