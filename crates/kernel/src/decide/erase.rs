//! Destroying before the term ends, and starting a run that destroys what is due.

use jiff::Timestamp;
use policy::Topic;

use super::{
    case::{Case, Note, Refused, Ruling},
    consent::{UNPUBLISH, WITHDRAWAL},
};
use crate::{
    Change, Content, DutyKind, Engagement, EngagementId, EraseReason, LeftDuty, Matter, Paper, PaperId,
    Phase, RefusalCode, State, Subject, SubjectPart, Target, World,
    terms::{DESTRUCTION, by_deadline},
};

/// What is unlawful goes whatever its ground; what the subject demands goes unless its ground keeps it.
pub(super) fn erase(case: &Case<'_>, target: Option<&Target>, reason: EraseReason) -> Ruling {
    let subject = case.unblocked()?;
    if subject.holds > 0 {
        return Err(RefusalCode::Held.into());
    }
    let lawful = |engagement: &Engagement| match reason {
        EraseReason::Unlawful => true,
        EraseReason::Demand => case.row(engagement).is_ok_and(|(purpose, _)| case.world.yields(purpose)),
    };
    let kept = match reason {
        EraseReason::Demand => restricted(case, target, &lawful)?,
        EraseReason::Unlawful => Vec::new(),
    };
    let (mut changes, mut note) = match dropped(case, subject, target, &lawful) {
        // a law keeps all of it: the demand still ends its use
        Err(refused) if refused.is(RefusalCode::LawKeeps) && !kept.is_empty() => Default::default(),
        other => other?,
    };
    note.how = Some(reason.word().to_owned());
    changes.extend(kept);
    note.part = remaining(case, subject, &changes);
    let topic = match reason {
        EraseReason::Unlawful => Topic::Unlawful,
        EraseReason::Demand => Topic::Demand,
    };
    Ok(case.permit(case.clause(topic), changes, note))
}

/// What a law orders to keep is restricted where the rest goes: kept, and used no more.
fn restricted(
    case: &Case<'_>,
    target: Option<&Target>,
    goes: &dyn Fn(&Engagement) -> bool,
) -> Result<Vec<Change>, Refused> {
    if target.is_some() {
        return Ok(Vec::new());
    }
    let kept = case.state.engagements.iter().filter(|e| !goes(e) && !e.restricted);
    kept.map(|e| {
        case.reaches(&case.row(e)?.0.id)?;
        let next = Engagement { restricted: true, phase: Phase::Storage, ..Case::next(e) };
        Ok(Change::PutEngagement(next, Content::Same))
    })
    .collect()
}

/// The entry's subject part, unless nobody is left of whom it could speak.
pub(super) fn remaining(case: &Case<'_>, subject: &Subject, changes: &[Change]) -> Option<SubjectPart> {
    let gone = changes.iter().any(|change| matches!(change, Change::DropSubject(_)));
    let now = changes.iter().rev().find_map(|change| match change {
        Change::PutSubject(now) => Some(now),
        _ => None,
    });
    (!gone).then(|| case.part(now.unwrap_or(subject), None))
}

/// Whether a run may start; what it destroys is decided one by one ([`crate::fate`]).
pub(super) fn sweep(case: &Case<'_>) -> Ruling {
    Ok(case.permit(case.clause(Topic::Destruction), Vec::new(), Note::default()))
}

/// Whether recipients are told that data they have was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// The term was over: they have terms of their own, and only what they were to be told of before is still told.
    AtTheEnd,
    /// It was destroyed before its end: they are told of that.
    Before,
}

/// What goes with these engagements: their papers, and the person once nothing is left but finished business. A carrier
/// that data lies on, what was made public, and whom there is something to tell, become tasks that name no one.
pub fn gone(
    world: &World,
    state: &State,
    subject: &Subject,
    ids: &[EngagementId],
    now: Timestamp,
    told: Told,
) -> Vec<Change> {
    let going = |id: EngagementId| ids.contains(&id);
    let mut changes = Vec::new();
    for paper in state.papers.iter().filter(|paper| paper.engagement().is_some_and(going)) {
        if let Matter::Carrier(carrier) = &paper.matter {
            let due = by_deadline(&world.profile, DESTRUCTION, now).bound();
            changes.push(Change::ReleaseCarrier { number: carrier.number, due });
        }
        changes.extend(
            outliving(world, state, paper, now, told).map(|left| Change::LeaveDuty(subject.id, left)),
        );
        changes.push(Change::DropPaper(subject.id, paper.id));
    }
    let papers = changes.iter().filter(|change| matches!(change, Change::DropPaper(..))).count();
    let left = state.engagements.iter().filter(|e| !going(e.id)).count();
    let waits = state.papers.iter().filter_map(Paper::as_request).any(|request| request.closed.is_none());
    changes.extend(state.engagements.iter().filter(|e| going(e.id)).cloned().map(Change::DropEngagement));
    if left == 0 && !waits {
        let kept = state.papers.iter().filter(|paper| !paper.engagement().is_some_and(going));
        changes.extend(kept.map(|paper| Change::DropPaper(subject.id, paper.id)));
        changes.push(Change::DropSubject(subject.id));
    } else if papers > 0 {
        changes.push(Change::PutSubject(Case::counted(subject, -(papers as i64))));
    }
    changes
}

