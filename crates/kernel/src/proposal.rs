//! Acts that take two people (dual authorization, NIST SP 800-53 AC-3(2)): one proposes, somebody else approves.

use jiff::{SignedDuration, Timestamp};
use policy::{ActKind, StaffId};

/// A proposal's number; none is given twice.
pub type ProposalNo = u64;

/// What nobody does alone: give out in bulk, and change what every decision rests on.
pub const TAKE_TWO: [ActKind; 3] = [ActKind::BulkExport, ActKind::ActivateEdition, ActKind::EnterProfile];

/// An act that waits for a second person, or has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who proposed it.
    pub by: StaffId,
    /// What is proposed.
    pub act: ActKind,
    /// SHA-256, in hex, of exactly what: approved is this, and nothing like it.
    pub digest: String,
    /// When it ends, unless it is done before.
    pub ends: Timestamp,
    /// Who agreed.
    pub approved: Option<StaffId>,
}

impl Proposal {
    /// How long it waits for somebody.
    pub const WAITS: SignedDuration = SignedDuration::from_hours(7 * 24);
    /// How long what was approved can be done.
    pub const STANDS: SignedDuration = SignedDuration::from_hours(24);

    /// Whether it ended.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.ends <= now
    }

    /// Whether this member of staff is one of the two.
    pub fn is_of(&self, staff: &StaffId) -> bool {
        self.by == *staff || self.approved.as_ref() == Some(staff)
    }
}
