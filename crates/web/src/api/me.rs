//! What people do in their own affairs: they show by a one-time code that an address held of them is theirs, see what is
//! held, ask, and withdraw. A visit sees nobody else.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
};
use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use kernel::{Channel, EngagementId, Part, Parts, SubjectId, Target};
use office::{AttemptId, Dossier, RequestForm, TEXT_MAX, Visited};
use policy::{IdentityLevel, PurposeId, RequestKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    consents::{OfConsent, WithdrawnConsent},
    document::{Data, Reader},
    dossier::Whole,
    input::{Asked, Input},
    requests::Received,
    schema::{Id, Moment, Name, few, secret, text, word, words},
};
use crate::{
    App,
    caller::{Comer, Visitor},
    cookie,
    fault::{Fault, Web},
    post,
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(code))
        .routes(routes!(enter, leave))
        .routes(routes!(everything))
        .routes(routes!(ask))
        .routes(routes!(withdraw))
        .routes(routes!(receipt))
}

/// Where a code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeAsked {
    /// An e-mail address that the organisation has of you.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    address: String,
}

/// A code on its way, if the address is one person's.
#[derive(Serialize, ToSchema)]
pub(crate) struct OnItsWay {
    /// To be given back with the code.
    attempt: String,
    /// For how many minutes it holds.
    minutes: u64,
}

/// Ask for a one-time code
///
/// The answer is the same whether anybody has the address or not. The letter is in the language of `Accept-Language`.
#[utoipa::path(
    post, path = "/me/code", operation_id = "my-code", tag = "me", security(()),
    request_body(content = CodeAsked, example = json!({ "address": "asel@example.com" })),
    responses((status = 202, description = "On its way, if there is anybody", body = OnItsWay), (status = "default", response = Problem))
)]
async fn code(
    State(app): State<Arc<App>>,
    comer: Comer,
    reader: Reader,
    Input(asking): Input<CodeAsked>,
) -> Result<(StatusCode, Json<OnItsWay>), Fault> {
    // Before anything is done: without a way to send there is no code.
    let post = app.post().ok_or(Web::NoPost)?;
    let source = comer.address();
    let begun = app.work(move |office| office.begin_visit(&asking.address, source)).await?;
    let (AttemptId(attempt), code) = begun;
    let minutes = code.minutes;
    post::send_code(&app, &post, code, post::What::Visit, reader.lang);
    Ok((StatusCode::ACCEPTED, Json(OnItsWay { attempt: BASE64URL_NOPAD.encode(&attempt), minutes })))
}

/// A code that came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MyCode {
    /// As it was given with the asking.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    attempt: String,
    /// The digits of the letter.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    code: String,
}

/// A visit.
#[derive(Serialize, ToSchema)]
pub(crate) struct Visit {
    /// You, in the organisation's books.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// When it ends at the latest; after fifteen minutes without a call it ends as well.
    #[schema(value_type = Moment)]
    until: Timestamp,
}

/// Enter a one-time code
///
/// A visit begins, by a cookie that no script and no other site sees. It stands in the log.
#[utoipa::path(
    post, path = "/me/session", operation_id = "my-session", tag = "me", security(()),
    request_body(content = MyCode, example = json!({ "attempt": "k3b0zLw1q2T9vY7nXo4RtA", "code": "123456" })),
    responses((status = 200, description = "Come in", body = Visit), (status = "default", response = Problem))
)]
async fn enter(
    State(app): State<Arc<App>>,
    _: Comer,
    Input(entering): Input<MyCode>,
) -> Result<Response, Fault> {
    let attempt = BASE64URL_NOPAD.decode(entering.attempt.as_bytes()).ok();
    let attempt = attempt.and_then(|bytes| bytes.try_into().ok()).map(AttemptId).ok_or(Web::SignInOver)?;
    let visited = app.work(move |office| office.enter_visit(attempt, &entering.code)).await?;
    match visited {
        Visited::In { subject, token, until } => {
            let cookie = cookie::set(cookie::VISIT, &token, None).ok_or(Web::Broken)?;
            let cookie = AppendHeaders([(header::SET_COOKIE, cookie)]);
            Ok((cookie, Json(Visit { subject, until })).into_response())
        }
        Visited::Wrong(_) => Err(Web::CodeWrong.into()),
        Visited::Over => Err(Web::SignInOver.into()),
    }
}

