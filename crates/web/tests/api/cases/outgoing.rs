//! What leaves, and the tasks that follow.

use axum::http::Method;
use kernel::{Consent, Part, SubjectId, Target, Way};
use serde_json::json;

use super::{Case, policies::newer};
use crate::fixture::{Ask, By, Fixture};

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "disclose",
        by: By::Machine,
        ask: |fixture| {
            let what = json!({ "to": "mailing-service", "purpose": "mailings", "items": ["email"] });
            Ask::post(format!("/v1/subjects/{}/disclosures", fixture.subscriber()), what)
        },
    },
    Case {
        operation: "publish",
        by: By::Machine,
        ask: |fixture| {
            let subject = agreed_to_publication(fixture);
            let place = "https://www.example.com/news/1";
            let what = json!({ "place": place, "purpose": "mailings", "items": ["email"] });
            Ask::post(format!("/v1/subjects/{subject}/publications"), what)
        },
    },
    Case {
        operation: "answer-demand",
        by: By::Staff,
        ask: |fixture| {
            let document = "City court, 7-12/2026, 1 March 2026";
            let what = json!({ "document": document, "purpose": "recruitment", "items": ["full-name"] });
            Ask::post(format!("/v1/subjects/{}/demands", fixture.person().subject), what)
        },
    },
    Case {
        operation: "outgoing",
        by: By::Machine,
        ask: |fixture| Ask::bare(Method::GET, &format!("/v1/papers/{}", disclosed(fixture).1)),
    },
    Case {
        operation: "finish-task",
        by: By::Machine,
        ask: |fixture| {
            let (subject, paper) = disclosed(fixture);
            let parts = [Part::ThirdParties].into_iter().collect();
            let withdrawn =
                fixture.office.withdraw_consent(&fixture.everybody, None, subject, mailings(), parts);
            withdrawn.expect("withdrawn");
            Ask::post(format!("/v1/papers/{paper}/done"), json!({ "task": "tell" }))
        },
    },
];

fn mailings() -> Target {
    Target { purpose: "mailings".parse().expect("a purpose"), engagement: None }
}

/// Whose address was given to the mailing service, and the paper that says so.
fn disclosed(fixture: &Fixture) -> (SubjectId, kernel::PaperId) {
    let (subject, to) = (fixture.subscriber(), "mailing-service".parse().expect("a recipient"));
    let items = ["email".parse().expect("an item")];
    let out = fixture.office.disclose(&fixture.everybody, subject, mailings(), &to, &items);
    (subject, out.expect("given").paper)
}

/// Somebody who agreed to publication, under an edition that asks for it.
fn agreed_to_publication(fixture: &Fixture) -> SubjectId {
    let subject = fixture.subscriber();
    let office = &fixture.office;
    fixture.activate(newer("publication   = false", "publication   = true"));
    office.acknowledge(&fixture.everybody).expect("confirmed");
    let at = office.clock().now();
    let parts = [Part::Processing, Part::ThirdParties, Part::Publication].into_iter().collect();
    let consent = Consent { parts, ..Consent::to_processing(Way::WebForm, at) };
    office.give_consent(&fixture.everybody, subject, mailings(), consent, None).expect("given anew");
    subject
}
