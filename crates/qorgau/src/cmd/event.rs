//! `qorgau event`: something happened to one person or to the whole organisation, or did not.

use anyhow::Result;
use clap::Subcommand;
use kernel::{Actor, EngagementId, SubjectId};
use office::{Done, Office};
use policy::{EventId, PurposeId};
use serde_json::json;

use super::done;
use crate::{
    answer::Answer,
    door::Door,
    fault::complaint,
    given::{subject, target},
    show::{Count, Names, Paint, fields},
    speech::Speech,
};

/// What happened, or what did not.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    back: Option<Back>,
    /// What happened, such as hired, refused or contract-ended
    #[arg(required = true)]
    event: Option<EventId>,
    /// To whom: an id, or item=value that finds one
    #[arg(long, value_name = "SUBJECT", required_unless_present = "organisation")]
    subject: Option<String>,
    /// Under which purpose
    #[arg(long, required_unless_present = "organisation")]
    purpose: Option<PurposeId>,
    /// Which engagement, where there are several under the purpose
    #[arg(long, value_name = "ID")]
    engagement: Option<EngagementId>,
    /// It happened to the whole organisation: recorded for every engagement that listens to it
    #[arg(long, conflicts_with_all = ["subject", "purpose", "engagement"])]
    organisation: bool,
}

/// Taking back.
#[derive(Subcommand)]
enum Back {
    /// Take a wrongly recorded event back
    Revoke {
        /// What did not happen
        event: EventId,
        /// To whom: an id, or item=value that finds one
        #[arg(long, value_name = "SUBJECT")]
        subject: String,
        /// Under which purpose
        #[arg(long)]
        purpose: PurposeId,
        /// Which engagement, where there are several under the purpose
        #[arg(long, value_name = "ID")]
        engagement: Option<EngagementId>,
    },
}

impl Args {
    /// Whether an effective time says something here.
    pub(crate) fn takes_time(&self) -> bool {
        self.back.is_none()
    }
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    if let Some(Back::Revoke { event, subject: text, purpose, engagement }) = &args.back {
        return door.act(|office, actor| {
            let who = subject(office, actor, text)?;
            let revoked = office.revoke_event(actor, who, target(purpose, *engagement), event.clone())?;
            Ok(told(door.speech, office, "done-revoke-event", &revoked, who, event))
        });
    }
    let event = args.event.as_ref().ok_or_else(|| complaint("no-event", &[]))?;
    match (&args.subject, &args.purpose) {
        _ if args.organisation => door.act(|office, actor| everywhere(door, office, actor, event)),
        (Some(text), Some(purpose)) => door.act(|office, actor| {
            let who = subject(office, actor, text)?;
            let at = door.at(&office.world().profile)?;
            let recorded =
                office.record_event(actor, at, who, target(purpose, args.engagement), event.clone())?;
            Ok(told(door.speech, office, "done-record-event", &recorded, who, event))
        }),
        _ => Err(complaint("no-event", &[])),
    }
}

/// The event by its name for people, and by its id for programs.
fn told(speech: &Speech, office: &Office, key: &str, act: &Done, who: SubjectId, event: &EventId) -> Answer {
    let more = [("subject", who.to_string()), ("event", named(speech, office, event))];
    done(speech, office, key, act, &more).with("event", event.as_str())
}

fn named(speech: &Speech, office: &Office, event: &EventId) -> String {
    let world = office.world();
    Names::new(world.edition().map(|edition| edition.pack()), speech.lang).event(event.as_str())
}

fn everywhere(door: &Door<'_>, office: &Office, actor: &Actor, event: &EventId) -> Result<Answer> {
    let speech = door.speech;
    let at = door.at(&office.world().profile)?;
    let count = Count::new(speech, "event-progress");
    let recorded = office.record_everywhere(actor, at, event, &mut |done| count.tell(done))?;
    count.close();
    let number = |key: &str, number: u64| (speech.word(key), number.to_string());
    let pairs = [
        number("field-recorded", recorded.recorded),
        number("field-already", recorded.already),
        number("field-left-blocked", recorded.blocked),
    ];
    let head =
        Paint::out().good(&speech.say("event-everywhere", &[("event", named(speech, office, event).into())]));
    let json = json!({
        "event": event,
        "recorded": recorded.recorded,
        "already": recorded.already,
        "blocked": recorded.blocked,
    });
    let answer = Answer::done(format!("{head}\n{}", fields(&pairs)), json);
    Ok(if recorded.blocked > 0 { answer.beside(&speech.word("event-blocked-left")) } else { answer })
}
