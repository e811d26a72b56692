//! `qorgau export`: everything held for a purpose. It takes two people, and everybody shown is logged before.

use std::{
    fs::OpenOptions,
    io::{self, BufWriter, Write},
    ops::ControlFlow,
    os::unix::fs::OpenOptionsExt as _,
    path::PathBuf,
};

use anyhow::Result;
use clap::Subcommand;
use kernel::{ProposalNo, SubjectId};
use office::{BulkExport, ExportedOne, Stretch};
use policy::{ItemId, PurposeId};
use serde_json::{Map, Value, json};

use super::proposal::proposed;
use crate::{answer::Answer, door::Door, fault::complaint};

/// What is wanted.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Propose to give out these items of everybody held for a purpose; somebody else approves it by `proposal approve`
    Propose {
        /// The purpose
        #[arg(long)]
        purpose: PurposeId,
        /// What: email,full-name
        #[arg(long, required = true, value_delimiter = ',', value_name = "ITEM,…")]
        items: Vec<ItemId>,
        /// Why, for whoever approves it
        #[arg(long)]
        reason: String,
    },
    /// Take what was approved: a line of JSON for each time that somebody is held for the purpose
    Take {
        /// The proposal's number
        number: ProposalNo,
        /// People after this one, to go on where it stopped
        #[arg(long, value_name = "SUBJECT")]
        after: Option<SubjectId>,
        /// A file that is not there yet, for its owner alone; stdout where it is not said
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// Runs it.
pub(crate) fn run(command: &Command, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    match command {
        Command::Propose { purpose, items, reason } => door.act(|office, actor| {
            let export =
                BulkExport { purpose: purpose.clone(), items: items.clone(), reason: reason.clone() };
            let waits = office.propose_export(actor, export)?;
            let items = items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let more = [("purpose", purpose.to_string()), ("items", items)];
            Ok(proposed(speech, office, &waits, &more))
        }),
        Command::Take { number, after, out } => door.act(|office, actor| {
            let mut to = opened(out.as_ref())?;
            let stretch = Stretch { after: *after, most: None };
            let mut written = Ok(());
            let given = office.bulk_export(actor, *number, stretch, &mut |one| {
                written = writeln!(to, "{}", line(&one));
                if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
            written.and_then(|()| to.flush()).map_err(|why| unwritten(out.as_ref(), &why))?;
            let said = [("shown", given.shown.into()), ("out", given.left_out.into())];
            Ok(Answer::exact("", String::new()).beside(&speech.say("exported", &said)))
        }),
    }
}

fn opened(out: Option<&PathBuf>) -> Result<Box<dyn Write>> {
    let Some(path) = out else { return Ok(Box::new(BufWriter::new(io::stdout()))) };
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    Ok(Box::new(BufWriter::new(file.map_err(|why| unwritten(out, &why))?)))
}

fn unwritten(out: Option<&PathBuf>, why: &io::Error) -> anyhow::Error {
    let path = out.map_or_else(|| "stdout".to_owned(), |path| path.display().to_string());
    complaint("unwritable", &[("path", path), ("why", why.to_string())])
}

fn line(one: &ExportedOne) -> Value {
    let value =
        |value: &Option<vault::Zeroizing<String>>| value.as_ref().map(|value| value.as_str().to_owned());
    let values: Map<String, Value> =
        one.values.iter().map(|(item, held)| (item.to_string(), json!(value(held)))).collect();
    json!({
        "subject": one.subject,
        "engagement": one.engagement,
        "category": one.category,
        "collected": one.collected,
        "edition": one.edition,
        "values": values,
        "entry": one.entry,
    })
}
