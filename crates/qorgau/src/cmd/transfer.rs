//! `qorgau disclose`, `publish` and `demand`: what leaves, to whom, and what follows from it.

use anyhow::Result;
use clap::Subcommand;
use kernel::EngagementId;
use office::{Disclosed, Office};
use policy::{ItemId, PurposeId, RecipientId};
use serde_json::json;

use super::{head, read::values};
use crate::{
    answer::Answer,
    door::Door,
    given::{subject, target},
    show::{due_by, fields},
    speech::Speech,
};

/// Whose data, and which.
#[derive(clap::Args)]
pub(crate) struct Of {
    /// The person: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT")]
    subject: String,
    /// Under which purpose the data is held
    #[arg(long)]
    purpose: PurposeId,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
    /// What: email,full-name
    #[arg(long, required = true, value_delimiter = ',', value_name = "ITEM,…")]
    items: Vec<ItemId>,
}

/// To a third party.
#[derive(clap::Args)]
pub(crate) struct Disclose {
    #[command(flatten)]
    of: Of,
    /// To whom: a recipient of the policy
    #[arg(long, value_name = "RECIPIENT")]
    to: RecipientId,
}

/// Into the open.
#[derive(clap::Args)]
pub(crate) struct Publish {
    #[command(flatten)]
    of: Of,
    /// Where, so that it can be taken back; kept sealed
    #[arg(long, value_name = "TEXT")]
    place: String,
}

/// What a court or an authority demands by law.
#[derive(Subcommand)]
pub(crate) enum Demand {
    /// Give out what is demanded, and keep the document's number, sealed
    Answer {
        #[command(flatten)]
        of: Of,
        /// The demand's document: who, its number and day; kept sealed
        #[arg(long, value_name = "TEXT")]
        document: String,
    },
}

/// Gives items to a third party.
pub(crate) fn disclose(args: &Disclose, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.of.subject)?;
        let out = office.disclose(actor, who, args.of.target(), &args.to, &args.of.items)?;
        Ok(told(door.speech, office, "done-disclose", &out))
    })
}

/// Makes items public.
pub(crate) fn publish(args: &Publish, door: &Door<'_>) -> Result<Answer> {
    door.act(|office, actor| {
        let who = subject(office, actor, &args.of.subject)?;
        let out = office.publish(actor, who, args.of.target(), &args.of.items, &args.place)?;
        Ok(told(door.speech, office, "done-publish", &out))
    })
}

/// Answers a demand.
pub(crate) fn demand(command: &Demand, door: &Door<'_>) -> Result<Answer> {
    let Demand::Answer { of, document } = command;
    door.act(|office, actor| {
        let who = subject(office, actor, &of.subject)?;
        let out = office.answer_demand(actor, who, of.target(), &of.items, document)?;
        Ok(told(door.speech, office, "done-answer-demand", &out))
    })
}

impl Of {
    fn target(&self) -> kernel::Target {
        target(&self.purpose, self.engagement)
    }
}

fn told(speech: &Speech, office: &Office, key: &str, out: &Disclosed) -> Answer {
    let (pairs, values) = values(speech, office, &out.values);
    let mut more = vec![(speech.word("field-paper"), out.paper.to_string())];
    if let Some(due) = out.notice_due {
        more.push((speech.word("field-tell-subject-by"), due_by(speech, office, due)));
    }
    let json = json!({
        "clause": out.done.clause,
        "entry": out.done.entry,
        "paper": out.paper,
        "engagement": out.engagement,
        "notice_due": out.notice_due,
        "values": values,
    });
    let text = format!("{}{}\n{}", head(speech, office, key, &out.done), fields(&more), fields(&pairs));
    let answer = Answer::done(text, json);
    if out.notice_due.is_none() {
        return answer;
    }
    answer.beside(&speech.say("notice-next", &[("paper", out.paper.to_string().into())]))
}
