//! Watching: one line of log for each request, and metrics. Neither names a person: routes, codes, kinds of acts and the
//! names of machines and staff, never a value, an address of a client or what follows a question mark.

mod log;
mod metrics;
mod standing;

use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};

use axum::{
    Router,
    extract::{MatchedPath, Request, State},
    http::header,
    middleware::{self, Next},
    response::Response,
    routing::get,
};
use kernel::By;

pub use log::{Level, attempted, start, unsent};
pub(crate) use metrics::Metrics;

use crate::{App, fault::Fault, headers};

/// Who asked, once that is known; put into the request on its way in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked(Arc<OnceLock<By>>);

impl Asked {
    /// Notes who it is.
    pub(crate) fn by(&self, by: By) {
        let _ = self.0.set(by); // a request has one caller
    }
}

/// Notes what became of a request.
pub(crate) async fn watched(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let asked = Asked::default();
    request.extensions_mut().insert(asked.clone());
    let route = request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let fault = response.extensions().get::<Fault>();
    let seen = Seen { method: method.as_str(), route: &route, status: response.status().as_u16(), fault };
    app.metrics().answered(&seen, began.elapsed());
    log::answered(&seen, asked.0.get(), began.elapsed());
    response
}

/// What is told of a request.
pub(crate) struct Seen<'a> {
    pub(crate) method: &'a str,
    /// The route's pattern, without ids.
    pub(crate) route: &'a str,
    pub(crate) status: u16,
    pub(crate) fault: Option<&'a Fault>,
}

/// What Prometheus asks, on an address of its own.
pub fn router(app: &Arc<App>) -> Router {
    let kind = [(header::CONTENT_TYPE, metrics::KIND)];
    let metrics = async move |State(app): State<Arc<App>>| (kind, app.metrics().text(app.office()));
    let dressed = middleware::from_fn(headers::dressed_plainly);
    Router::new().route("/metrics", get(metrics)).layer(dressed).with_state(Arc::clone(app))
}

/// Counts anew, now and then, what has to be read from the store; ends when the service drops it.
pub async fn keep_counting(app: Arc<App>) {
    standing::keep(app).await;
}
