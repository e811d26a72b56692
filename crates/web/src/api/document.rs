//! Documents for people, beside data for programs: in which form, by what the caller accepts (RFC 9110, section 12.5.1).

use std::{convert::Infallible, sync::LazyLock};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use documents::{Doc, html, markdown};
use jiff::{Timestamp, civil::DateTime};
use office::Office;
use policy::Lang;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use crate::{
    App,
    fault::{Fault, Web},
    speech,
};

/// Data for programs, in the shape that the command line prints with `--format json`.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(crate) struct Data(pub(crate) serde_json::Value);

/// A form in which something is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// For programs.
    Json,
    /// For people, as text.
    Markdown,
    /// For people, as a page.
    Html,
    /// For people, on paper (PDF/UA-1).
    Pdf,
}

impl Form {
    /// What a document is given in, and data first.
    pub(crate) const ALL: [Form; 4] = [Form::Json, Form::Html, Form::Markdown, Form::Pdf];

    /// What a document is given in that is for people alone.
    pub(crate) const PAPERS: [Form; 3] = [Form::Html, Form::Markdown, Form::Pdf];

    /// Type and subtype.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Form::Json => ("application", "json"),
            Form::Markdown => ("text", "markdown"),
            Form::Html => ("text", "html"),
            Form::Pdf => ("application", "pdf"),
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Form::Json => "application/json",
            Form::Markdown => "text/markdown; charset=utf-8",
            Form::Html => "text/html; charset=utf-8",
            Form::Pdf => "application/pdf",
        }
    }
}

/// Who reads the answer: what they accept, and their language.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// None where nothing is said, and everything fits.
    accepts: Option<Vec<Range>>,
    pub(crate) lang: Lang,
}

/// A range of media types with its weight in thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Range {
    kind: String,
    sub: String,
    weight: u16,
}

/// Ranges of an `Accept` that are looked at.
const RANGES: usize = 32;

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { accepts: ranges(&parts.headers), lang: speech::asked(&parts.headers) })
    }
}

impl Reader {
    /// The form with the highest weight; of equals the first. To be asked before anything is done.
    pub(crate) fn of(&self, forms: &[Form]) -> Result<Form, Fault> {
        let mut best: Option<(Form, u16)> = None;
        for form in forms {
            let weight = self.weight(*form);
            if weight > best.map_or(0, |(_, weight)| weight) {
                best = Some((*form, weight));
            }
        }
        best.map(|(form, _)| form).ok_or(Web::NotAcceptable.into())
    }

    /// The most specific range that fits says how much a form is wanted.
    fn weight(&self, form: Form) -> u16 {
        let Some(accepts) = &self.accepts else { return 1000 };
        let (kind, sub) = form.kind();
        let fits = |range: &&Range| match (range.kind.as_str(), range.sub.as_str()) {
            ("*", "*") => true,
            (of, "*") => of == kind,
            (of, named) => of == kind && named == sub,
        };
        let nearest = |range: &&Range| (range.kind != "*", range.sub != "*");
        accepts.iter().filter(fits).max_by_key(nearest).map_or(0, |range| range.weight)
    }
}

fn ranges(headers: &HeaderMap) -> Option<Vec<Range>> {
    headers.get(header::ACCEPT)?;
    let texts = headers.get_all(header::ACCEPT).iter().filter_map(|text| text.to_str().ok());
    Some(texts.flat_map(|text| text.split(',')).filter_map(range).take(RANGES).collect())
}

fn range(text: &str) -> Option<Range> {
    let mut parts = text.split(';').map(str::trim);
    let (kind, sub) = parts.next()?.split_once('/')?;
    let weight = match parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q="))) {
        None => 1000,
        Some(q) => (q.parse::<f32>().ok().filter(|q| (0.0..=1.0).contains(q))? * 1000.0) as u16,
    };
    Some(Range { kind: kind.to_ascii_lowercase(), sub: sub.to_ascii_lowercase(), weight })
}

/// A page may use its own style, and nothing else.
static OWN_STYLE: LazyLock<HeaderValue> = LazyLock::new(|| own_style(html::STYLE));

/// The policy of a page that may use this style, and nothing else (CSP 3).
pub(crate) fn own_style(style: &str) -> HeaderValue {
    let digest = BASE64_STANDARD.encode(Sha256::digest(style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The time on the clock on the wall, by which a document is dated.
pub(crate) fn dated(office: &Office, at: Timestamp) -> DateTime {
    office.world().profile.offset(at).to_datetime(at)
}

/// Writes a document. `dated` is the PDF's date of creation.
pub(crate) async fn written(app: &App, form: Form, doc: Doc, dated: DateTime) -> Result<Response, Fault> {
    let lang = doc.lang;
    let bytes = app.work(move |_| {
        Ok(match form {
            Form::Html => Some(html::page(&doc).into_bytes()),
            Form::Pdf => pdf::render(&doc, dated).ok(),
            Form::Json | Form::Markdown => Some(markdown::text(&doc).into_bytes()),
        })
    });
    let bytes = bytes.await?.ok_or(Web::Broken)?;
    Ok(given(form, lang, bytes))
}

/// An answer in one of several forms and languages.
pub(crate) fn given(form: Form, lang: Lang, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    put(header::CONTENT_TYPE, form.content_type());
    put(header::VARY, "accept, accept-language");
    if form != Form::Json {
        put(header::CONTENT_LANGUAGE, lang.code());
    }
    if form == Form::Html {
        headers.insert(header::CONTENT_SECURITY_POLICY, OWN_STYLE.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(accepts: &[&'static str]) -> Option<Form> {
        let mut headers = HeaderMap::new();
        for text in accepts {
            headers.append(header::ACCEPT, HeaderValue::from_static(text));
        }
        Reader { accepts: ranges(&headers), lang: Lang::En }.of(&Form::ALL).ok()
    }

    #[test]
    fn the_form_with_the_highest_weight_is_given() {
        assert_eq!(of(&[]), Some(Form::Json));
        assert_eq!(of(&["*/*"]), Some(Form::Json));
        assert_eq!(of(&["application/pdf"]), Some(Form::Pdf));
        assert_eq!(of(&["text/*"]), Some(Form::Html));
        assert_eq!(of(&["text/*;q=0.4, text/markdown"]), Some(Form::Markdown));
        assert_eq!(of(&["TEXT/HTML;q=0.1", "application/json;q=0.2"]), Some(Form::Json));
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        assert_eq!(of(&[browser]), Some(Form::Html));
        assert_eq!(of(&["application/json;q=0, */*;q=0.1"]), Some(Form::Html));
        for none in ["image/png", "application/json;q=0", "application/json;q=2", "text/plain"] {
            assert_eq!(of(&[none]), None, "{none}");
        }
    }

    #[test]
    fn a_page_may_use_the_style_that_it_has() {
        let page = html::page(&Doc::new(Lang::En, "Title"));
        let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        let digest = BASE64_STANDARD.encode(Sha256::digest(style));
        assert!(OWN_STYLE.to_str().unwrap().contains(&digest));
    }
}
