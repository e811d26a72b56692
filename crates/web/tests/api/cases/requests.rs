//! Requests by right.

use axum::http::Method;
use kernel::{Channel, PaperId};
use office::RequestForm;
use policy::{IdentityLevel, RequestKind};
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "receive-request",
        by: By::Machine,
        ask: |fixture| {
            let subject = fixture.person().subject;
            let form = json!({
                "kind": "information", "channel": "email", "subject": subject, "contact": "asel@example.com",
                "text": "What do you hold about me?"
            });
            Ask::post("/v1/requests", form)
        },
    },
    Case {
        operation: "open-requests",
        by: By::Machine,
        ask: |fixture| {
            request(fixture);
            Ask::bare(Method::GET, "/v1/requests?limit=10")
        },
    },
    Case {
        operation: "request",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/requests/{}", request(fixture))),
    },
    Case {
        operation: "identify-request",
        by: By::Machine,
        ask: |fixture| {
            Ask::post(
                format!("/v1/requests/{}/identity", request(fixture)),
                json!({ "level": "staff-check" }),
            )
        },
    },
    Case {
        operation: "move-request",
        by: By::Machine,
        ask: |fixture| {
            let note = json!({ "step": "note", "note": "Asked the archive about Asel." });
            Ask::post(format!("/v1/requests/{}/steps", request(fixture)), note)
        },
    },
    Case {
        operation: "decide-request",
        by: By::Machine,
        ask: |fixture| {
            let request = known(fixture);
            Ask::post(format!("/v1/requests/{request}/decision"), json!({ "decision": "grant" }))
        },
    },
    Case {
        operation: "answer",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/requests/{}/answer", decided(fixture))),
    },
    Case {
        operation: "attach-evidence",
        by: By::Machine,
        ask: |fixture| {
            Ask::bare(Method::POST, &format!("/v1/requests/{}/evidence", request(fixture)))
                .header("content-type", "application/octet-stream")
                .body(b"%PDF-1.7 a scan")
        },
    },
    Case {
        operation: "evidence",
        by: By::Machine,
        ask: |fixture| {
            let file = fixture.office.attach(&fixture.everybody, request(fixture), b"%PDF-1.7 a scan");
            Ask::bare(Method::GET, &format!("/v1/evidence/{}", file.expect("attached").1))
        },
    },
    Case {
        operation: "send-code",
        by: By::Machine,
        ask: |fixture| {
            let path = format!("/v1/requests/{}/code", request(fixture));
            Ask::post(path, json!({ "address": "asel@example.com" }))
        },
    },
    Case {
        operation: "enter-code",
        by: By::Machine,
        ask: |fixture| {
            let request = request(fixture);
            let source = std::net::Ipv4Addr::LOCALHOST.into();
            let code = fixture.office.make_code(&fixture.everybody, request, "asel@example.com", source);
            let code = code.expect("made").letter().expect("a letter").1.expose().to_owned();
            Ask::post(format!("/v1/requests/{request}/code/entered"), json!({ "code": code }))
        },
    },
    Case {
        operation: "answer-request",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::POST, &format!("/v1/requests/{}/answered", decided(fixture))),
    },
];

/// A request for information that was taken in.
pub(crate) fn request(fixture: &Fixture) -> PaperId {
    let form = RequestForm {
        kind: RequestKind::Information,
        channel: Channel::Email,
        identity: IdentityLevel::None,
        subject: Some(fixture.person().subject),
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: "asel@example.com".to_owned(),
        text: "What do you hold about me?".to_owned(),
    };
    fixture.office.receive_request(&fixture.everybody, None, &form).expect("taken in").request
}

/// The same, once it is known who asks.
fn known(fixture: &Fixture) -> PaperId {
    let request = request(fixture);
    let sure = IdentityLevel::StaffCheck;
    fixture.office.confirm_identity(&fixture.everybody, request, sure).expect("confirmed");
    request
}

/// A request for information that was granted.
pub(crate) fn decided(fixture: &Fixture) -> PaperId {
    let request = known(fixture);
    let granted = office::Decision::Grant(office::Grant::default());
    fixture.office.decide_request(&fixture.everybody, request, granted).expect("decided");
    request
}
