//! `qorgau breach`: the register of breaches of security.

mod notice;
mod report;
mod show;

use anyhow::Result;
use clap::Subcommand;
use kernel::Actor;
use office::{BreachStepKind, Office};
use serde_json::json;

use super::done_as;
use crate::{
    answer::Answer,
    door::Door,
    given::one_of,
    show::{Paint, local, loud, table},
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Enter a breach; the authority has to be told by its due day
    Report(report::Args),
    /// Enter what was done about it
    Step {
        /// Its number
        number: u64,
        /// What was done
        #[arg(value_parser = one_of(&BreachStepKind::ALL, BreachStepKind::word))]
        what: BreachStepKind,
        /// The document's number, or what was done
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
    },
    /// List the register
    List,
    /// Write the notification to the authority, or the notice to the people (--format md|html|pdf)
    Notice(notice::Args),
    /// Show one with everything that was done
    Show {
        /// Its number
        number: u64,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::Report(args) => report::run(args, door),
        Command::Step { number, what, note } => door.act(|office, actor| {
            let (step, breach) = office.follow_breach(actor, *number, *what, note)?;
            let mut pairs = vec![
                (speech.word("field-number"), number.to_string()),
                (speech.word("field-step"), speech.named("breach-step", what.word())),
            ];
            if breach.authority_told().is_none() {
                let left = show::left_of(speech, office, &breach);
                pairs.push((speech.word("field-tell-authority-by"), left));
            }
            Ok(done_as(speech, office, "done-follow-breach", &step, &pairs, json!({ "breach": breach })))
        }),
        Command::List => door.act(|office, actor| listed(door, office, actor)),
        Command::Show { number } => door.act(|office, actor| {
            let breach = office.breach(actor, *number)?;
            Ok(show::shown(speech, office, &breach))
        }),
        Command::Notice(args) => notice::run(args, door),
    }
}

fn listed(door: &Door<'_>, office: &Office, actor: &Actor) -> Result<Answer> {
    let speech = door.speech;
    let breaches = office.breaches(actor)?;
    let rows: Vec<Vec<String>> = breaches
        .iter()
        .map(|one| {
            let told = match one.authority_told() {
                Some(at) => speech.say("authority-told-at", &[("at", local(office, at).into())]),
                None => show::left_of(speech, office, one),
            };
            let closed = one.steps.iter().any(|step| step.what == BreachStepKind::Closed);
            let state = speech.word(if closed { "breach-closed" } else { "breach-open-still" });
            vec![one.number.to_string(), local(office, one.detected), one.subjects.to_string(), told, state]
        })
        .collect();
    let mut text = format!("{}\n", Paint::out().strong(&speech.word("breaches-head")));
    if !rows.is_empty() {
        let keys = ["head-number", "head-detected", "head-people", "head-authority", "head-state"];
        text += &table(&keys.map(|key| speech.word(key)), &rows, &[0, 2], &[1]);
    }
    let answer = Answer::done(loud(speech, &text), json!(breaches));
    Ok(if breaches.is_empty() { answer.beside(&speech.word("register-empty")) } else { answer })
}
