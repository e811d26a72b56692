//! `qorgau collect`: takes one person in.

use anyhow::Result;
use kernel::Identified;
use office::NewPerson;
use policy::{CategoryId, OptionId, PurposeId};

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    given::{items, with_hashed_passwords},
    moment,
};

/// Whom, why and what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Why
    #[arg(long)]
    purpose: PurposeId,
    /// As whom; may be left out where the purpose reaches one kind of people
    #[arg(long)]
    category: Option<CategoryId>,
    /// How and when consent was given, such as written@2026-11-01
    #[arg(long, value_name = "WAY@DATE")]
    consent: Option<String>,
    /// The answer to the purpose's choice, such as the kind of contract
    #[arg(long, value_name = "OPTION")]
    choice: Option<OptionId>,
    /// What: full-name="…" email=…; item=@- reads the value from stdin, and - alone reads such lines
    #[arg(required = true, value_name = "ITEM=VALUE", hide_possible_values = true)]
    items: Vec<String>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let given = items(&args.items)?;
    door.act(|office, actor| {
        let world = office.world();
        let purpose = world.edition().and_then(|edition| edition.pack().purpose(&args.purpose));
        let reached: Vec<&CategoryId> =
            purpose.iter().flat_map(|purpose| &purpose.lists).flat_map(|list| &list.categories).collect();
        let category = match (&args.category, reached.as_slice()) {
            (Some(category), _) => category.clone(),
            (None, [only]) => (*only).clone(),
            (None, []) => return Err(complaint("no-purpose", &[("purpose", args.purpose.to_string())])),
            (None, several) => {
                let known = several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                return Err(complaint("which-category", &[("known", known)]));
            }
        };
        let person = NewPerson {
            purpose: args.purpose.clone(),
            category,
            choice: args.choice.clone(),
            items: with_hashed_passwords(office, given)?,
            consent: args.consent.as_deref().map(|text| moment::consent(text, &world.profile)).transpose()?,
            at: door.at(&world.profile)?,
        };
        let taken = office.collect(actor, &person)?;
        let more = [("subject", taken.subject.to_string()), ("engagement", taken.engagement.to_string())];
        let answer = done(door.speech, "done-collect", &taken.done, &more);
        Ok(match &taken.identified {
            Identified::New => answer.with("identified", "new"),
            Identified::Known(_) => {
                answer.with("identified", "known").beside(&door.speech.word("collect-known"))
            }
            Identified::Conflict(item) => answer
                .with("identified", "conflict")
                .beside(&door.speech.say("collect-conflict", &[("item", item.to_string().into())])),
        })
    })
}
