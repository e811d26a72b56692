//! Other systems that hear of events: what the API shows of them, and where it lets events go.

use axum::http::Method;
use serde_json::{Value, json};

use crate::fixture::{Ask, By, Fixture};

async fn add(fixture: &Fixture, name: &str, url: &str) -> (u16, Value) {
    let sent = fixture.send(By::Staff, Ask::post("/v1/hooks", json!({ "hook": name, "url": url }))).await;
    (sent.status.as_u16(), sent.json())
}

#[tokio::test]
async fn a_secret_and_the_rest_of_an_address_are_shown_once() {
    let fixture = Fixture::new();
    let (status, added) = add(&fixture, "crm", "https://crm.example.com/hooks/T0K3N").await;
    assert_eq!(status, 201, "{added}");
    let secret = added["secret"].as_str().unwrap().to_owned();
    assert!(secret.starts_with("whsec_"));
    let listed = fixture.send(By::Staff, Ask::bare(Method::GET, "/v1/hooks")).await.json();
    assert_eq!(listed["hooks"][0]["host"], "crm.example.com");
    assert_eq!(
        (&listed["hooks"][0]["condition"], &listed["hooks"][0]["waiting"]),
        (&json!("active"), &json!(0))
    );
    assert!(!listed.to_string().contains("T0K3N") && !listed.to_string().contains(&secret), "{listed}");
    let rotated = fixture.send(By::Staff, Ask::bare(Method::POST, "/v1/hooks/crm/rotate")).await.json();
    assert_ne!(rotated["secret"], added["secret"]);
    let (status, twice) = add(&fixture, "crm", "https://crm.example.com/").await;
    assert_eq!((status, &twice["code"]), (409, &json!("hook-known")));
    let gone = fixture.send(By::Staff, Ask::bare(Method::POST, "/v1/hooks/other/test")).await;
    assert_eq!((gone.status.as_u16(), &gone.json()["code"]), (404, &json!("unknown-hook")));
}

#[tokio::test]
async fn nobody_has_the_service_call_on_its_neighbours() {
    let fixture = Fixture::new();
    for (url, code) in [
        ("https://10.0.0.1/", "hook-url-network"),
        ("https://127.0.0.1/", "hook-url-network"),
        ("https://169.254.169.254/latest/meta-data/", "hook-url-network"),
        ("https://[::ffff:10.0.0.1]/", "hook-url-network"),
        ("http://crm.example.com/", "hook-url-plain"),
        ("ftp://crm.example.com/", "hook-url"),
        ("https://me:secret@crm.example.com/", "hook-url"),
    ] {
        let (status, said) = add(&fixture, "crm", url).await;
        assert_eq!((status, &said["code"]), (422, &json!(code)), "{url}: {said}");
    }
}
