//! Acts: every operation on personal data, as a value. Values of items never stand here, only their codes.

use calendar::PauseReason;
use jiff::Timestamp;
use policy::{
    ActKind, CategoryId, EventId, ExceptionId, HookId, IdentityLevel, ItemId, KeyId, OptionId, Permission,
    PurposeId, RecipientId, RequestKind, RoleId, StaffId,
};

use crate::{
    Actor, Channel, Consent, DutyKind, EditionNo, EngagementId, HoldId, PaperId, Parts, ProposalNo,
    Representative, RequestOutcome, SubjectId,
};

/// Who does what.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// Who acts.
    pub actor: Actor,
    /// Effective time, where it differs from the moment of deciding; never later than it.
    pub at: Option<Timestamp>,
    /// What is done.
    pub deed: Deed,
}

/// What is done.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // each variant's line says what its fields are
pub enum Deed {
    /// Take a person's items in.
    Collect(Collecting),
    /// See values of these items.
    Read { target: Target, items: Vec<ItemId> },
    /// Look at a blocked person's values to check a complaint.
    Check { target: Target, items: Vec<ItemId> },
    /// Look for a person by one item's value.
    Find { item: ItemId },
    /// Replace values of these items.
    Rectify { target: Target, items: Vec<ItemId> },
    /// Something happened; `opens` names the engagement that the event may open.
    RecordEvent { target: Target, event: EventId, opens: EngagementId },
    /// An event was recorded wrongly.
    RevokeEvent { target: Target, event: EventId },
    /// Stop everything but keeping.
    Block,
    /// End a block.
    Unblock { outcome: Outcome },
    /// Forbid destruction.
    Hold { hold: HoldId },
    /// End a hold.
    Release { hold: HoldId },
    /// Destroy before the term ends: one purpose's data, or all.
    Erase { target: Option<Target>, reason: EraseReason },
    /// Destroy whatever is due.
    Sweep,
    /// Everything held on the subject, for the subject.
    Export,
    /// The second subject of the state is the same person: its engagements move here.
    Merge,
    /// These engagements belong to somebody else, who becomes `into`.
    Split { engagements: Vec<EngagementId>, into: SubjectId },
    /// What a law orders to keep is only kept from now on, or used again.
    Restrict { target: Target, on: bool },
    /// A consent given anew: the engagement is bound to the edition in force from now on.
    GiveConsent { target: Target, consent: Consent, former: PaperId },
    /// A consent withdrawn, or parts of it.
    WithdrawConsent { target: Target, parts: Parts },
    /// See values of these items, as one of the people whom the purpose reaches today.
    List { purpose: PurposeId, engagement: EngagementId, items: Vec<ItemId> },
    /// A request by right; blocks at once where it asks for that.
    ReceiveRequest(Receiving),
    /// The subject showed who they are.
    ConfirmIdentity { request: PaperId, level: IdentityLevel },
    /// A request moves on.
    HandleRequest { request: PaperId, step: Step },
    /// A request is granted or refused; what it asks for is an act of its own, done before the decision stands.
    DecideRequest { request: PaperId, outcome: RequestOutcome, done: bool },
    /// The answer has left.
    AnswerRequest { request: PaperId },
    /// Items go to a third party.
    Disclose { target: Target, recipient: RecipientId, items: Vec<ItemId>, paper: PaperId },
    /// Items are made public.
    Publish { target: Target, items: Vec<ItemId>, paper: PaperId },
    /// Items go to a court or an authority that demands them by law.
    AnswerDemand { target: Target, items: Vec<ItemId>, paper: PaperId },
    /// Data lies on a carrier, of this class and under this number in the register of carriers.
    RegisterCarrier {
        target: Target,
        class: String,
        exception: Option<ExceptionId>,
        number: u64,
        paper: PaperId,
    },
    /// A duty that a paper brought is done.
    FinishTask { paper: PaperId, duty: DutyKind },
    /// A duty that outlived the data it came from is done.
    EndDuty { paper: PaperId, duty: DutyKind },
    /// A carrier, no longer tied to a person, was destroyed.
    DestroyCarrier { number: u64 },
    /// A breach of security, entered or followed up.
    ReportBreach,
    /// Look at a journal of the log.
    PrintJournal,
    /// Put an edition in force.
    ActivateEdition { edition: EditionNo },
    /// Bring the profile of this id up to date; the digest is of its text.
    EnterProfile { profile: String, digest: String },
    /// Confirm having read the edition in force.
    AcknowledgeEdition,
    /// Admit a member of staff.
    AddStaff { staff: StaffId, roles: Vec<RoleId> },
    /// End a member's admission.
    RemoveStaff { staff: StaffId },
    /// Means of signing in: a member of staff is let choose them, or chose them.
    Enrol { staff: StaffId, what: Enrolment },
    /// A member of staff signs in: by which means, and whether those are a passkey whose counter went back.
    SignIn { by: String, copied: bool },
    /// Make a key for a machine: what it allows, and until when.
    AddKey { key: KeyId, scope: Permission, expires: Timestamp },
    /// End a machine's key.
    RemoveKey { key: KeyId },
    /// Have events sent to another system: which, and to which host.
    AddHook { hook: HookId, scope: String },
    /// End that; what waits for it goes.
    RemoveHook { hook: HookId },
    /// Change how events are sent there.
    ChangeHook { hook: HookId, what: HookChange },
    /// Ask for somebody else's approval of an act that takes two; the digest is of exactly what. For a bulk export: under
    /// which purpose, and of which items.
    Propose { act: ActKind, about: Option<(PurposeId, Vec<ItemId>)>, digest: String },
    /// Approve what somebody else proposed.
    Approve { number: ProposalNo },
    /// Decline what was proposed, or take it back.
    Decline { number: ProposalNo },
    /// See values of these items, as far as they are held, as one of all the people held for the purpose; the digest is of
    /// what was approved.
    BulkExport { purpose: PurposeId, engagement: EngagementId, items: Vec<ItemId>, digest: String },
}

