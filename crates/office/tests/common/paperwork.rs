//! Everything that is kept of a person beside their items, once each, in words that are told apart.

use std::net::Ipv4Addr;

use jiff::Timestamp;
use kernel::{
    Actor, Channel, Consent, PaperId, Parts, Representative, RepresentedBy, Step, SubjectId, Target, Way,
};
use office::{Decision, Office, RequestForm};
use policy::{IdentityLevel, ItemId, Lang, PurposeId, RecipientId, RequestKind};

/// Under what, and what of it leaves.
pub struct Held {
    pub purpose: PurposeId,
    pub category: policy::CategoryId,
    /// What is disclosed, published, demanded and read.
    pub items: Vec<ItemId>,
    /// What the consent is to; none where the purpose rests on a law.
    pub consent: Option<Parts>,
    pub recipient: Option<RecipientId>,
    /// Where a code goes.
    pub email: String,
}

/// The words of one person's papers: what they are, between two marks.
pub struct Words {
    mark: String,
}

impl Words {
    pub const PROOF: &str = "first form";
    const GIVEN: [&str; 9] = [
        "second form",
        "demand of a court",
        "court's case",
        "request",
        "contact",
        "power of attorney",
        "note",
        "complaint",
        "reasons",
    ];

    pub fn of(mark: &str) -> Self {
        Self { mark: mark.to_owned() }
    }

    pub fn at(&self, place: &str) -> String {
        format!("{} {place} {}", self.mark, self.mark)
    }

    /// The supporting file.
    pub fn file(&self) -> Vec<u8> {
        self.at("file").repeat(60).into_bytes()
    }

    /// Everything said, as far as it is said under this purpose.
    pub fn all(&self, held: &Held) -> Vec<String> {
        let mut out = Self::GIVEN.map(|place| self.at(place)).to_vec();
        match held.consent {
            Some(_) => out.extend([self.at(Self::PROOF), self.at("place on the web")]),
            None => drop(out.remove(0)), // no consent, no form that proves it
        }
        out
    }
}

/// What was filed.
pub struct Filed {
    pub open: PaperId,
    pub closed: PaperId,
    pub carrier: u64,
    /// The code on its way, where the address is the person's.
    pub code: Option<String>,
}

pub fn form(kind: RequestKind, subject: Option<SubjectId>) -> RequestForm {
    RequestForm {
        kind,
        channel: Channel::Portal,
        identity: IdentityLevel::None,
        subject,
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: "answers@example.kz".to_owned(),
        text: "What do you hold?".to_owned(),
    }
}

/// Files one of each: a consent anew, a disclosure, a publication, a demand, a carrier, a hold, a request that waits with
/// note, file and code, and one that is refused and answered.
pub fn file_everything(
    office: &Office,
    boss: &Actor,
    who: SubjectId,
    held: &Held,
    words: &Words,
    source: u16,
) -> Filed {
    let here = || Target { purpose: held.purpose.clone(), engagement: None };
    let now: Timestamp = office.clock().now();
    if let Some(parts) = held.consent {
        let (_, notice) = office.notice(&held.purpose, &held.category, Lang::ALL[0]).unwrap();
        let consent = Consent { parts, notice: Some(notice), ..Consent::to_processing(Way::WebForm, now) };
        office.give_consent(boss, who, here(), consent, Some(&words.at(Words::GIVEN[0]))).unwrap();
        office.publish(boss, who, here(), &held.items, &words.at("place on the web")).unwrap();
    }
    if let Some(to) = &held.recipient {
        office.disclose(boss, who, here(), to, &held.items).unwrap();
    }
    office.answer_demand(boss, who, here(), &held.items, &words.at(Words::GIVEN[1])).unwrap();
    let (_, carrier) =
        office.register_carrier(boss, who, here(), "contract", None, "archive, shelf 3").unwrap();
    office.hold(boss, who, &words.at(Words::GIVEN[2])).unwrap();
    let asked = RequestForm {
        representative: Some(Representative {
            by: RepresentedBy::PowerOfAttorney,
            until: Some(now + jiff::SignedDuration::from_hours(24 * 90)),
        }),
        represented_by: words.at(Words::GIVEN[5]),
        contact: words.at(Words::GIVEN[4]),
        text: words.at(Words::GIVEN[3]),
        ..form(RequestKind::Information, Some(who))
    };
    let open = office.receive_request(boss, None, &asked).unwrap().request;
    office.move_request(boss, open, Step::Note, &words.at(Words::GIVEN[6])).unwrap();
    office.attach(boss, open, &words.file()).unwrap();
    let sent = office
        .make_code(boss, open, &held.email, Ipv4Addr::from_bits(0x0A00_0000 + u32::from(source)).into())
        .unwrap();
    let code = sent.letter().map(|(_, code)| code.expose().to_owned());
    let complaint =
        RequestForm { text: words.at(Words::GIVEN[7]), ..form(RequestKind::Complaint, Some(who)) };
    let closed = office.receive_request(boss, None, &complaint).unwrap().request;
    let reasons = words.at(Words::GIVEN[8]);
    office.decide_request(boss, closed, Decision::Refuse { reasons }).unwrap();
    office.answered(boss, closed).unwrap();
    Filed { open, closed, carrier, code }
}
