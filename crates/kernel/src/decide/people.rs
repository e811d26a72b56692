//! Two subjects that are one person, and one that is two.

use policy::{RequestKind, Topic};

use super::case::{Case, Note, Ruling};
use crate::{
    Block, Change, Engagement, EngagementId, Matter, Paper, PaperId, RefusalCode, Request, State, Status,
    Subject, SubjectId, Words,
};

pub(super) fn merge(case: &Case<'_>) -> Ruling {
    let subject = case.subject()?;
    let other = case.state.other.as_deref().ok_or(RefusalCode::UnknownSubject)?;
    let gone = other.subject.as_ref().ok_or(RefusalCode::UnknownSubject)?;
    // Requests alone use nothing: whoever is blocked may show who they are, and ask.
    if subject.block.is_some() && !other.engagements.is_empty() {
        return Err(RefusalCode::Blocked.into());
    }
    case.reaches_all(case.state)?;
    case.reaches_all(other)?;
    if gone.id == subject.id {
        return Err(RefusalCode::SameSubject.into());
    }
    if gone.block.is_some() {
        return Err(RefusalCode::Blocked.into());
    }
    if gone.holds > 0 {
        return Err(RefusalCode::Held.into());
    }
    let mut changes: Vec<Change> = other.engagements.iter().map(|e| moved(e, gone.id, subject.id)).collect();
    let (papers, more) = together(case.papers(), &other.papers, gone.id, subject.id);
    changes.extend(papers);
    let mut next = Case::counted(subject, more);
    if came_before_data(case.state, other) || came_before_data(other, case.state) {
        next.block.get_or_insert(Block { since: case.now });
    }
    changes.push(Change::PutSubject(next.clone()));
    changes.push(Change::MoveTrail { from: gone.id, to: subject.id, engagement: None });
    changes.push(Change::DropSubject(gone.id));
    let mut part = case.part(&next, None);
    part.other = Some(*gone.id.as_bytes());
    let note = Note { part: Some(part), ..Note::default() };
    Ok(case.permit(case.clause(Topic::Rectification), changes, note))
}

pub(super) fn split(case: &Case<'_>, engagements: &[EngagementId], into: SubjectId) -> Ruling {
    let subject = case.unblocked()?;
    if subject.holds > 0 {
        return Err(RefusalCode::Held.into());
    }
    case.reaches_all(case.state)?;
    if into == subject.id {
        return Err(RefusalCode::SameSubject.into());
    }
    let going: Vec<&Engagement> =
        case.state.engagements.iter().filter(|e| engagements.contains(&e.id)).collect();
    if going.is_empty() || going.len() != engagements.len() || going.len() == case.state.engagements.len() {
        return Err(RefusalCode::NothingToSplit.into());
    }
    let with = |id| engagements.contains(&id);
    let papers: Vec<Change> = (case.papers().iter())
        .filter(|paper| paper.engagement().is_some_and(with))
        .map(|paper| refiled(paper, subject.id, into))
        .collect();
    let new = Subject {
        id: into,
        version: 1,
        created: case.now,
        slot: 0,
        block: None,
        holds: 0,
        papers: u32::try_from(papers.len()).unwrap_or(u32::MAX),
    };
    let next = Case::counted(subject, -(papers.len() as i64));
    let mut changes = vec![Change::NewSubject(new), Change::PutSubject(next.clone())];
    changes.extend(papers);
    for engagement in going {
        changes.push(moved(engagement, subject.id, into));
        changes.push(Change::MoveTrail { from: subject.id, to: into, engagement: Some(engagement.id) });
    }
    let mut part = case.part(&next, None);
    part.other = Some(*into.as_bytes());
    let note = Note { part: Some(part), ..Note::default() };
    Ok(case.permit(case.clause(Topic::Rectification), changes, note))
}

/// The record's sealing binds the person, so it is sealed anew; the state stays as the log told of it last.
fn moved(engagement: &Engagement, from: SubjectId, to: SubjectId) -> Change {
    let mut next = engagement.clone();
    next.subject = to;
    next.record += 1;
    Change::MoveEngagement { to: next, from }
}

