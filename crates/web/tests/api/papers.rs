//! Documents in the form and the language asked for, files byte for byte, and the log for strangers.

use axum::http::Method;
use ledger::{Checkpoint, tiles::TilePath};
use serde_json::json;

use crate::{
    cases::requests::{decided, request},
    fixture::{Ask, By, Fixture, Sent},
};

async fn get(fixture: &Fixture, path: &str, accept: &str, lang: &str) -> Sent {
    let ask = Ask::bare(Method::GET, path).header("accept", accept).header("accept-language", lang);
    fixture.send(By::Machine, ask).await
}

#[tokio::test]
async fn an_answer_is_given_in_the_form_and_language_asked_for() {
    let fixture = Fixture::new();
    let path = format!("/v1/requests/{}/answer", decided(&fixture));
    let data = get(&fixture, &path, "application/json", "kk").await;
    assert_eq!(data.json()["values"], true);
    let mut titles = std::collections::BTreeSet::new();
    for lang in ["kk", "ru", "en"] {
        let text = get(&fixture, &path, "text/markdown", lang).await;
        let body = String::from_utf8(text.body).expect("text");
        assert_eq!(text.headers["content-language"], lang);
        assert!(body.contains("asel@example.com"), "{lang}");
        assert!(titles.insert(body.lines().next().map(str::to_owned)), "{lang}");
    }
    let page = get(&fixture, &path, "text/html,*/*;q=0.8", "ru").await;
    assert!(page.body.starts_with(b"<!DOCTYPE html><html lang=\"ru\">"));
    assert!(page.headers["content-security-policy"].to_str().expect("text").contains("style-src 'sha256-"));
    let paper = get(&fixture, &path, "application/pdf", "en").await;
    assert!(paper.body.starts_with(b"%PDF-"));
    assert_eq!(paper.headers["content-type"], "application/pdf");
}

#[tokio::test]
async fn what_is_accepted_in_no_form_is_no_act() {
    let fixture = Fixture::new();
    let path = format!("/v1/requests/{}/answer", decided(&fixture));
    for path in [path.as_str(), "/v1/journals/consents"] {
        let before = fixture.entries();
        let sent = get(&fixture, path, "image/png", "en").await;
        assert_eq!((sent.status.as_u16(), sent.json()["code"].clone()), (406, json!("not-acceptable")));
        assert_eq!(fixture.entries(), before);
    }
}

#[tokio::test]
async fn a_request_that_is_not_decided_has_no_answer() {
    let fixture = Fixture::new();
    let path = format!("/v1/requests/{}/answer", request(&fixture));
    let sent = get(&fixture, &path, "*/*", "en").await;
    assert_eq!((sent.status.as_u16(), sent.json()["code"].clone()), (422, json!("request-undecided")));
}

#[tokio::test]
async fn a_journal_comes_page_by_page_and_as_a_document() {
    let fixture = Fixture::new();
    for _ in 0..3 {
        fixture.counterparty();
        fixture.person();
    }
    let mut entries: Vec<u64> = Vec::new();
    let mut path = "/v1/journals/consents?limit=1".to_owned();
    loop {
        let page = get(&fixture, &path, "application/json", "en").await.json();
        let lines = page["lines"].as_array().expect("lines");
        assert!(lines.len() <= 1);
        entries.extend(lines.iter().map(|line| line["entry"].as_u64().expect("an index")));
        let Some(next) = page["next"].as_u64() else { break };
        path = format!("/v1/journals/consents?limit=1&after={next}");
    }
    let whole = get(&fixture, "/v1/journals/consents", "application/json", "en").await.json();
    let whole: Vec<_> =
        whole["lines"].as_array().expect("lines").iter().map(|l| l["entry"].as_u64()).collect();
    assert_eq!(entries.into_iter().map(Some).collect::<Vec<_>>(), whole);
    assert!(whole.len() >= 3);
    let paper = get(&fixture, "/v1/journals/consents", "application/pdf", "kk").await;
    assert!(paper.body.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_file_comes_back_as_it_went_in_and_no_longer_one_goes_in() {
    let fixture = Fixture::new();
    let path = format!("/v1/requests/{}/evidence", request(&fixture));
    let file: Vec<u8> = (0..=255).cycle().take(300 << 10).collect();
    let with = |body: Vec<u8>| {
        Ask::bare(Method::POST, &path).header("content-type", "application/octet-stream").body(body)
    };
    let attached = fixture.send(By::Machine, with(file.clone())).await;
    let place = attached.headers["location"].to_str().expect("text").to_owned();
    assert_eq!(get(&fixture, &place, "*/*", "en").await.body, file);
    let before = fixture.entries();
    for (ask, status) in [
        (with(vec![0; office::EVIDENCE_MAX + 1]), 413),
        (with(Vec::new()), 422),
        (with(file).header("content-type", "text/plain"), 415),
    ] {
        assert_eq!(fixture.send(By::Machine, ask).await.status.as_u16(), status);
    }
    assert_eq!(fixture.entries(), before);
}

#[tokio::test]
async fn a_stranger_can_check_the_log_by_what_is_served() {
    let fixture = Fixture::new();
    fixture.person();
    fixture.entries(); // signs the log
    let open = async |path: &str| fixture.send(By::Nobody, Ask::bare(Method::GET, path)).await;
    let key = String::from_utf8(open("/v1/log/key").await.body).expect("text");
    let key = key.trim().parse().expect("a verifier key");
    let signed = String::from_utf8(open("/v1/log/checkpoint").await.body).expect("text");
    let checkpoint = Checkpoint::open(&signed, &key).expect("signed");
    let tile = TilePath {
        kind: ledger::tiles::TileKind::Hashes(0),
        index: 0,
        width: u16::try_from(checkpoint.size).expect("a small log"),
    };
    let sent = open(&format!("/v1/log/{tile}")).await;
    assert_eq!(sent.body.len() as u64, checkpoint.size * 32, "{tile}");
    assert!(sent.headers["cache-control"].to_str().expect("text").contains("immutable"));
    let asked = fixture.office.log_size().expect("a size");
    open("/v1/log/checkpoint").await;
    assert_eq!(fixture.office.log_size().expect("a size"), asked);
    for none in [
        "/v1/log/tile/0/999",
        "/v1/log/tile/0/0",
        "/v1/log/tile/0/../../checkpoint",
        "/v1/log/tile/..%2f..%2fqorgau.db",
        "/v1/log/tile/%2e%2e/%2e%2e/keys.json",
        "/v1/log/tile/0/000.p/..%2f..%2f..%2f..%2fkeys.json",
        "/v1/log/tile/0//000",
        "/v1/log/tile/%00",
        "/v1/log/tile/",
        "/v1/log/tile",
    ] {
        let sent = open(none).await;
        assert_eq!(sent.status.as_u16(), 404, "{none}");
    }
}
