//! The log of the service: a line of JSON for each request and each fault, on stderr.

use std::{io, time::Duration};

use hooks::{Attempt, Condition};
use kernel::By;
use tracing::level_filters::LevelFilter;

use super::Seen;
use crate::fault::{Fault, Web};

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Nothing.
    Off,
    /// What is at fault here.
    Error,
    /// Every request too.
    #[default]
    Info,
}

/// Writes lines to stderr from now on; once in a process.
pub fn start(level: Level) {
    let most = match level {
        Level::Off => LevelFilter::OFF,
        Level::Error => LevelFilter::ERROR,
        Level::Info => LevelFilter::INFO,
    };
    let lines =
        tracing_subscriber::fmt().json().flatten_event(true).with_target(false).with_current_span(false);
    let started = lines.with_max_level(most).with_writer(io::stderr).try_init();
    drop(started); // started before: it stays as it is
}

/// One request.
pub(super) fn answered(seen: &Seen<'_>, by: Option<&By>, took: Duration) {
    let by = by.map(ToString::to_string).unwrap_or_default();
    let ms = took.as_secs_f64() * 1e3;
    let Seen { method, route, status, fault } = *seen;
    let code = fault.map(|fault| fault.code()).unwrap_or_default();
    match fault.filter(|_| status >= 500) {
        Some(Fault::Office(why)) => {
            // ids and codes, never a value (invariant 8)
            tracing::error!(method, route, status, code, by, ms, why = %why, "failed");
        }
        Some(Fault::Web(Web::Broken)) => tracing::error!(method, route, status, code, by, ms, "fell"),
        _ => tracing::info!(method, route, status, code, by, ms, "answered"),
    }
}

/// An attempt to send an event: ids and codes alone.
pub fn attempted(hook: &str, event: &str, attempt: &Attempt, condition: Option<Condition>) {
    let status = match attempt {
        Attempt::Answered(answer) => Some(answer.status),
        Attempt::Failed(_) => None,
    };
    let why = match attempt {
        Attempt::Failed(failure) => failure.to_string(),
        Attempt::Answered(_) => String::new(),
    };
    match condition {
        Some(Condition::Paused { .. }) => tracing::error!(hook, event, status, why, "paused"),
        Some(Condition::Disabled { .. }) => tracing::error!(hook, event, status, why, "disabled"),
        Some(Condition::Active) | None if attempt.succeeded() => tracing::info!(hook, event, status, "sent"),
        Some(Condition::Active) | None => tracing::info!(hook, event, status, why, "not sent"),
    }
}

/// What waits to be sent can't be read, recorded or sent at all.
pub fn unsent(why: &dyn std::error::Error) {
    tracing::error!(why = %why, "nothing can be sent");
}
