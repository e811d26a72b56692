//! An address without a test of who may, of bad input, of its log entry, or without an example, fails here.

use std::collections::BTreeSet;

use policy::ActKind;
use serde_json::{Value, json};

use crate::{
    cases::{self, Case},
    described::{Operation, faults, operations, problem},
    fixture::{By, Fixture, Sent},
};

const HEADERS: [&str; 9] = [
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-resource-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "cache-control",
    "content-security-policy",
];

#[test]
fn every_address_has_a_case_and_every_case_an_address() {
    let described: BTreeSet<_> = operations().iter().map(Operation::id).collect();
    let tested: BTreeSet<_> = cases::all().iter().map(|case| case.operation).collect();
    assert_eq!(described, tested);
    assert_eq!(operations().len(), described.len(), "an operation's id stands twice");
    assert_eq!(cases::all().len(), tested.len(), "a case stands twice");
}

#[test]
fn every_body_has_an_example_that_fits_its_schema() {
    for operation in operations().iter().filter(|operation| operation.takes_json()) {
        let (example, schema) =
            operation.example().unwrap_or_else(|| panic!("{}: no example", operation.id()));
        assert_eq!(faults(&schema, example), Vec::<String>::new(), "{}", operation.id());
    }
}

#[test]
fn every_address_says_which_act_it_is_and_what_a_no_looks_like() {
    for operation in operations() {
        assert!(operation.has_default(), "{}: no default answer", operation.id());
        let kinds = [operation.act().is_some(), operation.is_open(), operation.is_own()];
        assert_eq!(
            kinds.iter().filter(|is| **is).count(),
            1,
            "{}: an act, one's own, or open",
            operation.id()
        );
    }
}

#[tokio::test]
async fn nobody_gets_in_without_a_key() {
    for (operation, case) in guarded() {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        let before = fixture.entries();
        let sent = fixture.send(By::Nobody, ask).await;
        is_problem(&sent, 401, "unauthenticated", &operation);
        assert!(sent.headers.contains_key("www-authenticate"), "{}", operation.id());
        assert_eq!(fixture.entries(), before, "{}: what nobody asks is no act", operation.id());
    }
}

#[tokio::test]
async fn a_key_without_the_act_is_refused_and_the_refusal_is_logged() {
    for (operation, case) in guarded() {
        let Some(act) = operation.act() else { continue };
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        let before = fixture.entries();
        let by = if matches!(case.by, By::Staff) { By::StaffWithout(act) } else { By::NotAllowed(act) };
        let sent = fixture.send(by, ask).await;
        if act == ActKind::AcknowledgeEdition {
            is_problem(&sent, 401, "unauthenticated", &operation);
            continue;
        }
        is_problem(&sent, 403, "no-permission", &operation);
        assert!(sent.json()["clause"].is_string(), "{}: {}", operation.id(), sent.json());
        // Whoever asks was admitted by an act as well.
        assert!(fixture.entries() >= before + 2, "{}: the refusal is not in the log", operation.id());
    }
}

#[tokio::test]
async fn bad_input_is_told_and_changes_nothing() {
    for (operation, case) in all() {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        fixture.is_there(case.by);
        let before = fixture.entries();
        if operation.takes_json() {
            let with = |body: &[u8]| ask.clone().body(body);
            is_problem(&fixture.send(case.by, with(b"{")).await, 400, "not-json", &operation);
            is_problem(&fixture.send(case.by, with(b"[1]")).await, 400, "wrong-shape", &operation);
            let unknown = with(&unknown_member(ask.body.as_deref().unwrap_or(b"{}")));
            is_problem(&fixture.send(case.by, unknown).await, 400, "wrong-shape", &operation);
            let text = ask.clone().header("content-type", "text/plain");
            is_problem(&fixture.send(case.by, text).await, 415, "media-type", &operation);
            let coded = ask.clone().header("content-encoding", "gzip");
            is_problem(&fixture.send(case.by, coded).await, 415, "media-type", &operation);
            let big = with(&vec![b' '; 16 << 20]);
            is_problem(&fixture.send(case.by, big).await, 413, "too-large", &operation);
        }
        for place in operation.path.split('/').enumerate().filter(|(_, part)| part.starts_with('{')) {
            let path: Vec<&str> = ask.path.split('?').next().unwrap_or_default().split('/').collect();
            let bad = path.iter().enumerate().map(|(at, part)| if at == place.0 { "%D3%98" } else { part });
            let mut asked = ask.clone();
            asked.path = bad.collect::<Vec<_>>().join("/");
            is_problem(&fixture.send(case.by, asked).await, 400, "wrong-address", &operation);
        }
        assert_eq!(fixture.entries(), before, "{}: bad input is no act", operation.id());
    }
}

#[tokio::test]
async fn what_is_allowed_is_done_logged_and_answered_as_described() {
    for (operation, case) in all() {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        fixture.is_there(case.by);
        assert!(ask.method.as_str().eq_ignore_ascii_case(operation.method), "{}", operation.id());
        let before = fixture.entries();
        let sent = fixture.send(case.by, ask).await;
        let status = sent.status.as_u16();
        assert!(sent.status.is_success(), "{}: {status} {}", operation.id(), sent.json());
        let schema = operation.answers(status);
        let schema = schema.unwrap_or_else(|| panic!("{}: {status} is not described", operation.id()));
        if let Some(schema) = schema {
            assert_eq!(faults(&schema, &sent.json()), Vec::<String>::new(), "{}", operation.id());
        }
        dressed(&sent, operation.id());
        if operation.act().is_some() {
            assert!(fixture.entries() > before, "{}: nothing in the log", operation.id());
        }
    }
}

fn all() -> Vec<(Operation, Case)> {
    let cases = cases::all();
    let case = |operation: Operation| {
        let case = cases.iter().find(|case| case.operation == operation.id())?;
        Some((operation, *case))
    };
    operations().into_iter().filter_map(case).collect()
}

/// Those that are not open to everyone.
fn guarded() -> Vec<(Operation, Case)> {
    all().into_iter().filter(|(operation, _)| !operation.is_open()).collect()
}

fn unknown_member(body: &[u8]) -> Vec<u8> {
    let mut body: Value = serde_json::from_slice(body).expect("a case's body is JSON");
    body["nobody-knows-this"] = json!(1);
    body.to_string().into_bytes()
}

fn is_problem(sent: &Sent, status: u16, code: &str, operation: &Operation) {
    let body = sent.json();
    assert_eq!(
        (sent.status.as_u16(), body["code"].as_str()),
        (status, Some(code)),
        "{}: {body}",
        operation.id()
    );
    assert_eq!(sent.headers["content-type"], "application/problem+json", "{}", operation.id());
    assert_eq!(faults(&problem(), &body), Vec::<String>::new(), "{}", operation.id());
    dressed(sent, operation.id());
}

/// Every answer has the headers of all, and they say what they are there for.
fn dressed(sent: &Sent, operation: &str) {
    let text = |name: &str| sent.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for name in HEADERS {
        assert!(!text(name).is_empty(), "{operation}: no {name}");
    }
    assert_eq!(text("x-content-type-options"), "nosniff", "{operation}");
    assert!(text("content-security-policy").contains("frame-ancestors 'none'"), "{operation}");
    assert!(text("strict-transport-security").starts_with("max-age=63072000"), "{operation}");
}
