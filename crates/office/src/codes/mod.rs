//! One-time codes: sent to an address that is already held for a subject, entered to show who asks. Whether anybody has
//! the address shows in no answer: a code for nobody is a decoy of the same form, size and work.

pub(crate) mod limits;

use std::net::IpAddr;

use identity::{Answer, Challenge, CodeRules, Typed, Verdict};

use kernel::{Act, Actor, Deed, Matter, Paper, PaperId, Step, SubjectId};
use policy::{Kind, kind::normalise};
use vault::Zeroizing;

pub(crate) use limits::{LIMITS, slot as slot_of_limits};

use crate::{
    Office,
    acts::{About, done, load, load_for, overtaken, permitted, with_papers},
    desk::bearers,
    error::{OfficeError, Result},
    papers,
    perform::Payload,
    random::SystemRandom,
    requests::{Note, at_once, noted, request_of},
};

/// A code on its way: to be sent after the caller was answered, so that the time that sending takes tells nothing.
pub struct CodeToSend {
    /// The address, in its normal form, and the code; none where nobody has the address.
    letter: Option<(Zeroizing<String>, identity::Code)>,
    /// For how many minutes it holds.
    pub minutes: u64,
}

impl CodeToSend {
    /// The address and the code, where there is something to send.
    pub fn letter(&self) -> Option<(&str, &identity::Code)> {
        self.letter.as_ref().map(|(address, code)| (address.as_str(), code))
    }
}

impl std::fmt::Debug for CodeToSend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CodeToSend(..)")
    }
}

/// What came of a code that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeEntered {
    /// It was the right one: who asks is known by it now.
    Passed {
        /// The person, whose request it is from now on.
        subject: SubjectId,
    },
    /// It was not.
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// It can't be tried any more.
    Over,
}

impl Office {
    /// Makes a code for a request, for an address that its subject gave. `source` is where the asking comes from.
    ///
    /// # Errors
    /// Too many codes were asked for; the request is decided; the text is no address. Never whether anybody has it.
    pub fn make_code(
        &self,
        actor: &Actor,
        request: PaperId,
        address: &str,
        source: IpAddr,
    ) -> Result<CodeToSend> {
        let normal =
            normalise(&Kind::Email, address, "").map_err(|_| OfficeError::input("no-address", &[]))?;
        let now = self.clock.now();
        let rules = CodeRules::default();
        let holder = self.holder(request)?;
        // as the index has it: another case of letters is the same address, for finding and for counting
        let tag = normal.index().map(|(domain, text)| self.keys.blind(domain, text.as_bytes()));
        let asked = Zeroizing::new(normal.index().map_or(&*normal.text, |(_, text)| text).to_owned());
        let (paper, about) = (self.new_paper_id(), About::from(holder));
        let expires = now + jiff::SignedDuration::try_from(rules.lifetime()).unwrap_or_default();
        let act = self.said(
            actor,
            None,
            Deed::HandleRequest { request, step: Step::SendCode { code: paper, expires } },
        );
        let (text, by) = (Zeroizing::new(normal.text.to_string()), actor.clone());
        let letter = self.in_writer(about, move |unit| {
            let (key, mut limiter) = limits::load(unit)?;
            let answer = limiter.ask(&key.address_tag(&asked), &key.source_tag(source), now);
            limits::store(unit, &limiter)?;
            if !matches!(answer, Answer::Granted) {
                return Ok(None);
            }
            let state = load_for(unit, about, &act.deed)?;
            request_of(&state, request)?;
            let mut found: Vec<SubjectId> = match tag {
                Some(tag) => bearers(unit, tag)?.into_iter().map(|(subject, _)| subject).collect(),
                None => Vec::new(),
            };
            found.sort_unstable();
            found.dedup();
            let bound = match found.as_slice() {
                _ if !state.engagements.is_empty() => found.contains(&holder).then_some(holder),
                [only] => Some(*only),
                _ => None,
            };
            let mut random = |bytes: &mut [u8]| vault::Random::fill(&mut SystemRandom, bytes);
            let context = context(request, bound);
            let (challenge, code) =
                Challenge::issue(&key, &context, bound.is_some(), &rules, now, &mut random);
            let permit = permitted(unit, &state, &act, now)?;
            let noted = noted(unit, &state, request, Note::of(now, &by, "send-code"))?;
            let payload = Payload { words: Some(words(&challenge, bound)), noted, ..Payload::default() };
            done(unit, permit, None, payload)?;
            Ok(Some(bound.is_some().then_some(code)))
        })?;
        match letter {
            None => Err(OfficeError::input("too-many-codes", &[])),
            Some(code) => Ok(words_to(code.map(|code| (text, code)), &rules)),
        }
    }

