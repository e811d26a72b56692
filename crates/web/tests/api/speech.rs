//! Every problem in the language asked for, with its clause, and never with a value.

use serde_json::json;

use crate::fixture::{Ask, By, Fixture};

const MARKER: &str = "Zhumabekova Marker";

fn outside_the_purpose() -> Ask {
    let items = json!({ "full-name": MARKER, "email": "marker@example.com", "iban": MARKER });
    let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z" });
    Ask::post("/v1/subjects", json!({ "purpose": "recruitment", "items": items, "consent": consent }))
}

#[tokio::test]
async fn a_refusal_speaks_the_language_asked_for() {
    let fixture = Fixture::new();
    let mut said = Vec::new();
    for lang in ["kk", "ru", "en"] {
        let sent = fixture.send(By::Machine, outside_the_purpose().header("accept-language", lang)).await;
        let body = sent.json();
        assert_eq!(sent.headers["content-language"], lang);
        assert!(body["clause"].is_string() && body["hint"].is_string(), "{body}");
        assert!(!String::from_utf8_lossy(&sent.body).contains(MARKER), "{body}");
        said.push(body["detail"].to_string());
    }
    said.dedup();
    assert_eq!(said.len(), 3, "{said:?}");
}

#[tokio::test]
async fn a_value_of_another_kind_is_named_by_its_item_alone() {
    let fixture = Fixture::new();
    let items = json!({ "full-name": "Asel", "email": MARKER });
    let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z" });
    let ask =
        Ask::post("/v1/subjects", json!({ "purpose": "recruitment", "items": items, "consent": consent }));
    let sent = fixture.send(By::Machine, ask).await;
    let body = sent.json();
    assert_eq!((sent.status.as_u16(), &body["about"]["item"]), (422, &json!("email")), "{body}");
    assert!(!String::from_utf8_lossy(&sent.body).contains(MARKER), "{body}");
}

#[tokio::test]
async fn a_moment_of_now_is_not_ahead_of_the_house_by_a_fraction_of_a_second() {
    let fixture = Fixture::new();
    let at = format!("{}.999999999Z", fixture.office.clock().now().strftime("%Y-%m-%dT%H:%M:%S"));
    let consent = json!({ "way": "web-form", "at": at });
    let items = json!({ "email": "asel@example.com", "full-name": "Ahmetova Asel" });
    let person = json!({ "purpose": "recruitment", "items": items, "consent": consent });
    let sent = fixture.send(By::Machine, Ask::post("/v1/subjects", person)).await;
    assert_eq!(sent.status.as_u16(), 201, "{}", sent.json());
}
