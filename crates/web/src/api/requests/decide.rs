//! A request decided, answered, and the answer recorded as sent.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use kernel::{PaperId, SubjectId};
use office::{Decision, Grant};
use policy::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    App,
    api::{
        document::{Data, Form, Reader, dated, given, written},
        input::{At, Input},
        schema::{Id, Name, text},
        shapes::{Receipt, Values},
    },
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(decide)).routes(routes!(answer)).routes(routes!(answered))
}

/// How a request is decided.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Deciding {
    /// Granted or refused.
    decision: Verdict,
    /// Said to the person with the answer; a refusal needs it. Kept sealed.
    #[serde(default, deserialize_with = "text::<_, 4000>")]
    #[schema(max_length = 4000)]
    reasons: String,
    /// For a rectification whose request names no purpose: under which.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// For a rectification: items with their new values.
    #[serde(default)]
    #[schema(value_type = BTreeMap<Name, String>)]
    items: Values,
    /// For a block: no breach was found, and the block ends.
    #[serde(default)]
    unfounded: bool,
    /// For a block or a demand to destroy: the data was processed against the law, and is destroyed.
    #[serde(default)]
    unlawful: bool,
}

/// What is decided.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Verdict {
    /// As asked.
    Grant,
    /// Not at all.
    Refuse,
}

/// A request decided.
#[derive(Serialize, ToSchema)]
pub(crate) struct Decided {
    /// Whose.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// Where the answer goes.
    contact: String,
    /// Granted, in part, or refused.
    outcome: String,
    /// The clauses that refuse, with the program's codes.
    refused: Vec<[String; 2]>,
    /// How much was destroyed, where anything was.
    #[serde(skip_serializing_if = "Option::is_none")]
    destroyed: Option<u64>,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Decide a request, and do what it asks for
#[utoipa::path(
    post, path = "/requests/{request}/decision", operation_id = "decide-request", tag = "requests",
    extensions(("x-act" = json!("decide-request"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = Deciding, example = json!({ "decision": "grant" })),
    responses((status = 200, description = "Decided", body = Decided), (status = "default", response = Problem))
)]
async fn decide(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    Input(given): Input<Deciding>,
) -> Result<Json<Decided>, Fault> {
    let Deciding { decision, reasons, purpose, items, unfounded, unlawful } = given;
    if matches!(decision, Verdict::Refuse) && reasons.trim().is_empty() || unfounded && unlawful {
        return Err(Web::Incomplete.into());
    }
    let decided = app
        .work(move |office| {
            let decision = match decision {
                Verdict::Refuse => Decision::Refuse { reasons },
                Verdict::Grant => {
                    let values = office.with_hashed_passwords(items.0)?;
                    Decision::Grant(Grant { purpose, values, unfounded, unlawful, reasons })
                }
            };
            office.decide_request(&caller.by, request, decision)
        })
        .await?;
    Ok(Json(Decided {
        subject: decided.subject,
        contact: decided.contact,
        outcome: decided.answer.outcome.word().to_owned(),
        refused: decided.answer.refused.into_iter().map(|(code, clause)| [code, clause]).collect(),
        destroyed: decided.swept.map(|swept| swept.destroyed),
        receipt: decided.done.into(),
    }))
}

/// The answer to a decided request
///
/// Put together anew each time, as data, a page, text or paper in the reader's language. Values leave only where it is
/// known surely enough who asks.
#[utoipa::path(
    get, path = "/requests/{request}/answer", operation_id = "answer", tag = "requests", extensions(("x-act" = json!("export"))),
    params(("request" = Id, Path, description = "The request")),
    responses(
        (status = 200, description = "The answer", content(
            (Data = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn answer(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    reader: Reader,
) -> Result<Response, Fault> {
    let form = reader.of(&Form::ALL)?;
    let reply = app.work(move |office| office.reply(&caller.by, request)).await?;
    if form == Form::Json {
        return Ok(given(form, reader.lang, Json(Data(reply.json())).into_response()));
    }
    let doc = clerk::reply(&app.office().world(), &reply, reader.lang);
    written(&app, form, doc, dated(app.office(), app.office().clock().now())).await
}

/// Record that the answer left
#[utoipa::path(
    post, path = "/requests/{request}/answered", operation_id = "answer-request", tag = "requests",
    extensions(("x-act" = json!("answer-request"))),
    params(("request" = Id, Path, description = "The request")),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn answered(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.answered(&caller.by, request)).await?.into()))
}
