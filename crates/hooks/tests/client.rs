//! Single attempts over real sockets on loopback.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod server;

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use hooks::{
    Answer, Attempt, Client, Endpoint, Event, Failure, Headers, Limits, Networks, Resolver, RetryAfter,
    Secret, Secrets, Target, Trust, Wants, verify,
};
use jiff::Timestamp;
use server::{Server, status};

const DATA: &str = r#"{"subject":"0190253e","words":"Әсел"}"#;

fn loopback() -> Networks {
    Networks::public().and("127.0.0.0/8".parse().unwrap()).and("::1/128".parse().unwrap())
}

fn client(server: &Server, networks: Networks) -> Client {
    Client::new(&Trust::Only(server.root.clone()), networks).unwrap()
}

/// One that soon has enough: of connecting, and of the whole, in milliseconds.
fn impatient(server: &Server, connect: u64, whole: u64) -> Client {
    let (connect, whole) = (Duration::from_millis(connect), Duration::from_millis(whole));
    client(server, loopback()).with_limits(Limits { connect, whole, ..Limits::default() })
}

fn secret() -> Secret {
    Secret::generate(&mut |out| out.fill(7))
}

/// An endpoint at some URL; its form is checked with everything on loopback allowed, so that sending is what refuses.
fn endpoint(url: &str) -> Endpoint {
    let target = Target::parse(url, &Networks::public().and_plain_on_loopback()).unwrap();
    Endpoint::new("ep_1".parse().unwrap(), target, Wants::All, Secrets::new(secret()))
}

fn event() -> Event {
    let at = "2024-06-17T10:00:00Z".parse().unwrap();
    Event::new("evt_1".parse().unwrap(), "consent.withdrawn".parse().unwrap(), at, DATA).unwrap()
}

async fn attempt(client: &Client, url: &str) -> Attempt {
    client.send(&endpoint(url), &event(), Timestamp::now()).await
}

/// Over TLS to a server that answers so.
async fn answered_so(raw: impl Into<Vec<u8>>) -> (Server, Attempt) {
    let raw = raw.into();
    let server = Server::tls(&["localhost"], move |_, _, out| out.write_all(&raw));
    let attempt =
        attempt(&client(&server, loopback()), &format!("https://localhost:{}/", server.at.port())).await;
    (server, attempt)
}

fn answered(status: u16) -> Attempt {
    Attempt::Answered(Answer { status, retry_after: None })
}

/// A resolver that leads every name to one server, and counts how often it is asked.
fn leads_to(at: SocketAddr) -> (Resolver, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    let resolver = Resolver::new(move |_, port| {
        // Asked again, a rebinding name would lead elsewhere.
        let again = count.fetch_add(1, Ordering::SeqCst) > 0;
        Ok(vec![if again { SocketAddr::new([127, 0, 0, 99].into(), port) } else { at }])
    });
    (resolver, asked)
}

#[tokio::test]
async fn an_event_arrives_signed_at_the_address_that_was_checked() {
    let server = Server::tls(&["hooks.example.kz"], status("204 No Content"));
    let (resolver, asked) = leads_to(server.at);
    let client = client(&server, loopback()).with_resolver(resolver);
    let now = Timestamp::now();
    let url = "https://hooks.example.kz:8443/in/T0?of=crm";
    assert_eq!(client.send(&endpoint(url), &event(), now).await, answered(204));

    let got = server.next().await;
    assert_eq!(got.line, "POST /in/T0?of=crm HTTP/1.1");
    assert_eq!(got.sni.as_deref(), Some("hooks.example.kz"));
    let header = |name: &str| got.headers.get(name).cloned().unwrap_or_default();
    assert_eq!(header("host"), "hooks.example.kz:8443");
    assert_eq!(header("content-type"), "application/json");
    assert_eq!(got.body, event().body().into_bytes());
    assert_eq!(
        (header("webhook-id").as_str(), header("webhook-timestamp")),
        ("evt_1", now.as_second().to_string())
    );
    let headers = Headers {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signature: header("webhook-signature"),
    };
    assert_eq!(verify([&secret()], &headers, &got.body, now), Ok(()));
    assert_eq!((server.accepted(), asked.load(Ordering::SeqCst)), (1, 1));
}

