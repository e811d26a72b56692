//! A blocked person's data.

use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "check",
        by: By::Staff,
        ask: |fixture| {
            let subject = blocked(fixture);
            let items = json!({ "purpose": "recruitment", "items": ["full-name"] });
            Ask::post(format!("/v1/subjects/{subject}/check"), items)
        },
    },
    Case {
        operation: "unblock",
        by: By::Staff,
        ask: |fixture| {
            let subject = blocked(fixture);
            let items = json!({ "email": "asel.ahmetova@example.com" });
            let ending = json!({ "outcome": "rectified", "purpose": "recruitment", "items": items });
            Ask::post(format!("/v1/subjects/{subject}/unblock"), ending)
        },
    },
];

fn blocked(fixture: &Fixture) -> kernel::SubjectId {
    let subject = fixture.person().subject;
    fixture.office.block(&fixture.everybody, subject).expect("blocked");
    subject
}
