//! What an import tells: on its way, and at its end.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::civil::Date;
use kernel::SubjectId;
use policy::ItemId;
use serde::{Deserialize, Serialize};

/// How many conflicts a report names; the others are only counted.
pub const MOST_CONFLICTS: usize = 1_000;

/// How many rejected rows a report names; the others are only counted.
pub const MOST_REJECTED: usize = 1_000;

/// How far an import is; told after every durable batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read of the file, those of an earlier run included.
    pub bytes: u64,
    /// Bytes of the whole file.
    pub total: u64,
    /// Rows done.
    pub rows: u64,
    /// Rows of this run that an earlier one had not done: what a rate is reckoned from.
    pub fresh: u64,
    /// Rows rejected so far.
    pub rejected: u64,
}

/// What an import did. The counts are those of the whole file, runs before a stop included.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportReport {
    /// Whether the file's end was reached; if not, the next run goes on where this one was stopped.
    pub finished: bool,
    /// Where this run took up a stopped one: the number of rows done before.
    pub resumed: Option<u64>,
    /// Rows, the header and empty lines not among them.
    pub rows: u64,
    /// Rows that went in.
    pub taken: u64,
    /// Rows that were in already.
    pub already: u64,
    /// Rows that were rejected.
    pub rejected: u64,
    /// Rejected rows by code.
    pub by_code: BTreeMap<String, u64>,
    /// How many people of this file conflict with people known.
    pub conflicting: u64,
    /// The first conflicts of this run, at most [`MOST_CONFLICTS`].
    pub conflicts: Vec<Conflict>,
    /// The file of rejected rows, if there are any.
    pub rejects_file: Option<PathBuf>,
    /// The day by which that file is to be deleted, where it holds values.
    pub rejects_delete_by: Option<Date>,
    /// The first rejected rows of this run, at most [`MOST_REJECTED`], where the report tells them.
    pub rejected_rows: Vec<RejectedRow>,
    /// How long this run took.
    pub seconds: f64,
}

/// A row that was rejected, and why; never what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectedRow {
    /// The row's number in the file: a CSV's header is row 1.
    pub row: u64,
    /// The line on which it begins.
    pub line: u64,
    /// The item that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The reason for programs.
    pub code: String,
    /// The clause that refuses; empty for a row that does not read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// The reason in words, with what to do.
    pub reason: String,
}

/// A row whose identifying items point to different people: a new subject was made of it, to be looked at and merged
/// where the two are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The row's number in the file.
    pub row: u64,
    /// The new subject.
    pub subject: SubjectId,
    /// The item that points elsewhere.
    pub item: ItemId,
}

/// The counts of a run, as the resume document keeps them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) rows: u64,
    pub(super) taken: u64,
    pub(super) already: u64,
    pub(super) rejected: u64,
    pub(super) conflicting: u64,
    pub(super) by_code: BTreeMap<String, u64>,
}

impl Tally {
    pub(super) fn reject(&mut self, code: &str) {
        self.rejected += 1;
        match self.by_code.get_mut(code) {
            Some(count) => *count += 1,
            None => drop(self.by_code.insert(code.to_owned(), 1)),
        }
    }
}
