//! Seeing, finding, exporting and replacing values.

use policy::{ActKind, Ground, ItemId, Kind, List, Purpose, PurposeId, Topic, kind::FileClass};

use super::{
    case::{Case, Note, Refused, Ruling},
    two,
};
use crate::{
    Change, Content, Engagement, EngagementId, Matter, Part, Phase, RefusalCode, Target, Words, fate::over,
};

pub(super) fn read(case: &Case<'_>, target: &Target, items: &[ItemId]) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    in_use(case, purpose, engagement)?;
    visible(case, purpose, list, engagement, items)?;
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    Ok(case.permit(purpose.clause.clone(), Vec::new(), note))
}

/// One of the people whom a purpose reaches today. Use is by purpose: who is not reached is not listed.
pub(super) fn list(case: &Case<'_>, purpose: &PurposeId, id: EngagementId, items: &[ItemId]) -> Ruling {
    let subject = case.unblocked()?;
    let target = Target { purpose: purpose.clone(), engagement: Some(id) };
    let (engagement, purpose, list) = case.find(&target)?;
    active(case, purpose, engagement)?;
    visible(case, purpose, list, engagement, items)?;
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    Ok(case.permit(purpose.clause.clone(), Vec::new(), note))
}

/// One of all the people held for a purpose, as it was approved; what of the items is not held, or no longer listed, is
/// left out.
pub(super) fn bulk(
    case: &Case<'_>,
    purpose: &PurposeId,
    id: EngagementId,
    items: &[ItemId],
    digest: &str,
) -> Ruling {
    let proposal = two::agreed(case, digest)?;
    let theirs = case.world.proposals.get(&proposal).map(|proposal| &proposal.by);
    if theirs != case.act.actor.staff() {
        return Err(RefusalCode::TakesTwo.into()); // it was approved for whoever proposed it
    }
    let subject = case.unblocked()?;
    let target = Target { purpose: purpose.clone(), engagement: Some(id) };
    let (engagement, purpose, list) = case.find(&target)?;
    in_use(case, purpose, engagement)?;
    let held = |item: &ItemId| {
        in_list(case, purpose, list, engagement, item).is_ok_and(|place| engagement.held >> place & 1 == 1)
    };
    let items: Vec<ItemId> = items.iter().filter(|item| held(item)).cloned().collect();
    visible(case, purpose, list, engagement, &items)?;
    let part = case.part(subject, Some(engagement));
    let note = Note { number: Some(proposal), ..note(case, purpose, list, engagement, &items, part) };
    Ok(case.permit(purpose.clause.clone(), Vec::new(), note))
}

pub(super) fn check(case: &Case<'_>, target: &Target, items: &[ItemId]) -> Ruling {
    let subject = case.subject()?;
    if subject.block.is_none() {
        return Err(RefusalCode::NotBlocked.into());
    }
    if !case.rights()?.is_responsible() {
        return Err(Refused::from(RefusalCode::NoPermission).purpose(&target.purpose));
    }
    let (engagement, purpose, list) = case.find(target)?;
    visible(case, purpose, list, engagement, items)?;
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    Ok(case.permit(case.clause(Topic::Blocking), Vec::new(), note))
}

pub(super) fn find(case: &Case<'_>, item: &ItemId) -> Ruling {
    let pack = case.world.edition().ok_or(RefusalCode::UnknownEdition)?.pack();
    let known = pack.item(item).ok_or_else(|| Refused::from(RefusalCode::UnknownItem).item(item))?;
    if !known.findable {
        return Err(Refused::from(RefusalCode::NotFindable).item(item));
    }
    if !case.rights()?.may_see(ActKind::Find, item) {
        return Err(Refused::from(RefusalCode::NoPermission).item(item));
    }
    let note = Note { items: vec![item.clone()], ..Note::default() };
    Ok(case.permit(case.clause(Topic::Access), Vec::new(), note))
}

