//! What stops use or destruction.

use axum::http::Method;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "restrict",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            Ask::post(format!("/v1/subjects/{subject}/restrict"), json!({ "purpose": "recruitment" }))
        },
    },
    Case {
        operation: "unrestrict",
        by: By::Staff,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let target =
                kernel::Target { purpose: "recruitment".parse().expect("a purpose"), engagement: None };
            fixture.office.restrict(&fixture.everybody, subject, target, true).expect("restricted");
            Ask::post(format!("/v1/subjects/{subject}/unrestrict"), json!({ "purpose": "recruitment" }))
        },
    },
    Case {
        operation: "block",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::POST, &format!("/v1/subjects/{}/block", fixture.person().subject)),
    },
    Case {
        operation: "hold",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            Ask::post(format!("/v1/subjects/{subject}/holds"), json!({ "reference": "Case 7-12/2026" }))
        },
    },
    Case {
        operation: "release",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let (_, hold) = fixture.office.hold(&fixture.everybody, subject, "Case 7-12/2026").expect("held");
            Ask::bare(Method::DELETE, &format!("/v1/subjects/{subject}/holds/{hold}"))
        },
    },
];
