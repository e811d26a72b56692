//! What the log keeps of an act. The operational part stays for ever and names no person; the subject part goes
//! with the person. Item codes, never values (Law 94-V art. 22(1)(5)).

use jiff::Timestamp;
use policy::{
    ActKind, CategoryId, EventId, HookId, ItemId, KeyId, PurposeId, RecipientId, RequestKind, RoleId, StaffId,
};
use serde::{Deserialize, Serialize};

use crate::{By, EditionNo, EngagementId, Part, RefusalCode, RunId, SubjectId};

/// The part of an entry that stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operational {
    /// System time of the decision.
    pub time: Timestamp,
    /// Who acted.
    pub actor: By,
    /// What was done.
    pub act: ActKind,
    /// Permitted or refused.
    pub verdict: Verdict,
    /// Why refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<RefusalCode>,
    /// The clause or law article that permits or refuses.
    pub clause: String,
    /// The edition in force.
    pub edition: EditionNo,
    /// For which purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<PurposeId>,
    /// On which kind of person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// On which items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemId>,
    /// Which event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// Effective time, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// Which member of staff was admitted or removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Which machine's key was made or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<KeyId>,
    /// Which system that events are sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hook: Option<HookId>,
    /// With which roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleId>,
    /// A word on the manner: the way of consent, the reason for erasing, the outcome of a block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// The run of destruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// SHA-256, in hex, of the document that this entry commits to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// What was requested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKind>,
    /// Which parts of a consent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// To whom it went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// To which state it went, where that is abroad (ISO 3166 alpha-2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abroad: Option<String>,
    /// On which ground, where the act names one: a law's citation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// By when something has to be done because of it; for a consent, its term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// A number in one of the organisation's registers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// Whether the entry has a subject part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub subject: bool,
}

impl Operational {
    /// An entry that says who did what when, and nothing more yet.
    pub fn of(time: Timestamp, actor: By, act: ActKind, verdict: Verdict, edition: EditionNo) -> Self {
        Self {
            time,
            actor,
            act,
            verdict,
            code: None,
            clause: String::new(),
            edition,
            purpose: None,
            category: None,
            items: Vec::new(),
            event: None,
            at: None,
            staff: None,
            key: None,
            hook: None,
            roles: Vec::new(),
            how: None,
            run: None,
            count: None,
            digest: None,
            request: None,
            parts: Vec::new(),
            recipient: None,
            abroad: None,
            ground: None,
            due: None,
            number: None,
            subject: false,
        }
    }

    /// The bytes that the log commits to: JSON without white space, fields in the order above.
    pub fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default() // strings, numbers and lists always serialise
    }

    /// From those bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}

/// Permitted or refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It was done.
    Permitted,
    /// It was not.
    Refused,
}

/// The part of an entry that speaks of a person: fixed width, so that nothing of it moves inside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubjectPart {
    /// The person.
    pub subject: SubjectId,
    /// The engagement, where there is one.
    pub engagement: Option<EngagementId>,
    /// The second id: the engagement opened, the person merged or split off, the paper.
    pub other: Option<[u8; 16]>,
    /// The person's version after the act.
    pub subject_version: u64,
    /// The engagement's version after the act, 0 where there is none.
    pub engagement_version: u64,
}

impl SubjectPart {
    /// The width of its bytes.
    pub const LEN: usize = 64;

    /// Ids and versions, big-endian, absent ids as zeros.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut out = [0; Self::LEN];
        out[..16].copy_from_slice(self.subject.as_bytes());
        if let Some(id) = self.engagement {
            out[16..32].copy_from_slice(id.as_bytes());
        }
        out[32..48].copy_from_slice(&self.other.unwrap_or_default());
        out[48..56].copy_from_slice(&self.subject_version.to_be_bytes());
        out[56..].copy_from_slice(&self.engagement_version.to_be_bytes());
        out
    }

    /// From those bytes.
    pub fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        let id = |at: usize| -> [u8; 16] { std::array::from_fn(|i| bytes[at + i]) };
        let number = |at: usize| u64::from_be_bytes(std::array::from_fn(|i| bytes[at + i]));
        let some = |id: [u8; 16]| (id != [0; 16]).then_some(id);
        Self {
            subject: SubjectId::from_bytes(id(0)),
            engagement: some(id(16)).map(EngagementId::from_bytes),
            other: some(id(32)),
            subject_version: number(48),
            engagement_version: number(56),
        }
    }
}
