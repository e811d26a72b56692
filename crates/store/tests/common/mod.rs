//! What the tests share: a row MAC, sample rows, a store in a folder of its own.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test takes what it needs, and may stop"
)]

#[cfg(test)]
pub mod faulty;
#[cfg(test)]
pub mod writes;

use std::sync::Arc;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use kernel::{
    Code, Consent, Disclosure, DueAt, Duty, Engagement, EngagementId, HoldId, Matter, Paper, PaperId, Phase,
    Source, Subject, SubjectId, Way,
};
use sha2::Sha256;
use store::{EntryRow, RowMac, Sqlite, TRAIL_SEALED_LEN, TagRow, TrailRow};

/// HMAC-SHA-256 cut to 16 bytes, its key set up once.
pub struct TestMac(Hmac<Sha256>);

impl TestMac {
    pub fn shared(key: &[u8]) -> Arc<dyn RowMac> {
        Arc::new(Self(Hmac::new_from_slice(key).unwrap()))
    }
}

impl RowMac for TestMac {
    fn mac(&self, table: &str, key: &[u8], body: &[u8]) -> [u8; 16] {
        let mut mac = self.0.clone();
        mac.update(&[table.len() as u8]);
        mac.update(table.as_bytes());
        mac.update(&(key.len() as u32).to_be_bytes());
        mac.update(key);
        mac.update(body);
        mac.finalize().into_bytes()[..16].try_into().unwrap()
    }
}

pub fn mac() -> Arc<dyn RowMac> {
    TestMac::shared(b"row key")
}

pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("store.db")
    }

    pub fn create(&self) -> Sqlite {
        Sqlite::create(self.path(), mac()).unwrap()
    }

    pub fn open(&self) -> Sqlite {
        Sqlite::open(self.path(), mac()).unwrap()
    }
}

/// A time-ordered id: `n` gives the order, kind and `n` the other bytes.
pub fn id(kind: Kind, n: u64) -> [u8; 16] {
    let random = noise(kind, n);
    *SubjectId::new(1_700_000_000_000 + n, random).as_bytes()
}

pub fn sid(n: u64) -> SubjectId {
    SubjectId::from_bytes(id(Kind::Subject, n))
}

pub fn eid(n: u64) -> EngagementId {
    EngagementId::from_bytes(id(Kind::Engagement, n))
}

pub fn hid(n: u64) -> HoldId {
    HoldId::from_bytes(id(Kind::HoldId, n))
}

pub fn pid(n: u64) -> PaperId {
    PaperId::from_bytes(id(Kind::Paper, n))
}

/// A disclosure whose recipient has to be told by a moment, or a code that ends then, by `n`.
pub fn paper(s: u64, n: u64, version: u64, due: i64) -> Paper {
    let matter = if n.is_multiple_of(2) {
        Matter::Code(Code { request: pid(9), expires: at(due) })
    } else {
        Matter::Disclosure(Disclosure {
            engagement: eid(1),
            edition: 1,
            recipient: Some(2),
            abroad: true,
            at: at(1),
            items: 5,
            notice: Duty::default(),
            tell: Duty { due: Some(at(due)), done: (due == 2).then(|| at(due)) },
        })
    };
    Paper { id: pid(s * 10 + n), subject: sid(s), version, slot: (version > 1).then_some(n), matter }
}

pub fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

pub fn subject(n: u64, version: u64) -> Subject {
    Subject { id: sid(n), version, created: at(1_000), slot: 2 * n, block: None, holds: 0, papers: 0 }
}

pub fn engagement(s: u64, n: u64, version: u64) -> Engagement {
    Engagement {
        id: eid(n),
        subject: sid(s),
        version,
        record: version,
        edition: 1,
        row: 3,
        category: 0,
        choice: None,
        recorded: at(1_000),
        collected: at(900),
        consent: Some(Consent::to_processing(Way::WebForm, at(900))),
        source: Source::Subject,
        held: 0b1011,
        events: [None, Some(at(950)), None, None, None, None],
        pause: None,
        phase: Phase::Active,
        restricted: false,
        due: Some(DueAt { at: at(5_000 + n as i64), exact: true, ending: 0 }),
        slot: 2 * n + 1,
        fingerprint: noise(Kind::Fingerprint, n),
    }
}

pub fn tag(t: u64, s: u64, e: u64) -> TagRow {
    TagRow { tag: noise(Kind::Tag, t), subject: sid(s), engagement: eid(e) }
}

pub fn trail(s: u64, index: u64, e: Option<u64>) -> TrailRow {
    TrailRow {
        subject: sid(s),
        index,
        engagement: e.map(eid),
        sealed: noise::<TRAIL_SEALED_LEN>(Kind::Trail, index),
    }
}

pub fn entry(index: u64) -> EntryRow {
    EntryRow {
        index,
        operational: noise::<220>(Kind::Entry, index).to_vec(),
        salt: noise(Kind::Salt, index),
        subject_hash: noise(Kind::Hash, index),
        leaf: noise(Kind::Leaf, index),
    }
}

/// What made-up bytes are for: no two kinds share any.
#[derive(Clone, Copy)]
pub enum Kind {
    Fingerprint = 1,
    Tag,
    Trail,
    Entry,
    Salt,
    Hash,
    Leaf,
    Key,
    Hold,
    Record,
    Subject,
    Engagement,
    HoldId,
    Paper,
}

/// Bytes that look random and follow from a kind and `n`.
pub fn noise<const N: usize>(kind: Kind, n: u64) -> [u8; N] {
    let mut word = mix(n ^ mix(kind as u64));
    std::array::from_fn(|i| {
        if i % 8 == 0 {
            word = mix(word);
        }
        word.to_be_bytes()[i % 8]
    })
}

/// SplitMix64: every number gives another.
pub fn mix(n: u64) -> u64 {
    let n = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let n = (n ^ (n >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let n = (n ^ (n >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    n ^ (n >> 31)
}