#[tokio::test]
async fn only_a_status_from_200_to_299_is_success() {
    for (status, success) in [
        (200, true),
        (202, true),
        (299, true),
        (300, false),
        (304, false),
        (404, false),
        (410, false),
        (500, false),
    ] {
        let (_server, got) = answered_so(format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\n\r\n")).await;
        assert_eq!((got, got.succeeded()), (answered(status), success));
    }
}

#[tokio::test]
async fn no_redirect_is_followed() {
    for status in [301, 302, 303, 307, 308] {
        let server = Server::tls(&["localhost"], move |_, request, out| {
            let host = &request.headers["host"];
            write!(out, "HTTP/1.1 {status} X\r\nlocation: https://{host}/there\r\ncontent-length: 0\r\n\r\n")
        });
        let url = format!("https://localhost:{}/", server.at.port());
        assert_eq!(attempt(&client(&server, loopback()), &url).await, answered(status));
        assert_eq!(server.accepted(), 1);
    }
}

#[tokio::test]
async fn retry_after_is_heard_with_429_and_503_alone() {
    for (status, want) in [(429, true), (503, true), (500, false), (200, false), (302, false)] {
        let raw = format!("HTTP/1.1 {status} X\r\nretry-after: 90\r\ncontent-length: 0\r\n\r\n");
        let retry_after = want.then_some(RetryAfter::Seconds(90));
        assert_eq!(answered_so(raw).await.1, Attempt::Answered(Answer { status, retry_after }));
    }
    let raw = "HTTP/1.1 503 X\r\nretry-after: whenever\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(answered_so(raw).await.1, answered(503));
}

#[tokio::test]
async fn a_slow_answer_is_cut() {
    // Nothing at all; and a byte now and then, which a limit between two bytes would let pass.
    for drip in [false, true] {
        let server = Server::tls(&["localhost"], move |_, _, out| {
            out.write_all(b"HTTP/1.1 200 OK\r\nx: ")?;
            for _ in 0..80 {
                thread::sleep(Duration::from_millis(100));
                if drip {
                    out.write_all(b"x")?;
                    out.flush()?;
                }
            }
            Ok(())
        });
        let (begun, url) = (Instant::now(), format!("https://localhost:{}/", server.at.port()));
        assert_eq!(attempt(&impatient(&server, 5000, 1200), &url).await, Attempt::Failed(Failure::Timeout));
        assert!((Duration::from_millis(1150)..Duration::from_secs(6)).contains(&begun.elapsed()));
    }
}

#[tokio::test]
async fn a_server_that_never_agrees_on_encryption_is_cut() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (ended, end) = mpsc::channel();
    thread::spawn(move || {
        let (mut tcp, _) = listener.accept().unwrap();
        tcp.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let _ = ended.send(tcp.read_to_end(&mut Vec::new()).map_err(|error| error.kind()));
    });
    let other = Server::tls(&["localhost"], status("200 OK"));
    let begun = Instant::now();
    let got = attempt(&impatient(&other, 400, 15_000), &format!("https://127.0.0.1:{port}/")).await;
    assert_eq!(got, Attempt::Failed(Failure::Unreachable));
    assert!((Duration::from_millis(380)..Duration::from_secs(5)).contains(&begun.elapsed()));
    let end = end.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(!matches!(end, Err(ErrorKind::WouldBlock | ErrorKind::TimedOut)), "the connection was left open");
}

#[tokio::test]
async fn a_huge_answer_is_cut_and_counts_by_its_status() {
    let (told, tell) = mpsc::channel();
    let server = Server::tls(&["localhost"], move |_, _, out| {
        out.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")?;
        let (mut sent, chunk) = (0_usize, [b'x'; 16 << 10]);
        while sent < 256 << 20 && out.write_all(&chunk).is_ok() {
            sent += chunk.len();
        }
        let _ = told.send(sent);
        Ok(())
    });
    let (begun, url) = (Instant::now(), format!("https://localhost:{}/", server.at.port()));
    assert_eq!(attempt(&client(&server, loopback()), &url).await, answered(200));
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    let sent = tell.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(sent < 32 << 20, "{sent} bytes were taken, more than the system's buffers hold");
}

