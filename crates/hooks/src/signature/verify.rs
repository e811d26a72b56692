//! Checking, for who receives.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::Mac;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use super::{Headers, Secret, mac};
use crate::EventId;

/// Why a message is not to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadSignature {
    /// A header isn't of the form expected, or too long.
    #[error("the headers of the message are not those of Standard Webhooks")]
    Form,
    /// Sent more than five minutes ago, or from now: perhaps a replay, perhaps a wrong clock.
    #[error("the message was sent more than five minutes from now: check the clocks")]
    Time,
    /// None of the signatures is by one of the secrets.
    #[error("no signature of the message is right")]
    Signature,
}

/// How far the clocks may differ, each way.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// The most signatures looked at, and the most bytes of their header.
const MOST: (usize, usize) = (16, 4096);

/// Whether a message is by who holds one of the secrets, and sent within five minutes of now. It takes equally long
/// however much of a signature is right. Whether the same event came before is the caller's to see, by its id.
///
/// # Errors
/// Why it is not to be believed.
pub fn verify<'a>(
    secrets: impl IntoIterator<Item = &'a Secret>,
    headers: &Headers,
    body: &[u8],
    now: Timestamp,
) -> Result<(), BadSignature> {
    let Headers { id, timestamp, signature } = headers;
    id.parse::<EventId>().map_err(|_| BadSignature::Form)?;
    // Neither a sign nor a long row of zeros: what is signed is the text.
    if timestamp.is_empty() || timestamp.len() > 12 || !timestamp.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadSignature::Form);
    }
    let sent = timestamp.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
    let sent = sent.ok_or(BadSignature::Form)?;
    if signature.len() > MOST.1 || signature.split(' ').count() > MOST.0 {
        return Err(BadSignature::Form);
    }
    if sent.duration_since(now).abs() > TOLERANCE {
        return Err(BadSignature::Time);
    }
    // Others than `v1` are of versions that this one doesn't know, as the specification foresees.
    let given: Vec<_> = signature
        .split(' ')
        .filter_map(|one| one.strip_prefix("v1,"))
        .filter_map(|code| STANDARD.decode(code).ok())
        .collect();
    let mut right = false;
    for secret in secrets {
        let mac = mac(secret, id, timestamp, body);
        for one in &given {
            right |= mac.clone().verify_slice(one).is_ok(); // in constant time, and all of them
        }
    }
    if right { Ok(()) } else { Err(BadSignature::Signature) }
}
