#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod hidden;
mod key;
pub mod password;
pub mod recovery;
#[cfg(test)]
mod testing;
pub mod totp;

pub use key::AccessKey;

/// Where secrets, ids and salts come from: fills the whole buffer with unpredictable bytes and can't fail.
///
/// It must be a cryptographic generator; going on with a guessable secret is worse than stopping.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;
