//! CSV (RFC 4180, and what spreadsheets write): commas, semicolons or tabs; quoted cells may hold line breaks. A
//! quote that is not closed within the limit of a row, or never, was a slip: its row is bad, and what stands behind its
//! line is read again, as rows.

use std::io::{self, Read};

use super::{
    fault::Code,
    input::Input,
    source::{MOST_BYTES, MOST_COLUMNS, Next, Position, Row},
};
use crate::error::{OfficeError, Result};

/// A CSV file behind its header.
pub(super) struct Delimited<R> {
    input: Input<R>,
    header: Vec<String>,
    number: u64,
    /// How often a stray quote was found out.
    given_back: u32,
    scan: Scan,
}

impl<R: Read> Delimited<R> {
    /// Reads the header; `said` if a line `sep=…` stands before it.
    pub(super) fn open(input: Input<R>, delimiter: u8, said: bool) -> Result<Self> {
        let mut file =
            Self { input, header: Vec::new(), number: 0, given_back: 0, scan: Scan::new(delimiter) };
        let mut row = Row::default();
        for _ in 0..=usize::from(said) {
            match file.record(&mut row).map_err(super::source::unreadable)? {
                Next::Row => {}
                Next::End => return Err(OfficeError::input("file-empty", &[])),
                Next::Bad(code) => {
                    return Err(OfficeError::input("header-unreadable", &[("code", &code.word())]));
                }
            }
        }
        file.header = row.all().map(|cell| cell.trim().to_owned()).collect();
        Ok(file)
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// How many bytes of the row at hand are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.scan.bytes.len()
    }

    pub(super) fn next(&mut self, row: &mut Row) -> io::Result<Next> {
        let next = self.record(row)?;
        let fits = row.cells.len() == self.header.len();
        Ok(if next == Next::Row && !fits { Next::Bad(Code::RowColumns) } else { next })
    }

    pub(super) fn place(&self) -> (&Input<R>, u64, u64) {
        (&self.input, self.number, self.scan.line)
    }

    pub(super) fn skip_to(&mut self, position: &Position) -> io::Result<bool> {
        (self.number, self.scan.line) = (position.number, position.line);
        self.input.skip_to(position)
    }

    /// The next row that is not empty.
    fn record(&mut self, row: &mut Row) -> io::Result<Next> {
        loop {
            row.clear();
            (row.number, row.line) = (self.number + 1, self.scan.line);
            let ended = self.read(row)?;
            let empty = self.scan.bytes.is_empty() && row.cells.len() == 1 && !self.scan.quoted;
            if empty && !ended {
                return Ok(Next::End);
            }
            self.number += 1;
            if !empty {
                return Ok(self.scan.decode(row));
            }
        }
    }

    /// Reads one row; tells whether a line break ended it.
    fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        self.scan.begin();
        loop {
            let within = self.scan.line > row.line; // behind the first line of a row of several
            let endless = self.scan.place == Place::Quoted && self.input.held() > MOST_BYTES;
            let chunk = self.input.fill()?;
            if chunk.is_empty() || endless && self.given_back < MOST_GIVEN_BACK {
                return Ok(self.unclosed(row));
            }
            let (used, ended) = self.scan.eat(chunk, row);
            let carriage = ended && chunk[used - 1] == b'\r';
            let first = match within {
                true => 0,
                false if self.scan.line == row.line => used,
                false => chunk[..used].iter().position(|byte| *byte == b'\n').map_or(used, |at| at + 1),
            };
            self.input.consume(first);
            self.input.hold(used - first);
            if carriage && self.input.fill()?.first() == Some(&b'\n') {
                self.input.hold(1);
            }
            if ended {
                self.input.keep();
                self.scan.line += 1;
                self.scan.end(row);
                return Ok(true);
            }
        }
    }

    /// The file ends, or the row is over the limit. Inside a quoted cell the quote was a slip: what stands behind its
    /// line is read again, as rows. Tells whether more is to come.
    fn unclosed(&mut self, row: &mut Row) -> bool {
        let again = self.scan.place == Place::Quoted && self.input.held() > 0;
        let again = again && self.given_back < MOST_GIVEN_BACK;
        if again {
            self.given_back += 1;
            self.input.give_back();
            self.scan.line = row.line + 1;
            self.scan.bad = Some(Code::RowQuote);
        } else {
            self.input.keep();
        }
        self.scan.end(row);
        again
    }
}

/// How many stray quotes of one file are read behind again; each may cost the limit of a row.
const MOST_GIVEN_BACK: u32 = 1_000;

