//! The thin edge: takes what is due from an outbox, sends it, and records what came of it.

mod client;
mod exchange;
mod resolve;
mod tls;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::Notify,
    task::{JoinHandle, JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

pub use client::{Client, Limits};
pub use resolve::Resolver;
pub use tls::{BadClient, Trust};

use crate::{Attempt, EndpointId, EventId, Jitter, Job, Outbox, Settled};

/// Sends what an outbox has.
pub struct Sender<O: Outbox>(Arc<Shared<O>>);

/// How much at once, and how often the outbox is asked.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// The most deliveries under way; 16 by default. Of one endpoint it is never more than one.
    pub at_once: usize,
    /// How often the outbox is asked when nobody [wakes](Running::wake) the sender; every second by default.
    pub every: Duration,
}

/// What the sender takes from outside: the clock, and chance for the waits.
#[derive(Clone)]
pub struct Outside {
    now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    jitter: Arc<dyn Fn() -> Jitter + Send + Sync>,
}

/// What the sender tells while it runs: for logs and metrics. Nothing of a body, a secret or an answer's words is in it.
#[derive(Debug)]
pub enum Report<'a, E> {
    /// An attempt was made and recorded.
    Attempted {
        /// Where to.
        endpoint: &'a EndpointId,
        /// What was sent.
        event: &'a EventId,
        /// What came of it.
        attempt: &'a Attempt,
        /// What followed.
        settled: &'a Settled,
    },
    /// The outbox could not be read, or an attempt not recorded.
    Outbox(&'a E),
}

/// A sender at work. Dropped, it stops at once; what was under way is sent again later.
pub struct Running {
    signals: Arc<Signals>,
    task: JoinHandle<()>,
}

/// How a sender came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stopped {
    /// How many deliveries were cut short. Whether they arrived isn't known, so they are sent again when the time for
    /// which they were taken has passed: a minute, with the usual limits.
    pub cut: usize,
}

#[derive(Default)]
struct Signals {
    wake: Notify,
    stop: Notify,
    under_way: AtomicUsize,
}

struct Shared<O: Outbox> {
    outbox: Arc<O>,
    client: Client,
    settings: Settings,
    outside: Outside,
    tell: Box<Tell<O::Error>>,
}

