//! The sweep: what is due, why, and what is left of it.

use std::{path::PathBuf, time::Instant};

use anyhow::{Context as _, Result};
use serde_json::json;

use super::{
    Story,
    reasons::{Reason, reasons},
    today,
};
use crate::{
    demo::page::{Columns, Page, Row},
    show::Count,
};

/// Looks at what is due, destroys it, and gives the file of the act.
pub(super) fn sweep(story: &mut Story<'_>) -> Result<PathBuf> {
    let (office, responsible) = (&story.rehearsal.office, story.rehearsal.responsible.clone());
    let page = &mut story.page;
    page.step(&page.speech.say("demo-sweep", &[("day", today().to_string().into())]));
    let plan = office.plan(&responsible, None)?;
    let world = office.world();
    let edition = world.edition().context("no edition is in force")?;
    let due = reasons(&plan, edition.pack(), &world.profile, page.speech);
    table(page, &due);
    let began = Instant::now();
    let count = Count::new(page.speech, "sweep-progress");
    let swept = office.sweep(&responsible, &mut |gone| count.tell(gone))?;
    count.close();
    let pieces = [
        ("destroyed", page.number(swept.destroyed).into()),
        ("d", swept.destroyed.into()),
        ("persons", page.number(swept.persons).into()),
        ("p", swept.persons.into()),
    ];
    page.done(&page.speech.say("demo-sweep-done", &pieces), began.elapsed());
    page.text(&page.speech.say("demo-sweep-kept", &[("count", swept.kept.into())]));
    page.command(&format!("qorgau sweep --dry-run --session {responsible}.session"));
    page.command(&format!("qorgau sweep --session {responsible}.session"));
    let told = json!({
        "destroyed": swept.destroyed,
        "persons": swept.persons,
        "kept": swept.kept,
        "signed": swept.signed,
        "act": swept.act.as_ref().map(|path| path.display().to_string()),
    });
    story.tell("sweep", told);
    swept.act.context("the sweep had nothing to destroy, so that there is no act")
}

fn table(page: &mut Page<'_>, due: &[Reason]) {
    let heads = ["clause", "purpose", "term", "records"].map(|key| page.word(&format!("demo-sweep-{key}")));
    let total: u64 = due.iter().map(|reason| reason.count).sum();
    let rows = due.iter().map(|reason| {
        [reason.clause.clone(), reason.purpose.clone(), reason.term.clone(), page.number(reason.count)]
    });
    let rows: Vec<[String; 4]> = rows.collect();
    let sum = [page.word("demo-sweep-all"), String::new(), String::new(), page.number(total)];
    let lines: Vec<&[String]> = rows.iter().chain([&heads, &sum]).map(<[String; 4]>::as_slice).collect();
    let columns = Columns::of(&lines, 3, 1);
    page.row(&columns, &heads, Row::Head);
    rows.iter().for_each(|row| page.row(&columns, row, Row::Plain));
    page.row(&columns, &sum, Row::Sum);
    page.gap();
}
