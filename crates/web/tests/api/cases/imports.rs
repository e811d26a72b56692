//! People, and what happened to them, by the thousand.

use axum::http::Method;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "import-people",
        by: By::Machine,
        ask: |_| {
            let way = "consent_way=web-form&consent_at=2026-03-01T07:00:00Z";
            Ask::bare(Method::POST, &format!("/v1/imports/people?purpose=recruitment&{way}"))
                .header("content-type", "text/csv")
                .body("full-name,email\nAhmetova Asel,asel@example.com\nSerikov,no address\n")
        },
    },
    Case {
        operation: "import-events",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let row = format!(
                "{{\"subject\":\"{subject}\",\"event\":\"refused\",\"at\":\"2026-03-01T09:00:00Z\"}}\n"
            );
            Ask::bare(Method::POST, "/v1/imports/events?purpose=recruitment")
                .header("content-type", "application/x-ndjson")
                .body(row)
        },
    },
];
