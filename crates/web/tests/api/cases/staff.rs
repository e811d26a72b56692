//! Staff and machines' keys.

use axum::http::Method;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case { operation: "staff", by: By::Staff, ask: |_| Ask::bare(Method::GET, "/v1/staff") },
    Case {
        operation: "add-staff",
        by: By::Staff,
        ask: |_| Ask { method: Method::PUT, ..Ask::post("/v1/staff/asel", json!({ "roles": ["hr"] })) },
    },
    Case {
        operation: "remove-staff",
        by: By::Staff,
        ask: |fixture| {
            let role = "hr".parse().expect("a role");
            let staff = "asel".parse().expect("a name");
            fixture.office.add_staff(&fixture.everybody, staff, vec![role]).expect("admitted");
            Ask::bare(Method::DELETE, "/v1/staff/asel")
        },
    },
    Case {
        operation: "invite",
        by: By::Staff,
        ask: |fixture| {
            let role = "hr".parse().expect("a role");
            let staff = "asel".parse().expect("a name");
            fixture.office.add_staff(&fixture.everybody, staff, vec![role]).expect("admitted");
            Ask::bare(Method::POST, "/v1/staff/asel/invitation")
        },
    },
    Case { operation: "acknowledge", by: By::Staff, ask: |_| Ask::bare(Method::POST, "/v1/acknowledgement") },
    Case { operation: "keys", by: By::Staff, ask: |_| Ask::bare(Method::GET, "/v1/keys") },
    Case {
        operation: "add-key",
        by: By::Staff,
        ask: |_| {
            let key = json!({ "key": "crm", "acts": ["read"], "until": "2026-12-01T00:00:00Z" });
            Ask::post("/v1/keys", key)
        },
    },
    Case { operation: "remove-key", by: By::Staff, ask: |_| Ask::bare(Method::DELETE, "/v1/keys/machine") },
];
