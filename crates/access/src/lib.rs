#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod account;
pub mod apikey;
mod hidden;
mod key;
pub mod passkey;
pub mod password;
pub mod recovery;
pub mod session;
#[cfg(test)]
mod testing;
pub mod throttle;
pub mod token;
pub mod totp;

pub use key::{AccessKey, Tag};

/// Where secrets, ids and salts come from: fills the whole buffer with unpredictable bytes and can't fail.
///
/// It must be a cryptographic generator; going on with a guessable secret is worse than stopping.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;
