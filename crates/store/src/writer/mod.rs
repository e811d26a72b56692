//! One thread writes for everybody: it takes what is queued, decides it in order, and makes it durable at once.

mod call;
mod delta;
mod durable;
mod overlay;
mod pulse;
mod queue;
mod run;
mod unit;
mod work;

use std::{
    sync::Arc,
    thread::{self, JoinHandle, ThreadId},
};

pub use call::Pending;
pub use pulse::{BATCH_SIZES, Pulse};
pub use unit::Unit;

use self::{
    call::{Alone, Call, Reply},
    durable::Answers,
    pulse::Counted,
    queue::{Item, Queue},
    work::Work,
};
use crate::{Engine, Result, StoreError, Tag16};
use kernel::SubjectId;

/// How much the writer takes at once.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Jobs made durable by one commit, at most.
    pub batch: usize,
    /// Jobs waiting, at most; more callers wait for room.
    pub queue: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { batch: 256, queue: 1024 }
    }
}

/// What a job will look at: fetched for the whole batch at once. Anything else is fetched when a job asks.
#[derive(Debug, Clone, Default)]
pub struct Wants {
    /// People.
    pub subjects: Vec<SubjectId>,
    /// Tags.
    pub tags: Vec<Tag16>,
}

/// What becomes of what a job staged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Verdict<R> {
    /// It is kept.
    Commit(R),
    /// It leaves nothing.
    Drop(R),
}

/// The one thread that writes. Callers share it; each blocks until the batch that holds its job is durable.
///
/// `C` is what jobs know of the organisation (policies in force, keys): a job may change it, and the change goes
/// the way of what the job staged.
pub struct Writer<C> {
    queue: Arc<Queue<C>>,
    counted: Arc<Counted>,
    thread: Option<JoinHandle<(Box<dyn Engine>, C)>>,
    id: ThreadId,
}

impl<C: Clone + Send + 'static> Writer<C> {
    /// Starts the thread.
    pub fn start(mut engine: Box<dyn Engine>, context: C, options: Options) -> Result<Self> {
        let counters = engine.counters()?;
        let counted = Arc::<Counted>::default();
        let answers = Answers::start(engine.syncer()?, Arc::clone(&counted))?;
        let queue = Arc::new(Queue::new(options.queue.max(1)));
        let (theirs, batch) = (Arc::clone(&queue), options.batch.max(1));
        let thread = thread::Builder::new()
            .name("store-writer".into())
            .spawn(move || run::run(&theirs, Work::new(engine, context, counters), answers, batch))
            .map_err(|error| StoreError::io("the writer's thread", error))?;
        Ok(Self { queue, counted, id: thread.thread().id(), thread: Some(thread) })
    }

    /// Hands over a job and waits until its batch is durable. Jobs run in the order of coming; each sees those
    /// before it. What the job returns is answered after the commit, whatever its verdict: a refusal may rest on an
    /// act of the same batch.
    ///
    /// Errors: what the commit failed with (nothing of the batch was kept), [`StoreError::Panicked`] for this job
    /// alone, [`StoreError::Stopped`].
    pub fn submit<R, F>(&self, wants: Wants, job: F) -> Result<R>
    where
        R: Send + 'static,
        F: FnOnce(&mut Unit<'_, C>) -> Verdict<R> + Send + 'static,
    {
        self.begin(wants, job)?.wait()
    }

    /// As [`Writer::submit`], for callers that have something else to do meanwhile. The job is done even if nobody waits
    /// for its answer. Only a full queue holds the caller up.
    ///
    /// Errors: [`StoreError::Stopped`]; the others come with the answer.
    pub fn begin<R, F>(&self, wants: Wants, job: F) -> Result<Pending<R>>
    where
        R: Send + 'static,
        F: FnOnce(&mut Unit<'_, C>) -> Verdict<R> + Send + 'static,
    {
        let (reply, pending) = Reply::new();
        self.push(Item::Job { wants, task: Box::new(Call::new(job, reply)) })?;
        Ok(pending)
    }

    /// Hands over a job that needs the engine to itself: truncating, maintenance. No batch is open while it runs.
    pub fn exclusive<R, F>(&self, job: F) -> Result<R>
    where
        R: Send + 'static,
        F: FnOnce(&mut dyn Engine, &mut C) -> R + Send + 'static,
    {
        let (reply, answer) = Reply::new();
        self.push(Item::Alone(Box::new(Alone::new(job, reply))))?;
        answer.wait()
    }

    /// How it is doing.
    pub fn pulse(&self) -> Pulse {
        self.counted.pulse(self.queue.len() as u64)
    }

    /// Finishes what is queued, stops the thread and gives back what it owned.
    pub fn stop(mut self) -> Result<(Box<dyn Engine>, C)> {
        self.queue.close();
        let thread = self.thread.take().ok_or(StoreError::Stopped)?;
        thread.join().map_err(|_| StoreError::Panicked)
    }

    fn push(&self, item: Item<C>) -> Result<()> {
        if thread::current().id() == self.id {
            return Err(StoreError::Reentrant); // waiting for oneself would never end
        }
        self.queue.push(item)
    }
}

impl<C> Drop for Writer<C> {
    fn drop(&mut self) {
        self.queue.close();
        let itself = thread::current().id() == self.id; // a job held the last handle
        if let Some(thread) = self.thread.take().filter(|_| !itself) {
            let _ = thread.join(); // what it was doing when it fell has been answered by the queue
        }
    }
}
