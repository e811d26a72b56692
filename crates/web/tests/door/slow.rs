//! Those who send or read slowly: they are let go, and hold nobody else up.

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;

use crate::raw::{BODY, Open, statuses, to_the_end};

/// Far more than the door's patience in these tests, far less than a test's.
const SOON: Duration = Duration::from_secs(5);

#[tokio::test]
async fn who_says_nothing_is_let_go() {
    let open = Open::with(Open::brisk()).await;
    let began = Instant::now();
    let text = to_the_end(&mut open.connect().await).await;
    assert!(text.is_empty() || statuses(&text) == [408], "{text}");
    assert!(began.elapsed() < SOON);
}

#[tokio::test]
async fn a_head_that_drips_is_cut_off() {
    let open = Open::with(Open::brisk()).await;
    let mut stream = open.connect().await;
    let began = Instant::now();
    for byte in open.head().bytes().cycle() {
        if stream.write_all(&[byte]).await.is_err() || began.elapsed() > SOON {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(began.elapsed() < SOON, "the door takes a head byte by byte for ever");
}

#[tokio::test]
async fn a_connection_that_was_used_and_rests_is_let_go() {
    let open = Open::with(Open::brisk()).await;
    let mut stream = open.connect().await;
    stream.write_all(b"GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let began = Instant::now();
    let text = to_the_end(&mut stream).await;
    assert_eq!(statuses(&text)[0], 200, "{text}");
    assert!(began.elapsed() < SOON);
}

#[tokio::test]
async fn who_never_reads_is_cut_off() {
    let open = Open::with(Open::brisk()).await;
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4096).unwrap();
    let mut stream = socket.connect(open.address).await.unwrap();
    let request = b"GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n".repeat(50);
    let began = Instant::now();
    // Asks again and again without reading: once the door is stuck and gives up, writing fails.
    while stream.write_all(&request).await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(15), "the door waits for a reader for ever");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn slow_ones_hold_nobody_up() {
    let open = Open::with(Open::brisk()).await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = open.connect().await;
        stream.write_all(open.head().as_bytes()).await.unwrap();
        slow.push(stream);
    }
    let began = Instant::now();
    let head = open.head();
    let request = format!("{head}Connection: close\r\nContent-Length: {}\r\n\r\n{BODY}", BODY.len());
    assert_eq!(statuses(&open.say(request.as_bytes()).await), [201]);
    assert!(began.elapsed() < SOON);
}
