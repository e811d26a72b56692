//! The register of breaches.

use axum::http::Method;
use office::NewBreach;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "report-breach",
        by: By::Machine,
        ask: |_| {
            let breach = json!({
                "detected": "2026-03-01T09:00:00Z", "what": "A laptop was lost", "categories": ["candidate"],
                "subjects": 12, "items": ["email"], "consequences": "Unwanted mail", "measures": "The disk is encrypted"
            });
            Ask::post("/v1/breaches", breach)
        },
    },
    Case {
        operation: "breaches",
        by: By::Machine,
        ask: |fixture| {
            reported(fixture);
            Ask::bare(Method::GET, "/v1/breaches?limit=10&after=0")
        },
    },
    Case {
        operation: "breach",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/breaches/{}", reported(fixture))),
    },
    Case {
        operation: "follow-breach",
        by: By::Machine,
        ask: |fixture| {
            let step = json!({ "what": "authority-told", "note": "Letter 15" });
            Ask::post(format!("/v1/breaches/{}/steps", reported(fixture)), step)
        },
    },
    Case {
        operation: "breach-notice",
        by: By::Machine,
        ask: |fixture| {
            Ask::bare(Method::GET, &format!("/v1/breaches/{}/notices/authority", reported(fixture)))
                .header("accept", "text/markdown")
        },
    },
];

/// A breach in the register.
fn reported(fixture: &Fixture) -> u64 {
    let breach = NewBreach {
        detected: "2026-03-01T09:00:00Z".parse().expect("a moment"),
        what: "A laptop was lost".to_owned(),
        categories: vec!["candidate".parse().expect("a category")],
        subjects: 12,
        items: vec!["email".parse().expect("an item")],
        consequences: "Unwanted mail".to_owned(),
        measures: "The disk is encrypted".to_owned(),
    };
    fixture.office.report_breach(&fixture.everybody, breach).expect("entered").1.number
}
