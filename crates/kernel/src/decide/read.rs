//! Seeing, finding, exporting and replacing values.

use policy::{ActKind, ItemId, Kind, List, Purpose, Topic};

use super::case::{Case, Note, Refused, Ruling};
use crate::{Change, Content, Engagement, Phase, RefusalCode, Target, fate::over};

pub(super) fn read(case: &Case<'_>, target: &Target, items: &[ItemId]) -> Ruling {
    let subject = case.unblocked()?;
    let (engagement, purpose, list) = case.find(target)?;
    in_use(case, purpose, engagement)?;
    visible(case, purpose, list, engagement, items)?;
    let note = note(case, purpose, list, engagement, items, case.part(subject, Some(engagement)));
    Ok(case.permit(purpose.clause.clone(), Vec::new(), note))
}

pub(super) fn check(case: &Case<'_>, target: &Target, items: &[ItemId]) -> Ruling {
    let subject = case.subject()?;
    if subject.block.is_none() {
        return Err(RefusalCode::NotBlocked.into());
    }
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    if !case.world.is_responsible(member) {
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
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    let sees =
        case.world.permissions(member).any(|p| p.acts.contains(&ActKind::Find) && p.items.covers(item));
    if !sees {
        return Err(Refused::from(RefusalCode::NoPermission).item(item));
    }
    let note = Note { items: vec![item.clone()], ..Note::default() };
    Ok(case.permit(case.clause(Topic::Access), Vec::new(), note))
}

/// Everything held, for the subject: also while blocked. It passes through the hands of staff who may see all of it.
pub(super) fn export(case: &Case<'_>) -> Ruling {
    let subject = case.subject()?;
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    for engagement in &case.state.engagements {
        let (purpose, list) = case.row(engagement)?;
        case.reaches(&purpose.id)?;
        let held = list.items.iter().enumerate().filter(|(place, _)| engagement.held >> place & 1 == 1);
        for (_, item) in held {
            if !case.world.may_on(member, ActKind::Export, &purpose.id, item) {
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
    let changes = vec![Change::PutEngagement(next, Content::Replaced)];
    Ok(case.permit(case.clause(Topic::Rectification), changes, note))
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
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    let mut next = Case::next(engagement);
    next.record += 1;
    for item in items {
        let place = in_list(case, purpose, list, engagement, item)?;
        if !case.world.may_on(member, ActKind::Rectify, &purpose.id, item) {
            return Err(Refused::from(RefusalCode::NoPermission).purpose(&purpose.id).item(item));
        }
        next.held |= 1 << place;
    }
    Ok((next, purpose, list))
}

/// Every item stands in the row, in the edition in force too, and in one of the actor's roles.
fn visible(
    case: &Case<'_>,
    purpose: &Purpose,
    list: &List,
    engagement: &Engagement,
    items: &[ItemId],
) -> Result<(), Refused> {
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    if items.is_empty() {
        return Err(Refused::from(RefusalCode::NoItems).by(purpose));
    }
    for item in items {
        in_list(case, purpose, list, engagement, item)?;
        if case.world.edition().and_then(|e| e.pack().item(item)).is_some_and(|i| i.kind == Kind::Password) {
            return Err(Refused::from(RefusalCode::NeverRead).by(purpose).item(item));
        }
        if !case.world.may_on(member, case.act.deed.kind(), &purpose.id, item) {
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
    list.items.iter().position(|id| id == item).filter(|_| still).ok_or_else(outside)
}

/// The term is not over; what is only stored is for the responsible person.
fn in_use(case: &Case<'_>, purpose: &Purpose, engagement: &Engagement) -> Result<(), Refused> {
    if over(case.world, engagement, case.now) {
        return Err(Refused::from(RefusalCode::TermOver).by(purpose));
    }
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    if engagement.phase == Phase::Storage && !case.world.is_responsible(member) {
        return Err(Refused::from(RefusalCode::StorageOnly).by(purpose));
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
