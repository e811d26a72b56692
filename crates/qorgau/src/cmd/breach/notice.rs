//! What is written about a breach: to the authority, and to the people.

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    answer::Answer,
    door::Door,
    moment,
    show::{Out, Readers, written},
};

/// Which breach, and to whom.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Its number
    number: u64,
    /// To whom
    #[arg(long, default_value = "authority")]
    to: To,
    #[command(flatten)]
    out: Out,
}

/// To whom it is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    /// The authority that watches over personal data
    Authority,
    /// The people whose data it is about
    Subjects,
}

/// Runs it.
pub(super) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let breach = office.breach(actor, args.number)?;
        let (world, now) = (office.world(), office.clock().now());
        let doc = match args.to {
            To::Authority => clerk::breach::authority(&world, &breach, now, door.speech.lang),
            To::Subjects => clerk::breach::subjects(&world, &breach, now, door.speech.lang),
        };
        let dated = moment::civil(now, &world.profile);
        written(door.speech, &doc, dated, args.out.out.as_deref(), Readers::Owner)
    })
}
