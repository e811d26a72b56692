//! Answers: a text for people or JSON for programs, and the exit code.

use std::io;

use serde_json::Value;

use crate::{
    show::{calm, wrapped},
    speech::Speech,
};

/// The policy said no.
pub(crate) const REFUSED: u8 = 1;
/// The command line, or a file given on it, can't be used.
pub(crate) const BAD_INPUT: u8 = 2;
/// The store is damaged or out of reach.
pub(crate) const BAD_STORE: u8 = 3;

/// What a command answers.
#[derive(Debug)]
pub(crate) struct Answer {
    text: String,
    json: Value,
    /// JSON whose bytes are not ours to choose, in place of `json`.
    exact: Option<String>,
    code: u8,
    /// The text is no result: it goes to stderr.
    no_result: bool,
    aside: String,
}

impl Answer {
    /// Done.
    pub(crate) fn done(text: impl Into<String>, json: Value) -> Self {
        Self { text: text.into(), json, exact: None, code: 0, no_result: false, aside: String::new() }
    }

    /// Done, with JSON whose bytes are not ours to choose.
    pub(crate) fn exact(text: impl Into<String>, json: String) -> Self {
        Self { exact: Some(json), ..Self::done(text, Value::Null) }
    }

    /// With one member more in the JSON object.
    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.json[name] = value.into();
        self
    }

    /// With this exit code.
    pub(crate) fn code(mut self, code: u8) -> Self {
        self.code = self.code.max(code);
        self
    }

    /// Moves the text to stderr: it is no result. JSON stays on stdout, where a program reads it.
    pub(crate) fn no_result(mut self) -> Self {
        self.no_result = true;
        self
    }

    /// Says something besides, on stderr, to people.
    pub(crate) fn beside(mut self, text: &str) -> Self {
        self.aside.push_str(&wrapped(text, 0));
        self
    }

    /// Writes the answer; gives the exit code.
    pub(crate) fn put(&self, speech: &Speech) -> u8 {
        let json = || serde_json::to_string_pretty(&self.json).unwrap_or_default(); // values always serialise
        let (out, err) = match (speech.json(), self.no_result) {
            (true, _) => (self.exact.clone().unwrap_or_else(json), String::new()),
            (false, false) => (calm(&self.text), String::new()),
            (false, true) => (String::new(), calm(&self.text)),
        };
        put(&out);
        // stderr may be closed; there is nobody left to tell.
        let _ = writeln_if_any(&mut io::stderr().lock(), &format!("{err}{}", calm(&self.aside)));
        self.code
    }
}

/// Writes a text to stdout, closed by one line break. A closed pipe is nobody's fault.
pub(crate) fn put(text: &str) {
    let _ = writeln_if_any(&mut io::stdout().lock(), text);
}

fn writeln_if_any(out: &mut dyn io::Write, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    out.write_all(text.trim_end_matches('\n').as_bytes())?;
    out.write_all(b"\n")?;
    out.flush()
}
