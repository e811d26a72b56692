//! A file's bytes: how far they were read, and the digest of what was.

use std::io::{self, BufRead as _, BufReader, Read};

use sha2::{Digest as _, Sha256};

use super::source::Position;

/// Bytes on their way in.
pub(super) struct Input<R> {
    reader: BufReader<R>,
    consumed: u64,
    digest: Sha256,
}

impl<R: Read> Input<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: BufReader::with_capacity(1 << 18, reader), consumed: 0, digest: Sha256::new() }
    }

    /// What is read and not consumed; empty at the end.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    /// Takes `count` bytes of what [`Input::fill`] gave.
    pub(super) fn consume(&mut self, count: usize) {
        let buffer = self.reader.buffer();
        let count = count.min(buffer.len());
        self.digest.update(&buffer[..count]);
        self.reader.consume(count);
        self.consumed += count as u64;
    }

    pub(super) fn consumed(&self) -> u64 {
        self.consumed
    }

    /// The digest of everything consumed.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.digest.clone().finalize().into()
    }

    /// Goes on to where an earlier run stopped; `false` if the file is another up to there.
    pub(super) fn skip_to(&mut self, position: &Position) -> io::Result<bool> {
        while self.consumed < position.bytes {
            let left = usize::try_from(position.bytes - self.consumed).unwrap_or(usize::MAX);
            match self.fill()?.len().min(left) {
                0 => return Ok(false),
                count => self.consume(count),
            }
        }
        Ok(self.consumed == position.bytes && self.digest() == position.digest)
    }
}
