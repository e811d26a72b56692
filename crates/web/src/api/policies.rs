//! The policy itself: as it is published, its register, its editions, and the profile of the jurisdiction.

use std::sync::Arc;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use jiff::civil::{Date, Time};
use kernel::{EditionNo, World, jurisdiction};
use office::RowCounts;
use policy::{
    Edition, Lang, Pack,
    diff::diff_under,
    load::{MAX_FILE, MAX_FILES, MAX_PACK, SourceFile, load},
    register::{Format, register_under},
};
use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::{Form, Reader, given, written},
    input::{At, Input},
    proposals::{ProposalWaits, waits},
    schema::{Clause, Day, Name, name_or_names, names, text},
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(published))
        .routes(routes!(register))
        .routes(routes!(overview))
        .routes(routes!(editions, propose))
        .routes(routes!(edition))
        .routes(routes!(differences))
        .routes(routes!(profile))
}

/// An edition of the policy.
#[derive(Serialize, ToSchema)]
pub(crate) struct EditionLine {
    /// Its number here.
    #[schema(minimum = 1, example = 1)]
    number: EditionNo,
    /// The pack's name.
    #[schema(value_type = Name)]
    pack: String,
    /// The edition's name.
    edition: String,
    /// When it was approved.
    #[schema(value_type = Day)]
    approved_on: Date,
    /// From when on it applies.
    #[schema(value_type = Day)]
    in_force_from: Date,
    /// Whether it is in force.
    in_force: bool,
    /// SHA-256 of its canonical form, in hex.
    sha256: String,
}

impl EditionLine {
    fn of(number: EditionNo, edition: &Edition, world: &World) -> Self {
        let pack = edition.pack();
        Self {
            number,
            pack: pack.id.to_string(),
            edition: pack.edition.clone(),
            approved_on: pack.approved_on,
            in_force_from: pack.in_force_from,
            in_force: number == world.in_force,
            sha256: hex::encode(edition.hash()),
        }
    }
}

