//! Two subjects that are one person, and one that is two.

use policy::Topic;

use super::case::{Case, Note, Ruling};
use crate::{Change, Engagement, EngagementId, RefusalCode, Subject, SubjectId};

pub(super) fn merge(case: &Case<'_>) -> Ruling {
    let subject = case.unblocked()?;
    let other = case.state.other.as_deref().ok_or(RefusalCode::UnknownSubject)?;
    let gone = other.subject.as_ref().ok_or(RefusalCode::UnknownSubject)?;
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
    changes.push(Change::MoveTrail { from: gone.id, to: subject.id, engagement: None });
    changes.push(Change::DropSubject(gone.id));
    let mut part = case.part(subject, None);
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
    let new = Subject { id: into, version: 1, created: case.now, slot: 0, block: None, holds: 0 };
    let mut changes = vec![Change::NewSubject(new)];
    for engagement in going {
        changes.push(moved(engagement, subject.id, into));
        changes.push(Change::MoveTrail { from: subject.id, to: into, engagement: Some(engagement.id) });
    }
    let mut part = case.part(subject, None);
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
