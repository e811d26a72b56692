//! Requests by right, as a state machine: open → decided → answered; or passed on. What a request asks for is done by
//! acts of their own, with their own gates.

use jiff::SignedDuration;
use policy::{IdentityLevel, RequestKind, RequestRule, Topic};

use super::{
    case::{Case, Note, Refused, Ruling},
    erase::left_over,
};
use crate::{
    Block, Change, Closed, Code, EditionNo, EngagementId, Evidence, Matter, Paper, PaperId, Permit,
    Receiving, RefusalCode, Request, RequestOutcome, Status, Step, Subject, Words,
};

/// How long a finished request is kept.
const KEPT: &str = "request-kept";

/// Takes a request in; the same one again only counts. One that asks for a block blocks at once, before any check.
pub(super) fn receive(case: &Case<'_>, r: &Receiving) -> Ruling {
    let rule = rule(case, r.kind)?;
    if r.representative.is_some_and(|who| who.until.is_some_and(|until| until <= case.now)) {
        return Err(refused(RefusalCode::PowerOver, r.kind));
    }
    let engagement = meant(case, r)?;
    let same = case.papers().iter().find_map(|paper| {
        let known = paper.as_request()?;
        let same = known.kind == r.kind && known.fingerprint == r.fingerprint && known.closed.is_none();
        same.then(|| (paper.clone(), known.clone()))
    });
    if let Some((paper, known)) = same {
        return joined(case, r, rule, paper, known);
    }
    let request = Request {
        kind: r.kind,
        channel: r.channel,
        received: case.at(),
        deadline: case.deadline(&rule.deadline, case.at()),
        edition: case.world.in_force,
        identity: r.identity,
        status: Status::Open,
        paused: None,
        extended: false,
        engagement,
        parts: r.parts,
        representative: r.representative,
        fingerprint: r.fingerprint,
        again: 0,
        decided: None,
        outcome: None,
        closed: None,
    };
    let new = case.state.subject.is_none();
    let before = case.state.subject.clone().unwrap_or(Subject {
        id: r.subject,
        version: 0,
        created: case.now,
        slot: 0,
        block: None,
        holds: 0,
        papers: 0,
    });
    let mut subject = Case::counted(&before, 1);
    let holds_data = !case.state.engagements.is_empty();
    if r.kind == RequestKind::Block && holds_data {
        subject.block.get_or_insert(Block { since: case.now });
    }
    let mut part = case.part(&subject, None);
    part.other = Some(*r.paper.as_bytes());
    let note = Note {
        purpose: r.target.as_ref().map(|target| target.purpose.clone()),
        request: Some(r.kind),
        how: Some(r.channel.word().to_owned()),
        parts: r.parts.iter().collect(),
        due: Some(request.deadline.at),
        part: Some(part),
        ..Note::default()
    };
    let id = subject.id;
    let subject = if new { Change::NewSubject(subject) } else { Change::PutSubject(subject) };
    let paper = Paper { id: r.paper, subject: id, version: 1, slot: None, matter: Matter::Request(request) };
    Ok(case.permit(rule.clause.clone(), vec![subject, Change::PutPaper(paper, Words::New)], note))
}

