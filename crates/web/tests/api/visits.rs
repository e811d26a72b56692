//! A visit: begun with a code from a letter, to what is held on the visitor and nothing else, and not for long.

use axum::http::Method;
use jiff::SignedDuration;
use kernel::EraseReason;
use serde_json::{Value, json};

use crate::fixture::{Ask, By, Fixture, Sent};

fn code_of(sent: &Sent) -> (u16, String) {
    (sent.status.as_u16(), sent.json()["code"].as_str().unwrap_or_default().to_owned())
}

/// Asks for a code; gives the attempt, and the code of the letter where one came.
async fn asked(fixture: &Fixture, address: &str, lang: &str) -> (Value, Option<(String, String)>) {
    let ask = Ask::post("/v1/me/code", json!({ "address": address })).header("accept-language", lang);
    let sent = fixture.send(By::Nobody, ask).await;
    assert_eq!(sent.status.as_u16(), 202, "{}", sent.json());
    tokio::time::sleep(std::time::Duration::from_millis(100)).await; // letters leave after the answer
    let letter = fixture.letters.0.lock().expect("letters").pop();
    let code = letter.map(|(_, text)| {
        let digits = |line: &&str| line.chars().filter(char::is_ascii_digit).count() >= 8;
        let line = text.lines().find(digits).expect("a code stands in the letter").to_owned();
        (line.chars().filter(char::is_ascii_digit).collect(), text)
    });
    (sent.json(), code)
}

fn with(cookie: &str, ask: Ask) -> Ask {
    ask.header("cookie", cookie)
}

#[tokio::test]
async fn a_letter_opens_what_is_held_on_its_reader_alone() {
    let fixture = Fixture::new();
    let subject = fixture.subscriber();
    let other = fixture.stranger().subject;
    let (attempt, code) = asked(&fixture, "Asel@Example.com", "kk").await;
    let (code, text) = code.expect("a letter");
    assert!(text.contains("дербес деректеріңізге"), "{text}");
    let before = fixture.entries();
    let entering = json!({ "attempt": attempt["attempt"], "code": code });
    let sent = fixture.send(By::Nobody, Ask::post("/v1/me/session", entering.clone())).await;
    assert_eq!((sent.status.as_u16(), sent.json()["subject"].as_str()), (200, Some(&*subject.to_string())));
    assert_eq!(fixture.entries(), before + 1, "it stands in the log");
    let cookie =
        sent.headers["set-cookie"].to_str().expect("text").split(';').next().expect("a pair").to_owned();
    let again = fixture.send(By::Nobody, Ask::post("/v1/me/session", entering)).await;
    assert_eq!(code_of(&again), (401, "sign-in-over".to_owned()), "no code passes twice");
    let me = fixture.send(By::Nobody, with(&cookie, Ask::bare(Method::GET, "/v1/me"))).await.json();
    assert_eq!(me["subject"], subject.to_string());
    assert!(me.to_string().contains("asel@example.com") && !me.to_string().contains("daniyar"));
    assert!(me["acts"].as_array().expect("acts").iter().any(|act| act["act"] == "sign-in"), "{me}");
    for path in [
        "/v1/overview".to_owned(),
        format!("/v1/subjects/{other}"),
        format!("/v1/subjects/{subject}"),
        "/v1/session".to_owned(),
    ] {
        let sent = fixture.send(By::Nobody, with(&cookie, Ask::bare(Method::GET, &path))).await;
        assert_eq!(sent.status.as_u16(), 401, "{path}");
    }
    let asked = Ask::post("/v1/me/requests", json!({ "kind": "erase", "text": "All of it, please" }));
    let taken = fixture.send(By::Nobody, with(&cookie, asked)).await;
    assert_eq!((taken.status.as_u16(), &taken.json()["subject"]), (201, &json!(subject)));
    let fresh = with(&cookie, Ask::post("/v1/me/requests", json!({ "kind": "block" })))
        .header("sec-fetch-site", "cross-site");
    assert_eq!(code_of(&fixture.send(By::Nobody, fresh).await), (403, "other-site".to_owned()));
    let left = fixture.send(By::Nobody, with(&cookie, Ask::bare(Method::DELETE, "/v1/me/session"))).await;
    assert_eq!(left.status.as_u16(), 204);
    let sent = fixture.send(By::Nobody, with(&cookie, Ask::bare(Method::GET, "/v1/me"))).await;
    assert_eq!(sent.status.as_u16(), 401);
}

#[tokio::test]
async fn whether_anybody_has_an_address_shows_in_no_answer() {
    let fixture = Fixture::new();
    fixture.subscriber();
    let (known, letter) = asked(&fixture, "asel@example.com", "en").await;
    assert!(letter.is_some());
    let (unknown, letter) = asked(&fixture, "nobody@example.com", "en").await;
    assert!(letter.is_none());
    let shape = |answer: &Value| (answer["attempt"].as_str().map(str::len), answer["minutes"].clone());
    assert_eq!(shape(&known), shape(&unknown));
    for (attempt, last) in [(&known, false), (&unknown, true)] {
        let mut heard = Vec::new();
        for _ in 0..8 {
            let entering = json!({ "attempt": attempt["attempt"], "code": "00000000" });
            heard.push(code_of(&fixture.send(By::Nobody, Ask::post("/v1/me/session", entering)).await));
        }
        assert!(heard.iter().all(|(status, _)| *status == 401), "{heard:?}");
        assert!(heard.contains(&(401, "code-wrong".to_owned())), "{heard:?}");
        assert_eq!(heard.last(), Some(&(401, "sign-in-over".to_owned())), "{last} {heard:?}");
    }
}

#[tokio::test]
async fn a_visit_ends_when_it_is_idle_and_with_the_person() {
    let fixture = Fixture::new();
    fixture.visit();
    let me = || fixture.send(By::Subject, Ask::bare(Method::GET, "/v1/me"));
    assert_eq!(me().await.status.as_u16(), 200);
    let later = |minutes| {
        let at = fixture.office.clock().now() + SignedDuration::from_mins(minutes);
        fixture.office.set_clock(at).expect("a rehearsal");
    };
    later(10);
    assert_eq!(me().await.status.as_u16(), 200);
    fixture
        .office
        .erase(&fixture.everybody, fixture.visit().subject, None, EraseReason::Demand)
        .expect("erased");
    let sent = me().await;
    assert!(!sent.status.is_success() && !sent.json().to_string().contains("asel"), "{}", sent.json());
    let fixture = Fixture::new();
    fixture.visit();
    let at = fixture.office.clock().now() + SignedDuration::from_mins(16);
    fixture.office.set_clock(at).expect("a rehearsal");
    let sent = fixture.send(By::Subject, Ask::bare(Method::GET, "/v1/me")).await;
    assert_eq!(code_of(&sent), (401, "unauthenticated".to_owned()));
}
