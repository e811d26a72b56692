#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod delivery;
mod endpoint;
mod event;
mod id;
mod outbox;
mod sender;
mod signature;

pub use delivery::{
    Answer, Attempt, DELAYS, Delivery, Failure, Jitter, RetryAfter, Settled, State, Why, settle,
};
pub use endpoint::{BadEndpoint, BadTarget, Condition, Endpoint, Networks, Secrets, Target, Wants};
pub use event::{BadEvent, Event, EventType};
pub use id::{BadId, EndpointId, EventId};
pub use ipnet::IpNet;
pub use outbox::{Job, MemoryOutbox, Outbox, Unknown};
pub use sender::{
    BadClient, Client, Limits, Outside, Report, Resolver, Running, Sender, Settings, Stopped, Trust,
};
pub use signature::{BadSecret, BadSignature, Headers, Secret, sign, verify};
