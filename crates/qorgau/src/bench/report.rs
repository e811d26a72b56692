//! What was measured, for people and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{machine::Machine, stats::median};

/// A run's results.
pub(super) struct Report {
    pub(super) machine: Machine,
    people: u64,
    pairs: u64,
    lines: Vec<Line>,
}

/// One line of results.
pub(super) struct Line {
    /// What was measured.
    pub(super) what: String,
    /// In which store.
    pub(super) store: String,
    /// Our figure.
    pub(super) ours: f64,
    /// The raw figure, where there is one.
    pub(super) raw: Option<f64>,
    /// The ratio, where there is one: the median of the pairs' ratios.
    pub(super) ratio: Option<f64>,
    /// Of both figures.
    pub(super) unit: &'static str,
    /// What is to be reached, where anything is: of the ratio if there is one, else of our figure.
    pub(super) target: Option<Target>,
    /// What else is worth knowing.
    pub(super) notes: Vec<(&'static str, f64)>,
}

/// What is to be reached.
#[derive(Clone, Copy)]
pub(super) enum Target {
    AtLeast(f64),
    AtMost(f64),
}

impl Target {
    fn met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(bound) => value >= bound,
            Self::AtMost(bound) => value <= bound,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(bound) => format!("≥ {}", figure(bound)),
            Self::AtMost(bound) => format!("≤ {}", figure(bound)),
        }
    }
}

/// Rates of runs in pairs.
#[derive(Default)]
pub(super) struct Pairs {
    ours: Vec<f64>,
    raw: Vec<f64>,
}

impl Pairs {
    pub(super) fn push(&mut self, ours: f64, raw: f64) {
        eprintln!("  {}/s, raw {}/s", figure(ours.round()), figure(raw.round()));
        self.ours.push(ours);
        self.raw.push(raw);
    }

    /// The medians as a line, with the lowest and the highest ratio as notes.
    pub(super) fn line(&self, what: &str, store: String, target: f64) -> Line {
        let ratios: Vec<f64> = self.ours.iter().zip(&self.raw).map(|(ours, raw)| ours / raw).collect();
        let lowest = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = ratios.iter().copied().fold(0.0, f64::max);
        Line {
            what: what.to_owned(),
            store,
            ours: median(&self.ours),
            raw: Some(median(&self.raw)),
            ratio: Some(median(&ratios)),
            unit: "/s",
            target: Some(Target::AtLeast(target)),
            notes: vec![("lowest ratio", lowest), ("highest ratio", highest)],
        }
    }
}

impl Line {
    fn measured(&self) -> f64 {
        self.ratio.unwrap_or(self.ours)
    }

    fn met(&self) -> Option<bool> {
        self.target.map(|target| target.met(self.measured()))
    }

    fn to_json(&self) -> Value {
        let notes: serde_json::Map<String, Value> =
            self.notes.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({
            "what": self.what, "store": self.store, "ours": self.ours, "raw": self.raw, "ratio": self.ratio,
            "unit": self.unit, "target": self.target.map(Target::text), "met": self.met(), "notes": notes,
        })
    }

    fn cells(&self) -> [String; 8] {
        let mark = self.met().map_or("", |met| if met { "✓" } else { "✗" });
        let with_unit = |value: f64| format!("{}{}", figure(value), self.unit);
        let notes: Vec<String> =
            self.notes.iter().map(|(name, value)| format!("{name} {}", figure(*value))).collect();
        [
            self.what.clone(),
            self.store.clone(),
            with_unit(self.ours),
            self.raw.map(with_unit).unwrap_or_default(),
            self.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default(),
            self.target.map(Target::text).unwrap_or_default(),
            mark.to_owned(),
            notes.join(", "),
        ]
    }
}

impl Report {
    pub(super) fn new(machine: Machine, people: u64, pairs: u64) -> Self {
        Self { machine, people, pairs, lines: Vec::new() }
    }

    /// Takes a line in, and tells who waits.
    pub(super) fn add(&mut self, line: Line) {
        eprintln!("{}", line.cells().join("  "));
        self.lines.push(line);
    }

    pub(super) fn to_json(&self) -> Value {
        let lines: Vec<Value> = self.lines.iter().map(Line::to_json).collect();
        json!({ "machine": self.machine.to_json(), "people": self.people, "pairs": self.pairs, "rows": lines })
    }

    pub(super) fn to_table(&self) -> String {
        let head = ["what", "store", "ours", "raw", "ratio", "target", "", ""].map(str::to_owned);
        let rows: Vec<[String; 8]> =
            std::iter::once(head).chain(self.lines.iter().map(Line::cells)).collect();
        let width =
            |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
        let widths: [usize; 8] = std::array::from_fn(width);
        let mut out = self.machine.to_text();
        let _ = writeln!(out, "{} people, {} pairs\n", figure(self.people as f64), self.pairs); // into a string
        for row in &rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let pad = " ".repeat(widths[column] - cell.chars().count());
                let number = (2..=4).contains(&column);
                line += &if number { format!("{pad}{cell}  ") } else { format!("{cell}{pad}  ") };
            }
            out += line.trim_end();
            out.push('\n');
        }
        out
    }
}

/// A number as people read it: 12,345 or 0.71.
pub(super) fn figure(value: f64) -> String {
    if value.abs() < 100.0 && value.fract() != 0.0 {
        return format!("{value:.2}");
    }
    let digits = format!("{value:.0}");
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            [0.714, 12.0, 999.6, 12345.4, 1e6].map(figure),
            ["0.71", "12", "1,000", "12,345", "1,000,000"]
        );
    }

    #[test]
    fn a_ratio_is_that_of_the_middle_pair() {
        let mut pairs = Pairs::default();
        for (ours, raw) in [(70.0, 100.0), (10.0, 100.0), (90.0, 100.0)] {
            pairs.push(ours, raw);
        }
        let line = pairs.line("x", "y".to_owned(), 0.7);
        assert_eq!((line.ours, line.ratio, line.met()), (70.0, Some(0.7), Some(true)));
    }
}
