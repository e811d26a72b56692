//! Staff: enrolling by an invitation, signing in by two steps, and one's own sessions and means of signing in.

use std::{sync::Arc, time::Duration};

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{AppendHeaders, IntoResponse},
};
use jiff::Timestamp;
use office::{Begun, Choice, Enrolled, Offer, Passed, SessionId, SessionLine, SteppedUp, second_step};
use policy::StaffId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Moment, Name, secret},
    shapes::Receipt,
};
use crate::{
    App,
    caller::{Comer, Signed},
    cookie,
    fault::{Fault, Web},
    problem::Problem,
};

/// How long a device is known.
const DEVICE: Duration = Duration::from_hours(24 * 90);

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(offer))
        .routes(routes!(enrol))
        .routes(routes!(begin))
        .routes(routes!(second))
        .routes(routes!(who, sign_out))
        .routes(routes!(step_up))
        .routes(routes!(sessions, end_others))
        .routes(routes!(end_session))
        .routes(routes!(change_password))
        .routes(routes!(renew_recovery))
        .routes(routes!(offer_app))
        .routes(routes!(replace_app))
}

/// An invitation's secret.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Link {
    /// As it stands in the link.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    pub(super) link: String,
}

/// What somebody with an invitation is shown: the secret for an authenticator app.
#[derive(Serialize, ToSchema)]
pub(crate) struct Offered {
    /// Whose account it will be.
    #[schema(value_type = Name)]
    staff: StaffId,
    /// For a QR code.
    uri: String,
    /// For typing: base32 in groups of four.
    typed: String,
}

impl From<Offer> for Offered {
    fn from(offer: Offer) -> Self {
        Self { staff: offer.staff, uri: offer.uri.to_string(), typed: offer.typed.to_string() }
    }
}

/// See what an invitation offers
#[utoipa::path(
    post, path = "/enrolment/offer", operation_id = "enrolment-offer", tag = "sign-in", security(()),
    request_body(content = Link, example = json!({ "link": "kq3b…" })),
    responses((status = 200, description = "The secret for an app", body = Offered), (status = "default", response = Problem))
)]
async fn offer(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(link): Input<Link>,
) -> Result<Json<Offered>, Fault> {
    Ok(Json(app.work(move |office| office.offer(&link.link)).await?.into()))
}

/// A password, and the first code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Enrolling {
    /// The invitation's secret.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    link: String,
    /// Ten characters at least.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    password: String,
    /// Six digits.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    code: String,
}

/// Codes for the day on which the app is lost; shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct Codes {
    /// Ten of them, each good for once.
    recovery: Vec<String>,
    #[serde(flatten)]
    receipt: Receipt,
}

impl From<Enrolled> for Codes {
    fn from(enrolled: Enrolled) -> Self {
        let recovery = enrolled.recovery.iter().map(|code| code.to_string()).collect();
        Self { recovery, receipt: enrolled.done.into() }
    }
}

/// Enrol by an invitation
///
/// Password, app, recovery codes and sessions of before end with it.
#[utoipa::path(
    post, path = "/enrolment", operation_id = "enrol", tag = "sign-in", security(()),
    request_body(content = Enrolling, example = json!({ "link": "kq3b…", "password": "two foxes under a bridge", "code": "123456" })),
    responses((status = 200, description = "Enrolled", body = Codes), (status = "default", response = Problem))
)]
async fn enrol(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(given): Input<Enrolling>,
) -> Result<Json<Codes>, Fault> {
    let enrolled = app
        .work(move |office| {
            let choice = Choice { password: &given.password, breached: None };
            office.enrol(&given.link, &choice, &given.code)
        })
        .await?;
    Ok(Json(enrolled.into()))
}

/// A name and a password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstStep {
    /// Under which one acts.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    name: String,
    /// The password.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    password: String,
}

/// The second step is asked for in every case.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Attempt {
    /// What the second step is sent with; good for five minutes.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    pub(super) attempt: String,
}

/// Sign in: the first step
///
/// Whether the name is known, and whether the password was right, nobody learns.
#[utoipa::path(
    post, path = "/sign-in", operation_id = "sign-in", tag = "sign-in", security(()),
    request_body(content = FirstStep, example = json!({ "name": "privacy-officer", "password": "two foxes under a bridge" })),
    responses((status = 200, description = "The second step is next", body = Attempt), (status = "default", response = Problem))
)]
async fn begin(
    State(app): State<Arc<App>>,
    comer: Comer,
    Input(given): Input<FirstStep>,
) -> Result<Json<Attempt>, Fault> {
    match app.work(move |office| office.begin_sign_in(&given.name, &given.password, &comer.caller())).await? {
        Begun::Attempt(attempt) => Ok(Json(Attempt { attempt: attempt.to_string() })),
        Begun::Wait(left) => Err(Fault::Wait(left)),
    }
}

