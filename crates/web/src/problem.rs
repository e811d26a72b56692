//! Errors as problem details (RFC 9457): what happened, by which clause, and what to do, in the reader's language.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use kernel::{Refusal, RefusalCode, World};
use office::{BadInput, OfficeError, explain, remedy};
use policy::{
    Lang,
    say::{Arg, Catalog},
};
use serde::Serialize;
use store::StoreError;
use utoipa::{
    ToResponse, ToSchema,
    openapi::{ContentBuilder, RefOr, ResponseBuilder},
};

use crate::{
    App,
    fault::{Fault, Web, store_word},
    speech,
};

/// What went wrong (RFC 9457, `application/problem+json`). Holds no personal value.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) struct Problem {
    /// What kind of problem it is: `urn:qorgau:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:qorgau:problem:blocked")]
    kind: String,
    /// The kind in words.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599, example = 409)]
    status: u16,
    /// What happened this time.
    detail: String,
    /// The kind for programs.
    #[schema(example = "blocked")]
    code: String,
    /// The clause of the policy, or the article of the law, that says no.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "3.4.1.2")]
    clause: Option<String>,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// The purpose, category, item or event that it is about, where it is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<About>,
    /// For a pack: every fault of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    faults: Vec<PackFault>,
}

/// A fault of a pack.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PackFault {
    /// Its code.
    code: String,
    /// The clause, or the article, that asks for another thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    clause: Option<String>,
    /// In which file.
    file: String,
    /// In which line, from 1.
    line: usize,
    /// In which column, from 1.
    column: usize,
    /// What is wrong.
    what: String,
    /// Why.
    why: String,
    /// What to do.
    remedy: String,
}

impl PackFault {
    fn of(fault: &policy::check::Fault, lang: Lang) -> Self {
        Self {
            code: fault.code.code().to_owned(),
            clause: fault.clause.clone(),
            file: fault.path.clone(),
            line: fault.line,
            column: fault.column,
            what: fault.what(lang),
            why: fault.why(lang),
            remedy: fault.remedy(lang),
        }
    }
}

/// What a problem is about.
#[derive(Debug, Default, PartialEq, Serialize, ToSchema)]
pub(crate) struct About {
    /// The act that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "read")]
    act: Option<String>,
    /// The purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    purpose: Option<String>,
    /// The category of people.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// The event.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<String>,
}

