//! Colours, where somebody sees them.

use std::{
    env,
    io::{self, IsTerminal as _},
};

use anstyle::{AnsiColor, Style};

/// Whether stdout shows colours: it is a terminal, and NO_COLOR is not set.
pub(crate) fn colour_out() -> bool {
    io::stdout().is_terminal() && allowed()
}

/// Paints words, or leaves them as they are.
#[derive(Clone, Copy)]
pub(crate) struct Paint(bool);

impl Paint {
    /// For stdout.
    pub(crate) fn out() -> Self {
        Self(colour_out())
    }

    /// For stderr.
    pub(crate) fn err() -> Self {
        Self(io::stderr().is_terminal() && allowed())
    }

    /// A heading.
    pub(crate) fn strong(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// Less important.
    pub(crate) fn faint(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// It went well.
    pub(crate) fn good(self, text: &str) -> String {
        self.with(AnsiColor::Green.on_default().bold(), text)
    }

    /// It did not.
    pub(crate) fn bad(self, text: &str) -> String {
        self.with(AnsiColor::Red.on_default().bold(), text)
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.0 { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

fn allowed() -> bool {
    env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
        && env::var_os("TERM").is_none_or(|t| t != "dumb")
}
