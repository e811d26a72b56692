//! What is found while a profile is checked: faults, and where each rule comes from.

use jiff::civil::Date;

use crate::{Confidence, Fault, ProfileError, Provenance};

/// Gathers everything, so that an author sees all faults at once.
pub(super) struct Findings<'t> {
    text: &'t str,
    faults: Vec<Fault>,
    provenance: Vec<Provenance>,
}

impl<'t> Findings<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, faults: Vec::new(), provenance: Vec::new() }
    }

    /// Notes a fault at a place in the text, given in bytes from its start.
    pub(super) fn fault(
        &mut self,
        at: usize,
        place: impl Into<String>,
        what: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let line = line(self.text, at);
        self.faults.push(Fault { line, place: place.into(), what: what.into(), hint: hint.into() });
    }

    /// Notes where a rule comes from, which has to be said in words.
    pub(super) fn rule(&mut self, at: usize, rule: String, from: Date, source: &str, confidence: Confidence) {
        if source.trim().is_empty() {
            self.fault(at, &rule, "`source` is empty", "name the act and the article it comes from");
        }
        self.provenance.push(Provenance {
            rule,
            effective_from: from,
            source: source.to_owned(),
            confidence,
        });
    }

    pub(super) fn finish(self) -> Result<Vec<Provenance>, ProfileError> {
        if self.faults.is_empty() { Ok(self.provenance) } else { Err(ProfileError::new(self.faults)) }
    }
}

/// A file that is no TOML, or whose fields aren't the format's.
pub(super) fn unreadable(text: &str, error: &toml::de::Error) -> ProfileError {
    let message = error.message();
    let hint = if message.starts_with("missing field") {
        "add it; every rule says from when it is in force, where it comes from and how far that is trusted \
         (`effective-from`, `source`, `confidence`)"
    } else if message.starts_with("unknown field") {
        "take it out, or spell it as the format does"
    } else {
        "correct it"
    };
    let at = error.span().map(|span| span.start);
    ProfileError::new(vec![Fault {
        line: at.map_or(0, |at| line(text, at)),
        place: at.map_or_else(|| "the file".to_owned(), |at| section(text, at)),
        what: message.trim().replace('\n', " "),
        hint: hint.to_owned(),
    }])
}

pub(super) fn no_zone() -> Fault {
    Fault {
        line: 0,
        place: "the file".to_owned(),
        what: "no offset from UTC is given".to_owned(),
        hint: "add an [[offset]] with `since` and `offset`".to_owned(),
    }
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The header of the table that a place in the text belongs to.
fn section(text: &str, at: usize) -> String {
    let here = line(text, at);
    let header = text.lines().take(here).filter(|line| line.trim_start().starts_with('[')).last();
    header.map_or_else(|| "the top of the file".to_owned(), |header| header.trim().to_owned())
}