/// The duty that a paper leaves behind when its data goes.
fn outliving(world: &World, state: &State, paper: &Paper, now: Timestamp, told: Told) -> Option<LeftDuty> {
    let soon = |name: &str| by_deadline(&world.profile, name, now).bound();
    let (duty, (due, rule), at, mask, recipient) = match &paper.matter {
        Matter::Disclosure(one) => {
            let pack = world.editions.get(&one.edition)?.pack();
            let to = pack.recipients.get(usize::from(one.recipient?))?.id.clone();
            // The sooner of what they were to be told already and of what they have to hear now.
            let open = one.tell.open().map(|due| (due, WITHDRAWAL));
            let now = (told == Told::Before).then(|| (soon(DESTRUCTION), DESTRUCTION));
            let due = open.into_iter().chain(now).min_by_key(|(due, _)| *due)?;
            (DutyKind::Tell, due, one.at, one.items, Some(to))
        }
        Matter::Publication(one) if one.removal.done.is_none() => {
            let due = one.removal.open().unwrap_or_else(|| soon(UNPUBLISH));
            (DutyKind::Removal, (due, UNPUBLISH), one.at, one.items, None)
        }
        _ => return None,
    };
    let engagement = state.engagements.iter().find(|e| Some(e.id) == paper.engagement())?;
    let (purpose, list) = world.editions.get(&engagement.edition)?.row(engagement.row)?;
    let items = list.items.iter().enumerate().filter(|(place, _)| mask >> place & 1 == 1);
    Some(LeftDuty {
        paper: paper.id,
        duty,
        due,
        rule: rule.to_owned(),
        at,
        purpose: purpose.id.clone(),
        recipient,
        items: items.map(|(_, item)| item.clone()).collect(),
    })
}

/// What goes with a paper whose own term is over: what stands beside a request goes with it. Nothing while the person is
/// blocked or held, but for codes, which are no data of theirs.
pub fn paper_gone(state: &State, subject: &Subject, id: PaperId) -> Vec<Change> {
    let Some(paper) = state.papers.iter().find(|paper| paper.id == id) else { return Vec::new() };
    let code = matches!(paper.matter, Matter::Code(_));
    if !code && (subject.block.is_some() || subject.holds > 0) {
        return Vec::new();
    }
    let waits = |paper: &&Paper| paper.as_request().is_some_and(|request| request.closed.is_none());
    let going = |paper: &&Paper| paper.id == id || paper.request() == Some(id);
    let stays = state.papers.iter().filter(|paper| !going(paper));
    if state.engagements.is_empty() && subject.holds == 0 && !stays.clone().any(|paper| waits(&paper)) {
        return left_over(state, subject);
    }
    let mut changes: Vec<Change> =
        state.papers.iter().filter(going).map(|paper| Change::DropPaper(subject.id, paper.id)).collect();
    changes.push(Change::PutSubject(Case::counted(subject, -(changes.len() as i64))));
    changes
}

/// The last of a person of whom only papers are left.
pub(super) fn left_over(state: &State, subject: &Subject) -> Vec<Change> {
    let papers = state.papers.iter().map(|paper| Change::DropPaper(subject.id, paper.id));
    papers.chain([Change::DropSubject(subject.id)]).collect()
}

/// All that is held under a purpose, or the one engagement named: somebody may have been taken in under it twice.
fn under<'a>(case: &Case<'a>, target: &Target) -> Result<Vec<&'a Engagement>, Refused> {
    let (one, purpose, _) = case.find(target)?;
    let same = |e: &&Engagement| case.row(e).is_ok_and(|(its, _)| its.id == purpose.id);
    Ok(match target.engagement {
        Some(_) => vec![one],
        None => case.state.engagements.iter().filter(same).collect(),
    })
}

/// The drops of the engagements meant, and of the person when nothing is left.
pub(super) fn dropped(
    case: &Case<'_>,
    subject: &Subject,
    target: Option<&Target>,
    lawful: &dyn Fn(&Engagement) -> bool,
) -> Result<(Vec<Change>, Note), Refused> {
    let meant: Vec<&Engagement> = match target {
        Some(target) => under(case, target)?,
        None => case.state.engagements.iter().collect(),
    };
    let going: Vec<&Engagement> = meant.into_iter().filter(|e| lawful(e)).collect();
    if going.is_empty() {
        let kept = case.state.engagements.iter().find_map(|e| case.row(e).ok());
        return Err(match (target, kept) {
            (Some(target), _) => Refused::from(RefusalCode::LawKeeps).purpose(&target.purpose),
            (None, Some((purpose, _))) => Refused::from(RefusalCode::LawKeeps).by(purpose),
            (None, None) => RefusalCode::UnknownEngagement.into(),
        });
    }
    for engagement in &going {
        case.reaches(&case.row(engagement)?.0.id)?;
    }
    let ids: Vec<EngagementId> = going.iter().map(|e| e.id).collect();
    let changes = gone(case.world, case.state, subject, &ids, case.now, Told::Before);
    let purpose = match going.as_slice() {
        [only] => case.row(only).ok().map(|(purpose, _)| purpose.id.clone()),
        _ => target.map(|target| target.purpose.clone()),
    };
    Ok((changes, Note { purpose, ..Note::default() }))
}
