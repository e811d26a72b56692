//! The other systems that hear of what happens, by signed events.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use hooks::Condition;
use jiff::Timestamp;
use office::{EVENT_TYPES, HookLine};
use policy::HookId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    input::{At, Input},
    schema::{Moment, Name, Words, few, text, words},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(hooks, add_hook))
        .routes(routes!(remove_hook))
        .routes(routes!(resume_hook))
        .routes(routes!(rotate_hook))
        .routes(routes!(test_hook))
}

/// The systems that events are sent to.
#[derive(Serialize, ToSchema)]
pub(crate) struct Hooks {
    /// Every one.
    hooks: Vec<Hook>,
}

/// A system that events are sent to, and how it fares.
#[derive(Serialize, ToSchema)]
pub(crate) struct Hook {
    /// Its name.
    #[schema(value_type = Name)]
    hook: HookId,
    /// Its host; the rest of its address is not shown again.
    host: String,
    /// The types of events that it asked for; every one where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<String>>,
    /// Since when it is there.
    #[schema(value_type = Moment)]
    since: Timestamp,
    /// Whether anything is sent to it: `active`; `paused`, since it failed for days; `disabled`, since it said that it is
    /// gone.
    condition: &'static str,
    /// Since when it is paused or disabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    condition_since: Option<Timestamp>,
    /// Since when nothing but failures came from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    failing_since: Option<Timestamp>,
    /// When it last took an event.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    last_success: Option<Timestamp>,
    /// The last attempt that failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_failure: Option<Failed>,
    /// How many events it took.
    delivered: u64,
    /// How many wait for it.
    waiting: usize,
    /// Whether it missed events of which it was not told yet.
    missed: bool,
}

/// An attempt that failed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Failed {
    /// When.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// Why: `status-500` for an answer that is no success, else `name`, `network`, `unreachable`, `tls`, `timeout` or
    /// `protocol`.
    #[schema(example = "status-500")]
    why: String,
}

impl From<HookLine> for Hook {
    fn from(line: HookLine) -> Self {
        let (condition, condition_since) = match line.condition {
            Condition::Active => ("active", None),
            Condition::Paused { since } => ("paused", Some(since)),
            Condition::Disabled { since } => ("disabled", Some(since)),
        };
        Self {
            hook: line.hook,
            host: line.host,
            events: line.events,
            since: line.since,
            condition,
            condition_since,
            failing_since: line.failing_since,
            last_success: line.last_success,
            last_failure: line.last_failure.map(|failed| Failed { at: failed.at, why: failed.why }),
            delivered: line.delivered,
            waiting: line.waiting,
            missed: line.missed,
        }
    }
}

/// List the systems that events are sent to
#[utoipa::path(
    get, path = "/hooks", operation_id = "hooks", tag = "hooks", extensions(("x-act" = json!("print-journal"))),
    responses((status = 200, description = "They", body = Hooks), (status = "default", response = Problem))
)]
async fn hooks(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Hooks>, Fault> {
    let hooks = app.work(move |office| office.hooks(&caller.by)).await?;
    Ok(Json(Hooks { hooks: hooks.into_iter().map(Hook::from).collect() }))
}

/// The types of events.
struct Kinds;

impl Words for Kinds {
    fn all() -> Vec<&'static str> {
        EVENT_TYPES.to_vec()
    }
}

/// A system that events are to be sent to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewHook {
    /// Its name.
    #[schema(value_type = Name)]
    hook: HookId,
    /// Where to: `https://…`, of a public address, or in a network that the service was told to allow.
    #[serde(deserialize_with = "text::<_, 2048>")]
    #[schema(max_length = 2048, example = "https://crm.example.com/hooks")]
    url: String,
    /// The types of events that it wants; every one where it is not said.
    #[serde(default, deserialize_with = "few")]
    #[schema(schema_with = words::<Kinds>)]
    events: Vec<String>,
}

/// A secret that events are signed with.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedWith {
    /// It is shown once (Standard Webhooks, `whsec_…`).
    secret: String,
    #[serde(flatten)]
    receipt: Receipt,
}

/// Have events sent to a system
#[utoipa::path(
    post, path = "/hooks", operation_id = "add-hook", tag = "hooks", extensions(("x-act" = json!("add-hook"))),
    request_body(content = NewHook, example = json!({
        "hook": "crm", "url": "https://crm.example.com/hooks", "events": ["consent.withdrawn", "subject.erased"]
    })),
    responses((status = 201, description = "They are", body = SignedWith), (status = "default", response = Problem))
)]
async fn add_hook(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<NewHook>,
) -> Result<(StatusCode, Json<SignedWith>), Fault> {
    let networks = app.networks().clone();
    let add = move |office: &office::Office| {
        office.add_hook(&caller.by, given.hook, &given.url, &given.events, &networks)
    };
    let (done, secret) = app.work(add).await?;
    Ok((StatusCode::CREATED, Json(SignedWith { secret: secret.to_string(), receipt: done.into() })))
}

/// Send a system nothing more
///
/// What waits for it goes.
#[utoipa::path(
    delete, path = "/hooks/{hook}", operation_id = "remove-hook", tag = "hooks", extensions(("x-act" = json!("remove-hook"))),
    params(("hook" = Name, Path, description = "Which")),
    responses((status = 200, description = "Removed", body = Receipt), (status = "default", response = Problem))
)]
async fn remove_hook(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(hook): At<HookId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.remove_hook(&caller.by, hook)).await?.into()))
}

/// Send to a system again
///
/// For one that was paused, or said that it is gone. If it missed something, an event of the type `feed.gap` says so.
#[utoipa::path(
    post, path = "/hooks/{hook}/resume", operation_id = "resume-hook", tag = "hooks",
    extensions(("x-act" = json!("change-hook"))),
    params(("hook" = Name, Path, description = "Which")),
    responses((status = 200, description = "Resumed", body = Receipt), (status = "default", response = Problem))
)]
async fn resume_hook(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(hook): At<HookId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.resume_hook(&caller.by, &hook)).await?.into()))
}

/// Give a system another secret
///
/// For a day events are signed with the former one as well.
#[utoipa::path(
    post, path = "/hooks/{hook}/rotate", operation_id = "rotate-hook", tag = "hooks",
    extensions(("x-act" = json!("change-hook"))),
    params(("hook" = Name, Path, description = "Which")),
    responses((status = 200, description = "Given", body = SignedWith), (status = "default", response = Problem))
)]
async fn rotate_hook(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(hook): At<HookId>,
) -> Result<Json<SignedWith>, Fault> {
    let (done, secret) = app.work(move |office| office.rotate_hook_secret(&caller.by, &hook)).await?;
    Ok(Json(SignedWith { secret: secret.to_string(), receipt: done.into() }))
}

/// Try whether events arrive
///
/// An event of the type `feed.test` is sent, which tells of nothing.
#[utoipa::path(
    post, path = "/hooks/{hook}/test", operation_id = "test-hook", tag = "hooks",
    extensions(("x-act" = json!("change-hook"))),
    params(("hook" = Name, Path, description = "Which")),
    responses((status = 200, description = "It waits to be sent", body = Receipt), (status = "default", response = Problem))
)]
async fn test_hook(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(hook): At<HookId>,
) -> Result<Json<Receipt>, Fault> {
    Ok(Json(app.work(move |office| office.send_test_event(&caller.by, &hook)).await?.into()))
}
