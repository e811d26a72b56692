//! What a person is told: the dossier as a value.

use jiff::Timestamp;
use kernel::{ActKind, By, HoldId, Part, RefusalCode, SubjectId, Verdict};
use policy::{ItemId, RequestKind};
use serde::Serialize;
use vault::Zeroizing;

use super::{DossierConsent, DossierPaper};

/// Everything held on a person.
#[derive(Clone, Serialize)]
pub struct Dossier {
    /// The person.
    pub subject: SubjectId,
    /// A mark of what was seen, for [`crate::Condition`].
    #[serde(skip)]
    pub seen: u64,
    /// When this was put together.
    pub at: Timestamp,
    /// Since when the person is blocked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_since: Option<Timestamp>,
    /// What forbids destruction.
    pub holds: Vec<DossierHold>,
    /// What is held.
    pub engagements: Vec<DossierEngagement>,
    /// What is kept beside it: former consents, requests, disclosures, publications, carriers.
    pub papers: Vec<DossierPaper>,
    /// What was done, oldest first.
    pub acts: Vec<DossierAct>,
}

impl Dossier {
    /// Leaves out every value, and what anyone said.
    pub(super) fn hide(&mut self) {
        let items = self.engagements.iter_mut().flat_map(|engagement| &mut engagement.items);
        items.for_each(|item| drop(item.value.take().map(Zeroizing::new)));
        for consent in self.engagements.iter_mut().filter_map(|one| one.consent.as_mut()) {
            drop(consent.proof.take().map(Zeroizing::new));
        }
        self.papers.iter_mut().for_each(|paper| paper.what.hide());
    }
}

impl std::fmt::Debug for Dossier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Dossier").field("subject", &self.subject).finish_non_exhaustive()
    }
}

/// What is held under one purpose.
#[derive(Clone, Serialize)]
pub struct DossierEngagement {
    /// Its id.
    pub id: kernel::EngagementId,
    /// Why.
    pub purpose: String,
    /// The clause.
    pub clause: String,
    /// As whom.
    pub category: String,
    /// What was chosen where the row asks for a choice, such as the kind of contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<String>,
    /// On what ground: `consent`, or the law.
    pub ground: String,
    /// The consent, where it rests on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<DossierConsent>,
    /// Whether it is only kept because a law orders it.
    pub restricted: bool,
    /// To whom it may go.
    pub recipients: Vec<DossierRecipient>,
    /// Whether the policy lets it cross the border under this purpose.
    pub cross_border: bool,
    /// From where.
    pub source: kernel::Source,
    /// In which ways it was processed: every act that was permitted under the purpose.
    pub ways: Vec<ActKind>,
    /// Since when.
    pub collected: Timestamp,
    /// The edition's number that it was collected under.
    pub edition: u32,
    /// `active` or `storage`.
    pub phase: &'static str,
    /// The terms of the row.
    pub terms: Vec<String>,
    /// What happened.
    pub events: Vec<(String, Timestamp)>,
    /// When it is due to be destroyed, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// Whether `due` is exact, or a bound before which nothing is destroyed.
    pub due_exact: bool,
    /// What.
    pub items: Vec<DossierItem>,
}

/// Somebody to whom data may go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DossierRecipient {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: policy::Text,
    /// Where it is, ISO 3166 alpha-2.
    pub state: String,
}

/// One item.
#[derive(Clone, Serialize)]
pub struct DossierItem {
    /// Which.
    pub item: ItemId,
    /// The value; none for what is kept as a one-way hash.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// One act on the person.
#[derive(Debug, Clone, Serialize)]
pub struct DossierAct {
    /// The log entry's index.
    pub entry: u64,
    /// When.
    pub time: Timestamp,
    /// Who.
    pub actor: By,
    /// What.
    pub act: ActKind,
    /// Permitted or refused.
    pub verdict: Verdict,
    /// Why refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<RefusalCode>,
    /// The clause.
    pub clause: String,
    /// The edition's number that was in force.
    pub edition: u32,
    /// Under which purpose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// As whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    /// On which items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemId>,
    /// Which event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// As of when, where that is another moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// In which manner: the way of a consent, the outcome of a block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<String>,
    /// To whom items went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// To which state abroad.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abroad: Option<String>,
    /// On which ground it went there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    /// What was requested.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKind>,
    /// Which parts of a consent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// By when something has to be done because of it; for a consent, its term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// A number in one of the organisation's registers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
    /// SHA-256, in hex, of the document that the entry commits to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// A ban on destroying. `Debug` leaves the reference out.
#[derive(Clone, Serialize)]
pub struct DossierHold {
    /// Its id.
    pub id: HoldId,
    /// Who set it.
    pub by: String,
    /// When.
    pub since: String,
    /// What it refers to, such as a court's case.
    pub reference: String,
}

impl std::fmt::Debug for DossierHold {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DossierHold").field("id", &self.id).field("by", &self.by).finish_non_exhaustive()
    }
}
