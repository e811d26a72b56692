//! The register of carriers.

use axum::http::Method;
use kernel::{EraseReason, Target};
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "register-carrier",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let carrier = json!({ "purpose": "recruitment", "class": "form", "place": "Archive, shelf 3" });
            Ask::post(format!("/v1/subjects/{subject}/carriers"), carrier)
        },
    },
    Case {
        operation: "carriers",
        by: By::Machine,
        ask: |fixture| {
            registered(fixture);
            Ask::bare(Method::GET, "/v1/carriers?limit=10")
        },
    },
    Case {
        operation: "carrier",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/carriers/{}", registered(fixture).1)),
    },
    Case {
        operation: "destroy-carrier",
        by: By::Machine,
        ask: |fixture| {
            let (subject, number) = registered(fixture);
            fixture.office.erase(&fixture.everybody, subject, None, EraseReason::Demand).expect("erased");
            let witness = json!({ "means": "shredder", "witness": "privacy-officer" });
            Ask::post(format!("/v1/carriers/{number}/destroyed"), witness)
        },
    },
];

/// A carrier in the register, and whose data lies on it.
fn registered(fixture: &Fixture) -> (kernel::SubjectId, u64) {
    let subject = fixture.person().subject;
    let target = Target { purpose: "recruitment".parse().expect("a purpose"), engagement: None };
    let entered = fixture.office.register_carrier(
        &fixture.everybody,
        subject,
        target,
        "form",
        None,
        "Archive, shelf 3",
    );
    (subject, entered.expect("entered").1)
}
