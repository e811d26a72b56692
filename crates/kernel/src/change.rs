//! What an act changes: engine-neutral, values apart. The office seals the values and hands the whole to a store.

use jiff::Timestamp;
use policy::{HookId, KeyId, RoleId, StaffId};

use crate::{
    ApiKey, EditionNo, Engagement, EngagementId, HoldId, LeftDuty, Operational, Paper, PaperId, Proposal,
    ProposalNo, Subject, SubjectId, SubjectPart,
};

/// Everything that one permitted act changes, with what it was decided on.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeSet {
    /// The organisation's epoch (staff, roles, editions) that the decision read.
    pub epoch: u64,
    /// Subjects with the versions that the decision read; a changed engagement's own new version names the old one.
    pub subjects: Vec<(SubjectId, u64)>,
    /// The changes, in order.
    pub changes: Vec<Change>,
    /// The entry for the log.
    pub entry: Operational,
    /// The entry's subject part, where it speaks of a person.
    pub part: Option<SubjectPart>,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A new person, who needs a key.
    NewSubject(Subject),
    /// A person's new state.
    PutSubject(Subject),
    /// A person of whom nothing is left: key, trail and row go.
    DropSubject(SubjectId),
    /// An engagement's new state, and what becomes of its record.
    PutEngagement(Engagement, Content),
    /// An engagement destroyed: key, record, tags, trail and row go.
    DropEngagement(Engagement),
    /// An engagement moves to another person, whose key then wraps its key.
    MoveEngagement {
        /// The engagement as it becomes.
        to: Engagement,
        /// Whose it was.
        from: SubjectId,
    },
    /// Everything that the log says of one person moves to another.
    MoveTrail {
        /// Whose it was.
        from: SubjectId,
        /// Whose it becomes.
        to: SubjectId,
        /// Only what speaks of this engagement.
        engagement: Option<EngagementId>,
    },
    /// A hold with its sealed reference.
    PutHold(SubjectId, HoldId),
    /// A hold gone.
    DropHold(SubjectId, HoldId),
    /// A paper, new or changed.
    PutPaper(Paper, Words),
    /// A paper moves to another person, whose key then wraps its key.
    MovePaper {
        /// The paper as it becomes.
        to: Paper,
        /// Whose it was.
        from: SubjectId,
    },
    /// A paper destroyed with its body.
    DropPaper(SubjectId, PaperId),
    /// A carrier that no person's data ties any more: it has to be destroyed by then.
    ReleaseCarrier {
        /// Its number in the register of carriers.
        number: u64,
        /// By when.
        due: Timestamp,
    },
    /// A carrier struck from the register.
    StrikeCarrier {
        /// Its number.
        number: u64,
    },
    /// A duty that outlives the data it came from; the paper, still there, is this person's.
    LeaveDuty(SubjectId, LeftDuty),
    /// Such a duty done.
    EndDuty(PaperId),
    /// The organisation itself.
    Organisation(OrgChange),
}

/// What becomes of a paper's sealed body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    /// It stays as it is.
    Same,
    /// The office's words take the place of the old ones; without any there is no body.
    New,
}

/// What becomes of an engagement's sealed record.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// It stays as it is.
    Same,
    /// The office's new values and no others.
    New,
    /// The old record with the office's values in place of the old ones.
    Replaced,
    /// The old record brought to the row of the edition that the engagement is bound to now; what that row does not
    /// list goes.
    Rebound {
        /// The edition it was bound to.
        edition: EditionNo,
        /// The row it was bound to.
        row: u16,
    },
    /// These items of another engagement's record: bit `i` of the mask for item `i` of *that* row's list.
    Carried {
        /// The other engagement, which ends in the same changeset.
        from: EngagementId,
        /// Which items.
        items: u64,
    },
}

/// A change of the organisation; each raises the epoch by one.
#[derive(Debug, Clone, PartialEq)]
pub enum OrgChange {
    /// A member of staff admitted, changed or acknowledging.
    PutStaff {
        /// Who.
        staff: StaffId,
        /// With which roles.
        roles: Vec<RoleId>,
        /// The edition acknowledged last, 0 for none.
        acknowledged: EditionNo,
    },
    /// The profile brought up to date, as was proposed; the office has its text.
    EnterProfile(ProposalNo),
    /// A member of staff gone, and with them the keys that they answered for.
    DropStaff(StaffId),
    /// A machine's key made.
    PutKey(KeyId, ApiKey),
    /// A machine's key gone.
    DropKey(KeyId),
    /// Events are sent to another system from now on; the office has where to.
    PutHook(HookId),
    /// No more, and what waits for it goes.
    DropHook(HookId),
    /// Something proposed, or approved.
    PutProposal {
        /// Its number.
        number: ProposalNo,
        /// What it is now.
        proposal: Proposal,
        /// Others, which ended meanwhile and go.
        over: Vec<ProposalNo>,
    },
    /// A proposal declined, or taken back.
    DropProposal(ProposalNo),
    /// An edition put in force, as was proposed.
    Activate(EditionNo, ProposalNo),
}