/// The status of a fault's answer.
pub(crate) fn status(fault: &Fault) -> StatusCode {
    match fault {
        Fault::Web(web) => of_web(*web),
        Fault::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        Fault::Pack(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Fault::Office(why) => match &**why {
            OfficeError::Refused(refusal) => of_refusal(refusal.code),
            OfficeError::Input(BadInput::Said(said)) => match said.first().map(|one| one.code()) {
                Some("sign-in-wait") => StatusCode::TOO_MANY_REQUESTS,
                Some("sign-in-code-wrong" | "passkey-wrong") => StatusCode::UNAUTHORIZED,
                Some("done-before") => StatusCode::CONFLICT,
                Some("changed-since") => StatusCode::PRECONDITION_FAILED,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            },
            OfficeError::Input(_)
            | OfficeError::Store(StoreError::TooLong { .. } | StoreError::Exists { .. })
            | OfficeError::Ledger(ledger::LedgerError::NotInTree { .. }) => StatusCode::UNPROCESSABLE_ENTITY,
            OfficeError::Store(StoreError::Full { .. }) => StatusCode::INSUFFICIENT_STORAGE,
            OfficeError::Store(StoreError::Stopped | StoreError::Io { .. } | StoreError::InUse { .. }) => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        },
    }
}

fn of_web(web: Web) -> StatusCode {
    match web {
        Web::Unauthenticated | Web::SignInWrong | Web::SignInOver | Web::CodeWrong => {
            StatusCode::UNAUTHORIZED
        }
        Web::NoPost => StatusCode::SERVICE_UNAVAILABLE,
        Web::OtherSite => StatusCode::FORBIDDEN,
        Web::NotFound => StatusCode::NOT_FOUND,
        Web::Method => StatusCode::METHOD_NOT_ALLOWED,
        Web::Framing | Web::CutOff | Web::NotJson | Web::Shape | Web::Address | Web::Condition => {
            StatusCode::BAD_REQUEST
        }
        Web::UnderWay => StatusCode::CONFLICT,
        Web::Incomplete | Web::TooMuch => StatusCode::UNPROCESSABLE_ENTITY,
        Web::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
        Web::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Web::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Web::TooSlow => StatusCode::REQUEST_TIMEOUT,
        Web::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Web::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// 401 where nobody is there any more, 403 where it is about who asks, 404 where what the address names isn't there,
/// 409 where it is about what was before, 422 where it is about what was asked.
fn of_refusal(code: RefusalCode) -> StatusCode {
    use RefusalCode as C;
    match code {
        C::UnknownKey | C::KeyOver => StatusCode::UNAUTHORIZED,
        C::NotStaff
        | C::NotAcknowledged
        | C::NoPermission
        | C::NotForKeys
        | C::StepUp
        | C::TakesTwo
        | C::OwnProposal
        | C::PasskeyCopied => StatusCode::FORBIDDEN,
        C::UnknownSubject
        | C::UnknownPaper
        | C::UnknownHold
        | C::UnknownStaff
        | C::UnknownHook
        | C::UnknownProposal => StatusCode::NOT_FOUND,
        C::KeyKnown
        | C::HookKnown
        | C::ProposalKnown
        | C::AlreadyDue
        | C::NothingToWithdraw
        | C::NotAtThisStep
        | C::NothingToDo
        | C::Restricted
        | C::Blocked
        | C::NotBlocked
        | C::StorageOnly
        | C::TermOver
        | C::Held
        | C::LawKeeps
        | C::EventRecorded
        | C::EventNotRecorded
        | C::EventFinal
        | C::EditionNotNewer
        | C::EditionNotYet
        | C::StaffKnown
        | C::LastResponsible => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// Puts into words what a handler only named.
pub(crate) async fn told(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let lang = speech::asked(request.headers());
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Fault>() {
        None => response,
        Some(fault) => {
            let (mut parts, _) = response.into_parts();
            let (told, body) = Problem::of(&fault, &app.office().world(), lang).into_response().into_parts();
            parts.headers.extend(told.headers);
            dress(&fault, &mut parts.headers);
            let tag = HeaderValue::from_static(lang.code());
            parts.headers.insert(header::CONTENT_LANGUAGE, tag);
            Response::from_parts(parts, body)
        }
    }
}

/// Headers that some statuses need (RFC 9110, sections 10.2.3 and 11.6.1).
fn dress(fault: &Fault, headers: &mut axum::http::HeaderMap) {
    if matches!(fault, Fault::Web(Web::Framing)) {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    if let Fault::Wait(left) = fault {
        headers.insert(header::RETRY_AFTER, left.as_secs().max(1).into());
    }
    match status(fault) {
        StatusCode::UNAUTHORIZED => {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"qorgau\""));
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::PAYLOAD_TOO_LARGE => {
            headers.insert(header::CONNECTION, HeaderValue::from_static("close")); // the rest of the body is not read
        }
        _ => {}
    }
}

impl Problem {
    fn of(fault: &Fault, world: &World, lang: Lang) -> Self {
        let said = match fault {
            Fault::Web(web) => Said::by_key(web.word(), lang),
            Fault::Wait(left) => {
                let seconds = left.as_secs().max(1);
                let detail = catalog().say(lang, "sign-in-wait", &[("seconds", seconds.into())]);
                Said { detail, ..Said::by_key("sign-in-wait", lang) }
            }
            Fault::Pack(_) => Said::by_key("faulty-pack", lang),
            Fault::Office(why) => match &**why {
                OfficeError::Refused(refusal) => Said::refusal(refusal, world, lang),
                OfficeError::Input(bad) => Said::input(bad, lang),
                other => Said::by_key(store_word(other), lang),
            },
        };
        Self {
            kind: format!("urn:qorgau:problem:{}", said.code),
            status: status(fault).as_u16(),
            title: said.title,
            detail: said.detail,
            code: said.code,
            clause: said.clause,
            hint: said.hint,
            about: Some(said.about).filter(|about| *about != About::default()),
            faults: match fault {
                Fault::Pack(faults) => faults.iter().map(|one| PackFault::of(one, lang)).collect(),
                _ => Vec::new(),
            },
        }
    }
}

impl<'r> ToResponse<'r> for Problem {
    fn response() -> (&'r str, RefOr<utoipa::openapi::Response>) {
        let content = ContentBuilder::new().schema(Some(Problem::schema_ref())).build();
        let response = ResponseBuilder::new()
            .description("No: what happened, by which clause, and what to do")
            .content("application/problem+json", content);
        ("Problem", response.build().into())
    }
}

impl Problem {
    fn schema_ref() -> RefOr<utoipa::openapi::Schema> {
        RefOr::Ref(utoipa::openapi::Ref::from_schema_name("Problem"))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response: Response<Body> = Json(self).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

struct Said {
    code: String,
    title: String,
    detail: String,
    clause: Option<String>,
    hint: Option<String>,
    about: About,
}

impl Said {
    fn by_key(key: &str, lang: Lang) -> Self {
        let catalog = catalog();
        Self {
            code: key.to_owned(),
            title: catalog.say(lang, &format!("{key}.title"), &[]),
            detail: catalog.say(lang, key, &[]),
            clause: None,
            hint: Some(catalog.say(lang, &format!("{key}.hint"), &[])),
            about: About::default(),
        }
    }

    fn refusal(refusal: &Refusal, world: &World, lang: Lang) -> Self {
        let catalog = catalog();
        let title = catalog.say(lang, "refused", &[]);
        let code = refusal.code.word().to_owned();
        let Some(edition) = world.edition() else { return Self::by_key("store-damaged", lang) };
        let cites = world.cites(lang);
        let word = |id: Option<String>| id;
        Self {
            code,
            title,
            detail: explain(refusal, edition.pack(), &cites),
            clause: Some(refusal.clause.clone()).filter(|clause| !clause.is_empty()),
            hint: Some(remedy(refusal, edition.pack(), &cites)),
            about: About {
                act: Some(refusal.act.as_str().to_owned()),
                purpose: word(refusal.purpose.as_ref().map(ToString::to_string)),
                category: word(refusal.category.as_ref().map(ToString::to_string)),
                item: word(refusal.item.as_ref().map(ToString::to_string)),
                event: word(refusal.event.as_ref().map(ToString::to_string)),
            },
        }
    }

    fn input(bad: &BadInput, lang: Lang) -> Self {
        let catalog = catalog();
        let title = catalog.say(lang, "input", &[]);
        match bad {
            BadInput::Value { item, bad } => Self {
                code: bad.code.to_string(),
                title,
                detail: catalog.say(
                    lang,
                    "value",
                    &[("item", Arg::from(item.to_string())), ("why", bad.say(lang).into())],
                ),
                clause: None,
                hint: None,
                about: About { item: Some(item.to_string()), ..About::default() },
            },
            BadInput::Password(weak) => Self {
                code: "password".to_owned(),
                title,
                detail: weak.say(lang),
                clause: None,
                hint: None,
                about: About::default(),
            },
            BadInput::Said(complaints) => Self {
                code: complaints.first().map_or("input", |one| one.code()).to_owned(),
                title,
                detail: complaints.iter().map(|one| one.say(lang)).collect::<Vec<_>>().join("\n"),
                clause: None,
                hint: None,
                about: About::default(),
            },
        }
    }
}

fn catalog() -> &'static Catalog {
    speech::catalog()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_speaks_every_language() {
        let store = ["too-long", "exists", "disk-full", "store-unreachable", "not-in-log", "store-damaged"];
        for lang in Lang::ALL {
            let keys = catalog().keys(lang);
            assert_eq!(keys, catalog().keys(Lang::En), "{lang}");
            for word in Web::ALL.iter().map(|web| web.word()).chain(store) {
                for key in [word.to_owned(), format!("{word}.title"), format!("{word}.hint")] {
                    assert!(keys.contains(&key.as_str()), "{lang}: {key} is missing");
                }
            }
        }
    }

    #[test]
    fn no_refusal_is_a_success() {
        for code in RefusalCode::ALL {
            assert!(of_refusal(*code).is_client_error(), "{code}");
        }
    }
}
