//! Signed notes ([C2SP signed-note](https://c2sp.org/signed-note)): text with the signatures of one or more keys.
//!
//! Ed25519 only (signature type 0x01); the lines of other keys are kept and ignored, which leaves room for the
//! cosignatures of witnesses.

mod key;
mod text;

pub use key::{SigningKey, VerifierKey};
pub use text::{MAX_NOTE_BYTES, MAX_SIGNATURES, Note, Signature};
