//! Packs: what an organisation may hold, about whom, why, on what ground and until when.

pub mod check;
pub mod edition;
mod id;
pub mod kind;
mod lang;
pub mod load;
mod lookup;
mod model;
pub mod register;
pub mod sample;
pub mod say;
mod span;
mod topic;

pub use edition::Edition;
pub use id::*;
pub use kind::Kind;
pub use lang::{Lang, Text};
pub use model::*;
pub use span::Span;
pub use topic::Topic;
