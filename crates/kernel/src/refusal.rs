//! Decisions. A refusal is a value: which clause, which code, and what would make the act permitted.

use std::fmt;

use policy::{ActKind, CategoryId, EventId, ItemId, PurposeId, Topic};
use serde::{Deserialize, Serialize};

use crate::ChangeSet;

/// What the policy says to an act.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// Do it.
    Permit(Box<Permit>),
    /// Don't.
    Refuse(Box<Refusal>),
}

/// A permitted act.
#[derive(Debug, Clone, PartialEq)]
pub struct Permit {
    /// The clause that permits it.
    pub clause: String,
    /// What it changes, and the log's entry.
    pub changes: ChangeSet,
}

/// A refused act.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// The clause or law article.
    pub clause: String,
    /// What was asked for.
    pub act: ActKind,
    /// The purpose it was about.
    pub purpose: Option<PurposeId>,
    /// The category it was about.
    pub category: Option<CategoryId>,
    /// The item it was about.
    pub item: Option<ItemId>,
    /// The event it was about.
    pub event: Option<EventId>,
    /// Another word for people: a date, a list of options, an id. Never a person's value.
    pub hint: String,
    /// The entry for the log: refusals are remembered too.
    pub changes: Box<ChangeSet>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $word:literal, $topic:ident;)+) => {
        /// Why an act is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum RefusalCode { $($(#[$doc])* $variant),+ }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &[RefusalCode] = &[$(RefusalCode::$variant),+];

            /// The code's word, as the log and the command line show it.
            pub fn word(self) -> &'static str {
                match self { $(RefusalCode::$variant => $word),+ }
            }

            /// What the clause that refuses is about; the pack gives its number.
            pub fn topic(self) -> Topic {
                match self { $(RefusalCode::$variant => Topic::$topic),+ }
            }
        }
    };
}