/// Everything held, for the subject: also while blocked. It passes through the hands of staff who may see all of it.
pub(super) fn export(case: &Case<'_>) -> Ruling {
    let subject = case.subject()?;
    let rights = case.rights()?;
    for engagement in &case.state.engagements {
        let (purpose, list) = case.row(engagement)?;
        case.reaches(&purpose.id)?;
        let held = list.items.iter().enumerate().filter(|(place, _)| engagement.held >> place & 1 == 1);
        for (_, item) in held {
            if !rights.may_on(ActKind::Export, &purpose.id, item) {
                return Err(Refused::from(RefusalCode::NoPermission).purpose(&purpose.id).item(item));
            }
        }
    }
    let note = Note { part: Some(case.part(subject, None)), ..Note::default() };
    Ok(case.permit(case.clause(Topic::Information), Vec::new(), note))
}

pub(super) fn rectify(case: &Case<'_>, target: &Target, items: &[ItemId]) -> Ruling {
    let subject = case.unblocked()?;
    let (next, purpose, list) = replaced(case, target, items)?;
    let note = note(case, purpose, list, &next, items, case.part(subject, Some(&next)));
    let mut changes = told(case, list, &next, items);
    changes.push(Change::PutEngagement(next, Content::Replaced));
    Ok(case.permit(case.clause(Topic::Rectification), changes, note))
}

/// Recipients who had one of these items are to be told that it changed.
pub(super) fn told(case: &Case<'_>, list: &List, engagement: &Engagement, items: &[ItemId]) -> Vec<Change> {
    let places = items.iter().filter_map(|item| list.items.iter().position(|id| id == item));
    let changed = places.fold(0_u64, |mask, place| mask | 1 << place);
    let had = case.papers().iter().filter_map(|paper| {
        let mut paper = paper.clone();
        let Matter::Disclosure(one) = &mut paper.matter else { return None };
        let meant = one.engagement == engagement.id && one.recipient.is_some() && one.items & changed != 0;
        if !meant || !one.tell.sooner(case.deadline("rectify", case.now).at) {
            return None;
        }
        paper.version += 1;
        Some(Change::PutPaper(paper, Words::Same))
    });
    had.collect()
}

/// The engagement as it stands once these items are replaced.
pub(super) fn replaced<'a>(
    case: &Case<'a>,
    target: &Target,
    items: &[ItemId],
) -> Result<(Engagement, &'a Purpose, &'a List), Refused> {
    let (engagement, purpose, list) = case.find(target)?;
    in_use(case, purpose, engagement)?;
    if items.is_empty() {
        return Err(Refused::from(RefusalCode::NoItems).by(purpose));
    }
    let rights = case.rights()?;
    let mut next = Case::next(engagement);
    next.record += 1;
    for item in items {
        let place = in_list(case, purpose, list, engagement, item)?;
        if !rights.may_on(ActKind::Rectify, &purpose.id, item) {
            return Err(Refused::from(RefusalCode::NoPermission).purpose(&purpose.id).item(item));
        }
        if engagement.held >> place & 1 == 0 && identity_copy(case, item) {
            let refused = Refused::from(RefusalCode::IdentityCopy).by(purpose).item(item);
            return Err(refused.clause(case.clause(Topic::IdentityCopies)));
        }
        next.held |= 1 << place;
    }
    Ok((next, purpose, list))
}

/// Whether the pack holds files of this item to the rule on copies of identity documents.
pub(super) fn identity_copy(case: &Case<'_>, item: &ItemId) -> bool {
    let copy = Kind::File(FileClass::IdentityDocumentCopy);
    case.world.edition().map(policy::Edition::pack).is_some_and(|pack| {
        pack.conditions.scans_as_paper && pack.item(item).is_some_and(|item| item.kind == copy)
    })
}

