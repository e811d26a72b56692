//! How the rehearsal looks: numbered steps, what came of each, and the command that does the same.

use std::{
    io::{self, Write},
    time::Duration,
};

use policy::Lang;
use unicode_width::UnicodeWidthStr as _;

use crate::{
    show::{Paint, width},
    speech::Speech,
};

/// Where a step's lines begin.
const INDENT: usize = 4;
/// The widest line that is still read with ease.
const WIDEST: usize = 100;
/// What stands between two columns.
const BETWEEN: &str = "  ";
/// A blank at which no line breaks.
const BLANK: &str = "\u{A0}";

/// A page in the making. Nobody is left to tell when it can't be written on.
pub(super) struct Page<'a> {
    out: &'a mut dyn Write,
    /// Words and plurals.
    pub(super) speech: &'a Speech,
    paint: Paint,
    steps: u32,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub(super) fn new(out: &'a mut dyn Write, speech: &'a Speech) -> Self {
        Self { out, speech, paint: Paint::out(), steps: 0 }
    }

    /// What this is.
    pub(super) fn title(&mut self, text: &str) {
        let text = self.paint.strong(text);
        self.put(&format!("\n{text}\n\n"));
    }

    /// What stands between the steps and the end.
    pub(super) fn heading(&mut self, text: &str) {
        let text = self.paint.strong(text);
        self.put(&format!("{text}\n"));
    }

    /// Begins a step.
    pub(super) fn step(&mut self, heading: &str) {
        self.steps += 1;
        let text = self.paint.strong(&format!("{:>2}  {heading}", self.steps));
        self.put(&format!("\n{text}\n"));
        // Whoever watches sees what is going on before it is done.
        let _ = self.out.flush();
    }

    /// A text, wrapped.
    pub(super) fn text(&mut self, text: &str) {
        for line in wrap(text, room(INDENT)) {
            self.indented(&line);
        }
    }

    /// What went well, with the time that it took.
    pub(super) fn done(&mut self, text: &str, took: Duration) {
        // No line begins with the time.
        let text = format!("{text}{BLANK}·{BLANK}{}", self.time(took));
        for (at, line) in wrap(&text, room(INDENT + 2)).iter().enumerate() {
            let mark = if at == 0 { self.paint.good("✓") } else { " ".to_owned() };
            self.indented(&format!("{mark} {line}"));
        }
    }

    /// What the policy forbids.
    pub(super) fn refused(&mut self, text: &str) {
        for (at, line) in wrap(text, room(INDENT + 2)).iter().enumerate() {
            let mark = if at == 0 { self.paint.bad("✗") } else { " ".to_owned() };
            self.indented(&format!("{mark} {line}"));
        }
    }

    /// A command that does the same. A long one goes on below as a shell reads it, so that it can be copied.
    pub(super) fn command(&mut self, command: &str) {
        let mut lines = vec![String::from("$")];
        for (at, piece) in command.split(" --").enumerate() {
            let piece = if at == 0 { piece.to_owned() } else { format!("--{piece}") };
            match lines.last_mut() {
                Some(line) if at == 0 || line.width() + 3 + piece.width() <= room(INDENT) => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(format!("      {piece}")),
            }
        }
        let last = lines.len() - 1;
        for (at, line) in lines.iter().enumerate() {
            let more = if at < last { " \\" } else { "" };
            let line = self.paint.faint(&format!("{line}{more}"));
            self.indented(&line);
        }
    }

    /// What is known by a label.
    pub(super) fn fields(&mut self, pairs: &[(String, String)]) {
        let label = pairs.iter().map(|(label, _)| label.width()).max().unwrap_or_default();
        for (name, value) in pairs {
            let gap = " ".repeat(label - name.width() + 2);
            let name = self.paint.faint(name);
            let lines = wrap(value, room(INDENT + label + 2));
            let value = lines.join(&format!("\n{}", " ".repeat(INDENT + label + 2)));
            self.indented(&format!("{name}{gap}{value}"));
        }
    }

    /// One line of a table; a heading is faint, a sum strong.
    pub(super) fn row(&mut self, columns: &Columns, cells: &[String], kind: Row) {
        let line = columns.line(cells);
        let line = match kind {
            Row::Head => self.paint.faint(&line),
            Row::Plain => line,
            Row::Sum => self.paint.strong(&line),
        };
        self.indented(&line);
    }

    /// A line as it stands.
    pub(super) fn indented(&mut self, line: &str) {
        self.put(format!("{}{line}", " ".repeat(INDENT)).trim_end());
        self.put("\n");
    }

    /// An empty line.
    pub(super) fn gap(&mut self) {
        self.put("\n");
    }

    /// A text without pieces.
    pub(super) fn word(&self, key: &str) -> String {
        self.speech.word(key)
    }

    /// A number as people write it.
    pub(super) fn number(&self, number: u64) -> String {
        number_in(number, self.speech.lang)
    }

    /// A number with one place behind the point.
    pub(super) fn decimal(&self, number: f64) -> String {
        let text = format!("{number:.1}");
        if self.speech.lang == Lang::En { text } else { text.replace('.', ",") }
    }

    /// A span of time: seconds to a tenth, or milliseconds.
    pub(super) fn time(&self, took: Duration) -> String {
        let (key, time) = match took.as_millis() {
            0 => ("demo-milliseconds", "< 1".to_owned()),
            short @ 1..100 => ("demo-milliseconds", short.to_string()),
            _ => ("demo-seconds", self.decimal(took.as_secs_f64())),
        };
        self.speech.say(key, &[("time", time.into())]).replace(' ', BLANK)
    }

    fn put(&mut self, text: &str) {
        let _ = self.out.write_all(text.as_bytes());
    }
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    /// The heading.
    Head,
    /// One of many.
    Plain,
    /// All of them together.
    Sum,
}

/// The columns of a table: the first ones to the left, numbers to the right.
pub(super) struct Columns {
    widths: Vec<usize>,
    left: usize,
    /// The column that is left out.
    out: Option<usize>,
}

impl Columns {
    /// Columns wide enough for these lines; `left` of them are words, and the one at `spare` goes where all together
    /// are too wide for the terminal.
    pub(super) fn of(lines: &[&[String]], left: usize, spare: usize) -> Self {
        let count = lines.iter().map(|line| line.len()).max().unwrap_or_default();
        let widest = |at: usize| lines.iter().filter_map(|line| line.get(at)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..count).map(|at| widest(at).unwrap_or_default()).collect();
        let all = widths.iter().sum::<usize>() + BETWEEN.len() * count.saturating_sub(1);
        let out = (all > usize::from(width()).saturating_sub(INDENT)).then_some(spare);
        Self { widths, left, out }
    }

    fn line(&self, cells: &[String]) -> String {
        let cells = cells.iter().zip(&self.widths).enumerate().filter(|(at, _)| Some(*at) != self.out);
        let cells = cells.map(|(at, (cell, width))| {
            let gap = " ".repeat(width.saturating_sub(cell.width()));
            if at < self.left { format!("{cell}{gap}") } else { format!("{gap}{cell}") }
        });
        cells.collect::<Vec<_>>().join(BETWEEN)
    }
}

/// A number with its thousands apart.
pub(super) fn number_in(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let between = if lang == Lang::En { "," } else { BLANK };
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(between);
        }
        out.push(digit);
    }
    out
}

fn room(indent: usize) -> usize {
    usize::from(width()).min(WIDEST).saturating_sub(indent).max(40)
}

/// Lines of whole words.
fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.width() + 1 + word.width() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Nowhere: for answers to programs.
pub(super) fn nowhere() -> io::Sink {
    io::sink()
}
