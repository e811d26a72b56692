//! What a consent record says, as plain values. Nothing here identifies the person but a pseudonymous id.

use jiff::Timestamp;
use policy::Lang;
use uuid::Uuid;

/// All that a record says; the names in brackets are the fields of ISO/IEC TS 27560:2023.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentFacts {
    /// The record (`record_id`).
    pub record: Uuid,
    /// The person, by an id that says nothing to others (`pii_principal_id`).
    pub subject: Uuid,
    /// The language in which everything is written here, that of the text shown where it is known (`language`).
    pub language: Lang,
    /// Who answers for the processing, and who processes for them (`pii_controllers`); at least one controller.
    pub parties: Vec<Party>,
    /// Whose law applies, an ISO 3166-1 code (`jurisdiction`).
    pub jurisdiction: String,
    /// The article on which consent rests (`lawful_basis`).
    pub legal_basis: String,
    /// What was shown (`privacy_notice`).
    pub notice: Notice,
    /// What was consented to, purpose by purpose.
    pub purposes: Vec<Purpose>,
    /// How to withdraw (`withdrawal_method`).
    pub withdrawal: Withdrawal,
    /// What happened, in order; first of all the consent itself.
    pub events: Vec<Event>,
    /// Where the proof of the giving is kept: a document's number, a challenge's id; empty where none is.
    pub evidence: String,
}

/// An organisation (`party_id`, `name`, `address`, `contact`, `type`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its number in the state's register.
    pub number: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its address for mail.
    pub email: String,
    /// Its part.
    pub role: Role,
}

/// An organisation's part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It decides why and how: the operator.
    Controller,
    /// It processes for a controller.
    Processor,
}

/// The text that was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Where it can be read.
    pub address: String,
    /// The language of the text that was shown and the SHA-256 of its bytes; none where that is not known.
    pub shown: Option<(Lang, [u8; 32])>,
    /// The edition of the policy that it is part of.
    pub edition: String,
    /// That edition's hash.
    pub edition_sha256: [u8; 32],
}

/// One purpose and all that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Purpose {
    /// Its id in the policy.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The clause.
    pub clause: String,
    /// Its items, by id and name (`pii_information`).
    pub items: Vec<(String, String)>,
    /// Each of the four parts that was asked for, and whether it was given then. A part not asked for is absent.
    pub parts: Vec<(Part, bool)>,
    /// Who gets the items (`recipient_third_parties`).
    pub recipients: Vec<Recipient>,
    /// Where they are kept (`storage_locations`), ISO 3166-1 codes or words.
    pub storage: Vec<String>,
    /// Until when (`retention_period`), in words.
    pub retention: String,
}

/// A third party that gets data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Its name, or the kind of recipient.
    pub name: String,
    /// Its country, an ISO 3166-1 code.
    pub country: String,
}

/// The parts that consent has under Law 94-V: each is asked for, given and withdrawn by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Collecting and processing.
    Processing,
    /// Making public.
    Publication,
    /// Passing on to third parties.
    ThirdPartyTransfer,
    /// Passing on to other countries.
    CrossBorderTransfer,
}

/// How to withdraw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// In words.
    pub text: String,
    /// Where, if there is a page for it.
    pub address: Option<String>,
}

/// Something that happened to a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When (`event_time`).
    pub at: Timestamp,
    /// What (`event_type`, `event_state`).
    pub what: Happened,
    /// The way (`event_type`), such as `one-time-code`.
    pub way: String,
    /// For how long it is valid (`validity_duration`), as an ISO 8601 duration or in words.
    pub validity: String,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// The person answered: each part was given or not, as [`Purpose::parts`] says.
    Answered,
    /// The person took these parts back, each with its purpose's id.
    Withdrawn(Vec<(String, Part)>),
    /// Its time ran out.
    Expired,
    /// Another record takes its place, as after a new edition.
    Superseded(Uuid),
}

/// What a part's consent has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Given.
    Given,
    /// Asked for and not given.
    Refused,
    /// Given and taken back.
    Withdrawn,
    /// Given, and out of its term or replaced.
    Expired,
}

impl Part {
    /// Every one.
    pub const ALL: [Part; 4] =
        [Part::Processing, Part::Publication, Part::ThirdPartyTransfer, Part::CrossBorderTransfer];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Part::Processing => "processing",
            Part::Publication => "publication",
            Part::ThirdPartyTransfer => "third-party-transfer",
            Part::CrossBorderTransfer => "cross-border-transfer",
        }
    }
}

impl ConsentFacts {
    /// What a part has come to after all events; none for a part that was not asked for.
    pub fn state(&self, purpose: &str, part: Part) -> Option<State> {
        let asked = self.purposes.iter().find(|p| p.id == purpose)?;
        let (_, given) = asked.parts.iter().find(|(p, _)| *p == part)?;
        let mut state = if *given { State::Given } else { State::Refused };
        for event in &self.events {
            let withdrawn = |list: &[(String, Part)]| list.iter().any(|(id, p)| id == purpose && *p == part);
            state = match (&event.what, state) {
                (Happened::Withdrawn(list), State::Given) if withdrawn(list) => State::Withdrawn,
                (Happened::Expired | Happened::Superseded(_), State::Given) => State::Expired,
                (_, state) => state,
            };
        }
        Some(state)
    }
}
