//! `qorgau carrier`: the register of papers and other carriers that data lies on.

use anyhow::Result;
use clap::Subcommand;
use office::{Office, RegisteredCarrier};
use policy::{ExceptionId, PurposeId, StaffId};
use serde_json::json;

use super::done;
use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    fault::complaint,
    given::{subject, target},
    moment,
    show::{Out, Paint, Readers, by, due_by, filed, left, loud, table, written},
    speech::Speech,
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Enter a carrier that a person's data lies on
    Add {
        /// The person: an id, or item=value that finds one
        #[arg(long, value_name = "SUBJECT")]
        subject: String,
        /// Under which purpose
        #[arg(long)]
        purpose: PurposeId,
        /// What it is
        #[arg(long, value_parser = ["contract", "form", "letter", "medium", "identity-document-copy"])]
        class: String,
        /// Where it lies; it names no one
        #[arg(long, value_name = "TEXT")]
        place: String,
        /// For a copy of an identity document: the policy's exception that lets it be taken
        #[arg(long, value_name = "ID")]
        exception: Option<ExceptionId>,
    },
    /// Record that one was destroyed, before a witness
    Destroy {
        /// Its number
        number: u64,
        /// With what, such as a shredder
        #[arg(long, value_name = "TEXT")]
        means: String,
        /// Who saw it: another member of staff
        #[arg(long, value_name = "STAFF")]
        witness: StaffId,
    },
    /// Write the act by which one was destroyed (--format md|html|pdf)
    Act {
        /// Its number
        number: u64,
        #[command(flatten)]
        out: Out,
    },
    /// List the register (--format table|json|md|html|pdf)
    List(Out),
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::Add { subject: text, purpose, class, place, exception } => door.act(|office, actor| {
            let who = subject(office, actor, text)?;
            let target = target(purpose, None);
            let (added, number) =
                office.register_carrier(actor, who, target, class, exception.clone(), place)?;
            let more = [
                ("number", number.to_string()),
                ("class", speech.named("carrier", class)),
                ("place", place.trim().to_owned()),
            ];
            Ok(done(speech, office, "done-register-carrier", &added, &more)
                .with("number", number)
                .with("class", class.as_str()))
        }),
        Command::Destroy { number, means, witness } => door.act(|office, actor| {
            let (struck, carrier) = office.destroy_carrier(actor, *number, means, witness)?;
            let more = [
                ("number", number.to_string()),
                ("place", carrier.place),
                ("means", means.clone()),
                ("witness", witness.to_string()),
            ];
            Ok(done(speech, office, "done-destroy-carrier", &struck, &more).with("number", *number))
        }),
        Command::Act { number, out } => door.act(|office, actor| {
            let carrier = office.carrier(actor, *number)?;
            let world = office.world();
            let doc = clerk::carrier::act(&world, &carrier, speech.lang);
            let doc =
                doc.ok_or_else(|| complaint("carrier-still-there", &[("number", number.to_string())]))?;
            let dated = moment::civil(office.clock().now(), &world.profile);
            written(speech, &doc, dated, out.out.as_deref(), Readers::Owner)
        }),
        Command::List(out) => door.act(|office, actor| {
            let carriers = office.carriers(actor)?;
            let out = out.out.as_deref();
            let answer = || listed(speech, office, &carriers);
            match speech.format() {
                Format::Json => filed(speech, answer(), &format!("{:#}\n", json!(carriers)), out),
                Format::Table if out.is_none() => Ok(answer()),
                _ => {
                    let (world, now) = (office.world(), office.clock().now());
                    let doc = clerk::carrier::register(&world, &carriers, now, speech.lang);
                    let dated = moment::civil(now, &world.profile);
                    written(speech, &doc, dated, out, Readers::Owner)
                }
            }
        }),
    }
}

fn listed(speech: &Speech, office: &Office, carriers: &[RegisteredCarrier]) -> Answer {
    let (world, now) = (office.world(), office.clock().now());
    let fate = |one: &RegisteredCarrier| match (&one.struck, one.due) {
        (Some(struck), _) => {
            let args = [
                ("at", by(office, struck.at).into()),
                ("means", struck.means.clone().into()),
                ("witness", struck.witness.to_string().into()),
            ];
            speech.say("carrier-struck", &args)
        }
        (None, Some(due)) => {
            let left = left(speech, &world.profile, due, now);
            speech.say("carrier-due", &[("at", due_by(speech, office, due).into()), ("left", left.into())])
        }
        (None, None) => speech.word("carrier-kept"),
    };
    let rows: Vec<Vec<String>> = carriers
        .iter()
        .map(|one| {
            vec![
                one.number.to_string(),
                speech.named("carrier", &one.class),
                one.place.clone(),
                office_day(office, one),
                fate(one),
            ]
        })
        .collect();
    let mut text = format!("{}\n", Paint::out().strong(&speech.word("carriers-head")));
    if !rows.is_empty() {
        let keys = ["head-number", "head-class", "head-place", "head-since", "head-fate"];
        text += &table(&keys.map(|key| speech.word(key)), &rows, &[0], &[3]);
    }
    let answer = Answer::done(loud(speech, &text), json!(carriers));
    if carriers.is_empty() { answer.beside(&speech.word("register-empty")) } else { answer }
}

fn office_day(office: &Office, one: &RegisteredCarrier) -> String {
    office.world().profile.local_date(one.registered).to_string()
}
