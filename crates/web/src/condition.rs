//! Conditions of a call: once only for its `Idempotency-Key`, and only if a person still is as an `ETag` has them.
//!
//! That it was made is kept by the office in the act's own transaction. Its answer is kept here, in memory and for some
//! minutes, to be given again word for word; an answer with values is not kept at all.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    extract::{FromRequestParts as _, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http_body_util::BodyExt as _;
use office::{Condition, Once};
use sha2::{Digest as _, Sha256};

use crate::{
    App,
    api::{Takes, input, takes},
    caller::Caller,
    fault::{Fault, Web},
};

/// The header by which a call is known again (draft-ietf-httpapi-idempotency-key-header).
const KEY: &str = "idempotency-key";
/// Says that an answer was given before.
const AGAIN: &str = "idempotent-replayed";
/// How long an answer is given again.
const KEPT_FOR: Duration = Duration::from_secs(600);
/// How many answers are kept.
const KEPT: usize = 4_096;
/// The longest answer that is kept, in bytes.
const LONGEST: usize = 16 << 10;
/// The longest `If-Match`, in bytes.
pub(crate) const MARK: usize = 64;
/// How long a body may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

tokio::task_local! {
    static CONDITION: Condition;
}

/// The condition that the call under way is made on.
pub(crate) fn of_this_call() -> Option<Condition> {
    CONDITION.try_with(Clone::clone).ok()
}

/// The mark of what was seen, as an `ETag` (RFC 9110, section 8.8.3).
pub(crate) fn etag(seen: u64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{seen:016x}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Makes a call on the conditions that its headers set.
pub(crate) async fn kept(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !headers.contains_key(KEY) && !headers.contains_key(header::IF_MATCH) {
        return next.run(request).await;
    }
    let route = request.extensions().get::<MatchedPath>().map(|route| route.as_str().to_owned());
    let Some(takes) = takes(request.method(), route.as_deref().unwrap_or_default()) else {
        return next.run(request).await; // it reads, or is none
    };
    match conditional(&app, takes, request, next).await {
        Ok(response) => response,
        Err(fault) => fault.into_response(),
    }
}

async fn conditional(app: &Arc<App>, takes: Takes, request: Request, next: Next) -> Result<Response, Fault> {
    let seen = seen(request.headers())?;
    if seen.is_some() && !takes.seen {
        return Err(Web::Condition.into());
    }
    let key = key(request.headers())?.filter(|_| takes.once);
    let Some(key) = key else {
        return Ok(CONDITION.scope(Condition::new(None, seen), next.run(request)).await);
    };
    let (mut parts, body) = request.into_parts();
    let caller = Caller::from_request_parts(&mut parts, app).await?;
    let body = input::whole(Request::from_parts(parts.clone(), body), input::MOST, PATIENCE).await?;
    let asked = digest(&parts, &body);
    let once = app.office().once(&caller.by.by(), &key, &asked);
    let turn = match app.answered().begin(&once)? {
        Turn::Again(answer) => return Ok(answer),
        Turn::First(turn) => turn,
    };
    let known = once.clone();
    app.work(move |office| office.not_made_before(&known)).await?;
    let request = Request::from_parts(parts, Body::from(body));
    let condition = Condition::new(Some(once), seen);
    let response = CONDITION.scope(condition, next.run(request)).await;
    turn.end(response, takes.answer).await
}

fn key(headers: &HeaderMap) -> Result<Option<String>, Fault> {
    let mut all = headers.get_all(KEY).iter();
    let (Some(only), None) = (all.next(), all.next()) else {
        return if headers.contains_key(KEY) { Err(Web::Condition.into()) } else { Ok(None) };
    };
    let text = only.to_str().unwrap_or_default().trim();
    let plain = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let good = (1..=128).contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_graphic());
    if good { Ok(Some(plain.to_owned())) } else { Err(Web::Condition.into()) }
}

/// The mark that `If-Match` asks for; `*` asks for none. What is no tag of ours, or weak, or several, fits nothing (RFC
/// 9110, section 13.1.1); what is longer than any list of ours is refused unread.
fn seen(headers: &HeaderMap) -> Result<Option<u64>, Fault> {
    const NOTHING: u64 = 0;
    let mut all = headers.get_all(header::IF_MATCH).iter();
    let text = match (all.next(), all.next()) {
        (None, _) => return Ok(None),
        (Some(only), _) if only.len() > MARK => return Err(Web::Condition.into()),
        (Some(only), None) => only.to_str().unwrap_or_default().trim(),
        (Some(_), Some(_)) => "",
    };
    let mark = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let hex = |text: &&str| text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let mark = mark.filter(hex).and_then(|text| u64::from_str_radix(text, 16).ok());
    Ok((text != "*").then(|| mark.unwrap_or(NOTHING)))
}

