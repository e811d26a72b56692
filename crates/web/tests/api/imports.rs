//! Imports: what went in, what was set aside and why, and a file that comes again.

use std::fmt::Write as _;

use axum::{body::Body, http::Method};
use serde_json::{Value, json};

use crate::fixture::{Ask, By, Fixture, Sent};

const CANDIDATES: &str =
    "/v1/imports/people?purpose=recruitment&consent_way=web-form&consent_at=2026-03-01T07:00:00Z";

async fn import(fixture: &Fixture, path: &str, kind: &str, body: impl Into<Vec<u8>>) -> Sent {
    fixture.send(By::Machine, Ask::bare(Method::POST, path).header("content-type", kind).body(body)).await
}

fn candidates(count: usize) -> String {
    let mut text = "full-name,email\n".to_owned();
    for row in 0..count {
        let _ = writeln!(text, "Ahmetova Asel,a{row}@example.com");
    }
    text
}

fn counts(report: &Value) -> [u64; 4] {
    ["rows", "taken", "already", "rejected"].map(|name| report[name].as_u64().expect("a number"))
}

#[tokio::test]
async fn rows_go_in_and_those_that_can_not_are_told_without_their_values() {
    let fixture = Fixture::new();
    let file = "full-name,email\nAhmetova Asel,asel@example.com\nSerikov Daniyar,no address\n";
    let sent = import(&fixture, CANDIDATES, "text/csv; charset=utf-8", file).await;
    let report = sent.json();
    assert_eq!(counts(&report), [2, 1, 0, 1], "{report}");
    let row = &report["rejected_rows"][0];
    assert_eq!((&row["row"], &row["item"]), (&json!(3), &json!("email")), "{report}");
    assert!(!report.to_string().contains("no address"));
    let again = import(&fixture, CANDIDATES, "text/csv", file).await.json();
    assert_eq!(counts(&again), [2, 0, 1, 1]);
    let lines = "{\"full-name\":\"Omarova Dana\",\"email\":\"dana@example.com\"}\n{\"full-name\":1\n";
    let report = import(&fixture, CANDIDATES, "application/x-ndjson", lines).await.json();
    assert_eq!(counts(&report), [2, 1, 0, 1], "{report}");
}

#[tokio::test]
async fn a_header_that_no_row_may_have_refuses_the_whole_file() {
    let fixture = Fixture::new();
    for (kind, body) in [
        ("text/csv", "full-name,card-number\nAhmetova Asel,4111111111111111\n".to_owned()),
        (
            "application/x-ndjson",
            "{\"full-name\":\"Ahmetova Asel\",\"iin-bin\":\"130340020239\"}\n".to_owned(),
        ),
        ("application/x-ndjson", "[1]".to_owned()),
        ("text/csv", "\u{0}".to_owned()),
    ] {
        let sent = import(&fixture, CANDIDATES, kind, body).await;
        assert_eq!(sent.status.as_u16(), 422, "{}", sent.json());
    }
    for (path, kind, status) in [
        (CANDIDATES, "application/json", 415),
        ("/v1/imports/people", "text/csv", 400),
        ("/v1/imports/people?purpose=recruitment&who=asel", "text/csv", 400),
        ("/v1/imports/people?purpose=recruitment&consent_way=written", "text/csv", 422),
        ("/v1/imports/people?purpose=recruitment&map=1", "text/csv", 422),
    ] {
        let sent = import(&fixture, path, kind, candidates(1)).await;
        assert_eq!(sent.status.as_u16(), status, "{path}: {}", sent.json());
    }
}

#[tokio::test]
async fn own_headers_are_mapped_and_columns_left_out() {
    let fixture = Fixture::new();
    let file = "Who,Mail,Remark\nAhmetova Asel,asel@example.com,tall\n";
    let map = "%7B%22Who%22:%22full-name%22,%22Mail%22:%22email%22%7D";
    let report =
        import(&fixture, &format!("{CANDIDATES}&map={map}&drop=Remark"), "text/csv", file).await.json();
    assert_eq!(counts(&report), [1, 1, 0, 0], "{report}");
}

#[tokio::test]
async fn a_line_that_broke_loses_nothing_and_the_same_file_goes_on() {
    let fixture = Fixture::new();
    let path = format!("{CANDIDATES}&drop=pad");
    let (file, path) = (wide(5_000), path.as_str());
    let sent = fixture.send_body(By::Machine, path, "text/csv", broken(&file)).await;
    assert_eq!((sent.status.as_u16(), sent.json()["code"].clone()), (400, json!("cut-off")));
    let report = import(&fixture, path, "text/csv", file.clone()).await.json();
    assert_eq!((counts(&report), report["resumed"].clone()), ([5_000, 5_000, 0, 0], json!(4_000)));
    let other = file.replacen("a3@", "b3@", 1);
    let sent = fixture.send_body(By::Machine, path, "text/csv", broken(&other)).await;
    assert_eq!(sent.status.as_u16(), 400);
    let later = other.replacen("a3000@", "b3000@", 1);
    let sent = import(&fixture, path, "text/csv", later.clone()).await;
    assert_eq!((sent.status.as_u16(), sent.json()["code"].clone()), (422, json!("import-comes-once")));
    let report = import(&fixture, path, "text/csv", later).await.json();
    assert_eq!(report["resumed"], Value::Null);
    assert_eq!(counts(&report)[0], 5_000);
}

/// The same with a column beside it, so that what is looked at first is far from all of it.
fn wide(count: usize) -> String {
    let pad = "-".repeat(400);
    candidates(count).lines().fold(String::new(), |text, line| {
        let cell = if text.is_empty() { "pad" } else { &pad };
        text + line + "," + cell + "\n"
    })
}

/// A body that breaks off behind nine tenths of a file.
fn broken(file: &str) -> Body {
    let bytes = file.as_bytes()[..file.len() * 9 / 10].to_vec();
    use http_body_util::{BodyExt as _, Full};
    let start = Full::new(axum::body::Bytes::from(bytes)).map_err(|never| match never {});
    Body::new(start.with_trailers(async { Some(Err(std::io::Error::other("it broke off"))) }))
}
