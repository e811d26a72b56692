//! `qorgau rectify`: replaces values. The old ones can't be opened any more.

use anyhow::Result;
use kernel::EngagementId;
use policy::PurposeId;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    given::{items, subject, target},
};

/// Of whom, why and what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// Under which purpose the data is held
    #[arg(long)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
    /// The new values; item=@- reads the value from stdin
    #[arg(required = true, value_name = "ITEM=VALUE")]
    items: Vec<String>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let given = items(&args.items)?;
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let given = office.with_hashed_passwords(given)?;
        let rectified = office.rectify(actor, who, target(&args.purpose, args.engagement), &given)?;
        let items = given.iter().map(|(item, _)| item.to_string()).collect::<Vec<_>>().join(", ");
        let answer = done(
            door.speech,
            office,
            "done-rectify",
            &rectified,
            &[("subject", who.to_string()), ("items", items)],
        );
        Ok(match &rectified.conflict {
            Some(item) => answer
                .with("conflict", item.as_str())
                .beside(&door.speech.say("rectify-conflict", &[("item", item.to_string().into())])),
            None => answer,
        })
    })
}
