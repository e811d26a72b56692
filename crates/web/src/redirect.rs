//! What plain http gets: the same address by https, and nothing else.

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header, uri::Authority},
    middleware,
    response::{IntoResponse, Response},
};

use crate::headers;

/// Answers everything with a redirect to `port`.
pub(crate) fn router(port: u16) -> Router {
    Router::new()
        .fallback(move |request: Request| async move { to_https(&request, port) })
        .layer(middleware::from_fn(headers::dressed_plainly))
}

fn to_https(request: &Request, port: u16) -> Response {
    match address(request, port) {
        // 308 keeps method and body (RFC 9110, section 15.4.9)
        Some(address) => (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn address(request: &Request, port: u16) -> Option<HeaderValue> {
    let host: Authority = request.headers().get(header::HOST)?.to_str().ok()?.parse().ok()?;
    if host.as_str().contains('@') {
        return None;
    }
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let port = if port == 443 { String::new() } else { format!(":{port}") };
    HeaderValue::try_from(format!("https://{}{port}{path}", host.host())).ok()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn to(host: &str, path: &str, port: u16) -> Option<String> {
        let request = Request::builder().uri(path).header(header::HOST, host).body(Body::empty()).unwrap();
        address(&request, port).and_then(|value| value.to_str().ok().map(str::to_owned))
    }

    #[test]
    fn the_same_address_by_https() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(to("example.com:80", "/a?b=c", 443), some("https://example.com/a?b=c"));
        assert_eq!(to("[::1]:8080", "/", 8443), some("https://[::1]:8443/"));
        assert_eq!(to("user@example.com", "/", 443), None);
        assert_eq!(to("a b", "/", 443), None);
    }
}
