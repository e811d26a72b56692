//! What can be looked up and proved: journals, the log's checkpoint and key, the proof of an entry.

use std::{ops::ControlFlow, sync::Arc};

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use office::{Journal, JournalLine};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{RefOr, schema::Schema},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    document::{Form, Reader, dated, given, written},
    input::{Asked, At},
    schema::{Entry, Moment, index, lines, word},
};
use crate::{
    App,
    caller::Caller,
    fault::{Fault, Web},
    problem::Problem,
};

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(journal))
        .routes(routes!(checkpoint))
        .routes(routes!(verifier_key))
        .routes(routes!(proof))
}

/// Which part of a journal.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Period {
    /// From this moment on; from the beginning where it is not said.
    #[serde(default)]
    #[param(value_type = Option<Moment>)]
    from: Option<Timestamp>,
    /// Up to this moment, itself not included; to the end where it is not said.
    #[serde(default)]
    #[param(value_type = Option<Moment>)]
    to: Option<Timestamp>,
    /// Entries after this one.
    #[serde(default, deserialize_with = "index")]
    #[param(value_type = Option<Entry>)]
    after: Option<u64>,
    /// How many lines at most.
    #[serde(default, deserialize_with = "lines")]
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u16>,
}

/// A page of a journal.
#[derive(Serialize, ToSchema)]
pub(crate) struct Page {
    /// In the order of the log.
    #[schema(value_type = Vec<Object>)]
    lines: Vec<JournalLine>,
    /// Where the next page begins: `?after=` this; there is none where it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Entry>)]
    next: Option<u64>,
}

/// The most lines that a document holds.
const OF_A_DOCUMENT: usize = 5_000;

/// Print a journal that the law asks for
///
/// Acts, items and clauses, never values; printing stands in the log itself. JSON comes page by page; a document holds
/// the period whole.
#[utoipa::path(
    get, path = "/journals/{journal}", operation_id = "journal", tag = "records", extensions(("x-act" = json!("print-journal"))),
    params(("journal" = inline(JournalName), Path, description = "Which"), Period),
    responses(
        (status = 200, description = "A page of it, or a document", content(
            (Page = "application/json"), (String = "text/html"), (String = "text/markdown"), (Vec<u8> = "application/pdf")
        )),
        (status = "default", response = Problem)
    )
)]
async fn journal(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(journal): At<String>,
    Asked(period): Asked<Period>,
    reader: Reader,
) -> Result<Response, Fault> {
    let journal = Journal::from_word(&journal).ok_or(Web::Address)?;
    let form = reader.of(&Form::ALL)?;
    let most = if form == Form::Json { period.limit.map_or(100, usize::from) } else { OF_A_DOCUMENT };
    let bounds = (period.from.unwrap_or(Timestamp::MIN), period.to.unwrap_or(Timestamp::MAX));
    let first = period.after.map_or(0, |after| after + 1);
    let (lines, more) = app
        .work(move |office| {
            let mut lines: Vec<JournalLine> = Vec::new();
            office.journal_on(&caller.by, journal, first, bounds, &mut |line| {
                lines.push(line);
                // one more than fits tells that there is more
                if lines.len() > most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })?;
            let more = lines.len() > most;
            lines.truncate(most);
            Ok((lines, more))
        })
        .await?;
    if form == Form::Json {
        let next = lines.last().map(|line| line.entry).filter(|_| more);
        return Ok(given(form, reader.lang, Json(Page { lines, next })));
    }
    if more {
        return Err(Web::TooMuch.into());
    }
    // A document says its period: from the first line to now, where it was not said.
    let (world, now) = (app.office().world(), app.office().clock().now());
    let from = period.from.or(lines.first().map(|line| line.said.time)).unwrap_or(now);
    let doc = clerk::journal(&world, journal, (from, period.to.unwrap_or(now)), &lines, now, reader.lang);
    written(&app, form, doc, dated(app.office(), now)).await
}

/// A journal's name.
struct JournalName;

impl PartialSchema for JournalName {
    fn schema() -> RefOr<Schema> {
        word::<Journal>().into()
    }
}

impl ToSchema for JournalName {}

/// The newest signed checkpoint of the log (C2SP tlog-checkpoint)
///
/// Signed every few seconds. The tiles of its tree stand beside it, at `/v1/log/tile/<level>/<index>[.p/<width>]`
/// (C2SP tlog-tiles).
#[utoipa::path(
    get, path = "/log/checkpoint", operation_id = "checkpoint", tag = "records", security(()),
    responses((status = 200, description = "A signed note", body = String, content_type = "text/plain"), (status = "default", response = Problem))
)]
async fn checkpoint(State(app): State<Arc<App>>) -> Result<Response, Fault> {
    Ok(plain(app.work(|office| office.signed_checkpoint()).await?))
}

/// The key that the log's checkpoints verify by (C2SP signed-note)
#[utoipa::path(
    get, path = "/log/key", operation_id = "verifier-key", tag = "records", security(()),
    responses((status = 200, description = "A verifier key", body = String, content_type = "text/plain"), (status = "default", response = Problem))
)]
async fn verifier_key(State(app): State<Arc<App>>) -> Response {
    plain(format!("{}\n", app.office().verifier_key()))
}

/// The proof of an entry.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proof {
    /// The entry as the log keeps it: what was done, by whom, by which clause.
    #[schema(value_type = Object)]
    operational: Value,
    /// The proof (C2SP tlog-proof).
    proof: String,
}

/// Prove that an entry stands in the log
#[utoipa::path(
    get, path = "/log/entries/{entry}", operation_id = "prove-entry", tag = "records", extensions(("x-act" = json!("print-journal"))),
    params(("entry" = Entry, Path, description = "Its index")),
    responses((status = 200, description = "The entry with its proof", body = Proof), (status = "default", response = Problem))
)]
async fn proof(
    State(app): State<Arc<App>>,
    caller: Caller,
    At(entry): At<u64>,
) -> Result<Json<Proof>, Fault> {
    let proof = app.work(move |office| office.prove_to(&caller.by, entry)).await?;
    let operational = serde_json::from_str(&proof.operational).unwrap_or_default();
    Ok(Json(Proof { operational, proof: proof.tlog_proof }))
}

fn plain(text: String) -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