/// The policy in force, as the public reads it
///
/// As a page, text or paper in the language asked for; as data, which edition it is.
#[utoipa::path(
    get, path = "/policy", operation_id = "policy", tag = "policy", security(()),
    responses(
        (status = 200, description = "It", content(
            (EditionLine = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn published(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Fault> {
    let number = app.office().world().in_force;
    shown(&app, number, &reader).await
}

/// An edition of the policy, as the public reads it
#[utoipa::path(
    get, path = "/editions/{number}", operation_id = "edition", tag = "policy", security(()),
    params(("number" = EditionNo, Path, description = "Its number here")),
    responses(
        (status = 200, description = "It", content(
            (EditionLine = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn edition(
    State(app): State<Arc<App>>,
    At(number): At<EditionNo>,
    reader: Reader,
) -> Result<Response, Fault> {
    shown(&app, number, &reader).await
}

async fn shown(app: &App, number: EditionNo, reader: &Reader) -> Result<Response, Fault> {
    let form = reader.of(&Form::ALL)?;
    let world = app.office().world();
    let edition = world.editions.get(&number).ok_or(Web::NotFound)?;
    if form == Form::Json {
        return Ok(given(form, reader.lang, Json(EditionLine::of(number, edition, &world))));
    }
    let doc = documents::policy::render(edition, &world.profile, reader.lang);
    // Dated by its edition: it comes out the same whenever it is made.
    let day = edition.pack().in_force_from.to_datetime(Time::midnight());
    written(app, form, doc, day).await
}

/// The editions.
#[derive(Serialize, ToSchema)]
pub(crate) struct Editions {
    /// By number.
    editions: Vec<EditionLine>,
}

/// List the editions of the policy
#[utoipa::path(
    get, path = "/editions", operation_id = "editions", tag = "policy", security(()),
    responses((status = 200, description = "They", body = Editions), (status = "default", response = Problem))
)]
async fn editions(State(app): State<Arc<App>>) -> Json<Editions> {
    let world = app.office().world();
    let line = |(number, edition): (&EditionNo, &Arc<Edition>)| EditionLine::of(*number, edition, &world);
    Json(Editions { editions: world.editions.iter().map(line).collect() })
}

/// One row of the register.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the register's own JSON is written")]
pub(crate) struct RegisterLine {
    /// The purpose's number.
    no: u16,
    /// The purpose.
    purpose: Name,
    /// The clause that states it.
    clause: Clause,
    /// The category; several where they share the list.
    #[schema(schema_with = name_or_names)]
    category: (),
    /// The items that may be held, and no others.
    #[schema(schema_with = names)]
    items: (),
    /// `consent`, or the law.
    ground: String,
    /// The terms in the words of the pack.
    terms: Vec<String>,
}

/// The register of the policy in force
///
/// Which data, about whom, why, on what ground, until when: one row for each list.
#[utoipa::path(
    get, path = "/register", operation_id = "register", tag = "policy", security(()),
    responses(
        (status = 200, description = "Its rows", content((Vec<RegisterLine> = "application/json"), (String = "text/markdown"))),
        (status = "default", response = Problem)
    )
)]
async fn register(State(app): State<Arc<App>>, reader: Reader) -> Result<Response, Fault> {
    let form = reader.of(&[Form::Json, Form::Markdown])?;
    let world = app.office().world();
    let edition = world.edition().ok_or(Web::NotFound)?;
    let rows = register_under(edition, reader.lang, &jurisdiction(&world.profile));
    let format = if form == Form::Json { Format::Json } else { Format::Markdown };
    Ok(given(form, reader.lang, format.write(&rows, reader.lang)))
}

/// Counts of the whole store.
#[derive(Serialize, ToSchema)]
pub(crate) struct Overview {
    /// People.
    subjects: u64,
    /// Log entries.
    entries: u64,
    /// Each row and category, in the order of the register.
    #[schema(value_type = Vec<CountsOfRow>)]
    rows: Vec<RowCounts>,
}

/// Counts of one row of the register, for one category.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described only; the office's own value is written")]
pub(crate) struct CountsOfRow {
    /// The clause.
    clause: Clause,
    /// The purpose.
    purpose: Name,
    /// The category.
    category: Name,
    /// Engagements held.
    held: u64,
    /// Of these, in storage only.
    stored: u64,
    /// Of these, of blocked people.
    blocked: u64,
    /// Of these, past their term.
    due: u64,
    /// Destroyed so far.
    destroyed: u64,
}

/// Count what is held, row by row of the register
#[utoipa::path(
    get, path = "/overview", operation_id = "overview", tag = "policy", extensions(("x-act" = json!("print-journal"))),
    responses((status = 200, description = "The counts", body = Overview), (status = "default", response = Problem))
)]
async fn overview(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Overview>, Fault> {
    let totals = app.work(move |office| office.overview_to(&caller.by)).await?;
    Ok(Json(Overview { subjects: totals.subjects, entries: totals.entries, rows: totals.merged() }))
}

/// What one edition changes against another, clause by clause
///
/// Each difference widens, narrows, or does neither, for the people whose data it is.
#[utoipa::path(
    get, path = "/editions/{number}/differences/{from}", operation_id = "differences", tag = "policy", security(()),
    params(
        ("number" = EditionNo, Path, description = "The newer edition"),
        ("from" = EditionNo, Path, description = "The one that it is compared with"),
    ),
    responses((status = 200, description = "They", body = Differences), (status = "default", response = Problem))
)]
async fn differences(
    State(app): State<Arc<App>>,
    At((number, from)): At<(EditionNo, EditionNo)>,
    reader: Reader,
) -> Result<Response, Fault> {
    let world = app.office().world();
    let of = |number| world.editions.get(&number).map(|edition| edition.pack()).ok_or(Web::NotFound);
    let (new, old) = (of(number)?, of(from)?);
    let differences = changed(old, new, &world, reader.lang);
    Ok(given(Form::Json, reader.lang, Json(Differences { differences })))
}

/// What one pack changes against another.
pub(super) fn changed(old: &Pack, new: &Pack, world: &World, lang: Lang) -> Vec<ChangedClause> {
    let line = |one: &policy::Difference| {
        let said = one.say(old, new, lang);
        ChangedClause { effect: one.effect.word(), under: said.head, line: said.line, why: said.why }
    };
    diff_under(old, new, &jurisdiction(&world.profile)).iter().map(line).collect()
}

/// What an edition changes.
#[derive(Serialize, ToSchema)]
pub(crate) struct Differences {
    /// In the order of the policy.
    differences: Vec<ChangedClause>,
}

/// One difference, in the language asked for.
#[derive(Serialize, ToSchema)]
pub(crate) struct ChangedClause {
    /// `widening`, `narrowing` or `neutral`, for the people whose data it is.
    #[schema(example = "widening")]
    effect: &'static str,
    /// What it stands under.
    under: String,
    /// What changed.
    line: String,
    /// Why it widens or narrows.
    why: String,
}

/// A pack.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Loading {
    /// Its files, 1 MiB in all.
    #[serde(deserialize_with = "some_files")]
    #[schema(min_items = 1, max_items = 64)]
    files: Vec<PackFile>,
}

/// A file of a pack.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    /// Its name, by which faults speak of it.
    #[serde(deserialize_with = "text::<_, 200>")]
    #[schema(max_length = 200, example = "pack.toml")]
    path: String,
    /// Its text (TOML).
    #[serde(deserialize_with = "text::<_, MAX_FILE>")]
    #[schema(max_length = 262_144)]
    text: String,
}

