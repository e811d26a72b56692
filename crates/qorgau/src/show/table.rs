//! Tables and lists of fields.

use std::io::{self, IsTerminal as _};

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width,
    presets::NOTHING,
};
use unicode_width::UnicodeWidthStr as _;

/// The columns where stdout is no terminal.
const USUAL: u16 = 100;
/// The narrowest table whose words are still read.
const NARROWEST: u16 = 60;

/// How many columns there are.
pub(crate) fn width() -> u16 {
    let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(USUAL, |(width, _)| width.0).max(NARROWEST)
}

/// The longest word that a column is kept wide enough for.
const LONG: u16 = 24;
/// The blanks on both sides of a cell.
const PADDING: u16 = 2;

/// One line below the heads, and air.
const PLAIN: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A table; columns named in `numbers` are set right, and neither they nor those named in `whole` are broken.
pub(crate) fn table(heads: &[String], rows: &[Vec<String>], numbers: &[usize], whole: &[usize]) -> String {
    let mut table = Table::new();
    table.load_style(PLAIN).set_content_arrangement(ContentArrangement::Dynamic).set_width(width());
    let cell = |(place, text): (usize, &String)| {
        let side = if numbers.contains(&place) { CellAlignment::Right } else { CellAlignment::Left };
        Cell::new(text).set_alignment(side)
    };
    // A number is short: its head is broken at every blank, so that words have the room.
    let broken = |(place, head): (usize, &String)| {
        let head = if numbers.contains(&place) { head.replace(' ', "\n") } else { head.clone() };
        cell((place, &head))
    };
    table.set_header(heads.iter().enumerate().map(broken));
    for row in rows {
        table.add_row(row.iter().enumerate().map(cell));
    }
    for (place, column) in table.column_iter_mut().enumerate() {
        let all = heads.get(place).into_iter().chain(rows.iter().filter_map(|row| row.get(place)));
        column.set_constraint(if numbers.contains(&place) || whole.contains(&place) {
            ColumnConstraint::ContentWidth
        } else {
            ColumnConstraint::LowerBoundary(Width::Fixed(longest_word(all) + PADDING))
        });
    }
    lines(&table)
}

/// The width of the longest word, so that none is broken; what is longer than a word is not one.
fn longest_word<'t>(texts: impl Iterator<Item = &'t String>) -> u16 {
    let words = texts.flat_map(|text| text.split_whitespace()).map(|word| word.width());
    let longest = words.max().and_then(|longest| u16::try_from(longest).ok());
    longest.unwrap_or(LONG).min(LONG)
}

/// Labels and what they say, one below the other. What is too long goes on below itself.
pub(crate) fn fields(pairs: &[(String, String)]) -> String {
    let label = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
    let mut out = String::new();
    for (name, value) in pairs {
        let gap = " ".repeat(label - name.width() + 2);
        let indent = " ".repeat(label + 4);
        let room = usize::from(width()).saturating_sub(label + 4).max(24);
        let value: Vec<String> = value.lines().flat_map(|line| wrap(line, room)).collect();
        let value = value.join(&format!("\n{indent}"));
        out += &format!("  {name}{gap}{value}\n");
    }
    out
}

/// A text that goes on at the same indent.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    let room = usize::from(width()).saturating_sub(indent).max(24);
    let lines = text.lines().flat_map(|line| wrap(line, room));
    lines.map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}

fn wrap(text: &str, room: usize) -> Vec<String> {
    if text.width() <= room {
        return text.lines().map(str::to_owned).collect();
    }
    let mut table = Table::new();
    let room = u16::try_from(room + 2).unwrap_or(u16::MAX);
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic).set_width(room);
    table.add_row([text]);
    table.lines().map(|line| line.trim().to_owned()).collect()
}

fn lines(table: &Table) -> String {
    table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}
