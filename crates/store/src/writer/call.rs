//! A caller's job on its way to the writer, and the answer on its way back.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, Thread},
};

use super::{Unit, Verdict};
use crate::{Engine, Result, StoreError};

/// A job whose result's type is forgotten.
pub(super) trait Task<C>: Send {
    /// Runs the job; tells whether what it staged is kept.
    fn run(&mut self, unit: &mut Unit<'_, C>) -> bool;
    /// Answers the caller: with the job's result, or with why there is none.
    fn answer(self: Box<Self>, failure: Option<StoreError>);
}

/// A job that needs the engine to itself.
pub(super) trait LoneTask<C>: Send {
    /// Runs the job.
    fn run(&mut self, engine: &mut dyn Engine, context: &mut C);
    /// As [`Task::answer`].
    fn answer(self: Box<Self>, failure: Option<StoreError>);
}

pub(super) struct Call<R, F> {
    job: Option<F>,
    result: Option<R>,
    reply: Reply<R>,
}

impl<R, F> Call<R, F> {
    pub(super) fn new(job: F, reply: Reply<R>) -> Self {
        Self { job: Some(job), result: None, reply }
    }
}

impl<C, R, F> Task<C> for Call<R, F>
where
    R: Send,
    F: FnOnce(&mut Unit<'_, C>) -> Verdict<R> + Send,
{
    fn run(&mut self, unit: &mut Unit<'_, C>) -> bool {
        let (result, keep) = match self.job.take().map(|job| job(unit)) {
            Some(Verdict::Commit(result)) => (Some(result), true),
            Some(Verdict::Drop(result)) => (Some(result), false),
            None => (None, false),
        };
        self.result = result;
        keep
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        self.reply.send(outcome(self.result, failure));
    }
}

pub(super) struct Alone<R, F>(Call<R, F>);

impl<R, F> Alone<R, F> {
    pub(super) fn new(job: F, reply: Reply<R>) -> Self {
        Self(Call::new(job, reply))
    }
}

impl<C, R, F> LoneTask<C> for Alone<R, F>
where
    R: Send,
    F: FnOnce(&mut dyn Engine, &mut C) -> R + Send,
{
    fn run(&mut self, engine: &mut dyn Engine, context: &mut C) {
        self.0.result = self.0.job.take().map(|job| job(engine, context));
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        self.0.reply.send(outcome(self.0.result, failure));
    }
}

fn outcome<R>(result: Option<R>, failure: Option<StoreError>) -> Result<R> {
    match (failure, result) {
        (Some(error), _) => Err(error),
        (None, Some(result)) => Ok(result),
        (None, None) => Err(StoreError::Panicked),
    }
}

/// The writer's end: dropped without an answer, it says that the store is closed.
pub(super) struct Reply<R>(Option<Arc<Slot<R>>>);

/// The caller's end.
pub(super) struct Answer<R>(Arc<Slot<R>>);

struct Slot<R> {
    answer: Mutex<Option<Result<R>>>,
    ready: AtomicBool,
    caller: Thread,
}

impl<R> Reply<R> {
    /// Both ends; the answer is for the current thread.
    pub(super) fn new() -> (Self, Answer<R>) {
        let caller = thread::current();
        let slot = Arc::new(Slot { answer: Mutex::new(None), ready: AtomicBool::new(false), caller });
        (Self(Some(Arc::clone(&slot))), Answer(slot))
    }

    fn send(mut self, answer: Result<R>) {
        self.fill(answer);
    }

    fn fill(&mut self, answer: Result<R>) {
        if let Some(slot) = self.0.take() {
            *slot.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
            slot.ready.store(true, Ordering::Release);
            slot.caller.unpark();
        }
    }
}

impl<R> Drop for Reply<R> {
    fn drop(&mut self) {
        self.fill(Err(StoreError::Stopped));
    }
}

impl<R> Answer<R> {
    /// Sleeps until there is an answer.
    pub(super) fn wait(self) -> Result<R> {
        while !self.0.ready.load(Ordering::Acquire) {
            thread::park();
        }
        self.0
            .answer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
            .unwrap_or(Err(StoreError::Stopped))
    }
}
