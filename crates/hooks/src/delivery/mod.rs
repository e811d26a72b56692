//! One event on its way to one endpoint: what follows from each attempt. Nothing here sends.

mod attempt;
mod retry_after;
mod schedule;
mod settle;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use attempt::{Answer, Attempt, Failure};
pub use retry_after::RetryAfter;
pub use schedule::{DELAYS, Jitter};
pub use settle::{Settled, settle};

use crate::{EndpointId, EventId};

/// One event on its way to one endpoint. It is stored as it serialises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    endpoint: EndpointId,
    event: EventId,
    attempts: u8,
    state: State,
}

/// How far a delivery is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum State {
    /// Not tried yet.
    Pending {
        /// Since when it waits.
        since: Timestamp,
    },
    /// Tried in vain; to be tried again.
    Retry {
        /// Not before then.
        at: Timestamp,
    },
    /// The endpoint said that it has it.
    Delivered {
        /// When it said so.
        at: Timestamp,
    },
    /// Not tried any more.
    GivenUp {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Why,
    },
}

/// Why a delivery was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Every attempt failed.
    Exhausted,
    /// The endpoint is gone or was disabled.
    Disabled,
}

impl Delivery {
    /// One that waits for its first attempt.
    pub fn new(endpoint: EndpointId, event: EventId, now: Timestamp) -> Self {
        Self { endpoint, event, attempts: 0, state: State::Pending { since: now } }
    }

    /// Where to.
    pub fn endpoint(&self) -> &EndpointId {
        &self.endpoint
    }

    /// Which event.
    pub fn event(&self) -> &EventId {
        &self.event
    }

    /// How many attempts were made, 10 at most.
    pub fn attempts(&self) -> u8 {
        self.attempts
    }

    /// How far it is.
    pub fn state(&self) -> State {
        self.state
    }

    /// From when on it may be sent; nothing when it is over.
    pub fn due(&self) -> Option<Timestamp> {
        match self.state {
            State::Pending { since: at } | State::Retry { at } => Some(at),
            State::Delivered { .. } | State::GivenUp { .. } => None,
        }
    }

    /// Gives it up, unless it is over. An outbox does this with all that waits for an endpoint which was disabled.
    pub fn abandon(&mut self, now: Timestamp) {
        if self.due().is_some() {
            self.state = State::GivenUp { at: now, why: Why::Disabled };
        }
    }

    /// Lets it begin anew, whatever became of it: somebody asked for it to be sent again.
    pub fn again(&mut self, now: Timestamp) {
        (self.attempts, self.state) = (0, State::Pending { since: now });
    }
}
