//! Fields of fixed width, one after another.

use jiff::Timestamp;

use super::BadRow;
use crate::{Consent, Notice, Parts, Way};

/// The width of a consent, or of none.
pub(super) const CONSENT_LEN: usize = 1 + 8 + 1 + 8 + 1 + 32 + 4 * 8;

pub(super) struct Writer<const N: usize> {
    pub(super) out: [u8; N],
    at: usize,
}

impl<const N: usize> Writer<N> {
    pub(super) fn new() -> Self {
        Self { out: [0; N], at: 0 }
    }

    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.out[self.at..self.at + bytes.len()].copy_from_slice(bytes);
        self.at += bytes.len();
    }

    pub(super) fn u64(&mut self, n: u64) {
        self.bytes(&n.to_be_bytes());
    }

    pub(super) fn moment(&mut self, at: Option<Timestamp>) {
        self.bytes(&at.map_or(i64::MIN, Timestamp::as_second).to_be_bytes());
    }

    pub(super) fn consent(&mut self, consent: Option<&Consent>) {
        self.bytes(&[consent.map_or(0, |c| c.way.code())]);
        self.moment(consent.map(|c| c.at));
        self.bytes(&[consent.map_or(0, |c| c.parts.bits())]);
        self.moment(consent.and_then(|c| c.until));
        let notice = consent.and_then(|c| c.notice);
        self.bytes(&[notice.map_or(0, |notice| notice.lang as u8 + 1)]);
        self.bytes(&notice.map_or([0; 32], |notice| notice.digest));
        for at in consent.map_or([None; 4], |c| c.withdrawn) {
            self.moment(at);
        }
    }
}

pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(row: &'a [u8], len: usize) -> Result<Self, BadRow> {
        if row.len() == len { Ok(Self(row)) } else { Err(BadRow) }
    }

    /// The next bytes; the width was checked at the start, so they are there.
    pub(super) fn array<const N: usize>(&mut self) -> [u8; N] {
        let (head, tail) = self.0.split_at(N);
        self.0 = tail;
        std::array::from_fn(|i| head[i])
    }

    /// Whether nothing but zeros is left.
    pub(super) fn ends(&self) -> Result<(), BadRow> {
        if self.0.iter().all(|byte| *byte == 0) { Ok(()) } else { Err(BadRow) }
    }

    pub(super) fn u64(&mut self) -> u64 {
        u64::from_be_bytes(self.array())
    }

    pub(super) fn moment(&mut self) -> Result<Option<Timestamp>, BadRow> {
        match i64::from_be_bytes(self.array()) {
            i64::MIN => Ok(None),
            second => Timestamp::from_second(second).map(Some).map_err(|_| BadRow),
        }
    }

    pub(super) fn consent(&mut self) -> Result<Option<Consent>, BadRow> {
        let ([way], at, [parts], until) = (self.array(), self.moment()?, self.array(), self.moment()?);
        let ([lang], digest) = (self.array(), self.array());
        let mut withdrawn = [None; 4];
        for at in &mut withdrawn {
            *at = self.moment()?;
        }
        let notice = match lang {
            0 if digest == [0; 32] => None,
            0 => return Err(BadRow),
            place => {
                let lang =
                    policy::Lang::ALL.into_iter().find(|lang| *lang as u8 + 1 == place).ok_or(BadRow)?;
                Some(Notice { lang, digest })
            }
        };
        let parts = Parts::from_bits(parts).ok_or(BadRow)?;
        let nothing = (parts.is_empty(), until, notice, withdrawn) == (true, None, None, [None; 4]);
        match (Way::from_code(way), at) {
            (Some(way), Some(at)) => Ok(Some(Consent { way, at, parts, until, notice, withdrawn })),
            (None, None) if way == 0 && nothing => Ok(None),
            _ => Err(BadRow),
        }
    }
}
