//! A one-time code that was sent, and what becomes of it.

use std::fmt;

use jiff::Timestamp;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroize;

use crate::{
    BadBytes, Code, CodeRules, Digits, IdentityKey, Random, Typed,
    bytes::Reader,
    rules::{MAX_LIFETIME, MAX_TRIES},
};

/// A code that was sent, as a value of [`Challenge::LEN`] bytes: the code itself is not in it, only its keyed hash.
///
/// It changes with every answer, so the caller answers inside the transaction that stores what changed, and tells
/// the person only after that is durable. Otherwise guesses made at once would share one try.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    id: [u8; 16],
    hash: [u8; 32],
    /// Milliseconds since 1970.
    issued: i64,
    expires: i64,
    digits: Digits,
    tries_left: u8,
    used: bool,
}

/// What an answer is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the code. It has passed once and never will again.
    Passed,
    /// It is not.
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// The code has passed before.
    Used,
    /// Its time is over.
    Expired,
    /// There are no tries left.
    Exhausted,
}

const VERSION: u8 = 1;
const LABEL: &[u8; 16] = b"qorgau/onecode/1";
/// How far the clock may go back behind the moment of issue before the code counts as expired.
const BACKWARDS: i64 = 60_000;

impl Challenge {
    /// The length of its bytes.
    pub const LEN: usize = 68;

    /// Makes a challenge and its code.
    ///
    /// `context` names what the code is for and whose it is (say, the operation and the address's tag): the same has
    /// to be given with the answer, or no code passes. It is not stored.
    ///
    /// With `known` false the challenge is a *decoy*, for an address that nobody has: a code is drawn and hashed all
    /// the same, and random bytes are kept instead of the hash. It has the form, size and answers of a real one, costs
    /// the same work, and no code ever passes, the one returned included.
    ///
    /// # Panics
    /// When the generator is stuck.
    pub fn issue(
        key: &IdentityKey,
        context: &[u8],
        known: bool,
        rules: &CodeRules,
        now: Timestamp,
        rng: &mut Random<'_>,
    ) -> (Self, Code) {
        let (mut id, mut nothing) = ([0; 16], [0; 32]);
        rng(&mut id);
        rng(&mut nothing);
        let code = Code::draw(rules.digits(), rng);
        let hash = key.mac(LABEL, &[&id, context, code.bytes()]);
        let known = Choice::from(u8::from(known));
        let hash = std::array::from_fn(|i| u8::conditional_select(&nothing[i], &hash[i], known));
        let issued = now.as_millisecond();
        let challenge = Self {
            id,
            hash,
            issued,
            expires: issued + rules.lifetime().as_millis() as i64, // at most an hour
            digits: rules.digits(),
            tries_left: rules.tries(),
            used: false,
        };
        (challenge, code)
    }

    /// Judges an answer, and counts it.
    ///
    /// The work is the same whatever the answer and the state: one HMAC and one comparison in constant time. A
    /// finished challenge forgets its hash, so that its row helps no one to the code.
    pub fn answer(&mut self, key: &IdentityKey, context: &[u8], typed: &Typed, now: Timestamp) -> Verdict {
        let hash = key.mac(LABEL, &[&self.id, context, typed.bytes()]);
        let same = bool::from(hash.ct_eq(&self.hash));
        if self.used {
            return Verdict::Used;
        }
        if self.tries_left == 0 {
            return Verdict::Exhausted;
        }
        if !self.in_time(now) {
            return Verdict::Expired;
        }
        if same {
            self.used = true;
        } else {
            self.tries_left -= 1;
        }
        if self.used || self.tries_left == 0 {
            self.hash.zeroize();
        }
        if same { Verdict::Passed } else { Verdict::Wrong { left: self.tries_left } }
    }

    /// Random and public: what the form that asks for the code carries.
    pub fn id(&self) -> [u8; 16] {
        self.id
    }

    /// How many digits the code has.
    pub fn digits(&self) -> Digits {
        self.digits
    }

    /// Whether no answer can pass any more, so that the row may go.
    pub fn over(&self, now: Timestamp) -> bool {
        self.used || self.tries_left == 0 || now.as_millisecond() >= self.expires
    }

    /// Version, digits, tries left, used, issued, expires, id, hash; numbers big-endian.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let mut out = [0; Self::LEN];
        out[..4].copy_from_slice(&[VERSION, self.digits.get(), self.tries_left, u8::from(self.used)]);
        out[4..12].copy_from_slice(&self.issued.to_be_bytes());
        out[12..20].copy_from_slice(&self.expires.to_be_bytes());
        out[20..36].copy_from_slice(&self.id);
        out[36..].copy_from_slice(&self.hash);
        out
    }

    /// From those bytes, of which every value has one form.
    ///
    /// That they are the ones stored last is for the store to see to: an older row has more tries.
    ///
    /// # Errors
    /// Another version, length or field.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadBytes> {
        let mut reader = Reader::new(bytes, VERSION)?;
        let digits = Digits::new(reader.u8()?).map_err(|_| BadBytes::Field)?;
        let tries_left = Some(reader.u8()?).filter(|tries| *tries <= MAX_TRIES).ok_or(BadBytes::Field)?;
        let used = match reader.u8()? {
            0 => false,
            1 => true,
            _ => return Err(BadBytes::Field),
        };
        let (issued, expires) = (reader.i64()?, reader.i64()?);
        let times = Timestamp::MIN.as_millisecond()..=Timestamp::MAX.as_millisecond();
        if !times.contains(&issued) || !(1..=MAX_LIFETIME).contains(&expires.saturating_sub(issued)) {
            return Err(BadBytes::Field);
        }
        let (id, hash) = (reader.array()?, reader.array()?);
        reader.end()?;
        let over = used || tries_left == 0;
        if over != (hash == [0; 32]) {
            return Err(BadBytes::Field);
        }
        Ok(Self { id, hash, issued, expires, digits, tries_left, used })
    }

    fn in_time(&self, now: Timestamp) -> bool {
        (self.issued.saturating_sub(BACKWARDS)..self.expires).contains(&now.as_millisecond())
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge").field("tries_left", &self.tries_left).finish_non_exhaustive()
    }
}
