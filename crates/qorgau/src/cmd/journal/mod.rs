//! `qorgau journal`: a journal of the log for a period: item codes, never values.

mod columns;

use std::ops::ControlFlow;

use anyhow::Result;
use calendar::Profile;
use jiff::Timestamp;
use kernel::ActKind;
use office::{Journal, JournalLine, Office};
use serde_json::json;

use self::columns::{COLUMNS, codes, words};
use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    fault::complaint,
    given::one_of,
    moment,
    show::{Out, Paint, Readers, by, cell, filed, local, table, written},
    speech::Speech,
};

/// Which, and for what time.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which one
    #[arg(value_parser = one_of(Journal::ALL, Journal::word))]
    journal: Journal,
    /// The first day, or a moment
    #[arg(long, value_name = "DATE")]
    from: String,
    /// The last day, or a moment
    #[arg(long, value_name = "DATE")]
    to: String,
    #[command(flatten)]
    out: Out,
}

/// Runs it (--format table|json|csv|md|html|pdf).
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let profile = office.world().profile.clone();
        let (from, to) = (moment::parse(&args.from, &profile)?, moment::end(&args.to, &profile)?);
        if to <= from {
            return Err(complaint("period-backwards", &[]));
        }
        let mut lines = Vec::new();
        office.journal(actor, args.journal, from, to, &mut |line| {
            lines.push(line);
            ControlFlow::Continue(())
        })?;
        let count = speech.say("journal-lines", &[("n", lines.len().into())]);
        let name = speech.named("journal-name", args.journal.word());
        let period =
            [("name", name.into()), ("from", first(office, from).into()), ("to", by(office, to).into())];
        let head = speech.say("journal-head", &period);
        let out = args.out.out.as_deref();
        let json = json!({ "journal": args.journal, "from": from, "to": to, "lines": lines });
        let answer = match speech.format() {
            Format::Csv => {
                let text = csv(&lines, &profile)?;
                filed(speech, Answer::done(text.as_str(), json), &text, out)?
            }
            Format::Json => {
                let text = format!("{json:#}\n");
                filed(speech, Answer::done("", json), &text, out)?
            }
            Format::Table if out.is_none() => Answer::done(in_terminal(speech, office, &head, &lines), json),
            _ => {
                let (world, now) = (office.world(), office.clock().now());
                let doc = clerk::journal(&world, args.journal, (from, to), &lines, now, speech.lang);
                written(speech, &doc, moment::civil(now, &profile), out, Readers::Owner)?
            }
        };
        Ok(answer.beside(&count))
    })
}

/// The beginning of a period: the day alone, where it begins with one.
fn first(office: &Office, from: Timestamp) -> String {
    let text = local(office, from);
    text.strip_suffix(" 00:00").map_or(text.clone(), str::to_owned)
}

fn csv(lines: &[JournalLine], profile: &Profile) -> Result<String> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    for line in lines {
        out.write_record(codes(line, profile).into_iter().map(cell))?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

/// What a terminal has room for: what an act is about stands in one column.
fn in_terminal(speech: &Speech, office: &Office, head: &str, lines: &[JournalLine]) -> String {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let cells = words(speech, office, line);
            let due = |text: &String| {
                if text.is_empty() {
                    String::new()
                } else {
                    speech.say("by-day", &[("at", text.clone().into())])
                }
            };
            let number = if cells[13].is_empty() { String::new() } else { format!("№ {}", cells[13]) };
            let count = match line.said.act {
                ActKind::Sweep | ActKind::Erase => clerk::journal::destroyed(line, speech.lang),
                _ => line.said.count.map(|n| format!("× {n}")).unwrap_or_default(),
            };
            let about = [15, 4, 5, 6, 7, 8, 9, 10, 11].map(|place| cells[place].clone());
            let more = [due(&cells[12]), number, count, cells[17].clone()];
            let about: Vec<String> = about.into_iter().chain(more).filter(|text| !text.is_empty()).collect();
            vec![
                cells[0].clone(),
                cells[1].clone(),
                cells[2].clone(),
                cells[3].clone(),
                about.join(" · "),
                cells[14].clone(),
            ]
        })
        .collect();
    let head = format!("{}\n", Paint::out().strong(head));
    if rows.is_empty() {
        return head;
    }
    let keys = ["head-entry", "head-time", "head-actor", "head-act", "head-about", "head-clause"];
    head + &table(&keys.map(|key| speech.word(key)), &rows, &[0], &[1])
}
