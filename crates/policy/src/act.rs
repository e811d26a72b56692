//! The kinds of acts: everything that can be done with personal data, as packs and the log name it.

use serde::{Deserialize, Serialize};

macro_rules! acts {
    ($($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        /// The kinds of acts, as packs and the log name them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum ActKind { $($(#[$doc])* $variant),+ }

        impl ActKind {
            /// Every kind, in the order of the declaration.
            pub const ALL: &[ActKind] = &[$(ActKind::$variant),+];

            /// The word for it in packs and the log.
            pub fn as_str(self) -> &'static str {
                match self { $(ActKind::$variant => $word),+ }
            }
        }
    };
}

acts! {
    /// Take a person's items in.
    Collect = "collect",
    /// See values.
    Read = "read",
    /// Look for a person by a value.
    Find = "find",
    /// Change values.
    Rectify = "rectify",
    /// Record something that happened.
    RecordEvent = "record-event",
    /// Take a wrongly recorded event back.
    RevokeEvent = "revoke-event",
    /// Stop everything but keeping.
    Block = "block",
    /// End a block.
    Unblock = "unblock",
    /// Look at blocked data to check it.
    Check = "check",
    /// Forbid destruction.
    Hold = "hold",
    /// End a hold.
    Release = "release",
    /// Destroy.
    Erase = "erase",
    /// Destroy whatever is due.
    Sweep = "sweep",
    /// Give the subject everything held.
    Export = "export",
    /// Say that two subjects are one.
    Merge = "merge",
    /// Say that one subject is two.
    Split = "split",
    /// Record a consent given.
    GiveConsent = "give-consent",
    /// Record a consent withdrawn, or a part of it.
    WithdrawConsent = "withdraw-consent",
    /// Give the people that a purpose reaches today, with values.
    List = "list",
    /// Take a subject's request in.
    ReceiveRequest = "receive-request",
    /// Move a request on: whose it is, a pause, an extension, evidence, a new try.
    HandleRequest = "handle-request",
    /// Grant or refuse a request.
    DecideRequest = "decide-request",
    /// Record that a request was answered.
    AnswerRequest = "answer-request",
    /// Record that a subject showed who they are.
    ConfirmIdentity = "confirm-identity",
    /// Give items to a third party.
    Disclose = "disclose",
    /// Make items public.
    Publish = "publish",
    /// Give items to a court or an authority that demands them by law.
    AnswerDemand = "answer-demand",
    /// Enter a paper or another carrier that personal data lies on.
    RegisterCarrier = "register-carrier",
    /// Finish a task: a notice sent, a publication removed, a carrier destroyed.
    FinishTask = "finish-task",
    /// Enter a breach of security, or what was done about it.
    ReportBreach = "report-breach",
    /// Print a journal of the log.
    PrintJournal = "print-journal",
    /// Put an edition in force.
    ActivateEdition = "activate-edition",
    /// Bring the jurisdiction's profile up to date: a year's working days, a changed deadline.
    EnterProfile = "enter-profile",
    /// Confirm having read the edition in force.
    AcknowledgeEdition = "acknowledge-edition",
    /// Admit a member of staff.
    AddStaff = "add-staff",
    /// End a member's admission.
    RemoveStaff = "remove-staff",
    /// Let a member of staff choose new means of signing in.
    Enrol = "enrol",
    /// Sign in.
    SignIn = "sign-in",
    /// Make a key for a machine.
    AddKey = "add-key",
    /// End a machine's key.
    RemoveKey = "remove-key",
    /// Have events sent to another system.
    AddHook = "add-hook",
    /// End that.
    RemoveHook = "remove-hook",
    /// Resume it, give it another secret, or try it.
    ChangeHook = "change-hook",
    /// Ask for a second person's approval of an act that takes two.
    Propose = "propose",
    /// Approve what somebody else proposed.
    Approve = "approve",
    /// Decline what was proposed, or take it back.
    Decline = "decline",
    /// Give out everything held for a purpose, with values.
    BulkExport = "bulk-export",
}
