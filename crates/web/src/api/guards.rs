//! What stops use or destruction: restrictions, blocks, holds. A block's end is in [`super::blocking`].

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use kernel::{EngagementId, HoldId, SubjectId, Target};
use policy::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Name, text},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(restrict))
        .routes(routes!(unrestrict))
        .routes(routes!(block))
        .routes(routes!(hold))
        .routes(routes!(release))
}

/// What is meant of a person's data.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Aim {
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
}

impl From<Aim> for Target {
    fn from(aim: Aim) -> Self {
        Self { purpose: aim.purpose, engagement: aim.engagement }
    }
}

/// Keep data only because a law orders it
///
/// Its act is a block, of one purpose alone.
#[utoipa::path(
    post, path = "/subjects/{subject}/restrict", operation_id = "restrict", tag = "subjects", extensions(("x-act" = json!("block"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Aim, example = json!({ "purpose": "recruitment" })),
    responses((status = 200, description = "Restricted", body = Receipt), (status = "default", response = Problem))
)]
async fn restrict(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(aim): Input<Aim>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.restrict(&caller.by, subject, aim.into(), true)).await?.into()))
}

/// Use data again that was only kept
///
/// Its act is the end of a block: a person's alone, as that is.
#[utoipa::path(
    post, path = "/subjects/{subject}/unrestrict", operation_id = "unrestrict", tag = "subjects",
    extensions(("x-act" = json!("unblock"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Aim, example = json!({ "purpose": "recruitment" })),
    responses((status = 200, description = "In use again", body = Receipt), (status = "default", response = Problem))
)]
async fn unrestrict(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(aim): Input<Aim>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.restrict(&caller.by, subject, aim.into(), false)).await?.into()))
}

/// Stop everything but keeping
#[utoipa::path(
    post, path = "/subjects/{subject}/block", operation_id = "block", tag = "subjects", extensions(("x-act" = json!("block"))),
    params(("subject" = Id, Path, description = "The person")),
    responses((status = 200, description = "Blocked", body = Receipt), (status = "default", response = Problem))
)]
async fn block(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.block(&caller.by, subject)).await?.into()))
}

/// Why data may not be destroyed. `Debug` leaves it out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holding {
    /// What the hold rests on, such as a court's case number; kept sealed.
    #[serde(deserialize_with = "text::<_, 400>")]
    #[schema(min_length = 1, max_length = 400)]
    reference: String,
}

/// A ban on destroying.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Held {
    /// The hold.
    #[schema(value_type = Id)]
    hold: HoldId,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Forbid destruction
#[utoipa::path(
    post, path = "/subjects/{subject}/holds", operation_id = "hold", tag = "subjects", extensions(("x-act" = json!("hold"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Holding, example = json!({ "reference": "Case 7-12/2026" })),
    responses(
        (status = 201, description = "Forbidden", body = Held, headers(("location" = String, description = "The hold"))),
        (status = "default", response = Problem)
    )
)]
async fn hold(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Holding>,
) -> Result<impl IntoResponse, Fault> {
    let (done, hold) = app.work(move |office| office.hold(&caller.by, subject, &given.reference)).await?;
    let place = [(header::LOCATION, format!("/v1/subjects/{subject}/holds/{hold}"))];
    Ok((StatusCode::CREATED, place, Json(Held { hold, receipt: done.into() })))
}

/// End a hold
#[utoipa::path(
    delete, path = "/subjects/{subject}/holds/{hold}", operation_id = "release", tag = "subjects",
    extensions(("x-act" = json!("release"))),
    params(("subject" = Id, Path, description = "The person"), ("hold" = Id, Path, description = "The hold")),
    responses((status = 200, description = "Ended", body = Receipt), (status = "default", response = Problem))
)]
async fn release(
    State(app): State<Arc<App>>,
    caller: Caller,
    At((subject, hold)): At<(SubjectId, HoldId)>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.release(&caller.by, subject, hold)).await?.into()))
}
