//! Passkeys, made and shown by an authenticator by others.

use axum::http::Method;
use office::{Begun, MadePasskey, SignedIn, passkey::RelyingParty};
use serde_json::{Value, json};

use super::{Case, sign_in::invited};
use crate::{
    authenticator::Device,
    fixture::{Ask, By, Fixture},
    person::{HERE, PASSWORD},
};

/// A page of the service.
const PAGE: &str = "https://localhost";

pub(super) const CASES: &[Case] = &[
    Case {
        operation: "enrolment-passkey-options",
        by: By::Nobody,
        ask: |fixture| Ask::post("/v1/enrolment/passkey/options", json!({ "link": invited(fixture).0 })),
    },
    Case {
        operation: "enrol-by-passkey",
        by: By::Nobody,
        ask: |fixture| {
            let link = invited(fixture).0;
            let options = json_of(fixture.office.begin_enrolment_passkey(&link, &party()).expect("an offer"));
            let passkey = Device::new().make(PAGE, &options);
            let body = json!({ "link": link, "password": PASSWORD, "name": "laptop", "passkey": passkey });
            Ask::post("/v1/enrolment/passkey", body)
        },
    },
    Case {
        operation: "sign-in-passkey-options",
        by: By::Nobody,
        ask: |fixture| Ask::post("/v1/sign-in/passkey/options", json!({ "attempt": begun(fixture) })),
    },
    Case {
        operation: "sign-in-passkey",
        by: By::Nobody,
        ask: |fixture| {
            let device = Device::new();
            add(fixture, &device);
            let attempt = begun(fixture);
            let asked = fixture.office.begin_passkey_sign_in(&attempt, &party()).expect("the store");
            let passkey = device.show(PAGE, &json_of(asked.expect("an attempt")));
            Ask::post("/v1/sign-in/passkey", json!({ "attempt": attempt, "passkey": passkey }))
        },
    },
    Case {
        operation: "step-up-passkey-options",
        by: By::Staff,
        ask: |fixture| {
            add(fixture, &Device::new());
            Ask::bare(Method::POST, "/v1/session/step-up/passkey/options")
        },
    },
    Case {
        operation: "step-up-passkey",
        by: By::Staff,
        ask: |fixture| {
            let device = Device::new();
            add(fixture, &device);
            let asked = fixture.office.begin_passkey_step_up(&signed(fixture), &party()).expect("passkeys");
            let passkey = device.show(PAGE, &json_of(asked));
            Ask::post("/v1/session/step-up/passkey", json!({ "passkey": passkey }))
        },
    },
    Case {
        operation: "passkey-options",
        by: By::Staff,
        ask: |_| Ask::bare(Method::POST, "/v1/session/passkeys/options"),
    },
    Case {
        operation: "passkeys",
        by: By::Staff,
        ask: |fixture| {
            add(fixture, &Device::new());
            Ask::bare(Method::GET, "/v1/session/passkeys")
        },
    },
    Case {
        operation: "add-passkey",
        by: By::Staff,
        ask: |fixture| {
            let options = json_of(fixture.office.begin_passkey(&signed(fixture), &party()).expect("asked"));
            let passkey = Device::new().make(PAGE, &options);
            Ask::post("/v1/session/passkeys", json!({ "name": "laptop", "passkey": passkey }))
        },
    },
    Case {
        operation: "remove-passkey",
        by: By::Staff,
        ask: |fixture| {
            add(fixture, &Device::new());
            let passkey = fixture.office.passkeys(&signed(fixture))[0].passkey;
            Ask::bare(Method::DELETE, &format!("/v1/session/passkeys/{passkey}"))
        },
    },
];

/// Adds a passkey to whoever is signed in.
fn add(fixture: &Fixture, device: &Device) {
    let signed = signed(fixture);
    let options = json_of(fixture.office.begin_passkey(&signed, &party()).expect("asked"));
    let answer = serde_json::from_value(device.make(PAGE, &options)).expect("an answer");
    let made = MadePasskey { party: &party(), answer: &answer, name: "laptop" };
    fixture.office.add_passkey(&signed, made).expect("taken");
}

fn signed(fixture: &Fixture) -> SignedIn {
    fixture.office.session(&fixture.me().token).expect("the store").expect("a session")
}

fn begun(fixture: &Fixture) -> String {
    match fixture.office.begin_sign_in("everybody", PASSWORD, &HERE).expect("the store") {
        Begun::Attempt(attempt) => attempt.to_string(),
        Begun::Wait(_) => panic!("it has to wait"),
    }
}

fn party() -> RelyingParty {
    RelyingParty::new("localhost", &[]).expect("a host")
}

fn json_of(of: impl serde::Serialize) -> Value {
    serde_json::to_value(of).expect("JSON")
}
