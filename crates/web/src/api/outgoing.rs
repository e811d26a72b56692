//! What leaves: to a third party, into the open, to a court or an authority; and the tasks that follow from it.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use jiff::Timestamp;
use kernel::{Duty, DutyKind, EngagementId, PaperId, SubjectId, Target};
use office::{Disclosed, Outgoing, OutgoingTo};
use policy::{ItemId, PurposeId, RecipientId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Id, Moment, Name, few, names, text, word},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(disclose))
        .routes(routes!(publish))
        .routes(routes!(answer_demand))
        .routes(routes!(show))
        .routes(routes!(finish))
}

/// What goes to a third party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Disclosing {
    /// To whom: a recipient of the policy.
    #[schema(value_type = Name)]
    to: RecipientId,
    /// Under which purpose the data is held.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// The items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
}

/// What has left, with its values.
#[derive(Serialize, ToSchema)]
pub(crate) struct GivenOut {
    /// The paper that says so, by which its tasks are found.
    #[schema(value_type = Id)]
    paper: PaperId,
    /// Of which engagement.
    #[schema(value_type = Id)]
    engagement: EngagementId,
    /// By when the person has to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    notice_due: Option<Timestamp>,
    /// The items asked for with their values; null where none is held.
    #[schema(value_type = BTreeMap<Name, Option<String>>)]
    values: BTreeMap<String, Option<String>>,
    #[serde(flatten)]
    receipt: Receipt,
}

impl From<Disclosed> for GivenOut {
    fn from(out: Disclosed) -> Self {
        let text = |(item, value): (ItemId, Option<vault::Zeroizing<String>>)| {
            (item.to_string(), value.map(|text| text.as_str().to_owned()))
        };
        Self {
            paper: out.paper,
            engagement: out.engagement,
            notice_due: out.notice_due,
            values: out.values.into_iter().map(text).collect(),
            receipt: out.done.into(),
        }
    }
}

impl IntoResponse for GivenOut {
    fn into_response(self) -> axum::response::Response {
        let place = [(header::LOCATION, format!("/v1/papers/{}", self.paper))];
        (StatusCode::CREATED, place, Json(self)).into_response()
    }
}

/// Give items to a third party
#[utoipa::path(
    post, path = "/subjects/{subject}/disclosures", operation_id = "disclose", tag = "outgoing", extensions(("x-act" = json!("disclose"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Disclosing, example = json!({ "to": "mailing-service", "purpose": "mailings", "items": ["email"] })),
    responses(
        (status = 201, description = "Given", body = GivenOut, headers(("location" = String, description = "The paper"))),
        (status = "default", response = Problem)
    )
)]
async fn disclose(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Disclosing>,
) -> Result<GivenOut, Fault> {
    let Disclosing { to, purpose, engagement, items } = given;
    let target = Target { purpose, engagement };
    Ok(app.work(move |office| office.disclose(&caller.by, subject, target, &to, &items)).await?.into())
}

/// What is made public. `Debug` is not there: a place may name somebody.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publishing {
    /// Where, so that it can be taken back; kept sealed.
    #[serde(deserialize_with = "text::<_, 500>")]
    #[schema(max_length = 500)]
    place: String,
    /// Under which purpose the data is held.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// The items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
}

/// Make items public
#[utoipa::path(
    post, path = "/subjects/{subject}/publications", operation_id = "publish", tag = "outgoing", extensions(("x-act" = json!("publish"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Publishing, example = json!({
        "place": "https://example.com/news/1", "purpose": "mailings", "items": ["full-name"]
    })),
    responses(
        (status = 201, description = "Made public", body = GivenOut, headers(("location" = String, description = "The paper"))),
        (status = "default", response = Problem)
    )
)]
async fn publish(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Publishing>,
) -> Result<GivenOut, Fault> {
    let Publishing { place, purpose, engagement, items } = given;
    let target = Target { purpose, engagement };
    Ok(app.work(move |office| office.publish(&caller.by, subject, target, &items, &place)).await?.into())
}

/// What a court or an authority demands.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Demanded {
    /// The demand's document: who, its number and day; kept sealed.
    #[serde(deserialize_with = "text::<_, 500>")]
    #[schema(max_length = 500)]
    document: String,
    /// Under which purpose the data is held.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose; the newest where it is not said.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    engagement: Option<EngagementId>,
    /// The items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
}

