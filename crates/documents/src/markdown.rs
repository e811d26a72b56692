//! A document as Markdown (CommonMark with GitHub's tables), one line a paragraph.

mod escape;

use std::fmt::Write;

use crate::{Align, Block, Cell, Doc, Entry, Labels, Run, Runs, Table, Words};
use escape::{code, escape, line};

/// Writes the text.
pub fn text(doc: &Doc) -> String {
    let mut parts = vec![format!("# {}", line(&doc.title))];
    parts.extend(doc.subtitle.as_ref().map(|subtitle| format!("**{}**", escape(subtitle))));
    if !doc.meta.is_empty() {
        let meta = doc.meta.iter().map(|(name, value)| format!("- {}: {}", first(escape(name)), runs(value)));
        parts.push(meta.collect::<Vec<_>>().join("\n"));
    }
    let labels = Labels::of(doc.lang);
    parts.extend(doc.blocks.iter().map(|block| write(block, &labels)).filter(|part| !part.is_empty()));
    parts.join("\n\n") + "\n"
}

fn write(block: &Block, labels: &Labels) -> String {
    match block {
        Block::Heading { level, number, text, .. } => {
            let marks = "#".repeat(usize::from((*level).clamp(2, 6)));
            format!("{marks} {}{}", numbered(number.as_ref(), " "), line(text))
        }
        Block::Paragraph { number, text } => first(format!("{}{}", clause(number.as_ref()), runs(text))),
        Block::List { ordered, items } => list(*ordered, items),
        Block::Terms { items } => {
            let item = |(term, text): &(Words, Runs)| format!("- **{}**: {}", escape(term), runs(text));
            items.iter().map(item).collect::<Vec<_>>().join("\n")
        }
        Block::Table(one) => table(one),
        Block::Note { title, text } => {
            let title = title.iter().map(|title| format!("**{}**", escape(title)));
            let all: Vec<_> = title.chain(text.iter().map(|text| first(runs(text)))).collect();
            format!("> {}", all.join("\n>\n> "))
        }
        Block::Signatures { lines } => {
            let blank = "\\_".repeat(12);
            let places = [&labels.signature, &labels.name, &labels.date]
                .map(|place| format!("{blank} ({})", escape(place)));
            let line = |who: &Words| format!("{}: {}", first(escape(who)), places.join(" "));
            lines.iter().map(line).collect::<Vec<_>>().join("\n\n")
        }
        Block::PageBreak => "---".to_owned(),
    }
}

fn numbered(number: Option<&Words>, then: &str) -> String {
    number.map(|number| format!("{}{then}", line(number))).unwrap_or_default()
}

fn clause(number: Option<&Words>) -> String {
    number.map(|number| format!("**{}** ", escape(number))).unwrap_or_default()
}

fn list(ordered: bool, items: &[Entry]) -> String {
    let mut out = Vec::new();
    for (nth, item) in items.iter().enumerate() {
        let mark = if ordered { format!("{}.", nth + 1) } else { "-".to_owned() };
        out.push(format!(
            "{mark} {}",
            first(format!("{}{}", clause(item.number.as_ref()), runs(&item.text)))
        ));
    }
    out.join("\n")
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = |align: Align| if align == Align::End { "--:" } else { "---" };
    let rules: Vec<_> = table.columns.iter().map(|column| rule(column.align).to_owned()).collect();
    let mut out = format!("**{}**\n\n", escape(&table.caption));
    out += &row(table.columns.iter().map(|column| escape(&column.head)).collect());
    let _ = write!(out, "\n{}", row(rules)); // writing to a string does not fail
    for cells in &table.rows {
        let _ = write!(out, "\n{}", row(cells.iter().map(cell).collect()));
    }
    out
}

fn cell(cell: &Cell) -> String {
    cell.0.iter().map(|line| written(line, true)).collect::<Vec<_>>().join("<br>")
}

fn runs(text: &Runs) -> String {
    written(text, false)
}

fn written(text: &Runs, in_table: bool) -> String {
    let mut out = String::new();
    for run in &text.0 {
        match run {
            Run::Text { text } => out += &escape(text),
            Run::Strong { text } if text.is_blank() => {}
            Run::Strong { text } => out += &format!("**{}**", escape(text)),
            // A table takes a bar for its own even inside code.
            Run::Code { text } if in_table => out += &code(text).replace('|', "\\|"),
            Run::Code { text } => out += &code(text),
            // Angles hold any address that `Href` lets through.
            Run::Link { text, to } => {
                out += &format!("[{}](<{}>)", escape(text), to.as_str().replace('|', "%7C"))
            }
        }
    }
    out
}

/// What would begin a heading, a list or a rule at the start of a line begins a paragraph.
fn first(text: String) -> String {
    escape::start(text.trim_start()) // spaces before a mark do not hide it
}
