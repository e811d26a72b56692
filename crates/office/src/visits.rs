//! Visits: a person shows by a one-time code that an address held of them is theirs, and then acts upon themself alone, for
//! a short while. Attempts and visits are kept in memory: a service started anew asks for a code again.

use std::{
    collections::HashMap,
    fmt,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
};

use access::token::Token;
use identity::{Answer, Challenge, CodeRules, IdentityKey, Typed, Verdict};
use jiff::{SignedDuration, Timestamp};
use kernel::{Act, Actor, Deed, SubjectId};
use policy::{Kind, kind::normalise};
use sha2::{Digest as _, Sha256};
use vault::Zeroizing;

use crate::{
    CodeToSend, Office,
    acts::{About, done, load_for, permitted},
    codes::{limits, words_to},
    desk::bearers,
    error::{OfficeError, Result},
    perform::Payload,
    random::{self, SystemRandom},
};

/// How long a visit lasts without an act, and at all.
const IDLE: SignedDuration = SignedDuration::from_mins(15);
const LONGEST: SignedDuration = SignedDuration::from_mins(60);
/// Attempts and visits at once; more wait.
const MANY: usize = 20_000;
/// What a visit's beginning is called in the log.
const BY_CODE: &str = "code";

/// Attempts to show who one is, and visits under way.
#[derive(Default)]
pub(crate) struct Visits {
    attempts: Mutex<HashMap<[u8; 16], Attempt>>,
    visits: Mutex<HashMap<[u8; 32], Visit>>,
}

struct Attempt {
    challenge: Challenge,
    key: IdentityKey,
    /// None for an address that nobody, or more than one, has: its code is never right.
    bound: Option<SubjectId>,
    until: Timestamp,
}

#[derive(Clone, Copy)]
struct Visit {
    subject: SubjectId,
    began: Timestamp,
    seen: Timestamp,
}

/// An attempt, for the caller to hold. It opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttemptId(pub [u8; 16]);

/// What came of a code.
pub enum Visited {
    /// It was the right one. The token is the visit's, and is shown once.
    In {
        /// Who.
        subject: SubjectId,
        /// For the visitor alone.
        token: Zeroizing<String>,
        /// When the visit ends at the latest.
        until: Timestamp,
    },
    /// It was not; so many tries are left.
    Wrong(u8),
    /// There is no such attempt, or no longer.
    Over,
}

impl fmt::Debug for Visited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Visited::In { .. } => "In(..)",
            Visited::Wrong(_) => "Wrong(..)",
            Visited::Over => "Over",
        })
    }
}

impl Office {
    /// Makes a code for somebody who says that an address is theirs. Whether anybody has it shows in no answer.
    ///
    /// # Errors
    /// Too many codes were asked for from there; the text is no address.
    pub fn begin_visit(&self, address: &str, source: IpAddr) -> Result<(AttemptId, CodeToSend)> {
        let normal =
            normalise(&Kind::Email, address, "").map_err(|_| OfficeError::input("no-address", &[]))?;
        let (now, rules) = (self.clock.now(), CodeRules::default());
        let tag = normal.index().map(|(domain, text)| self.keys.blind(domain, text.as_bytes()));
        let asked = Zeroizing::new(normal.index().map_or(&*normal.text, |(_, text)| text).to_owned());
        let attempt: [u8; 16] = random::bytes();
        let (key, code, challenge, bound) = self
            .in_writer(About::default(), move |unit| {
                let (key, mut limiter) = limits::load(unit)?;
                let answer = limiter.ask(&key.address_tag(&asked), &key.source_tag(source), now);
                limits::store(unit, &limiter)?;
                let granted = match answer {
                    Answer::Granted => true,
                    Answer::Address { .. } => false, // told as if granted: who asked for what is nobody else's business
                    Answer::Source { .. } | Answer::Full => return Ok(None),
                };
                let mut found: Vec<SubjectId> = match tag {
                    Some(tag) => bearers(unit, tag)?.into_iter().map(|(subject, _)| subject).collect(),
                    None => Vec::new(),
                };
                found.sort_unstable();
                found.dedup();
                let bound = match found.as_slice() {
                    [only] if granted => Some(*only),
                    _ => None,
                };
                let mut random = |bytes: &mut [u8]| vault::Random::fill(&mut SystemRandom, bytes);
                let context = context(&attempt, bound);
                let (challenge, code) =
                    Challenge::issue(&key, &context, bound.is_some(), &rules, now, &mut random);
                Ok(Some((key, code, challenge, bound)))
            })?
            .ok_or_else(|| OfficeError::input("too-many-codes", &[]))?;
        let until = now + SignedDuration::try_from(rules.lifetime()).unwrap_or_default();
        let mut attempts = locked(&self.visits.attempts);
        make_room(&mut attempts, |one| one.until > now)?;
        attempts.insert(attempt, Attempt { challenge, key, bound, until });
        Ok((AttemptId(attempt), words_to(bound.is_some().then_some((normal.text.into(), code)), &rules)))
    }