/// Answer a demand of a court or an authority
#[utoipa::path(
    post, path = "/subjects/{subject}/demands", operation_id = "answer-demand", tag = "outgoing", extensions(("x-act" = json!("answer-demand"))),
    params(("subject" = Id, Path, description = "The person")),
    request_body(content = Demanded, example = json!({
        "document": "City court, 7-12/2026, 1 November 2026", "purpose": "recruitment", "items": ["full-name"]
    })),
    responses(
        (status = 201, description = "Given", body = GivenOut, headers(("location" = String, description = "The paper"))),
        (status = "default", response = Problem)
    )
)]
async fn answer_demand(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(subject): At<SubjectId>,
    Input(given): Input<Demanded>,
) -> Result<GivenOut, Fault> {
    let Demanded { document, purpose, engagement, items } = given;
    let target = Target { purpose, engagement };
    let out = app.work(move |office| office.answer_demand(&caller.by, subject, target, &items, &document));
    Ok(out.await?.into())
}

/// What left, and what is still to be done about it.
#[derive(Serialize, ToSchema)]
pub(crate) struct GoneOut {
    /// The paper.
    #[schema(value_type = Id)]
    paper: PaperId,
    /// Under which purpose.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Which items.
    #[schema(value_type = Vec<Name>)]
    items: Vec<ItemId>,
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// To whom, of the policy's recipients; left out for a court or an authority, and for everybody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    recipient: Option<RecipientId>,
    /// To which state abroad (ISO 3166 alpha-2).
    #[serde(skip_serializing_if = "Option::is_none")]
    abroad: Option<String>,
    /// Where it was made public.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// What has, or had, to be done.
    tasks: Vec<OutgoingTask>,
    /// Whether the data is destroyed, and only the duty is left.
    gone: bool,
}

/// Something to be done by a day.
#[derive(Serialize, ToSchema)]
pub(crate) struct OutgoingTask {
    /// The person is told, the recipient is told, a publication is taken back.
    #[schema(schema_with = word::<DutyKind>)]
    task: DutyKind,
    /// By when.
    #[schema(value_type = Moment)]
    due: Timestamp,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    done: Option<Timestamp>,
}

impl From<Outgoing> for GoneOut {
    fn from(out: Outgoing) -> Self {
        let task =
            |(task, duty): (DutyKind, Duty)| Some(OutgoingTask { task, due: duty.due?, done: duty.done });
        let tasks =
            [(DutyKind::Notice, out.notice), (DutyKind::Tell, out.tell), (DutyKind::Removal, out.removal)];
        let (recipient, abroad, place) = match out.to {
            OutgoingTo::Recipient { id, abroad } => (Some(id), abroad, None),
            OutgoingTo::Authority => (None, None, None),
            OutgoingTo::Public { place } => (None, None, Some(place)),
        };
        Self {
            paper: out.paper,
            purpose: out.purpose,
            items: out.items,
            at: out.at,
            recipient,
            abroad,
            place,
            tasks: tasks.into_iter().filter_map(task).collect(),
            gone: out.gone,
        }
    }
}

/// Show what left, and what is still to be done about it
#[utoipa::path(
    get, path = "/papers/{paper}", operation_id = "outgoing", tag = "outgoing", extensions(("x-act" = json!("export"))),
    params(("paper" = Id, Path, description = "The paper")),
    responses((status = 200, description = "It", body = GoneOut), (status = "default", response = Problem))
)]
async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(paper): At<PaperId>,
) -> Result<Json<GoneOut>, Fault> {
    Ok(Json(app.work(move |office| office.outgoing(&caller.by, paper)).await?.into()))
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Finished {
    /// The person told of a transfer, the recipient told of a change, a publication taken back.
    #[schema(schema_with = word::<DutyKind>)]
    task: DutyKind,
}

/// Record that a task is done
#[utoipa::path(
    post, path = "/papers/{paper}/done", operation_id = "finish-task", tag = "outgoing", extensions(("x-act" = json!("finish-task"))),
    params(("paper" = Id, Path, description = "The paper")),
    request_body(content = Finished, example = json!({ "task": "notice" })),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn finish(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(paper): At<PaperId>,
    Input(given): Input<Finished>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.finish_task(&caller.by, paper, given.task)).await?.into()))
}
