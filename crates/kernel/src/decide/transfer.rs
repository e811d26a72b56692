//! What leaves: to third parties, across the border, to authorities, into the open. Denied unless something lets it.

use policy::{ActKind, Ground, ItemId, Kind, List, Purpose, Recipient, RecipientId, Topic};

use super::{
    case::{Case, Note, Refused, Ruling},
    read::{active, note, visible},
};
use crate::{
    Change, Disclosure, Duty, Engagement, Matter, Paper, PaperId, Part, Parts, Publication, RefusalCode,
    Target, Words,
};

const TRANSFER_NOTICE: &str = "transfer-notice";

/// To a third party: it is in the pack with an undertaking in force today, may have these items under this purpose,
/// and the consent says so or the purpose rests on a law.
pub(super) fn disclose(
    case: &Case<'_>,
    target: &Target,
    recipient: &RecipientId,
    items: &[ItemId],
    id: PaperId,
) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    let pack = case.edition()?.pack();
    let place = pack.recipients.iter().position(|one| one.id == *recipient);
    let unknown = || Refused::from(RefusalCode::UnknownRecipient).by(purpose).hint(recipient.as_str());
    let (place, to) = place.and_then(|at| Some((at, pack.recipients.get(at)?))).ok_or_else(unknown)?;
    active(case, purpose, engagement)?;
    visible(case, purpose, list, engagement, items)?;
    undertaken(case, purpose, to, items)?;
    let held = held(purpose, list, engagement, items)?;
    let refused =
        |code, topic| Refused::from(code).by(purpose).clause(case.clause(topic)).hint(to.id.as_str());
    let ground = match &purpose.ground {
        Ground::Law(law) | Ground::Other { reference: law, .. } => law.clone(),
        Ground::Consent(particulars) => {
            if !stands(case, purpose, engagement, Part::ThirdParties) {
                return Err(
                    refused(RefusalCode::NoConsent, Topic::ThirdParties).hint(Part::ThirdParties.word())
                );
            }
            agreed(case, purpose, engagement, to, items)?;
            particulars.reference.clone()
        }
    };
    let abroad = to.state != case.world.profile.region();
    if abroad && !across(case, purpose, engagement, to) {
        return Err(refused(RefusalCode::NotAcrossBorder, Topic::Border).hint(to.state.clone()));
    }
    let told = matches!(&purpose.ground, Ground::Consent(particulars) if particulars.transfer_notice);
    let notice = match told {
        true => Duty::by(case.deadline(TRANSFER_NOTICE, case.now).at),
        false => Duty::default(),
    };
    let matter = Matter::Disclosure(Disclosure {
        engagement: engagement.id,
        edition: case.world.in_force,
        recipient: u16::try_from(place).ok(),
        abroad,
        at: case.now,
        items: held,
        notice,
        tell: Duty::default(),
    });
    let mut note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    note.recipient = Some(to.id.clone());
    note.abroad = abroad.then(|| to.state.clone());
    note.ground = Some(ground);
    note.due = notice.due;
    filed(case, id, matter, Words::Same, Topic::ThirdParties, note)
}

/// To a court or an authority that demands it: also what is only stored, and whatever the consent says; a block does
/// not stand against the law.
pub(super) fn answer(case: &Case<'_>, target: &Target, items: &[ItemId], id: PaperId) -> Ruling {
    let subject = case.subject()?;
    if !case.rights()?.is_responsible() {
        return Err(Refused::from(RefusalCode::NoPermission).purpose(&target.purpose));
    }
    let (engagement, purpose, list) = case.find(target)?;
    demanded(case, purpose, list, items)?;
    let held = held(purpose, list, engagement, items)?;
    let matter = Matter::Disclosure(Disclosure {
        engagement: engagement.id,
        edition: case.world.in_force,
        recipient: None,
        abroad: false,
        at: case.now,
        items: held,
        notice: Duty::default(),
        tell: Duty::default(),
    });
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    filed(case, id, matter, Words::New, Topic::Authorities, note)
}

/// Into the open: by a consent of its own, and by nothing else.
pub(super) fn publish(case: &Case<'_>, target: &Target, items: &[ItemId], id: PaperId) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    active(case, purpose, engagement)?;
    visible(case, purpose, list, engagement, items)?;
    let held = held(purpose, list, engagement, items)?;
    if !stands(case, purpose, engagement, Part::Publication) {
        return Err(Refused::from(RefusalCode::NotToBePublished)
            .by(purpose)
            .clause(case.clause(Topic::Publication)));
    }
    let matter = Matter::Publication(Publication {
        engagement: engagement.id,
        at: case.now,
        items: held,
        removal: Duty::default(),
    });
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    filed(case, id, matter, Words::New, Topic::Publication, note)
}

