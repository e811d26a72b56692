//! `qorgau unblock`: a block ends unfounded, or with what was wrong replaced or destroyed.

use anyhow::Result;
use kernel::EngagementId;
use policy::PurposeId;

use super::{done, sweep::destroyed};
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    given::{items, subject, target},
};

/// Whose block ends, and how.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("outcome").required(true).args(["unfounded", "rectify", "destroy"]))]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// No breach was found
    #[arg(long)]
    unfounded: bool,
    /// These values replace what was wrong
    #[arg(long, value_name = "ITEM=VALUE", num_args = 1.., requires = "purpose")]
    rectify: Vec<String>,
    /// What was wrong is destroyed: under one purpose, or all of it
    #[arg(long)]
    destroy: bool,
    /// Under which purpose
    #[arg(long, conflicts_with = "unfounded")]
    purpose: Option<PurposeId>,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID", requires = "purpose")]
    engagement: Option<EngagementId>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let given = items(&args.rectify)?;
    let aim = args.purpose.as_ref().map(|purpose| target(purpose, args.engagement));
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        if args.destroy {
            let (gone, swept) = office.unblock_destroyed(actor, who, aim)?;
            return Ok(destroyed(door.speech, office, "done-unblock-destroyed", &gone, &swept));
        }
        let given = office.with_hashed_passwords(given)?;
        let (key, ended) = if args.unfounded {
            ("done-unblock", office.unblock(actor, who, None)?)
        } else {
            let aim = aim.ok_or_else(|| complaint("rectify-needs-purpose", &[]))?;
            ("done-unblock-rectified", office.unblock(actor, who, Some((aim, &given)))?)
        };
        Ok(done(door.speech, office, key, &ended, &[("subject", who.to_string())]))
    })
}
