//! One event that waits for one system, as it is kept.

use hooks::{Delivery, Event, EventId};
use jiff::Timestamp;
use kernel::{EngagementId, SubjectId};
use serde::{Deserialize, Serialize};
use vault::Keyring;

use super::{EVENT, damaged, label, opened};
use crate::{error::Result, organisation::json, random::SystemRandom};

/// It, with how far it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Waiting {
    pub(super) kind: String,
    pub(super) at: Timestamp,
    /// JSON.
    pub(super) data: String,
    pub(super) delivery: Delivery,
    /// The log entries that it tells of, first and last; none for a trial.
    pub(super) entries: Option<(u64, u64)>,
    /// Of whom it speaks.
    pub(super) subject: Option<SubjectId>,
    pub(super) engagement: Option<EngagementId>,
}

impl Waiting {
    pub(super) fn open(keys: &Keyring, id: &str, body: &[u8]) -> Result<Self> {
        let plain = opened(keys, EVENT, id, body)?;
        serde_json::from_slice(&plain).map_err(|_| damaged(EVENT, id))
    }

    pub(super) fn seal(&self, keys: &Keyring, id: &str) -> Vec<u8> {
        keys.seal_system(&label(EVENT, id), &json(self), &mut SystemRandom)
    }

    /// The same event each time, byte for byte.
    pub(super) fn event(&self, id: EventId) -> Option<Event> {
        Event::new(id, self.kind.parse().ok()?, self.at, &self.data).ok()
    }

    /// Whether it speaks of this person, and of this engagement where one is named.
    pub(super) fn speaks_of(&self, subject: SubjectId, engagement: Option<EngagementId>) -> bool {
        self.subject == Some(subject) && (engagement.is_none() || self.engagement == engagement)
    }
}
