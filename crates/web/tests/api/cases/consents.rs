//! Consents, and lists by them.

use axum::http::Method;
use kernel::{Consent, Part, SubjectId, Way};
use office::NewPerson;
use serde_json::json;

use super::Case;
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "consent-text",
        by: By::Nobody,
        ask: |_| Ask::bare(Method::GET, "/v1/consents/text?purpose=recruitment"),
    },
    Case {
        operation: "give-consent",
        by: By::Machine,
        ask: |fixture| {
            let consent = json!({ "way": "web-form", "at": "2026-03-01T09:00:00Z", "notice": "kk" });
            let given = json!({ "purpose": "recruitment", "consent": consent, "proof": "form 17" });
            Ask::post(format!("/v1/subjects/{}/consents", fixture.person().subject), given)
        },
    },
    Case {
        operation: "withdraw-consent",
        by: By::Machine,
        ask: |fixture| {
            let path = format!("/v1/subjects/{}/consents/withdraw", subscriber(fixture));
            Ask::post(path, json!({ "purpose": "mailings" }))
        },
    },
    Case {
        operation: "consent-receipt",
        by: By::Machine,
        ask: |fixture| {
            let path = format!("/v1/subjects/{}/consents/receipt?purpose=mailings", subscriber(fixture));
            Ask::bare(Method::GET, &path)
        },
    },
    Case {
        operation: "ask-again",
        by: By::Machine,
        ask: |fixture| {
            fixture.person();
            Ask::bare(Method::GET, "/v1/consents/ask-again?limit=1")
        },
    },
    Case {
        operation: "list",
        by: By::Machine,
        ask: |fixture| {
            subscriber(fixture);
            Ask::post("/v1/lists", json!({ "purpose": "mailings", "items": ["email"] }))
        },
    },
];

/// Somebody who agreed to mailings, and to the mailing service's having their address.
pub(crate) fn subscriber(fixture: &Fixture) -> SubjectId {
    let at = "2026-03-01T07:00:00Z".parse().expect("a moment");
    let parts = [Part::Processing, Part::ThirdParties].into_iter().collect();
    let person = NewPerson {
        purpose: "mailings".parse().expect("a purpose"),
        category: "participant".parse().expect("a category"),
        choice: None,
        items: vec![("email".parse().expect("an item"), "asel@example.com".to_owned())],
        consent: Some(Consent { parts, ..Consent::to_processing(Way::WebForm, at) }),
        proof: None,
        exception: None,
        at: None,
    };
    fixture.office.collect(&fixture.everybody, &person).expect("taken in").subject
}
