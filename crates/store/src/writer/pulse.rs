//! How the writer is doing, in numbers that only grow.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Upper bounds of a batch's size, in jobs.
pub const BATCH_SIZES: [u64; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/// How the writer is doing since it started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    /// Jobs that wait now.
    pub queued: u64,
    /// Batches made durable, or given up.
    pub batches: u64,
    /// Jobs in them.
    pub jobs: u64,
    /// Of the batches, how many had at most as many jobs as [`BATCH_SIZES`] says and more than the bound before; the last
    /// counts those beyond.
    pub sizes: [u64; BATCH_SIZES.len() + 1],
    /// Batches of which nothing was kept.
    pub failed: u64,
    /// Jobs that fell.
    pub fell: u64,
    /// How long all syncs took together.
    pub syncing: Duration,
    /// How many syncs there were.
    pub syncs: u64,
}

/// Where it is counted.
#[derive(Debug, Default)]
pub(super) struct Counted {
    batches: AtomicU64,
    jobs: AtomicU64,
    sizes: [AtomicU64; BATCH_SIZES.len() + 1],
    failed: AtomicU64,
    fell: AtomicU64,
    sync_micros: AtomicU64,
    syncs: AtomicU64,
}

impl Counted {
    pub(super) fn batch(&self, jobs: u64, fell: u64, failed: bool) {
        self.batches.fetch_add(1, Relaxed);
        self.jobs.fetch_add(jobs, Relaxed);
        let place = BATCH_SIZES.iter().position(|most| jobs <= *most).unwrap_or(BATCH_SIZES.len());
        self.sizes[place].fetch_add(1, Relaxed);
        self.fell.fetch_add(fell, Relaxed);
        self.failed.fetch_add(u64::from(failed), Relaxed);
    }

    pub(super) fn sync(&self, took: Duration) {
        self.syncs.fetch_add(1, Relaxed);
        self.sync_micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    pub(super) fn pulse(&self, queued: u64) -> Pulse {
        let of = |counter: &AtomicU64| counter.load(Relaxed);
        Pulse {
            queued,
            batches: of(&self.batches),
            jobs: of(&self.jobs),
            sizes: std::array::from_fn(|place| of(&self.sizes[place])),
            failed: of(&self.failed),
            fell: of(&self.fell),
            syncing: Duration::from_micros(of(&self.sync_micros)),
            syncs: of(&self.syncs),
        }
    }
}
