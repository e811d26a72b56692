//! Requests by right: taken in, shown, moved on, decided, answered.

mod codes;
mod decide;
mod evidence;

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use calendar::PauseReason;
use jiff::Timestamp;
use kernel::{Channel, PaperId, Part, Representative, RepresentedBy, Status, Step, SubjectId, Target};
use office::{RequestForm, RequestView, TEXT_MAX};
use policy::{IdentityLevel, PurposeId, RequestKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{Asked, At, Input},
    schema::{Id, Limit, Moment, Name, few, text, word, words},
    shapes::Receipt,
};
use crate::{
    App,
    caller::Caller,
    condition::etag,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(receive, open))
        .routes(routes!(show))
        .routes(routes!(identify))
        .routes(routes!(step))
        .merge(codes::router())
        .merge(decide::router())
        .merge(evidence::router())
}

/// A request as it came.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Form {
    /// What is asked for.
    #[schema(schema_with = word::<RequestKind>)]
    kind: RequestKind,
    /// How it came.
    #[schema(schema_with = word::<Channel>)]
    channel: Channel,
    /// Who asks, where that is known.
    #[serde(default)]
    #[schema(value_type = Option<Id>)]
    subject: Option<SubjectId>,
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
    /// What it says; kept sealed.
    #[serde(default, deserialize_with = "text::<_, TEXT_MAX>")]
    #[schema(max_length = 20000)]
    text: String,
    /// Who speaks for the person.
    #[serde(default)]
    representative: Option<Speaker>,
    /// When it came, where that is not now.
    #[serde(default)]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
}

/// Somebody who speaks for the person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speaker {
    /// By what.
    #[schema(schema_with = word::<RepresentedBy>)]
    by: RepresentedBy,
    /// Until when they may.
    #[serde(default)]
    #[schema(value_type = Option<Moment>)]
    until: Option<Timestamp>,
    /// Name and document; kept sealed.
    #[serde(deserialize_with = "text::<_, 500>")]
    #[schema(max_length = 500)]
    name: String,
}

/// A request taken in.
#[derive(Serialize, ToSchema)]
pub(crate) struct Received {
    /// The request.
    #[schema(value_type = Id)]
    request: PaperId,
    /// Whose: the person named, or one of whom only the request is held.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// By when it has to be answered.
    #[schema(value_type = Moment)]
    deadline: Timestamp,
    /// Whether the day is certain; if not, it waits for a year's calendar.
    deadline_exact: bool,
    /// Whether the same request was open already.
    joined: bool,
    /// Whether the person's data was blocked with it.
    blocked: bool,
    #[serde(flatten)]
    receipt: Receipt,
}

impl From<office::Received> for Received {
    fn from(received: office::Received) -> Self {
        Self {
            request: received.request,
            subject: received.subject,
            deadline: received.deadline.at,
            deadline_exact: received.deadline.exact,
            joined: received.joined,
            blocked: received.blocked,
            receipt: received.done.into(),
        }
    }
}

/// Take a request in
///
/// Its clock runs from now on. One that asks for a block blocks at once.
#[utoipa::path(
    post, path = "/requests", operation_id = "receive-request", tag = "requests", extensions(("x-act" = json!("receive-request"))),
    request_body(content = Form, example = json!({
        "kind": "information", "channel": "email", "contact": "asel@example.com", "text": "What do you hold about me?"
    })),
    responses(
        (status = 201, description = "Taken in", body = Received, headers(("location" = String, description = "The request"))),
        (status = "default", response = Problem)
    )
)]
async fn receive(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(form): Input<Form>,
) -> Result<impl IntoResponse, Fault> {
    let (at, form) = (form.at, RequestForm::from(form));
    let received = app.work(move |office| office.receive_request(&caller.by, at, &form)).await?;
    let place = format!("/v1/requests/{}", received.request);
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(Received::from(received))))
}

