//! Carriers, tasks, and what the organisation does about itself.

use policy::{ExceptionId, Topic};

use super::{
    case::{Case, Note, Refused, Ruling},
    read::note,
    transfer::filed,
};
use crate::{Carrier, Change, DutyKind, Matter, PaperId, Permit, RefusalCode, Target, Words};

/// The class of a copy of an identity document, on paper or scanned.
const IDENTITY_COPY: &str = "identity-document-copy";
/// The classes of carriers.
const CLASSES: [&str; 5] = ["contract", "form", "letter", "medium", IDENTITY_COPY];

/// Enters a carrier. A copy of an identity document is refused unless one of the pack's exceptions is named.
pub(super) fn register(
    case: &Case<'_>,
    target: &Target,
    class: &str,
    exception: Option<&ExceptionId>,
    number: u64,
    id: PaperId,
) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    if !CLASSES.contains(&class) {
        return Err(Refused::from(RefusalCode::UnknownClass).by(purpose).hint(CLASSES.join(", ")));
    }
    let exceptions = &case.edition()?.pack().copy_exceptions;
    let named = || exceptions.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
    let refused =
        |code| Refused::from(code).by(purpose).clause(case.clause(Topic::IdentityCopies)).hint(named());
    match exception {
        Some(id) if !exceptions.iter().any(|one| one.id == *id) => {
            return Err(refused(RefusalCode::UnknownException));
        }
        None if class == IDENTITY_COPY => return Err(refused(RefusalCode::IdentityCopy)),
        _ => {}
    }
    let matter = Matter::Carrier(Carrier { engagement: engagement.id, number, at: case.now });
    let mut note = note(case, purpose, list, engagement, &[], case.part(subject, Some(engagement)));
    note.how = Some(match exception {
        Some(exception) => format!("{class}: {exception}"),
        None => class.to_owned(),
    });
    note.number = Some(number);
    filed(case, id, matter, Words::Same, Topic::Carriers, note)
}

/// A duty done. Also while blocked: telling people and taking back uses nothing.
pub(super) fn finish(case: &Case<'_>, id: PaperId, duty: DutyKind) -> Ruling {
    let subject = case.subject()?;
    let mut paper = case.paper(id)?.clone();
    let engagement = paper.engagement().and_then(|id| case.state.engagements.iter().find(|e| e.id == id));
    let purpose = engagement.and_then(|e| case.row(e).ok()).map(|(purpose, _)| purpose.id.clone());
    if let Some(purpose) = &purpose {
        case.reaches(purpose)?;
    }
    let open = match (&mut paper.matter, duty) {
        (Matter::Disclosure(one), DutyKind::Notice) => &mut one.notice,
        (Matter::Disclosure(one), DutyKind::Tell) => &mut one.tell,
        (Matter::Publication(one), DutyKind::Removal) => &mut one.removal,
        _ => return Err(RefusalCode::NothingToDo.into()),
    };
    if open.open().is_none() {
        return Err(RefusalCode::NothingToDo.into());
    }
    open.done = Some(case.now);
    paper.version += 1;
    let mut part = case.part(subject, engagement);
    part.other = Some(*id.as_bytes());
    let how = Some(duty.word().to_owned());
    let note = Note { purpose, how, part: Some(part), ..Note::default() };
    Ok(case.permit(case.clause(topic(duty)), vec![Change::PutPaper(paper, Words::Same)], note))
}

/// A duty that outlived its data, done. Whether there is one the office knows.
pub(super) fn ended(case: &Case<'_>, paper: PaperId, duty: DutyKind) -> Permit {
    let note = Note { how: Some(duty.word().to_owned()), ..Note::default() };
    case.permit(case.clause(topic(duty)), vec![Change::EndDuty(paper)], note)
}

fn topic(duty: DutyKind) -> Topic {
    match duty {
        DutyKind::Notice | DutyKind::Tell => Topic::ThirdParties,
        DutyKind::Removal => Topic::Publication,
    }
}

/// A carrier whose person's data went, destroyed in its turn.
pub(super) fn destroyed(case: &Case<'_>, number: u64) -> Ruling {
    let note = Note { how: Some("carrier".to_owned()), number: Some(number), ..Note::default() };
    Ok(case.permit(case.clause(Topic::Carriers), vec![Change::StrikeCarrier { number }], note))
}

/// An act of the organisation about itself.
pub(super) fn of_organisation(case: &Case<'_>, topic: Topic) -> Permit {
    case.permit(case.clause(topic), Vec::new(), Note::default())
}
