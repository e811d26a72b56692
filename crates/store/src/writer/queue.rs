//! The bounded queue between callers and the writer: first come, first served.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use super::{
    Wants,
    call::{LoneTask, Task},
};
use crate::{Result, StoreError};

/// How long the writer waits for callers just answered to come back: less than a tenth of one durable write.
const GATHER: Duration = Duration::from_micros(60);

pub(super) enum Item<C> {
    Job { wants: Wants, task: Box<dyn Task<C>> },
    Alone(Box<dyn LoneTask<C>>),
}

pub(super) struct Queue<C> {
    inner: Mutex<Inner<C>>,
    /// Something came, or the queue closed.
    filled: Condvar,
    /// Something was taken, or the queue closed.
    room: Condvar,
    limit: usize,
}

struct Inner<C> {
    items: VecDeque<Item<C>>,
    closed: bool,
    /// The writer sleeps until this many are queued; 0 while it is awake.
    wanted: usize,
    /// Callers that sleep until there is room.
    crowd: usize,
}

impl<C> Queue<C> {
    pub(super) fn new(limit: usize) -> Self {
        let inner =
            Inner { items: VecDeque::with_capacity(limit.min(1024)), closed: false, wanted: 0, crowd: 0 };
        Self { inner: Mutex::new(inner), filled: Condvar::new(), room: Condvar::new(), limit }
    }

    pub(super) fn push(&self, item: Item<C>) -> Result<()> {
        let mut inner = self.lock();
        while inner.items.len() >= self.limit && !inner.closed {
            inner.crowd += 1;
            inner = self.room.wait(inner).unwrap_or_else(PoisonError::into_inner);
            inner.crowd -= 1;
        }
        if inner.closed {
            return Err(StoreError::Stopped);
        }
        inner.items.push_back(item);
        let wake = inner.wanted > 0 && inner.items.len() >= inner.wanted;
        if wake {
            inner.wanted = 0; // one caller wakes the writer, the others needn't
        }
        drop(inner);
        if wake {
            self.filled.notify_one();
        }
        Ok(())
    }

    /// Moves up to `max` items into `taken`, waiting for the first; `hope` is how many may be on their way. A job
    /// that needs the engine to itself comes alone. `false` once the queue is closed and empty.
    pub(super) fn take(&self, taken: &mut Vec<Item<C>>, max: usize, hope: usize) -> bool {
        let mut inner = self.lock();
        inner = self.gather(inner, hope.min(max));
        while inner.items.is_empty() && !inner.closed {
            inner.wanted = 1;
            inner = self.filled.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        inner.wanted = 0;
        while taken.len() < max {
            match inner.items.front() {
                Some(Item::Job { .. }) => taken.extend(inner.items.pop_front()),
                Some(Item::Alone(_)) if taken.is_empty() => {
                    taken.extend(inner.items.pop_front());
                    break;
                }
                _ => break,
            }
        }
        let crowd = inner.crowd > 0;
        drop(inner);
        if crowd {
            self.room.notify_all();
        }
        !taken.is_empty()
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.lock().items.len()
    }

    /// Nothing more comes in; what is queued is still done.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.filled.notify_all();
        self.room.notify_all();
    }

    /// Closes, and drops what is queued: its callers are told.
    pub(super) fn abandon(&self) {
        self.close();
        let left = std::mem::take(&mut self.lock().items);
        drop(left);
    }

    /// Callers that were answered a moment ago come back together: waiting for them a little makes one durable
    /// write of two.
    fn gather<'a>(&'a self, mut inner: MutexGuard<'a, Inner<C>>, hope: usize) -> MutexGuard<'a, Inner<C>> {
        if hope < 2 || inner.items.len() >= hope {
            return inner;
        }
        let until = Instant::now() + GATHER;
        while inner.items.len() < hope && !inner.closed {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            inner.wanted = hope;
            inner = self.filled.wait_timeout(inner, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        inner.wanted = 0;
        inner
    }

    fn lock(&self) -> MutexGuard<'_, Inner<C>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
