//! The page that describes the API to people: made from its description alone, without a script, served by the service.

mod page;
mod shape;

use std::sync::{Arc, LazyLock};

use axum::{
    Router,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
    routing::get,
};
use policy::Lang;

use crate::{App, api::own_style, speech};

/// In each language once; the description itself is in English.
static PAGES: LazyLock<[(Lang, String); 3]> =
    LazyLock::new(|| Lang::ALL.map(|lang| (lang, page::write(lang))));

/// The page at `/docs`.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new().route("/docs", get(docs))
}

async fn docs(headers: HeaderMap) -> Response {
    let lang = speech::asked(&headers);
    let page = PAGES.iter().find(|(of, _)| *of == lang).map_or("", |(_, page)| page.as_str());
    let mut response = page.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(header::CONTENT_SECURITY_POLICY, own_style(&page::style()));
    response
}
