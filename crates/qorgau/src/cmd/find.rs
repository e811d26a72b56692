//! `qorgau find`: finds people by a value; gives ids only.

use anyhow::Result;
use serde_json::json;

use crate::{answer::Answer, door::Door, fault::complaint, given::items};

/// By what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The item and its value; item=@- reads the value from stdin
    #[arg(required = true, num_args = 1.., value_name = "ITEM=VALUE")]
    by: Vec<String>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let given = items(&args.by)?;
    let [(item, value)] = given.as_slice() else { return Err(complaint("find-by-one", &[])) };
    door.act(|office, actor| {
        let found = office.find(actor, item, value)?;
        let text: String = found.iter().map(|subject| format!("{subject}\n")).collect();
        let answer = Answer::done(text, json!({ "found": found }));
        Ok(if found.is_empty() { answer.beside(&door.speech.word("found-nobody")) } else { answer })
    })
}
