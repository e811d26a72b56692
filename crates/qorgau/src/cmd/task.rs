//! `qorgau task`: what a disclosure or a publication brought, done. And `restrict`: kept only because a law orders it.

use anyhow::Result;
use clap::Subcommand;
use kernel::{DutyKind, EngagementId, PaperId};
use policy::PurposeId;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    given::{one_of, subject, target},
    show::Names,
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Record that it is done
    Done {
        /// The paper's id, as `qorgau deadlines` names it
        paper: PaperId,
        /// What: the person told of a transfer, the recipient told of a change, a publication taken back
        #[arg(value_parser = one_of(DutyKind::ALL, DutyKind::word))]
        what: DutyKind,
    },
}

/// What is only kept from now on, or used again.
#[derive(clap::Args)]
pub(crate) struct Restrict {
    /// The person: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// Under which purpose
    #[arg(long)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let Command::Done { paper, what } = command;
    door.act(|office, actor| {
        let finished = office.finish_task(actor, *paper, *what)?;
        let duty = door.speech.named("task-done", what.word());
        Ok(done(door.speech, "done-finish-task", &finished, &[("paper", paper.to_string()), ("duty", duty)])
            .with("duty", what.word()))
    })
}

/// Restricts, or ends that.
pub(crate) fn restrict(args: &Restrict, on: bool, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let restricted = office.restrict(actor, who, target(&args.purpose, args.engagement), on)?;
        let key = if on { "done-restrict" } else { "done-unrestrict" };
        let world = office.world();
        let names = Names::new(world.edition().map(|edition| edition.pack()), door.speech.lang);
        let more = [("subject", who.to_string()), ("purpose", names.purpose(args.purpose.as_str()))];
        Ok(done(door.speech, key, &restricted, &more).with("purpose", args.purpose.as_str()))
    })
}
