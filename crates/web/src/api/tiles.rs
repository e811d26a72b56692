//! The log's tiles as the log folder has them (C2SP tlog-tiles): with the checkpoint and the key, all that a stranger needs
//! to check what is proved, and nothing that names anybody.

use std::sync::Arc;

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
    routing::get,
};
use ledger::tiles::TilePath;

use super::input::At;
use crate::{
    App,
    fault::{Fault, Web},
};

/// A tile never changes: one that is not full yet only goes, once a fuller one is there.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Beside the description, which has no words for a path of any length.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/v1/log/tile/{*path}", get(tile))
}

async fn tile(State(app): State<Arc<App>>, At(path): At<String>) -> Result<Response, Fault> {
    // What is spelt in another way than the log spells it is no tile's path: nothing climbs out of the folder.
    let tile: TilePath = format!("tile/{path}").parse().map_err(|_| Web::NotFound)?;
    let bytes = app.work(move |office| office.tile(tile)).await?.ok_or(Web::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, FOR_EVER)];
    Ok((headers, bytes).into_response())
}
