//! Passkeys: enrolling by one, signing in by one, showing the second step again by one, and one's own.

mod shapes;

use std::sync::Arc;

use axum::{Json, extract::State, response::IntoResponse};
use jiff::Timestamp;
use office::{
    Choice, MadePasskey, PasskeyLine,
    passkey::{AuthenticationResponse, CreationOptions, PasskeyId, RegistrationResponse, RequestOptions},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use self::shapes::{
    AuthenticationResponseJson, CreationOptionsJson, RegistrationResponseJson, RequestOptionsJson,
};
use super::{
    input::{At, Input},
    schema::{Moment, secret, text},
    shapes::Receipt,
    sign_in::{Attempt, Codes, Left, Link, Me, stepped_up, welcome},
};
use crate::{
    App,
    caller::{Comer, Signed},
    fault::{Fault, Web},
    problem::Problem,
};

/// The longest name of a passkey, in characters.
const NAME: usize = 64;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(enrolment_options))
        .routes(routes!(enrol))
        .routes(routes!(sign_in_options))
        .routes(routes!(sign_in))
        .routes(routes!(step_up_options))
        .routes(routes!(step_up))
        .routes(routes!(options))
        .routes(routes!(list, add))
        .routes(routes!(remove))
}

/// Ask for a passkey in place of an app
///
/// What the page gives to `PublicKeyCredential.parseCreationOptionsFromJSON()`.
#[utoipa::path(
    post, path = "/enrolment/passkey/options", operation_id = "enrolment-passkey-options", tag = "sign-in", security(()),
    request_body(content = Link, example = json!({ "link": "kq3b…" })),
    responses((status = 200, description = "Good for five minutes and one answer", body = CreationOptionsJson), (status = "default", response = Problem))
)]
async fn enrolment_options(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(given): Input<Link>,
) -> Result<Json<CreationOptions>, Fault> {
    let party = app.party().clone();
    Ok(Json(app.work(move |office| office.begin_enrolment_passkey(&given.link, &party)).await?))
}

/// A password, and a passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = EnrollingByPasskey)]
pub(crate) struct Enrolling {
    /// The invitation's secret.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    link: String,
    /// Ten characters at least.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    password: String,
    /// What its owner calls it.
    #[serde(deserialize_with = "text::<_, NAME>")]
    #[schema(max_length = 64)]
    name: String,
    /// The authenticator's answer.
    #[schema(value_type = RegistrationResponseJson)]
    passkey: RegistrationResponse,
}

/// Enrol by an invitation, with a passkey in place of an app
///
/// Password, app, passkeys, recovery codes and sessions of before end with it.
#[utoipa::path(
    post, path = "/enrolment/passkey", operation_id = "enrol-by-passkey", tag = "sign-in", security(()),
    request_body(content = Enrolling, example = json!({
        "link": "kq3b…", "password": "two foxes under a bridge", "name": "laptop",
        "passkey": { "id": "S2V5", "rawId": "S2V5", "type": "public-key", "response": { "clientDataJSON": "e30", "attestationObject": "oA" } }
    })),
    responses((status = 200, description = "Enrolled", body = Codes), (status = "default", response = Problem))
)]
async fn enrol(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(given): Input<Enrolling>,
) -> Result<Json<Codes>, Fault> {
    let party = app.party().clone();
    let enrolled = app
        .work(move |office| {
            let choice = Choice { password: &given.password, breached: None };
            let made = MadePasskey { party: &party, answer: &given.passkey, name: &given.name };
            office.enrol_by_passkey(&given.link, &choice, made)
        })
        .await?;
    Ok(Json(enrolled.into()))
}

/// Sign in: ask for a passkey as the second step
///
/// The question is the same for everybody: it names no passkey.
#[utoipa::path(
    post, path = "/sign-in/passkey/options", operation_id = "sign-in-passkey-options", tag = "sign-in", security(()),
    request_body(content = Attempt, example = json!({ "attempt": "b2k…" })),
    responses((status = 200, description = "Good for five minutes and one answer", body = RequestOptionsJson), (status = "default", response = Problem))
)]
async fn sign_in_options(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(given): Input<Attempt>,
) -> Result<Json<RequestOptions>, Fault> {
    let party = app.party().clone();
    let asked = app.work(move |office| office.begin_passkey_sign_in(&given.attempt, &party)).await?;
    Ok(Json(asked.ok_or(Web::SignInOver)?))
}

/// The second step of an attempt, by a passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasskeyStep {
    /// As the first step gave it.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    attempt: String,
    /// The authenticator's answer.
    #[schema(value_type = AuthenticationResponseJson)]
    passkey: AuthenticationResponse,
}

/// Sign in: the second step by a passkey
///
/// The answer sets the session's cookie, and one by which the device is known the next time.
#[utoipa::path(
    post, path = "/sign-in/passkey", operation_id = "sign-in-passkey", tag = "sign-in", security(()),
    request_body(content = PasskeyStep, example = json!({
        "attempt": "b2k…",
        "passkey": { "id": "S2V5", "rawId": "S2V5", "type": "public-key", "response": { "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "MAA" } }
    })),
    responses(
        (status = 200, description = "Signed in", body = Me, headers(("set-cookie" = String, description = "The session and the device"))),
        (status = "default", response = Problem)
    )
)]
async fn sign_in(
    State(app): State<Arc<App>>,
    comer: Comer,
    Input(given): Input<PasskeyStep>,
) -> Result<impl IntoResponse, Fault> {
    let party = app.party().clone();
    let passed = app
        .work(move |office| {
            office.second_sign_in_by_passkey(&given.attempt, &party, given.passkey, &comer.caller())
        })
        .await?;
    welcome(passed)
}

