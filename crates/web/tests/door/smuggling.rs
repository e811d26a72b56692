//! Requests whose end two readers would see in different places (RFC 9112, section 11.2): refused, the connection closed,
//! and nothing of what was hidden in them done.

use crate::raw::{BODY, Open, statuses};

/// A second request, hidden in the first one's body.
fn hidden(open: &Open) -> String {
    format!("{}Content-Length: {}\r\n\r\n{BODY}", open.head(), BODY.len())
}

#[tokio::test]
async fn nothing_behind_a_request_with_two_ends_is_done() {
    let open = Open::with(Open::brisk()).await;
    let before = open.fixture.entries();
    let hidden = hidden(&open);
    let length = hidden.len();
    let head = "POST /v1/subjects/find HTTP/1.1\r\nHost: localhost\r\n";
    for (name, request) in [
        (
            "CL.TE",
            format!(
                "{head}Content-Length: {}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}",
                length + 5
            ),
        ),
        (
            "TE.CL",
            format!(
                "{head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{length:x}\r\n{hidden}\r\n0\r\n\r\n"
            ),
        ),
        ("two lengths", format!("{head}Content-Length: 0\r\nContent-Length: {length}\r\n\r\n{hidden}")),
        ("a list of lengths", format!("{head}Content-Length: 0, {length}\r\n\r\n{hidden}")),
        ("a signed length", format!("{head}Content-Length: +0\r\n\r\n{hidden}")),
        ("a length in hex", format!("{head}Content-Length: 0x0\r\n\r\n{hidden}")),
        ("an endless length", format!("{head}Content-Length: 99999999999999999999999\r\n\r\n{hidden}")),
        ("another coding", format!("{head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{hidden}")),
        (
            "two codings",
            format!(
                "{head}Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n{hidden}"
            ),
        ),
        ("chunked not last", format!("{head}Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n{hidden}")),
        ("a space before the colon", format!("{head}Content-Length : 0\r\n\r\n{hidden}")),
        (
            "a folded header",
            format!("{head}X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        ),
        ("a vertical tab", format!("{head}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n{hidden}")),
        ("a bare CR", format!("{head}X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}")),
        ("a NUL", format!("{head}X: a\0b\r\n\r\n{hidden}")),
        (
            "an endless chunk",
            format!("{head}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{hidden}"),
        ),
        ("a signed chunk", format!("{head}Transfer-Encoding: chunked\r\n\r\n-1\r\n{hidden}")),
        (
            "HTTP/1.0 in chunks",
            format!("POST /v1/subjects/find HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"),
        ),
    ] {
        let text = open.say(request.as_bytes()).await;
        let told = statuses(&text);
        assert!(told.len() <= 1, "{name}: a second request was answered: {text}");
        // The request in front proves nobody: where it reads, that is what it is told.
        assert!(told.iter().all(|status| matches!(status, 400 | 401)), "{name}: {text}");
        assert_eq!(open.fixture.entries(), before, "{name}: what was hidden was done: {text}");
    }
}

#[tokio::test]
async fn a_request_names_one_host() {
    let open = Open::with(Open::brisk()).await;
    for (name, request) in [
        ("none", "GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n"),
        ("two", "GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n"),
        ("a list", "GET /health/live HTTP/1.1\r\nHost: a, b\r\nConnection: close\r\n\r\n"),
        ("with a user", "GET /health/live HTTP/1.1\r\nHost: user@a\r\nConnection: close\r\n\r\n"),
        (
            "another in the address",
            "GET http://a/health/live HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n",
        ),
    ] {
        let text = open.say(request.as_bytes()).await;
        assert_eq!(statuses(&text), [400], "{name}: {text}");
    }
    let one = "GET /health/live HTTP/1.1\r\nHost: localhost:8443\r\nConnection: close\r\n\r\n";
    assert_eq!(statuses(&open.say(one.as_bytes()).await), [200]);
}

#[tokio::test]
async fn what_is_no_request_gets_no_answer_but_400() {
    let open = Open::with(Open::brisk()).await;
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(70_000));
    let wide = format!("GET / HTTP/1.1\r\nHost: a\r\n{}\r\n", "X: y\r\n".repeat(200));
    let heavy = format!("GET / HTTP/1.1\r\nHost: a\r\nX: {}\r\n\r\n", "y".repeat(70_000));
    let requests: [&[u8]; 8] = [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"\r\n\r\n\r\n\0\0\0\0",
        "КҮТ / HTTP/1.1\r\nHost: a\r\n\r\n".as_bytes(),
        long.as_bytes(),
        wide.as_bytes(),
        heavy.as_bytes(),
    ];
    for request in requests {
        let text = open.say(request).await;
        let told = statuses(&text);
        let fits = told.is_empty() || matches!(told.as_slice(), [400 | 414 | 431 | 505]);
        assert!(fits, "{:?}: {text}", String::from_utf8_lossy(&request[..request.len().min(40)]));
    }
}
