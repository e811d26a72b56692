//! The register of breaches, and what the authority and the people are told.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use office::{Breach, BreachStepKind, NewBreach};
use policy::{CategoryId, ItemId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::{Form, Reader, dated, written},
    input::{Asked, At, Input},
    schema::{Entry, Moment, Name, count, few, index, lines, names, text, word},
    shapes::Receipt,
};
use crate::{App, caller::Caller, fault::Fault, problem::Problem};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(report, list))
        .routes(routes!(show))
        .routes(routes!(follow))
        .routes(routes!(notice))
}

/// A breach to be entered. It names no one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reporting {
    /// When it was detected.
    #[schema(value_type = Moment)]
    detected: Timestamp,
    /// What happened.
    #[serde(deserialize_with = "text::<_, 4000>")]
    #[schema(max_length = 4000)]
    what: String,
    /// Whose data.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    categories: Vec<CategoryId>,
    /// How many people, as far as is known.
    #[serde(deserialize_with = "count")]
    #[schema(value_type = Entry)]
    subjects: u64,
    /// Which items.
    #[serde(deserialize_with = "few")]
    #[schema(schema_with = names)]
    items: Vec<ItemId>,
    /// What may follow for them.
    #[serde(deserialize_with = "text::<_, 4000>")]
    #[schema(max_length = 4000)]
    consequences: String,
    /// What was done and will be.
    #[serde(deserialize_with = "text::<_, 4000>")]
    #[schema(max_length = 4000)]
    measures: String,
}

/// A breach as the register has it after an act.
#[derive(Serialize, ToSchema)]
pub(crate) struct BreachEntered {
    /// It.
    #[schema(value_type = BreachLine)]
    breach: Breach,
    #[serde(flatten)]
    receipt: Receipt,
}

/// A breach in the register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct BreachLine {
    /// Its number.
    #[schema(value_type = Entry)]
    number: u64,
    /// When it was detected.
    detected: Moment,
    /// When it was entered.
    entered: Moment,
    /// By whom.
    by: String,
    /// What happened.
    what: String,
    /// Whose data.
    categories: Vec<Name>,
    /// How many people.
    subjects: u64,
    /// Which items.
    items: Vec<Name>,
    /// What may follow for them.
    consequences: String,
    /// What was done and will be.
    measures: String,
    /// By when the authority has to be told.
    due: Moment,
    /// What was done about it, oldest first.
    steps: Vec<BreachStepLine>,
}

/// Something done about a breach.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct BreachStepLine {
    /// When it was entered.
    at: Moment,
    /// By whom.
    by: String,
    /// What.
    #[schema(schema_with = word::<BreachStepKind>)]
    what: (),
    /// The document's number, or what was done.
    note: Option<String>,
}

/// Enter a breach
///
/// The authority has to be told by its due day.
#[utoipa::path(
    post, path = "/breaches", operation_id = "report-breach", tag = "breaches", extensions(("x-act" = json!("report-breach"))),
    request_body(content = Reporting, example = json!({
        "detected": "2026-11-01T09:00:00Z", "what": "A laptop was lost", "categories": ["candidate"], "subjects": 12,
        "items": ["full-name", "email"], "consequences": "Unwanted mail", "measures": "The disk is encrypted; the key was changed"
    })),
    responses(
        (status = 201, description = "Entered", body = BreachEntered, headers(("location" = String, description = "The breach"))),
        (status = "default", response = Problem)
    )
)]
async fn report(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<Reporting>,
) -> Result<impl IntoResponse, Fault> {
    let Reporting { detected, what, categories, subjects, items, consequences, measures } = given;
    let new = NewBreach { detected, what, categories, subjects, items, consequences, measures };
    let (done, breach) = app.work(move |office| office.report_breach(&caller.by, new)).await?;
    let place = [(header::LOCATION, format!("/v1/breaches/{}", breach.number))];
    Ok((StatusCode::CREATED, place, Json(BreachEntered { breach, receipt: done.into() })))
}

