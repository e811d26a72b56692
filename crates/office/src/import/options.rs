//! What an import is told.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::Timestamp;
use kernel::Consent;
use policy::{CategoryId, EventId, Lang, OptionId, PurposeId};
use serde::{Deserialize, Serialize};

use crate::error::{OfficeError, Result};

/// How people come in. A column of the file goes before an option, row by row.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// Why they are held.
    pub purpose: PurposeId,
    /// As whom; needed unless the purpose has one category or the file a column `category`.
    pub category: Option<CategoryId>,
    /// The row's required choice, such as the kind of contract.
    pub choice: Option<OptionId>,
    /// How and when all of them gave their consent.
    pub consent: Option<Consent>,
    /// Effective time, where it is not now.
    pub at: Option<Timestamp>,
    /// How the file is read.
    pub file: FileOptions,
}

/// How the history of people comes in. A column of the file goes before an option, row by row.
#[derive(Debug, Clone)]
pub struct EventOptions {
    /// Under which purpose it happened.
    pub purpose: Option<PurposeId>,
    /// What happened.
    pub event: Option<EventId>,
    /// When.
    pub at: Option<Timestamp>,
    /// How the file is read.
    pub file: FileOptions,
}

/// How a file is read, and where rejected rows go.
#[derive(Debug, Clone)]
pub struct FileOptions {
    /// CSV or NDJSON; `None` looks at the file's first character.
    pub format: Option<Format>,
    /// What stands between two cells of CSV; `None` counts commas, semicolons and tabs in the header.
    pub delimiter: Option<u8>,
    /// What headers mean that are neither ids nor names.
    pub mapping: Mapping,
    /// Columns that are left out: items' ids, or headers as they stand.
    pub drop: Vec<String>,
    /// Where rejected rows go.
    pub rejects: RejectsTo,
    /// Whether rejected rows are written in full; the file then has a day by which it is to be deleted.
    pub with_values: bool,
    /// In which language reasons are given.
    pub lang: Lang,
}

impl FileOptions {
    /// The usual way, with rejected rows to this file.
    pub fn new(rejects: impl Into<PathBuf>) -> Self {
        Self {
            format: None,
            delimiter: None,
            mapping: Mapping::default(),
            drop: Vec::new(),
            rejects: RejectsTo::File(rejects.into()),
            with_values: false,
            lang: Lang::En,
        }
    }

    /// The usual way, with rejected rows told by the report.
    pub fn reported() -> Self {
        Self { rejects: RejectsTo::Report, ..Self::new(PathBuf::new()) }
    }
}

/// Where rejected rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RejectsTo {
    /// A CSV file that its owner alone reads, made when the first row is rejected.
    File(PathBuf),
    /// The report of the run, which names the first of them and never a value.
    Report,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells between delimiters; the first row is the header.
    Csv,
    /// One JSON object a line.
    Ndjson,
}

/// What a file's own headers mean: an item's id, or a control column's word. In a mapping file, one line for each:
/// `"Ваш e-mail" = "email"`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(pub BTreeMap<String, String>);

impl Mapping {
    /// From JSON: `{"Ваш e-mail": "email"}`.
    ///
    /// # Errors
    /// It is no object of texts.
    pub fn from_json(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|_| OfficeError::input("mapping-form", &[]))
    }
}
