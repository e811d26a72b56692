//! Consents, and lists by them.

use axum::http::Method;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "consent-text",
        by: By::Nobody,
        ask: |_| Ask::bare(Method::GET, "/v1/consents/text?purpose=recruitment"),
    },
    Case {
        operation: "give-consent",
        by: By::Machine,
        ask: |fixture| {
            let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z", "notice": "kk" });
            let given = json!({ "purpose": "recruitment", "consent": consent, "proof": "form 17" });
            Ask::post(format!("/v1/subjects/{}/consents", fixture.person().subject), given)
        },
    },
    Case {
        operation: "withdraw-consent",
        by: By::Machine,
        ask: |fixture| {
            let path = format!("/v1/subjects/{}/consents/withdraw", fixture.subscriber());
            Ask::post(path, json!({ "purpose": "mailings" }))
        },
    },
    Case {
        operation: "consent-receipt",
        by: By::Machine,
        ask: |fixture| {
            let path = format!("/v1/subjects/{}/consents/receipt?purpose=mailings", fixture.subscriber());
            Ask::bare(Method::GET, &path)
        },
    },
    Case {
        operation: "ask-again",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::GET, "/v1/consents/ask-again?limit=1")
        },
    },
    Case {
        operation: "list",
        by: By::Machine,
        ask: |fixture| {
            fixture.subscriber();
            Ask::post("/v1/lists", json!({ "purpose": "mailings", "items": ["email"] }))
        },
    },
];
