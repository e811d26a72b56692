//! `qorgau journal`: a journal of the log for a period: item codes, never values.

mod columns;

use std::ops::ControlFlow;

use anyhow::Result;
use calendar::Profile;
use jiff::Timestamp;
use office::{Journal, JournalLine, Office};
use serde_json::json;

use self::columns::{COLUMNS, codes, words};
use crate::{
    answer::Answer,
    cli::Format,
    door::Door,
    given::one_of,
    moment,
    show::{Paint, by, local, table},
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
}

/// Runs it (--format table|json|csv|md).
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.act(|office, actor| {
        let profile = office.world().profile.clone();
        let (from, to) = (moment::parse(&args.from, &profile)?, moment::end(&args.to, &profile)?);
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
        let text = match speech.format() {
            Format::Csv => csv(&lines, &profile)?,
            Format::Md => markdown(speech, office, &head, &lines),
            _ => in_terminal(speech, office, &head, &lines),
        };
        let json = json!({ "journal": args.journal, "from": from, "to": to, "lines": lines });
        Ok(Answer::done(text, json).beside(&count))
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
        out.write_record(codes(line, profile))?;
    }
    Ok(String::from_utf8(out.into_inner()?)?)
}

fn markdown(speech: &Speech, office: &Office, head: &str, lines: &[JournalLine]) -> String {
    let row = |cells: Vec<String>| {
        let cells: Vec<_> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let heads: Vec<String> = COLUMNS.iter().map(|key| speech.word(&format!("column-{key}"))).collect();
    let rule = row(COLUMNS.iter().map(|_| "---".to_owned()).collect());
    let rows: String = lines.iter().map(|line| row(words(speech, office, line))).collect();
    format!("# {head}\n\n{}{rule}{rows}", row(heads))
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
            let count = |text: &String| if text.is_empty() { String::new() } else { format!("× {text}") };
            let about = [15, 4, 5, 6, 7, 8, 9, 10, 11].map(|place| cells[place].clone());
            let more = [due(&cells[12]), number, count(&cells[16]), cells[17].clone()];
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
