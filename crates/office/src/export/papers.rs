//! What is kept of a person beside their items, as the person is told of it.

use jiff::Timestamp;
use kernel::{Consent, Duty, Matter, Paper, PaperId, Part, World};
use policy::{ItemId, List};
use serde::Serialize;
use vault::Zeroizing;

use crate::{
    consents::recipient,
    error::{OfficeError, Result},
    keys::hex,
    requests::RequestWords,
};

/// A consent.
#[derive(Clone, Serialize)]
pub struct DossierConsent {
    /// The way in which it was given.
    pub way: String,
    /// When.
    pub at: Timestamp,
    /// To what.
    pub parts: Vec<Part>,
    /// Its own term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// The language of the text shown, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_language: Option<String>,
    /// SHA-256 of the text shown, in hex.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_sha256: Option<String>,
    /// When each part was withdrawn.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<(Part, Timestamp)>,
    /// What proves it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proof: Option<String>,
}

/// One paper.
#[derive(Clone, Serialize)]
pub struct DossierPaper {
    /// Its id.
    pub id: PaperId,
    /// What it is.
    #[serde(flatten)]
    pub what: DossierMatter,
}

/// What a paper is about.
#[derive(Clone, Serialize)]
#[serde(tag = "paper", rename_all = "kebab-case")]
#[allow(missing_docs)] // the fields are those of the kernel's papers, in words
pub enum DossierMatter {
    /// A consent that another took the place of.
    FormerConsent { purpose: String, edition: u32, consent: DossierConsent, ended: Timestamp },
    /// A request by right.
    Request {
        kind: String,
        channel: String,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        parts: Vec<Part>,
        received: Timestamp,
        /// How often the same came again.
        #[serde(skip_serializing_if = "Option::is_none")]
        again: Option<u16>,
        due: Timestamp,
        /// Since when the clock stands still.
        #[serde(skip_serializing_if = "Option::is_none")]
        paused: Option<Timestamp>,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        extended: bool,
        identity: String,
        /// By what right somebody speaks for the subject, and until when.
        #[serde(skip_serializing_if = "Option::is_none")]
        represented: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        represented_until: Option<Timestamp>,
        status: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        decided: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        outcome: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        closed: Option<Timestamp>,
        #[serde(skip_serializing_if = "Option::is_none")]
        kept_until: Option<Timestamp>,
        words: Box<RequestWords>,
    },
    /// Items given to somebody outside.
    Disclosure {
        purpose: String,
        /// None for a court or an authority.
        #[serde(skip_serializing_if = "Option::is_none")]
        recipient: Option<String>,
        /// The document of the demand.
        #[serde(skip_serializing_if = "Option::is_none")]
        document: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        abroad: Option<String>,
        at: Timestamp,
        items: Vec<ItemId>,
        #[serde(skip_serializing_if = "Option::is_none")]
        notice: Option<DossierDuty>,
        #[serde(skip_serializing_if = "Option::is_none")]
        recipient_told: Option<DossierDuty>,
    },
    /// Items made public.
    Publication {
        purpose: String,
        at: Timestamp,
        items: Vec<ItemId>,
        place: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        removal: Option<DossierDuty>,
    },
    /// A carrier that data lies on.
    Carrier { purpose: String, number: u64, at: Timestamp },
    /// A file that supports a request.
    Evidence { request: PaperId, at: Timestamp, sha256: String, bytes: usize },
    /// A code that was sent.
    Code { request: PaperId, expires: Timestamp },
}

/// Something that had, or has, to be done by a day.
#[derive(Debug, Clone, Serialize)]
pub struct DossierDuty {
    /// By when.
    pub due: Timestamp,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<Timestamp>,
}

impl DossierMatter {
    /// Its kind, as the JSON names it.
    pub fn word(&self) -> &'static str {
        match self {
            DossierMatter::FormerConsent { .. } => "former-consent",
            DossierMatter::Request { .. } => "request",
            DossierMatter::Disclosure { .. } => "disclosure",
            DossierMatter::Publication { .. } => "publication",
            DossierMatter::Carrier { .. } => "carrier",
            DossierMatter::Evidence { .. } => "evidence",
            DossierMatter::Code { .. } => "code",
        }
    }

    /// When it came or was done; of a former consent when it ended, of a code when it ends.
    pub fn at(&self) -> Timestamp {
        match self {
            DossierMatter::FormerConsent { ended: at, .. }
            | DossierMatter::Request { received: at, .. }
            | DossierMatter::Disclosure { at, .. }
            | DossierMatter::Publication { at, .. }
            | DossierMatter::Carrier { at, .. }
            | DossierMatter::Evidence { at, .. }
            | DossierMatter::Code { expires: at, .. } => *at,
        }
    }

    /// Leaves out what anyone said, and where.
    pub(super) fn hide(&mut self) {
        match self {
            DossierMatter::Request { words, .. } => words.hide(),
            DossierMatter::FormerConsent { consent, .. } => drop(consent.proof.take().map(Zeroizing::new)),
            DossierMatter::Disclosure { document, .. } => drop(document.take().map(Zeroizing::new)),
            DossierMatter::Publication { place, .. } => drop(Zeroizing::new(std::mem::take(place))),
            DossierMatter::Carrier { .. } | DossierMatter::Evidence { .. } | DossierMatter::Code { .. } => {}
        }
    }
}

