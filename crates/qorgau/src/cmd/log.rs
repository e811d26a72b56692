//! `qorgau log`: signs the log, proves an entry, and checks it whole.

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use crate::{
    answer::{Answer, BAD_STORE},
    door::Door,
    show::{Count, Paint, fields, wrapped},
};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Sign the log as it stands, and print the checkpoint
    Checkpoint,
    /// Print an entry with the proof that the signed log holds it, as JSON
    Prove {
        /// The entry's index, from 0
        index: u64,
    },
    /// Make the log's tiles again from its entries, if they give what was signed
    Rebuild,
    /// Check every entry, the tree, and that nothing is missing without an act of destruction
    Verify,
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    match command {
        Command::Checkpoint => door.look(|office| {
            let checkpoint = office.checkpoint()?;
            let json = json!({ "checkpoint": checkpoint, "verifier_key": office.verifier_key().to_string() });
            Ok(Answer::done(checkpoint, json))
        }),
        Command::Prove { index } => door.look(|office| {
            let proof = office.prove(*index)?;
            let json = json!({
                "index": index,
                "operational": proof.operational,
                "salt": hex::encode(proof.salt),
                "subject_hash": hex::encode(proof.subject_hash),
                "proof": proof.tlog_proof,
                "verifier_key": office.verifier_key().to_string(),
            });
            Ok(Answer::done(serde_json::to_string_pretty(&json)?, json))
        }),
        Command::Rebuild => door.look(|office| {
            let entries = office.rebuild_log()?;
            let said = door.speech.say("log-rebuilt", &[("entries", entries.into())]);
            Ok(Answer::done(format!("{}\n", Paint::out().good(&said)), json!({ "entries": entries })))
        }),
        Command::Verify => verify(door),
    }
}

fn verify(door: &Door<'_>) -> Result<Answer> {
    let (speech, paint) = (door.speech, Paint::out());
    door.look(|office| {
        let count = Count::new(speech, "log-progress");
        let report = office.verify_log(&mut |index| count.tell(index))?;
        count.close();
        let number = |key: &str, number: u64| (speech.word(key), number.to_string());
        let pairs = [
            number("field-entries", report.entries),
            number("field-signed", report.signed),
            number("field-present", report.present),
            number("field-gone", report.destroyed),
        ];
        let json = json!({
            "entries": report.entries,
            "signed": report.signed,
            "present": report.present,
            "destroyed": report.destroyed,
            "faults": report.faults,
        });
        if report.faults.is_empty() {
            let head = paint.good(&speech.word("log-sound"));
            return Ok(Answer::done(format!("{head}\n{}", fields(&pairs)), json));
        }
        let head = speech.say("log-faulty", &[("count", report.faults.len().into())]);
        let mut text = format!("{}\n{}\n", paint.bad(&head), fields(&pairs));
        for fault in &report.faults {
            text += &wrapped(&format!("• {fault}"), 2);
        }
        text += &format!("\n{}", wrapped(&speech.word("log-faulty-next"), 0));
        Ok(Answer::done(text, json).code(BAD_STORE))
    })
}