type Tell<E> = dyn Fn(Report<'_, E>) + Send + Sync;

/// A taken delivery is handed out again so long after its attempt must be over: its record may take a while.
const GRACE: SignedDuration = SignedDuration::from_secs(45);

impl Default for Settings {
    fn default() -> Self {
        Self { at_once: 16, every: Duration::from_secs(1) }
    }
}

impl Outside {
    /// The machine's clock and a generator of the thread.
    pub fn system() -> Self {
        Self::new(Timestamp::now, || Jitter(fastrand::u32(..)))
    }

    /// Another clock, and another source of random numbers, which need not be secret.
    pub fn new(
        now: impl Fn() -> Timestamp + Send + Sync + 'static,
        jitter: impl Fn() -> Jitter + Send + Sync + 'static,
    ) -> Self {
        Self { now: Arc::new(now), jitter: Arc::new(jitter) }
    }
}

impl<O: Outbox> Sender<O> {
    /// Prepares; nothing is sent yet. `tell` hears of every attempt; it should be quick.
    pub fn new(
        outbox: Arc<O>,
        client: Client,
        settings: Settings,
        outside: Outside,
        tell: impl Fn(Report<'_, O::Error>) + Send + Sync + 'static,
    ) -> Self {
        let settings = Settings { at_once: settings.at_once.max(1), ..settings };
        Self(Arc::new(Shared { outbox, client, settings, outside, tell: Box::new(tell) }))
    }

    /// Sends what is due until nothing is, or until so long has passed; what is to be tried again later waits. Gives whether
    /// nothing was due any more. What is under way is waited for, so it may take an attempt longer.
    pub async fn drain(self, within: Duration) -> bool {
        let began = tokio::time::Instant::now();
        while began.elapsed() < within {
            let jobs = take(&self.0, self.0.settings.at_once).await;
            if jobs.is_empty() {
                return true;
            }
            let mut under_way = JoinSet::new();
            for job in jobs {
                let shared = self.0.clone();
                under_way.spawn(async move { deliver(&shared, job).await });
            }
            while under_way.join_next().await.is_some() {}
        }
        false
    }

    /// Starts sending on the current tokio runtime, whose time and network drivers have to be enabled.
    ///
    /// # Panics
    /// Outside of a runtime.
    pub fn start(self) -> Running {
        let signals = Arc::new(Signals::default());
        let task = tokio::spawn(work(self.0, signals.clone()));
        Running { signals, task }
    }
}

impl Running {
    /// Has the outbox asked at once: something was put into it.
    pub fn wake(&self) {
        self.signals.wake.notify_one();
    }

    /// Stops: takes nothing more, and lets what is under way come to its end, for so long at most.
    pub async fn stop(mut self, within: Duration) -> Stopped {
        self.signals.stop.notify_one();
        let ended = timeout(within, &mut self.task).await.is_ok();
        if !ended {
            self.task.abort();
            let _ = (&mut self.task).await; // ends at the next point where it waits
        }
        Stopped { cut: self.signals.under_way.load(Ordering::SeqCst) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn work<O: Outbox>(shared: Arc<Shared<O>>, signals: Arc<Signals>) {
    let mut under_way = JoinSet::new();
    loop {
        let free = shared.settings.at_once - under_way.len();
        let jobs = if free == 0 { Vec::new() } else { take(&shared, free).await };
        for job in jobs {
            signals.under_way.fetch_add(1, Ordering::SeqCst);
            let (shared, signals) = (shared.clone(), signals.clone());
            under_way.spawn(async move {
                deliver(&shared, job).await;
                signals.under_way.fetch_sub(1, Ordering::SeqCst);
            });
        }
        // Something may wait behind what was taken, at the same endpoint or beyond the bound: asked again once one is done.
        tokio::select! {
            biased;
            () = signals.stop.notified() => break,
            Some(_) = under_way.join_next() => {}
            () = signals.wake.notified() => {}
            () = sleep(shared.settings.every) => {}
        }
    }
    while under_way.join_next().await.is_some() {}
}

async fn take<O: Outbox>(shared: &Arc<Shared<O>>, most: usize) -> Vec<Job> {
    let now = (shared.outside.now)();
    let lasts = GRACE.checked_add(shared.client.longest()).unwrap_or(SignedDuration::MAX);
    let until = now.checked_add(lasts).unwrap_or(Timestamp::MAX);
    let outbox = shared.outbox.clone();
    match spawn_blocking(move || outbox.take(now, until, most)).await {
        Ok(Ok(jobs)) => jobs,
        Ok(Err(error)) => {
            (shared.tell)(Report::Outbox(&error));
            Vec::new()
        }
        Err(_) => Vec::new(), // it panicked, or the runtime ends
    }
}

async fn deliver<O: Outbox>(shared: &Arc<Shared<O>>, job: Job) {
    let attempt = shared.client.send(&job.endpoint, &job.event, (shared.outside.now)()).await;
    let (now, jitter) = ((shared.outside.now)(), (shared.outside.jitter)());
    let (endpoint, event) = (job.endpoint.id, job.event.id().clone());
    let shared = shared.clone();
    // The report is told there too: a task that is cut short right then would lose it otherwise.
    let record = move || match shared.outbox.record(&endpoint, &event, &attempt, now, jitter) {
        Ok(settled) => {
            let (endpoint, event, attempt, settled) = (&endpoint, &event, &attempt, &settled);
            (shared.tell)(Report::Attempted { endpoint, event, attempt, settled });
        }
        Err(error) => (shared.tell)(Report::Outbox(&error)),
    };
    let _ = spawn_blocking(record).await;
}

impl<O: Outbox> fmt::Debug for Sender<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("under_way", &self.signals.under_way).finish_non_exhaustive()
    }
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outside(..)")
    }
}
