//! Staff and editions. Each change raises the organisation's epoch, which fences what was decided before it.

use jiff::{SignedDuration, Timestamp};
use policy::{HookId, KeyId, Permission, RoleId, StaffId, Topic};

use super::{
    case::{Case, Note, Refused, Ruling},
    two,
};
use crate::{ApiKey, Change, EditionNo, Enrolment, HookChange, Member, OrgChange, Permit, RefusalCode};

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
    let digest = hex(edition.hash());
    let proposal = two::agreed(case, &digest)?;
    let mut permit = done(case, Topic::Editions, OrgChange::Activate(number, proposal));
    permit.changes.entry.count = Some(u64::from(number));
    permit.changes.entry.number = Some(proposal);
    permit.changes.entry.digest = Some(digest);
    Ok(permit)
}

/// A year that was missing, or a deadline that the law changed; the same jurisdiction's, and the same for every edition.
pub(super) fn enter_profile(case: &Case<'_>, profile: &str, digest: &str) -> Ruling {
    let known = case.world.profile.id();
    if profile != known {
        return Err(Refused::from(RefusalCode::OtherProfile).hint(known));
    }
    let proposal = two::agreed(case, digest)?;
    let mut permit = done(case, Topic::Editions, OrgChange::EnterProfile(proposal));
    permit.changes.entry.number = Some(proposal);
    permit.changes.entry.digest = Some(digest.to_owned());
    Ok(permit)
}

pub(super) fn acknowledge(case: &Case<'_>) -> Ruling {
    let (staff, member) = in_person(case)?;
    let change = OrgChange::PutStaff {
        staff: staff.clone(),
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

/// Whoever lost their second step, or never had one, gets a link from somebody else; what they choose is theirs alone.
pub(super) fn enrol(case: &Case<'_>, staff: &StaffId, what: Enrolment) -> Ruling {
    if !case.world.staff.contains_key(staff) {
        return Err(RefusalCode::UnknownStaff.into());
    }
    if what != Enrolment::Invited && in_person(case)?.0 != staff {
        return Err(RefusalCode::NoPermission.into());
    }
    let note = Note { how: Some(what.word().to_owned()), ..Note::default() };
    let mut permit = case.permit(case.clause(Topic::Access), Vec::new(), note);
    permit.changes.entry.staff = Some(staff.clone());
    Ok(permit)
}

/// A passkey whose counter went back may lie in two hands (W3C Web Authentication, §7.2, step 22): neither gets in by it.
pub(super) fn sign_in(case: &Case<'_>, by: &str, copied: bool) -> Ruling {
    let subject = match case.rights()?.only() {
        Some(only) => {
            let known = case.state.subject.as_ref().filter(|subject| subject.id == only);
            Some(known.ok_or(RefusalCode::UnknownSubject)?)
        }
        None => in_person(case).map(|_| None)?,
    };
    if copied {
        return Err(RefusalCode::PasskeyCopied.into());
    }
    let part = subject.map(|subject| case.part(subject, None));
    let note = Note { how: Some(by.to_owned()), part, ..Note::default() };
    Ok(case.permit(case.clause(Topic::Access), Vec::new(), note))
}

/// A machine's key ends with its term, with its owner's admission, or when it is taken back.
pub(super) fn add_key(case: &Case<'_>, id: &KeyId, scope: &Permission, expires: Timestamp) -> Ruling {
    let (owner, _) = in_person(case)?;
    if case.world.keys.contains_key(id) {
        return Err(RefusalCode::KeyKnown.into());
    }
    if expires <= case.now || expires > case.now + KEY_TERM {
        return Err(RefusalCode::KeyTerm.into());
    }
    if scope.acts.is_empty() {
        return Err(RefusalCode::NoPermission.into());
    }
    if let Some(act) = scope.acts.iter().find(|act| !ApiKey::can_hold(**act)) {
        return Err(Refused::from(RefusalCode::NotForKeys).hint(act.as_str()));
    }
    let rights = case.rights()?;
    if let Some(act) = scope.acts.iter().find(|act| !rights.may(**act)) {
        return Err(Refused::from(RefusalCode::NoPermission).hint(act.as_str()));
    }
    let key = ApiKey { owner: owner.clone(), scope: scope.clone(), expires };
    let words = key.words();
    let mut permit = done(case, Topic::Access, OrgChange::PutKey(id.clone(), key));
    permit.changes.entry.key = Some(id.clone());
    permit.changes.entry.how = Some(words);
    permit.changes.entry.due = Some(expires);
    Ok(permit)
}

pub(super) fn remove_key(case: &Case<'_>, id: &KeyId) -> Ruling {
    if !case.world.keys.contains_key(id) {
        return Err(RefusalCode::UnknownKey.into());
    }
    let mut permit = done(case, Topic::Access, OrgChange::DropKey(id.clone()));
    permit.changes.entry.key = Some(id.clone());
    Ok(permit)
}

/// Who decides that something leaves the house does so in person.
pub(super) fn add_hook(case: &Case<'_>, id: &HookId, scope: &str) -> Ruling {
    in_person(case)?;
    if case.world.hooks.contains(id) {
        return Err(RefusalCode::HookKnown.into());
    }
    let mut permit = done(case, Topic::Access, OrgChange::PutHook(id.clone()));
    permit.changes.entry.hook = Some(id.clone());
    permit.changes.entry.how = Some(scope.to_owned());
    Ok(permit)
}

pub(super) fn remove_hook(case: &Case<'_>, id: &HookId) -> Ruling {
    known_hook(case, id)?;
    let mut permit = done(case, Topic::Access, OrgChange::DropHook(id.clone()));
    permit.changes.entry.hook = Some(id.clone());
    Ok(permit)
}

pub(super) fn change_hook(case: &Case<'_>, id: &HookId, what: HookChange) -> Ruling {
    known_hook(case, id)?;
    let note = Note { how: Some(what.word().to_owned()), ..Note::default() };
    let mut permit = case.permit(case.clause(Topic::Access), Vec::new(), note);
    permit.changes.entry.hook = Some(id.clone());
    Ok(permit)
}

fn known_hook(case: &Case<'_>, id: &HookId) -> Result<(), Refused> {
    if case.world.hooks.contains(id) { Ok(()) } else { Err(RefusalCode::UnknownHook.into()) }
}

/// The longest term of a machine's key.
const KEY_TERM: SignedDuration = SignedDuration::from_hours(24 * 366);

/// The member of staff who acts, and no machine in their name.
pub(super) fn in_person<'a>(case: &'a Case<'_>) -> Result<(&'a StaffId, &'a Member), Refused> {
    let staff = case.act.actor.staff().ok_or(RefusalCode::NotStaff)?;
    Ok((staff, case.world.staff.get(staff).ok_or(RefusalCode::NotStaff)?))
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
