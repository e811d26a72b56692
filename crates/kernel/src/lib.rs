//! Acts and decisions. Everything that touches personal data is an [`Act`]; one pure function, [`decide`],
//! says whether the policy permits it and what then changes. No clock, no randomness, no I/O in here.
//!
//! ```text
//! World (editions, profile, staff) ─┐
//! State (subject, engagements)     ─┼─▶ decide ─▶ Permit { clause, changes, entry } | Refuse { code, clause }
//! Act   (who, what, on what)       ─┘
//! ```

mod act;
mod actor;
mod change;
mod consent;
mod decide;
pub mod encode;
mod fate;
mod id;
mod identify;
mod journal;
mod jurisdiction;
mod paper;
pub mod proposal;
mod refusal;
mod rights;
mod state;
mod terms;
mod world;

pub use act::{
    Act, Collecting, Deed, Enrolment, EraseReason, HookChange, Outcome, Receiving, Source, Step, Target, Way,
};
pub use actor::{Actor, By};
pub use change::{Change, ChangeSet, Content, OrgChange, Words};
pub use consent::{Consent, Notice, Part, Parts};
pub use decide::{Told, decide, gone, paper_gone};
pub use fate::{Fate, fate, reached};
pub use id::{EngagementId, HoldId, NotAnId, PaperId, RunId, SubjectId};
pub use identify::{Identified, Match, identify};
pub use journal::{Operational, SubjectPart, Verdict};
pub use jurisdiction::{cites, jurisdiction, name_in};
pub use paper::{
    Carrier, Channel, Closed, Code, Disclosure, Duty, DutyKind, Evidence, FormerConsent, LeftDuty, Matter,
    Paper, Publication, Representative, RepresentedBy, Request, RequestOutcome, Status, Watch,
};
pub use policy::ActKind;
pub use proposal::{Proposal, ProposalNo};
pub use refusal::{Decision, Permit, Refusal, RefusalCode};
pub use rights::{ApiKey, Rights};
pub use state::{Block, DueAt, Engagement, Phase, State, Subject};
pub use terms::{OWN_TERM, Standing, due_by, events_of, standing};
pub use world::{EditionNo, Member, World};
