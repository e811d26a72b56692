//! Blocks and holds: what keeps data from being used, and from being destroyed.

use policy::Topic;

use super::{
    case::{Case, Note, Refused, Ruling},
    erase::{dropped, left_over, remaining},
    event::restand,
    read::{note, replaced, told},
};
use crate::{Block, Change, Content, HoldId, Outcome, RefusalCode, Subject, Target};

pub(super) fn block(case: &Case<'_>) -> Ruling {
    let subject = case.unblocked()?;
    let next =
        Subject { version: subject.version + 1, block: Some(Block { since: case.now }), ..subject.clone() };
    let note = Note { part: Some(case.part(&next, None)), ..Note::default() };
    Ok(case.permit(case.clause(Topic::Blocking), vec![Change::PutSubject(next)], note))
}

/// Ends unblocked, or with what was wrong replaced or destroyed: in one changeset.
pub(super) fn unblock(case: &Case<'_>, outcome: &Outcome) -> Ruling {
    let subject = case.subject()?;
    if subject.block.is_none() {
        return Err(RefusalCode::NotBlocked.into());
    }
    let next = Subject { version: subject.version + 1, block: None, ..subject.clone() };
    let mut changes = Vec::with_capacity(2);
    let (how, mut note) = match outcome {
        Outcome::Unfounded => ("unfounded", Note { part: Some(case.part(&next, None)), ..Note::default() }),
        Outcome::Rectified { target, items } => {
            let (engagement, purpose, list) = replaced(case, target, items)?;
            let note = note(case, purpose, list, &engagement, items, case.part(&next, Some(&engagement)));
            changes.extend(told(case, list, &engagement, items));
            changes.push(Change::PutEngagement(engagement, Content::Replaced));
            ("rectified", note)
        }
        Outcome::Destroyed { target } => {
            if subject.holds > 0 {
                return Err(RefusalCode::Held.into());
            }
            let freed = Subject { block: None, ..subject.clone() };
            let (drops, mut note) = dropped(case, &freed, target.as_ref(), &|_| true)?;
            note.part = remaining(case, &next, &drops);
            changes.extend(drops);
            ("destroyed", note)
        }
    };
    let told = |change: &Change| matches!(change, Change::PutSubject(_) | Change::DropSubject(_));
    if !changes.iter().any(told) {
        changes.push(Change::PutSubject(next)); // a person's state is put once
    }
    note.how = Some(how.to_owned());
    Ok(case.permit(case.clause(Topic::Blocking), changes, note))
}

/// Restricts what a law orders to keep, or lets it be used again. Only where a demand to destroy it met that law.
pub(super) fn restrict(case: &Case<'_>, target: &Target, on: bool) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    if engagement.restricted == on {
        return Err(Refused::from(RefusalCode::NothingToDo).by(purpose));
    }
    let mut next = Case::next(engagement);
    next.restricted = on;
    restand(case, list, &mut next);
    let mut note = note(case, purpose, list, &next, &[], case.part(subject, Some(&next)));
    note.how = Some(if on { "restricted" } else { "unrestricted" }.to_owned());
    Ok(case.permit(case.clause(Topic::Demand), vec![Change::PutEngagement(next, Content::Same)], note))
}

pub(super) fn hold(case: &Case<'_>, hold: HoldId) -> Ruling {
    let subject = case.subject()?;
    if case.state.holds.contains(&hold) {
        return Err(RefusalCode::Held.into()); // one id counts once
    }
    let holds = subject.holds.checked_add(1).ok_or_else(|| Refused::from(RefusalCode::Held))?;
    let next = Subject { version: subject.version + 1, holds, ..subject.clone() };
    let mut note = Note { part: Some(case.part(&next, None)), ..Note::default() };
    if let Some(part) = &mut note.part {
        part.other = Some(*hold.as_bytes());
    }
    let changes = vec![Change::PutHold(subject.id, hold), Change::PutSubject(next)];
    Ok(case.permit(case.clause(Topic::Court), changes, note))
}

pub(super) fn release(case: &Case<'_>, hold: HoldId) -> Ruling {
    let subject = case.subject()?;
    if !case.state.holds.contains(&hold) {
        return Err(RefusalCode::UnknownHold.into());
    }
    let next =
        Subject { version: subject.version + 1, holds: subject.holds.saturating_sub(1), ..subject.clone() };
    let mut note = Note { part: Some(case.part(&next, None)), ..Note::default() };
    if let Some(part) = &mut note.part {
        part.other = Some(*hold.as_bytes());
    }
    let mut changes = vec![Change::DropHold(subject.id, hold)];
    let waits = case.papers().iter().filter_map(crate::Paper::as_request).any(|one| one.closed.is_none());
    if next.holds == 0 && case.state.engagements.is_empty() && !waits {
        changes.extend(left_over(case.state, subject)); // the hold was all that kept the person
        note.part = None;
    } else {
        changes.push(Change::PutSubject(next));
    }
    Ok(case.permit(case.clause(Topic::Court), changes, note))
}
