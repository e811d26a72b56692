//! What came of one attempt.

use thiserror::Error;

use super::RetryAfter;

/// What came of one attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// The endpoint answered.
    Answered(Answer),
    /// It did not.
    Failed(Failure),
}

/// What is kept of an answer; never its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// When to come again, if it said so in a way that is understood.
    pub retry_after: Option<RetryAfter>,
}

/// Why there was no answer. It holds neither an address nor anything that the other side said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum Failure {
    /// The name has no address.
    #[error("the endpoint's name can't be resolved")]
    Name,
    /// Every address is in a network that nothing is sent to.
    #[error("the endpoint's addresses are in networks that nothing is sent to")]
    Network,
    /// Nobody answers there, or the connection broke.
    #[error("the endpoint can't be reached")]
    Unreachable,
    /// The encrypted connection failed: most often the certificate is not for this name, or not by a trusted root.
    #[error("no trusted encrypted connection to the endpoint: check its name and certificate")]
    Tls,
    /// It took too long. Whether the event was taken is not known.
    #[error("the endpoint took too long to answer")]
    Timeout,
    /// What came is no HTTP, or its headers are too many or too big.
    #[error("the endpoint gave an answer that is no HTTP, or too big")]
    Protocol,
}

impl Attempt {
    /// Whether the endpoint said that it has the event: any status from 200 to 299, and no other.
    pub fn succeeded(&self) -> bool {
        matches!(self, Attempt::Answered(Answer { status: 200..=299, .. }))
    }
}
