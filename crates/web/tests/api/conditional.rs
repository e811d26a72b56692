//! Calls that are made once only, and calls on what was seen.

use axum::http::Method;
use serde_json::json;

use crate::{
    cases::{self, Case},
    described::{Operation, operations},
    fixture::{Ask, By, Fixture, Sent},
};

fn code(sent: &Sent) -> (u16, String) {
    (sent.status.as_u16(), sent.json()["code"].as_str().unwrap_or_default().to_owned())
}

fn that_take(name: &str) -> Vec<(Operation, Case)> {
    let case = |id: &str| cases::all().into_iter().find(|case| case.operation == id).expect("a case");
    let all: Vec<_> = operations().into_iter().filter(|operation| operation.takes_header(name)).collect();
    assert!(all.len() > 20, "{name} is taken by {} addresses alone", all.len());
    all.into_iter().map(|operation| (operation, case(operation.id()))).collect()
}

#[tokio::test]
async fn what_has_a_key_is_done_once_and_answered_again() {
    for (operation, case) in that_take("idempotency-key") {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture).header("idempotency-key", "\"one\"");
        fixture.is_there(case.by);
        let first = fixture.send(case.by, ask.clone()).await;
        assert!(first.status.is_success(), "{}: {}", operation.id(), first.json());
        assert!(!first.headers.contains_key("idempotent-replayed"), "{}", operation.id());
        let after = fixture.entries();
        let again = fixture.send(case.by, ask.clone()).await;
        if again.status.is_success() {
            assert_eq!((again.status, &again.body), (first.status, &first.body), "{}", operation.id());
            assert_eq!(again.headers["idempotent-replayed"], "true");
            assert_eq!(again.headers.get("location"), first.headers.get("location"));
        } else {
            assert_eq!(code(&again), (409, "done-before".to_owned()), "{}", operation.id());
            assert!(
                first.json()["values"].is_object() || first.json()["contact"].is_string(),
                "{}",
                operation.id()
            );
        }
        let mut other = ask.clone();
        other.path += "?";
        let other = fixture.send(case.by, other).await;
        assert_eq!(code(&other), (422, "another-request".to_owned()), "{}", operation.id());
        assert_eq!(fixture.entries(), after, "{}: it was done again", operation.id());
    }
}

#[tokio::test]
async fn what_was_seen_differently_is_not_changed() {
    for (operation, case) in that_take("if-match") {
        let fixture = Fixture::new();
        let ask = (case.ask)(&fixture);
        fixture.is_there(case.by);
        let before = fixture.entries();
        let sent = fixture.send(case.by, ask.clone().header("if-match", "\"0123456789abcdef\"")).await;
        assert_eq!(code(&sent), (412, "changed-since".to_owned()), "{}", operation.id());
        assert_eq!(fixture.entries(), before, "{}", operation.id());
        let sent = fixture.send(case.by, ask.header("if-match", "*")).await;
        assert!(sent.status.is_success(), "{}: {}", operation.id(), sent.json());
    }
}

#[tokio::test]
async fn whoever_saw_the_newest_may_change_it_once() {
    let fixture = Fixture::new();
    let person = format!("/v1/subjects/{}", fixture.person().subject);
    let seen = fixture.send(By::Machine, Ask::bare(Method::GET, &person)).await;
    let tag = seen.headers["etag"].to_str().expect("text").to_owned();
    let again = fixture.send(By::Machine, Ask::bare(Method::GET, &person)).await;
    assert_eq!(again.headers["etag"], tag.as_str(), "looking changes nothing");
    let change = |value: &str| {
        let items = json!({ "purpose": "recruitment", "items": { "full-name": value } });
        Ask::post(format!("{person}/rectify"), items).header("if-match", &tag)
    };
    let first = fixture.send(By::Machine, change("Ahmetova Aruzhan")).await;
    assert!(first.status.is_success(), "{}", first.json());
    let second = fixture.send(By::Machine, change("Ahmetova Aigerim")).await;
    assert_eq!(code(&second), (412, "changed-since".to_owned()));
    let anywhere = Ask::post("/v1/subjects/find", json!({ "item": "email", "value": "asel@example.com" }));
    let sent = fixture.send(By::Machine, anywhere.header("if-match", &tag)).await;
    assert_eq!(code(&sent), (400, "wrong-condition".to_owned()), "what takes no condition says so");
}

#[tokio::test]
async fn a_key_is_its_callers_own_and_outlives_the_answer() {
    let fixture = Fixture::new();
    let items = json!({ "full-name": "Ahmetova Asel", "email": "asel@example.com" });
    let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z" });
    let person = json!({ "purpose": "recruitment", "items": items, "consent": consent });
    let ask = Ask::post("/v1/subjects", person).header("idempotency-key", "one");
    fixture.me();
    let first = fixture.send(By::Machine, ask.clone()).await;
    let another = fixture.send(By::Staff, ask.clone()).await;
    assert_ne!(first.json()["engagement"], another.json()["engagement"]);
    // A service started anew has no answers, but the store knows.
    let sent = fixture.send_anew(By::Machine, ask.clone()).await;
    assert_eq!(code(&sent), (409, "done-before".to_owned()));
    assert!(sent.json()["detail"].as_str().expect("text").contains(&first.json()["entry"].to_string()));
    // Whoever comes at the same moment is done once all the same.
    let ask = ask.header("idempotency-key", "two");
    let before = fixture.entries();
    let send = || fixture.send(By::Machine, ask.clone());
    let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
    let all = [a, b, c, d];
    assert!(all.iter().all(|sent| matches!(sent.status.as_u16(), 201 | 409)));
    assert_eq!(fixture.entries(), before + 1);
    // What is refused may be asked again.
    let wrong =
        json!({ "purpose": "recruitment", "category": "employee", "items": { "email": "a@example.com" } });
    let wrong = Ask::post("/v1/subjects", wrong).header("idempotency-key", "three");
    let before = fixture.entries();
    for _ in 0..2 {
        assert!(!fixture.send(By::Machine, wrong.clone()).await.status.is_success());
    }
    assert_eq!(fixture.entries(), before + 2);
}