/// Which part of the register.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PartOfBreaches {
    /// Numbers after this one.
    #[serde(default, deserialize_with = "index")]
    #[param(value_type = Option<Entry>)]
    after: Option<u64>,
    /// How many lines at most; 100 where it is not said.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of the register of breaches.
#[derive(Serialize, ToSchema)]
pub(crate) struct Breaches {
    /// By number.
    #[schema(value_type = Vec<BreachLine>)]
    breaches: Vec<Breach>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    next: Option<u64>,
}

/// List the register of breaches
#[utoipa::path(
    get, path = "/breaches", operation_id = "breaches", tag = "breaches", extensions(("x-act" = json!("print-journal"))),
    params(PartOfBreaches),
    responses((status = 200, description = "A page of it", body = Breaches), (status = "default", response = Problem))
)]
async fn list(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(part): Asked<PartOfBreaches>,
) -> Result<Json<Breaches>, Fault> {
    let breaches = app.work(move |office| office.breaches(&caller.by)).await?;
    let most = part.limit.map_or(100, usize::from);
    let (breaches, next) = super::page::of(breaches, part.after, most, |one| one.number);
    Ok(Json(Breaches { breaches, next }))
}

/// Show one breach with everything that was done
#[utoipa::path(
    get, path = "/breaches/{number}", operation_id = "breach", tag = "breaches", extensions(("x-act" = json!("print-journal"))),
    params(("number" = Entry, Path, description = "Its number")),
    responses((status = 200, description = "It", body = BreachLine), (status = "default", response = Problem))
)]
async fn show(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<u64>,
) -> Result<Json<Breach>, Fault> {
    Ok(Json(app.work(move |office| office.breach(&caller.by, number)).await?))
}

/// What was done about a breach.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Following {
    /// What.
    #[schema(schema_with = word::<BreachStepKind>)]
    what: BreachStepKind,
    /// The document's number, or what was done.
    #[serde(default, deserialize_with = "text::<_, 4000>")]
    #[schema(max_length = 4000)]
    note: String,
}

/// Enter what was done about a breach
#[utoipa::path(
    post, path = "/breaches/{number}/steps", operation_id = "follow-breach", tag = "breaches",
    extensions(("x-act" = json!("report-breach"))),
    params(("number" = Entry, Path, description = "Its number")),
    request_body(content = Following, example = json!({ "what": "authority-told", "note": "Letter 15 of 2 November 2026" })),
    responses((status = 200, description = "Entered", body = BreachEntered), (status = "default", response = Problem))
)]
async fn follow(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(number): At<u64>,
    Input(given): Input<Following>,
) -> Result<Json<BreachEntered>, Fault> {
    let Following { what, note } = given;
    let (done, breach) =
        app.work(move |office| office.follow_breach(&caller.by, number, what, &note)).await?;
    Ok(Json(BreachEntered { breach, receipt: done.into() }))
}

/// To whom a notice is written.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Told {
    /// The authority that watches over personal data.
    Authority,
    /// The people whose data it is about.
    Subjects,
}

/// Write the notice of a breach, to the authority or to the people
#[utoipa::path(
    get, path = "/breaches/{number}/notices/{to}", operation_id = "breach-notice", tag = "breaches",
    extensions(("x-act" = json!("print-journal"))),
    params(("number" = Entry, Path, description = "Its number"), ("to" = inline(Told), Path, description = "To whom")),
    responses(
        (status = 200, description = "A document", content(
            (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn notice(
    State(app): State<Arc<App>>,
    caller: Caller,
    At((number, to)): At<(u64, Told)>,
    reader: Reader,
) -> Result<Response, Fault> {
    let form = reader.of(&Form::PAPERS)?;
    let breach = app.work(move |office| office.breach(&caller.by, number)).await?;
    let (world, now) = (app.office().world(), app.office().clock().now());
    let doc = match to {
        Told::Authority => clerk::breach::authority(&world, &breach, now, reader.lang),
        Told::Subjects => clerk::breach::subjects(&world, &breach, now, reader.lang),
    };
    written(&app, form, doc, dated(app.office(), now)).await
}
