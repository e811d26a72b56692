//! Acts: every operation on personal data, as a value. Values of items never stand here, only their codes.

use jiff::Timestamp;
use policy::{ActKind, CategoryId, EventId, ItemId, OptionId, PurposeId, RoleId, StaffId};

use crate::{EditionNo, EngagementId, HoldId, SubjectId};

/// Who does what.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The member of staff.
    pub actor: StaffId,
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
    /// Put an edition in force.
    ActivateEdition { edition: EditionNo },
    /// Confirm having read the edition in force.
    AcknowledgeEdition,
    /// Admit a member of staff.
    AddStaff { staff: StaffId, roles: Vec<RoleId> },
    /// End a member's admission.
    RemoveStaff { staff: StaffId },
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
            Deed::ActivateEdition { .. } => ActKind::ActivateEdition,
            Deed::AcknowledgeEdition => ActKind::AcknowledgeEdition,
            Deed::AddStaff { .. } => ActKind::AddStaff,
            Deed::RemoveStaff { .. } => ActKind::RemoveStaff,
        }
    }
}

/// Which engagement of the subject: the newest under a purpose, or one by its id.
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
    /// Where the data comes from.
    pub source: Source,
    /// Keyed fingerprint of the imported row; all zero where there is none.
    pub fingerprint: [u8; 16],
}

/// How and when consent was given (Law 94-V art. 8(1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Consent {
    /// The way.
    pub way: Way,
    /// The moment.
    pub at: Timestamp,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every one.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The number in which a store keeps it; never 0, never used again for another.
            pub fn code(self) -> u8 {
                match self { $($name::$variant => $code),+ }
            }

            /// From the number.
            pub fn from_code(code: u8) -> Option<Self> {
                match code { $($code => Some($name::$variant),)+ _ => None }
            }

            /// The word for it on a command line.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// From the word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

words! {
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

words! {
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

words! {
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