/// The papers of both as one person's, and by how many they grow. The same request waiting twice becomes one: the one
/// further on stays, with the earlier deadline, and what supports the other goes over to it.
fn together(here: &[Paper], there: &[Paper], from: SubjectId, to: SubjectId) -> (Vec<Change>, i64) {
    let waiting = |paper: &Paper| paper.as_request().filter(|request| request.closed.is_none()).cloned();
    let twin = |theirs: &Request| {
        let same = |ours: &Request| ours.kind == theirs.kind && ours.fingerprint == theirs.fingerprint;
        here.iter().find_map(|paper| Some((paper, waiting(paper).filter(same)?)))
    };
    let mut joined: Vec<(PaperId, PaperId)> = Vec::new();
    let mut changes = Vec::with_capacity(there.len());
    for paper in there {
        let Some((known, ours, theirs)) =
            waiting(paper).and_then(|theirs| twin(&theirs).map(|(known, ours)| (known, ours, theirs)))
        else {
            continue;
        };
        let theirs_stays = theirs.status == Status::Decided && ours.status == Status::Open;
        let (mut one, other) = if theirs_stays { (theirs, ours) } else { (ours, theirs) };
        one.again = one.again.saturating_add(other.again).saturating_add(1);
        one.received = one.received.min(other.received);
        one.identity = one.identity.max(other.identity);
        if other.deadline.at < one.deadline.at {
            one.deadline = other.deadline;
        }
        let matter = Matter::Request(one);
        if theirs_stays {
            let to = Paper { matter, ..carried(paper, to) };
            changes.extend([Change::DropPaper(known.subject, known.id), Change::MovePaper { to, from }]);
            joined.push((known.id, paper.id));
        } else {
            let next = Paper { version: known.version + 1, matter, ..known.clone() };
            changes.extend([Change::DropPaper(from, paper.id), Change::PutPaper(next, Words::Same)]);
            joined.push((paper.id, known.id));
        }
    }
    let more = there.len() as i64 - joined.len() as i64;
    let now = |id: PaperId| joined.iter().find(|(gone, _)| *gone == id).map_or(id, |(_, stays)| *stays);
    let touched = |id: PaperId| joined.iter().any(|(gone, stays)| *gone == id || *stays == id);
    for paper in there.iter().filter(|paper| !touched(paper.id)) {
        changes.push(Change::MovePaper { to: pointed(carried(paper, to), &now), from });
    }
    for paper in here.iter().filter(|paper| paper.request().is_some_and(|id| now(id) != id)) {
        let next = Paper { version: paper.version + 1, ..paper.clone() };
        changes.push(Change::PutPaper(pointed(next, &now), Words::Same));
    }
    (changes, more)
}

/// Evidence and codes with the request that they go with now.
fn pointed(mut paper: Paper, now: &dyn Fn(PaperId) -> PaperId) -> Paper {
    match &mut paper.matter {
        Matter::Evidence(one) => one.request = now(one.request),
        Matter::Code(one) => one.request = now(one.request),
        _ => {}
    }
    paper
}

/// Whether a block was asked for by somebody of whom nothing was known, and who turns out to be the one with data.
fn came_before_data(asking: &State, known: &State) -> bool {
    let asks = |request: &Request| request.kind == RequestKind::Block && request.status == Status::Open;
    let waits = asking.papers.iter().filter_map(Paper::as_request).any(asks);
    waits && asking.engagements.is_empty() && !known.engagements.is_empty()
}

fn carried(paper: &Paper, to: SubjectId) -> Paper {
    Paper { subject: to, version: paper.version + 1, ..paper.clone() }
}

/// A paper's body is sealed for the person too.
fn refiled(paper: &Paper, from: SubjectId, to: SubjectId) -> Change {
    Change::MovePaper { to: carried(paper, to), from }
}
