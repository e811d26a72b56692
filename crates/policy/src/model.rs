//! The policy as values. Everything here has passed the loader's checks; nothing is optional that the
//! policy needs. Shapes are serialised in canonical form (see [`crate::edition`]), so a field's name and
//! meaning stay for ever.

mod published;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    ActKind, CategoryId, CopyException, EventId, GroundId, ItemId, OptionId, PackId, PurposeId, RecipientId,
    RequestRule, RoleId, SpecialId, StaffId, Topic, kind::Kind, lang::Text, span::Span,
};

pub use published::*;

/// A whole policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pack {
    /// The pack's id.
    pub id: PackId,
    /// The jurisdiction profile it is written for, such as `kz`.
    pub profile: String,
    /// The edition's own name, such as `2024-06-17`.
    pub edition: String,
    /// The day on which it was approved.
    pub approved_on: Date,
    /// Who approved it: a position, not a person's name.
    pub approved_by: Text,
    /// The day from which it is in force; never before `approved_on`.
    pub in_force_from: Date,
    /// Whose policy it is.
    pub operator: Operator,
    /// Who organises the processing (clause 3.5.1(4)); always there for a legal entity.
    pub responsible: Option<Responsible>,
    /// Every kind of data that some purpose may hold.
    pub items: Vec<Item>,
    /// Every kind of person.
    pub categories: Vec<Category>,
    /// Everything that terms listen to.
    pub events: Vec<Event>,
    /// The register's purposes, by `no`.
    pub purposes: Vec<Purpose>,
    /// Who may do what.
    pub roles: Vec<Role>,
    /// Third parties.
    pub recipients: Vec<Recipient>,
    /// States to which data may go, ISO 3166 alpha-2, and why.
    pub states: Vec<State>,
    /// Products of chapter 2.
    pub products: Vec<Product>,
    /// Sites of chapter 2.
    pub sites: Vec<Site>,
    /// Conditions that a pack switches.
    pub conditions: Conditions,
    /// How requests of subjects are answered: one rule for each kind that is taken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requests: Vec<RequestRule>,
    /// When a copy of an identity document may be taken after all (clause 3.2.2).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copy_exceptions: Vec<CopyException>,
    /// This policy's own clause on each topic that decisions rest on.
    pub clauses: BTreeMap<Topic, String>,
    /// What the policy tells its readers besides; a pack without it keeps its hash.
    #[serde(default, skip_serializing_if = "Published::is_empty")]
    pub published: Published,
}

/// The organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operator {
    /// Its name.
    pub name: Text,
    /// Whether it is a legal entity or a person.
    pub form: Form,
    /// Its number in the register that its kind names; a check digit is verified where the kind has one.
    pub number: String,
    /// The number's kind.
    pub number_kind: Kind,
    /// Postal or web address where the policy is published.
    pub address: String,
}

/// The form of an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A company or institution.
    LegalEntity,
    /// A sole trader or another natural person.
    Person,
}

/// The person responsible for organising the processing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Responsible {
    /// The position.
    pub position: Text,
    /// The role that this person holds.
    pub role: RoleId,
    /// Where subjects reach them.
    pub email: String,
    /// The member of staff who holds it when a store is made.
    pub staff: StaffId,
}

/// A kind of personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What a value looks like.
    pub kind: Kind,
    /// What people call it.
    pub name: Text,
    /// Whether `find` may look it up (it then has a blind index tag).
    pub findable: bool,
    /// Whether it is of a special category, such as health; it is then held only where the purpose names the
    /// condition that allows it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub special: bool,
}

/// A kind of person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// What people call it.
    pub name: Text,
    /// Items that tell who is who, strongest first; may be empty. Phone and name never identify.
    pub identified_by: Vec<ItemId>,
}

/// Something that happens to an engagement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// What people call it.
    pub name: Text,
    /// What it happens to.
    pub scope: EventScope,
}

/// What an event happens to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventScope {
    /// One engagement.
    Engagement,
    /// The whole organisation, such as its liquidation: every engagement that listens to it.
    Organisation,
}

/// The events with a meaning of their own.
pub mod well_known {
    /// Consent given: starts terms that run from the consent itself. Recorded by collecting.
    pub const CONSENT_GIVEN: &str = "consent-given";
    /// Consent withdrawn: use stops at once.
    pub const CONSENT_WITHDRAWN: &str = "consent-withdrawn";
    /// The data was taken in. Recorded by collecting.
    pub const COLLECTED: &str = "collected";
    /// A court's decision came into force (clause 3.6.1(5)). Every list ends on it.
    pub const COURT_DECISION: &str = "court-decision";
    /// Another case that a law sets (clause 3.6.1(6)). Every list ends on it.
    pub const ENDED_BY_LAW: &str = "ended-by-law";
}

/// Why data is held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Purpose {
    /// Its number in the register.
    pub no: u16,
    /// Its id.
    pub id: PurposeId,
    /// The clause that states it, such as `3.1/1`.
    pub clause: String,
    /// What people call it.
    pub name: Text,
    /// On what ground.
    pub ground: Ground,
    /// The condition under which it holds items of a special category, by its id in the profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special: Option<SpecialId>,
    /// Whether the policy's clause on transfer abroad reaches it.
    pub cross_border: bool,
    /// Its rows in the register: one, or one for each list of items.
    pub lists: Vec<List>,
}

