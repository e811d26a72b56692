//! Passkeys as a second step (W3C Web Authentication, Level 3): what is kept of them, and the two ceremonies.
//!
//! A passkey is asked for without naming any, so that the question is the same for everybody, and nobody learns from it
//! whether there is an account or what it has. Attestation is not asked for and not looked at: nothing is trusted for it.

mod bytes;
mod ceremony;
mod client;
mod cose;
mod data;
mod kept;
mod options;
mod party;
mod response;

use thiserror::Error;

pub use ceremony::{Authentication, Registration, Shown};
pub use kept::{Label, NotAPasskeyId, PASSKEYS, Passkey, PasskeyId, Passkeys, UserHandle};
pub use options::{CreationOptions, RequestOptions};
pub use party::{NotAHost, RelyingParty};
pub use response::{AuthenticationResponse, RegistrationResponse};

pub(crate) use ceremony::Match;

/// Whether the authenticator has to know its person, by a finger, a face or a PIN, and not only that somebody is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UserVerification {
    /// It must.
    Required,
    /// It does if it can.
    Preferred,
}

/// Why a passkey is not taken. Says nothing of what came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// A part of it doesn't read.
    #[error("the authenticator's answer doesn't read")]
    Form,
    /// It answers another question: another challenge, origin or relying party, or nobody confirmed it.
    #[error("the authenticator's answer is to another question")]
    Other,
    /// Its key is of none of the kinds that were asked for.
    #[error("the passkey's key is of no known kind")]
    Algorithm,
    /// It is held already, by whomever.
    #[error("the passkey is held already")]
    Known,
    /// Nobody has more than [`PASSKEYS`].
    #[error("there are as many passkeys as there can be")]
    Many,
}
