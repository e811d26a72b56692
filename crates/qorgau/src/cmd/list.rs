//! `qorgau list`: the people whom a purpose reaches today, with values, as they come. Each is logged before it is seen.

use std::{
    io::{self, Write as _},
    ops::ControlFlow,
};

use anyhow::Result;
use office::{Listed, Stretch};
use policy::{ItemId, PurposeId};
use serde_json::{Map, Value};

use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    show::{Names, cell, table},
    speech::Speech,
};

/// How many rows one table has; a longer list is several.
const PAGE: usize = 500;

/// Why and what.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Why
    #[arg(long)]
    purpose: PurposeId,
    /// What: email,full-name
    #[arg(long, required = true, value_delimiter = ',', value_name = "ITEM,…")]
    items: Vec<ItemId>,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let world = office.world();
        let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
        let heads = args.items.iter().map(|item| names.item(item)).collect();
        let mut page = Page { speech, items: &args.items, heads, rows: Vec::new(), count: 0 };
        let listed =
            office.list(actor, &args.purpose, &args.items, Stretch::default(), &mut |one| page.add(&one));
        // What was printed is closed before anything else is said.
        if listed.is_ok() || page.count > 0 {
            let _ = page.close();
        }
        let count = speech.say("listed", &[("n", listed?.into())]);
        Ok(Answer::exact("", String::new()).beside(&count))
    })
}

/// What is printed, piece by piece. A closed pipe ends the walk.
struct Page<'a> {
    speech: &'a Speech,
    items: &'a [ItemId],
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
    count: u64,
}

impl Page<'_> {
    fn add(&mut self, one: &Listed) -> ControlFlow<()> {
        let written = self.write(one);
        self.count += 1;
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn write(&mut self, one: &Listed) -> io::Result<()> {
        let text = |value: &Option<vault::Zeroizing<String>>| {
            value.as_ref().map(|value| value.as_str().to_owned()).unwrap_or_default()
        };
        let mut out = io::stdout().lock();
        match self.speech.format() {
            Format::Json => {
                let values: Map<String, Value> = one
                    .values
                    .iter()
                    .map(|(item, value)| {
                        (item.to_string(), value.as_ref().map_or(Value::Null, |value| value.as_str().into()))
                    })
                    .collect();
                let line =
                    serde_json::json!({ "subject": one.subject, "entry": one.entry, "values": values });
                let open = if self.count == 0 { "[\n" } else { ",\n" };
                write!(out, "{open}  {line}")
            }
            Format::Csv => {
                let mut csv = csv::Writer::from_writer(out);
                if self.count == 0 {
                    self.csv_heads(&mut csv)?;
                }
                let subject = one.subject.to_string();
                csv.write_record(
                    std::iter::once(subject).chain(one.values.iter().map(|(_, value)| cell(text(value)))),
                )?;
                csv.flush()
            }
            _ => {
                let subject = one.subject.to_string();
                let row = std::iter::once(subject).chain(one.values.iter().map(|(_, value)| text(value)));
                self.rows.push(row.collect());
                drop(out);
                if self.rows.len() >= PAGE { self.flush() } else { Ok(()) }
            }
        }
    }

    fn csv_heads(&self, csv: &mut csv::Writer<impl io::Write>) -> io::Result<()> {
        let heads = self.items.iter().map(ToString::to_string);
        Ok(csv.write_record(std::iter::once("subject".to_owned()).chain(heads))?)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let heads: Vec<String> =
            std::iter::once(self.speech.word("head-subject")).chain(self.heads.iter().cloned()).collect();
        let rows = std::mem::take(&mut self.rows);
        io::stdout().lock().write_all(table(&heads, &rows, &[], &[0]).as_bytes())
    }

    fn close(&mut self) -> io::Result<()> {
        match self.speech.format() {
            Format::Json if self.count == 0 => writeln!(io::stdout(), "[]"),
            Format::Json => writeln!(io::stdout(), "\n]"),
            Format::Csv if self.count == 0 => self.csv_heads(&mut csv::Writer::from_writer(io::stdout())),
            _ => self.flush(),
        }
    }
}