impl From<Form> for RequestForm {
    fn from(form: Form) -> Self {
        let named = form.representative.as_ref().map(|one| one.name.clone()).unwrap_or_default();
        RequestForm {
            kind: form.kind,
            channel: form.channel,
            identity: IdentityLevel::None, // what makes it sure is recorded as an act of its own
            subject: form.subject,
            target: form.purpose.map(|purpose| Target { purpose, engagement: None }),
            parts: form.parts,
            representative: form.representative.map(|one| Representative { by: one.by, until: one.until }),
            represented_by: named,
            contact: form.contact,
            text: form.text,
        }
    }
}

/// Open requests.
#[derive(Serialize, ToSchema)]
pub(crate) struct Open {
    /// By the time left, what is overdue first.
    requests: Vec<Waiting>,
}

/// A request that waits, without a word of what it says.
#[derive(Serialize, ToSchema)]
pub(crate) struct Waiting {
    /// The request.
    #[schema(value_type = Id)]
    request: PaperId,
    /// Whose.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// What is asked for.
    #[schema(schema_with = word::<RequestKind>)]
    kind: RequestKind,
    /// Where it is.
    #[schema(schema_with = word::<Status>)]
    status: Status,
    /// By when it has to be answered.
    #[schema(value_type = Moment)]
    deadline: Timestamp,
    /// The rule that gave the day.
    rule: String,
    /// Whether the day is past.
    overdue: bool,
    /// Whether it ends with the next working day at the latest.
    soon: bool,
}

/// List open requests by the time left
///
/// What is overdue is always shown, whatever the limit.
#[utoipa::path(
    get, path = "/requests", operation_id = "open-requests", tag = "requests", extensions(("x-act" = json!("print-journal"))),
    params(Limit),
    responses((status = 200, description = "They", body = Open), (status = "default", response = Problem))
)]
async fn open(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(limit): Asked<Limit>,
) -> Result<Json<Open>, Fault> {
    let open = app.work(move |office| office.open_requests(&caller.by, limit.most())).await?;
    let line = |one: office::OpenRequest| Waiting {
        request: one.request,
        subject: one.subject,
        kind: one.state.kind,
        status: one.state.status,
        deadline: one.state.deadline.at,
        rule: one.rule,
        overdue: one.overdue,
        soon: one.soon,
    };
    Ok(Json(Open { requests: open.into_iter().map(line).collect() }))
}

/// One request with everything said in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct View {
    /// The request.
    #[schema(value_type = Id)]
    request: PaperId,
    /// Whose.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// What is asked for.
    #[schema(schema_with = word::<RequestKind>)]
    kind: RequestKind,
    /// Where it is.
    #[schema(schema_with = word::<Status>)]
    status: Status,
    /// How it came.
    #[schema(schema_with = word::<Channel>)]
    channel: Channel,
    /// When it came.
    #[schema(value_type = Moment)]
    received: Timestamp,
    /// By when it has to be answered.
    #[schema(value_type = Moment)]
    deadline: Timestamp,
    /// The rule that gave the day.
    rule: String,
    /// How surely it is known who asks.
    #[schema(schema_with = word::<IdentityLevel>)]
    identity: IdentityLevel,
    /// Where the answer goes.
    contact: String,
    /// What it says.
    text: String,
    /// What was done with it, oldest first.
    history: Vec<Noted>,
    /// Files that support it.
    #[schema(value_type = Vec<Id>)]
    evidence: Vec<PaperId>,
    /// How it was decided: granted, in part, refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    /// Why, where it was not granted as asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<String>,
}

/// One line of a request's history.
#[derive(Serialize, ToSchema)]
pub(crate) struct Noted {
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// Who.
    by: String,
    /// What was done.
    what: String,
    /// What was said about it.
    note: String,
}

