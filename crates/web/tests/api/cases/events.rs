//! What happened, and what did not.

use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "record-event",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let happened =
                json!({ "event": "refused", "purpose": "recruitment", "at": "2026-03-01T12:00:00Z" });
            Ask::post(format!("/v1/subjects/{subject}/events"), happened)
        },
    },
    Case {
        operation: "revoke-event",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let target =
                kernel::Target { purpose: "recruitment".parse().expect("a purpose"), engagement: None };
            let event = "refused".parse().expect("an event");
            fixture.office.record_event(&fixture.everybody, None, subject, target, event).expect("recorded");
            let back = json!({ "event": "refused", "purpose": "recruitment" });
            Ask::post(format!("/v1/subjects/{subject}/events/revoke"), back)
        },
    },
    Case {
        operation: "record-event-everywhere",
        by: By::Machine,
        ask: |fixture| {
            fixture.counterparty();
            Ask::post("/v1/events", json!({ "event": "liquidated" }))
        },
    },
];
