//! Destroying before the term ends, and starting a run that destroys what is due.

use policy::{Ground, Topic};

use super::case::{Case, Note, Refused, Ruling};
use crate::{Change, Engagement, EraseReason, RefusalCode, Subject, SubjectPart, Target};

/// What is unlawful goes whatever its ground; what the subject demands goes unless a law orders keeping it.
pub(super) fn erase(case: &Case<'_>, target: Option<&Target>, reason: EraseReason) -> Ruling {
    let subject = case.unblocked()?;
    if subject.holds > 0 {
        return Err(RefusalCode::Held.into());
    }
    let lawful = |engagement: &Engagement| match reason {
        EraseReason::Unlawful => true,
        EraseReason::Demand => {
            case.row(engagement).is_ok_and(|(purpose, _)| matches!(purpose.ground, Ground::Consent(_)))
        }
    };
    let (changes, mut note) = dropped(case, subject, target, &lawful)?;
    note.how = Some(reason.word().to_owned());
    note.part = remaining(case, subject, &changes);
    let topic = match reason {
        EraseReason::Unlawful => Topic::Unlawful,
        EraseReason::Demand => Topic::Demand,
    };
    Ok(case.permit(case.clause(topic), changes, note))
}

/// The entry's subject part, unless nobody is left of whom it could speak.
pub(super) fn remaining(case: &Case<'_>, subject: &Subject, changes: &[Change]) -> Option<SubjectPart> {
    let gone = changes.iter().any(|change| matches!(change, Change::DropSubject(_)));
    (!gone).then(|| case.part(subject, None))
}

/// Whether a run may start; what it destroys is decided one by one ([`crate::fate`]).
pub(super) fn sweep(case: &Case<'_>) -> Ruling {
    Ok(case.permit(case.clause(Topic::Destruction), Vec::new(), Note::default()))
}

/// The drops of the engagements meant, and of the person when nothing is left.
pub(super) fn dropped(
    case: &Case<'_>,
    subject: &Subject,
    target: Option<&Target>,
    lawful: &dyn Fn(&Engagement) -> bool,
) -> Result<(Vec<Change>, Note), Refused> {
    let meant: Vec<&Engagement> = match target {
        Some(target) => vec![case.find(target)?.0],
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
    let all = going.len() == case.state.engagements.len();
    let mut changes: Vec<Change> = going.iter().map(|e| Change::DropEngagement((*e).clone())).collect();
    if all {
        changes.push(Change::DropSubject(subject.id));
    }
    let purpose = match going.as_slice() {
        [only] => case.row(only).ok().map(|(purpose, _)| purpose.id.clone()),
        _ => None,
    };
    Ok((changes, Note { purpose, ..Note::default() }))
}
