//! A bar on stderr, where somebody watches.

use std::{
    cell::Cell,
    io::{self, IsTerminal as _},
};

use indicatif::{ProgressBar, ProgressStyle};

use super::page::number_in;
use crate::speech::Speech;

/// How far the rehearsal is, in rows.
pub(super) struct Progress<'a> {
    bar: ProgressBar,
    rows: Cell<u64>,
    speech: &'a Speech,
}

impl<'a> Progress<'a> {
    /// A bar over so many rows; silent where stderr is no terminal, and for programs.
    pub(super) fn new(total: u64, speech: &'a Speech) -> Self {
        let visible = io::stderr().is_terminal() && !speech.json();
        let bar = if visible { ProgressBar::new(total) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("    {bar:32} {percent:>3} %  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─"));
        Self { bar, rows: Cell::new(0), speech }
    }

    /// How many rows are done.
    pub(super) fn rows(&self) -> u64 {
        self.rows.get()
    }

    /// So many rows are done.
    pub(super) fn at(&self, rows: u64) {
        self.rows.set(rows);
        self.bar.set_position(rows);
        let count = number_in(rows, self.speech.lang);
        self.bar
            .set_message(self.speech.say("demo-progress", &[("count", count.into()), ("n", rows.into())]));
    }

    /// Takes the bar away while lines are written.
    pub(super) fn pause(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away for good.
    pub(super) fn close(&self) {
        self.bar.finish_and_clear();
    }
}
