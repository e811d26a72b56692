//! Packs: what an organisation may hold, about whom, why, on what ground and until when.

mod act;
pub mod check;
pub mod cite;
pub mod diff;
pub mod edition;
mod id;
pub mod kind;
mod lang;
pub mod load;
mod lookup;
mod model;
pub mod notice;
mod order;
pub mod register;
mod rights;
pub mod sample;
pub mod say;
pub mod schema;
mod span;
mod topic;
mod words;

pub use act::ActKind;
pub use cite::Cites;
pub use diff::{Difference, Effect, Widened, apply, diff, widened};
pub use edition::Edition;
pub use id::*;
pub use kind::Kind;
pub use lang::{Lang, Text};
pub use model::*;
pub use rights::{CopyException, IdentityLevel, RequestKind, RequestRule};
pub use span::Span;
pub use topic::Topic;
