//! Where events are sent: an address, what it wants to hear, its secrets and how it fares.

mod condition;
mod networks;
mod secrets;
mod stored;
mod target;
mod wants;

use std::fmt;

use jiff::{SignedDuration, Timestamp};

pub use condition::Condition;
pub use networks::Networks;
pub use secrets::Secrets;
pub use stored::BadEndpoint;
pub use target::{BadTarget, Target};
pub use wants::Wants;

use crate::{EndpointId, EventType};

/// Where events are sent. `Debug` shows neither secrets nor the address, which often has a secret in its path.
#[derive(Clone)]
pub struct Endpoint {
    /// The caller's id of it.
    pub id: EndpointId,
    /// Its address.
    pub target: Target,
    /// Which events it wants.
    pub wants: Wants,
    /// What events are signed with.
    pub secrets: Secrets,
    condition: Condition,
    failing_since: Option<Timestamp>,
    rests_until: Option<Timestamp>,
}

/// So long nothing but failures may come before it is paused.
const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);

impl Endpoint {
    /// An active one.
    pub fn new(id: EndpointId, target: Target, wants: Wants, secrets: Secrets) -> Self {
        Self {
            id,
            target,
            wants,
            secrets,
            condition: Condition::Active,
            failing_since: None,
            rests_until: None,
        }
    }

    /// Whether a delivery of such an event is to be put into the outbox. A paused endpoint gets them too, for later.
    pub fn takes(&self, kind: &EventType) -> bool {
        !matches!(self.condition, Condition::Disabled { .. }) && self.wants.includes(kind)
    }

    /// Whether anything may be sent to it now: it is active, and doesn't rest because it asked for that.
    pub fn ready(&self, now: Timestamp) -> bool {
        self.condition == Condition::Active && self.rests_until.is_none_or(|until| until <= now)
    }

    /// Whether it is active, paused or disabled.
    pub fn condition(&self) -> Condition {
        self.condition
    }

    /// Since when nothing but failures came from it.
    pub fn failing_since(&self) -> Option<Timestamp> {
        self.failing_since
    }

    /// Makes it active, whatever it was, and forgives all failures.
    pub fn resume(&mut self) {
        (self.condition, self.failing_since, self.rests_until) = (Condition::Active, None, None);
    }

    /// Stops sending until somebody [resumes](Self::resume) it: too much waits, say. A disabled one stays so.
    pub fn pause(&mut self, now: Timestamp) {
        if self.condition == Condition::Active {
            self.condition = Condition::Paused { since: now };
        }
    }

    /// Ends it. The caller then gives up what waits for it ([`Delivery::abandon`](crate::Delivery::abandon)).
    pub fn disable(&mut self, now: Timestamp) {
        if !matches!(self.condition, Condition::Disabled { .. }) {
            self.condition = Condition::Disabled { since: now };
        }
    }

    pub(crate) fn succeeded(&mut self) {
        (self.failing_since, self.rests_until) = (None, None);
    }

    pub(crate) fn failed(&mut self, now: Timestamp) {
        let since = *self.failing_since.get_or_insert(now);
        if now.duration_since(since) >= PATIENCE {
            self.pause(now);
        }
    }

    pub(crate) fn rest(&mut self, until: Timestamp) {
        self.rests_until = Some(until);
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, wants, condition, failing_since, rests_until, target: _, secrets: _ } = self;
        f.debug_struct("Endpoint")
            .field("id", id)
            .field("wants", wants)
            .field("condition", condition)
            .field("failing_since", failing_since)
            .field("rests_until", rests_until)
            .finish_non_exhaustive()
    }
}
