//! One-time codes that show who asks: sent to an address held of the person, and entered when they come back.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use kernel::{PaperId, SubjectId};
use office::CodeEntered;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    api::{
        document::Reader,
        input::{At, Input},
        schema::{Id, secret},
    },
    caller::{Caller, Comer},
    fault::{Fault, Web},
    post,
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(send)).routes(routes!(enter))
}

/// Where a code goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeTo {
    /// An e-mail address held of the person.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    address: String,
}

/// A code sent, if the address is the person's.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeSent {
    /// For how many minutes it holds.
    minutes: u64,
}

/// Send a code to show who asks
///
/// Whether anybody has the address shows in no answer. The letter is in the language of `Accept-Language`.
#[utoipa::path(
    post, path = "/requests/{request}/code", operation_id = "send-code", tag = "requests",
    extensions(("x-act" = json!("handle-request"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = CodeTo, example = json!({ "address": "asel@example.com" })),
    responses((status = 202, description = "On its way, if there is anybody", body = CodeSent), (status = "default", response = Problem))
)]
async fn send(
    State(app): State<Arc<App>>,
    caller: Caller,
    comer: Comer,
    At(request): At<PaperId>,
    reader: Reader,
    Input(given): Input<CodeTo>,
) -> Result<(StatusCode, Json<CodeSent>), Fault> {
    // Before anything is done: without a way to send there is no code.
    let post = app.post().ok_or(Web::NoPost)?;
    let source = comer.address();
    let made = app.work(move |office| office.make_code(&caller.by, request, &given.address, source));
    let code = made.await?;
    let minutes = code.minutes;
    post::send_code(&app, &post, code, post::What::Request, reader.lang);
    Ok((StatusCode::ACCEPTED, Json(CodeSent { minutes })))
}

/// A code that came back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodeBack {
    /// The digits.
    #[serde(deserialize_with = "secret")]
    #[schema(max_length = 512)]
    code: String,
}

/// What came of a code.
#[derive(Serialize, ToSchema)]
pub(crate) struct CodeJudged {
    /// Whether it was the right one: it is known who asks then.
    passed: bool,
    /// The person, whose request it is from now on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    subject: Option<SubjectId>,
    /// How many tries are left, where it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<u8>,
}

/// Enter a code that came back
#[utoipa::path(
    post, path = "/requests/{request}/code/entered", operation_id = "enter-code", tag = "requests",
    extensions(("x-act" = json!("handle-request"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = CodeBack, example = json!({ "code": "123456" })),
    responses((status = 200, description = "Judged", body = CodeJudged), (status = "default", response = Problem))
)]
async fn enter(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    Input(given): Input<CodeBack>,
) -> Result<Json<CodeJudged>, Fault> {
    let judged = app.work(move |office| office.enter_code(&caller.by, request, &given.code)).await?;
    Ok(Json(match judged {
        CodeEntered::Passed { subject } => CodeJudged { passed: true, subject: Some(subject), left: None },
        CodeEntered::Wrong { left } => CodeJudged { passed: false, subject: None, left: Some(left) },
        CodeEntered::Over => CodeJudged { passed: false, subject: None, left: Some(0) },
    }))
}
