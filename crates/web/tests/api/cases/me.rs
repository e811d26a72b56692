//! People in their own affairs.

use axum::http::Method;
use data_encoding::BASE64URL_NOPAD;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "my-code",
        by: By::Nobody,
        ask: |_| Ask::post("/v1/me/code", json!({ "address": "asel@example.com" })),
    },
    Case {
        operation: "my-session",
        by: By::Nobody,
        ask: |fixture| {
            fixture.person();
            let source = std::net::Ipv4Addr::LOCALHOST.into();
            let (attempt, code) = fixture.office.begin_visit("asel@example.com", source).expect("begun");
            let code = code.letter().expect("a letter").1.expose().to_owned();
            let attempt = BASE64URL_NOPAD.encode(&attempt.0);
            Ask::post("/v1/me/session", json!({ "attempt": attempt, "code": code }))
        },
    },
    Case { operation: "leave", by: By::Subject, ask: |_| Ask::bare(Method::DELETE, "/v1/me/session") },
    Case { operation: "me", by: By::Subject, ask: |_| Ask::bare(Method::GET, "/v1/me") },
    Case {
        operation: "my-request",
        by: By::Subject,
        ask: |_| Ask::post("/v1/me/requests", json!({ "kind": "information", "text": "What do you hold?" })),
    },
    Case {
        operation: "my-withdrawal",
        by: By::Subject,
        ask: |_| Ask::post("/v1/me/consents/withdraw", json!({ "purpose": "mailings" })),
    },
    Case {
        operation: "my-receipt",
        by: By::Subject,
        ask: |_| Ask::bare(Method::GET, "/v1/me/consents/receipt?purpose=mailings"),
    },
];