/// The engagement asked about. A request is taken whether anything is held or not, and what is said to it does not tell
/// whether somebody is known.
fn meant(case: &Case<'_>, r: &Receiving) -> Result<Option<EngagementId>, Refused> {
    let Some(target) = &r.target else { return Ok(None) };
    match case.find(target) {
        Ok((engagement, _, _)) => Ok(Some(engagement.id)),
        Err(refused) if refused.is(RefusalCode::UnknownEngagement) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// The same again: it is counted, who asks may be known better by it, and a block asked for is a block.
fn joined(case: &Case<'_>, r: &Receiving, rule: &RequestRule, paper: Paper, mut known: Request) -> Ruling {
    known.again = known.again.saturating_add(1);
    known.identity = known.identity.max(r.identity);
    let blocks = r.kind == RequestKind::Block && known.status == Status::Open;
    let mut permit = moved(case, paper, known, Words::New, "joined", Topic::Requests)?;
    let subject = case.subject()?;
    if blocks && !case.state.engagements.is_empty() && subject.block.is_none() {
        let next = Subject { block: Some(Block { since: case.now }), ..Case::counted(subject, 0) };
        if let Some(part) = &mut permit.changes.part {
            part.subject_version = next.version;
        }
        permit.changes.changes.push(Change::PutSubject(next));
    }
    Ok(under(rule, permit))
}

/// A permit by the clause that gives the right.
fn under(rule: &RequestRule, mut permit: Permit) -> Permit {
    permit.clause.clone_from(&rule.clause);
    permit.changes.entry.clause.clone_from(&rule.clause);
    permit
}

/// Who asks is known better than before; never worse.
pub(super) fn confirm(case: &Case<'_>, id: PaperId, level: IdentityLevel) -> Ruling {
    let (paper, mut request) = open(case, id)?;
    request.identity = request.identity.max(level);
    moved(case, paper, request, Words::New, level.word(), Topic::Identity)
}

/// A step between receiving and deciding.
pub(super) fn handle(case: &Case<'_>, id: PaperId, step: &Step) -> Ruling {
    let (paper, mut request) = open(case, id)?;
    let kind = request.kind;
    let edition = request.edition;
    let deadline = || {
        let rule = rule_of(case, edition, kind)?;
        let day = case.world.profile.local_date(request.received);
        let known = case.world.profile.deadline_at(&rule.deadline, day);
        known
            .or_else(|| case.world.profile.deadline(&rule.deadline))
            .ok_or_else(|| refused(RefusalCode::NoPause, kind))
    };
    match step {
        Step::Pause(reason) => {
            if !deadline()?.pauses.contains(reason) {
                return Err(refused(RefusalCode::NoPause, kind).hint(reason.word()));
            }
            if request.paused.is_some() {
                return Err(refused(RefusalCode::NotAtThisStep, kind));
            }
            request.paused = Some(case.now);
            moved(case, paper, request, Words::New, "pause", Topic::Requests)
        }
        Step::Resume => {
            let since = request.paused.take().ok_or_else(|| refused(RefusalCode::NotAtThisStep, kind))?;
            let later = request.deadline.at.saturating_add(case.now.duration_since(since));
            request.deadline.at = later.unwrap_or(request.deadline.at);
            moved(case, paper, request, Words::New, "resume", Topic::Requests)
        }
        Step::Extend => {
            let known = deadline()?;
            let longer =
                known.extension.and_then(|more| known.amount.plus(more)).filter(|_| !request.extended);
            let amount = longer.ok_or_else(|| refused(RefusalCode::NoExtension, kind))?;
            if request.deadline.at < case.now {
                return Err(refused(RefusalCode::NoExtension, kind)); // nobody was told in time
            }
            let longer = calendar::Deadline { amount, ..known.clone() };
            let reckon = |deadline| case.world.profile.reckon_deadline(deadline, request.received);
            // for as long as the clock stood still it goes on after that
            let stood = request.deadline.at.duration_since(reckon(known).bound());
            let (at, exact) = match reckon(&longer) {
                calendar::Reckoned::At(at) => (at, true),
                calendar::Reckoned::NotBefore { bound, .. } => (bound, false),
            };
            let at = at.saturating_add(stood.max(SignedDuration::ZERO)).unwrap_or(at);
            let at = at.max(request.deadline.at);
            (request.deadline.at, request.deadline.exact, request.extended) = (at, exact, true);
            moved(case, paper, request, Words::New, "extend", Topic::Requests)
        }
        Step::PassOn => {
            request.status = Status::PassedOn;
            close(case, paper, request, "passed-on")
        }
        Step::Attach { evidence, digest } => {
            let matter = Matter::Evidence(Evidence { request: id, at: case.now, digest: *digest });
            Ok(noted(paper, request, beside(case, kind, *evidence, matter, "attach")?))
        }
        Step::SendCode { code, expires } => {
            let matter = Matter::Code(Code { request: id, expires: *expires });
            let sent = beside(case, kind, *code, matter, "send-code")?;
            Ok(noted(paper, request, instead(case, id, sent)))
        }
        Step::TryCode { code, passed, spent } => tried(case, paper, request, *code, *passed, *spent),
        Step::Note => moved(case, paper, request, Words::New, "note", Topic::Requests),
    }
}

/// Granting needs the identity level that the pack asks for; refusing with reasons does not.
pub(super) fn decide(case: &Case<'_>, id: PaperId, outcome: RequestOutcome, done: bool) -> Ruling {
    let (paper, mut request) = open(case, id)?;
    let rule = rule_of(case, request.edition, request.kind)?;
    if request.paused.is_some() {
        return Err(refused(RefusalCode::NotAtThisStep, request.kind));
    }
    if outcome != RequestOutcome::Refused {
        if request.identity < rule.identity {
            return Err(refused(RefusalCode::IdentityTooLow, request.kind).hint(rule.identity.word()));
        }
        if request.representative.is_some_and(|who| who.until.is_some_and(|until| until <= case.now)) {
            return Err(refused(RefusalCode::PowerOver, request.kind));
        }
        // a letter that says that somebody's data is blocked has to be true
        if request.kind == RequestKind::Block && !done && case.state.engagements.is_empty() {
            return Err(refused(RefusalCode::NobodyKnown, request.kind));
        }
    }
    request.status = Status::Decided;
    request.decided = Some(case.now);
    request.outcome = Some(outcome);
    Ok(under(rule, moved(case, paper, request, Words::New, outcome.word(), Topic::Requests)?))
}

/// The answer has left: the request is closed, and kept as long as the profile says; where nothing else is held of the
/// person, it goes at once.
pub(super) fn answer(case: &Case<'_>, id: PaperId) -> Ruling {
    let (paper, mut request) = found(case, id)?;
    if request.status != Status::Decided {
        return Err(refused(RefusalCode::NotAtThisStep, request.kind));
    }
    request.status = Status::Answered;
    close(case, paper, request, "answered")
}

fn rule<'a>(case: &Case<'a>, kind: RequestKind) -> Result<&'a RequestRule, Refused> {
    let rules = &case.edition()?.pack().requests;
    rules.iter().find(|rule| rule.kind == kind).ok_or_else(|| refused(RefusalCode::NoSuchRight, kind))
}

