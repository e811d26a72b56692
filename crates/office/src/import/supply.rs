//! Where an import's bytes come from: a file, which can be read again from its start, or a stream, which comes once.

use std::{
    fs::File,
    io::{self, Cursor, Read},
    path::Path,
};

use crate::error::{OfficeError, Result};

use super::source::{MOST_BYTES, unreadable};

/// The bytes on their way in.
pub(super) type Bytes<'a> = Box<dyn Read + Send + 'a>;

/// How much of a stream is looked at before its first row is taken: a header of the greatest width fits.
const LOOK: usize = MOST_BYTES + 4096;
/// How many bytes name a run, together with the way in which it is taken.
const NAMED_BY: usize = 4096;

/// A file, or a stream.
pub(super) enum Supply<'a> {
    /// A file of the operator's own.
    File(&'a Path),
    /// What a caller sends.
    Stream {
        /// The first [`LOOK`] bytes, or all of them.
        start: Vec<u8>,
        /// The others, until they are taken.
        rest: Option<Bytes<'a>>,
    },
}

impl<'a> Supply<'a> {
    /// A stream, its start read.
    ///
    /// # Errors
    /// It can't be read.
    pub(super) fn stream(mut stream: Bytes<'a>) -> Result<Self> {
        let mut start = Vec::new();
        (&mut stream).take(LOOK as u64).read_to_end(&mut start).map_err(unreadable)?;
        Ok(Supply::Stream { start, rest: Some(stream) })
    }

    /// What is there to be looked at without anything being taken: all of a file; of a stream its start, as far as rows
    /// are whole.
    pub(super) fn look(&self) -> Result<Bytes<'a>> {
        match self {
            Supply::File(path) => open(path),
            Supply::Stream { start, .. } => {
                let whole = start.iter().rposition(|byte| *byte == b'\n').map_or(start.len(), |end| end + 1);
                let seen = if start.len() < LOOK { start.len() } else { whole };
                Ok(Box::new(Cursor::new(start[..seen].to_vec())))
            }
        }
    }

    /// All of it. A stream comes once.
    ///
    /// # Errors
    /// It can't be read, or was taken already.
    pub(super) fn open(&mut self) -> Result<Bytes<'a>> {
        match self {
            Supply::File(path) => open(path),
            Supply::Stream { start, rest } => {
                let rest = rest.take().ok_or_else(|| OfficeError::input("import-comes-once", &[]))?;
                Ok(Box::new(Cursor::new(std::mem::take(start)).chain(rest)))
            }
        }
    }

    /// The bytes that name a run.
    pub(super) fn first(&self) -> Result<Vec<u8>> {
        let mut first = Vec::with_capacity(NAMED_BY);
        self.look()?.take(NAMED_BY as u64).read_to_end(&mut first).map_err(|why| self.fault(why))?;
        Ok(first)
    }

    /// How many bytes there are; 0 where that is not known.
    pub(super) fn total(&self) -> Result<u64> {
        match self {
            Supply::File(path) => Ok(std::fs::metadata(path).map_err(OfficeError::file(path))?.len()),
            Supply::Stream { .. } => Ok(0),
        }
    }

    fn fault(&self, why: io::Error) -> OfficeError {
        match self {
            Supply::File(path) => OfficeError::file(path)(why),
            Supply::Stream { .. } => unreadable(why),
        }
    }
}

fn open<'a>(path: &Path) -> Result<Bytes<'a>> {
    Ok(Box::new(File::open(path).map_err(OfficeError::file(path))?))
}
