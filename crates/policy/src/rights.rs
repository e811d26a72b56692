//! The rights of subjects as a pack sets them: what may be asked for, what has to be shown, by when it is answered.

use serde::{Deserialize, Serialize};

use crate::{ExceptionId, Text};

crate::words! {
    /// What a subject can ask for by right (clause 3.4.1).
    RequestKind {
        /// To learn what is held and what was done with it.
        Information = 1 "information",
        /// To have it changed or supplemented.
        Rectify = 2 "rectify",
        /// To have it blocked while a breach is looked into.
        Block = 3 "block",
        /// To have it destroyed.
        Erase = 4 "erase",
        /// To withdraw a consent, or a part of it.
        Withdraw = 5 "withdraw",
        /// Not to be subject to automated processing.
        Object = 6 "object",
        /// To have rights protected and harm compensated.
        Complaint = 7 "complaint",
    }
}

crate::words! {
    /// How surely it is known who asks (clause 3.4.2). Each level counts for those before it.
    IdentityLevel {
        /// Nothing was shown.
        None = 1 "none",
        /// A code came back that was sent to an address already held for the subject.
        OneTimeCode = 2 "one-time-code",
        /// A member of staff saw a document; no copy is kept.
        StaffCheck = 3 "staff-check",
        /// A signed electronic document, its certificate checked.
        SignedDocument = 4 "signed-document",
    }
}

/// How one kind of request is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestRule {
    /// The kind.
    pub kind: RequestKind,
    /// The clause that gives the right.
    pub clause: String,
    /// The profile's deadline, by its name.
    pub deadline: String,
    /// Without this nothing is decided.
    pub identity: IdentityLevel,
    /// Without this no value leaves with the answer; `identity` where nothing else is said.
    pub values: IdentityLevel,
}

/// A case in which a copy of an identity document may be taken (clause 3.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyException {
    /// Its id, named when a copy is taken.
    pub id: ExceptionId,
    /// What it says.
    pub name: Text,
}