impl Deed {
    /// The kind, as roles and the log name it.
    pub fn kind(&self) -> ActKind {
        match self {
            Deed::Collect(_) => ActKind::Collect,
            Deed::Read { .. } => ActKind::Read,
            Deed::Check { .. } => ActKind::Check,
            Deed::Find { .. } => ActKind::Find,
            Deed::Rectify { .. } => ActKind::Rectify,
            Deed::RecordEvent { .. } => ActKind::RecordEvent,
            Deed::RevokeEvent { .. } => ActKind::RevokeEvent,
            Deed::Block => ActKind::Block,
            Deed::Unblock { .. } => ActKind::Unblock,
            Deed::Hold { .. } => ActKind::Hold,
            Deed::Release { .. } => ActKind::Release,
            Deed::Erase { .. } => ActKind::Erase,
            Deed::Sweep => ActKind::Sweep,
            Deed::Export => ActKind::Export,
            Deed::Merge => ActKind::Merge,
            Deed::Split { .. } => ActKind::Split,
            Deed::Restrict { on: true, .. } => ActKind::Block,
            Deed::Restrict { on: false, .. } => ActKind::Unblock,
            Deed::GiveConsent { .. } => ActKind::GiveConsent,
            Deed::WithdrawConsent { .. } => ActKind::WithdrawConsent,
            Deed::List { .. } => ActKind::List,
            Deed::ReceiveRequest(_) => ActKind::ReceiveRequest,
            Deed::ConfirmIdentity { .. } => ActKind::ConfirmIdentity,
            Deed::HandleRequest { .. } => ActKind::HandleRequest,
            Deed::DecideRequest { .. } => ActKind::DecideRequest,
            Deed::AnswerRequest { .. } => ActKind::AnswerRequest,
            Deed::Disclose { .. } => ActKind::Disclose,
            Deed::Publish { .. } => ActKind::Publish,
            Deed::AnswerDemand { .. } => ActKind::AnswerDemand,
            Deed::RegisterCarrier { .. } => ActKind::RegisterCarrier,
            Deed::FinishTask { .. } | Deed::EndDuty { .. } | Deed::DestroyCarrier { .. } => {
                ActKind::FinishTask
            }
            Deed::ReportBreach => ActKind::ReportBreach,
            Deed::PrintJournal => ActKind::PrintJournal,
            Deed::ActivateEdition { .. } => ActKind::ActivateEdition,
            Deed::EnterProfile { .. } => ActKind::EnterProfile,
            Deed::AcknowledgeEdition => ActKind::AcknowledgeEdition,
            Deed::AddStaff { .. } => ActKind::AddStaff,
            Deed::RemoveStaff { .. } => ActKind::RemoveStaff,
            Deed::Enrol { .. } => ActKind::Enrol,
            Deed::SignIn { .. } => ActKind::SignIn,
            Deed::AddKey { .. } => ActKind::AddKey,
            Deed::RemoveKey { .. } => ActKind::RemoveKey,
            Deed::AddHook { .. } => ActKind::AddHook,
            Deed::RemoveHook { .. } => ActKind::RemoveHook,
            Deed::ChangeHook { .. } => ActKind::ChangeHook,
            Deed::Propose { .. } => ActKind::Propose,
            Deed::Approve { .. } => ActKind::Approve,
            Deed::Decline { .. } => ActKind::Decline,
            Deed::BulkExport { .. } => ActKind::BulkExport,
        }
    }

