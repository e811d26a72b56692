//! What follows from an attempt, for the delivery and for its endpoint.

use jiff::Timestamp;

use super::{Answer, Attempt, Delivery, Jitter, State, Why, schedule::delay};
use crate::{Condition, Endpoint};

/// What followed from an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// How far the delivery is now.
    pub delivery: State,
    /// The endpoint's condition, if it changed: somebody should hear of a pause.
    pub endpoint: Option<Condition>,
}

/// Settles an attempt. An outbox does this in one transaction with storing both.
///
/// - An answer from 200 to 299 delivers, and whatever failed before is forgiven.
/// - 410 disables the endpoint, and the delivery is given up.
/// - Anything else is tried again after [`DELAYS`](super::DELAYS), lengthened by jitter, and given up after the tenth
///   attempt. A `Retry-After` with 429 or 503 only lengthens the wait, up to 24 hours; until then the endpoint rests.
/// - An endpoint from which nothing but failures came for five days is paused.
///
/// A delivery that is over stays as it is, except that one given up may turn out to have been delivered.
pub fn settle(
    endpoint: &mut Endpoint,
    delivery: &mut Delivery,
    attempt: &Attempt,
    now: Timestamp,
    jitter: Jitter,
) -> Settled {
    let before = endpoint.condition();
    let over = delivery.due().is_none();
    delivery.attempts = delivery.attempts.saturating_add(1);
    if attempt.succeeded() {
        endpoint.succeeded();
        if !matches!(delivery.state, State::Delivered { .. }) {
            delivery.state = State::Delivered { at: now };
        }
    } else if let Attempt::Answered(Answer { status: 410, .. }) = attempt {
        endpoint.disable(now);
        delivery.abandon(now);
    } else {
        endpoint.failed(now);
        let asked = match attempt {
            Attempt::Answered(Answer { status: 429 | 503, retry_after: Some(after) }) => {
                Some(after.wait(now))
            }
            _ => None,
        };
        if let Some(wait) = asked {
            endpoint.rest(later(now, wait));
        }
        if !over {
            delivery.state = match delay(delivery.attempts, jitter) {
                Some(delay) => State::Retry { at: later(now, delay.max(asked.unwrap_or_default())) },
                None => State::GivenUp { at: now, why: Why::Exhausted },
            };
        }
    }
    let after = endpoint.condition();
    Settled { delivery: delivery.state, endpoint: (after != before).then_some(after) }
}

fn later(now: Timestamp, wait: jiff::SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}
