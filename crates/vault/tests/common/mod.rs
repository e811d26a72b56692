//! Randomness that is none, so that every run is the same.
#![allow(dead_code, reason = "each test file uses its own part")]

use sha2::{Digest, Sha256};
use vault::Random;

/// A stream that differs at every call.
pub(crate) struct Counter(pub(crate) u64);

impl Random for Counter {
    fn fill(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(32) {
            self.0 += 1;
            chunk.copy_from_slice(&Sha256::digest(self.0.to_be_bytes())[..chunk.len()]);
        }
    }
}

/// Gives exactly these bytes, once.
pub(crate) struct Exactly(pub(crate) Vec<u8>);

impl Random for Exactly {
    fn fill(&mut self, out: &mut [u8]) {
        out.copy_from_slice(&self.0);
        self.0.clear();
    }
}
