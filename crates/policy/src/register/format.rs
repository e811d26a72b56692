//! The register as text.

use std::{fmt::Write, str::FromStr};

use super::{RegisterRow, table, words::say};
use crate::Lang;

/// How a register is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal of so many columns.
    Table {
        /// The width.
        width: u16,
    },
    /// One object for each row, in ids.
    Json,
    /// Comma-separated, in names.
    Csv,
    /// Markdown, in names.
    Markdown,
}

impl FromStr for Format {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "table" => Ok(Format::Table { width: 120 }),
            "json" => Ok(Format::Json),
            "csv" => Ok(Format::Csv),
            "md" => Ok(Format::Markdown),
            _ => Err("formats are table, json, csv and md".to_owned()),
        }
    }
}

impl Format {
    /// Writes rows in this format; names stand in `lang`, which has to be the rows' own.
    pub fn write(self, rows: &[RegisterRow], lang: Lang) -> String {
        match self {
            Format::Table { width } => table::table(rows, lang, width),
            Format::Json => {
                let text = serde_json::to_string_pretty(rows);
                text.expect("rows have text keys and texts only") + "\n"
            }
            Format::Csv => csv(rows, lang),
            Format::Markdown => markdown(rows, lang),
        }
    }
}

/// The columns of the formats for people.
const HEADS: [&str; 6] =
    ["head-no", "head-purpose", "head-category", "head-items", "head-ground", "head-terms"];

pub(super) fn heads(lang: Lang) -> [String; 6] {
    HEADS.map(|key| say(lang, key, &[]))
}

/// What every row shares, in a sentence; empty where there is nothing.
pub(super) fn everywhere(rows: &[RegisterRow], lang: Lang) -> String {
    let terms = rows.first().map(|row| row.names.everywhere.join("; ")).unwrap_or_default();
    if terms.is_empty() { terms } else { say(lang, "everywhere", &[("terms", terms.into())]) }
}

fn csv(rows: &[RegisterRow], lang: Lang) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let heads = heads(lang);
    let clause = say(lang, "head-clause", &[]);
    let [no, purpose, category, items, ground, terms] = &heads;
    let mut records = vec![[no, purpose, &clause, category, items, ground, terms].map(String::clone)];
    records.extend(rows.iter().map(|row| {
        let names = &row.names;
        let terms: Vec<_> = names.terms.iter().chain(&names.everywhere).cloned().collect();
        [
            row.no.to_string(),
            names.purpose.clone(),
            row.clause.clone(),
            names.categories.join("; "),
            names.items.join("; "),
            names.ground.clone(),
            terms.join("; "),
        ]
    }));
    for record in records {
        out.write_record(record).expect("seven fields each, into memory");
    }
    let bytes = out.into_inner().expect("memory takes what is flushed into it");
    String::from_utf8(bytes).expect("texts in, text out")
}

fn markdown(rows: &[RegisterRow], lang: Lang) -> String {
    let line = |cells: &[String]| {
        let cells = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect::<Vec<_>>();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = line(&heads(lang)) + "|" + &"---|".repeat(HEADS.len()) + "\n";
    for row in rows {
        let names = &row.names;
        out += &line(&[
            row.no.to_string(),
            names.purpose.clone(),
            names.categories.join("; "),
            names.items.join("; "),
            names.ground.clone(),
            names.terms.join("<br>"),
        ]);
    }
    // Writing to a string does not fail.
    let _ = write!(out, "\n{}\n", everywhere(rows, lang));
    out
}