/// A new paper with its entry.
pub(super) fn filed(
    case: &Case<'_>,
    id: PaperId,
    matter: Matter,
    words: Words,
    topic: Topic,
    note: Note,
) -> Ruling {
    let subject = Case::counted(case.subject()?, 1);
    let mut note = note;
    if let Some(part) = &mut note.part {
        part.other = Some(*id.as_bytes());
        part.subject_version = subject.version;
    }
    let paper = Paper { id, subject: subject.id, version: 1, slot: None, matter };
    let changes = vec![Change::PutPaper(paper, words), Change::PutSubject(subject)];
    Ok(case.permit(case.clause(topic), changes, note))
}

/// Which of the row's items: bit `i` for item `i`, as far as there is a value to give.
fn held(purpose: &Purpose, list: &List, engagement: &Engagement, items: &[ItemId]) -> Result<u64, Refused> {
    let places = items.iter().filter_map(|item| list.items.iter().position(|id| id == item));
    let mask = places.fold(0, |mask, place| mask | 1 << place) & engagement.held;
    if mask == 0 { Err(Refused::from(RefusalCode::NoItems).by(purpose)) } else { Ok(mask) }
}

/// A law that demands data does not ask which edition is in force: whatever the row lists can be given.
fn demanded(case: &Case<'_>, purpose: &Purpose, list: &List, items: &[ItemId]) -> Result<(), Refused> {
    let rights = case.rights()?;
    let pack = case.edition()?.pack();
    for item in items {
        if !list.items.contains(item) {
            let code = match pack.item(item) {
                Some(_) => RefusalCode::ItemOutsidePurpose,
                None => RefusalCode::UnknownItem,
            };
            return Err(Refused::from(code).by(purpose).item(item));
        }
        if pack.item(item).is_some_and(|item| item.kind == Kind::Password) {
            return Err(Refused::from(RefusalCode::NeverRead).by(purpose).item(item));
        }
        if !rights.may_on(ActKind::AnswerDemand, &purpose.id, item) {
            return Err(Refused::from(RefusalCode::NoPermission).purpose(&purpose.id).item(item));
        }
    }
    Ok(())
}

/// Whether the engagement's consent stands in this part, and the edition in force still asks for it.
fn stands(case: &Case<'_>, purpose: &Purpose, engagement: &Engagement, part: Part) -> bool {
    let now = case.world.edition().and_then(|edition| edition.pack().purpose(&purpose.id));
    let asked = now.is_some_and(|now| match &now.ground {
        Ground::Consent(particulars) => Parts::asked(particulars).has(part),
        Ground::Law(_) | Ground::Other { .. } => true,
    });
    asked && engagement.consent.is_some_and(|consent| consent.stands(part, case.now))
}

/// The recipient may have it, and has promised to meet the law.
fn undertaken(case: &Case<'_>, purpose: &Purpose, to: &Recipient, items: &[ItemId]) -> Result<(), Refused> {
    let refused =
        |code, topic| Refused::from(code).by(purpose).clause(case.clause(topic)).hint(to.id.as_str());
    if !to.purposes.contains(&purpose.id) {
        return Err(refused(RefusalCode::NotForRecipient, Topic::ThirdParties));
    }
    if let Some(item) = items.iter().find(|item| !to.items.contains(item)) {
        return Err(refused(RefusalCode::NotForRecipient, Topic::ThirdParties).item(item));
    }
    let today = case.world.profile.local_date(case.now);
    let promise = &to.undertaking;
    if today < promise.from || promise.until.is_some_and(|until| until < today) {
        return Err(refused(RefusalCode::NoUndertaking, Topic::Undertaking));
    }
    Ok(())
}

/// A consent reaches the recipients, and the items for them, of the edition that it was given under; a later edition
/// widens nothing (art. 8(4)).
fn agreed(
    case: &Case<'_>,
    purpose: &Purpose,
    engagement: &Engagement,
    to: &Recipient,
    items: &[ItemId],
) -> Result<(), Refused> {
    let then = case.world.editions.get(&engagement.edition).map(|edition| edition.pack());
    let named = then.and_then(|pack| pack.recipients.iter().find(|one| one.id == to.id)).filter(|named| {
        named.state == to.state
            && named.purposes.contains(&purpose.id)
            && items.iter().all(|item| named.items.contains(item))
    });
    let refused = || Refused::from(RefusalCode::ConsentBeforeRecipient).by(purpose).hint(to.id.as_str());
    named.map(drop).ok_or_else(refused)
}

/// Across the border: the consent says so, or the policy's clause reaches the purpose and the state is on the list.
fn across(case: &Case<'_>, purpose: &Purpose, engagement: &Engagement, to: &Recipient) -> bool {
    let pack = case.world.edition().map(policy::Edition::pack);
    let listed = pack.is_some_and(|pack| pack.states.iter().any(|state| state.code == to.state));
    let now = pack.and_then(|pack| pack.purpose(&purpose.id)).is_some_and(|now| now.cross_border);
    // an edition in force since then narrows what was agreed to, and widens it only where nobody had to agree
    let before = purpose.cross_border || !matches!(purpose.ground, Ground::Consent(_));
    listed && now && before || stands(case, purpose, engagement, Part::CrossBorder)
}
