//! People, and what happened to them, taken in by the thousand.

mod stream;

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use axum::{
    Json,
    extract::{Request, State},
    http::HeaderMap,
};
use jiff::Timestamp;
use kernel::{SubjectId, Way};
use office::{
    Office, OfficeError,
    import::{EventOptions, FileOptions, Format, ImportOptions, ImportReport, Mapping, RejectedRow},
};
use policy::{CategoryId, EventId, ItemId, Lang, OptionId, PurposeId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use self::stream::{Coming, pipe};
use super::{
    document::Reader,
    input::{Asked, is_plain},
    schema::{Clause, Id, Moment, Name, text, word},
    shapes::Agreed,
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(people)).routes(routes!(events))
}

/// How people come in. A column goes before a parameter, row by row.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfPeople {
    /// Why they are held.
    #[param(value_type = Name)]
    purpose: PurposeId,
    /// As whom; may be left out where the purpose reaches one kind of people, or there is a column `category`.
    #[param(value_type = Option<Name>)]
    category: Option<CategoryId>,
    /// The answer to the purpose's choice.
    #[param(value_type = Option<Name>)]
    choice: Option<OptionId>,
    /// How all of them gave consent.
    #[param(schema_with = word::<Way>, required = false)]
    consent_way: Option<Way>,
    /// When they did.
    #[param(value_type = Option<Moment>)]
    consent_at: Option<Timestamp>,
    /// The edition's own text was shown to them before, in this language.
    #[param(schema_with = word::<Lang>, required = false)]
    notice: Option<Lang>,
    /// When it took effect, where that is not now.
    #[param(value_type = Option<Moment>)]
    at: Option<Timestamp>,
    /// Columns that are left out, by item or header, with commas between.
    #[serde(default, deserialize_with = "text::<_, 1000>")]
    #[param(max_length = 1000)]
    drop: String,
    /// What headers mean that are neither ids nor names, as JSON: `{"Your e-mail": "email"}`.
    #[serde(default, deserialize_with = "text::<_, 1000>")]
    #[param(max_length = 1000)]
    map: String,
}

/// What happened to all of them, unless a column says it row by row.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct OfEvents {
    /// Under which purpose.
    #[param(value_type = Option<Name>)]
    purpose: Option<PurposeId>,
    /// What happened.
    #[param(value_type = Option<Name>)]
    event: Option<EventId>,
    /// When.
    #[param(value_type = Option<Moment>)]
    at: Option<Timestamp>,
    /// Columns that are left out, by item or header, with commas between.
    #[serde(default, deserialize_with = "text::<_, 1000>")]
    #[param(max_length = 1000)]
    drop: String,
    /// What headers mean that are neither ids nor names, as JSON: `{"Your e-mail": "email"}`.
    #[serde(default, deserialize_with = "text::<_, 1000>")]
    #[param(max_length = 1000)]
    map: String,
}

/// What an import did; the counts are those of the whole file, what went in before a stop included.
#[derive(Serialize, ToSchema)]
pub(crate) struct Imported {
    /// Where it took up a stopped run of the same file: how many rows were done before.
    #[serde(skip_serializing_if = "Option::is_none")]
    resumed: Option<u64>,
    /// Rows, the header and empty lines not among them.
    rows: u64,
    /// Rows that went in.
    taken: u64,
    /// Rows that were in already.
    already: u64,
    /// Rows that were rejected.
    rejected: u64,
    /// Rejected rows by code.
    by_code: BTreeMap<String, u64>,
    /// The first rejected rows of this call, 1,000 at most.
    rejected_rows: Vec<NotTaken>,
    /// How many people conflict with people known.
    conflicting: u64,
    /// The first conflicts of this call, 1,000 at most.
    conflicts: Vec<Conflicting>,
    /// How long it took.
    seconds: f64,
}

/// A row that was rejected, and why; never what stands in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct NotTaken {
    /// The row's number: a CSV's header is row 1.
    row: u64,
    /// The line on which it begins.
    line: u64,
    /// The item that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Name>)]
    item: Option<ItemId>,
    /// The reason for programs.
    code: String,
    /// The clause that refuses.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(value_type = Clause, required = false)]
    clause: String,
    /// The reason in words, with what to do.
    reason: String,
}

/// A row whose identifying items point to different people: a new person was made of it, to be looked at.
#[derive(Serialize, ToSchema)]
pub(crate) struct Conflicting {
    /// The row's number.
    row: u64,
    /// The new person.
    #[schema(value_type = Id)]
    subject: SubjectId,
    /// The item that points elsewhere.
    #[schema(value_type = Name)]
    item: ItemId,
}

