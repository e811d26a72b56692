//! `qorgau request`: requests by right, from the day they come to the answer.

mod answer;
mod code;
mod decide;
mod list;
mod receive;
mod show;
mod step;

use anyhow::Result;
use calendar::PauseReason;
use clap::Subcommand;
use kernel::PaperId;
use policy::IdentityLevel;
use std::path::PathBuf;

use crate::{answer::Answer, door::Door, given::one_of};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Take a request in; one that asks for a block blocks at once
    Receive(receive::Args),
    /// Show one request with everything said in it
    Show {
        /// The request's id
        request: PaperId,
    },
    /// Record how surely it is known who asks
    Identify {
        /// The request's id
        request: PaperId,
        /// How it was made sure; a one-time code counts when it is entered
        #[arg(value_parser = one_of(IdentityLevel::ALL, IdentityLevel::word))]
        level: IdentityLevel,
    },
    /// Send a one-time code to an address that is held for the person, or enter one that came back
    #[command(subcommand)]
    Code(code::Command),
    /// Let the clock stand still, for a reason that the law knows
    Pause {
        /// The request's id
        request: PaperId,
        /// Why
        #[arg(value_parser = one_of(&PauseReason::ALL, PauseReason::word))]
        reason: PauseReason,
        /// What is said about it; kept sealed
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// Let the clock go on
    Resume {
        /// The request's id
        request: PaperId,
        /// What is said about it; kept sealed
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// Extend the deadline, as far as the law lets it
    Extend {
        /// The request's id
        request: PaperId,
        /// What is said about it; kept sealed
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// Pass it on to the tenant whose content it is about
    PassOn {
        /// The request's id
        request: PaperId,
        /// To whom, and what else is said about it; kept sealed
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// Add a line to its history
    Note {
        /// The request's id
        request: PaperId,
        /// What is said; kept sealed
        text: String,
    },
    /// Attach a file that supports it; kept sealed
    Attach {
        /// The request's id
        request: PaperId,
        /// The file
        file: PathBuf,
    },
    /// Take a file that supports it out again; logged
    Evidence {
        /// The file's id, as `request show` names it
        evidence: PaperId,
        /// Where it goes; readable by its owner alone
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
    /// Decide it, and do what it asks for
    Decide(decide::Args),
    /// Write the answer to a decided request (--format table|json|md|html|pdf); logged, as values may leave with it
    Answer(answer::Args),
    /// Record that the answer left
    Answered {
        /// The request's id
        request: PaperId,
    },
    /// List the open ones by the time left
    List {
        /// How many at most; what is overdue is always shown
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
}

impl Command {
    /// Whether an effective time says something here.
    pub(crate) fn takes_time(&self) -> bool {
        matches!(self, Self::Receive(_))
    }

    /// Whether the answer is one for Markdown, a page or paper.
    pub(crate) fn writes_a_document(&self) -> bool {
        matches!(self, Self::Answer(_))
    }
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Receive(args) => receive::run(args, door),
        Command::Show { request } => show::run(*request, door),
        Command::Code(command) => code::run(command, door),
        Command::Decide(args) => decide::run(args, door),
        Command::Answer(args) => answer::run(args, door),
        Command::List { limit } => list::run(*limit, door),
        Command::Attach { request, file } => step::attach(*request, file, door),
        Command::Evidence { evidence, out } => step::evidence(*evidence, out, door),
        other => step::run(other, door),
    }
}
