//! The feed: what happens is told to other systems by signed events. An event is staged in the transaction of the act
//! that it tells of, so that none is lost and none invented; a sender takes it from there.
//!
//! The systems and the events that wait are sealed documents. All of them together have a tally, sealed beside them, so
//! that one taken away, or an older one put back, is noticed.

mod events;
mod hook;
mod manage;
mod outbox;
mod queue;
mod stage;
mod waiting;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use hooks::EventId;
use policy::HookId;
use sha2::{Digest as _, Sha256};
use store::Engine;
use vault::{Keyring, Zeroizing};

pub use self::{events::EVENT_TYPES, hook::LastFailure, manage::HookLine, outbox::FeedOutbox};
pub(crate) use self::{
    events::{steps_of, steps_of_sweep},
    stage::{carry, remove},
};
use self::{hook::Hook, queue::Queue, waiting::Waiting};
use crate::{
    error::{OfficeError, Result},
    organisation::META,
};

/// The documents of systems.
pub(crate) const HOOK: &str = "hook";
/// The documents of events that wait for one, by the system's id, a slash, and the event's.
pub(crate) const EVENT: &str = "hook-event";
const TALLY: &str = "feed-tally";

type Mark = [u8; 32];

/// The systems and what waits for them. The writer's copy decides.
#[derive(Clone)]
pub(crate) struct Feed {
    /// The most that waits for one system; what comes beyond it is missed, and that is told.
    most: usize,
    hooks: BTreeMap<HookId, Arc<Hook>>,
    /// Of every document together.
    tally: Mark,
    /// The number of the next event.
    next: u64,
    /// Whether the store held, when it was opened, what was last written.
    whole: bool,
    /// Shared by all copies: it may hold more than there is.
    queue: SharedQueue,
}

/// The index of what waits, for the writer and for whoever sends.
#[derive(Clone, Default)]
pub(crate) struct SharedQueue(Arc<Mutex<Queue>>);

/// The most that waits for one system, unless another bound is set.
const MOST: usize = 50_000;

impl Default for Feed {
    fn default() -> Self {
        Self {
            most: MOST,
            hooks: BTreeMap::new(),
            tally: Mark::default(),
            next: 0,
            whole: true,
            queue: SharedQueue::default(),
        }
    }
}

impl Feed {
    /// As it stands in the store.
    pub(crate) fn open(engine: &mut dyn Engine, keys: &Keyring) -> Result<Self> {
        let mut feed = Self::default();
        for document in engine.documents(HOOK)? {
            let plain = opened(keys, HOOK, &document.id, &document.body)?;
            let hook = Hook::from_bytes(&plain).ok_or_else(|| damaged(HOOK, &document.id))?;
            let id = document.id.parse().map_err(|_| damaged(HOOK, &document.id))?;
            feed.weigh(HOOK, &document.id, &document.body);
            feed.hooks.insert(id, Arc::new(hook));
        }
        for document in engine.documents(EVENT)? {
            let bad = || damaged(EVENT, &document.id);
            let waiting = Waiting::open(keys, &document.id, &document.body)?;
            let (hook, event) = parted(&document.id).ok_or_else(bad)?;
            feed.weigh(EVENT, &document.id, &document.body);
            let due = waiting.delivery.due().ok_or_else(bad)?;
            feed.queue().put(&hook, event, due, waiting.subject);
            Arc::make_mut(feed.hooks.get_mut(&hook).ok_or_else(bad)?).waiting += 1;
        }
        let (tally, next) = match engine.document(META, TALLY)? {
            None => (Mark::default(), 0),
            Some(body) => {
                let plain = keys.open_system(TALLY, &body).map_err(OfficeError::vault("the feed's tally"))?;
                let read = |plain: &[u8]| {
                    let (tally, next) = plain.split_first_chunk::<32>()?;
                    Some((*tally, u64::from_be_bytes(next.try_into().ok()?)))
                };
                read(&plain).ok_or_else(|| damaged(META, TALLY))?
            }
        };
        (feed.whole, feed.next) = (tally == feed.tally, next);
        feed.tally = tally; // what was found stays found
        Ok(feed)
    }

    /// Whether there is anybody to tell.
    pub(crate) fn is_heard(&self) -> bool {
        !self.hooks.is_empty()
    }

    /// Whether nothing was taken away or put back behind the program before the store was opened.
    pub(crate) fn is_whole(&self) -> bool {
        self.whole
    }

    /// Adds a document to the tally, or takes it out: it is its own inverse.
    fn weigh(&mut self, kind: &str, id: &str, body: &[u8]) {
        let mark = mark(kind, id, body);
        self.tally.iter_mut().zip(mark).for_each(|(sum, of)| *sum ^= of);
    }

    /// One of the systems, to change.
    fn hook(&self, id: &HookId) -> Option<Hook> {
        self.hooks.get(id).map(|hook| Hook::clone(hook))
    }

    /// Another after each write.
    fn weight(&self) -> (Mark, u64) {
        (self.tally, self.next)
    }

    /// The index of what waits.
    pub(crate) fn shared_queue(&self) -> SharedQueue {
        self.queue.clone()
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock()
    }
}

impl SharedQueue {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner) // no change is ever half done
    }
}

/// The document of an event that waits for a system.
fn name(hook: &HookId, event: &EventId) -> String {
    format!("{hook}/{event}")
}

fn parted(name: &str) -> Option<(HookId, EventId)> {
    let (hook, event) = name.split_once('/')?;
    Some((hook.parse().ok()?, event.parse().ok()?))
}

fn opened(keys: &Keyring, kind: &str, id: &str, body: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    keys.open_system(&label(kind, id), body).map_err(OfficeError::vault(format!("the document {kind}/{id}")))
}

/// What the sealing of a document binds.
fn label(kind: &str, id: &str) -> String {
    format!("{kind} {id}")
}

fn damaged(kind: &str, id: &str) -> OfficeError {
    OfficeError::damaged(format!("the document {kind}/{id} does not read"))
}

/// Each sealing is another, so an older document has another mark.
fn mark(kind: &str, id: &str, body: &[u8]) -> Mark {
    let lengths = [kind.len() as u64, id.len() as u64].map(u64::to_be_bytes);
    let hash = Sha256::new().chain_update(lengths.concat()).chain_update(kind).chain_update(id);
    hash.chain_update(body).finalize().into()
}
