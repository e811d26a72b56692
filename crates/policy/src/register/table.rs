//! The register in a terminal.

use comfy_table::{
    ColumnConstraint, ContentArrangement, Table, Width,
    presets::{NOTHING, UTF8_HORIZONTAL_ONLY},
};

use super::{
    RegisterRow,
    format::{everywhere, heads},
};
use crate::Lang;

/// The narrowest table whose words are still read.
const NARROWEST: u16 = 80;
/// The column of numbers.
const NUMBER: u16 = 5;
/// What stands between six columns.
const LINES: u16 = 5;
/// How the other columns share the rest, in hundredths.
const SHARES: [u16; 6] = [0, 17, 14, 26, 17, 26];

pub(super) fn table(rows: &[RegisterRow], lang: Lang, width: u16) -> String {
    let width = width.max(NARROWEST);
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(width).set_header(heads(lang));
    let mut last: Option<&RegisterRow> = None;
    for row in rows {
        let names = &row.names;
        // A purpose with several lists is named once, and terms that go on unchanged are not said again.
        let same = last.replace(row).filter(|last| last.no == row.no);
        let once = |text: &str| if same.is_none() { text.to_owned() } else { String::new() };
        let terms =
            if same.is_some_and(|last| last.names.terms == names.terms) { &[] } else { &names.terms[..] };
        table.add_row([
            once(&row.no.to_string()),
            once(&names.purpose),
            names.categories.join("\n"),
            names.items.join("; "),
            once(&names.ground),
            terms.iter().map(|term| format!("• {term}")).collect::<Vec<_>>().join("\n"),
        ]);
    }
    for (column, share) in table.column_iter_mut().zip(SHARES) {
        let width = if share == 0 { NUMBER } else { (width - NUMBER - LINES) * share / 100 };
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    let mut below = Table::new();
    below.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    below.add_row([everywhere(rows, lang)]);
    let lines = table.lines().chain(below.lines()).map(|line| line.trim_end().to_owned() + "\n");
    lines.collect()
}
