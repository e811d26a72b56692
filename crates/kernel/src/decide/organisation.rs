//! Staff and editions. Each change raises the organisation's epoch, which fences what was decided before it.

use policy::{RoleId, StaffId, Topic};

use super::case::{Case, Note, Refused, Ruling};
use crate::{Change, EditionNo, OrgChange, Permit, RefusalCode};

pub(super) fn activate(case: &Case<'_>, number: EditionNo) -> Ruling {
    let edition = case.world.editions.get(&number).ok_or(RefusalCode::UnknownEdition)?;
    if number <= case.world.in_force {
        return Err(RefusalCode::EditionNotNewer.into());
    }
    let from = edition.pack().in_force_from;
    if from > case.world.profile.local_date(case.now) {
        return Err(Refused::from(RefusalCode::EditionNotYet).hint(from.to_string()));
    }
    let mut staff = case.world.staff.values();
    if let Some(next) = &edition.pack().responsible
        && !staff.any(|member| member.roles.contains(&next.role))
    {
        return Err(Refused::from(RefusalCode::LastResponsible).hint(next.role.as_str()));
    }
    let mut permit = done(case, Topic::Editions, OrgChange::Activate(number));
    permit.changes.entry.count = Some(u64::from(number));
    permit.changes.entry.digest = Some(hex(edition.hash()));
    Ok(permit)
}

/// A year that was missing, or a deadline that the law changed; the same jurisdiction's, and the same for every edition.
pub(super) fn enter_profile(case: &Case<'_>, profile: &str, digest: &str) -> Ruling {
    let known = case.world.profile.id();
    if profile != known {
        return Err(Refused::from(RefusalCode::OtherProfile).hint(known));
    }
    let mut permit = done(case, Topic::Editions, OrgChange::EnterProfile);
    permit.changes.entry.digest = Some(digest.to_owned());
    Ok(permit)
}

pub(super) fn acknowledge(case: &Case<'_>) -> Ruling {
    let member = case.member().ok_or(RefusalCode::NotStaff)?;
    let change = OrgChange::PutStaff {
        staff: case.act.actor.clone(),
        roles: member.roles.clone(),
        acknowledged: case.world.in_force,
    };
    Ok(done(case, Topic::Duty, change))
}

pub(super) fn add_staff(case: &Case<'_>, staff: &StaffId, roles: &[RoleId]) -> Ruling {
    let pack = case.world.edition().ok_or(RefusalCode::UnknownEdition)?.pack();
    let unknown = roles.iter().find(|role| !pack.roles.iter().any(|r| r.id == **role));
    if let Some(role) = unknown {
        return Err(Refused::from(RefusalCode::UnknownRole).hint(role.as_str()));
    }
    if roles.is_empty() {
        return Err(RefusalCode::UnknownRole.into());
    }
    let known = case.world.staff.get(staff);
    if known.is_some_and(|member| member.roles == roles) {
        return Err(RefusalCode::StaffKnown.into());
    }
    if known.is_some_and(|m| case.world.is_responsible(m)) && !keeps_responsible(case, staff, roles) {
        return Err(RefusalCode::LastResponsible.into());
    }
    let change = OrgChange::PutStaff {
        staff: staff.clone(),
        roles: roles.to_vec(),
        acknowledged: known.map_or(0, |member| member.acknowledged),
    };
    let mut permit = done(case, Topic::Duty, change);
    permit.changes.entry.staff = Some(staff.clone());
    permit.changes.entry.roles = roles.to_vec();
    Ok(permit)
}

pub(super) fn remove_staff(case: &Case<'_>, staff: &StaffId) -> Ruling {
    if !case.world.staff.contains_key(staff) {
        return Err(RefusalCode::UnknownStaff.into());
    }
    if !keeps_responsible(case, staff, &[]) {
        return Err(RefusalCode::LastResponsible.into());
    }
    let mut permit = done(case, Topic::Duty, OrgChange::DropStaff(staff.clone()));
    permit.changes.entry.staff = Some(staff.clone());
    Ok(permit)
}

/// Whether somebody is responsible once `staff` has these roles (clause on the responsible person).
fn keeps_responsible(case: &Case<'_>, staff: &StaffId, roles: &[RoleId]) -> bool {
    let Some(role) = case.world.edition().and_then(|e| e.pack().responsible.as_ref()).map(|r| &r.role) else {
        return true;
    };
    roles.contains(role) || case.world.staff.iter().any(|(id, m)| id != staff && m.roles.contains(role))
}

fn done(case: &Case<'_>, topic: Topic, change: OrgChange) -> Permit {
    case.permit(case.clause(topic), vec![Change::Organisation(change)], Note::default())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
