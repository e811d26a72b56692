//! Everything that has to be done by a day.

use std::sync::Arc;

use axum::{Json, extract::State};
use calendar::Profile;
use jiff::Timestamp;
use kernel::{DutyKind, LeftDuty, PaperId, SubjectId};
use office::{DeadlineLine, Task};
use policy::{ItemId, PurposeId, RecipientId, RequestKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::Asked,
    schema::{Id, Moment, Name, lines, word},
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(deadlines))
}

/// DueUntil when, and how many.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DueUntil {
    /// What is due until then; everything where it is not said.
    #[serde(default)]
    #[param(value_type = Option<Moment>)]
    until: Option<Timestamp>,
    /// How many of each kind at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// What has to be done.
#[derive(Serialize, ToSchema)]
pub(crate) struct Deadlines {
    /// What is overdue first, and of that a breach that the authority waits to hear of.
    deadlines: Vec<Deadline>,
    /// How many are overdue.
    overdue: usize,
    /// How many end with the next working day at the latest.
    soon: usize,
}

/// Something that has to be done by a day. What it is about stands in the members that it has.
#[derive(Default, Serialize, ToSchema)]
pub(crate) struct Deadline {
    /// What kind of thing it is.
    task: Waits,
    /// A request to be answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    request: Option<PaperId>,
    /// The disclosure or publication that brought a duty.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    paper: Option<PaperId>,
    /// Whose; none where the data is destroyed and only the duty is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Id>)]
    subject: Option<SubjectId>,
    /// What a request asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = word::<RequestKind>, required = false)]
    kind: Option<RequestKind>,
    /// Whether a request is decided, and only the answer has to leave.
    #[serde(skip_serializing_if = "Option::is_none")]
    decided: Option<bool>,
    /// What the duty is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(schema_with = word::<DutyKind>, required = false)]
    duty: Option<DutyKind>,
    /// Under which purpose items went.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// Who has to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    recipient: Option<RecipientId>,
    /// Which items went.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Name>)]
    items: Vec<ItemId>,
    /// The number of a breach or a carrier in its register.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
    /// Where a carrier lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// By when.
    #[schema(value_type = Moment)]
    due: Timestamp,
    /// Whether the day is certain; if not, it waits for a year's calendar.
    exact: bool,
    /// Whether the day is past.
    overdue: bool,
    /// Whether it ends with the next working day at the latest.
    soon: bool,
    /// The rule that gave the day.
    rule: String,
}

/// What kind of thing has to be done.
#[derive(Clone, Copy, Default, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Waits {
    /// A request answered.
    #[default]
    Request,
    /// A duty that a disclosure or a publication brought.
    Duty,
    /// The authority told of a breach.
    Breach,
    /// A carrier destroyed.
    Carrier,
}

impl Deadline {
    fn of(line: DeadlineLine, profile: &Profile) -> Self {
        let about = match line.task {
            Task::Request { request, subject, kind, decided } => Deadline {
                task: Waits::Request,
                request: Some(request),
                subject: Some(subject),
                kind: Some(kind),
                decided: Some(decided),
                ..Deadline::default()
            },
            Task::Duty { paper, subject, duty } => Deadline {
                task: Waits::Duty,
                paper: Some(paper),
                subject: Some(subject),
                duty: Some(duty),
                ..Deadline::default()
            },
            Task::Left(LeftDuty { paper, duty, purpose, recipient, items, .. }) => Deadline {
                task: Waits::Duty,
                paper: Some(paper),
                duty: Some(duty),
                purpose: Some(purpose),
                recipient,
                items,
                ..Deadline::default()
            },
            Task::Breach { number } => {
                Deadline { task: Waits::Breach, number: Some(number), ..Deadline::default() }
            }
            Task::Carrier { number, place } => Deadline {
                task: Waits::Carrier,
                number: Some(number),
                place: Some(place),
                ..Deadline::default()
            },
        };
        Deadline {
            due: line.due,
            exact: profile.is_exact(line.due),
            overdue: line.overdue,
            soon: line.soon,
            rule: line.rule,
            ..about
        }
    }
}

/// Everything that has to be done by a day
///
/// Requests, duties, breaches and carriers by the time left. What is overdue is always shown, whatever the limit.
#[utoipa::path(
    get, path = "/deadlines", operation_id = "deadlines", tag = "records", extensions(("x-act" = json!("print-journal"))),
    params(DueUntil),
    responses((status = 200, description = "They", body = Deadlines), (status = "default", response = Problem))
)]
async fn deadlines(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(asked): Asked<DueUntil>,
) -> Result<Json<Deadlines>, Fault> {
    let most = asked.limit.map_or(100, usize::from);
    let until = asked.until.unwrap_or(Timestamp::MAX);
    let found = app.work(move |office| office.deadlines(&caller.by, until, most)).await?;
    let world = app.office().world();
    let deadlines: Vec<Deadline> = found.into_iter().map(|line| Deadline::of(line, &world.profile)).collect();
    let count = |is: fn(&Deadline) -> bool| deadlines.iter().filter(|line| is(line)).count();
    let (overdue, soon) = (count(|line| line.overdue), count(|line| line.soon));
    Ok(Json(Deadlines { deadlines, overdue, soon }))
}
