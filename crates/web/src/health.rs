//! Whether the service is alive, and whether it can do its work.

use std::sync::Arc;

use axum::{Router, extract::State, routing::get};

use crate::{App, fault::Fault};

/// The two addresses; they tell nothing about anybody and ask for no key.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

/// It answers.
async fn live() -> &'static str {
    "ok\n"
}

/// The writer takes jobs and the store can be read.
async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, Fault> {
    app.soon(|office| office.probe()).await?;
    Ok("ok\n")
}