    /// The purpose of a person's data that it names.
    pub fn purpose(&self) -> Option<&PurposeId> {
        match self {
            Deed::Read { target, .. }
            | Deed::Check { target, .. }
            | Deed::Rectify { target, .. }
            | Deed::RecordEvent { target, .. }
            | Deed::RevokeEvent { target, .. }
            | Deed::Unblock { outcome: Outcome::Rectified { target, .. } }
            | Deed::Unblock { outcome: Outcome::Destroyed { target: Some(target) } }
            | Deed::Erase { target: Some(target), .. }
            | Deed::Restrict { target, .. }
            | Deed::GiveConsent { target, .. }
            | Deed::WithdrawConsent { target, .. }
            | Deed::Disclose { target, .. }
            | Deed::Publish { target, .. }
            | Deed::AnswerDemand { target, .. }
            | Deed::RegisterCarrier { target, .. } => Some(&target.purpose),
            Deed::List { purpose, .. } | Deed::BulkExport { purpose, .. } => Some(purpose),
            Deed::ReceiveRequest(receiving) => receiving.target.as_ref().map(|target| &target.purpose),
            _ => None,
        }
    }

    /// Whether it weighs so much that a member of staff shows their second step first, if that was long ago: what takes
    /// values out in bulk, destroys, gives back to use, and what changes who may do so and under which policy.
    pub fn is_grave(&self) -> bool {
        let decided = |outcome: &RequestOutcome| *outcome != RequestOutcome::Refused;
        match self {
            Deed::DecideRequest { outcome, .. } => decided(outcome),
            // who enrols by an invitation has no session yet
            Deed::Enrol { what, .. } => *what != Enrolment::Enrolled,
            _ => GRAVE.contains(&self.kind()),
        }
    }

    /// Whether it is decided without the person's papers: what is done most often need not load them.
    pub fn needs_no_papers(&self) -> bool {
        matches!(
            self.kind(),
            ActKind::Collect
                | ActKind::Read
                | ActKind::Check
                | ActKind::Find
                | ActKind::List
                | ActKind::BulkExport
                | ActKind::Sweep
        )
    }
}

const GRAVE: [ActKind; 16] = [
    ActKind::Unblock,
    ActKind::Erase,
    ActKind::Export,
    ActKind::List,
    ActKind::AddStaff,
    ActKind::RemoveStaff,
    ActKind::AddKey,
    ActKind::RemoveKey,
    ActKind::AddHook,
    ActKind::RemoveHook,
    ActKind::ChangeHook,
    ActKind::ActivateEdition,
    ActKind::EnterProfile,
    ActKind::Propose,
    ActKind::Approve,
    ActKind::BulkExport,
];

/// Which engagement of the subject: the newest under a purpose, or one by its id. An erasure takes all under the purpose
/// where none is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The purpose for which the act is done.
    pub purpose: PurposeId,
    /// The engagement, where there are several under that purpose.
    pub engagement: Option<EngagementId>,
}

/// What taking a person in states.
#[derive(Debug, Clone, PartialEq)]
pub struct Collecting {
    /// Known already, or new.
    pub subject: SubjectId,
    /// The new engagement.
    pub engagement: EngagementId,
    /// Why.
    pub purpose: PurposeId,
    /// As whom.
    pub category: CategoryId,
    /// The row's required choice.
    pub choice: Option<OptionId>,
    /// Which items.
    pub items: Vec<ItemId>,
    /// How and when consent was given.
    pub consent: Option<Consent>,
    /// For a copy of an identity document: the exception that lets it be taken.
    pub exception: Option<ExceptionId>,
    /// Where the data comes from.
    pub source: Source,
    /// Keyed fingerprint of the imported row; all zero where there is none.
    pub fingerprint: [u8; 16],
}

