//! The writer's loop.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{
    Unit,
    call::Task,
    durable::{Answers, Settled},
    queue::{Item, Queue},
    work::Work,
};
use crate::{Engine, StoreError};

/// Takes batches until the queue is closed and empty.
pub(super) fn run<C: Clone + 'static>(
    queue: &Queue<C>,
    mut work: Work<C>,
    answers: Answers<C>,
    max: usize,
) -> (Box<dyn Engine>, C) {
    let _guard = Abandon(queue);
    let (mut taken, mut last) = (Vec::with_capacity(max), 0);
    while queue.take(&mut taken, max, last) {
        last = taken.len();
        batch(&mut work, &answers, &mut taken);
    }
    answers.finish();
    work.into_parts()
}

/// Whatever ends the thread, nobody is left waiting.
struct Abandon<'a, C>(&'a Queue<C>);

impl<C> Drop for Abandon<'_, C> {
    fn drop(&mut self) {
        self.0.abandon();
    }
}

fn batch<C: Clone + 'static>(work: &mut Work<C>, answers: &Answers<C>, items: &mut Vec<Item<C>>) {
    if let Some(why) = answers.broken() {
        return items.drain(..).for_each(|item| refuse(item, &why));
    }
    if matches!(items.first(), Some(Item::Alone(_))) {
        answers.drain();
        let broken = answers.broken(); // perhaps what was just waited for
        return items.drain(..).for_each(|item| match &broken {
            None => alone(work, item),
            Some(why) => refuse(item, why),
        });
    }
    prefetch(work, items);
    let mut done: Vec<(Box<dyn Task<C>>, bool)> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if let Item::Job { mut task, .. } = item {
            let fell = job(work, task.as_mut());
            done.push((task, fell));
        }
    }
    let written = work.has_writes();
    let failure = work.commit().err();
    answers.settle(Settled { done, failure, written });
}

/// What was written before may be lost: nothing is built on it.
fn refuse<C>(item: Item<C>, why: &StoreError) {
    match item {
        Item::Job { task, .. } => task.answer(Some(why.clone())),
        Item::Alone(task) => task.answer(Some(why.clone())),
    }
}

/// One look for the whole batch. If it fails, each job looks for itself and meets its own error.
fn prefetch<C: Clone>(work: &mut Work<C>, items: &mut [Item<C>]) {
    let (mut subjects, mut tags) = (Vec::new(), Vec::new());
    for item in items {
        if let Item::Job { wants, .. } = item {
            subjects.append(&mut wants.subjects);
            tags.append(&mut wants.tags);
        }
    }
    work.prefetch(subjects, tags);
}

/// Runs one job; `true` if it fell.
fn job<C: Clone>(work: &mut Work<C>, task: &mut dyn Task<C>) -> bool {
    let scope = work.begin();
    let ran = catch_unwind(AssertUnwindSafe(|| task.run(&mut Unit::new(work))));
    work.end(scope, matches!(ran, Ok(true)));
    ran.is_err()
}

fn alone<C: Clone>(work: &mut Work<C>, item: Item<C>) {
    let Item::Alone(mut task) = item else { return };
    let failure = work.alone(|engine, context| {
        catch_unwind(AssertUnwindSafe(|| task.run(engine, context))).map_err(|_| StoreError::Panicked)
    });
    task.answer(failure.err());
}
