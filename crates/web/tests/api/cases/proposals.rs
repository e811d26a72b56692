//! What takes two people.

use axum::http::Method;
use office::BulkExport;
use serde_json::json;

use super::{Case, policies::profile};
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "proposals",
        by: By::Staff,
        ask: |fixture| {
            proposed(fixture);
            Ask::bare(Method::GET, "/v1/proposals")
        },
    },
    Case {
        operation: "proposal",
        by: By::Staff,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/proposals/{}", proposed(fixture))),
    },
    Case {
        operation: "approve",
        by: By::Staff,
        ask: |fixture| Ask::bare(Method::POST, &format!("/v1/proposals/{}/approval", proposed(fixture))),
    },
    Case {
        operation: "decline",
        by: By::Staff,
        ask: |fixture| Ask::bare(Method::DELETE, &format!("/v1/proposals/{}", proposed(fixture))),
    },
    Case {
        operation: "propose-export",
        by: By::Staff,
        ask: |_| {
            let reason = "Moving to another archive";
            Ask::post(
                "/v1/exports",
                json!({ "purpose": "recruitment", "items": ["email"], "reason": reason }),
            )
        },
    },
    Case {
        operation: "bulk-export",
        by: By::Staff,
        ask: |fixture| {
            fixture.person();
            let export = BulkExport {
                purpose: "recruitment".parse().expect("a name"),
                items: vec!["email".parse().expect("a name")],
                reason: "Moving to another archive".to_owned(),
            };
            let waits = fixture.office.propose_export(&fixture.everybody, export).expect("proposed");
            fixture.office.approve(&fixture.second(), waits.proposal).expect("approved");
            Ask::bare(Method::GET, &format!("/v1/exports/{}?limit=10", waits.proposal))
        },
    },
];

/// A profile that the other one proposed.
fn proposed(fixture: &Fixture) -> u64 {
    fixture.office.propose_profile(&fixture.second(), &profile()).expect("proposed").proposal
}