/// Every item stands in the row, in the edition in force too, and in one of the actor's roles.
pub(super) fn visible(
    case: &Case<'_>,
    purpose: &Purpose,
    list: &List,
    engagement: &Engagement,
    items: &[ItemId],
) -> Result<(), Refused> {
    let rights = case.rights()?;
    if items.is_empty() {
        return Err(Refused::from(RefusalCode::NoItems).by(purpose));
    }
    for item in items {
        in_list(case, purpose, list, engagement, item)?;
        if case.world.edition().and_then(|e| e.pack().item(item)).is_some_and(|i| i.kind == Kind::Password) {
            return Err(Refused::from(RefusalCode::NeverRead).by(purpose).item(item));
        }
        if !rights.may_on(case.act.deed.kind(), &purpose.id, item) {
            return Err(Refused::from(RefusalCode::NoPermission).purpose(&purpose.id).item(item));
        }
    }
    Ok(())
}

/// The item's place in the row that the data was collected under. A later edition that takes the item, the category
/// or the purpose away narrows the use at once.
fn in_list(
    case: &Case<'_>,
    purpose: &Purpose,
    list: &List,
    engagement: &Engagement,
    item: &ItemId,
) -> Result<usize, Refused> {
    let edition = case.world.edition().ok_or(RefusalCode::UnknownEdition)?;
    let outside = || {
        let known = edition.pack().item(item).is_some();
        let code = if known { RefusalCode::ItemOutsidePurpose } else { RefusalCode::UnknownItem };
        Refused::from(code).by(purpose).item(item)
    };
    let category = list.categories.get(usize::from(engagement.category));
    let now = category.and_then(|category| edition.row_of(&purpose.id, category));
    let still = now.is_some_and(|(_, now)| now.items.contains(item));
    let place = list.items.iter().position(|id| id == item);
    if place.is_none() && still && matches!(purpose.ground, Ground::Consent(_)) {
        return Err(Refused::from(RefusalCode::ConsentDoesNotCover).by(purpose).item(item));
    }
    place.filter(|_| still).ok_or_else(outside)
}

/// The term is not over; what is only stored is for the responsible person.
pub(super) fn in_use(case: &Case<'_>, purpose: &Purpose, engagement: &Engagement) -> Result<(), Refused> {
    if over(case.world, engagement, case.now) {
        return Err(Refused::from(RefusalCode::TermOver).by(purpose));
    }
    let responsible = case.rights()?.is_responsible();
    if engagement.restricted && !responsible {
        return Err(Refused::from(RefusalCode::Restricted).by(purpose));
    }
    if engagement.phase == Phase::Storage && !responsible {
        return Err(Refused::from(RefusalCode::StorageOnly).by(purpose));
    }
    Ok(())
}

/// What everybody's use needs: in term, in active use, the consent standing. What is only stored the responsible person
/// reads, and does nothing else with it.
pub(super) fn active(case: &Case<'_>, purpose: &Purpose, engagement: &Engagement) -> Result<(), Refused> {
    let refused = |code| Refused::from(code).by(purpose);
    if over(case.world, engagement, case.now) {
        return Err(refused(RefusalCode::TermOver));
    }
    if engagement.restricted {
        return Err(refused(RefusalCode::Restricted));
    }
    if engagement.consent.is_some_and(|consent| !consent.stands(Part::Processing, case.now)) {
        return Err(refused(RefusalCode::NoConsent).hint(Part::Processing.word()));
    }
    if engagement.phase == Phase::Storage {
        return Err(refused(RefusalCode::StorageOnly));
    }
    Ok(())
}

pub(super) fn note(
    case: &Case<'_>,
    purpose: &Purpose,
    list: &List,
    engagement: &Engagement,
    items: &[ItemId],
    part: crate::SubjectPart,
) -> Note {
    let _ = case;
    Note {
        purpose: Some(purpose.id.clone()),
        category: list.categories.get(usize::from(engagement.category)).cloned(),
        items: items.to_vec(),
        part: Some(part),
        ..Note::default()
    }
}
