//! Papers as fixed-width bytes: kind, version, slot, then what the kind needs, then zeros.

use policy::{IdentityLevel, RequestKind};

use super::{
    BadRow,
    bytes::{CONSENT_LEN, Reader, Writer},
};
use crate::{
    Carrier, Channel, Closed, Code, Disclosure, DueAt, Duty, EngagementId, Evidence, FormerConsent, Matter,
    Paper, PaperId, Parts, Publication, Representative, RepresentedBy, Request, RequestOutcome, Status,
    SubjectId,
};

const BODY: usize = 16 + 4 + 2 + CONSENT_LEN + 8;
/// The width of a paper's row.
pub const PAPER_LEN: usize = 1 + 8 + 8 + BODY;

/// A paper without its ids.
pub fn paper(paper: &Paper) -> [u8; PAPER_LEN] {
    let mut w = Writer::<PAPER_LEN>::new();
    w.bytes(&[kind(&paper.matter)]);
    w.u64(paper.version);
    w.u64(paper.slot.unwrap_or(u64::MAX));
    match &paper.matter {
        Matter::FormerConsent(one) => {
            w.bytes(one.engagement.as_bytes());
            w.bytes(&one.edition.to_be_bytes());
            w.bytes(&one.row.to_be_bytes());
            w.consent(Some(&one.consent));
            w.moment(Some(one.ended));
        }
        Matter::Request(one) => request(&mut w, one),
        Matter::Disclosure(one) => {
            w.bytes(one.engagement.as_bytes());
            w.bytes(&one.edition.to_be_bytes());
            w.bytes(&one.recipient.unwrap_or(u16::MAX).to_be_bytes());
            w.bytes(&[u8::from(one.abroad)]);
            w.moment(Some(one.at));
            w.u64(one.items);
            duty(&mut w, one.notice);
            duty(&mut w, one.tell);
        }
        Matter::Publication(one) => {
            w.bytes(one.engagement.as_bytes());
            w.moment(Some(one.at));
            w.u64(one.items);
            duty(&mut w, one.removal);
        }
        Matter::Carrier(one) => {
            w.bytes(one.engagement.as_bytes());
            w.u64(one.number);
            w.moment(Some(one.at));
        }
        Matter::Evidence(one) => {
            w.bytes(one.request.as_bytes());
            w.moment(Some(one.at));
            w.bytes(&one.digest);
        }
        Matter::Code(one) => {
            w.bytes(one.request.as_bytes());
            w.moment(Some(one.expires));
        }
    }
    w.out
}

/// A paper from its ids and row.
pub fn read_paper(subject: SubjectId, id: PaperId, row: &[u8]) -> Result<Paper, BadRow> {
    let mut r = Reader::new(row, PAPER_LEN)?;
    let [kind] = r.array();
    let (version, slot) = (r.u64(), r.u64());
    let matter = match kind {
        1 => Matter::FormerConsent(FormerConsent {
            engagement: EngagementId::from_bytes(r.array()),
            edition: u32::from_be_bytes(r.array()),
            row: u16::from_be_bytes(r.array()),
            consent: r.consent()?.ok_or(BadRow)?,
            ended: r.moment()?.ok_or(BadRow)?,
        }),
        2 => Matter::Request(read_request(&mut r)?),
        3 => Matter::Disclosure(Disclosure {
            engagement: EngagementId::from_bytes(r.array()),
            edition: u32::from_be_bytes(r.array()),
            recipient: Some(u16::from_be_bytes(r.array())).filter(|place| *place != u16::MAX),
            abroad: flag(&mut r)?,
            at: r.moment()?.ok_or(BadRow)?,
            items: r.u64(),
            notice: read_duty(&mut r)?,
            tell: read_duty(&mut r)?,
        }),
        4 => Matter::Publication(Publication {
            engagement: EngagementId::from_bytes(r.array()),
            at: r.moment()?.ok_or(BadRow)?,
            items: r.u64(),
            removal: read_duty(&mut r)?,
        }),
        5 => Matter::Carrier(Carrier {
            engagement: EngagementId::from_bytes(r.array()),
            number: r.u64(),
            at: r.moment()?.ok_or(BadRow)?,
        }),
        6 => Matter::Evidence(Evidence {
            request: PaperId::from_bytes(r.array()),
            at: r.moment()?.ok_or(BadRow)?,
            digest: r.array(),
        }),
        7 => Matter::Code(Code {
            request: PaperId::from_bytes(r.array()),
            expires: r.moment()?.ok_or(BadRow)?,
        }),
        _ => return Err(BadRow),
    };
    r.ends()?;
    Ok(Paper { id, subject, version, slot: (slot != u64::MAX).then_some(slot), matter })
}

