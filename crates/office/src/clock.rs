//! The clock, brought in from outside.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where the time comes from: the machine, or what a rehearsal was told.
#[derive(Debug)]
pub struct Clock {
    rehearsed: Option<AtomicI64>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self { rehearsed: None }
    }

    /// A clock that stands still until it is set; only rehearsal stores have one.
    pub fn rehearsed(at: Timestamp) -> Self {
        Self { rehearsed: Some(AtomicI64::new(at.as_second())) }
    }

    /// Now, in whole seconds.
    pub fn now(&self) -> Timestamp {
        let second = match &self.rehearsed {
            Some(second) => second.load(Ordering::Relaxed),
            None => Timestamp::now().as_second(),
        };
        Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Sets a rehearsal's clock; the machine's can't be set.
    pub fn set(&self, at: Timestamp) -> bool {
        if let Some(second) = &self.rehearsed {
            second.store(at.as_second(), Ordering::Relaxed);
        }
        self.rehearsed.is_some()
    }

    /// Whether it is a rehearsal's.
    pub fn is_rehearsed(&self) -> bool {
        self.rehearsed.is_some()
    }
}
