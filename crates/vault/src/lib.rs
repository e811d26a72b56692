#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod engagement;
mod error;
mod gcm;
mod kdf;
mod keyring;
mod label;
mod random;
mod root;
mod secret;
mod subject;
mod tags;
mod text;

pub use engagement::{EngagementKey, RecordContext};
pub use error::{KdfFault, KeyTextFault, VaultError};
pub use gcm::{DESTROYED, SEALED_OVERHEAD, WRAPPED_LEN, Wrapped};
pub use kdf::KdfParams;
pub use keyring::Keyring;
pub use random::Random;
pub use root::RootKey;
pub use subject::SubjectKey;
pub use tags::Tag;
/// The buffer opened values come in: overwritten with zeros when dropped.
pub use zeroize::Zeroizing;
