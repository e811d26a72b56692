//! Papers: what is kept of a person beside their items. A consent that another took the place of, a request, a
//! disclosure, a publication, a carrier, a code that was sent. A paper's state holds codes and moments; words lie in a
//! sealed body that goes with it.

use jiff::Timestamp;
use policy::{IdentityLevel, ItemId, PurposeId, RecipientId, RequestKind};

use crate::{Consent, DueAt, EditionNo, EngagementId, PaperId, Parts, SubjectId};

/// One paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub id: PaperId,
    /// Whose.
    pub subject: SubjectId,
    /// Goes up by one with every change.
    pub version: u64,
    /// The slot of its key and sealed body; none where it has no body.
    pub slot: Option<u64>,
    /// What it is about.
    pub matter: Matter,
}

/// What a paper is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matter {
    /// A consent that is no longer the one that counts.
    FormerConsent(FormerConsent),
    /// A request by right.
    Request(Request),
    /// Items given to somebody outside.
    Disclosure(Disclosure),
    /// Items made public.
    Publication(Publication),
    /// A paper or another carrier that data lies on.
    Carrier(Carrier),
    /// A file that supports a request.
    Evidence(Evidence),
    /// A one-time code that was sent.
    Code(Code),
}

/// A consent that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerConsent {
    /// The engagement it was given for.
    pub engagement: EngagementId,
    /// The edition and its row.
    pub edition: EditionNo,
    /// The register's row in that edition.
    pub row: u16,
    /// As it stood.
    pub consent: Consent,
    /// Until when it counted.
    pub ended: Timestamp,
}

/// A request by right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked for.
    pub kind: RequestKind,
    /// How it came.
    pub channel: Channel,
    /// When it came.
    pub received: Timestamp,
    /// By when it has to be answered.
    pub deadline: DueAt,
    /// The edition whose rule counts.
    pub edition: EditionNo,
    /// How surely it is known who asks.
    pub identity: IdentityLevel,
    /// Where it is.
    pub status: Status,
    /// Since when the clock stands still.
    pub paused: Option<Timestamp>,
    /// Whether the deadline was extended.
    pub extended: bool,
    /// The engagement it is about; none: all.
    pub engagement: Option<EngagementId>,
    /// For a withdrawal: of what.
    pub parts: Parts,
    /// Who speaks for the subject, and until when they may.
    pub representative: Option<Representative>,
    /// Keyed fingerprint of what is asked, so that the same request twice is one.
    pub fingerprint: [u8; 16],
    /// How often the same came again.
    pub again: u16,
    /// When it was decided.
    pub decided: Option<Timestamp>,
    /// How.
    pub outcome: Option<RequestOutcome>,
    /// When it was closed, and with that until when it is kept.
    pub closed: Option<Closed>,
}

/// A request at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// Destroyed then, if not with the person before.
    pub kept_until: Timestamp,
}

/// Who speaks for a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Representative {
    /// By what right.
    pub by: RepresentedBy,
    /// Until when; none for a parent or guardian of a minor.
    pub until: Option<Timestamp>,
}

/// Items given to somebody outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// Of which engagement.
    pub engagement: EngagementId,
    /// The edition in which the recipient stands.
    pub edition: EditionNo,
    /// The recipient's place in that edition; none for a court or an authority.
    pub recipient: Option<u16>,
    /// Whether it crossed the border.
    pub abroad: bool,
    /// When.
    pub at: Timestamp,
    /// Which of the row's items: bit `i` for item `i`.
    pub items: u64,
    /// Telling the subject of it, where the consent asks for that.
    pub notice: Duty,
    /// Telling the recipient of a change, a block, a withdrawal.
    pub tell: Duty,
}

/// Items made public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// Of which engagement.
    pub engagement: EngagementId,
    /// When.
    pub at: Timestamp,
    /// Which of the row's items.
    pub items: u64,
    /// Taking it back.
    pub removal: Duty,
}

/// A carrier that data lies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carrier {
    /// Whose engagement.
    pub engagement: EngagementId,
    /// Its number in the register of carriers, which says where it lies.
    pub number: u64,
    /// Since when.
    pub at: Timestamp,
}

/// A file that supports a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Which request.
    pub request: PaperId,
    /// When it was attached.
    pub at: Timestamp,
    /// SHA-256 of the file.
    pub digest: [u8; 32],
}

/// A one-time code that was sent for a request; the body holds what it is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Which request.
    pub request: PaperId,
    /// When it ends.
    pub expires: Timestamp,
}

/// Something that has to be done by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Duty {
    /// By when; none: there is no such duty.
    pub due: Option<Timestamp>,
    /// When it was done.
    pub done: Option<Timestamp>,
}

impl Duty {
    /// A duty to be done by a day.
    pub fn by(due: Timestamp) -> Self {
        Self { due: Some(due), done: None }
    }

