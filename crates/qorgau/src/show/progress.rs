//! Progress on stderr, where somebody watches.

use std::{
    io::{self, IsTerminal as _},
    time::Duration,
};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use office::import::Progress;

use crate::speech::Speech;

/// A bar over the bytes of a file, with the rate of rows and the time left.
pub(crate) struct Bar<'a> {
    bar: ProgressBar,
    speech: &'a Speech,
    started: std::time::Instant,
}

impl<'a> Bar<'a> {
    /// A bar; silent where stderr is no terminal.
    pub(crate) fn new(speech: &'a Speech) -> Self {
        let bar = if visible() { ProgressBar::new(0) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("  {bar:32} {percent:>3} %  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─"));
        Self { bar, speech, started: std::time::Instant::now() }
    }

    /// Shows how far it is.
    pub(crate) fn tell(&self, progress: Progress) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_length(progress.total);
        self.bar.set_position(progress.bytes);
        let rate = progress.fresh as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        let left = Duration::from_secs(self.bar.eta().as_secs());
        let args = [
            ("rows", HumanCount(progress.rows).to_string().into()),
            ("rate", HumanCount(rate as u64).to_string().into()),
            ("left", format!("{}:{:02}", left.as_secs() / 60, left.as_secs() % 60).into()),
            ("rejected", HumanCount(progress.rejected).to_string().into()),
            ("size", HumanBytes(progress.total).to_string().into()),
        ];
        self.bar.set_message(self.speech.say("import-progress", &args));
    }

    /// Takes the bar away.
    pub(crate) fn close(self) {
        self.bar.finish_and_clear();
    }
}

/// A count that goes up.
pub(crate) struct Count<'a> {
    bar: ProgressBar,
    speech: &'a Speech,
    key: &'static str,
}

impl<'a> Count<'a> {
    /// A count under a text with the piece `count`; silent where stderr is no terminal.
    pub(crate) fn new(speech: &'a Speech, key: &'static str) -> Self {
        let bar = if visible() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("  {spinner} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(Duration::from_millis(120));
        Self { bar, speech, key }
    }

    /// Shows a number.
    pub(crate) fn tell(&self, count: u64) {
        if !self.bar.is_hidden() {
            let count = HumanCount(count).to_string();
            self.bar.set_message(self.speech.say(self.key, &[("count", count.into())]));
        }
    }

    /// Takes it away.
    pub(crate) fn close(self) {
        self.bar.finish_and_clear();
    }
}

fn visible() -> bool {
    io::stderr().is_terminal()
}
