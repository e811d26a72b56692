//! Other systems that hear of events.

use axum::http::Method;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case { operation: "hooks", by: By::Staff, ask: |_| Ask::bare(Method::GET, "/v1/hooks") },
    Case {
        operation: "add-hook",
        by: By::Staff,
        ask: |_| {
            let events = ["consent.withdrawn", "subject.erased"];
            let hook = json!({ "hook": "crm", "url": "https://crm.example.com/hooks", "events": events });
            Ask::post("/v1/hooks", hook)
        },
    },
    Case {
        operation: "remove-hook",
        by: By::Staff,
        ask: |fixture| {
            heard(fixture);
            Ask::bare(Method::DELETE, "/v1/hooks/mail")
        },
    },
    Case { operation: "resume-hook", by: By::Staff, ask: |fixture| changed(fixture, "resume") },
    Case { operation: "rotate-hook", by: By::Staff, ask: |fixture| changed(fixture, "rotate") },
    Case { operation: "test-hook", by: By::Staff, ask: |fixture| changed(fixture, "test") },
];

fn changed(fixture: &Fixture, what: &str) -> Ask {
    heard(fixture);
    Ask::bare(Method::POST, &format!("/v1/hooks/mail/{what}"))
}

fn heard(fixture: &Fixture) {
    let (name, url) = ("mail".parse().expect("a name"), "https://mail.example.com/hooks");
    let public = hooks::Networks::public();
    fixture.office.add_hook(&fixture.everybody, name, url, &[], &public).expect("added");
}