    /// Judges the code of an attempt. Right: a visit begins, which stands in the log.
    ///
    /// # Errors
    /// The text is no code, or the person is gone.
    pub fn enter_visit(&self, attempt: AttemptId, typed: &str) -> Result<Visited> {
        let now = self.clock.now();
        let typed = Typed::parse(typed, CodeRules::default().digits())
            .map_err(|not| OfficeError::input("no-code-typed", &[("digits", &not.0)]))?;
        let subject = {
            let mut attempts = locked(&self.visits.attempts);
            let Some(one) = attempts.get_mut(&attempt.0) else { return Ok(Visited::Over) };
            let verdict = one.challenge.answer(&one.key, &context(&attempt.0, one.bound), &typed, now);
            let bound = one.bound;
            if one.challenge.over(now) {
                attempts.remove(&attempt.0);
            }
            match (verdict, bound) {
                (Verdict::Passed, Some(subject)) => {
                    attempts.remove(&attempt.0);
                    subject
                }
                (Verdict::Wrong { left }, _) if left > 0 => return Ok(Visited::Wrong(left)),
                _ => return Ok(Visited::Over),
            }
        };
        let deed = Deed::SignIn { by: BY_CODE.to_owned(), copied: false };
        let act = Act { actor: Actor::Subject(subject), at: None, deed };
        let about = About::from(subject);
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            done(unit, permit, None, Payload::default()).map(drop)
        })?;
        let token = Token::generate(&mut |bytes| vault::Random::fill(&mut SystemRandom, bytes)).expose();
        let mut visits = locked(&self.visits.visits);
        make_room(&mut visits, |one| one.lasts(now))?;
        visits.insert(hash(&token), Visit { subject, began: now, seen: now });
        Ok(Visited::In { subject, token, until: now + LONGEST })
    }

    /// Whose visit a token is of, while it lasts.
    pub fn visitor(&self, token: &str) -> Option<Actor> {
        let now = self.clock.now();
        let mut visits = locked(&self.visits.visits);
        let known = hash(token);
        let visit = visits.get_mut(&known)?;
        if !visit.lasts(now) {
            visits.remove(&known);
            return None;
        }
        visit.seen = now;
        Some(Actor::Subject(visit.subject))
    }

    /// Ends a visit.
    pub fn end_visit(&self, token: &str) {
        locked(&self.visits.visits).remove(&hash(token));
    }
}

impl Visit {
    /// A clock set back ends it too.
    fn lasts(&self, now: Timestamp) -> bool {
        now >= self.seen && now.duration_since(self.seen) < IDLE && now.duration_since(self.began) < LONGEST
    }
}

/// What a code is for and whose it is.
fn context(attempt: &[u8; 16], bound: Option<SubjectId>) -> [u8; 32] {
    let mut out = [0; 32];
    out[..16].copy_from_slice(attempt);
    out[16..].copy_from_slice(&bound.map_or([0; 16], |id| *id.as_bytes()));
    out
}

/// Forgets what is over; there is no room where nothing is.
fn make_room<K: Hash + Eq, T>(all: &mut HashMap<K, T>, lasts: impl Fn(&T) -> bool) -> Result<()> {
    if all.len() >= MANY {
        all.retain(|_, one| lasts(one));
    }
    if all.len() >= MANY { Err(OfficeError::input("too-many-codes", &[])) } else { Ok(()) }
}

/// A token has 256 random bits: a plain hash of it tells nothing.
fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
