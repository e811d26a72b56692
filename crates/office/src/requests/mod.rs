//! Requests by right: taken in, moved on, decided, answered. What is said in them is sealed, and goes with the person.

mod answer;
mod decide;
mod effect;
mod find;
mod words;

use jiff::Timestamp;
use kernel::{
    Actor, Channel, Deed, DueAt, PaperId, Part, Parts, Receiving, Representative, State, Step, SubjectId,
    Target,
};
use policy::{IdentityLevel, RequestKind};
use sha2::{Digest, Sha256};
use vault::Zeroizing;

use crate::{
    Done, Office,
    acts::{About, done, load_for, permitted},
    error::{OfficeError, Result},
    perform::Payload,
};
pub(crate) use answer::Levels;
pub use answer::{Information, Operator, Policy, Reply};
pub use decide::{Decided, Decision, Grant, Kept, SystemResult, SystemState};
pub(crate) use effect::at_once;
pub(crate) use find::clock;
pub use find::{OpenRequest, RequestView};
pub(crate) use words::noted;
pub use words::{Answer, Note, RequestWords};

/// The most bytes of an evidence file.
pub const EVIDENCE_MAX: usize = 10 << 20;
/// The most bytes of a request's own text.
pub const TEXT_MAX: usize = 20_000;

/// A request as it came. `Debug` leaves out what is said in it.
#[derive(Clone)]
pub struct RequestForm {
    /// What is asked for.
    pub kind: RequestKind,
    /// How it came.
    pub channel: Channel,
    /// How surely it is known who asks.
    pub identity: IdentityLevel,
    /// Who asks, where that is known.
    pub subject: Option<SubjectId>,
    /// Under which purpose; none: all.
    pub target: Option<Target>,
    /// For a withdrawal: of what.
    pub parts: Vec<Part>,
    /// Who speaks for the subject.
    pub representative: Option<Representative>,
    /// The representative's name and document, or empty.
    pub represented_by: String,
    /// Where the answer goes: an e-mail or postal address.
    pub contact: String,
    /// What it says.
    pub text: String,
}

impl std::fmt::Debug for RequestForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RequestForm")
            .field("kind", &self.kind)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}

/// A request taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// The act.
    pub done: Done,
    /// The request's id.
    pub request: PaperId,
    /// Whose: the person named, or one of whom only the request is held.
    pub subject: SubjectId,
    /// By when it has to be answered.
    pub deadline: DueAt,
    /// Whether the same request was open already.
    pub joined: bool,
    /// Whether the person's data was blocked with it.
    pub blocked: bool,
}

