#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod facts;
mod json;
mod receipt;
mod record;
mod strict;
mod verify;

pub use facts::{
    ConsentFacts, Event, Happened, Notice, Part, Party, Purpose, Recipient, Role, State, Withdrawal,
};
pub use receipt::{ProofFacts, receipt};
pub use record::{digest, record};
pub use verify::{MAX_BYTES, NotVerified, Verified, verify};
