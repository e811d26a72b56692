//! The second half of a batch: making it durable, and answering. Where the engine allows it a thread of its own does
//! it, so that the next batch is decided while the disk still writes this one.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
    time::Instant,
};

use super::{call::Task, pulse::Counted};
use crate::{Result, StoreError, Syncer};

/// Batches that wait to be durable, at most, besides the one at hand.
const AHEAD: usize = 2;

/// Jobs that were done, each with whether it fell; and with why the whole batch failed, if it did.
pub(super) struct Settled<C> {
    pub(super) done: Vec<(Box<dyn Task<C>>, bool)>,
    pub(super) failure: Option<StoreError>,
    /// Whether something was written.
    pub(super) written: bool,
}

impl<C> Settled<C> {
    fn answer(self, unsure: Option<&StoreError>, counted: &Counted) {
        let failure = unsure.or(self.failure.as_ref());
        let fell = self.done.iter().filter(|(_, fell)| *fell).count();
        counted.batch(self.done.len() as u64, fell as u64, failure.is_some());
        for (task, fell) in self.done {
            task.answer(if fell { Some(StoreError::Panicked) } else { failure.cloned() });
        }
    }
}

/// Who answers.
pub(super) enum Answers<C> {
    /// The writer itself: a commit is durable when it returns.
    AtOnce(Arc<Counted>),
    /// A thread that syncs first.
    Later(Later<C>),
}

pub(super) struct Later<C> {
    queue: SyncSender<Step<C>>,
    thread: JoinHandle<()>,
    broken: Broken,
}

/// Why nothing is durable any more, once that is so.
type Broken = Arc<Mutex<Option<StoreError>>>;

enum Step<C> {
    Settle(Settled<C>),
    /// Somebody waits until everything before it is durable.
    Drain(SyncSender<()>),
}

impl<C: 'static> Answers<C> {
    pub(super) fn start(syncer: Option<Box<dyn Syncer>>, counted: Arc<Counted>) -> Result<Self> {
        let Some(syncer) = syncer else { return Ok(Self::AtOnce(counted)) };
        let (queue, steps) = sync_channel(AHEAD);
        let broken = Broken::default();
        let theirs = Arc::clone(&broken);
        let thread = thread::Builder::new()
            .name("store-syncer".into())
            .spawn(move || run(&steps, syncer, &theirs, &counted))
            .map_err(|error| StoreError::io("the syncing thread", error))?;
        Ok(Self::Later(Later { queue, thread, broken }))
    }

    /// Answers a batch once it is durable.
    pub(super) fn settle(&self, settled: Settled<C>) {
        let later = match self {
            Self::AtOnce(counted) => return settled.answer(None, counted),
            Self::Later(later) => later,
        };
        let _ = later.queue.send(Step::Settle(settled)); // dropped without an answer, callers hear that it stopped
    }

    /// Waits until everything settled so far is durable.
    pub(super) fn drain(&self) {
        let Self::Later(later) = self else { return };
        let (done, wait) = sync_channel(1);
        if later.queue.send(Step::Drain(done)).is_ok() {
            let _ = wait.recv(); // the thread is gone: nothing is under way
        }
    }

    /// Why nothing more may be written: what was written before may be lost.
    pub(super) fn broken(&self) -> Option<StoreError> {
        let Self::Later(later) = self else { return None };
        later.broken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Answers what is left and ends.
    pub(super) fn finish(self) {
        if let Self::Later(Later { queue, thread, .. }) = self {
            drop(queue);
            let _ = thread.join(); // its callers have been told
        }
    }
}

fn run<C>(steps: &Receiver<Step<C>>, mut syncer: Box<dyn Syncer>, broken: &Broken, counted: &Counted) {
    let mut at_hand = Vec::new();
    while let Ok(first) = steps.recv() {
        at_hand.extend(std::iter::once(first).chain(steps.try_iter()));
        let mut unsure = broken.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if unsure.is_none() && at_hand.iter().any(|step| matches!(step, Step::Settle(s) if s.written)) {
            let began = Instant::now();
            unsure = syncer.sync().err();
            counted.sync(began.elapsed());
            broken.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&unsure);
        }
        for step in at_hand.drain(..) {
            match step {
                Step::Settle(settled) => settled.answer(unsure.as_ref(), counted),
                Step::Drain(done) => drop(done.send(())),
            }
        }
    }
}