impl From<ImportReport> for Imported {
    fn from(report: ImportReport) -> Self {
        let row = |RejectedRow { row, line, item, code, clause, reason }| NotTaken {
            row,
            line,
            item,
            code,
            clause,
            reason,
        };
        let conflict = |one: office::import::Conflict| Conflicting {
            row: one.row,
            subject: one.subject,
            item: one.item,
        };
        Self {
            resumed: report.resumed,
            rows: report.rows,
            taken: report.taken,
            already: report.already,
            rejected: report.rejected,
            by_code: report.by_code,
            rejected_rows: report.rejected_rows.into_iter().map(row).collect(),
            conflicting: report.conflicting,
            conflicts: report.conflicts.into_iter().map(conflict).collect(),
            seconds: report.seconds,
        }
    }
}

/// Take people in by the thousand
///
/// CSV with a header, or one JSON object a line. Each row is an act of its own: one that is refused is set aside with its
/// number and a reason, and the rest goes in. What went in stays in if the line breaks: send the same file again, and it
/// goes on from there. Rows that are in already stay as they are.
#[utoipa::path(
    post, path = "/imports/people", operation_id = "import-people", tag = "imports", extensions(("x-act" = json!("collect"))),
    params(OfPeople),
    request_body(content((String = "text/csv"), (String = "application/x-ndjson"))),
    responses((status = 200, description = "Taken in to its end", body = Imported), (status = "default", response = Problem))
)]
async fn people(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(given): Asked<OfPeople>,
    reader: Reader,
    request: Request,
) -> Result<Json<Imported>, Fault> {
    let file = file(request.headers(), &given.drop, &given.map, reader.lang)?;
    let agreed = match (given.consent_way, given.consent_at) {
        (Some(way), Some(at)) => Some(Agreed::of_all(way, at, given.notice)),
        (None, None) if given.notice.is_none() => None,
        _ => return Err(Web::Incomplete.into()),
    };
    taken(&app, request, move |office, rows| {
        let category = || office.category_of(&given.purpose, given.category.as_ref());
        let consent =
            agreed.map(|agreed| agreed.consent(office, &given.purpose, &category()?)).transpose()?;
        let options = ImportOptions {
            purpose: given.purpose.clone(),
            category: given.category.clone(),
            choice: given.choice.clone(),
            consent,
            at: given.at,
            file,
        };
        office.import_people_from(&caller.by, &options, rows, &mut |_| ControlFlow::Continue(()))
    })
    .await
}

/// Record by the thousand what happened to people
///
/// Columns: `subject` or one findable item; `purpose`, `event` and `at`, unless a parameter says them; `engagement` where
/// a person has several under one purpose. As with people, a file that comes again goes on where it was.
#[utoipa::path(
    post, path = "/imports/events", operation_id = "import-events", tag = "imports", extensions(("x-act" = json!("record-event"))),
    params(OfEvents),
    request_body(content((String = "text/csv"), (String = "application/x-ndjson"))),
    responses((status = 200, description = "Recorded to its end", body = Imported), (status = "default", response = Problem))
)]
async fn events(
    State(app): State<Arc<App>>,
    caller: Caller,
    Asked(given): Asked<OfEvents>,
    reader: Reader,
    request: Request,
) -> Result<Json<Imported>, Fault> {
    let file = file(request.headers(), &given.drop, &given.map, reader.lang)?;
    let options = EventOptions { purpose: given.purpose, event: given.event, at: given.at, file };
    taken(&app, request, move |office, rows| {
        office.import_events_from(&caller.by, &options, rows, &mut |_| ControlFlow::Continue(()))
    })
    .await
}

/// How the body is read.
fn file(headers: &HeaderMap, drop: &str, map: &str, lang: Lang) -> Result<FileOptions, Fault> {
    let format = match headers {
        headers if is_plain(headers, "text/csv") => Format::Csv,
        headers if is_plain(headers, "application/x-ndjson") => Format::Ndjson,
        _ => return Err(Web::MediaType.into()),
    };
    let map = match map {
        "" => Mapping::default(),
        map => Mapping::from_json(map)?,
    };
    let drop = drop.split(',').map(str::trim).filter(|column| !column.is_empty());
    Ok(FileOptions {
        format: Some(format),
        mapping: map,
        drop: drop.map(str::to_owned).collect(),
        lang,
        ..FileOptions::reported()
    })
}

/// Takes a body in on a thread of its own, while it comes.
async fn taken(
    app: &App,
    request: Request,
    import: impl FnOnce(&Office, Coming) -> Result<ImportReport, OfficeError> + Send + 'static,
) -> Result<Json<Imported>, Fault> {
    let place = app.place_for_import()?;
    let (going, coming) = pipe();
    let office = app.office_on_a_thread();
    let import = tokio::task::spawn_blocking(move || {
        let _place = place; // until it has ended, also where the caller went away
        import(&office, coming)
    });
    let (went, came) = tokio::join!(going.all(request.into_body()), import);
    match (came.map_err(|_| Web::Broken)?, went) {
        (Ok(report), _) => Ok(Json(report.into())),
        // That it can't be read on is only what followed from why.
        (Err(OfficeError::Input(_)), Err(why)) => Err(why),
        (Err(why), _) => Err(why.into()),
    }
}
