//! An outbox in memory, for tests and as an example of the contract.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;
use thiserror::Error;

use super::{Job, Outbox};
use crate::{Attempt, Condition, Delivery, Endpoint, EndpointId, Event, EventId, Jitter, Settled, settle};

/// An outbox in memory. What is over stays in it, to be looked at.
#[derive(Debug, Default)]
pub struct MemoryOutbox(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    endpoints: BTreeMap<EndpointId, Endpoint>,
    deliveries: BTreeMap<(EndpointId, EventId), Waiting>,
}

#[derive(Debug)]
struct Waiting {
    delivery: Delivery,
    event: Event,
    /// Until when it is out.
    out: Option<Timestamp>,
}

/// No such endpoint or delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the outbox has no such endpoint or delivery")]
pub struct Unknown;

impl MemoryOutbox {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an endpoint, or puts another in its place.
    pub fn add(&self, endpoint: Endpoint) {
        self.inner().endpoints.insert(endpoint.id.clone(), endpoint);
    }

    /// Puts an event in for every endpoint that takes it; the same event again changes nothing.
    pub fn put(&self, event: &Event, now: Timestamp) {
        let Inner { endpoints, deliveries } = &mut *self.inner();
        for endpoint in endpoints.values().filter(|endpoint| endpoint.takes(event.kind())) {
            deliveries.entry((endpoint.id.clone(), event.id().clone())).or_insert_with(|| Waiting {
                delivery: Delivery::new(endpoint.id.clone(), event.id().clone(), now),
                event: event.clone(),
                out: None,
            });
        }
    }

    /// Changes an endpoint; disabled, it is sent nothing more.
    ///
    /// # Errors
    /// There is none.
    pub fn change(
        &self,
        id: &EndpointId,
        now: Timestamp,
        change: impl FnOnce(&mut Endpoint),
    ) -> Result<(), Unknown> {
        let mut inner = self.inner();
        change(inner.endpoints.get_mut(id).ok_or(Unknown)?);
        inner.abandon_if_disabled(id, now);
        Ok(())
    }

    /// An endpoint as it is.
    pub fn endpoint(&self, id: &EndpointId) -> Option<Endpoint> {
        self.inner().endpoints.get(id).cloned()
    }

    /// A delivery as it is.
    pub fn delivery(&self, endpoint: &EndpointId, event: &EventId) -> Option<Delivery> {
        let key = (endpoint.clone(), event.clone());
        self.inner().deliveries.get(&key).map(|waiting| waiting.delivery.clone())
    }

    /// All deliveries, by endpoint and event.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.inner().deliveries.values().map(|waiting| waiting.delivery.clone()).collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner) // no change is ever half done
    }
}

impl Inner {
    fn abandon_if_disabled(&mut self, id: &EndpointId, now: Timestamp) {
        let disabled = |endpoint: &Endpoint| matches!(endpoint.condition(), Condition::Disabled { .. });
        if self.endpoints.get(id).is_some_and(disabled) {
            let theirs = self.deliveries.iter_mut().filter(|((endpoint, _), _)| endpoint == id);
            theirs.for_each(|(_, waiting)| waiting.delivery.abandon(now));
        }
    }

    /// The one delivery that an endpoint may be sent now, with the time since when it is due.
    fn next(&self, endpoint: &Endpoint, now: Timestamp) -> Option<(Timestamp, EventId)> {
        if !endpoint.ready(now) {
            return None;
        }
        let mut next = None;
        for ((of, event), waiting) in &self.deliveries {
            if *of != endpoint.id {
                continue;
            }
            if waiting.out.is_some_and(|until| now < until) {
                return None;
            }
            let due = waiting.delivery.due().filter(|due| *due <= now);
            next = next.or(due.map(|due| (due, event.clone())));
        }
        next
    }
}

impl Outbox for MemoryOutbox {
    type Error = Unknown;

    fn take(&self, now: Timestamp, until: Timestamp, most: usize) -> Result<Vec<Job>, Unknown> {
        let inner = &mut *self.inner();
        let next = |endpoint: &Endpoint| {
            inner.next(endpoint, now).map(|(due, event)| (due, event, endpoint.clone()))
        };
        let mut next: Vec<_> = inner.endpoints.values().filter_map(next).collect();
        next.sort_by(|(due, event, _), (other, than, _)| (due, event).cmp(&(other, than)));
        next.truncate(most);
        let job = |(_, event, endpoint): (Timestamp, EventId, Endpoint)| {
            let waiting = inner.deliveries.get_mut(&(endpoint.id.clone(), event))?;
            waiting.out = Some(until);
            Some(Job { delivery: waiting.delivery.clone(), event: waiting.event.clone(), endpoint })
        };
        Ok(next.into_iter().filter_map(job).collect())
    }

    fn record(
        &self,
        endpoint: &EndpointId,
        event: &EventId,
        attempt: &Attempt,
        now: Timestamp,
        jitter: Jitter,
    ) -> Result<Settled, Unknown> {
        let mut guard = self.inner();
        let inner = &mut *guard;
        let waiting = inner.deliveries.get_mut(&(endpoint.clone(), event.clone())).ok_or(Unknown)?;
        let target = inner.endpoints.get_mut(endpoint).ok_or(Unknown)?;
        waiting.out = None;
        let settled = settle(target, &mut waiting.delivery, attempt, now, jitter);
        inner.abandon_if_disabled(endpoint, now);
        Ok(settled)
    }
}
