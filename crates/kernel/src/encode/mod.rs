//! State rows as fixed-width bytes: a row that never changes its width never moves inside a file, so nothing of
//! it stays behind when it goes. Numbers are big-endian; moments are seconds since 1970, `i64::MIN` for none.

mod bytes;
mod paper;

use crate::{Block, DueAt, Engagement, EngagementId, Phase, Source, Subject, SubjectId};
use bytes::{CONSENT_LEN, Reader, Writer};
pub use paper::{PAPER_LEN, paper, read_paper};

const NONE: u8 = u8::MAX;

/// The width of a subject's row.
pub const SUBJECT_LEN: usize = 8 + 8 + 8 + 8 + 2 + 6;
/// The width of an engagement's row.
pub const ENGAGEMENT_LEN: usize =
    8 + 8 + 4 + 2 + 1 + 1 + 8 + 8 + CONSENT_LEN + 1 + 8 + 48 + 8 + 1 + 1 + 8 + 1 + 1 + 8 + 16 + 2;

/// A row that no version of this program wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the row is not one that this program writes")]
pub struct BadRow;

/// A subject without its id.
pub fn subject(s: &Subject) -> [u8; SUBJECT_LEN] {
    let mut w = Writer::<SUBJECT_LEN>::new();
    w.u64(s.version);
    w.moment(Some(s.created));
    w.u64(s.slot);
    w.moment(s.block.map(|b| b.since));
    w.bytes(&s.holds.to_be_bytes());
    w.bytes(&s.papers.to_be_bytes());
    w.bytes(&[0; 2]);
    w.out
}

/// A subject from its id and row.
pub fn read_subject(id: SubjectId, row: &[u8]) -> Result<Subject, BadRow> {
    let mut r = Reader::new(row, SUBJECT_LEN)?;
    let subject = Subject {
        id,
        version: r.u64(),
        created: r.moment()?.ok_or(BadRow)?,
        slot: r.u64(),
        block: r.moment()?.map(|since| Block { since }),
        holds: u16::from_be_bytes(r.array()),
        papers: u32::from_be_bytes(r.array()),
    };
    if r.array() == [0; 2] { Ok(subject) } else { Err(BadRow) }
}

/// An engagement without its ids.
pub fn engagement(e: &Engagement) -> [u8; ENGAGEMENT_LEN] {
    let mut w = Writer::<ENGAGEMENT_LEN>::new();
    w.u64(e.version);
    w.u64(e.record);
    w.bytes(&e.edition.to_be_bytes());
    w.bytes(&e.row.to_be_bytes());
    w.bytes(&[e.category, e.choice.map_or(NONE, |c| c)]);
    w.moment(Some(e.recorded));
    w.moment(Some(e.collected));
    w.consent(e.consent.as_ref());
    w.bytes(&[e.source.code()]);
    w.u64(e.held);
    for event in e.events {
        w.moment(event);
    }
    w.moment(e.pause);
    w.bytes(&[match e.phase {
        Phase::Active => 1,
        Phase::Storage => 2,
    }]);
    w.bytes(&[u8::from(e.restricted)]);
    w.moment(e.due.map(|d| d.at));
    w.bytes(&e.due.map_or([0, 0], |d| [if d.exact { 1 } else { 2 }, d.ending]));
    w.u64(e.slot);
    w.bytes(&e.fingerprint);
    w.bytes(&[0; 2]); // a width at which SQLite leaves nothing behind
    w.out
}

/// An engagement from its ids and row.
pub fn read_engagement(subject: SubjectId, id: EngagementId, row: &[u8]) -> Result<Engagement, BadRow> {
    let mut r = Reader::new(row, ENGAGEMENT_LEN)?;
    let (version, record) = (r.u64(), r.u64());
    let (edition, line) = (u32::from_be_bytes(r.array()), u16::from_be_bytes(r.array()));
    let [category, choice] = r.array();
    let (recorded, collected) = (r.moment()?.ok_or(BadRow)?, r.moment()?.ok_or(BadRow)?);
    let consent = r.consent()?;
    let [source] = r.array();
    let held = r.u64();
    let mut events = [None; 6];
    for event in &mut events {
        *event = r.moment()?;
    }
    let pause = r.moment()?;
    let phase = match r.array() {
        [1] => Phase::Active,
        [2] => Phase::Storage,
        _ => return Err(BadRow),
    };
    let restricted = match r.array() {
        [0] => false,
        [1] => true,
        _ => return Err(BadRow),
    };
    let due = match (r.moment()?, r.array()) {
        (None, [0, 0]) => None,
        (Some(at), [exact @ 1..=2, ending]) => Some(DueAt { at, exact: exact == 1, ending }),
        _ => return Err(BadRow),
    };
    let (slot, fingerprint) = (r.u64(), r.array());
    if r.array() != [0; 2] {
        return Err(BadRow);
    }
    Ok(Engagement {
        id,
        subject,
        version,
        record,
        edition,
        row: line,
        category,
        choice: (choice != NONE).then_some(choice),
        recorded,
        collected,
        consent,
        source: Source::from_code(source).ok_or(BadRow)?,
        held,
        events,
        pause,
        phase,
        restricted,
        due,
        slot,
        fingerprint,
    })
}