/// The second step of an attempt.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SecondStep {
    /// As the first step gave it.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    attempt: String,
    /// Six digits of the app, or a recovery code.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    code: String,
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Me {
    /// Under which name.
    #[schema(value_type = Name)]
    staff: StaffId,
    /// By which session.
    session: String,
    /// By which means: password-totp, password-passkey, recovery-code.
    how: String,
    /// Whether heavy acts take the second step anew.
    stale: bool,
    /// How many recovery codes are left.
    recovery_left: usize,
}

/// Sign in: the second step
///
/// The answer sets the session's cookie, and one by which the device is known the next time.
#[utoipa::path(
    post, path = "/sign-in/second", operation_id = "sign-in-second", tag = "sign-in", security(()),
    request_body(content = SecondStep, example = json!({ "attempt": "b2k…", "code": "123456" })),
    responses(
        (status = 200, description = "Signed in", body = Me, headers(("set-cookie" = String, description = "The session and the device"))),
        (status = "default", response = Problem)
    )
)]
async fn second(
    State(app): State<Arc<App>>,
    comer: Comer,
    Input(given): Input<SecondStep>,
) -> Result<impl IntoResponse, Fault> {
    let passed = app
        .work(move |office| office.second_sign_in(&given.attempt, second_step(&given.code)?, &comer.caller()))
        .await?;
    welcome(passed)
}

/// What came of a second step: who is signed in, with their cookies.
pub(super) fn welcome(passed: Passed) -> Result<impl IntoResponse + use<>, Fault> {
    match passed {
        Passed::In(entered) => {
            let cookies = [
                cookie::set(cookie::SESSION, &entered.token, None),
                cookie::set(cookie::DEVICE, &entered.device, Some(DEVICE)),
            ];
            let me = Me {
                staff: entered.staff,
                session: entered.session.to_string(),
                how: entered.how.word().to_owned(),
                stale: false,
                recovery_left: entered.recovery_left,
            };
            Ok((set(cookies), Json(me)))
        }
        Passed::Wrong { .. } => Err(Web::SignInWrong.into()),
        Passed::Over => Err(Web::SignInOver.into()),
    }
}

/// See who is signed in
#[utoipa::path(
    get, path = "/session", operation_id = "session", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "You", body = Me), (status = "default", response = Problem))
)]
async fn who(signed: Signed) -> Json<Me> {
    let staff = signed.staff;
    Json(Me {
        stale: matches!(staff.actor, kernel::Actor::Stale(_)),
        staff: staff.staff,
        session: staff.session.to_string(),
        how: staff.how.word().to_owned(),
        recovery_left: staff.recovery_left,
    })
}

/// Sign out
#[utoipa::path(
    delete, path = "/session", operation_id = "sign-out", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 204, description = "Signed out"), (status = "default", response = Problem))
)]
async fn sign_out(State(app): State<Arc<App>>, signed: Signed) -> Result<impl IntoResponse, Fault> {
    app.work(move |office| office.sign_out(&signed.token)).await?;
    Ok((axum::http::StatusCode::NO_CONTENT, set([cookie::drop(cookie::SESSION), None])))
}

/// A code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    /// Six digits of the app, or a recovery code where one is good.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    code: String,
}

/// How many recovery codes are left.
#[derive(Serialize, ToSchema)]
pub(crate) struct Left {
    /// Of ten.
    recovery_left: usize,
}

/// Show the second step again
///
/// Heavy acts need it: keys, roles, unblocking, editions, lists with values. The session's cookie changes.
#[utoipa::path(
    post, path = "/session/step-up", operation_id = "step-up", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    request_body(content = Code, example = json!({ "code": "123456" })),
    responses((status = 200, description = "Shown", body = Left), (status = "default", response = Problem))
)]
async fn step_up(
    State(app): State<Arc<App>>,
    signed: Signed,
    comer: Comer,
    Input(given): Input<Code>,
) -> Result<impl IntoResponse, Fault> {
    let stepped = app
        .work(move |office| office.step_up(&signed.token, second_step(&given.code)?, &comer.caller()))
        .await?;
    Ok(stepped_up(stepped))
}

/// The session's new cookie.
pub(super) fn stepped_up(stepped: SteppedUp) -> impl IntoResponse + use<> {
    let cookies = [cookie::set(cookie::SESSION, &stepped.token, None), None];
    (set(cookies), Json(Left { recovery_left: stepped.recovery_left }))
}