/// The number in which a store keeps a matter; never used again for another.
fn kind(matter: &Matter) -> u8 {
    match matter {
        Matter::FormerConsent(_) => 1,
        Matter::Request(_) => 2,
        Matter::Disclosure(_) => 3,
        Matter::Publication(_) => 4,
        Matter::Carrier(_) => 5,
        Matter::Evidence(_) => 6,
        Matter::Code(_) => 7,
    }
}

fn request(w: &mut Writer<PAPER_LEN>, one: &Request) {
    w.bytes(&[one.kind.code(), one.channel.code(), one.identity.code(), one.status.code()]);
    w.moment(Some(one.received));
    w.moment(Some(one.deadline.at));
    w.bytes(&[u8::from(one.deadline.exact), one.deadline.ending]);
    w.bytes(&one.edition.to_be_bytes());
    w.moment(one.paused);
    w.bytes(&[u8::from(one.extended), one.parts.bits()]);
    w.bytes(&one.engagement.map_or([0; 16], |id| *id.as_bytes()));
    w.bytes(&[one.representative.map_or(0, |who| who.by.code())]);
    w.moment(one.representative.and_then(|who| who.until));
    w.bytes(&one.fingerprint);
    w.bytes(&one.again.to_be_bytes());
    w.moment(one.decided);
    w.bytes(&[one.outcome.map_or(0, RequestOutcome::code)]);
    w.moment(one.closed.map(|closed| closed.at));
    w.moment(one.closed.map(|closed| closed.kept_until));
}

fn read_request(r: &mut Reader<'_>) -> Result<Request, BadRow> {
    let [kind, channel, identity, status] = r.array();
    let (received, deadline) = (r.moment()?.ok_or(BadRow)?, r.moment()?.ok_or(BadRow)?);
    let (exact, [ending]) = (flag(r)?, r.array());
    let (edition, paused) = (u32::from_be_bytes(r.array()), r.moment()?);
    let (extended, [parts]) = (flag(r)?, r.array());
    let engagement: [u8; 16] = r.array();
    let ([by], until) = (r.array(), r.moment()?);
    let representative = match (RepresentedBy::from_code(by), by, until) {
        (Some(by), _, until) => Some(Representative { by, until }),
        (None, 0, None) => None,
        _ => return Err(BadRow),
    };
    let (fingerprint, again) = (r.array(), u16::from_be_bytes(r.array()));
    let (decided, [outcome]) = (r.moment()?, r.array());
    let closed = match (r.moment()?, r.moment()?) {
        (Some(at), Some(kept_until)) => Some(Closed { at, kept_until }),
        (None, None) => None,
        _ => return Err(BadRow),
    };
    Ok(Request {
        kind: RequestKind::from_code(kind).ok_or(BadRow)?,
        channel: Channel::from_code(channel).ok_or(BadRow)?,
        received,
        deadline: DueAt { at: deadline, exact, ending },
        edition,
        identity: IdentityLevel::from_code(identity).ok_or(BadRow)?,
        status: Status::from_code(status).ok_or(BadRow)?,
        paused,
        extended,
        engagement: (engagement != [0; 16]).then(|| EngagementId::from_bytes(engagement)),
        parts: Parts::from_bits(parts).ok_or(BadRow)?,
        representative,
        fingerprint,
        again,
        decided,
        outcome: match outcome {
            0 => None,
            code => Some(RequestOutcome::from_code(code).ok_or(BadRow)?),
        },
        closed,
    })
}

fn duty(w: &mut Writer<PAPER_LEN>, duty: Duty) {
    w.moment(duty.due);
    w.moment(duty.done);
}

fn read_duty(r: &mut Reader<'_>) -> Result<Duty, BadRow> {
    Ok(Duty { due: r.moment()?, done: r.moment()? })
}

fn flag(r: &mut Reader<'_>) -> Result<bool, BadRow> {
    match r.array() {
        [0] => Ok(false),
        [1] => Ok(true),
        _ => Err(BadRow),
    }
}
