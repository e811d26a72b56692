//! One system that events are sent to: its endpoint, and how it fares. It is kept sealed, since it holds the secret.

use hooks::{Answer, Attempt, Condition, Endpoint, Failure};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::Zeroizing;

/// One system.
#[derive(Clone)]
pub(super) struct Hook {
    pub(super) endpoint: Endpoint,
    pub(super) fares: Fares,
    /// How many events wait; counted, not kept.
    pub(super) waiting: usize,
}

/// How it fares.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fares {
    pub(super) since: Timestamp,
    pub(super) delivered: u64,
    pub(super) last_success: Option<Timestamp>,
    pub(super) last_failure: Option<LastFailure>,
    pub(super) missed: Option<Missed>,
}

/// The last attempt that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFailure {
    /// When.
    pub at: Timestamp,
    /// Why: `status-500` for an answer that is no success, else `name`, `network`, `unreachable`, `tls`, `timeout` or
    /// `protocol`.
    pub why: String,
}

/// Log entries of which events were not delivered and are not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Missed {
    pub(super) first: u64,
    /// Nothing while it goes on.
    pub(super) last: Option<u64>,
}

impl Hook {
    pub(super) fn new(endpoint: Endpoint, since: Timestamp) -> Self {
        Self { endpoint, fares: Fares { since, ..Fares::default() }, waiting: 0 }
    }

    /// Whether one more may wait, of so many at most.
    pub(super) fn has_room(&self, most: usize) -> bool {
        self.waiting < most && !self.misses()
    }

    /// Whether what happens now is missed.
    pub(super) fn misses(&self) -> bool {
        self.fares.missed.is_some_and(|missed| missed.last.is_none())
    }

    pub(super) fn is_disabled(&self) -> bool {
        matches!(self.endpoint.condition(), Condition::Disabled { .. })
    }

    /// Notes that these entries are missed, or everything from the first on.
    pub(super) fn miss(&mut self, first: u64, last: Option<u64>) {
        let before = self.fares.missed;
        let first = before.map_or(first, |before| before.first.min(first));
        let last = match before {
            Some(before) => before.last.zip(last).map(|(a, b)| a.max(b)),
            None => last,
        };
        self.fares.missed = Some(Missed { first, last });
    }

    /// Notes an attempt.
    pub(super) fn tried(&mut self, attempt: &Attempt, now: Timestamp) {
        if attempt.succeeded() {
            self.fares.delivered += 1;
            self.fares.last_success = Some(now);
        } else {
            self.fares.last_failure = Some(LastFailure { at: now, why: why(attempt) });
        }
    }

    /// The bytes to seal: the length of what follows it (4 bytes, big-endian), how it fares, the endpoint.
    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let fares = crate::organisation::json(&self.fares);
        let endpoint = self.endpoint.to_bytes();
        let mut out = Zeroizing::new(Vec::with_capacity(4 + fares.len() + endpoint.len()));
        out.extend((fares.len() as u32).to_be_bytes()); // numbers and times: no more than a few hundred
        out.extend(&fares);
        out.extend(endpoint.iter());
        out
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (len, rest) = bytes.split_first_chunk()?;
        let (fares, endpoint) = rest.split_at_checked(u32::from_be_bytes(*len) as usize)?;
        let fares = serde_json::from_slice(fares).ok()?;
        Some(Self { endpoint: Endpoint::from_bytes(endpoint).ok()?, fares, waiting: 0 })
    }
}

fn why(attempt: &Attempt) -> String {
    match attempt {
        Attempt::Answered(Answer { status, .. }) => format!("status-{status}"),
        Attempt::Failed(failure) => match failure {
            Failure::Name => "name",
            Failure::Network => "network",
            Failure::Unreachable => "unreachable",
            Failure::Tls => "tls",
            Failure::Timeout => "timeout",
            Failure::Protocol => "protocol",
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use hooks::{Networks, Secret, Secrets, Target, Wants};

    use super::*;

    fn hook() -> Hook {
        let target = Target::parse("https://crm.example.com/hooks", &Networks::public()).unwrap();
        let secrets = Secrets::new(Secret::generate(&mut |out| out.fill(7)));
        let endpoint = Endpoint::new("crm".parse().unwrap(), target, Wants::All, secrets);
        Hook::new(endpoint, "2026-03-02T07:00:00Z".parse().unwrap())
    }

    #[test]
    fn bytes_give_the_same_hook_again() {
        let mut hook = hook();
        hook.miss(7, None);
        let attempt = Attempt::Failed(Failure::Tls);
        hook.tried(&attempt, hook.fares.since);
        let again = Hook::from_bytes(&hook.to_bytes()).unwrap();
        assert_eq!(again.to_bytes(), hook.to_bytes());
        assert_eq!(again.fares.last_failure.unwrap().why, "tls");
        assert!(Hook::from_bytes(&hook.to_bytes()[..40]).is_none());
    }

    #[test]
    fn what_is_missed_grows_until_it_is_told() {
        let mut hook = hook();
        hook.miss(7, Some(7));
        hook.miss(3, Some(4));
        assert_eq!(hook.fares.missed, Some(Missed { first: 3, last: Some(7) }));
        assert!(hook.has_room(1));
        hook.miss(9, None);
        assert_eq!(hook.fares.missed, Some(Missed { first: 3, last: None }));
        assert!(!hook.has_room(1));
        hook.miss(1, Some(2));
        assert_eq!(hook.fares.missed, Some(Missed { first: 1, last: None }), "it still goes on");
    }
}
