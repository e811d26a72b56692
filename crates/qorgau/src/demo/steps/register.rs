//! The register, with what is held, blocked, due and destroyed.

use anyhow::Result;
use office::RowCounts;
use serde_json::json;

use super::{Story, reasons::short};
use crate::demo::page::{Columns, Page, Row};

/// Shows the register with live counts.
pub(super) fn show(story: &mut Story<'_>) -> Result<()> {
    let office = &story.rehearsal.office;
    let page = &mut story.page;
    page.step(&page.word("demo-register"));
    let totals = office.overview()?;
    let keys = ["clause", "purpose", "category", "held", "stored", "blocked", "due", "destroyed"];
    let heads = keys.map(|key| page.word(&format!("demo-register-{key}")));
    let mut rows: Vec<[String; 8]> = Vec::with_capacity(totals.rows.len());
    let (mut sum, mut last) = (RowCounts::default(), String::new());
    for row in &totals.rows {
        // A purpose of several kinds of people is named once.
        let first = last != row.clause;
        last.clone_from(&row.clause);
        let once = |text: String| if first { text } else { String::new() };
        let [held, stored, blocked, due, destroyed] = numbers(row, page);
        let purpose = once(short(&row.purpose, page.speech));
        let category = page.word(&format!("demo-category-{}", row.category));
        rows.push([once(row.clause.clone()), purpose, category, held, stored, blocked, due, destroyed]);
        sum.held += row.held;
        sum.stored += row.stored;
        sum.blocked += row.blocked;
        sum.due += row.due;
        sum.destroyed += row.destroyed;
    }
    let [held, stored, blocked, due, destroyed] = numbers(&sum, page);
    let all =
        [page.word("demo-register-all"), String::new(), String::new(), held, stored, blocked, due, destroyed];
    let lines: Vec<&[String]> = rows.iter().chain([&heads, &all]).map(<[String; 8]>::as_slice).collect();
    let columns = Columns::of(&lines, 3, 1);
    page.row(&columns, &heads, Row::Head);
    rows.iter().for_each(|row| page.row(&columns, row, Row::Plain));
    page.row(&columns, &all, Row::Sum);
    page.gap();
    let pieces = [
        ("people", page.number(totals.subjects).into()),
        ("p", totals.subjects.into()),
        ("entries", page.number(totals.entries).into()),
        ("e", totals.entries.into()),
    ];
    page.text(&page.speech.say("demo-register-done", &pieces));
    page.command("qorgau overview");
    story.tell(
        "register",
        json!({
            "people": totals.subjects,
            "entries": totals.entries,
            "held": sum.held,
            "stored": sum.stored,
            "blocked": sum.blocked,
            "due": sum.due,
            "destroyed": sum.destroyed,
        }),
    );
    Ok(())
}

fn numbers(row: &RowCounts, page: &Page<'_>) -> [String; 5] {
    [row.held, row.stored, row.blocked, row.due, row.destroyed]
        .map(|number| if number == 0 { "·".to_owned() } else { page.number(number) })
}
