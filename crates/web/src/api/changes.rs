//! What is held, changed: values replaced, data destroyed before its term, two people made one, and one two.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use kernel::{EngagementId, EraseReason, SubjectId, Target};
use policy::PurposeId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Name, few, ids, word},
    shapes::{Receipt, Values},
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(rectify))
        .routes(routes!(erase))
        .routes(routes!(merge))
        .routes(routes!(split))
}

/// What is to be replaced.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rectifying {
    /// Under which purpose the data is held.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// Items with their new values.
    #[schema(value_type = BTreeMap<Name, String>)]
    items: Values,
}

/// Replace values
///
/// The old ones can't be opened any more.
#[utoipa::path(
    post, path = "/subjects/{subject}/rectify", operation_id = "rectify", tag = "subjects", extensions(("x-act" = json!("rectify"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Rectifying, example = json!({
        "purpose": "recruitment", "items": { "email": "asel.ahmetova@example.com" }
    })),
    responses((status = 200, description = "Replaced", body = Receipt), (status = "default", response = Problem))
)]
async fn rectify(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Rectifying>,
) -> Result<Json<Receipt>, Fault> {
    let Rectifying { purpose, engagement, items } = given;
    if items.0.is_empty() {
        return Err(Web::Incomplete.into());
    }
    let target = Target { purpose, engagement };
    let done = app.work(move |office| {
        let given = office.with_hashed_passwords(items.0)?;
        office.rectify(&caller.by, subject, target, &given)
    });
    Ok(Json(done.await?.into()))
}

/// What is to be destroyed, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Erasing {
    /// The person demands it, or it was collected against the law.
    #[schema(schema_with = word::<EraseReason>)]
    reason: EraseReason,
    /// Under which purpose; all of it, where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// Which engagement, where there are several under the purpose.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
}

/// Data destroyed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Erased {
    /// How many rows of data.
    destroyed: u64,
    /// How many people of whom nothing is held any more.
    persons: u64,
    /// Whether the act of destruction is signed; if not, it is once the store is at rest.
    signed: bool,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Destroy before the term ends
///
/// Irrecoverable; the act of destruction is committed in the log and signed.
#[utoipa::path(
    post, path = "/subjects/{subject}/erase", operation_id = "erase", tag = "subjects", extensions(("x-act" = json!("erase"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Erasing, example = json!({ "reason": "demand", "purpose": "recruitment" })),
    responses((status = 200, description = "Destroyed", body = Erased), (status = "default", response = Problem))
)]
async fn erase(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Erasing>,
) -> Result<Json<Erased>, Fault> {
    let Erasing { reason, purpose, engagement } = given;
    // An engagement without its purpose must not widen to everything.
    if purpose.is_none() && engagement.is_some() {
        return Err(Web::Incomplete.into());
    }
    let aim = purpose.map(|purpose| Target { purpose, engagement });
    let (done, swept) = app.work(move |office| office.erase(&caller.by, subject, aim, reason)).await?;
    let (destroyed, persons, signed) = (swept.destroyed, swept.persons, swept.signed);
    Ok(Json(Erased { destroyed, persons, signed, receipt: done.into() }))
}

/// Who is the same person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merging {
    /// Whose data moves.
    #[schema(value_type = Id)]
    other: SubjectId,
}

/// Say that two people are one
///
/// What is held of the other moves to this person.
#[utoipa::path(
    post, path = "/subjects/{subject}/merge", operation_id = "merge", tag = "subjects", extensions(("x-act" = json!("merge"))),
    params(("subject" = Id, Path, description = "Who stays")),
    request_body(content = Merging, example = json!({ "other": "01932f3e-7c1a-7d2b-9a41-5f0c3b6e8d10" })),
    responses((status = 200, description = "Made one", body = Receipt), (status = "default", response = Problem))
)]
async fn merge(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Merging>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.merge(&caller.by, subject, given.other)).await?.into()))
}

/// What belongs to somebody else.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Splitting {
    /// The engagements.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = ids)]
    engagements: Vec<EngagementId>,
}

/// One person made two.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SplitOff {
    /// Whose the engagements are now.
    #[schema(value_type = Id)]
    into: SubjectId,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Say that engagements belong to somebody else
///
/// Who gets an id of their own.
#[utoipa::path(
    post, path = "/subjects/{subject}/split", operation_id = "split", tag = "subjects", extensions(("x-act" = json!("split"))),
    params(("subject" = Id, Path, description = "Whose they were")),
    request_body(content = Splitting, example = json!({ "engagements": ["01932f3e-7c1a-7d2b-9a41-5f0c3b6e8d10"] })),
    responses(
        (status = 201, description = "Made two", body = SplitOff, headers(("location" = String, description = "The other person"))),
        (status = "default", response = Problem)
    )
)]
async fn split(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Splitting>,
) -> Result<impl IntoResponse, Fault> {
    let split = app.work(move |office| office.split(&caller.by, subject, given.engagements));
    let (done, into) = split.await?;
    let place = [(header::LOCATION, format!("/v1/subjects/{into}"))];
    Ok((StatusCode::CREATED, place, Json(SplitOff { into, receipt: done.into() })))
}