impl From<RequestView> for View {
    fn from(view: RequestView) -> Self {
        let noted = |note: office::Note| Noted {
            at: note.at,
            by: note.by.to_string(),
            what: note.what,
            note: note.note,
        };
        Self {
            request: view.request,
            subject: view.subject,
            kind: view.state.kind,
            status: view.state.status,
            channel: view.state.channel,
            received: view.state.received,
            deadline: view.state.deadline.at,
            rule: view.rule,
            identity: view.state.identity,
            contact: view.words.contact,
            text: view.words.text,
            history: view.words.history.into_iter().map(noted).collect(),
            evidence: view.evidence,
            outcome: view.state.outcome.map(|outcome| outcome.word().to_owned()),
            reasons: view.words.answer.map(|answer| answer.reasons),
        }
    }
}

/// Show one request with everything said in it
#[utoipa::path(
    get, path = "/requests/{request}", operation_id = "request", tag = "requests", extensions(("x-act" = json!("export"))),
    params(("request" = Id, Path, description = "The request")),
    responses((status = 200, description = "It", body = View), (status = "default", response = Problem))
)]
async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
) -> Result<impl IntoResponse, Fault> {
    let seen = app.work(move |office| office.request(&caller.by, request)).await?;
    Ok(([(header::ETAG, etag(seen.seen))], Json(View::from(seen))))
}

/// How surely it is known who asks.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sureness {
    /// How it was made sure; a one-time code counts when it is entered.
    #[schema(schema_with = word::<IdentityLevel>)]
    level: IdentityLevel,
}

/// Record how surely it is known who asks
#[utoipa::path(
    post, path = "/requests/{request}/identity", operation_id = "identify-request", tag = "requests",
    extensions(("x-act" = json!("confirm-identity"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = Sureness, example = json!({ "level": "staff-check" })),
    responses((status = 200, description = "Recorded", body = Receipt), (status = "default", response = Problem))
)]
async fn identify(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    Input(identity): Input<Sureness>,
) -> Result<Json<Receipt>, Fault> {
    let level = identity.level;
    Ok(Json(app.work(move |office| office.confirm_identity(&caller.by, request, level)).await?.into()))
}

/// How a request moves on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Move {
    /// What is done.
    step: Way,
    /// For a pause: the reason that the law knows.
    #[serde(default)]
    #[schema(schema_with = word::<PauseReason>)]
    reason: Option<PauseReason>,
    /// What is said about it; kept sealed.
    #[serde(default, deserialize_with = "text::<_, 2000>")]
    #[schema(max_length = 2000)]
    note: String,
}

/// What is done with a request.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Way {
    /// The clock stands still.
    Pause,
    /// The clock goes on.
    Resume,
    /// The deadline is extended as far as the law lets it.
    Extend,
    /// It is about a tenant's content, and passed on.
    PassOn,
    /// A line is added to its history.
    Note,
}

/// Move a request on
#[utoipa::path(
    post, path = "/requests/{request}/steps", operation_id = "move-request", tag = "requests",
    extensions(("x-act" = json!("handle-request"))),
    params(("request" = Id, Path, description = "The request")),
    request_body(content = Move, example = json!({ "step": "note", "note": "Asked the archive." })),
    responses((status = 200, description = "Moved on", body = Receipt), (status = "default", response = Problem))
)]
async fn step(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(request): At<PaperId>,
    Input(given): Input<Move>,
) -> Result<Json<Receipt>, Fault> {
    let step = match (given.step, given.reason) {
        (Way::Pause, Some(reason)) => Step::Pause(reason),
        (Way::Pause, None) => return Err(Web::Incomplete.into()),
        (Way::Resume, _) => Step::Resume,
        (Way::Extend, _) => Step::Extend,
        (Way::PassOn, _) => Step::PassOn,
        (Way::Note, _) => Step::Note,
    };
    Ok(Json(
        app.work(move |office| office.move_request(&caller.by, request, step, &given.note)).await?.into(),
    ))
}