impl Office {
    /// Takes a request in. It is durable when this returns; one that asks for a block blocks with it.
    ///
    /// # Errors
    /// Refused: the policy takes no such requests, the representative's power is over; or a text is too long.
    pub fn receive_request(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        form: &RequestForm,
    ) -> Result<Received> {
        if form.text.len() > TEXT_MAX || form.contact.len() > 500 || form.represented_by.len() > 500 {
            return Err(OfficeError::input("request-long", &[("most", &TEXT_MAX)]));
        }
        verifiable(form.identity)?;
        if form.representative.is_some() && form.represented_by.trim().is_empty() {
            return Err(OfficeError::input("representative-unnamed", &[]));
        }
        let paper = self.new_paper_id();
        let subject = form.subject.unwrap_or_else(|| self.new_subject_id());
        let now = self.clock.now();
        let receiving = Receiving {
            paper,
            subject,
            kind: form.kind,
            channel: form.channel,
            identity: form.identity,
            target: form.target.clone(),
            parts: form.parts.iter().copied().collect::<Parts>(),
            representative: form.representative,
            fingerprint: self.keys.blind("request", form.asked().as_bytes()),
        };
        let words = RequestWords::new(form, actor, now).to_bytes();
        let again = Note::of(now, actor, "joined");
        let act = self.said(actor, at, Deed::ReceiveRequest(receiving));
        let about = About { subject: form.subject, other: None };
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            if about.subject.is_some() && state.subject.is_none() {
                return Err(OfficeError::input("no-subject", &[("subject", &subject)]));
            }
            let permit = permitted(unit, &state, &act, now)?;
            let part = permit.changes.part;
            let request = part.and_then(|part| part.other).map_or(paper, PaperId::from_bytes);
            let due = permit.changes.entry.due.unwrap_or(now);
            let blocked =
                state.subject.as_ref().is_some_and(|known| known.block.is_none())
                    && permit.changes.changes.iter().any(
                        |change| matches!(change, kernel::Change::PutSubject(next) if next.block.is_some()),
                    );
            let joined = request != paper;
            let payload = match joined {
                true => Payload { noted: words::noted(unit, &state, request, again)?, ..Payload::default() },
                false => Payload { words: Some(words), ..Payload::default() },
            };
            let (done, _) = done(unit, permit, None, payload)?;
            effect::at_once(unit, part.map_or(subject, |part| part.subject), request, now)?;
            let papers = unit.papers(part.map_or(subject, |part| part.subject))?;
            let known = papers.iter().find(|paper| paper.id == request).and_then(kernel::Paper::as_request);
            let deadline = known.map_or(DueAt { at: due, exact: true, ending: 0 }, |known| known.deadline);
            let subject = part.map_or(subject, |part| part.subject);
            Ok(Received { done, request, subject, deadline, joined, blocked })
        })
    }

    /// Records how surely it is known who asks, other than by a code: a document was seen, no copy kept.
    ///
    /// # Errors
    /// Refused: the request is decided already.
    pub fn confirm_identity(&self, actor: &Actor, request: PaperId, level: IdentityLevel) -> Result<Done> {
        if level == IdentityLevel::OneTimeCode {
            return Err(OfficeError::input("code-by-code", &[])); // a code counts when it came back
        }
        verifiable(level)?;
        let (who, line) = (self.holder(request)?, Note::of(self.clock.now(), actor, level.word()));
        let act = self.said(actor, None, Deed::ConfirmIdentity { request, level });
        let (about, now) = (About::from(who), self.clock.now());
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let noted = words::noted(unit, &state, request, line)?;
            let (done, _) = done(unit, permit, None, Payload { noted, ..Payload::default() })?;
            effect::at_once(unit, who, request, now)?;
            Ok(done)
        })
    }

    /// Moves a request on: a pause, an extension, a note.
    ///
    /// # Errors
    /// Refused: the law does not let the clock stand still, or the deadline be extended.
    pub fn move_request(&self, actor: &Actor, request: PaperId, step: Step, note: &str) -> Result<Done> {
        let word = match &step {
            Step::Pause(reason) => reason.word(),
            Step::Resume => "resume",
            Step::Extend => "extend",
            Step::PassOn => "pass-on",
            _ => "note",
        };
        self.on_request(actor, request, Deed::HandleRequest { request, step }, word, note)
    }

    /// Attaches a file that supports a request; sealed.
    ///
    /// # Errors
    /// Refused, or the file is too long.
    pub fn attach(&self, actor: &Actor, request: PaperId, file: &[u8]) -> Result<(Done, PaperId)> {
        if file.is_empty() || file.len() > EVIDENCE_MAX {
            return Err(OfficeError::input("evidence-long", &[("most", &EVIDENCE_MAX)]));
        }
        let evidence = self.new_paper_id();
        let step = Step::Attach { evidence, digest: Sha256::digest(file).into() };
        let (now, about) = (self.clock.now(), About::from(self.holder(request)?));
        let line = Note::of(now, actor, "attach");
        let file = Zeroizing::new(file.to_vec());
        let act = self.said(actor, None, Deed::HandleRequest { request, step });
        let done = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let noted = words::noted(unit, &state, request, line)?;
            let payload = Payload { words: Some(file), noted, ..Payload::default() };
            Ok(done(unit, permit, None, payload)?.0)
        })?;
        Ok((done, evidence))
    }

    /// Records that the answer left. Where nothing else is held of the person, the request goes with it.
    ///
    /// # Errors
    /// Refused: the request is not decided.
    pub fn answered(&self, actor: &Actor, request: PaperId) -> Result<Done> {
        self.on_request(actor, request, Deed::AnswerRequest { request }, "answered", "")
    }

    /// Who a request is from.
    pub(crate) fn holder(&self, paper: PaperId) -> Result<SubjectId> {
        let holder = self.writer.exclusive(move |engine, _| engine.holder(paper))??;
        holder.ok_or_else(|| OfficeError::input("no-request", &[("request", &paper)]))
    }

    /// An act on a request that adds a line to its history.
    fn on_request(
        &self,
        actor: &Actor,
        request: PaperId,
        deed: Deed,
        what: &str,
        note: &str,
    ) -> Result<Done> {
        if note.len() > TEXT_MAX {
            return Err(OfficeError::input("request-long", &[("most", &TEXT_MAX)]));
        }
        let (who, act) = (self.holder(request)?, self.said(actor, None, deed));
        let (at, by) = (self.clock.now(), actor.by());
        let line = Note { at, by, what: what.to_owned(), note: note.to_owned() };
        self.carry_out_to_the_end(who, act, move |unit, state| {
            let mut words = words::of(unit, state, request)?;
            words.history.push(line);
            Ok(Some(words.to_bytes()))
        })
    }
}

impl RequestForm {
    /// What is asked, as the fingerprint takes it: the same words by the same way of asking are the same request.
    fn asked(&self) -> Zeroizing<String> {
        let target = self.target.as_ref().map(|target| target.purpose.as_str()).unwrap_or_default();
        let parts: Vec<&str> = self.parts.iter().map(|part| part.word()).collect();
        let text: Vec<&str> = self.text.split_whitespace().collect();
        Zeroizing::new(
            [self.kind.word(), target, &parts.join("+"), &text.join(" ").to_lowercase()].join("\n"),
        )
    }
}

/// Nobody's word stands for a signature, and nothing checks one yet (`identity::SignedDocument`).
fn verifiable(level: IdentityLevel) -> Result<()> {
    match level {
        IdentityLevel::SignedDocument => Err(OfficeError::input("signature-unchecked", &[])),
        _ => Ok(()),
    }
}

/// The request among a person's papers.
pub(crate) fn request_of(state: &State, id: PaperId) -> Result<(&kernel::Paper, &kernel::Request)> {
    let paper = state.papers.iter().find(|paper| paper.id == id);
    let found = paper.and_then(|paper| Some((paper, paper.as_request()?)));
    found.ok_or_else(|| OfficeError::input("no-request", &[("request", &id)]))
}
