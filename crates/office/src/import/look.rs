//! A file looked at without taking anything in.

use std::io::Read;

use super::{
    options::FileOptions,
    source::{Next, Row, Source},
};
use crate::error::Result;

/// What a file holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCount {
    /// Rows that can be read.
    pub read: u64,
    /// Rows that can't, and would be set aside.
    pub set_aside: u64,
}

/// Counts a file's rows as an import would read them. No policy is asked, and nothing is taken in.
///
/// # Errors
/// The file is none of the known forms, or its header can't be read.
pub fn count_rows(reader: impl Read, options: &FileOptions) -> Result<RowCount> {
    let mut source = Source::open(reader, options)?;
    let (mut row, mut count) = (Row::default(), RowCount::default());
    loop {
        row.clear();
        match source.next(&mut row)? {
            Next::Row => count.read += 1,
            Next::Bad(_) => count.set_aside += 1,
            Next::End => return Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_as_they_would_be_read() {
        let options = FileOptions::new("rejected.csv");
        let file = "email,full-name\na@example.kz,A\n\"b\n\nc@example.kz,C\n";
        let count = count_rows(file.as_bytes(), &options).expect("a file");
        assert_eq!(count, RowCount { read: 2, set_aside: 1 });
    }
}
