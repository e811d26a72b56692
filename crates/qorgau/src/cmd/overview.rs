//! `qorgau overview`: the register with what is held, blocked, due and destroyed.

use anyhow::Result;
use office::RowCounts;
use serde_json::{Value, json};

use crate::{
    answer::Answer,
    door::Door,
    show::{Names, Paint, local, table},
};

/// Runs it.
pub(crate) fn run(door: &Door<'_>) -> Result<Answer> {
    let speech = door.speech;
    door.look(|office| {
        let totals = office.overview()?;
        let rows = totals.merged();
        let world = office.world();
        let names = Names::new(world.edition().map(|edition| edition.pack()), speech.lang);
        let keys = [
            "head-clause",
            "head-purpose",
            "head-category",
            "head-held",
            "head-stored",
            "head-blocked",
            "head-is-due",
            "head-destroyed",
        ];
        let numbers = |row: &RowCounts| {
            [row.held, row.stored, row.blocked, row.due, row.destroyed].map(|number| number.to_string())
        };
        let cites = world.cites(speech.lang);
        let mut last = String::new();
        let mut lines: Vec<Vec<String>> = Vec::with_capacity(rows.len() + 1);
        for row in &rows {
            // A purpose of several kinds of people is named once.
            let same = last == row.clause;
            last.clone_from(&row.clause);
            let once = |text: String| if same { String::new() } else { text };
            let mut line = vec![once(cites.cite(&row.clause)), once(row.purpose.clone())];
            line.push(names.category(&row.category));
            line.extend(numbers(row));
            lines.push(line);
        }
        let mut sum = vec![String::new(), speech.word("all"), String::new()];
        sum.extend(numbers(&total(&rows)));
        lines.push(sum);
        let args = [
            ("people", totals.subjects.into()),
            ("entries", totals.entries.into()),
            ("at", local(office, office.clock().now()).into()),
        ];
        let head = Paint::out().strong(&speech.say("overview-head", &args));
        let text = format!(
            "{head}\n{}",
            table(&keys.map(|key| speech.word(key)), &lines, &[3, 4, 5, 6, 7], &[0, 1])
        );
        let all: Vec<Value> = rows.iter().map(as_json).collect();
        Ok(Answer::done(text, json!({ "subjects": totals.subjects, "entries": totals.entries, "rows": all })))
    })
}

fn total(rows: &[RowCounts]) -> RowCounts {
    let mut sum = RowCounts::default();
    rows.iter().for_each(|row| sum.add(row));
    sum
}

fn as_json(row: &RowCounts) -> Value {
    json!({
        "clause": row.clause,
        "purpose": row.purpose,
        "category": row.category,
        "held": row.held,
        "stored": row.stored,
        "blocked": row.blocked,
        "due": row.due,
        "destroyed": row.destroyed,
    })
}
