//! Six years: each period's files are taken in, and what is due is destroyed.

use std::time::Instant;

use anyhow::Result;
use policy::Topic;
use serde_json::json;

use super::{Story, typed};
use crate::demo::{
    page::{Columns, Row},
    people::{EVENTS, List, PERIODS, noon},
    progress::Progress,
    rehearsal::{IMPORTER, Took, files},
};

/// Lives through the periods. What is due in the last one is left for a later step.
pub(super) fn live(story: &mut Story<'_>) -> Result<()> {
    let page = &mut story.page;
    page.step(&page.word("demo-years"));
    page.text(&page.word("demo-years-why"));
    page.gap();
    let heads = ["period", "taken", "rows", "over", "events", "destroyed"]
        .map(|key| page.word(&format!("demo-years-{key}")));
    let widest =
        ["2020-11-02 – 2024-06-16", "2024-06-17", "00 000", "0 000", "00 000", "00 000"].map(str::to_owned);
    let columns = Columns::of(&[&heads, &widest], 2, 1);
    page.row(&columns, &heads, Row::Head);
    let began = Instant::now();
    let progress = Progress::new(story.written.rows + story.written.events, page.speech);
    let mut all = Took::default();
    let mut told = Vec::new();
    let mut gone = 0;
    for (place, period) in PERIODS.iter().enumerate() {
        let office = &story.rehearsal.office;
        office.set_clock(noon(period.taken))?;
        let took = story.rehearsal.take(period, &progress)?;
        office.set_clock(noon(period.swept))?;
        let last = place + 1 == PERIODS.len();
        let destroyed = if last {
            None
        } else {
            Some(office.sweep(&story.rehearsal.responsible, &mut |_| {})?.destroyed)
        };
        let cells = [
            format!("{} – {}", period.from, period.to),
            period.taken.to_string(),
            page.number(took.rows),
            some(page.number(took.over), took.over),
            page.number(took.events),
            destroyed.map_or_else(|| "…".to_owned(), |destroyed| page.number(destroyed)),
        ];
        progress.pause(|| page.row(&columns, &cells, Row::Plain));
        gone += destroyed.unwrap_or_default();
        told.push(json!({
            "from": period.from,
            "to": period.to,
            "taken_in_on": period.taken,
            "rows": took.rows,
            "over": took.over,
            "events": took.events,
            "destroyed": destroyed,
        }));
        all += took;
    }
    progress.close();
    finish(story, &all, gone, began);
    story.tell(
        "years",
        json!({
            "periods": told,
            "rejected_for_other_reasons": all.others,
            "conflicts": all.conflicts,
        }),
    );
    Ok(())
}

fn finish(story: &mut Story<'_>, all: &Took, gone: u64, began: Instant) {
    let last = PERIODS[PERIODS.len() - 1];
    let folder = files(&story.rehearsal.dir).join(last.folder);
    let people = typed(&folder.join(List::Contracts.file()));
    let events = typed(&folder.join(EVENTS));
    let responsible = story.rehearsal.responsible.clone();
    let world = story.rehearsal.office.world();
    let clause = world.edition().map(|edition| edition.pack().clause(Topic::TermOver)).unwrap_or_default();
    let (page, took) = (&mut story.page, began.elapsed());
    let rate = (all.rows + all.events) as f64 / took.as_secs_f64().max(0.001);
    let pieces = [
        ("rows", page.number(all.rows + all.events).into()),
        ("r", (all.rows + all.events).into()),
        ("rate", page.number(rate as u64).into()),
        ("destroyed", page.number(gone).into()),
        ("d", gone.into()),
    ];
    page.gap();
    page.done(&page.speech.say("demo-years-done", &pieces), took);
    if all.over > 0 {
        let over = [
            ("count", page.number(all.over).into()),
            ("n", all.over.into()),
            ("clause", world.cites(page.speech.lang).clause(clause).into()),
        ];
        page.refused(&page.speech.say("demo-years-refused", &over));
    }
    if all.others + all.conflicts > 0 {
        let others = [("rejected", all.others.into()), ("conflicts", all.conflicts.into())];
        page.refused(&page.speech.say("demo-years-others", &others));
    }
    page.command(&format!(
        "qorgau import {people} --purpose contracts --category counterparty --session {IMPORTER}.session"
    ));
    page.command(&format!("qorgau import {events} --events --session {responsible}.session"));
}

/// A number, or a dash for none.
fn some(text: String, number: u64) -> String {
    if number == 0 { "–".to_owned() } else { text }
}
