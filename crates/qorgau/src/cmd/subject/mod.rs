//! `qorgau subject`: what is held on a person, shown and given out; two people made one, and one two.

mod export;
mod papers;
mod show;

use anyhow::Result;
use clap::Subcommand;
use kernel::EngagementId;

use super::done;
use crate::{answer::Answer, door::Door, given::subject};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Show what is held on a person and until when, without values
    Show {
        /// The person: an id, or item=value that finds one
        subject: String,
    },
    /// Give out everything held on a person, with purposes, grounds, sources, terms and acts
    Export {
        /// The person: an id, or item=value that finds one
        subject: String,
    },
    /// Say that two people are one: what is held of OTHER moves to SUBJECT
    Merge {
        /// Who stays: an id, or item=value that finds one
        subject: String,
        /// Who is the same person
        other: String,
    },
    /// Say that these engagements belong to somebody else
    Split {
        /// Whose they are now: an id, or item=value that finds one
        subject: String,
        /// The engagements
        #[arg(required = true)]
        engagements: Vec<EngagementId>,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| match command {
        Command::Show { subject: text } => {
            let who = subject(office, actor, text)?;
            Ok(show::shown(speech, office, &office.show(actor, who)?))
        }
        Command::Export { subject: text } => {
            let who = subject(office, actor, text)?;
            export::exported(speech, office, &office.export(actor, who)?)
        }
        Command::Merge { subject: text, other } => {
            let (who, other) = (subject(office, actor, text)?, subject(office, actor, other)?);
            let merged = office.merge(actor, who, other)?;
            Ok(done(speech, office, "done-merge", &merged, &[("subject", who.to_string())]))
        }
        Command::Split { subject: text, engagements } => {
            let who = subject(office, actor, text)?;
            let (split, into) = office.split(actor, who, engagements.clone())?;
            Ok(done(
                speech,
                office,
                "done-split",
                &split,
                &[("subject", who.to_string()), ("split-off", into.to_string())],
            ))
        }
    })
}
