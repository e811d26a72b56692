//! A page's whole way with a passkey, by https alone: asked, made, shown, and shown again for a step-up.

use axum::http::Method;
use serde_json::{Value, json};

use crate::{
    authenticator::Device,
    fixture::{Ask, By, Fixture, Sent},
    person::PASSWORD,
};

const PAGE: &str = "https://localhost";

async fn post(fixture: &Fixture, by: By, path: &str, body: Value) -> Sent {
    fixture.send(by, Ask::post(path, body)).await
}

#[tokio::test]
async fn a_passkey_is_added_signs_in_and_steps_up() {
    let (fixture, device) = (Fixture::new(), Device::new());
    let options = fixture.send(By::Staff, Ask::bare(Method::POST, "/v1/session/passkeys/options")).await;
    assert_eq!(options.json()["rp"]["id"], "localhost");
    let body = json!({ "name": "laptop", "passkey": device.make(PAGE, &options.json()) });
    let taken = post(&fixture, By::Staff, "/v1/session/passkeys", body.clone()).await;
    assert_eq!(taken.status, 200, "{}", taken.json());
    let twice = post(&fixture, By::Staff, "/v1/session/passkeys", body).await;
    assert_eq!((twice.status.as_u16(), &twice.json()["code"]), (422, &json!("passkey-not-begun")));
    let listed = fixture.send(By::Staff, Ask::bare(Method::GET, "/v1/session/passkeys")).await.json();
    assert_eq!(listed["passkeys"][0]["passkey"], taken.json()["passkey"]);

    let first = json!({ "name": "everybody", "password": PASSWORD });
    let attempt = post(&fixture, By::Nobody, "/v1/sign-in", first).await.json();
    let options = post(&fixture, By::Nobody, "/v1/sign-in/passkey/options", attempt.clone()).await.json();
    let sign_in = |passkey: Value| json!({ "attempt": attempt["attempt"], "passkey": passkey });
    let wrong = sign_in(device.show("https://example.com", &options));
    let wrong = post(&fixture, By::Nobody, "/v1/sign-in/passkey", wrong).await;
    assert_eq!((wrong.status.as_u16(), &wrong.json()["code"]), (401, &json!("sign-in-wrong")));
    let options = post(&fixture, By::Nobody, "/v1/sign-in/passkey/options", attempt.clone()).await.json();
    let right = sign_in(device.show_with(PAGE, &options, json!({ "counter": 5 })));
    let me = post(&fixture, By::Nobody, "/v1/sign-in/passkey", right.clone()).await;
    assert_eq!((me.status.as_u16(), &me.json()["how"]), (200, &json!("password-passkey")));
    assert_eq!(me.headers.get_all("set-cookie").iter().count(), 2);
    let twice = post(&fixture, By::Nobody, "/v1/sign-in/passkey", right).await;
    assert_eq!((twice.status.as_u16(), &twice.json()["code"]), (401, &json!("sign-in-over")));

    let asked = Ask::bare(Method::POST, "/v1/session/step-up/passkey/options");
    let options = fixture.send(By::Staff, asked.clone()).await.json();
    let copied = json!({ "passkey": device.show_with(PAGE, &options, json!({ "counter": 2 })) });
    let before = fixture.entries();
    let copied = post(&fixture, By::Staff, "/v1/session/step-up/passkey", copied).await;
    assert_eq!((copied.status.as_u16(), &copied.json()["code"]), (403, &json!("passkey-copied")));
    assert_eq!(fixture.entries(), before + 1, "who is responsible finds it in the log");
    let options = fixture.send(By::Staff, asked).await.json();
    let wrong =
        json!({ "passkey": device.show_with(PAGE, &options, json!({ "counter": 6, "flags": ["UP"] })) });
    let wrong = post(&fixture, By::Staff, "/v1/session/step-up/passkey", wrong).await;
    assert_eq!((wrong.status.as_u16(), &wrong.json()["code"]), (401, &json!("passkey-wrong")));
}
