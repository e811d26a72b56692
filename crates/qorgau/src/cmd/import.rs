//! `qorgau import`: takes people, or what happened to them, in from a file.

use std::{
    fs,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use anyhow::Result;
use kernel::Consent;
use office::import::{EventOptions, FileOptions, ImportOptions, ImportReport, Mapping};
use policy::{CategoryId, EventId, OptionId, PurposeId};
use serde_json::json;

use crate::{
    agreed::Shown,
    answer::{Answer, BAD_INPUT},
    door::Door,
    fault::complaint,
    moment,
    show::{Bar, Paint, fields},
    speech::Speech,
};

/// Which file, and what its rows mean.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The file: CSV (comma, semicolon or tab) or one JSON object a line
    file: PathBuf,
    /// The rows are events: subject or item, purpose, event, at
    #[arg(long, conflicts_with_all = ["category", "choice", "consent", "notice", "notice_file"])]
    events: bool,
    /// Why these people are held
    #[arg(long, required_unless_present = "events")]
    purpose: Option<PurposeId>,
    /// As whom; may be left out where the purpose reaches one kind of people, or the file has a column category
    #[arg(long)]
    category: Option<CategoryId>,
    /// The answer to the purpose's choice, such as the kind of contract
    #[arg(long, value_name = "OPTION")]
    choice: Option<OptionId>,
    /// How and when all of them gave consent, such as written@2026-11-01
    #[arg(long, value_name = "WAY@DATE")]
    consent: Option<String>,
    #[command(flatten)]
    shown: Shown,
    /// With --events: what happened to all of them
    #[arg(long, requires = "events")]
    event: Option<EventId>,
    /// What headers mean that are neither ids nor names: lines such as "Ваш e-mail" = "email"
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Leave a column out: an item's id, or the header; may be repeated
    #[arg(long, value_name = "ITEM")]
    drop: Vec<String>,
    /// Where rejected rows go; beside the file, where it is not given
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Write rejected rows in full; that file then has a day by which it is to be deleted
    #[arg(long)]
    with_values: bool,
}

/// Runs it.
pub(crate) fn run(args: &Args, door: &Door<'_>) -> Result<Answer> {
    readable(&args.file)?;
    let file = FileOptions {
        mapping: args.mapping.as_deref().map(mapping).transpose()?.unwrap_or_default(),
        drop: args.drop.clone(),
        with_values: args.with_values,
        lang: door.speech.lang,
        ..FileOptions::new(args.rejects.clone().unwrap_or_else(|| beside(&args.file)))
    };
    door.act(|office, actor| {
        let profile = office.world().profile.clone();
        let at = door.at(&profile)?;
        let bar = Bar::new(door.speech);
        let mut tell = |progress| {
            bar.tell(progress);
            ControlFlow::Continue(())
        };
        let report = match &args.purpose {
            Some(purpose) if !args.events => {
                let consent = |text: &str| {
                    let given = moment::consent(text, &profile)?;
                    let category = || Ok(office.category_of(purpose, args.category.as_ref())?);
                    let notice = args.shown.before(given.at, office, purpose, category, door.speech)?;
                    anyhow::Ok(Consent { notice, ..given })
                };
                let options = ImportOptions {
                    purpose: purpose.clone(),
                    category: args.category.clone(),
                    choice: args.choice.clone(),
                    consent: args.consent.as_deref().map(consent).transpose()?,
                    at,
                    file,
                };
                office.import_people(actor, &options, &args.file, &mut tell)
            }
            purpose => {
                let options = EventOptions { purpose: purpose.clone(), event: args.event.clone(), at, file };
                office.import_events(actor, &options, &args.file, &mut tell)
            }
        };
        bar.close();
        Ok(told(door.speech, &report?))
    })
}

fn told(speech: &Speech, report: &ImportReport) -> Answer {
    let number = |key: &str, number: u64| (speech.word(key), number.to_string());
    let mut pairs = vec![
        number("field-rows", report.rows),
        number("field-taken", report.taken),
        number("field-already-in", report.already),
        number("field-rejected", report.rejected),
    ];
    for (code, count) in &report.by_code {
        pairs.push((format!("  {code}"), count.to_string()));
    }
    if let Some(path) = &report.rejects_file {
        pairs.push((speech.word("field-rejects-file"), path.display().to_string()));
    }
    if let Some(day) = report.rejects_delete_by {
        pairs.push((speech.word("field-delete-by"), day.to_string()));
    }
    if report.conflicting > 0 {
        pairs.push(number("field-conflicts", report.conflicting));
    }
    let rate = [("seconds", format!("{:.1}", report.seconds).into())];
    let nothing = report.taken + report.already == 0 && report.rejected > 0;
    let head = match nothing {
        true => format!("{}\n", Paint::out().bad(&speech.say("import-nothing", &rate))),
        false => format!("{}\n", Paint::out().good(&speech.say("import-done", &rate))),
    };
    let conflicts: Vec<_> = report
        .conflicts
        .iter()
        .map(|one| json!({ "row": one.row, "subject": one.subject, "item": one.item }))
        .collect();
    let json = json!({
        "finished": report.finished,
        "resumed": report.resumed,
        "rows": report.rows,
        "taken": report.taken,
        "already": report.already,
        "rejected": report.rejected,
        "by_code": report.by_code,
        "conflicting": report.conflicting,
        "conflicts": conflicts,
        "rejects_file": report.rejects_file.as_ref().map(|path| path.display().to_string()),
        "rejects_delete_by": report.rejects_delete_by,
        "seconds": report.seconds,
    });
    let mut answer = Answer::done(head + &fields(&pairs), json);
    if let Some(row) = report.resumed {
        answer = answer.beside(&speech.say("import-resumed", &[("row", row.into())]));
    }
    if nothing {
        answer = answer.code(BAD_INPUT);
    }
    for one in report.conflicts.iter().take(10) {
        let args = [
            ("row", one.row.into()),
            ("subject", one.subject.to_string().into()),
            ("item", one.item.to_string().into()),
        ];
        answer = answer.beside(&speech.say("import-conflict", &args));
    }
    answer
}

fn readable(path: &Path) -> Result<()> {
    // A pipe can't be gone back in, and opening one waits.
    let file = fs::metadata(path).and_then(|meta| match meta.is_dir() {
        true => Err(std::io::ErrorKind::IsADirectory.into()),
        false if meta.is_file() => fs::File::open(path).map(drop),
        false => Err(std::io::Error::new(std::io::ErrorKind::InvalidInput, "it is no file")),
    });
    let Err(why) = file else { return Ok(()) };
    Err(complaint("unreadable", &[("path", path.display().to_string()), ("why", why.to_string())]))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".rejected.csv");
    path.with_file_name(name)
}

fn mapping(path: &Path) -> Result<Mapping> {
    readable(path)?;
    let bad = |why: String| complaint("bad-mapping", &[("path", path.display().to_string()), ("why", why)]);
    let text = fs::read_to_string(path).map_err(|why| bad(why.to_string()))?;
    toml::from_str(&text).map_err(|why| bad(why.message().to_owned()))
}