/// The longest body: a pack, as JSON may write it.
const PACK: usize = 12 * MAX_PACK;
/// The longest body: a profile, as JSON may write it.
const PROFILE: usize = 12 * 100_000 + 100;

fn some_files<'de, D: Deserializer<'de>>(of: D) -> Result<Vec<PackFile>, D::Error> {
    let files = Vec::deserialize(of)?;
    if files.is_empty() || files.len() > MAX_FILES {
        return Err(de::Error::custom("no files, or too many"));
    }
    Ok(files)
}

/// Propose to put a pack's edition in force
///
/// Every fault of the pack is told at once. Somebody else approves it; it is in force with that.
#[utoipa::path(
    post, path = "/editions", operation_id = "propose-edition", tag = "policy",
    extensions(("x-act" = json!("propose"))),
    request_body(content = Loading, example = json!({
        "files": [{ "path": "pack.toml", "text": "[pack]\nid = \"example\"\n" }]
    })),
    responses(
        (status = 201, description = "Proposed", body = ProposalWaits, headers(("location" = String, description = "The proposal"))),
        (status = "default", response = Problem)
    )
)]
async fn propose(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<Loading, PACK>,
) -> Result<impl IntoResponse, Fault> {
    let file = |PackFile { path, text }: PackFile| SourceFile { path, text };
    let files: Vec<SourceFile> = given.files.into_iter().map(file).collect();
    let profile = Arc::clone(&app.office().world().profile);
    let loaded = load(&files, &|id| (id == profile.id()).then(|| jurisdiction(&profile)));
    let edition = loaded.map_err(Fault::from)?;
    Ok(waits(app.work(move |office| office.propose_edition(&caller.by, edition)).await?))
}

/// A profile.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entering {
    /// Its text (TOML).
    #[serde(deserialize_with = "text::<_, 100_000>")]
    #[schema(max_length = 100_000)]
    profile: String,
}

/// Propose to bring the jurisdiction's profile up to date
///
/// A new year's working days, a changed deadline. Terms that waited for a year are counted anew by the next sweep after
/// somebody else approved it.
#[utoipa::path(
    put, path = "/profile", operation_id = "propose-profile", tag = "policy", extensions(("x-act" = json!("propose"))),
    request_body(content = Entering, example = json!({ "profile": "id = \"example\"\n" })),
    responses(
        (status = 201, description = "Proposed", body = ProposalWaits, headers(("location" = String, description = "The proposal"))),
        (status = "default", response = Problem)
    )
)]
async fn profile(
    State(app): State<Arc<App>>,
    caller: Caller,
    Input(given): Input<Entering, PROFILE>,
) -> Result<impl IntoResponse, Fault> {
    Ok(waits(app.work(move |office| office.propose_profile(&caller.by, &given.profile)).await?))
}
