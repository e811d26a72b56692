//! What happened to a person or to the whole organisation: terms start and end with it.

use std::sync::Arc;

use axum::{Json, extract::State};
use jiff::Timestamp;
use kernel::{EngagementId, SubjectId, Target};
use office::RecordedEverywhere;
use policy::{EventId, PurposeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Moment, Name, some_moment},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(record)).routes(routes!(revoke)).routes(routes!(everywhere))
}

/// Something that happened to a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Happening {
    /// What.
    #[schema(value_type = Name)]
    event: EventId,
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// When it took effect, where that is not now.
    #[serde(default, deserialize_with = "some_moment")]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
}

/// Record what happened to a person
///
/// Such as a decision to hire, or the end of a contract.
#[utoipa::path(
    post, path = "/subjects/{subject}/events", operation_id = "record-event", tag = "events",
    extensions(("x-act" = json!("record-event"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Happening, example = json!({ "event": "refused", "purpose": "recruitment" })),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn record(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Happening>,
) -> Result<Json<Receipt>, Fault> {
    let Happening { event, purpose, engagement, at } = given;
    let target = Target { purpose, engagement };
    let done = app.work(move |office| office.record_event(&caller.by, at, subject, target, event));
    Ok(Json(done.await?.into()))
}

/// Something that did not happen to a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Revoking {
    /// What.
    #[schema(value_type = Name)]
    event: EventId,
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
}

/// Take a wrongly recorded event back
#[utoipa::path(
    post, path = "/subjects/{subject}/events/revoke", operation_id = "revoke-event", tag = "events",
    extensions(("x-act" = json!("revoke-event"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Revoking, example = json!({ "event": "refused", "purpose": "recruitment" })),
    responses((status = 200, description = "Taken back", body = Receipt), (status = "default", response = Problem))
)]
async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Revoking>,
) -> Result<Json<Receipt>, Fault> {
    let Revoking { event, purpose, engagement } = given;
    let target = Target { purpose, engagement };
    let done = app.work(move |office| office.revoke_event(&caller.by, subject, target, event));
    Ok(Json(done.await?.into()))
}

/// Something that happened to the whole organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HappeningToAll {
    /// What.
    #[schema(value_type = Name)]
    event: EventId,
    /// When it took effect, where that is not now.
    #[serde(default, deserialize_with = "some_moment")]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
}

/// For how many engagements an event was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RecordedForAll {
    /// The event.
    #[schema(value_type = Name)]
    event: EventId,
    /// Engagements that it was recorded for.
    recorded: u64,
    /// Engagements that had it already.
    already: u64,
    /// Engagements of blocked people, which nothing may change: to be done again once they are unblocked.
    blocked: u64,
}

/// Record what happened to the whole organisation
///
/// For every engagement that listens to it, each an act of its own. One that stopped halfway is simply asked for again.
#[utoipa::path(
    post, path = "/events", operation_id = "record-event-everywhere", tag = "events",
    extensions(("x-act" = json!("record-event"))),
    request_body(content = HappeningToAll, example = json!({ "event": "liquidated" })),
    responses((status = 200, description = "Recorded", body = RecordedForAll), (status = "default", response = Problem))
)]
async fn everywhere(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<HappeningToAll>,
) -> Result<Json<RecordedForAll>, Fault> {
    let HappeningToAll { event, at } = given;
    let recorded = app.work(move |office| {
        let recorded = office.record_everywhere(&caller.by, at, &event, &mut |_| {})?;
        Ok((event, recorded))
    });
    let (event, RecordedEverywhere { recorded, already, blocked }) = recorded.await?;
    Ok(Json(RecordedForAll { event, recorded, already, blocked }))
}