/// Where in a cell the reading is.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Start,
    Plain,
    Quoted,
    /// Behind a quote inside a quoted cell: it ends the cell or doubles.
    Closing,
}

/// One row being read.
struct Scan {
    delimiter: u8,
    line: u64,
    place: Place,
    /// The row's bytes before they are known to be UTF-8.
    bytes: Vec<u8>,
    /// Where the cell at hand begins.
    start: usize,
    /// Whether a cell was quoted: an empty quoted cell is a row, an empty line is none.
    quoted: bool,
    bad: Option<Code>,
}

impl Scan {
    fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            line: 1,
            place: Place::Start,
            bytes: Vec::new(),
            start: 0,
            quoted: false,
            bad: None,
        }
    }

    fn begin(&mut self) {
        self.bytes.clear();
        (self.place, self.start, self.quoted, self.bad) = (Place::Start, 0, false, None);
    }

    fn end(&mut self, row: &mut Row) {
        if self.place == Place::Quoted {
            self.bad(Code::RowQuote);
        }
        row.cells.push((row.cells.len(), self.start, self.bytes.len()));
    }

    /// Takes what it can of a chunk; tells how much, and whether the last byte of it ended the row.
    fn eat(&mut self, chunk: &[u8], row: &mut Row) -> (usize, bool) {
        let mut at = 0;
        while let Some(&byte) = chunk.get(at) {
            at += match (self.place, byte) {
                (Place::Quoted, b'"') => self.go(Place::Closing),
                (Place::Quoted, _) => {
                    let run = self.push(&chunk[at..], |b| b == b'"');
                    self.line += chunk[at..at + run].iter().filter(|b| **b == b'\n').count() as u64;
                    run
                }
                (Place::Start, b'"') => {
                    self.quoted = true;
                    self.go(Place::Quoted)
                }
                (Place::Closing, b'"') => {
                    self.push(b"\"", |_| false);
                    self.go(Place::Quoted)
                }
                (_, b'\n' | b'\r') => return (at + 1, true),
                (_, byte) if byte == self.delimiter => {
                    self.cell(row);
                    self.go(Place::Start)
                }
                (place, _) => {
                    if place == Place::Closing {
                        self.bad(Code::RowQuote); // something behind a closed quote
                    }
                    self.place = Place::Plain;
                    let delimiter = self.delimiter;
                    self.push(&chunk[at..], |b| b == delimiter || b == b'\n' || b == b'\r')
                }
            };
        }
        (at, false)
    }

    fn go(&mut self, place: Place) -> usize {
        self.place = place;
        1
    }

    fn cell(&mut self, row: &mut Row) {
        if row.cells.len() + 1 < MOST_COLUMNS {
            row.cells.push((row.cells.len(), self.start, self.bytes.len()));
        } else {
            self.bad(Code::RowColumns);
        }
        self.start = self.bytes.len();
    }

    /// Keeps the bytes up to where it stops; a row over the limit is read on and not kept.
    fn push(&mut self, rest: &[u8], stops: impl Fn(u8) -> bool) -> usize {
        let run = rest.iter().position(|byte| stops(*byte)).unwrap_or(rest.len());
        if self.bytes.len() + run > MOST_BYTES {
            self.bad(Code::RowTooLong);
        } else {
            self.bytes.extend_from_slice(&rest[..run]);
        }
        run
    }

    fn bad(&mut self, code: Code) {
        self.bad.get_or_insert(code);
    }

    /// Each cell has to be UTF-8 by itself.
    fn decode(&self, row: &mut Row) -> Next {
        if let Some(code) = self.bad {
            return Next::Bad(code);
        }
        let Ok(text) = std::str::from_utf8(&self.bytes) else { return Next::Bad(Code::RowUtf8) };
        if !row
            .cells
            .iter()
            .all(|(_, start, end)| text.is_char_boundary(*start) && text.is_char_boundary(*end))
        {
            return Next::Bad(Code::RowUtf8);
        }
        row.text.push_str(text);
        Next::Row
    }
}

/// What the header's cells stand between, and whether a line `sep=…` says so.
pub(super) fn separator(start: &[u8]) -> (u8, bool) {
    if let [
        b's' | b'S',
        b'e' | b'E',
        b'p' | b'P',
        b'=',
        sign @ (b',' | b';' | b'\t' | b'|'),
        b'\n' | b'\r',
        ..,
    ] = start
    {
        return (*sign, true);
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for &byte in start {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1)
            }
            _ => {}
        }
    }
    // The first of equals counts, so that a single column goes by the comma.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    (counts.iter().find(|(_, count)| *count == most).map_or(b',', |(sign, _)| *sign), false)
}
