//! People: taken in, found, read.

use serde_json::json;

use super::Case;
use crate::fixture::Ask;

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "collect",
        ask: |_| {
            let items = json!({ "full-name": "Ahmetova Asel", "email": "asel@example.com" });
            let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z", "parts": ["processing"] });
            Ask::post("/v1/subjects", json!({ "purpose": "recruitment", "items": items, "consent": consent }))
        },
    },
    Case {
        operation: "find",
        ask: |fixture| {
            fixture.person();
            Ask::post("/v1/subjects/find", json!({ "item": "email", "value": "asel@example.com" }))
        },
    },
    Case {
        operation: "read",
        ask: |fixture| {
            let subject = fixture.person().subject;
            let items = json!({ "purpose": "recruitment", "items": ["full-name", "email"] });
            Ask::post(format!("/v1/subjects/{subject}/read"), items)
        },
    },
];
