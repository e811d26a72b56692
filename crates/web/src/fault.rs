//! What can go wrong on the way to an answer. A handler gives a fault; what it says, and in which language, is put in by
//! [`crate::problem`] on the way out.

use std::{sync::Arc, time::Duration};

use axum::response::{IntoResponse, Response};
use office::{BadInput, OfficeError};
use policy::check::Faults;
use store::StoreError;

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// The office says no, or can't.
    Office(Arc<OfficeError>),
    /// A pack has faults.
    Pack(Arc<Faults>),
    /// The door itself says no.
    Web(Web),
    /// Too many failures to sign in: not before that much time.
    Wait(Duration),
}

/// What the door itself says no to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Web {
    /// Nobody proved who they are.
    Unauthenticated,
    /// Another site made a browser ask.
    OtherSite,
    /// Name, password or second step was wrong; nobody is told which.
    SignInWrong,
    /// There is no such attempt to sign in, or no longer.
    SignInOver,
    /// Where the request ends, or for which host it is, can be read in two ways.
    Framing,
    /// A one-time code was wrong.
    CodeWrong,
    /// No way to send letters is set.
    NoPost,
    /// There is nothing at this address.
    NotFound,
    /// Not by this method.
    Method,
    /// The body is no JSON, is cut off, or is compressed.
    NotJson,
    /// The body is JSON of another shape.
    Shape,
    /// A part of the address, or of what follows its question mark, doesn't read.
    Address,
    /// A header that sets a condition doesn't read, or is of no use here.
    Condition,
    /// The same request is under way.
    UnderWay,
    /// Something that this needs beside it was left out.
    Incomplete,
    /// The body is said to be of another kind.
    MediaType,
    /// The body is longer than this address takes.
    TooLarge,
    /// The body broke off before its end.
    CutOff,
    /// The answer is given in none of the kinds that the caller accepts.
    NotAcceptable,
    /// There is more than one answer of this kind holds.
    TooMuch,
    /// The body did not come in time.
    TooSlow,
    /// Too many ask at once.
    Busy,
    /// The program itself is at fault.
    Broken,
}

impl Web {
    /// All of them.
    #[cfg(test)]
    pub(crate) const ALL: [Web; 23] = [
        Web::Unauthenticated,
        Web::OtherSite,
        Web::SignInWrong,
        Web::SignInOver,
        Web::CodeWrong,
        Web::NoPost,
        Web::Framing,
        Web::NotFound,
        Web::Method,
        Web::NotJson,
        Web::Shape,
        Web::Condition,
        Web::UnderWay,
        Web::Incomplete,
        Web::Address,
        Web::MediaType,
        Web::TooLarge,
        Web::CutOff,
        Web::NotAcceptable,
        Web::TooMuch,
        Web::TooSlow,
        Web::Busy,
        Web::Broken,
    ];

    /// The word for programs; texts are found by it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Web::Unauthenticated => "unauthenticated",
            Web::OtherSite => "other-site",
            Web::SignInWrong => "sign-in-wrong",
            Web::SignInOver => "sign-in-over",
            Web::CodeWrong => "code-wrong",
            Web::NoPost => "no-post",
            Web::Framing => "ambiguous",
            Web::NotFound => "not-found",
            Web::Method => "method-not-allowed",
            Web::NotJson => "not-json",
            Web::Shape => "wrong-shape",
            Web::Condition => "wrong-condition",
            Web::UnderWay => "under-way",
            Web::Incomplete => "incomplete",
            Web::Address => "wrong-address",
            Web::MediaType => "media-type",
            Web::TooLarge => "too-large",
            Web::CutOff => "cut-off",
            Web::NotAcceptable => "not-acceptable",
            Web::TooMuch => "too-much",
            Web::TooSlow => "too-slow",
            Web::Busy => "busy",
            Web::Broken => "broken",
        }
    }
}

impl Fault {
    /// The word for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Fault::Web(web) => web.word(),
            Fault::Wait(_) => "sign-in-wait",
            Fault::Pack(_) => "faulty-pack",
            Fault::Office(why) => match &**why {
                OfficeError::Refused(refusal) => refusal.code.word(),
                OfficeError::Input(BadInput::Value { .. }) => "value",
                OfficeError::Input(BadInput::Password(_)) => "password",
                OfficeError::Input(BadInput::Said(all)) => all.first().map_or("input", |one| one.code()),
                other => store_word(other),
            },
        }
    }
}

/// The word for a fault of the store; more of it stands in the service's own log.
pub(crate) fn store_word(why: &OfficeError) -> &'static str {
    match why {
        OfficeError::Store(StoreError::TooLong { .. }) => "too-long",
        OfficeError::Store(StoreError::Exists { .. }) => "exists",
        OfficeError::Store(StoreError::Full { .. }) => "disk-full",
        OfficeError::Store(StoreError::Stopped | StoreError::Io { .. } | StoreError::InUse { .. }) => {
            "store-unreachable"
        }
        OfficeError::Ledger(ledger::LedgerError::NotInTree { .. }) => "not-in-log",
        _ => "store-damaged",
    }
}

impl From<Web> for Fault {
    fn from(web: Web) -> Self {
        Fault::Web(web)
    }
}

impl From<OfficeError> for Fault {
    fn from(why: OfficeError) -> Self {
        Fault::Office(Arc::new(why))
    }
}

impl From<Faults> for Fault {
    fn from(faults: Faults) -> Self {
        Fault::Pack(Arc::new(faults))
    }
}

impl IntoResponse for Fault {
    /// An empty answer that carries the fault to where it is told.
    fn into_response(self) -> Response {
        let mut response = Response::default();
        *response.status_mut() = crate::problem::status(&self);
        response.extensions_mut().insert(self);
        response
    }
}