    /// Judges a code that came back. Right: who asks is known by it, and a request from somebody unknown becomes that
    /// person's.
    ///
    /// # Errors
    /// Refused, no code was made, or the text is no code.
    pub fn enter_code(&self, actor: &Actor, request: PaperId, typed: &str) -> Result<CodeEntered> {
        let holder = self.holder(request)?;
        let (about, now) = (About::from(holder), self.clock.now());
        let typed = Typed::parse(typed, CodeRules::default().digits())
            .map_err(|not| OfficeError::input("no-code-typed", &[("digits", &not.0)]))?;
        let actor = actor.clone();
        self.in_writer(about, move |unit| {
            let (key, _) = limits::load(unit)?;
            let state = load(unit, about)?;
            let state = with_papers(unit, &state)?;
            let mine =
                |paper: &&Paper| paper.request() == Some(request) && matches!(paper.matter, Matter::Code(_));
            let sent = state.papers.iter().filter(mine).max_by_key(|paper| paper.id);
            let sent = sent.ok_or_else(|| OfficeError::input("no-code", &[("request", &request)]))?.clone();
            let body = papers::words(unit, &state, &sent)?;
            let (mut challenge, bound) = body
                .as_deref()
                .and_then(|body| read(body))
                .ok_or_else(|| OfficeError::damaged(format!("the words of code {} do not read", sent.id)))?;
            let verdict = challenge.answer(&key, &context(request, bound), &typed, now);
            let passed = matches!(verdict, Verdict::Passed);
            let subject = bound.filter(|_| passed).unwrap_or(holder);
            let spent = challenge.over(now);
            let step = Step::TryCode { code: sent.id, passed, spent };
            let tried = Act { actor: actor.clone(), at: None, deed: Deed::HandleRequest { request, step } };
            permitted(unit, &state, &tried, now)?; // a refusal is committed: nothing may have been merged by then
            if subject != holder {
                let both = About { subject: Some(subject), other: Some(holder) };
                let act = Act { actor, at: None, deed: Deed::Merge };
                let state = load_for(unit, both, &act.deed)?;
                let permit = permitted(unit, &state, &act, now)?;
                done(unit, permit, None, Payload::default())?;
            }
            let what = if passed { "code-passed" } else { "code-wrong" };
            let state = load_for(unit, About::from(subject), &tried.deed)?;
            let permit = match permitted(unit, &state, &tried, now) {
                Err(OfficeError::Refused(_)) if subject != holder => return Err(overtaken()), // not half of it
                other => other?,
            };
            let noted = noted(unit, &state, request, Note::of(now, &tried.actor, what))?;
            let payload = Payload { words: Some(words(&challenge, bound)), noted, ..Payload::default() };
            done(unit, permit, None, payload)?;
            if passed {
                at_once(unit, subject, request, now)?;
            }
            Ok(match verdict {
                Verdict::Passed => CodeEntered::Passed { subject },
                Verdict::Wrong { left } if left > 0 => CodeEntered::Wrong { left },
                _ => CodeEntered::Over,
            })
        })
    }
}

/// A code on its way, where there is somebody to send it to.
pub(crate) fn words_to(letter: Option<(Zeroizing<String>, identity::Code)>, rules: &CodeRules) -> CodeToSend {
    CodeToSend { letter, minutes: rules.lifetime().as_secs() / 60 }
}

/// What a code is for and whose it is.
fn context(request: PaperId, bound: Option<SubjectId>) -> [u8; 32] {
    let mut out = [0; 32];
    out[..16].copy_from_slice(request.as_bytes());
    out[16..].copy_from_slice(&bound.map_or([0; 16], |id| *id.as_bytes()));
    out
}

/// The challenge, then whose it is; zeros for a decoy.
fn words(challenge: &Challenge, bound: Option<SubjectId>) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(challenge.to_bytes().to_vec());
    out.extend_from_slice(&bound.map_or([0; 16], |id| *id.as_bytes()));
    out
}

fn read(body: &[u8]) -> Option<(Challenge, Option<SubjectId>)> {
    let (challenge, bound) = body.split_last_chunk::<16>()?;
    let bound = (*bound != [0; 16]).then(|| SubjectId::from_bytes(*bound));
    Some((Challenge::from_bytes(challenge).ok()?, bound))
}
