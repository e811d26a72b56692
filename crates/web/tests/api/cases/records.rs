//! Journals, and what the log proves.

use axum::http::Method;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "journal",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::GET, "/v1/journals/consents?limit=1&from=2026-01-01T00:00:00Z")
        },
    },
    Case {
        operation: "deadlines",
        by: By::Machine,
        ask: |fixture| {
            super::requests::request(fixture);
            Ask::bare(Method::GET, "/v1/deadlines?until=2027-01-01T00:00:00Z&limit=10")
        },
    },
    Case { operation: "checkpoint", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/log/checkpoint") },
    Case { operation: "verifier-key", by: By::Nobody, ask: |_| Ask::bare(Method::GET, "/v1/log/key") },
    Case {
        operation: "prove-entry",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            fixture.entries(); // signs the log
            Ask::bare(Method::GET, "/v1/log/entries/1")
        },
    },
];