codes! {
    /// The actor is not on the staff.
    NotStaff = "not-staff", Duty;
    /// The actor has not acknowledged the edition in force.
    NotAcknowledged = "not-acknowledged", Duty;
    /// None of the actor's roles allows it.
    NoPermission = "no-permission", Access;
    /// The actor signed in a while ago, and the act weighs so much that they show their second step again.
    StepUp = "step-up", Access;
    /// Nobody does it alone: somebody else approves it first.
    TakesTwo = "takes-two", Access;
    /// No such proposal waits, or it ended.
    UnknownProposal = "unknown-proposal", Access;
    /// Exactly this is proposed already.
    ProposalKnown = "proposal-known", Access;
    /// Whoever proposed it doesn't approve it as well.
    OwnProposal = "own-proposal", Access;
    /// The passkey's counter went back: there may be two of it.
    PasskeyCopied = "passkey-copied", Access;
    /// No machine's key has this name.
    UnknownKey = "unknown-key", Access;
    /// There is a key of this name.
    KeyKnown = "key-known", Access;
    /// The key's term is over.
    KeyOver = "key-over", Access;
    /// A key ends within a year.
    KeyTerm = "key-term", Access;
    /// No machine does this, whatever its key.
    NotForKeys = "not-for-keys", Access;
    /// Events are sent to no system of this name.
    UnknownHook = "unknown-hook", Access;
    /// There is a system of this name that events are sent to.
    HookKnown = "hook-known", Access;
    /// The effective time lies ahead.
    FutureTime = "future-time", Terms;
    /// The policy has no such purpose.
    UnknownPurpose = "unknown-purpose", Register;
    /// The purpose does not reach such people.
    UnknownCategory = "unknown-category", Register;
    /// The policy knows no such item.
    UnknownItem = "unknown-item", Register;
    /// The purpose may not hold this item.
    ItemOutsidePurpose = "item-outside-purpose", Register;
    /// Something without which nothing is taken in is missing.
    ItemRequired = "item-required", Register;
    /// Nothing to take in.
    NoItems = "no-items", Register;
    /// The row's choice was not made.
    ChoiceMissing = "choice-missing", Terms;
    /// The choice has no such option.
    UnknownChoice = "unknown-choice", Terms;
    /// The purpose rests on consent, and none was stated.
    ConsentMissing = "consent-missing", Consent;
    /// The consent is dated after the moment of collecting.
    ConsentInFuture = "consent-in-future", Consent;
    /// The term of what is offered is over already.
    AlreadyDue = "already-due", TermOver;
    /// Consent was given to more than the purpose asks for.
    ConsentBeyondPurpose = "consent-beyond-purpose", Consent;
    /// The purpose does not rest on consent.
    NotOnConsent = "not-on-consent", Consent;
    /// The consent does not reach what a later edition added: it has to be asked anew.
    ConsentDoesNotCover = "consent-does-not-cover", Consent;
    /// The consent was given before the policy named this recipient, or so much for it: it has to be asked anew.
    ConsentBeforeRecipient = "consent-before-recipient", Consent;
    /// This part of the consent was not given, was withdrawn, or its term is over.
    NoConsent = "no-consent", Consent;
    /// There is nothing to withdraw.
    NothingToWithdraw = "nothing-to-withdraw", Withdrawal;
    /// There is no such paper.
    UnknownPaper = "unknown-paper", Requests;
    /// The policy takes no such requests.
    NoSuchRight = "no-such-right", Requests;
    /// The request is not where this step starts.
    NotAtThisStep = "not-at-this-step", Requests;
    /// Who asks is not known surely enough.
    IdentityTooLow = "identity-too-low", Identity;
    /// The power of whoever speaks for the subject is over.
    PowerOver = "power-over", Identity;
    /// What is asked for can't be done for somebody of whom nothing is known to be held.
    NobodyKnown = "nobody-known", Identity;
    /// The law does not let the clock stand still for this.
    NoPause = "no-pause", Requests;
    /// The law does not let the deadline be extended, or not again.
    NoExtension = "no-extension", Requests;
    /// The pack knows no such recipient.
    UnknownRecipient = "unknown-recipient", ThirdParties;
    /// The recipient may not have this item, or nothing under this purpose.
    NotForRecipient = "not-for-recipient", ThirdParties;
    /// The recipient's undertaking is not in force on this day.
    NoUndertaking = "no-undertaking", Undertaking;
    /// Nothing lets it across the border.
    NotAcrossBorder = "not-across-border", Border;
    /// Nothing lets it be made public.
    NotToBePublished = "not-to-be-published", Publication;
    /// A copy of an identity document, without one of the exceptions.
    IdentityCopy = "identity-copy", IdentityCopies;
    /// There is no such exception.
    UnknownException = "unknown-exception", IdentityCopies;
    /// The pack has no such class of files and papers.
    UnknownClass = "unknown-class", Carriers;
    /// There is no such duty, or it is done.
    NothingToDo = "nothing-to-do", Requests;
    /// The data is restricted: a law orders keeping, and nothing else.
    Restricted = "restricted", Demand;
    /// Nobody has this id.
    UnknownSubject = "unknown-subject", Information;
    /// Nothing is held on this person under this purpose.
    UnknownEngagement = "unknown-engagement", Register;
    /// The person is blocked.
    Blocked = "blocked", Blocking;
    /// The person is not blocked.
    NotBlocked = "not-blocked", Blocking;
    /// The data is only stored, and read by the responsible person alone.
    StorageOnly = "storage-only", Terms;
    /// The term is over.
    TermOver = "term-over", TermOver;
    /// The item is kept as a one-way hash.
    NeverRead = "never-read", Passwords;
    /// The item may not be looked up.
    NotFindable = "not-findable", Access;
    /// A hold forbids destruction.
    Held = "held", Court;
    /// There is no such hold.
    UnknownHold = "unknown-hold", Court;
    /// A law, or another ground, keeps it.
    LawKeeps = "law-keeps", Demand;
    /// The policy has no such event.
    UnknownEvent = "unknown-event", Terms;
    /// No term of this row listens to the event.
    EventNotHere = "event-not-here", Terms;
    /// The event was recorded before.
    EventRecorded = "event-recorded", Terms;
    /// The event was not recorded.
    EventNotRecorded = "event-not-recorded", Terms;
    /// The event is recorded by collecting and can't be entered by hand.
    EventAutomatic = "event-automatic", Terms;
    /// The event opened another engagement and can't be taken back any more.
    EventFinal = "event-final", Terms;
    /// The two people are one already.
    SameSubject = "same-subject", Rectification;
    /// The engagement is not this person's, or nothing would be left.
    NothingToSplit = "nothing-to-split", Rectification;
    /// There is no such edition.
    UnknownEdition = "unknown-edition", Editions;
    /// The edition is in force already, or an older one.
    EditionNotNewer = "edition-not-newer", Editions;
    /// The edition's day has not come.
    EditionNotYet = "edition-not-yet", Editions;
    /// The profile is another jurisdiction's.
    OtherProfile = "other-profile", Editions;
    /// The edition has no such role.
    UnknownRole = "unknown-role", Access;
    /// This person is on the staff already, with the same roles.
    StaffKnown = "staff-known", Duty;
    /// Nobody of this name is on the staff.
    UnknownStaff = "unknown-staff", Duty;
    /// Without this person nobody would be responsible.
    LastResponsible = "last-responsible", Responsible;
}

impl fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
