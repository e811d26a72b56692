//! Requests by the time left, and one request with everything in it.

use jiff::Timestamp;
use kernel::{Deed, PaperId, Request, SubjectId};
use policy::{RequestKind, StaffId};

use super::{RequestWords, request_of, words};
use crate::{
    Office,
    acts::{About, done, load_for, permitted, with_papers},
    error::Result,
    perform::Payload,
};

/// A request that waits, without a word of what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenRequest {
    /// The request.
    pub request: PaperId,
    /// Whose.
    pub subject: SubjectId,
    /// Its state.
    pub state: Request,
    /// The rule that gave the deadline: its name in the profile, the amount, and the law.
    pub rule: String,
    /// Whether the day is past.
    pub overdue: bool,
}

/// One request with what is said in it.
#[derive(Debug, Clone)]
pub struct RequestView {
    /// The request.
    pub request: PaperId,
    /// Whose.
    pub subject: SubjectId,
    /// Its state.
    pub state: Request,
    /// The rule that gave the deadline.
    pub rule: String,
    /// What is said.
    pub words: RequestWords,
    /// Files that support it.
    pub evidence: Vec<PaperId>,
}

impl Office {
    /// Open requests by the time left, what is overdue first; at most `limit`. Nothing overdue is ever left out.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn open_requests(&self, actor: &StaffId, limit: usize) -> Result<Vec<OpenRequest>> {
        let now = self.clock.now();
        self.printed(actor, "deadlines", None)?;
        let found = self.waiting(Timestamp::MAX, limit, &|paper| paper.as_request().is_some())?;
        let open = found.into_iter().filter_map(|paper| {
            let state = paper.as_request()?.clone();
            let overdue = state.deadline.at <= now;
            let rule = self.rule_of(&state);
            Some(OpenRequest { request: paper.id, subject: paper.subject, state, rule, overdue })
        });
        Ok(open.collect())
    }

    /// One request with what is said in it. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such request.
    pub fn request(&self, actor: &StaffId, request: PaperId) -> Result<RequestView> {
        let subject = self.holder(request)?;
        let about = About::from(subject);
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::Export));
        let (state, words, evidence) = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let state = with_papers(unit, &state)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            permit.changes.entry.how = Some("request".to_owned());
            let words = words::of(unit, &state, request)?;
            let (_, known) = request_of(&state, request)?;
            let with =
                |paper: &&kernel::Paper| paper.request() == Some(request) && paper.kind() == "evidence";
            let evidence = state.papers.iter().filter(with).map(|paper| paper.id).collect();
            permit.changes.entry.request = Some(known.kind);
            let known = known.clone();
            done(unit, permit, None, Payload::default())?;
            Ok((known, words, evidence))
        })?;
        let rule = self.rule_of(&state);
        Ok(RequestView { request, subject, state, rule, words, evidence })
    }

    /// The rule that gives a request's deadline, such as `information: 3 working days (Law …)`.
    pub fn rule_of(&self, request: &Request) -> String {
        let world = self.world();
        let rules = world.editions.get(&request.edition).map(|edition| &edition.pack().requests);
        let rule = rules.and_then(|rules| rules.iter().find(|rule| rule.kind == request.kind));
        let day = world.profile.local_date(request.received);
        let deadline = rule.and_then(|rule| {
            world.profile.deadline_at(&rule.deadline, day).or_else(|| world.profile.deadline(&rule.deadline))
        });
        deadline.map(|one| format!("{}: {} ({})", one.name, one.amount, one.source)).unwrap_or_default()
    }

    /// Whether a kind of request is one that the policy answers.
    pub fn takes(&self, kind: RequestKind) -> bool {
        self.world()
            .edition()
            .is_some_and(|edition| edition.pack().requests.iter().any(|rule| rule.kind == kind))
    }
}
