//! Who asks: a machine by its key, or a member of staff by their session.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use kernel::{Actor, By, SubjectId};
use office::SignedIn;

use crate::{
    App, cookie,
    door::Peer,
    fault::{Fault, Web},
    watch::Asked,
};

/// Who asks, proved.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    /// As the office knows them.
    pub(crate) by: Actor,
}

/// A member of staff in their own affairs, with the token of their session. `Debug` leaves the token out.
pub(crate) struct Signed {
    pub(crate) staff: SignedIn,
    pub(crate) token: String,
}

/// Where somebody comes from who is not known yet. `Debug` shows nothing of it.
pub(crate) struct Comer {
    address: IpAddr,
    device: Option<String>,
    client: String,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        let by = if parts.headers.contains_key(header::AUTHORIZATION) {
            let key = bearer(&parts.headers).ok_or(Web::Unauthenticated)?;
            app.office().machine(key).ok_or(Web::Unauthenticated)?
        } else {
            Signed::from_request_parts(parts, app).await?.staff.actor
        };
        if let Some(asked) = parts.extensions.get::<Asked>() {
            asked.by(by.by());
        }
        Ok(Self { by })
    }
}

impl FromRequestParts<Arc<App>> for Signed {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        if !is_from_here(&parts.headers) {
            return Err(Web::OtherSite.into());
        }
        if parts.headers.contains_key(header::AUTHORIZATION) {
            return Err(Web::Unauthenticated.into()); // a machine has no session, and one caller at a time is enough
        }
        let token = cookie::of(&parts.headers, cookie::SESSION).ok_or(Web::Unauthenticated)?.to_owned();
        let shown = token.clone();
        let staff = app.work(move |office| office.session(&shown)).await?.ok_or(Web::Unauthenticated)?;
        if let Some(asked) = parts.extensions.get::<Asked>() {
            asked.by(staff.actor.by());
        }
        Ok(Self { staff, token })
    }
}

/// Somebody in their own affairs, with the token of their visit. `Debug` leaves both out.
pub(crate) struct Visitor {
    subject: SubjectId,
    pub(crate) token: String,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Fault> {
        if !is_from_here(&parts.headers) {
            return Err(Web::OtherSite.into());
        }
        let token = cookie::of(&parts.headers, cookie::VISIT).ok_or(Web::Unauthenticated)?.to_owned();
        let Some(Actor::Subject(subject)) = app.office().visitor(&token) else {
            return Err(Web::Unauthenticated.into());
        };
        if let Some(asked) = parts.extensions.get::<Asked>() {
            asked.by(By::Subject);
        }
        Ok(Self { subject, token })
    }
}

impl Visitor {
    /// As the office knows them, and whom alone they act upon.
    pub(crate) fn who(&self) -> (Actor, SubjectId) {
        (Actor::Subject(self.subject), self.subject)
    }
}

impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Visitor(..)")
    }
}

impl<S: Sync> FromRequestParts<S> for Comer {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        if !is_from_here(&parts.headers) {
            return Err(Web::OtherSite.into());
        }
        let agent = parts.headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        Ok(Self {
            address: parts.extensions.get::<Peer>().map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0.ip()),
            device: cookie::of(&parts.headers, cookie::DEVICE).map(str::to_owned),
            client: agent.unwrap_or_default().to_owned(),
        })
    }
}

impl Comer {
    /// From where they ask.
    pub(crate) fn address(&self) -> IpAddr {
        self.address
    }

    /// As the office counts them.
    pub(crate) fn caller(&self) -> office::Caller<'_> {
        office::Caller { address: self.address, device: self.device.as_deref(), client: &self.client }
    }
}

impl std::fmt::Debug for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed").field("staff", &self.staff).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Comer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Comer(..)")
    }
}

/// Whether a browser says that it was not another site that made it ask (Fetch Metadata; RFC 6454 for those without).
/// Reading too: a cookie that comes along is nobody's wish.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
    let host = text(header::HOST).unwrap_or_default();
    let same = |origin: &str| origin.strip_prefix("https://").is_some_and(|named| named == host);
    site.is_none_or(|site| matches!(site, "same-origin" | "none")) && text(header::ORIGIN).is_none_or(same)
}

/// The token of the one `Authorization: Bearer` (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(header::AUTHORIZATION).iter();
    let (only, None) = (all.next()?, all.next()) else { return None };
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn one_bearer_token_is_read_and_nothing_else() {
        let of = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, HeaderValue::from_static(value));
            }
            bearer(&headers).map(str::to_owned)
        };
        assert_eq!(of(&["Bearer abc"]).as_deref(), Some("abc"));
        assert_eq!(of(&["bearer abc"]).as_deref(), Some("abc"));
        for none in [&[][..], &["abc"], &["Basic abc"], &["Bearer a", "Bearer b"]] {
            assert_eq!(of(none), None, "{none:?}");
        }
    }

    #[test]
    fn another_site_makes_nobody_act() {
        let of = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            headers.insert("host", HeaderValue::from_static("example.com:8443"));
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            is_from_here(&headers)
        };
        assert!(of(&[]), "no browser");
        assert!(of(&[("sec-fetch-site", "same-origin"), ("origin", "https://example.com:8443")]));
        assert!(of(&[("sec-fetch-site", "none")]), "somebody typed the address");
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://other.example.com"),
            ("origin", "http://example.com:8443"),
            ("origin", "null"),
        ] {
            assert!(!of(&[(name, value)]), "{name}: {value}");
        }
    }
}