/// What taking a request in states.
#[derive(Debug, Clone, PartialEq)]
pub struct Receiving {
    /// The request's id.
    pub paper: PaperId,
    /// Whose, if nobody is known who asks: a person of whom only the request is held.
    pub subject: SubjectId,
    /// What is asked for.
    pub kind: RequestKind,
    /// How it came.
    pub channel: Channel,
    /// How surely it is known who asks.
    pub identity: IdentityLevel,
    /// Under which purpose; none: all.
    pub target: Option<Target>,
    /// For a withdrawal: of what.
    pub parts: Parts,
    /// Who speaks for the subject.
    pub representative: Option<Representative>,
    /// Keyed fingerprint of what is asked.
    pub fingerprint: [u8; 16],
}

/// How a request moves on.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The clock stands still, for a reason that the law knows.
    Pause(PauseReason),
    /// The clock goes on.
    Resume,
    /// The deadline is extended as far as the law lets it.
    Extend,
    /// It is about a tenant's content, and passed on.
    PassOn,
    /// A file that supports it.
    Attach {
        /// The paper.
        evidence: PaperId,
        /// SHA-256 of the file.
        digest: [u8; 32],
    },
    /// A code was sent for it.
    SendCode {
        /// The paper.
        code: PaperId,
        /// When it ends.
        expires: Timestamp,
    },
    /// A code came back: right or wrong.
    TryCode {
        /// The paper.
        code: PaperId,
        /// Whether the subject is known by it now.
        passed: bool,
        /// Whether it can be tried again.
        spent: bool,
    },
    /// Something else is noted in its history.
    Note,
}

policy::words! {
    /// What happens to a member's means of signing in.
    Enrolment {
        /// Somebody else lets them choose new ones, by a link that works once.
        Invited = 1 "invited",
        /// They chose all of them by that link; the former ones are gone.
        Enrolled = 2 "enrolled",
        /// They chose another password.
        Password = 3 "password-changed",
        /// They took another app for their codes.
        Totp = 4 "app-replaced",
        /// They had new recovery codes made.
        Recovery = 5 "recovery-renewed",
        /// They added a passkey.
        Passkey = 6 "passkey-added",
        /// They took a passkey away.
        PasskeyRemoved = 7 "passkey-removed",
    }
}

policy::words! {
    /// What is changed about the sending of events to another system.
    HookChange {
        /// It goes on after a pause.
        Resumed = 1 "resumed",
        /// It has another secret.
        Rotated = 2 "secret-rotated",
        /// It is sent an event that tells of nothing.
        Tried = 3 "tried",
    }
}

policy::words! {
    /// The ways in which a consent can be given so that its receipt can be proved.
    Way {
        /// On paper, signed.
        Written = 1 "written",
        /// A signed electronic document.
        ElectronicDocument = 2 "electronic-document",
        /// Through the state's service.
        StateService = 3 "state-service",
        /// By a one-time code.
        OneTimeCode = 4 "one-time-code",
        /// On a web form.
        WebForm = 5 "web-form",
    }
}

policy::words! {
    /// Where data comes from.
    Source {
        /// The subject.
        Subject = 1 "subject",
        /// A file taken in.
        Import = 2 "import",
        /// An earlier engagement.
        CarriedOver = 3 "carried-over",
    }
}

policy::words! {
    /// Why data is destroyed before its term ends.
    EraseReason {
        /// Collected or processed against the law (clause 3.4.1.5).
        Unlawful = 1 "unlawful",
        /// The subject demands it (clause 3.6.1(2)).
        Demand = 2 "demand",
    }
}

/// How a block ends.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // each variant's line says what its fields are
pub enum Outcome {
    /// No breach was found.
    Unfounded,
    /// Values of these items are replaced.
    Rectified { target: Target, items: Vec<ItemId> },
    /// The data is destroyed.
    Destroyed { target: Option<Target> },
}
