//! The cookies of a browser: the session, a visit, and what tells a device that was used before (RFC 6265bis: the prefix
//! `__Host-` binds them to this host and to https).

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};

/// Who is signed in.
pub(crate) const SESSION: &str = "__Host-qorgau-session";
/// Who visits what is held on themself.
pub(crate) const VISIT: &str = "__Host-qorgau-visit";
/// A device that was used before; it opens nothing.
pub(crate) const DEVICE: &str = "__Host-qorgau-device";

/// Cookies that are looked at.
const MANY: usize = 32;

/// The value of a cookie, where it comes exactly once.
pub(crate) fn of<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).take(MANY).filter_map(|pair| pair.trim().split_once('='));
    let mut found = pairs.filter(|(known, _)| *known == name).map(|(_, value)| value);
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// A cookie that a script does not see and another site does not send; without a term it ends with the browser.
pub(crate) fn set(name: &str, value: &str, term: Option<Duration>) -> Option<HeaderValue> {
    let term = term.map(|term| format!("; Max-Age={}", term.as_secs())).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Strict{term}");
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Takes a cookie away.
pub(crate) fn drop(name: &str) -> Option<HeaderValue> {
    set(name, "", Some(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_counts_where_it_comes_once() {
        let of_lines = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::COOKIE, HeaderValue::from_static(line));
            }
            of(&headers, SESSION).map(str::to_owned)
        };
        assert_eq!(of_lines(&["a=b; __Host-qorgau-session=x"]).as_deref(), Some("x"));
        assert_eq!(of_lines(&["__Host-qorgau-session=x; __Host-qorgau-session=y"]), None);
        assert_eq!(of_lines(&["__Host-qorgau-session=x", "__Host-qorgau-session=y"]), None);
        assert_eq!(of_lines(&["qorgau-session=x"]), None);
    }

    #[test]
    fn no_script_and_no_other_site_gets_it() {
        let cookie = set(SESSION, "x", None).unwrap();
        let text = cookie.to_str().unwrap();
        for word in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(text.contains(word), "{text}");
        }
        assert!(!text.contains("Domain"));
    }
}
