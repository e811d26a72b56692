//! Acts and decisions. Everything that touches personal data is an [`Act`]; one pure function, [`decide`],
//! says whether the policy permits it and what then changes. No clock, no randomness, no I/O in here.
//!
//! ```text
//! World (editions, profile, staff) ─┐
//! State (subject, engagements)     ─┼─▶ decide ─▶ Permit { clause, changes, entry } | Refuse { code, clause }
//! Act   (who, what, on what)       ─┘
//! ```

mod act;
mod change;
mod decide;
pub mod encode;
mod fate;
mod id;
mod identify;
mod journal;
mod jurisdiction;
mod refusal;
mod state;
mod terms;
mod world;

pub use act::{Act, Collecting, Consent, Deed, EraseReason, Outcome, Source, Target, Way};
pub use change::{Change, ChangeSet, Content, OrgChange};
pub use decide::decide;
pub use fate::{Fate, fate};
pub use id::{EngagementId, HoldId, RunId, SubjectId};
pub use identify::{Identified, Match, identify};
pub use journal::{Operational, SubjectPart, Verdict};
pub use jurisdiction::jurisdiction;
pub use policy::ActKind;
pub use refusal::{Decision, Permit, Refusal, RefusalCode};
pub use state::{Block, DueAt, Engagement, Phase, State, Subject};
pub use terms::{Standing, events_of, standing};
pub use world::{EditionNo, Member, World};