/// One's sessions.
#[derive(Serialize, ToSchema)]
pub(crate) struct Sessions {
    /// The one used last first.
    sessions: Vec<Line>,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub(crate) struct Line {
    /// By which it is ended.
    session: String,
    /// When it began.
    #[schema(value_type = Moment)]
    created: Timestamp,
    /// When it was used last, within a minute.
    #[schema(value_type = Moment)]
    seen: Timestamp,
    /// By which means.
    how: String,
    /// With which browser or program.
    client: String,
}

impl From<SessionLine> for Line {
    fn from(line: SessionLine) -> Self {
        Self {
            session: line.session.to_string(),
            created: line.created,
            seen: line.seen,
            how: line.how.word().to_owned(),
            client: line.client.as_str().to_owned(),
        }
    }
}

/// See one's sessions
#[utoipa::path(
    get, path = "/sessions", operation_id = "sessions", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "They", body = Sessions), (status = "default", response = Problem))
)]
async fn sessions(State(app): State<Arc<App>>, signed: Signed) -> Json<Sessions> {
    let sessions = app.office().sessions(&signed.staff).into_iter().map(Line::from).collect();
    Json(Sessions { sessions })
}

/// End all of one's other sessions
#[utoipa::path(
    delete, path = "/sessions", operation_id = "end-sessions", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 204, description = "Ended"), (status = "default", response = Problem))
)]
async fn end_others(State(app): State<Arc<App>>, signed: Signed) -> Result<impl IntoResponse, Fault> {
    app.work(move |office| office.end_sessions(&signed.staff, true)).await?;
    Ok(axum::http::StatusCode::NO_CONTENT)
}

/// End one of one's sessions
#[utoipa::path(
    delete, path = "/sessions/{session}", operation_id = "end-session", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    params(("session" = String, Path, description = "As the list shows it", pattern = "^[0-9a-f]{16}$")),
    responses((status = 204, description = "Ended"), (status = "default", response = Problem))
)]
async fn end_session(
    State(app): State<Arc<App>>,
    signed: Signed,
    At(session): At<String>,
) -> Result<impl IntoResponse, Fault> {
    let session: SessionId = session.parse().map_err(|_| Web::Address)?;
    match app.work(move |office| office.end_session(&signed.staff, session)).await? {
        true => Ok(axum::http::StatusCode::NO_CONTENT),
        false => Err(Web::NotFound.into()),
    }
}

/// The old password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    /// The one in use.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    old: String,
    /// Ten characters at least.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    new: String,
}

/// Change one's password
#[utoipa::path(
    post, path = "/session/password", operation_id = "change-password", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    request_body(content = NewPassword, example = json!({ "old": "two foxes under a bridge", "new": "three owls above a well" })),
    responses((status = 200, description = "Changed", body = Receipt), (status = "default", response = Problem))
)]
async fn change_password(
    State(app): State<Arc<App>>,
    signed: Signed,
    comer: Comer,
    Input(given): Input<NewPassword>,
) -> Result<Json<Receipt>, Fault> {
    let done = app
        .work(move |office| {
            let choice = Choice { password: &given.new, breached: None };
            office.change_password(&signed.staff, &given.old, &choice, &comer.caller())
        })
        .await?;
    Ok(Json(done.into()))
}

/// Make ten new recovery codes
#[utoipa::path(
    post, path = "/session/recovery-codes", operation_id = "renew-recovery", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "Shown once", body = Codes), (status = "default", response = Problem))
)]
async fn renew_recovery(State(app): State<Arc<App>>, signed: Signed) -> Result<Json<Codes>, Fault> {
    let (done, codes) = app.work(move |office| office.renew_recovery(&signed.staff)).await?;
    Ok(Json(Codes { recovery: codes.iter().map(|code| code.to_string()).collect(), receipt: done.into() }))
}

/// Get the secret for another app
#[utoipa::path(
    post, path = "/session/app/offer", operation_id = "offer-app", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "The one in use stays until the first code comes", body = Offered), (status = "default", response = Problem))
)]
async fn offer_app(State(app): State<Arc<App>>, signed: Signed) -> Result<Json<Offered>, Fault> {
    Ok(Json(app.work(move |office| office.offer_app(&signed.staff)).await?.into()))
}

/// Take the app that was offered, by its first code
#[utoipa::path(
    post, path = "/session/app", operation_id = "replace-app", tag = "sign-in", security(("session" = [])), extensions(("x-own" = json!(true))),
    request_body(content = Code, example = json!({ "code": "123456" })),
    responses((status = 200, description = "Taken", body = Receipt), (status = "default", response = Problem))
)]
async fn replace_app(
    State(app): State<Arc<App>>,
    signed: Signed,
    Input(given): Input<Code>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.replace_app(&signed.staff, &given.code)).await?.into()))
}

/// Cookies as headers.
fn set<const N: usize>(
    cookies: [Option<HeaderValue>; N],
) -> AppendHeaders<Vec<(header::HeaderName, HeaderValue)>> {
    AppendHeaders(cookies.into_iter().flatten().map(|cookie| (header::SET_COOKIE, cookie)).collect())
}
