//! Destruction: what is due and why, the sweep, and the acts that prove it.

use std::sync::Arc;

use axum::{Json, extract::State, response::Response};
use jiff::Timestamp;
use kernel::{Fate, RunId, SubjectId};
use office::{DryRun, Planned, Swept};
use policy::{ActKind, CategoryId, PurposeId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::{Data, Form, Reader, dated, given, written},
    input::{Asked, At},
    page,
    schema::{Clause, Entry, Id, Moment, Name, index, lines, word},
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(plan))
        .routes(routes!(sweep))
        .routes(routes!(acts))
        .routes(routes!(act))
}

/// When, and which part of the plan.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PlannedFor {
    /// What would be destroyed then; now where it is not said. It may lie ahead.
    #[param(value_type = Option<Moment>)]
    at: Option<Timestamp>,
    /// Lines after this one.
    #[serde(default, deserialize_with = "index")]
    #[param(value_type = Option<Entry>)]
    after: Option<u64>,
    /// How many lines at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// What a sweep would do.
#[derive(Serialize, ToSchema)]
pub(crate) struct SweepPlan {
    /// The moment.
    #[schema(value_type = Moment)]
    at: Timestamp,
    /// How many engagements would be destroyed.
    due: usize,
    /// How many are due and would be kept.
    kept: usize,
    /// A page of them.
    planned: Vec<PlannedLine>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    next: Option<u64>,
}

/// What a sweep would do with one engagement.
#[derive(Serialize, ToSchema)]
pub(crate) struct PlannedLine {
    /// The line's number, from 1.
    #[schema(value_type = Entry)]
    line: u64,
    /// The person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// The register's clause.
    #[schema(value_type = Clause)]
    clause: String,
    /// Why the data was held.
    #[schema(value_type = Name)]
    purpose: PurposeId,
    /// Of whom.
    #[schema(value_type = Name)]
    category: CategoryId,
    /// The term that is over.
    #[schema(example = "refused: 30 days")]
    term: String,
    /// `destroy`, or why it stays: `kept-blocked`, `kept-held`, `paused`, `not-before`, `moved`.
    #[schema(example = "destroy")]
    fate: &'static str,
    /// Since when it is due, or until when it stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Moment>)]
    at: Option<Timestamp>,
    /// Who holds it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    held_by: Vec<String>,
}

impl From<(usize, Planned)> for PlannedLine {
    fn from((place, one): (usize, Planned)) -> Self {
        let Planned { subject, clause, purpose, category, term, fate, held_by } = one;
        let (at, fate, line) = (fate.at(), fate.word(), place as u64 + 1);
        Self { line, subject, clause, purpose, category, term, fate, at, held_by }
    }
}

/// Say what a sweep would destroy, and why
///
/// Destroys nothing.
#[utoipa::path(
    get, path = "/sweeps/plan", operation_id = "plan-sweep", tag = "destruction", extensions(("x-act" = json!("sweep"))),
    params(PlannedFor),
    responses((status = 200, description = "The plan", body = SweepPlan), (status = "default", response = Problem))
)]
async fn plan(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(asked): Asked<PlannedFor>,
) -> Result<Json<SweepPlan>, Fault> {
    let DryRun { at, planned } = app.work(move |office| office.plan(&caller.by, asked.at)).await?;
    let due = planned.iter().filter(|one| matches!(one.fate, Fate::Destroy(_))).count();
    let kept = planned.len() - due;
    let all = planned.into_iter().enumerate().map(PlannedLine::from).collect();
    let (planned, next) = page::of(all, asked.after, asked.limit.map_or(100, usize::from), |one| one.line);
    Ok(Json(SweepPlan { at, due, kept, planned, next }))
}

/// What a sweep did.
#[derive(Serialize, ToSchema)]
pub(crate) struct SweepDone {
    /// The run.
    #[schema(value_type = Id)]
    run: RunId,
    /// How many engagements were destroyed.
    destroyed: u64,
    /// How many people nothing is left of.
    persons: u64,
    /// How many are due and were kept, blocked or held.
    kept: u64,
    /// How many may be due, and wait for a year that the profile lacks.
    waiting: u64,
    /// Whether the act of destruction is signed, at `/v1/acts/{run}`; it is not while a reader still keeps old pages, and
    /// there is none where nothing was due.
    signed: bool,
}

