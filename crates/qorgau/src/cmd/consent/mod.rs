//! `qorgau consent`: given anew, withdrawn, shown, and asked for again.

mod again;
mod give;
mod show;
mod text;
mod withdraw;

use anyhow::Result;
use clap::Subcommand;

pub(crate) use withdraw::goes_on;

use crate::{answer::Answer, door::Door};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Record a consent given anew; it binds what is held to the edition in force
    Give(give::Args),
    /// Record a consent withdrawn, or parts of it; use stops at once
    Withdraw(withdraw::Args),
    /// Show a person's consents, those that count and those before
    Show(show::Args),
    /// Print the text that is shown before consent, and its SHA-256
    Text(text::Args),
    /// List who has to be asked again, since the edition in force asks for more
    AskAgain,
}

impl Command {
    /// Whether an effective time says something here.
    pub(crate) fn takes_time(&self) -> bool {
        matches!(self, Self::Withdraw(_))
    }
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Give(args) => give::run(args, door),
        Command::Withdraw(args) => withdraw::run(args, door),
        Command::Show(args) => show::run(args, door),
        Command::Text(args) => text::run(args, door),
        Command::AskAgain => again::run(door),
    }
}
