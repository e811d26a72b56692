//! How signing in goes, in numbers that name nobody.

use std::sync::atomic::{AtomicU64, Ordering};

/// Since the store was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SigninCounts {
    /// Attempts begun: a name and a password were given.
    pub begun: u64,
    /// Attempts that had to wait and were not begun.
    pub waited: u64,
    /// Both steps were right.
    pub passed: u64,
    /// A password or a second step was wrong, also of somebody who is signed in.
    pub wrong: u64,
    /// A second step came for no attempt, too late, or too often.
    pub over: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) begun: AtomicU64,
    pub(super) waited: AtomicU64,
    pub(super) passed: AtomicU64,
    pub(super) wrong: AtomicU64,
    pub(super) over: AtomicU64,
}

impl Counts {
    pub(super) fn read(&self) -> SigninCounts {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        SigninCounts {
            begun: read(&self.begun),
            waited: read(&self.waited),
            passed: read(&self.passed),
            wrong: read(&self.wrong),
            over: read(&self.over),
        }
    }
}

pub(super) fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}
