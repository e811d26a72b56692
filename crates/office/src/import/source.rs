//! A file's rows, whatever its form: each with its number, its line and its cells by column. A row that can't be read
//! is told by its number and does not stop the others.

use std::io::Read;

use super::{
    delimited::{self, Delimited},
    fault::Code,
    input::Input,
    ndjson::Ndjson,
    options::{FileOptions, Format},
};
use crate::error::{OfficeError, Result};

/// The widest row, in bytes.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// The most columns.
pub(super) const MOST_COLUMNS: usize = 256;

/// One row; read into again and again.
#[derive(Default)]
pub(super) struct Row {
    /// Its number in the file: a CSV's header is row 1, as in a spreadsheet.
    pub(super) number: u64,
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) text: String,
    /// Column, start and end of each cell.
    pub(super) cells: Vec<(usize, usize, usize)>,
}

impl Row {
    /// The cells, white space around them gone; empty ones are left out.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().filter_map(|(column, start, end)| {
            let cell = self.text.get(*start..*end)?.trim();
            (!cell.is_empty()).then_some((*column, cell))
        })
    }

    /// The row as a JSON array of its cells, for those who correct it: no spreadsheet takes it for a formula.
    pub(super) fn source(&self) -> String {
        let cells: Vec<&str> = self.all().collect();
        serde_json::to_string(&cells).unwrap_or_default() // texts always serialise
    }

    /// Every cell as it stands.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().filter_map(|(_, start, end)| self.text.get(*start..*end))
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }
}

/// What came next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A row.
    Row,
    /// A row that can't be read.
    Bad(Code),
    /// Nothing.
    End,
}

/// Where a run stands in its file, always between two rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// Bytes consumed.
    pub(super) bytes: u64,
    /// SHA-256 of those bytes.
    pub(super) digest: [u8; 32],
    /// The last row's number.
    pub(super) number: u64,
    /// The next row's line.
    pub(super) line: u64,
}

/// A file open for reading.
pub(super) enum Source<R> {
    Csv(Delimited<R>),
    Ndjson(Ndjson<R>),
}

impl<R: Read> Source<R> {
    /// Looks at the beginning and reads a CSV's header.
    ///
    /// # Errors
    /// Not UTF-8, not one of the two forms, or a header that can't be read.
    pub(super) fn open(reader: R, options: &FileOptions) -> Result<Self> {
        let mut input = Input::new(reader);
        let start = input.fill().map_err(unreadable)?;
        let bom = start.starts_with(b"\xEF\xBB\xBF");
        let start = if bom { &start[3..] } else { start };
        if start.starts_with(b"\xFF\xFE")
            || start.starts_with(b"\xFE\xFF")
            || start.iter().take(64).any(|b| *b == 0)
        {
            return Err(OfficeError::input("file-not-utf-8", &[]));
        }
        let first = start.iter().find(|byte| !byte.is_ascii_whitespace()).copied();
        let format = options.format.unwrap_or(if first == Some(b'{') { Format::Ndjson } else { Format::Csv });
        if first == Some(b'[') && options.format != Some(Format::Csv) {
            return Err(OfficeError::input("file-json-array", &[]));
        }
        let (separator, said) = delimited::separator(start);
        if bom {
            input.consume(3);
        }
        match format {
            Format::Csv => {
                let delimiter = options.delimiter.unwrap_or(separator);
                Delimited::open(input, delimiter, said).map(Source::Csv)
            }
            Format::Ndjson => Ok(Source::Ndjson(Ndjson::new(input))),
        }
    }

    /// The columns met so far: all of them for CSV, more as rows come for NDJSON.
    pub(super) fn keys(&self) -> &[String] {
        match self {
            Source::Csv(csv) => csv.header(),
            Source::Ndjson(json) => json.keys(),
        }
    }

    /// Whether every column is known before the first row.
    pub(super) fn has_header(&self) -> bool {
        matches!(self, Source::Csv(_))
    }

    pub(super) fn next(&mut self, row: &mut Row) -> Result<Next> {
        match self {
            Source::Csv(csv) => csv.next(row),
            Source::Ndjson(json) => json.next(row),
        }
        .map_err(unreadable)
    }

    pub(super) fn position(&self) -> Position {
        let (input, number, line) = match self {
            Source::Csv(csv) => csv.place(),
            Source::Ndjson(json) => json.place(),
        };
        Position { bytes: input.consumed(), digest: input.digest(), number, line }
    }

    /// Goes on to where an earlier run stopped; `false` if the file is another up to there.
    pub(super) fn skip_to(&mut self, position: &Position) -> Result<bool> {
        match self {
            Source::Csv(csv) => csv.skip_to(position),
            Source::Ndjson(json) => json.skip_to(position),
        }
        .map_err(unreadable)
    }
}

pub(super) fn unreadable(why: std::io::Error) -> OfficeError {
    OfficeError::input("file-unreadable", &[("why", &why)])
}

#[cfg(test)]
#[path = "source_tests.rs"]
mod tests;