/// End the visit
#[utoipa::path(
    delete, path = "/me/session", operation_id = "leave", tag = "me", security(("visit" = [])), extensions(("x-own" = json!(true))),
    responses((status = 204, description = "Ended"), (status = "default", response = Problem))
)]
async fn leave(State(app): State<Arc<App>>, visitor: Visitor) -> Result<impl IntoResponse, Fault> {
    app.office().end_visit(&visitor.token);
    let cookie = cookie::drop(cookie::VISIT).ok_or(Web::Broken)?;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, cookie)])))
}

/// See everything that is held on you
#[utoipa::path(
    get, path = "/me", operation_id = "me", tag = "me", security(("visit" = [])), extensions(("x-own" = json!(true))),
    responses((status = 200, description = "Everything", body = Whole), (status = "default", response = Problem))
)]
async fn everything(State(app): State<Arc<App>>, visitor: Visitor) -> Result<Json<Dossier>, Fault> {
    let (by, subject) = visitor.who();
    Ok(Json(app.work(move |office| office.export(&by, subject)).await?))
}

/// What you ask for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MyRequest {
    /// What is asked for.
    #[schema(schema_with = word::<RequestKind>)]
    kind: RequestKind,
    /// Under which purpose; all where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// For a withdrawal: of what.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = words::<Part>)]
    parts: Vec<Part>,
    /// Where the answer goes: an e-mail or postal address; kept sealed.
    #[serde(default, deserialize_with = "text::<_, 500>")]
    #[schema(max_length = 500)]
    contact: String,
    /// In your words; kept sealed.
    #[serde(default, deserialize_with = "text::<_, TEXT_MAX>")]
    #[schema(max_length = 20000)]
    text: String,
}

/// Ask by right: to know, to have corrected, blocked or destroyed, to object, to complain
///
/// Its clock runs from now on. The code counts as having shown who you are.
#[utoipa::path(
    post, path = "/me/requests", operation_id = "my-request", tag = "me", security(("visit" = [])), extensions(("x-own" = json!(true))),
    request_body(content = MyRequest, example = json!({ "kind": "information", "text": "What do you hold about me?" })),
    responses((status = 201, description = "Taken in", body = Received), (status = "default", response = Problem))
)]
async fn ask(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Input(asked): Input<MyRequest>,
) -> Result<(StatusCode, Json<Received>), Fault> {
    let (by, subject) = visitor.who();
    let form = RequestForm {
        kind: asked.kind,
        channel: Channel::Portal,
        identity: IdentityLevel::OneTimeCode,
        subject: Some(subject),
        target: asked.purpose.map(|purpose| Target { purpose, engagement: None }),
        parts: asked.parts,
        representative: None,
        represented_by: String::new(),
        contact: asked.contact,
        text: asked.text,
    };
    let received = app.work(move |office| office.receive_request(&by, None, &form)).await?;
    Ok((StatusCode::CREATED, Json(received.into())))
}

/// What you withdraw.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MyWithdrawal {
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement; all under the purpose where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// Which parts; everything where none is said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = words::<Part>)]
    parts: Vec<Part>,
}

/// Withdraw a consent, or parts of it
///
/// Use stops with this call.
#[utoipa::path(
    post, path = "/me/consents/withdraw", operation_id = "my-withdrawal", tag = "me", security(("visit" = [])), extensions(("x-own" = json!(true))),
    request_body(content = MyWithdrawal, example = json!({ "purpose": "mailings" })),
    responses((status = 200, description = "Withdrawn", body = WithdrawnConsent), (status = "default", response = Problem))
)]
async fn withdraw(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Input(asked): Input<MyWithdrawal>,
) -> Result<Json<WithdrawnConsent>, Fault> {
    let (by, subject) = visitor.who();
    let MyWithdrawal { purpose, engagement, parts } = asked;
    let parts: Parts = if parts.is_empty() { &Part::ALL[..] } else { &parts }.iter().copied().collect();
    let target = Target { purpose, engagement };
    Ok(Json(app.work(move |office| office.withdraw_consent(&by, None, subject, target, parts)).await?.into()))
}

/// Take the receipt of a consent along
#[utoipa::path(
    get, path = "/me/consents/receipt", operation_id = "my-receipt", tag = "me", security(("visit" = [])), extensions(("x-own" = json!(true))),
    params(OfConsent),
    responses(
        (status = 200, description = "It", content(
            (Data = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn receipt(
    State(app): State<Arc<App>>,
    visitor: Visitor,
    Asked(asked): Asked<OfConsent>,
    reader: Reader,
) -> Result<Response, Fault> {
    let (by, subject) = visitor.who();
    super::consents::receipt_of(&app, by, subject, asked, &reader).await
}
