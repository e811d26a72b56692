//! On what condition a call may act: once only for its key, and only while a person is as the caller saw them. Both are
//! looked at in the very transaction that does the act, so that two callers at once, or a crash in between, change nothing.

use std::{
    cell::RefCell,
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::{SignedDuration, Timestamp};
use kernel::{By, State, SubjectId};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Reader as _, Unit, Write};

use crate::{
    Office,
    acts::with_papers,
    desk::Desk,
    error::{OfficeError, Result},
    keys::hex,
    organisation::json,
};

const ONCE: &str = "once";
/// How long a key is known again.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(24);
/// How many keys are known again at most; the oldest are forgotten first.
const KNOWN: usize = 100_000;
/// How many old keys one new one clears away at most.
const CLEARED: usize = 4;

/// On what condition the next act is done.
#[derive(Debug, Clone, Default)]
pub struct Condition {
    /// Once only.
    pub once: Option<Once>,
    /// Only if what is kept of the person still is as it was seen: a mark that [`crate::Dossier`] and
    /// [`crate::RequestView`] carry.
    pub seen: Option<u64>,
    /// Whether the act was done; what the same call does besides is free.
    met: Arc<AtomicBool>,
}

/// A call that is made once only, whoever repeats it. Nothing of the call can be read from it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Once {
    id: String,
    request: String,
}

/// That a call was made.
#[derive(Serialize, Deserialize)]
struct Made {
    request: String,
    entry: u64,
    at: Timestamp,
}

/// The keys that are known again, the oldest first; read when the first is used.
#[derive(Clone, Default)]
pub(crate) struct Known(Arc<Mutex<Option<Oldest>>>);

type Oldest = VecDeque<(Timestamp, String)>;

thread_local! {
    /// A call's condition is with the thread that makes it: every act is handed to the writer on that thread.
    static CONDITION: RefCell<Option<Condition>> = const { RefCell::new(None) };
}

impl Condition {
    /// Of a call that may have both.
    pub fn new(once: Option<Once>, seen: Option<u64>) -> Self {
        Self { once, seen, met: Arc::default() }
    }
}

impl Office {
    /// A call that is made once only: by whom, under which key of theirs, and what is asked. The same key of another
    /// caller is another; another request under the same key is an error.
    pub fn once(&self, by: &By, key: &str, request: &[u8]) -> Once {
        let tag = |domain, text: &[u8]| hex(&self.keys.blind(domain, text));
        let id = tag("once-key", format!("{by}\n{key}").as_bytes());
        Once { request: tag("once-request", &[id.as_bytes(), request].concat()), id }
    }

    /// Makes a call on a condition.
    pub fn on_condition<R>(&self, condition: Condition, call: impl FnOnce(&Office) -> R) -> R {
        let before = CONDITION.replace(Some(condition));
        let done = call(self);
        CONDITION.set(before);
        done
    }

    /// Fails where a call was made before.
    ///
    /// # Errors
    /// It was: with its log entry; or another was made under the same key.
    pub fn not_made_before(&self, once: &Once) -> Result<()> {
        let made = self.reader()?.document(ONCE, &once.id)?;
        made.and_then(|body| once.made(&body, self.clock.now())).map_or(Ok(()), Err)
    }

    /// The condition of the call that this thread makes, ready for the writer.
    pub(crate) fn condition(&self) -> Result<Option<Bound>> {
        let Some(condition) = CONDITION.with_borrow(Clone::clone) else { return Ok(None) };
        if condition.once.is_some() {
            self.known.wake(self)?;
        }
        Ok(Some(Bound { condition, known: self.known.clone(), now: self.clock.now() }))
    }
}

/// A condition on its way into the writer.
pub(crate) struct Bound {
    condition: Condition,
    known: Known,
    now: Timestamp,
}

