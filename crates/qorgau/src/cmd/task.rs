//! `qorgau task`: what a disclosure or a publication brought, done. And `restrict`: kept only because a law orders it.

use anyhow::Result;
use clap::Subcommand;
use clerk::notice::{self, Because};
use kernel::{DutyKind, EngagementId, PaperId};
use office::{Outgoing, OutgoingTo};
use policy::PurposeId;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    given::{one_of, subject, target},
    moment,
    show::{Names, Out, Readers, written},
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
    /// Write the notice or the instruction that does it (--format md|html|pdf)
    Notice {
        /// The paper's id, as `qorgau deadlines` names it
        paper: PaperId,
        /// Which; what is still open where it is not given
        #[arg(value_parser = one_of(DutyKind::ALL, DutyKind::word))]
        what: Option<DutyKind>,
        /// To a recipient: why; a withdrawal where there is one, else a correction
        #[arg(long, value_parser = one_of(Because::ALL, Because::word))]
        because: Option<Because>,
        #[command(flatten)]
        out: Out,
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
    let (paper, what) = match command {
        Command::Done { paper, what } => (paper, what),
        Command::Notice { paper, what, because, out } => {
            return door.act(|office, actor| {
                let outgoing = office.outgoing(actor, *paper)?;
                let (world, now, lang) = (office.world(), office.clock().now(), door.speech.lang);
                let because = because.unwrap_or_else(|| Because::of(&outgoing));
                let doc = match what.unwrap_or_else(|| open(&outgoing)) {
                    what if !fits(&outgoing, what) => {
                        return Err(complaint("notice-of-what", &[("what", what.word().to_owned())]));
                    }
                    DutyKind::Notice => notice::to_subject(&world, &outgoing, now, lang),
                    DutyKind::Tell => notice::to_recipient(&world, &outgoing, because, now, lang),
                    DutyKind::Removal => notice::removal(&world, &outgoing, now, lang),
                };
                let dated = moment::civil(now, &world.profile);
                written(door.speech, &doc, dated, out.out.as_deref(), Readers::Owner)
            });
        }
    };
    door.act(|office, actor| {
        let finished = office.finish_task(actor, *paper, *what)?;
        let duty = door.speech.named("task-done", what.word());
        Ok(done(
            door.speech,
            office,
            "done-finish-task",
            &finished,
            &[("paper", paper.to_string()), ("duty", duty)],
        )
        .with("duty", what.word()))
    })
}

/// Whether a paper can bring such a duty: nobody takes a disclosure off a page.
fn fits(outgoing: &Outgoing, what: DutyKind) -> bool {
    matches!(outgoing.to, OutgoingTo::Public { .. }) == (what == DutyKind::Removal)
}

/// What is still to be done about a paper; where nothing is, what would be.
fn open(outgoing: &Outgoing) -> DutyKind {
    match &outgoing.to {
        OutgoingTo::Public { .. } => DutyKind::Removal,
        _ if outgoing.tell.open().is_some() => DutyKind::Tell,
        _ => DutyKind::Notice,
    }
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
        Ok(done(door.speech, office, key, &restricted, &more).with("purpose", args.purpose.as_str()))
    })
}
