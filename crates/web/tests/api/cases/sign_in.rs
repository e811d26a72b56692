//! Enrolling, signing in, and one's own sessions.

use axum::http::Method;
use office::{Begun, Office};
use serde_json::json;

use super::Case;
use crate::{
    fixture::{Ask, By, Fixture},
    person::{App, HERE, PASSWORD},
};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "enrolment-offer",
        by: By::Nobody,
        ask: |fixture| Ask::post("/v1/enrolment/offer", json!({ "link": invited(fixture).0 })),
    },
    Case {
        operation: "enrol",
        by: By::Nobody,
        ask: |fixture| {
            let (link, app) = invited(fixture);
            let code = app.code(&fixture.office);
            Ask::post("/v1/enrolment", json!({ "link": link, "password": PASSWORD, "code": code }))
        },
    },
    Case {
        operation: "sign-in",
        by: By::Nobody,
        ask: |_| Ask::post("/v1/sign-in", json!({ "name": "everybody", "password": PASSWORD })),
    },
    Case {
        operation: "sign-in-second",
        by: By::Nobody,
        ask: |fixture| {
            let code = fixture.me().app.code(&fixture.office);
            let attempt = begun(&fixture.office);
            Ask::post("/v1/sign-in/second", json!({ "attempt": attempt, "code": code }))
        },
    },
    Case { operation: "session", by: By::Staff, ask: |_| Ask::bare(Method::GET, "/v1/session") },
    Case { operation: "sign-out", by: By::Staff, ask: |_| Ask::bare(Method::DELETE, "/v1/session") },
    Case {
        operation: "step-up",
        by: By::Staff,
        ask: |fixture| {
            Ask::post("/v1/session/step-up", json!({ "code": fixture.me().app.code(&fixture.office) }))
        },
    },
    Case { operation: "sessions", by: By::Staff, ask: |_| Ask::bare(Method::GET, "/v1/sessions") },
    Case { operation: "end-sessions", by: By::Staff, ask: |_| Ask::bare(Method::DELETE, "/v1/sessions") },
    Case {
        operation: "end-session",
        by: By::Staff,
        ask: |fixture| {
            let signed = fixture.office.session(&fixture.me().token).expect("the store").expect("a session");
            Ask::bare(Method::DELETE, &format!("/v1/sessions/{}", signed.session))
        },
    },
    Case {
        operation: "change-password",
        by: By::Staff,
        ask: |_| {
            let passwords = json!({ "old": PASSWORD, "new": "nine owls above 3 wells" });
            Ask::post("/v1/session/password", passwords)
        },
    },
    Case {
        operation: "renew-recovery",
        by: By::Staff,
        ask: |_| Ask::bare(Method::POST, "/v1/session/recovery-codes"),
    },
    Case { operation: "offer-app", by: By::Staff, ask: |_| Ask::bare(Method::POST, "/v1/session/app/offer") },
    Case {
        operation: "replace-app",
        by: By::Staff,
        ask: |fixture| {
            let signed = fixture.office.session(&fixture.me().token).expect("the store").expect("a session");
            let app = App::typed(&fixture.office.offer_app(&signed).expect("an offer").typed);
            Ask::post("/v1/session/app", json!({ "code": app.code(&fixture.office) }))
        },
    },
];

/// Somebody invited: the link's secret and their app.
pub(super) fn invited(fixture: &Fixture) -> (String, App) {
    let staff: policy::StaffId = "asel".parse().expect("a name");
    let role = "hr".parse().expect("a role");
    fixture.office.add_staff(&fixture.everybody, staff.clone(), vec![role]).expect("admitted");
    let (_, invited) = fixture.office.invite(&fixture.everybody, staff).expect("invited");
    let app = App::typed(&fixture.office.offer(&invited.link).expect("an offer").typed);
    (invited.link.to_string(), app)
}

fn begun(office: &Office) -> String {
    match office.begin_sign_in("everybody", PASSWORD, &HERE).expect("the store") {
        Begun::Attempt(attempt) => attempt.to_string(),
        Begun::Wait(_) => panic!("it has to wait"),
    }
}
