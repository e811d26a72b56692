//! `qorgau block`, `hold` and `release`.

use anyhow::Result;
use kernel::HoldId;

use super::done;
use crate::{answer::Answer, door::Door, given::subject};

/// Whom to block.
#[derive(clap::Args)]
pub(crate) struct Block {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Whose data may not be destroyed, and why.
#[derive(clap::Args)]
pub(crate) struct Hold {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// What the hold rests on, such as a court's case number; kept sealed
    #[arg(long, value_name = "TEXT")]
    reference: String,
}

/// Which hold to end.
#[derive(clap::Args)]
pub(crate) struct Release {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// The hold's id
    #[arg(value_name = "HOLD")]
    hold: HoldId,
}

/// Stops everything but keeping.
pub(crate) fn block(args: &Block, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let blocked = office.block(actor, who)?;
        Ok(done(door.speech, office, "done-block", &blocked, &[("subject", who.to_string())]))
    })
}

/// Forbids destruction.
pub(crate) fn hold(args: &Hold, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let (held, hold) = office.hold(actor, who, &args.reference)?;
        Ok(done(
            door.speech,
            office,
            "done-hold",
            &held,
            &[("subject", who.to_string()), ("hold", hold.to_string())],
        ))
    })
}

/// Ends a hold.
pub(crate) fn release(args: &Release, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let released = office.release(actor, who, args.hold)?;
        Ok(done(door.speech, office, "done-release", &released, &[("subject", who.to_string())]))
    })
}