/// The rule by which a request came; a later edition takes no right from it.
fn rule_of<'a>(case: &Case<'a>, edition: EditionNo, kind: RequestKind) -> Result<&'a RequestRule, Refused> {
    let rules = case.world.editions.get(&edition).map(|edition| edition.pack().requests.as_slice());
    let known = rules.unwrap_or_default().iter().find(|rule| rule.kind == kind);
    known.map_or_else(|| rule(case, kind), Ok)
}

/// Whoever handles a request has a role under the purpose that it is about; under each, where it is about everything.
fn concerns(case: &Case<'_>, request: &Request) -> Result<(), Refused> {
    let about = request.engagement.and_then(|id| case.state.engagements.iter().find(|e| e.id == id));
    match about {
        Some(engagement) => case.reaches(&case.row(engagement)?.0.id),
        None => case.reaches_all(case.state),
    }
}

fn refused(code: RefusalCode, kind: RequestKind) -> Refused {
    Refused::from(code).request(kind)
}

fn found(case: &Case<'_>, id: PaperId) -> Result<(Paper, Request), Refused> {
    case.subject()?;
    let paper = case.paper(id)?;
    let request = paper.as_request().ok_or_else(|| Refused::from(RefusalCode::UnknownPaper))?;
    concerns(case, request)?;
    Ok((paper.clone(), request.clone()))
}

fn open(case: &Case<'_>, id: PaperId) -> Result<(Paper, Request), Refused> {
    let (paper, request) = found(case, id)?;
    match request.status {
        Status::Open => Ok((paper, request)),
        _ => Err(refused(RefusalCode::NotAtThisStep, request.kind)),
    }
}

/// The request as it stands now, with its entry.
fn moved(case: &Case<'_>, paper: Paper, request: Request, words: Words, how: &str, topic: Topic) -> Ruling {
    let note = told(case, paper.id, &request, how, case.part(case.subject()?, None))?;
    let paper = Paper { version: paper.version + 1, matter: Matter::Request(request), ..paper };
    Ok(case.permit(case.clause(topic), vec![Change::PutPaper(paper, words)], note))
}

fn told(
    case: &Case<'_>,
    id: PaperId,
    request: &Request,
    how: &str,
    mut part: crate::SubjectPart,
) -> Result<Note, Refused> {
    part.other = Some(*id.as_bytes());
    let about = request.engagement.and_then(|id| case.state.engagements.iter().find(|e| e.id == id));
    let purpose = about.and_then(|e| case.row(e).ok()).map(|(purpose, _)| purpose.id.clone());
    let due = Some(request.deadline.at).filter(|_| request.closed.is_none());
    let how = Some(how.to_owned());
    Ok(Note { purpose, request: Some(request.kind), how, due, part: Some(part), ..Note::default() })
}

