//! `qorgau clock`: the clock of a rehearsal.

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use crate::{answer::Answer, door::Door, moment, show::Paint};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Set a rehearsal's clock: a date, or a moment as RFC 3339
    Set {
        /// The moment
        time: String,
    },
    /// Show what time it is for the store
    Show,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    door.look(|office| {
        let world = office.world();
        if let Command::Set { time } = command {
            office.set_clock(moment::parse(time, &world.profile)?)?;
        }
        let now = office.clock().now();
        let key = if office.clock().is_rehearsed() { "clock-rehearsal" } else { "clock-system" };
        let text = door.speech.say(key, &[("at", moment::local(now, &world.profile).into())]);
        Ok(Answer::done(
            Paint::out().good(&text),
            json!({ "now": now, "rehearsal": office.clock().is_rehearsed() }),
        ))
    })
}