impl DossierDuty {
    pub(crate) fn of(duty: Duty) -> Option<Self> {
        duty.due.map(|due| Self { due, done: duty.done })
    }
}

/// A consent in words.
pub(super) fn consent(consent: &Consent, proof: Option<String>) -> DossierConsent {
    let withdrawn = Part::ALL.into_iter().zip(consent.withdrawn);
    DossierConsent {
        way: consent.way.word().to_owned(),
        at: consent.at,
        parts: consent.parts.iter().collect(),
        until: consent.until,
        notice_language: consent.notice.map(|notice| notice.lang.code().to_owned()),
        notice_sha256: consent.notice.map(|notice| hex(&notice.digest)),
        withdrawn: withdrawn.filter_map(|(part, at)| Some((part, at?))).collect(),
        proof,
    }
}

/// A paper in words, with what its sealed body says.
pub(super) fn paper(
    world: &World,
    row: impl Fn(kernel::EngagementId) -> Option<(String, List)>,
    paper: &Paper,
    words: Option<Zeroizing<Vec<u8>>>,
) -> Result<DossierPaper> {
    let text = || words.as_ref().map(|words| String::from_utf8_lossy(words).into_owned());
    let named =
        |id| row(id).ok_or_else(|| OfficeError::damaged(format!("paper {} is of no engagement", paper.id)));
    let items = |list: &List, mask: u64| -> Vec<ItemId> {
        let places = list.items.iter().enumerate();
        places.filter(|(place, _)| mask >> place & 1 == 1).map(|(_, item)| item.clone()).collect()
    };
    let what = match &paper.matter {
        Matter::FormerConsent(one) => DossierMatter::FormerConsent {
            purpose: named(one.engagement)?.0,
            edition: one.edition,
            consent: consent(&one.consent, text()),
            ended: one.ended,
        },
        Matter::Request(one) => DossierMatter::Request {
            kind: one.kind.word().to_owned(),
            channel: one.channel.word().to_owned(),
            parts: one.parts.iter().collect(),
            received: one.received,
            again: Some(one.again).filter(|again| *again > 0),
            due: one.deadline.at,
            paused: one.paused,
            extended: one.extended,
            identity: one.identity.word().to_owned(),
            represented: one.representative.map(|who| who.by.word().to_owned()),
            represented_until: one.representative.and_then(|who| who.until),
            status: one.status.word().to_owned(),
            decided: one.decided,
            outcome: one.outcome.map(|outcome| outcome.word().to_owned()),
            closed: one.closed.map(|closed| closed.at),
            kept_until: one.closed.map(|closed| closed.kept_until),
            words: words
                .as_ref()
                .and_then(|words| RequestWords::from_bytes(words))
                .map(Box::new)
                .ok_or_else(|| {
                    OfficeError::damaged(format!("the words of request {} do not read", paper.id))
                })?,
        },
        Matter::Disclosure(one) => {
            let (purpose, list) = named(one.engagement)?;
            let to = recipient(world, paper);
            let pack = world.editions.get(&one.edition).map(|edition| edition.pack());
            let state = pack.zip(one.recipient).and_then(|(pack, at)| pack.recipients.get(usize::from(at)));
            DossierMatter::Disclosure {
                purpose,
                recipient: to.map(|to| to.to_string()),
                document: text().filter(|_| one.recipient.is_none()),
                abroad: state.filter(|_| one.abroad).map(|one| one.state.clone()),
                at: one.at,
                items: items(&list, one.items),
                notice: DossierDuty::of(one.notice),
                recipient_told: DossierDuty::of(one.tell),
            }
        }
        Matter::Publication(one) => {
            let (purpose, list) = named(one.engagement)?;
            DossierMatter::Publication {
                purpose,
                at: one.at,
                items: items(&list, one.items),
                place: text().unwrap_or_default(),
                removal: DossierDuty::of(one.removal),
            }
        }
        Matter::Carrier(one) => {
            DossierMatter::Carrier { purpose: named(one.engagement)?.0, number: one.number, at: one.at }
        }
        Matter::Evidence(one) => DossierMatter::Evidence {
            request: one.request,
            at: one.at,
            sha256: hex(&one.digest),
            bytes: words.as_ref().map_or(0, |words| words.len()),
        },
        Matter::Code(one) => DossierMatter::Code { request: one.request, expires: one.expires },
    };
    Ok(DossierPaper { id: paper.id, what })
}