impl Bound {
    /// Does a job if the condition holds, and keeps that it was done where an act was.
    pub(crate) fn around<R>(
        self,
        unit: &mut Unit<'_, Desk>,
        about: Option<SubjectId>,
        job: impl FnOnce(&mut Unit<'_, Desk>) -> Result<R>,
    ) -> Result<R> {
        if self.condition.met.load(Ordering::Relaxed) {
            return job(unit);
        }
        self.holds(unit, about)?;
        let entry = unit.next_index();
        let done = job(unit)?;
        if unit.next_index() > entry {
            self.met(unit, entry)?;
        }
        Ok(done)
    }

    fn holds(&self, unit: &mut Unit<'_, Desk>, about: Option<SubjectId>) -> Result<()> {
        if let Some(once) = &self.condition.once
            && let Some(body) = unit.document(ONCE, &once.id)?
            && let Some(made) = once.made(&body, self.now)
        {
            return Err(made);
        }
        let (Some(before), Some(about)) = (self.condition.seen, about) else { return Ok(()) };
        let state = unit.state(about)?;
        if state.subject.is_some() && seen(&*with_papers(unit, &state)?) != before {
            return Err(OfficeError::input("changed-since", &[]));
        }
        Ok(())
    }

    fn met(&self, unit: &mut Unit<'_, Desk>, entry: u64) -> Result<()> {
        self.condition.met.store(true, Ordering::Relaxed);
        let Some(once) = &self.condition.once else { return Ok(()) };
        let made = Made { request: once.request.clone(), entry, at: self.now };
        unit.stage(Write::PutDocument { kind: ONCE, id: once.id.clone(), body: json(&made) })?;
        for id in self.known.add(self.now, &once.id) {
            unit.stage(Write::DropDocument { kind: ONCE, id })?;
        }
        Ok(())
    }
}

/// A mark of everything that is kept of a person: another one with every change of it, and the same as long as they are
/// only looked at.
pub(crate) fn seen(state: &State) -> u64 {
    let mut all = Sha256::new();
    let mut add = |id: &[u8; 16], version: u64| {
        all.update(id);
        all.update(version.to_be_bytes());
    };
    state.subject.iter().for_each(|one| add(one.id.as_bytes(), one.version));
    state.engagements.iter().for_each(|one| add(one.id.as_bytes(), one.version));
    state.papers.iter().for_each(|one| add(one.id.as_bytes(), one.version));
    state.holds.iter().for_each(|one| add(one.as_bytes(), 0));
    u64::from_be_bytes(std::array::from_fn({
        let digest = all.finalize();
        move |place| digest[place]
    }))
}

impl Once {
    /// What to say of a call that was made before, if it still counts.
    fn made(&self, body: &[u8], now: Timestamp) -> Option<OfficeError> {
        let made: Made = serde_json::from_slice(body).ok()?;
        if now.duration_since(made.at) > KNOWN_FOR {
            return None;
        }
        Some(match made.request == self.request {
            true => OfficeError::input("done-before", &[("entry", &made.entry)]),
            false => OfficeError::input("another-request", &[]),
        })
    }
}

impl Known {
    /// Reads what a store knows, unless that was done.
    pub(crate) fn wake(&self, office: &Office) -> Result<()> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none() {
            let documents = office.reader()?.documents(ONCE)?;
            let made = |one: &store::Document| serde_json::from_slice::<Made>(&one.body).ok();
            let mut all: Vec<_> =
                documents.into_iter().filter_map(|one| Some((made(&one)?.at, one.id))).collect();
            all.sort();
            *known = Some(all.into());
        }
        Ok(())
    }

    /// Adds one; gives what is forgotten for it.
    fn add(&self, now: Timestamp, id: &str) -> Vec<String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get_or_insert_default();
        known.push_back((now, id.to_owned()));
        let mut old = Vec::new();
        while old.len() < CLEARED
            && let Some((at, _)) = known.front()
            && (known.len() > KNOWN || now.duration_since(*at) > KNOWN_FOR)
        {
            old.extend(known.pop_front().map(|(_, id)| id).filter(|old| old != id));
        }
        old
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_is_forgotten_a_few_at_a_time() {
        let known = Known::default();
        let at = |hours| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        for n in 0..6 {
            assert!(known.add(at(n), &n.to_string()).is_empty());
        }
        assert_eq!(known.add(at(29), "x"), ["0", "1", "2", "3"]);
        assert_eq!(known.add(at(29), "y"), ["4"]);
        assert!(known.add(at(29), "z").is_empty());
    }
}
