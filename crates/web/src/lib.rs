//! The service: https, the API with its description, errors as problem details.
//!
//! Every handler calls the office; nothing is decided here. What comes in is bounded in size and time.

mod api;
mod app;
mod caller;
mod condition;
mod cookie;
mod docs;
pub mod door;
mod fault;
mod framing;
mod headers;
mod health;
mod linger;
mod post;
mod problem;
mod redirect;
mod speech;
pub mod tls;
pub mod watch;

use std::sync::Arc;

use axum::{Router, middleware};

pub use api::description;
pub use app::{App, Ways};

/// Everything that is answered by https.
pub fn router(app: &Arc<App>) -> Router {
    Router::new()
        .merge(api::router())
        .merge(docs::router())
        .merge(health::router())
        .fallback(async || fault::Fault::from(fault::Web::NotFound))
        .method_not_allowed_fallback(async || fault::Fault::from(fault::Web::Method))
        .layer(middleware::from_fn_with_state(Arc::clone(app), condition::kept))
        .layer(middleware::from_fn(framing::checked))
        .layer(middleware::from_fn_with_state(Arc::clone(app), watch::watched))
        .layer(middleware::from_fn_with_state(Arc::clone(app), problem::told))
        .layer(middleware::from_fn(headers::dressed))
        .with_state(Arc::clone(app))
}

/// Everything that is answered by plain http: the way to https at `port`.
pub fn redirects(port: u16) -> Router {
    redirect::router(port)
}