    /// Makes it due by a day, unless it is open and due before; says whether that changes anything.
    #[must_use]
    pub fn sooner(&mut self, due: Timestamp) -> bool {
        let later = self.open().is_none_or(|open| due < open);
        if later {
            *self = Self::by(due);
        }
        later
    }

    /// The day, while it is not done.
    pub fn open(self) -> Option<Timestamp> {
        self.due.filter(|_| self.done.is_none())
    }
}

/// A duty that outlives the data it came from. It names no one: the recipient knows the disclosure by its paper's id.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LeftDuty {
    /// The paper that brought it.
    pub paper: PaperId,
    /// What has to be done.
    pub duty: DutyKind,
    /// By when.
    pub due: Timestamp,
    /// The profile's deadline that gave the day, by its name.
    pub rule: String,
    /// When the items went, or were made public.
    pub at: Timestamp,
    /// Under which purpose.
    pub purpose: PurposeId,
    /// Who has to be told; none for a publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// Which items.
    pub items: Vec<ItemId>,
}

policy::words! {
    /// How a request came (clause 3.4.1.1; Law 94-V art. 10(2)).
    Channel {
        /// Through the portal.
        Portal = 1 "portal",
        /// By e-mail.
        Email = 2 "email",
        /// As a signed electronic document.
        SignedDocument = 3 "signed-document",
        /// On paper.
        Paper = 4 "paper",
    }

    /// Where a request is.
    Status {
        /// To be decided.
        Open = 1 "open",
        /// Decided, to be answered.
        Decided = 2 "decided",
        /// Answered.
        Answered = 3 "answered",
        /// Passed on to the tenant whose content it is about.
        PassedOn = 4 "passed-on",
    }

    /// How a request was decided.
    RequestOutcome {
        /// As asked.
        Granted = 1 "granted",
        /// In part.
        Partly = 2 "partly",
        /// Not at all.
        Refused = 3 "refused",
    }

    /// By what right somebody speaks for a subject.
    RepresentedBy {
        /// A power of attorney.
        PowerOfAttorney = 1 "power-of-attorney",
        /// A minor's parent.
        Parent = 2 "parent",
        /// A guardian or trustee.
        Guardian = 3 "guardian",
    }

    /// Which of a paper's duties.
    DutyKind {
        /// The subject is told.
        Notice = 1 "notice",
        /// The recipient is told.
        Tell = 2 "tell",
        /// A publication is taken back.
        Removal = 3 "removal",
    }
}

/// What a paper waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Watch {
    /// Something has to be done by then.
    Deadline,
    /// It is destroyed then.
    Destruction,
}

impl Paper {
    /// What it waits for next, and until when.
    pub fn watch(&self) -> Option<(Watch, Timestamp)> {
        let deadline = |at: Timestamp| (Watch::Deadline, at);
        match &self.matter {
            Matter::Request(request) => Some(match request.closed {
                Some(closed) => (Watch::Destruction, closed.kept_until),
                None => deadline(request.deadline.at),
            }),
            Matter::Disclosure(one) => {
                one.notice.open().into_iter().chain(one.tell.open()).min().map(deadline)
            }
            Matter::Publication(one) => one.removal.open().map(deadline),
            Matter::Code(code) => Some((Watch::Destruction, code.expires)),
            Matter::FormerConsent(_) | Matter::Carrier(_) | Matter::Evidence(_) => None,
        }
    }

    /// The engagement with which it goes.
    pub fn engagement(&self) -> Option<EngagementId> {
        match &self.matter {
            Matter::FormerConsent(one) => Some(one.engagement),
            Matter::Disclosure(one) => Some(one.engagement),
            Matter::Publication(one) => Some(one.engagement),
            Matter::Carrier(one) => Some(one.engagement),
            Matter::Request(_) | Matter::Evidence(_) | Matter::Code(_) => None,
        }
    }

    /// The request with which it goes.
    pub fn request(&self) -> Option<PaperId> {
        match &self.matter {
            Matter::Evidence(one) => Some(one.request),
            Matter::Code(one) => Some(one.request),
            _ => None,
        }
    }

    /// The request that it is.
    pub fn as_request(&self) -> Option<&Request> {
        match &self.matter {
            Matter::Request(request) => Some(request),
            _ => None,
        }
    }

    /// The word for its matter.
    pub fn kind(&self) -> &'static str {
        match &self.matter {
            Matter::FormerConsent(_) => "consent",
            Matter::Request(_) => "request",
            Matter::Disclosure(_) => "disclosure",
            Matter::Publication(_) => "publication",
            Matter::Carrier(_) => "carrier",
            Matter::Evidence(_) => "evidence",
            Matter::Code(_) => "code",
        }
    }
}
