//! `qorgau collect`: takes one person in.

use anyhow::Result;
use kernel::Identified;
use office::NewPerson;
use policy::{CategoryId, ExceptionId, OptionId, PurposeId};

use super::done;
use crate::{agreed::Agreed, answer::Answer, door::Door, given::items};

/// Whom, why and what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Why
    #[arg(long)]
    purpose: PurposeId,
    /// As whom; may be left out where the purpose reaches one kind of people
    #[arg(long)]
    category: Option<CategoryId>,
    /// How and when consent was given, and to what besides processing: written@2026-11-01+third-parties
    #[arg(long, value_name = "WAY@DATE[+PART…]")]
    consent: Option<String>,
    /// The consent's own term: its last day, or a moment
    #[arg(long, value_name = "DATE", requires = "consent")]
    consent_until: Option<String>,
    #[command(flatten)]
    agreed: Agreed,
    /// For a copy of an identity document: the policy's exception that lets it be taken
    #[arg(long, value_name = "ID")]
    exception: Option<ExceptionId>,
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
        let category = office.category_of(&args.purpose, args.category.as_ref())?;
        let consent = args.consent.as_deref().map(|text| {
            args.agreed.consent(
                text,
                args.consent_until.as_deref(),
                office,
                &args.purpose,
                &category,
                door.speech,
            )
        });
        let person = NewPerson {
            exception: args.exception.clone(),
            proof: args.agreed.proof.clone(),
            purpose: args.purpose.clone(),
            category,
            choice: args.choice.clone(),
            items: office.with_hashed_passwords(given)?,
            consent: consent.transpose()?,
            at: door.at(&world.profile)?,
        };
        let taken = office.collect(actor, &person)?;
        let more = [("subject", taken.subject.to_string()), ("engagement", taken.engagement.to_string())];
        let answer = done(door.speech, office, "done-collect", &taken.done, &more);
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
