//! Signatures by Standard Webhooks 1.0.0 (symmetric, `v1`): HMAC-SHA256 over `id.timestamp.body`.

mod secret;
mod verify;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;

pub use secret::{BadSecret, Secret};
pub use verify::{BadSignature, verify};

use crate::EventId;

/// The three headers that say what is signed, and the signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headers {
    /// `webhook-id`: the event's id.
    pub id: String,
    /// `webhook-timestamp`: seconds since 1970 of this attempt, not of the event.
    pub timestamp: String,
    /// `webhook-signature`: one for each secret, with spaces between.
    pub signature: String,
}

/// Signs a body with each of the secrets, at the time of this attempt.
pub fn sign<'a>(
    secrets: impl IntoIterator<Item = &'a Secret>,
    id: &EventId,
    at: Timestamp,
    body: &[u8],
) -> Headers {
    let (id, timestamp) = (id.as_str().to_owned(), at.as_second().to_string());
    let one = |secret| {
        format!("v1,{}", STANDARD.encode(mac(secret, &id, &timestamp, body).finalize().into_bytes()))
    };
    let signature = secrets.into_iter().map(one).collect::<Vec<_>>().join(" ");
    Headers { id, timestamp, signature }
}

fn mac(secret: &Secret, id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new_from_slice(secret.bytes()).expect("HMAC takes keys of any length");
    for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        mac.update(part);
    }
    mac
}