impl From<Swept> for SweepDone {
    fn from(swept: Swept) -> Self {
        let Swept { run, destroyed, persons, kept, waiting, signed, act } = swept;
        Self { run, destroyed, persons, kept, waiting, signed: signed && act.is_some() }
    }
}

/// Destroy what is due
///
/// Blocked and held data stays. Nothing of what is destroyed is left in the store's files when this answers.
#[utoipa::path(
    post, path = "/sweeps", operation_id = "sweep", tag = "destruction", extensions(("x-act" = json!("sweep"))),
    responses((status = 200, description = "Done", body = SweepDone), (status = "default", response = Problem))
)]
async fn sweep(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<SweepDone>, Fault> {
    Ok(Json(app.work(move |office| office.sweep(&caller.by, &mut |_| ())).await?.into()))
}

/// Which part of the list of acts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PartOfActs {
    /// Those whose log entry comes after this one.
    #[serde(default, deserialize_with = "index")]
    #[param(value_type = Option<Entry>)]
    after: Option<u64>,
    /// How many lines at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of the acts of destruction.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActsOfDestruction {
    /// In the order of the log.
    #[schema(value_type = Vec<Destruction>)]
    acts: Vec<office::Destruction>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    next: Option<u64>,
}

/// A run that destroyed something.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct Destruction {
    /// The run.
    run: Id,
    /// A sweep of what was due, or an erasure.
    #[schema(schema_with = word::<ActKind>)]
    act: (),
    /// Who ran it.
    by: String,
    /// When it began.
    started: Moment,
    /// When nothing of it was left in the store's files.
    finished: Moment,
    /// Records.
    records: u64,
    /// People of whom nothing is left.
    people: u64,
    /// Papers beside the records.
    papers: u64,
    /// The log entry that commits to the act.
    entry: Entry,
}

/// List the acts of destruction
#[utoipa::path(
    get, path = "/acts", operation_id = "acts", tag = "destruction", extensions(("x-act" = json!("print-journal"))),
    params(PartOfActs),
    responses((status = 200, description = "A page of them", body = ActsOfDestruction), (status = "default", response = Problem))
)]
async fn acts(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(part): Asked<PartOfActs>,
) -> Result<Json<ActsOfDestruction>, Fault> {
    let acts = app.work(move |office| office.destructions(&caller.by)).await?;
    let (acts, next) = page::of(acts, part.after, part.limit.map_or(100, usize::from), |one| one.entry);
    Ok(Json(ActsOfDestruction { acts, next }))
}

/// An act of destruction, with its proof
///
/// The file that `qorgau verify` checks with the log's verifier key and nothing else; it names nobody. As a page, text
/// or paper it is the certificate for people.
#[utoipa::path(
    get, path = "/acts/{run}", operation_id = "act", tag = "destruction", extensions(("x-act" = json!("print-journal"))),
    params(("run" = Id, Path, description = "The run")),
    responses(
        (status = 200, description = "It", content(
            (Data = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn act(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(run): At<RunId>,
    reader: Reader,
) -> Result<Response, Fault> {
    let form = reader.of(&Form::ALL)?;
    let act = app.work(move |office| office.act_of_destruction(&caller.by, run)).await?;
    let file = serde_json::to_string(&act).map_err(|_| Web::Broken)?;
    if form == Form::Json {
        let data = serde_json::from_str(&file).map_err(|_| Web::Broken)?;
        return Ok(given(form, reader.lang, Json(Data(data))));
    }
    let office = app.office();
    // What is shown to people has been checked as anybody would.
    let attested = office::verify_act(&file, &office.verifier_key().to_string()).map_err(|_| Web::Broken)?;
    let doc = clerk::destruction(&office.world(), &act, &attested, reader.lang);
    written(&app, form, doc, dated(office, act.act.finished)).await
}
