#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod bytes;
mod challenge;
mod code;
mod document;
mod error;
mod key;
mod level;
mod limit;
mod rules;
mod typed;

pub use challenge::{Challenge, Verdict};
pub use code::Code;
pub use document::{NotVerified, SignedDocument, Signer};
pub use error::{BadBytes, BadRules};
pub use key::{IdentityKey, Tag};
pub use level::Level;
pub use limit::{Answer, Limiter, Limits, Rate, Window};
pub use rules::{CodeRules, Digits};
pub use typed::{NotACode, Typed};

/// Where ids and codes come from: fills the whole buffer with unpredictable bytes and can't fail.
///
/// It must be a cryptographic generator; going on with a guessable code is worse than stopping.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;
