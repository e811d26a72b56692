//! Faults: what is wrong, where, why, and what to do.

use std::{collections::BTreeMap, error, fmt, ops::Range};

use super::{FaultCode, say};
use crate::{Lang, Text, load::SourceFile};

/// One fault of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Why the pack does not load.
    pub code: FaultCode,
    /// The pack's own clause that asks for it, where the pack could be read so far.
    pub clause: Option<String>,
    /// The file; empty where the pack as a whole lacks something.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What the text names, such as the unknown id.
    pub values: Vec<(&'static str, String)>,
    /// What was probably meant.
    pub near: Option<String>,
    pub(super) spot: Option<Spot>,
    pub(super) also: Option<Spot>,
}

/// A stretch of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) file: usize,
    pub(super) range: Range<usize>,
}

impl Fault {
    /// What is wrong, in one line.
    pub fn what(&self, lang: Lang) -> String {
        self.say(lang, "")
    }

    /// Why it is a fault.
    pub fn why(&self, lang: Lang) -> String {
        self.say(lang, "-why")
    }

    /// What to do about it.
    pub fn remedy(&self, lang: Lang) -> String {
        self.say(lang, "-do")
    }

    /// The probable meaning as a question, where something near is known.
    pub fn hint(&self, lang: Lang) -> Option<String> {
        let near = self.near.as_deref()?;
        Some(say().say(lang, "did-you-mean", &[("near", near.into())]))
    }

    fn say(&self, lang: Lang, part: &str) -> String {
        let value = |(name, value): &(&'static str, String)| match *name {
            // A type is a word of ours, said in the reader's language.
            "expected" => (*name, say().say(lang, &format!("type-{value}"), &[]).into()),
            _ => (*name, value.clone().into()),
        };
        let values: Vec<_> = self.values.iter().map(value).collect();
        say().say(lang, &format!("{}{part}", self.code), &values)
    }
}

/// Every fault of a pack, in the order of its files. Never empty.
#[derive(Clone)]
pub struct Faults {
    pub(super) files: Vec<SourceFile>,
    pub(super) list: Vec<Fault>,
    pub(super) left_out: usize,
    /// What people read where a clause is a citation.
    pub(super) words: BTreeMap<String, Text>,
}

impl Faults {
    /// The faults.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.list.iter()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len() + self.left_out
    }

    pub(super) fn text(&self, spot: &Spot) -> Option<(&SourceFile, Range<usize>)> {
        let file = self.files.get(spot.file)?;
        Some((file, inside(&file.text, &spot.range)))
    }
}

/// A range that lies in `text` on character boundaries, one character long where there is one.
pub(super) fn inside(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.min(text.len()).max(start));
    if start < end {
        return start..end;
    }
    match text[start..].chars().next() {
        Some(next) if next != '\n' => start..start + next.len_utf8(),
        _ => start..start,
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.list).finish()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(Lang::En, false))
    }
}

impl error::Error for Faults {}