/// The ground for a purpose: consent, a law that the pack cites, or a ground that the profile's law names itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Consent, with its particulars.
    Consent(Particulars),
    /// A law, by its citation.
    Law(String),
    /// A ground of the profile, such as `contract` (GDPR art. 6(1)(b)).
    Other {
        /// Its id in the profile.
        id: GroundId,
        /// What it is in this case: the contract, the interest, the task. Shown to people.
        reference: String,
    },
}

/// Leaves out of the canonical form what only later packs say.
fn is_false(flag: &bool) -> bool {
    !flag
}

/// What a consent under this purpose names besides the operator, the subject and the items (art. 8(4)).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Particulars {
    /// The law that asks for or allows it, such as `94-V art. 8`.
    pub reference: String,
    /// How long the consent holds, in words people read.
    pub term: Text,
    /// Whether data may go to third parties.
    pub third_parties: bool,
    /// Whether data may cross the border.
    pub cross_border: bool,
    /// Whether data may be published.
    pub publication: bool,
    /// Whether the subject is told of each transfer to a third party.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub transfer_notice: bool,
}

/// One row of the register: who, what, until when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// Categories that share the row.
    pub categories: Vec<CategoryId>,
    /// Items that may be held, and no others (at most 64).
    pub items: Vec<ItemId>,
    /// Items without which nothing is taken in.
    pub required: Vec<ItemId>,
    /// A choice that has to be made when collecting, such as the kind of contract.
    pub choice: Option<Choice>,
    /// What ends it.
    pub ends: Vec<Ending>,
}

/// A required choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is chosen, such as "kind of contract".
    pub name: Text,
    /// The answers (at most 200).
    pub options: Vec<ChoiceOption>,
}

/// One answer of a choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChoiceOption {
    /// Its id.
    pub id: OptionId,
    /// What people call it.
    pub name: Text,
}

/// A rule: when this happens, then that is due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// The event.
    pub on: EventId,
    /// Only for this answer of the row's choice.
    pub when: Option<OptionId>,
    /// When destruction is due.
    pub due: Due,
    /// What the time from the event to `due` is for.
    pub until_due: UntilDue,
    /// The engagement that this event opens, with the items carried over.
    pub opens: Option<Opens>,
}

/// When destruction is due after an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Due {
    /// By the profile's deadline of that name, `destruction` for "at once", `withdrawal` for withdrawals.
    Deadline(String),
    /// After a span.
    After(Span),
    /// After the term that a law sets, by its name in the profile.
    Law(String),
    /// Not before another event, such as `liquidated`.
    Until(EventId),
}

/// What the time from an event to the due day is for (how the policy's two phases are read).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UntilDue {
    /// Storage only, read by the responsible person alone.
    Storage,
    /// Active use goes on, as for a consent that holds for a year.
    Use,
}

/// An engagement that an event opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opens {
    /// Under this purpose.
    pub purpose: PurposeId,
    /// As this category.
    pub category: CategoryId,
    /// With these items, where the old record has them.
    pub carries: Vec<ItemId>,
}

/// What a member of staff may do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// What people call it.
    pub name: Text,
    /// The permissions; what none of them allows is refused.
    pub may: Vec<Permission>,
}

/// Acts × purposes × items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Permission {
    /// The acts.
    pub acts: Vec<ActKind>,
    /// Under these purposes.
    pub purposes: Scope<PurposeId>,
    /// Seeing these items.
    pub items: Scope<ItemId>,
}

/// All, or those named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope<T> {
    /// Every one.
    All,
    /// Only these.
    Only(Vec<T>),
}

impl<T: PartialEq> Scope<T> {
    /// Whether `one` is inside.
    pub fn covers(&self, one: &T) -> bool {
        match self {
            Scope::All => true,
            Scope::Only(these) => these.contains(one),
        }
    }
}

/// A third party that data may go to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipient {
    /// Its id.
    pub id: RecipientId,
    /// Its name.
    pub name: Text,
    /// Where it is, ISO 3166 alpha-2.
    pub state: String,
    /// Under these purposes.
    pub purposes: Vec<PurposeId>,
    /// These items.
    pub items: Vec<ItemId>,
    /// Its promise to meet the Law (clause 3.2.4).
    pub undertaking: Undertaking,
}

/// A recipient's promise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undertaking {
    /// The paper's reference.
    pub reference: String,
    /// In force from.
    pub from: Date,
    /// In force until, where it ends.
    pub until: Option<Date>,
}

/// A state to which data may go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// ISO 3166 alpha-2.
    pub code: String,
    /// Why it counts as one that protects personal data.
    pub because: Text,
}

/// A product of chapter 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// What people call it.
    pub name: Text,
}

/// A site of chapter 2.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// A domain, such as `bitrix24.kz`.
    pub domain: String,
    /// Whether its subdomains count too.
    pub subdomains: bool,
}

/// Conditions that a pack switches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conditions {
    /// Whether a scanned copy of an identity document is held to the same rule as a paper one (clause 3.2.2).
    pub scans_as_paper: bool,
}