/// Ask for one of one's passkeys, to show the second step again
#[utoipa::path(
    post, path = "/session/step-up/passkey/options", operation_id = "step-up-passkey-options", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "Good for five minutes and one answer", body = RequestOptionsJson), (status = "default", response = Problem))
)]
async fn step_up_options(State(app): State<Arc<App>>, signed: Signed) -> Result<Json<RequestOptions>, Fault> {
    let party = app.party().clone();
    Ok(Json(app.work(move |office| office.begin_passkey_step_up(&signed.staff, &party)).await?))
}

/// A passkey that was shown.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shown {
    /// The authenticator's answer.
    #[schema(value_type = AuthenticationResponseJson)]
    passkey: AuthenticationResponse,
}

/// Show the second step again by a passkey
///
/// Its authenticator has to know its person: by a finger, a face or a PIN. The session's cookie changes.
#[utoipa::path(
    post, path = "/session/step-up/passkey", operation_id = "step-up-passkey", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    request_body(content = Shown, example = json!({
        "passkey": { "id": "S2V5", "rawId": "S2V5", "type": "public-key", "response": { "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "MAA" } }
    })),
    responses((status = 200, description = "Shown", body = Left), (status = "default", response = Problem))
)]
async fn step_up(
    State(app): State<Arc<App>>,
    signed: Signed,
    comer: Comer,
    Input(given): Input<Shown>,
) -> Result<impl IntoResponse, Fault> {
    let party = app.party().clone();
    let stepped = app
        .work(move |office| office.step_up_by_passkey(&signed.token, &party, given.passkey, &comer.caller()))
        .await?;
    Ok(stepped_up(stepped))
}

/// Ask for one more passkey
///
/// What the page gives to `PublicKeyCredential.parseCreationOptionsFromJSON()`.
#[utoipa::path(
    post, path = "/session/passkeys/options", operation_id = "passkey-options", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "Good for five minutes and one answer", body = CreationOptionsJson), (status = "default", response = Problem))
)]
async fn options(State(app): State<Arc<App>>, signed: Signed) -> Result<Json<CreationOptions>, Fault> {
    let party = app.party().clone();
    Ok(Json(app.work(move |office| office.begin_passkey(&signed.staff, &party)).await?))
}

/// One's passkeys.
#[derive(Serialize, ToSchema)]
pub(crate) struct Passkeys {
    /// The oldest first.
    passkeys: Vec<Line>,
}

/// A passkey.
#[derive(Serialize, ToSchema)]
#[schema(as = Passkey)]
pub(crate) struct Line {
    /// By which it is removed.
    passkey: String,
    /// What its owner calls it.
    name: String,
    /// When it was added.
    #[schema(value_type = Moment)]
    created: Timestamp,
    /// When it was last shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    used: Option<Timestamp>,
    /// Whether its owner's other devices may have it too.
    shared: bool,
}

impl From<PasskeyLine> for Line {
    fn from(line: PasskeyLine) -> Self {
        Self {
            passkey: line.passkey.to_string(),
            name: line.name.into(),
            created: line.created,
            used: line.used,
            shared: line.shared,
        }
    }
}

/// See one's passkeys
#[utoipa::path(
    get, path = "/session/passkeys", operation_id = "passkeys", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "They", body = Passkeys), (status = "default", response = Problem))
)]
async fn list(State(app): State<Arc<App>>, signed: Signed) -> Json<Passkeys> {
    let passkeys = app.office().passkeys(&signed.staff).into_iter().map(Line::from).collect();
    Json(Passkeys { passkeys })
}

/// A passkey that was made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Made {
    /// What its owner calls it.
    #[serde(deserialize_with = "text::<_, NAME>")]
    #[schema(max_length = 64)]
    name: String,
    /// The authenticator's answer.
    #[schema(value_type = RegistrationResponseJson)]
    passkey: RegistrationResponse,
}

/// A passkey that was taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct Taken {
    /// By which it is removed.
    passkey: String,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Take the passkey that was asked for
///
/// One's other sessions end.
#[utoipa::path(
    post, path = "/session/passkeys", operation_id = "add-passkey", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    request_body(content = Made, example = json!({
        "name": "laptop",
        "passkey": { "id": "S2V5", "rawId": "S2V5", "type": "public-key", "response": { "clientDataJSON": "e30", "attestationObject": "oA" } }
    })),
    responses((status = 200, description = "Taken", body = Taken), (status = "default", response = Problem))
)]
async fn add(
    State(app): State<Arc<App>>,
    signed: Signed,
    Input(given): Input<Made>,
) -> Result<Json<Taken>, Fault> {
    let party = app.party().clone();
    let (done, passkey) = app
        .work(move |office| {
            let made = MadePasskey { party: &party, answer: &given.passkey, name: &given.name };
            office.add_passkey(&signed.staff, made)
        })
        .await?;
    Ok(Json(Taken { passkey: passkey.to_string(), receipt: done.into() }))
}

/// Remove a passkey
///
/// One's other sessions end. The last second step stays.
#[utoipa::path(
    delete, path = "/session/passkeys/{passkey}", operation_id = "remove-passkey", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    params(("passkey" = String, Path, description = "As the list shows it", pattern = "^[0-9a-f]{16}$")),
    responses((status = 200, description = "Removed", body = Receipt), (status = "default", response = Problem))
)]
async fn remove(
    State(app): State<Arc<App>>,
    signed: Signed,
    At(passkey): At<String>,
) -> Result<Json<Receipt>, Fault> {
    let passkey: PasskeyId = passkey.parse().map_err(|_| Web::Address)?;
    let done = app.work(move |office| office.remove_passkey(&signed.staff, passkey)).await?;
    Ok(Json(done.ok_or(Web::NotFound)?.into()))
}
