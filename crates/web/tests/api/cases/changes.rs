//! What is held, shown and changed.

use axum::http::Method;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "show",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            fixture.office.hold(&fixture.everybody, subject, "Case 7-12/2026").expect("held");
            Ask::bare(Method::GET, &format!("/v1/subjects/{subject}"))
        },
    },
    Case {
        operation: "export",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/subjects/{}/export", fixture.person().subject)),
    },
    Case {
        operation: "rectify",
        by: By::Machine,
        ask: |fixture| {
            let items = json!({ "email": "asel.ahmetova@example.com" });
            let subject = fixture.person().subject;
            let given = json!({ "purpose": "recruitment", "items": items });
            Ask::post(format!("/v1/subjects/{subject}/rectify"), given)
        },
    },
    Case {
        operation: "erase",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            Ask::post(format!("/v1/subjects/{subject}/erase"), json!({ "reason": "demand" }))
        },
    },
    Case {
        operation: "merge",
        by: By::Machine,
        ask: |fixture| {
            let (who, other) = (fixture.person().subject, fixture.stranger().subject);
            Ask::post(format!("/v1/subjects/{who}/merge"), json!({ "other": other }))
        },
    },
    Case {
        operation: "split",
        by: By::Machine,
        ask: |fixture| {
            let (first, second) = (fixture.person(), fixture.person());
            assert_eq!(first.subject, second.subject, "the same e-mail");
            let split = json!({ "engagements": [second.engagement] });
            Ask::post(format!("/v1/subjects/{}/split", first.subject), split)
        },
    },
];
