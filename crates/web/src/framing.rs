//! What hyper lets pass and this door does not: requests that another reader could take for others.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Uri, Version, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::fault::{Fault, Web};

/// Refuses a request with two ends, or without exactly one host, and closes its connection.
pub(crate) async fn checked(request: Request, next: Next) -> Response {
    let (headers, version) = (request.headers(), request.version());
    if has_two_ends(headers, version) || !has_one_host(headers, request.uri(), version) {
        return Fault::from(Web::Framing).into_response();
    }
    // hyper takes chunks and drops a length beside them, unseen from here: what stands behind is not read (section 6.1).
    let last = headers.contains_key(header::TRANSFER_ENCODING);
    let mut response = next.run(request).await;
    if last {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// A coding besides chunks, or one that HTTP/1.0 does not know (RFC 9112, sections 6.1 and 11.2).
fn has_two_ends(headers: &HeaderMap, version: Version) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    let Some(only) = codings.next() else { return false };
    let chunked = only.as_bytes().eq_ignore_ascii_case(b"chunked") && codings.next().is_none();
    !chunked || version < Version::HTTP_11
}

/// RFC 9112, section 3.2. A whole address has to name the same host.
fn has_one_host(headers: &HeaderMap, uri: &Uri, version: Version) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let Some(only) = hosts.next() else { return version < Version::HTTP_11 };
    let host: Option<Authority> = only.to_str().ok().and_then(|text| text.parse().ok());
    let host = host.filter(|host| !host.as_str().contains('@') && !host.as_str().contains(','));
    let same = |host: &Authority| uri.authority().is_none_or(|named| named == host);
    hosts.next().is_none() && host.as_ref().is_some_and(same)
}