/// A paper of its own beside the request.
fn beside(case: &Case<'_>, kind: RequestKind, id: PaperId, matter: Matter, how: &str) -> Ruling {
    let subject = Case::counted(case.subject()?, 1);
    let mut part = case.part(&subject, None);
    part.other = Some(*id.as_bytes());
    let note = Note { request: Some(kind), how: Some(how.to_owned()), part: Some(part), ..Note::default() };
    let paper = Paper { id, subject: subject.id, version: 1, slot: None, matter };
    let topic = if how == "send-code" { Topic::Identity } else { Topic::Requests };
    Ok(case.permit(
        case.clause(topic),
        vec![Change::PutPaper(paper, Words::New), Change::PutSubject(subject)],
        note,
    ))
}

/// What was done beside a request stands in its history too.
fn noted(paper: Paper, request: Request, mut permit: Permit) -> Permit {
    let paper = Paper { version: paper.version + 1, matter: Matter::Request(request), ..paper };
    permit.changes.changes.push(Change::PutPaper(paper, Words::New));
    permit
}

/// A code sent takes the place of the one before it, tries and all.
fn instead(case: &Case<'_>, request: PaperId, mut permit: Permit) -> Permit {
    let old = case
        .papers()
        .iter()
        .filter(|old| matches!(&old.matter, Matter::Code(code) if code.request == request));
    let gone: Vec<Change> = old.map(|old| Change::DropPaper(old.subject, old.id)).collect();
    for change in &mut permit.changes.changes {
        if let Change::PutSubject(subject) = change {
            subject.papers = subject.papers.saturating_sub(gone.len() as u32);
        }
    }
    permit.changes.changes.splice(0..0, gone);
    permit
}

fn tried(
    case: &Case<'_>,
    paper: Paper,
    request: Request,
    code: PaperId,
    passed: bool,
    spent: bool,
) -> Ruling {
    let sent = case.paper(code)?;
    let Matter::Code(known) = &sent.matter else { return Err(RefusalCode::UnknownPaper.into()) };
    if known.request != paper.id {
        return Err(RefusalCode::UnknownPaper.into());
    }
    if passed && known.expires <= case.now {
        return Err(refused(RefusalCode::IdentityTooLow, request.kind)); // too late is not known
    }
    let mut changes = Vec::with_capacity(3);
    let mut subject = case.subject()?.clone();
    if passed || spent {
        changes.push(Change::DropPaper(subject.id, code));
        subject = Case::counted(&subject, -1);
        changes.push(Change::PutSubject(subject.clone()));
    } else {
        changes.push(Change::PutPaper(Paper { version: sent.version + 1, ..sent.clone() }, Words::New));
    }
    let how = if passed { "code-passed" } else { "code-wrong" };
    let note = told(case, paper.id, &request, how, case.part(&subject, None))?;
    let mut request = request;
    if passed {
        request.identity = request.identity.max(IdentityLevel::OneTimeCode);
    }
    Ok(noted(paper, request, case.permit(case.clause(Topic::Identity), changes, note)))
}

/// Ends a request. Codes go with it, and evidence stays as long as it does; where nothing else is held of the person, everything does.
fn close(case: &Case<'_>, paper: Paper, mut request: Request, how: &str) -> Ruling {
    let subject = case.subject()?;
    let kept_until = case.deadline(KEPT, case.now).at;
    request.closed = Some(Closed { at: case.now, kept_until });
    let mut others = case.papers().iter().filter(|other| other.id != paper.id).filter_map(Paper::as_request);
    let waits = others.any(|other| other.closed.is_none());
    if case.state.engagements.is_empty() && !waits && subject.holds == 0 {
        let note = Note { request: Some(request.kind), how: Some(how.to_owned()), ..Note::default() };
        return Ok(case.permit(case.clause(Topic::Requests), left_over(case.state, subject), note));
    }
    let codes = case
        .papers()
        .iter()
        .filter(|other| matches!(&other.matter, Matter::Code(code) if code.request == paper.id));
    let mut changes: Vec<Change> = codes.map(|code| Change::DropPaper(subject.id, code.id)).collect();
    let mut now = subject.clone();
    if !changes.is_empty() {
        now = Case::counted(subject, -(changes.len() as i64));
        changes.push(Change::PutSubject(now.clone()));
    }
    let note = told(case, paper.id, &request, how, case.part(&now, None))?;
    let paper = Paper { version: paper.version + 1, matter: Matter::Request(request), ..paper };
    changes.push(Change::PutPaper(paper, Words::New));
    Ok(case.permit(case.clause(Topic::Requests), changes, note))
}
