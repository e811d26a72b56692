//! Requests by the time left, and one request with everything in it.

use jiff::Timestamp;
use kernel::{Actor, Deed, PaperId, Request, RequestOutcome, SubjectId};
use policy::RequestKind;
use vault::Zeroizing;

use super::{RequestWords, request_of, words};
use crate::{
    DossierDuty, Office, ToTell,
    acts::{About, done, load_for, permitted, with_papers},
    condition::seen,
    consents::tasks_since,
    deadlines::end_of_next_working_day,
    error::{OfficeError, Result},
    papers,
    perform::Payload,
    rule,
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
    /// Whether it ends with the next working day at the latest.
    pub soon: bool,
}

/// One request with what is said in it.
#[derive(Debug, Clone)]
pub struct RequestView {
    /// The request.
    pub request: PaperId,
    /// A mark of what was seen, for [`crate::Condition`].
    pub seen: u64,
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
    /// Once it is decided: who had the data and has to hear of the change.
    pub to_tell: Vec<ToTell>,
    /// Once it is decided: by when each publication has to be taken back, and when it was.
    pub to_remove: Vec<DossierDuty>,
}

/// The moment at which a request's clock is: it may stand still.
pub(crate) fn clock(request: &Request, now: Timestamp) -> Timestamp {
    request.paused.unwrap_or(now)
}

impl Office {
    /// Open requests by the time left, what is overdue first; at most `limit`. Nothing overdue is ever left out.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn open_requests(&self, actor: &Actor, limit: usize) -> Result<Vec<OpenRequest>> {
        let now = self.clock.now();
        self.printed(actor, "deadlines", None)?;
        let found = self.waiting(Timestamp::MAX, limit, &|paper| paper.as_request().is_some())?;
        let warn = end_of_next_working_day(&self.world().profile, now);
        let open = found.into_iter().filter_map(|paper| {
            let state = paper.as_request()?.clone();
            let overdue = state.deadline.at <= clock(&state, now);
            let soon = !overdue && warn.is_some_and(|warn| state.deadline.at <= warn);
            let rule = self.rule_of(&state);
            Some(OpenRequest { request: paper.id, subject: paper.subject, state, rule, overdue, soon })
        });
        let mut open: Vec<OpenRequest> = open.collect();
        open.sort_by_key(|one| !one.overdue); // among those past their day some stand still
        Ok(open)
    }

    /// One request with what is said in it. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such request.
    pub fn request(&self, actor: &Actor, request: PaperId) -> Result<RequestView> {
        let subject = self.holder(request)?;
        let about = About::from(subject);
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::Export));
        let (state, seen, words, evidence, to_tell, to_remove) = self.in_writer(about, move |unit| {
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
            let seen = seen(&state);
            let known = known.clone();
            let world = unit.context().world.clone();
            // A refusal changes nothing that anybody had to hear of.
            let changed = known.outcome.is_some_and(|outcome| outcome != RequestOutcome::Refused);
            let (to_tell, to_remove) = match known.decided.filter(|_| changed) {
                Some(since) => tasks_since(&world, &state.papers, since),
                None => Default::default(),
            };
            done(unit, permit, None, Payload::default())?;
            Ok((known, seen, words, evidence, to_tell, to_remove))
        })?;
        let rule = self.rule_of(&state);
        Ok(RequestView { request, seen, subject, state, rule, words, evidence, to_tell, to_remove })
    }

    /// A file that supports a request, as it was attached. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such file.
    pub fn evidence(&self, actor: &Actor, evidence: PaperId) -> Result<Zeroizing<Vec<u8>>> {
        let about = About::from(self.holder(evidence)?);
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::Export));
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            permit.changes.entry.how = Some("evidence".to_owned());
            let is_it = |paper: &&kernel::Paper| paper.id == evidence && paper.kind() == "evidence";
            let none = || OfficeError::input("no-paper", &[("paper", &evidence)]);
            let paper = state.papers.iter().find(is_it).ok_or_else(none)?;
            let file = papers::words(unit, &state, paper)?.ok_or_else(none)?;
            done(unit, permit, None, Payload::default())?;
            Ok(file)
        })
    }

    /// The rule that gives a request's deadline, such as `information: 3 working days (Law …)`, with its extension where
    /// that was taken.
    pub fn rule_of(&self, request: &Request) -> String {
        let world = self.world();
        let rules = world.editions.get(&request.edition).map(|edition| &edition.pack().requests);
        let rule = rules.and_then(|rules| rules.iter().find(|rule| rule.kind == request.kind));
        let day = world.profile.local_date(request.received);
        let deadline = rule.and_then(|rule| {
            world.profile.deadline_at(&rule.deadline, day).or_else(|| world.profile.deadline(&rule.deadline))
        });
        deadline.map(|one| rule::line(one, request.extended)).unwrap_or_default()
    }

    /// Whether a kind of request is one that the policy answers.
    pub fn takes(&self, kind: RequestKind) -> bool {
        self.world()
            .edition()
            .is_some_and(|edition| edition.pack().requests.iter().any(|rule| rule.kind == kind))
    }
}