/// What is asked, in few bytes: each part with its length, so that none runs into the next.
fn digest(parts: &axum::http::request::Parts, body: &[u8]) -> [u8; 32] {
    let mut all = Sha256::new();
    let target = parts.uri.path_and_query().map_or("", |target| target.as_str());
    let if_match = parts.headers.get(header::IF_MATCH).map_or(&b""[..], HeaderValue::as_bytes);
    for part in [parts.method.as_str().as_bytes(), target.as_bytes(), if_match, body] {
        all.update((part.len() as u64).to_be_bytes());
        all.update(part);
    }
    all.finalize().into()
}

/// Answers to calls that may come again, and the calls under way.
#[derive(Default)]
pub(crate) struct Answered(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    answers: HashMap<Once, Answer>,
    order: VecDeque<(Instant, Once)>,
}

/// What is known of a call.
enum Answer {
    UnderWay,
    Given { status: StatusCode, headers: HeaderMap, body: Bytes },
}

/// Whether a call is made for the first time.
enum Turn {
    First(UnderWay),
    Again(Response),
}

/// A call under way; dropped without an end, it may be made again.
struct UnderWay {
    kept: Arc<Mutex<Kept>>,
    once: Once,
    over: bool,
}

impl Answered {
    fn begin(&self, once: &Once) -> Result<Turn, Fault> {
        let mut kept = lock(&self.0);
        kept.forget();
        match kept.answers.get(once) {
            Some(Answer::UnderWay) => Err(Web::UnderWay.into()),
            Some(Answer::Given { status, headers, body }) => {
                let mut response = (*status, body.clone()).into_response();
                *response.headers_mut() = headers.clone();
                response.headers_mut().insert(AGAIN, HeaderValue::from_static("true"));
                Ok(Turn::Again(response))
            }
            None => {
                kept.answers.insert(once.clone(), Answer::UnderWay);
                Ok(Turn::First(UnderWay { kept: Arc::clone(&self.0), once: once.clone(), over: false }))
            }
        }
    }
}

impl Kept {
    fn forget(&mut self) {
        while let Some((at, _)) = self.order.front()
            && (self.order.len() >= KEPT || at.elapsed() > KEPT_FOR)
        {
            if let Some((_, once)) = self.order.pop_front() {
                self.answers.remove(&once);
            }
        }
    }
}

impl UnderWay {
    /// Ends it with its answer, which is kept where it is one to be given again.
    async fn end(mut self, response: Response, keep: bool) -> Result<Response, Fault> {
        if !keep || !response.status().is_success() {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Web::Broken)?.to_bytes();
        if body.len() <= LONGEST {
            let given =
                Answer::Given { status: parts.status, headers: parts.headers.clone(), body: body.clone() };
            let mut kept = lock(&self.kept);
            kept.answers.insert(self.once.clone(), given);
            kept.order.push_back((Instant::now(), self.once.clone()));
            self.over = true;
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        if !self.over {
            lock(&self.kept).answers.remove(&self.once);
        }
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, values: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn one_key_of_visible_characters_is_read() {
        let of = |values: &[&'static str]| key(&headers(KEY, values)).map_err(|_| ());
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&["a-1"]), Ok(Some("a-1".to_owned())));
        assert_eq!(of(&["\"a-1\""]), Ok(Some("a-1".to_owned())));
        for bad in [&[""][..], &["\"\""], &["a b"], &["a", "a"], &[&"x".repeat(129).leak()[..]]] {
            assert_eq!(of(bad), Err(()), "{bad:?}");
        }
    }

    #[test]
    fn one_strong_tag_is_read_as_it_was_given_and_another_fits_nothing() {
        let of = |values: &[&'static str]| seen(&headers("if-match", values)).ok();
        assert_eq!((of(&[]), of(&["*"])), (Some(None), Some(None)));
        let mut given = HeaderMap::new();
        given.insert("if-match", etag(17));
        assert_eq!(seen(&given).ok(), Some(Some(17)));
        for other in
            ["1", "W/\"0000000000000011\"", "\"\"", "\"000000000000001G\"", "\"+000000000000011\"", ""]
        {
            assert_eq!(of(&[other]), Some(Some(0)), "{other}");
        }
        assert_eq!(of(&["\"0000000000000011\"", "\"0000000000000011\""]), Some(Some(0)));
        assert_eq!(of(&[&"a".repeat(MARK + 1).leak()[..]]), None, "it is refused unread");
    }
}
