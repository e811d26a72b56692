//! A file's bytes: how far they were read, and the digest of what was.

use std::io::{self, BufRead as _, BufReader, Read};

use sha2::{Digest as _, Sha256};

use super::source::Position;

/// Bytes on their way in.
pub(super) struct Input<R> {
    reader: BufReader<R>,
    /// Given back, to be read before anything else; `at` is how far.
    again: Vec<u8>,
    at: usize,
    /// Taken, and perhaps to be given back.
    held: Vec<u8>,
    consumed: u64,
    digest: Sha256,
}

impl<R: Read> Input<R> {
    pub(super) fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(1 << 18, reader),
            again: Vec::new(),
            at: 0,
            held: Vec::new(),
            consumed: 0,
            digest: Sha256::new(),
        }
    }

    /// What is read and not consumed; empty at the end.
    pub(super) fn fill(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() { Ok(&self.again[self.at..]) } else { self.reader.fill_buf() }
    }

    /// Takes `count` bytes of what [`Input::fill`] gave.
    pub(super) fn consume(&mut self, count: usize) {
        self.take(count, false);
    }

    /// Takes them, but can give them back.
    pub(super) fn hold(&mut self, count: usize) {
        self.take(count, true);
    }

    /// How many bytes could be given back.
    pub(super) fn held(&self) -> usize {
        self.held.len()
    }

    /// What was held is taken for good.
    pub(super) fn keep(&mut self) {
        self.digest.update(&self.held);
        self.consumed += self.held.len() as u64;
        self.held.clear();
    }

    /// What was held comes again.
    pub(super) fn give_back(&mut self) {
        self.held.extend_from_slice(&self.again[self.at..]);
        (self.again, self.at) = (std::mem::take(&mut self.held), 0);
    }

    fn take(&mut self, count: usize, hold: bool) {
        let again = self.at < self.again.len();
        let buffer = if again { &self.again[self.at..] } else { self.reader.buffer() };
        let taken = &buffer[..count.min(buffer.len())];
        if hold {
            self.held.extend_from_slice(taken);
        } else {
            self.digest.update(taken);
            self.consumed += taken.len() as u64;
        }
        if again {
            self.at += taken.len();
        } else {
            let count = taken.len();
            self.reader.consume(count);
        }
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
