//! `qorgau consent`: given anew, withdrawn, shown, and asked for again.

mod again;
mod give;
mod receipt;
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
    /// Print the text that is shown before consent, and its SHA-256; as a form to sign with --format md|html|pdf
    Text(text::Args),
    /// Give out the receipt of a consent as it stands: JSON-LD, or a confirmation with --format md|html|pdf
    Receipt(receipt::Args),
    /// List who has to be asked again, since the edition in force asks for more
    AskAgain,
}

impl Command {
    /// Whether an effective time says something here.
    pub(crate) fn takes_time(&self) -> bool {
        matches!(self, Self::Withdraw(_))
    }

    /// Whether the answer is one for Markdown, a page or paper.
    pub(crate) fn writes_a_document(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Receipt(_))
    }
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Give(args) => give::run(args, door),
        Command::Withdraw(args) => withdraw::run(args, door),
        Command::Show(args) => show::run(args, door),
        Command::Text(args) => text::run(args, door),
        Command::Receipt(args) => receipt::run(args, door),
        Command::AskAgain => again::run(door),
    }
}
