//! What comes in, bounded in size and time: bodies, parts of the address, and what follows its question mark.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{HeaderMap, header, request::Parts},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

use crate::fault::{Fault, Web};

/// The longest body of a call, in bytes. Imports have limits of their own.
pub(crate) const MOST: usize = 256 << 10;
/// How long a body may take to come.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a file may take to come.
const FILE: Duration = Duration::from_secs(300);

/// A body of JSON, read whole, `LONGEST` bytes at most.
#[derive(Debug)]
pub(crate) struct Input<T, const LONGEST: usize = MOST>(pub(crate) T);

impl<S: Sync, T: DeserializeOwned, const LONGEST: usize> FromRequest<S> for Input<T, LONGEST> {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        if !is_plain(request.headers(), "application/json") {
            return Err(Web::MediaType.into());
        }
        let body = whole(request, LONGEST, PATIENCE).await?;
        Ok(Self(read(&body)?))
    }
}

/// A file's bytes, `MOST` at most.
pub(crate) struct File<const MOST: usize>(pub(crate) Bytes);

impl<S: Sync, const MOST: usize> FromRequest<S> for File<MOST> {
    type Rejection = Fault;

    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        if !is_plain(request.headers(), "application/octet-stream") {
            return Err(Web::MediaType.into());
        }
        Ok(Self(whole(request, MOST, FILE).await?))
    }
}

/// The parts of the address.
#[derive(Debug)]
pub(crate) struct At<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Ok(Path(at)) = Path::from_request_parts(parts, state).await else {
            return Err(Web::Address.into());
        };
        Ok(Self(at))
    }
}

/// What follows the question mark.
#[derive(Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let Ok(Query(asked)) = Query::from_request_parts(parts, state).await else {
            return Err(Web::Address.into());
        };
        Ok(Self(asked))
    }
}

/// Reads a body whole, `most` bytes at most, which may take `patience` to come.
pub(crate) async fn whole(request: Request, most: usize, patience: Duration) -> Result<Bytes, Fault> {
    let said = request.headers().get(header::CONTENT_LENGTH).and_then(|len| len.to_str().ok()?.parse().ok());
    if said.is_some_and(|said: u64| said > most as u64) {
        return Err(Web::TooLarge.into());
    }
    let body = Limited::new(request.into_body(), most).collect();
    match tokio::time::timeout(patience, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(why)) if is_too_long(why.as_ref()) => Err(Web::TooLarge.into()),
        Ok(Err(_)) => Err(Web::CutOff.into()),
        Err(_) => Err(Web::TooSlow.into()),
    }
}

fn is_too_long(why: &(dyn std::error::Error + 'static)) -> bool {
    why.is::<LengthLimitError>() || why.source().is_some_and(is_too_long)
}

/// Whether a body is said to be of a kind, and not coded.
pub(crate) fn is_plain(headers: &HeaderMap, wanted: &str) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let kind = text(header::CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let plain = text(header::CONTENT_ENCODING).is_none_or(|coding| coding.eq_ignore_ascii_case("identity"));
    kind.eq_ignore_ascii_case(wanted) && plain
}

fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    use serde_json::error::Category;
    // Every body is an object; serde would take a list in its place, member by member.
    if body.trim_ascii_start().first() == Some(&b'[') {
        return Err(Web::Shape.into());
    }
    serde_json::from_slice(body).map_err(|why| match why.classify() {
        Category::Data => Web::Shape.into(), // its words may hold a value: they are not repeated
        Category::Io | Category::Syntax | Category::Eof => Web::NotJson.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(body: &str) -> Option<Web> {
        match read::<std::collections::BTreeMap<String, u8>>(body.as_bytes()) {
            Ok(_) => None,
            Err(Fault::Web(web)) => Some(web),
            Err(_) => unreachable!(),
        }
    }

    #[test]
    fn no_json_and_another_shape_are_told_apart() {
        assert_eq!(fault(r#"{"a":1}"#), None);
        assert_eq!(fault(r#"{"a":1"#), Some(Web::NotJson));
        assert!(fault(&r#"{"a":"#.repeat(100_000)).is_some());
        assert_eq!(fault(r#"{"a":"b"}"#), Some(Web::Shape));
        assert_eq!(fault(" [1]"), Some(Web::Shape));
    }

    #[test]
    fn only_plain_json_is_taken() {
        let of = |kind: &'static str, coding: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
            coding.map(|coding| headers.insert(header::CONTENT_ENCODING, coding.parse().unwrap()));
            is_plain(&headers, "application/json")
        };
        assert!(of("application/json", None) && of("Application/JSON; charset=utf-8", Some("identity")));
        assert!(!of("text/plain", None) && !of("application/json", Some("gzip")));
    }
}
