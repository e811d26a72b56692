//! Where faults gather while a pack is read and checked.

use std::{cell::OnceCell, collections::BTreeMap};

use super::{
    Fault, FaultCode, Faults,
    fault::{Spot, inside},
};
use crate::{
    Text, Topic,
    load::{Place, SourceFile},
};

/// More faults than a person reads at once; the rest is counted.
const MAX_FAULTS: usize = 500;
/// The longest value that is quoted in full, in characters.
const MAX_WHOLE: usize = 500;

/// The faults found so far.
pub(crate) struct Report {
    files: Vec<SourceFile>,
    list: Vec<Fault>,
    left_out: usize,
    /// Where each file's lines start, once a fault asks.
    lines: Vec<OnceCell<Vec<usize>>>,
    /// Which keys were asked for, by the tables' names.
    #[cfg(test)]
    pub(crate) asked: std::collections::BTreeMap<String, std::collections::BTreeSet<&'static str>>,
    clauses: BTreeMap<Topic, String>,
    words: BTreeMap<String, Text>,
}

impl Report {
    pub(crate) fn new(files: &[SourceFile]) -> Report {
        Report {
            files: files.to_vec(),
            list: Vec::new(),
            left_out: 0,
            clauses: BTreeMap::new(),
            words: BTreeMap::new(),
            lines: files.iter().map(|_| OnceCell::new()).collect(),
            #[cfg(test)]
            asked: Default::default(),
        }
    }

    /// Adds a fault; the rest of the chain says more about it.
    pub(crate) fn add(&mut self, code: FaultCode, at: Place) -> More<'_> {
        if self.list.len() >= MAX_FAULTS {
            self.left_out += 1;
            return More { report: self, fault: None };
        }
        let spot = self.spot(at);
        let (path, line, column) = spot.as_ref().map_or((String::new(), 0, 0), |spot| self.position(spot));
        let values = Vec::new();
        let fault = Fault { code, clause: None, path, line, column, values, near: None, spot, also: None };
        More { report: self, fault: Some(fault) }
    }

    /// The pack's clauses, by which each fault says what asks for it.
    pub(crate) fn cite(&mut self, clauses: BTreeMap<Topic, String>) {
        self.clauses = clauses;
    }

    /// What people read where a clause is a citation; what was said first stands.
    pub(crate) fn words<'w>(&mut self, citations: impl IntoIterator<Item = (&'w String, &'w Text)>) {
        for (cite, name) in citations {
            self.words.entry(cite.clone()).or_insert_with(|| name.clone());
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn into_faults(mut self) -> Faults {
        self.list.sort_by_key(|f| f.spot.as_ref().map(|spot| (spot.file, spot.range.start)));
        self.list.dedup();
        for fault in &mut self.list {
            fault.clause = fault.code.topic().and_then(|topic| self.clauses.get(&topic)).cloned();
        }
        Faults { files: self.files, list: self.list, left_out: self.left_out, words: self.words }
    }

    fn spot(&self, at: Place) -> Option<Spot> {
        let file = self.files.get(at.file)?;
        Some(Spot { file: at.file, range: inside(&file.text, &(at.start..at.end)) })
    }

    fn position(&self, spot: &Spot) -> (String, usize, usize) {
        let Some(file) = self.files.get(spot.file) else { return Default::default() };
        let Some(lines) = self.lines.get(spot.file) else { return Default::default() };
        let starts = lines.get_or_init(|| {
            let breaks = file.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(breaks).collect()
        });
        let line = starts.partition_point(|start| *start <= spot.range.start);
        let start = starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let column = file.text[start..spot.range.start].chars().count() + 1;
        (file.path.clone(), line, column)
    }
}

/// A fault being written; it is filed when dropped.
pub(crate) struct More<'r> {
    report: &'r mut Report,
    fault: Option<Fault>,
}

impl More<'_> {
    /// Names a value for the text.
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        if let Some(fault) = &mut self.fault {
            let value = value.to_string();
            // The words we know are ours to list in full; everything else may be as long as its author liked.
            fault.values.push((name, if name == "known" { value } else { shorten(&value) }));
        }
        self
    }

    /// Names a value for the text in full: one that has to be copied word for word.
    pub(crate) fn with_whole(mut self, name: &'static str, value: &str) -> Self {
        if let Some(fault) = &mut self.fault {
            let plain = value.chars().take(MAX_WHOLE).map(|c| if c.is_control() { ' ' } else { c });
            fault.values.push((name, plain.collect()));
        }
        self
    }

    /// Looks among `known` for what was probably meant by `word`.
    pub(crate) fn near(mut self, word: &str, known: impl IntoIterator<Item: ToString>) -> Self {
        if let Some(fault) = &mut self.fault {
            fault.near = nearest(word, known);
        }
        self
    }

    /// Points to a second place that has to do with it.
    pub(crate) fn also(mut self, at: Place) -> Self {
        let spot = self.report.spot(at);
        if let Some(fault) = &mut self.fault {
            fault.also = spot;
        }
        self
    }
}

impl Drop for More<'_> {
    fn drop(&mut self) {
        if let Some(fault) = self.fault.take() {
            self.report.list.push(fault);
        }
    }
}

fn nearest(word: &str, known: impl IntoIterator<Item: ToString>) -> Option<String> {
    let word = shorten(word);
    known
        .into_iter()
        .map(|known| known.to_string())
        .filter(|known| *known != word)
        .map(|known| (strsim::jaro_winkler(&word, &known), known))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

/// Texts of a pack are quoted in part: a fault is a line, not a page.
fn shorten(text: &str) -> String {
    let plain: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() { plain + "…" } else { plain }
}
