//! Where deliveries wait.

mod memory;

use std::error::Error;

use jiff::Timestamp;

pub use memory::{MemoryOutbox, Unknown};

use crate::{Attempt, Delivery, Endpoint, EndpointId, Event, EventId, Jitter, Settled};

/// Where deliveries wait: a store's, as a rule, which puts one in in the same transaction as what it tells of. Calls may
/// block; they are made on threads for that.
pub trait Outbox: Send + Sync + 'static {
    /// What can go wrong. Reports show it, so it holds neither bodies nor secrets.
    type Error: Error + Send + Sync + 'static;

    /// Hands out deliveries that may be sent now, `most` at most, and hands none of them out again before `until`, unless
    /// its attempt is recorded before: by then whoever took it has stopped or died.
    ///
    /// - Only of endpoints that are [ready](Endpoint::ready), and of each one only if none of its deliveries is out:
    ///   so they arrive in order.
    /// - Of one endpoint's due deliveries the one with the smallest event id; one that waits for a retry holds nobody up.
    /// - Of endpoints, first those whose delivery is due the longest: so none is starved.
    ///
    /// # Errors
    /// The outbox can't be read; it is asked again later.
    fn take(&self, now: Timestamp, until: Timestamp, most: usize) -> Result<Vec<Job>, Self::Error>;

    /// Records an attempt's outcome: in one transaction loads delivery and endpoint,
    /// [settles](crate::settle()), stores both, and hands the delivery back. If that disabled the endpoint, what waits
    /// for it is [abandoned](Delivery::abandon).
    ///
    /// # Errors
    /// It can't be stored. The event will then be sent once more, after its `until`.
    fn record(
        &self,
        endpoint: &EndpointId,
        event: &EventId,
        attempt: &Attempt,
        now: Timestamp,
        jitter: Jitter,
    ) -> Result<Settled, Self::Error>;
}

/// What is to be sent, and where.
#[derive(Debug, Clone)]
pub struct Job {
    /// The delivery as it is.
    pub delivery: Delivery,
    /// What is sent.
    pub event: Event,
    /// Where to.
    pub endpoint: Endpoint,
}
