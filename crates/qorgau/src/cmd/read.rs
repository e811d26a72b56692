//! `qorgau read`: sees values of a person under a purpose.

use anyhow::Result;
use kernel::EngagementId;
use office::{Office, Reading};
use policy::{ItemId, PurposeId};
use serde_json::{Map, Value, json};
use vault::Zeroizing;

use super::head;
use crate::{
    answer::Answer,
    door::Door,
    given::{subject, target},
    show::{Names, Paint, fields},
    speech::Speech,
};

/// Of whom, why and what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The person: an id, or item=value that finds one
    #[arg(value_name = "SUBJECT")]
    subject: String,
    /// Why
    #[arg(long)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
    /// Look at a blocked person's items, to check what the block is about
    #[arg(long)]
    check: bool,
    /// The items
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<ItemId>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.subject)?;
        let target = target(&args.purpose, args.engagement);
        let reading = if args.check {
            office.check(actor, who, target, &args.items)?
        } else {
            office.read(actor, who, target, &args.items)?
        };
        Ok(shown(door.speech, office, &reading))
    })
}

fn shown(speech: &Speech, office: &Office, reading: &Reading) -> Answer {
    let (pairs, values) = values(speech, office, &reading.values);
    let json = json!({
        "clause": reading.done.clause,
        "entry": reading.done.entry,
        "engagement": reading.engagement,
        "values": values,
    });
    Answer::done(head(speech, office, "done-read", &reading.done) + &fields(&pairs), json)
}

/// Values that were let out: by the items' names for people, by their ids for programs.
pub(super) fn values(
    speech: &Speech,
    office: &Office,
    values: &[(ItemId, Option<Zeroizing<String>>)],
) -> (Vec<(String, String)>, Map<String, Value>) {
    let world = office.world();
    let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
    let nothing = speech.word("not-held");
    let pairs: Vec<_> = values
        .iter()
        .map(|(item, text)| {
            let text =
                text.as_ref().map_or_else(|| Paint::out().faint(&nothing), |text| text.as_str().to_owned());
            (names.item(item), text)
        })
        .collect();
    let values: Map<String, Value> = values
        .iter()
        .map(|(item, text)| {
            (item.to_string(), text.as_ref().map_or(Value::Null, |text| text.as_str().into()))
        })
        .collect();
    (pairs, values)
}
