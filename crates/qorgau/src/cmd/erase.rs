//! `qorgau erase`: destroys before the term ends.

use anyhow::Result;
use kernel::{EngagementId, EraseReason};
use policy::PurposeId;

use super::sweep::destroyed;
use crate::{
    answer::Answer,
    door::Door,
    given::{subject, target},
};

/// Whose data, why, and how much.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// Why: the person demands it, or it was collected against the law
    #[arg(long, value_name = "demand|unlawful", value_parser = reason)]
    reason: EraseReason,
    /// Under which purpose; all of it, where it is not given
    #[arg(long)]
    purpose: Option<PurposeId>,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID", requires = "purpose")]
    engagement: Option<EngagementId>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let aim = args.purpose.as_ref().map(|purpose| target(purpose, args.engagement));
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let (gone, swept) = office.erase(actor, who, aim, args.reason)?;
        Ok(destroyed(door.speech, office, "done-erase", &gone, &swept))
    })
}

fn reason(word: &str) -> Result<EraseReason, &'static str> {
    EraseReason::from_word(word).ok_or("reasons are demand and unlawful")
}
