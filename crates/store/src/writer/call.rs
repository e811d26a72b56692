//! A caller's job on its way to the writer, and the answer on its way back.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
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

/// An answer that is under way: a future, or [`Pending::wait`] for a thread. Dropped, the job is done all the same.
#[must_use = "the job is durable only once this is answered"]
pub struct Pending<R>(Arc<Slot<R>>);

struct Slot<R>(Mutex<Inner<R>>);

struct Inner<R> {
    answer: Option<Result<R>>,
    waiting: Option<Waiting>,
}

enum Waiting {
    Thread(Thread),
    Task(Waker),
}

impl<R> Slot<R> {
    fn lock(&self) -> MutexGuard<'_, Inner<R>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<R> Reply<R> {
    /// Both ends.
    pub(super) fn new() -> (Self, Pending<R>) {
        let slot = Arc::new(Slot(Mutex::new(Inner { answer: None, waiting: None })));
        (Self(Some(Arc::clone(&slot))), Pending(slot))
    }

    fn send(mut self, answer: Result<R>) {
        self.fill(answer);
    }

    fn fill(&mut self, answer: Result<R>) {
        let Some(slot) = self.0.take() else { return };
        let mut inner = slot.lock();
        inner.answer = Some(answer);
        let waiting = inner.waiting.take();
        drop(inner); // who wakes finds it free
        match waiting {
            Some(Waiting::Thread(thread)) => thread.unpark(),
            Some(Waiting::Task(waker)) => waker.wake(),
            None => {}
        }
    }
}

impl<R> Drop for Reply<R> {
    fn drop(&mut self) {
        self.fill(Err(StoreError::Stopped));
    }
}

impl<R> Pending<R> {
    /// Sleeps until there is an answer.
    ///
    /// # Errors
    /// As [`Writer::submit`](super::Writer::submit).
    pub fn wait(self) -> Result<R> {
        loop {
            let mut inner = self.0.lock();
            if let Some(answer) = inner.answer.take() {
                return answer;
            }
            inner.waiting = Some(Waiting::Thread(thread::current()));
            drop(inner);
            thread::park();
        }
    }
}

impl<R> Future for Pending<R> {
    type Output = Result<R>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<R>> {
        let mut inner = self.0.lock();
        match inner.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                inner.waiting = Some(Waiting::Task(context.waker().clone()));
                Poll::Pending
            }
        }
    }
}