#[tokio::test]
async fn a_body_that_never_ends_does_not_undo_the_status() {
    // Late enough that the time of the attempt is over while its body is waited for.
    let server = Server::tls(&["localhost"], |_, _, out| {
        thread::sleep(Duration::from_millis(1200));
        out.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nx")?;
        out.flush()?;
        thread::sleep(Duration::from_secs(4));
        Ok(())
    });
    let (begun, url) = (Instant::now(), format!("https://localhost:{}/", server.at.port()));
    assert_eq!(attempt(&impatient(&server, 5000, 2000), &url).await, answered(200));
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn headers_are_bounded_and_have_to_be_http() {
    let many: String = (0..65).map(|n| format!("x{n}: x\r\n")).collect();
    let long = format!("x: {}\r\n", "x".repeat(17 << 10));
    let few: String = (0..60).map(|n| format!("x{n}: x\r\n")).collect();
    for (head, want) in [
        (format!("HTTP/1.1 200 OK\r\n{few}content-length: 0\r\n\r\n"), answered(200)),
        (format!("HTTP/1.1 200 OK\r\n{many}\r\n"), Attempt::Failed(Failure::Protocol)),
        (format!("HTTP/1.1 200 OK\r\n{long}\r\n"), Attempt::Failed(Failure::Protocol)),
        ("220 mail.example.kz ESMTP\r\n\r\n".to_owned(), Attempt::Failed(Failure::Protocol)),
        (String::new(), Attempt::Failed(Failure::Unreachable)),
        ("HTTP/1.1 20".to_owned(), Attempt::Failed(Failure::Unreachable)),
    ] {
        assert_eq!(answered_so(head.clone()).await.1, want, "{head:.40}");
    }
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_refused_unless_allowed() {
    let server = Server::tls(&["localhost"], status("200 OK"));
    let url = format!("https://localhost:{}/", server.at.port());
    assert_eq!(attempt(&client(&server, Networks::public()), &url).await, Attempt::Failed(Failure::Network));
    let private = Networks::public().and("10.0.0.0/8".parse().unwrap());
    assert_eq!(attempt(&client(&server, private), &url).await, Attempt::Failed(Failure::Network));
    assert_eq!(server.accepted(), 0);
    assert_eq!(attempt(&client(&server, loopback()), &url).await, answered(200));
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn of_several_addresses_only_allowed_ones_are_tried() {
    let server = Server::tls(&["hooks.example.kz"], status("200 OK"));
    let at = server.at;
    // The first is refused, nobody listens at the second, and the third is the server: at an address not allowed first.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let resolver = Resolver::new(move |_, _| Ok(vec!["[::ffff:127.0.0.1]:1".parse().unwrap(), closed, at]));
    let only = Networks::public().and("127.0.0.1/32".parse().unwrap());
    let url = "https://hooks.example.kz/";
    assert_eq!(attempt(&client(&server, only).with_resolver(resolver), url).await, answered(200));
    let mapped = SocketAddr::new(std::net::Ipv4Addr::LOCALHOST.to_ipv6_mapped().into(), at.port());
    let resolver = Resolver::new(move |_, _| Ok(vec![mapped]));
    let client = client(&server, Networks::public()).with_resolver(resolver);
    assert_eq!(attempt(&client, url).await, Attempt::Failed(Failure::Network));
    assert_eq!(server.accepted(), 1);
}

#[tokio::test]
async fn a_name_without_address_is_a_failure_of_its_own() {
    let server = Server::tls(&["localhost"], status("200 OK"));
    for resolver in
        [Resolver::new(|_, _| Ok(Vec::new())), Resolver::new(|_, _| Err(ErrorKind::NotFound.into()))]
    {
        let client = client(&server, loopback()).with_resolver(resolver);
        assert_eq!(attempt(&client, "https://nowhere.example.kz/").await, Attempt::Failed(Failure::Name));
    }
}

#[tokio::test]
async fn unencrypted_stays_on_this_machine() {
    let server = Server::plain(status("200 OK"));
    let url = format!("http://localhost:{}/", server.at.port());
    assert_eq!(attempt(&client(&server, loopback()), &url).await, Attempt::Failed(Failure::Network));
    assert_eq!(server.accepted(), 0);
    let plain = client(&server, Networks::public().and_plain_on_loopback());
    assert_eq!(attempt(&plain, &url).await, answered(200));
    // A resolver may lead `localhost` anywhere, also to where encrypted events may go.
    let away = Networks::public().and_plain_on_loopback().and("10.0.0.0/8".parse().unwrap());
    let resolver = Resolver::new(|_, port| Ok(vec![SocketAddr::new([10, 0, 0, 1].into(), port)]));
    let away = client(&server, away).with_resolver(resolver);
    assert_eq!(attempt(&away, &url).await, Attempt::Failed(Failure::Network));
}

#[tokio::test]
async fn a_certificate_has_to_be_for_the_name_and_by_a_trusted_root() {
    let server = Server::tls(&["other.example.kz", "127.0.0.1"], status("200 OK"));
    let port = server.at.port();
    let url = format!("https://localhost:{port}/");
    assert_eq!(attempt(&client(&server, loopback()), &url).await, Attempt::Failed(Failure::Tls));
    let by_address = format!("https://127.0.0.1:{port}/");
    assert_eq!(attempt(&client(&server, loopback()), &by_address).await, answered(200));
    let stranger = Server::tls(&["localhost"], status("200 OK"));
    assert_eq!(attempt(&client(&stranger, loopback()), &by_address).await, Attempt::Failed(Failure::Tls));
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/", plain.local_addr().unwrap());
    thread::spawn(move || plain.accept().unwrap().0.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
    assert_eq!(attempt(&client(&server, loopback()), &url).await, Attempt::Failed(Failure::Tls));
    assert!(
        server.rest().len() == 1 && stranger.rest().is_empty(),
        "nothing is said before the certificate is seen"
    );
}

#[tokio::test]
async fn an_attempt_that_is_dropped_closes_its_connection() {
    let (told, tell) = mpsc::channel();
    let server = Server::plain(move |_, _, out| {
        // Ends with an error once the other side is gone.
        while out.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
        told.send(()).map_err(std::io::Error::other)
    });
    let client = client(&server, Networks::public().and_plain_on_loopback());
    let url = format!("http://127.0.0.1:{}/", server.at.port());
    let short = Duration::from_millis(200);
    assert!(tokio::time::timeout(short, attempt(&client, &url)).await.is_err());
    assert!(tell.recv_timeout(Duration::from_secs(5)).is_ok(), "the connection was left open");
}
