//! The gates that every act passes, and the staff that pass them.

use jiff::SignedDuration;
use kernel::*;

use crate::house::{House, at, engagement, id, ids, permitted, person, refused, role, taking, under};

#[test]
fn the_gates_come_in_their_order() {
    let mut house = House::sample();
    let tomorrow = Some(house.now + SignedDuration::from_hours(24));
    let code =
        |house: &House, actor| refused(house.decide_at(actor, person(1), None, tomorrow, Deed::Block)).code;
    assert_eq!(code(&house, "stranger"), RefusalCode::NotStaff);
    assert_eq!(code(&house, "olga"), RefusalCode::NotAcknowledged);
    house.permit("olga", person(0), Deed::AcknowledgeEdition);
    assert_eq!(code(&house, "olga"), RefusalCode::NoPermission);
    assert_eq!(code(&house, "officer"), RefusalCode::FutureTime);
    assert_eq!(house.refuse("officer", person(1), Deed::Block).code, RefusalCode::UnknownSubject);
}

#[test]
fn a_role_acts_only_under_its_own_purposes() {
    let mut house = House::sample();
    for (n, purpose) in [(1, "recruitment"), (2, "mailings")] {
        let collecting = taking(&house, person(1), n, purpose);
        house.permit("officer", person(1), Deed::Collect(collecting));
    }
    let mut pack = policy::sample::pack();
    for act in [ActKind::RevokeEvent, ActKind::Erase, ActKind::Export, ActKind::Block, ActKind::Unblock] {
        role(&mut pack, "marketing").may[0].acts.push(act);
    }
    house.world.editions.insert(1, policy::Edition::freeze(pack).into());
    let event = |purpose| Deed::RecordEvent {
        target: under(purpose),
        event: id("consent-withdrawn"),
        opens: engagement(9),
    };
    let revoke = |purpose| Deed::RevokeEvent { target: under(purpose), event: id("consent-withdrawn") };
    let erase = |target| Deed::Erase { target, reason: EraseReason::Unlawful };
    let foreign = |house: &House, deed| {
        let refusal = house.refuse("marat", person(1), deed);
        assert_eq!((refusal.code, refusal.purpose), (RefusalCode::NoPermission, Some(id("recruitment"))));
    };
    foreign(&house, event("recruitment"));
    foreign(&house, Deed::Export);
    foreign(&house, erase(None));
    foreign(&house, erase(Some(under("recruitment"))));
    house.permit("officer", person(1), event("recruitment"));
    foreign(&house, revoke("recruitment"));
    let mut blocked = house.clone();
    blocked.permit("marat", person(1), Deed::Block);
    foreign(&blocked, Deed::Unblock { outcome: Outcome::Destroyed { target: None } });
    house.permit("marat", person(1), event("mailings"));
    house.permit("marat", person(1), revoke("mailings"));
    house.permit("marat", person(1), erase(Some(under("mailings"))));
}

#[test]
fn an_export_needs_somebody_who_may_see_all_of_it() {
    let mut pack = policy::sample::pack();
    role(&mut pack, "marketing").may[0].acts.push(ActKind::Export);
    let mut house = House::of(policy::Edition::freeze(pack).into());
    house.employ("marat", &["marketing"], 1);
    let collecting = taking(&house, person(1), 1, "mailings");
    house.permit("officer", person(1), Deed::Collect(collecting));
    let refusal = house.refuse("marat", person(1), Deed::Export);
    assert_eq!((refusal.code, refusal.item), (RefusalCode::NoPermission, Some(id("password"))));
    house.permit("officer", person(1), Deed::Export);
}

#[test]
fn the_last_responsible_person_stays_responsible() {
    let mut house = House::sample();
    let remove = Deed::RemoveStaff { staff: id("officer") };
    let demote = Deed::AddStaff { staff: id("officer"), roles: ids(&["hr"]) };
    for deed in [&remove, &demote] {
        let refusal = house.refuse("officer", person(0), deed.clone());
        assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::LastResponsible, "3.5.1(4)"));
    }
    house.permit("officer", person(0), Deed::AddStaff { staff: id("deputy"), roles: ids(&["responsible"]) });
    house.permit("officer", person(0), demote);
    house.permit("deputy", person(0), Deed::AcknowledgeEdition);
    house.permit("deputy", person(0), remove);
    assert_eq!(house.refuse("officer", person(0), Deed::Sweep).code, RefusalCode::NotStaff);
}

#[test]
fn an_edition_goes_into_force_on_its_day_upwards_and_with_somebody_responsible() {
    let mut house = House::sample();
    let activate = |edition| Deed::ActivateEdition { edition };
    let refusal = house.refuse("officer", person(0), activate(2));
    assert_eq!((refusal.code, refusal.hint.as_str()), (RefusalCode::EditionNotYet, "2026-03-01"));
    house.now = at("2026-02-28T23:59");
    assert_eq!(house.refuse("officer", person(0), activate(2)).code, RefusalCode::EditionNotYet);
    house.now = at("2026-03-01T00:00");
    let mut pack = house.world.editions[&2].pack().clone();
    pack.responsible.as_mut().unwrap().role = id("auditor");
    house.world.editions.insert(4, policy::Edition::freeze(pack).into());
    let refusal = house.refuse("officer", person(0), activate(4));
    assert_eq!((refusal.code, refusal.hint.as_str()), (RefusalCode::LastResponsible, "auditor"));
    let permit = house.permit("officer", person(0), activate(2));
    let hash: String = house.world.editions[&2].hash().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(permit.changes.entry.digest, Some(hash));
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    for old in [1, 2] {
        assert_eq!(house.refuse("officer", person(0), activate(old)).code, RefusalCode::EditionNotNewer);
    }
}

#[test]
fn changed_roles_keep_the_acknowledgement_and_a_new_member_has_none() {
    let mut house = House::sample();
    for (who, acknowledged) in [("anna", 1), ("nurlan", 0)] {
        house.permit("officer", person(0), Deed::AddStaff { staff: id(who), roles: ids(&["marketing"]) });
        assert_eq!(house.world.staff[&id(who)].acknowledged, acknowledged);
    }
}

#[test]
fn who_has_no_role_under_a_purpose_does_not_learn_what_is_held() {
    let mut house = House::sample();
    let read = Deed::Read { target: under("recruitment"), items: ids(&["email"]) };
    let mailing = taking(&house, person(1), 1, "mailings");
    house.permit("officer", person(1), Deed::Collect(mailing));
    let nothing = house.refuse("marat", person(1), read.clone());
    let application = taking(&house, person(1), 2, "recruitment");
    house.permit("officer", person(1), Deed::Collect(application));
    assert_eq!(house.refuse("marat", person(1), read.clone()), nothing);
    let event =
        Deed::RecordEvent { target: under("recruitment"), event: id("refused"), opens: engagement(9) };
    house.permit("officer", person(1), event);
    assert_eq!(house.refuse("marat", person(1), read), nothing);
}

#[test]
fn a_permission_is_a_whole_and_does_not_lend_its_items_to_another() {
    let mut pack = policy::sample::pack();
    let mut second = role(&mut pack, "marketing").may[0].clone();
    second.purposes = policy::Scope::Only(ids(&["recruitment"]));
    second.items = policy::Scope::Only(ids(&["email"]));
    role(&mut pack, "marketing").may.push(second);
    let mut house = House::of(policy::Edition::freeze(pack).into());
    house.employ("marat", &["marketing"], 1);
    let application = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(application));
    let read = |item| Deed::Read { target: under("recruitment"), items: ids(&[item]) };
    house.permit("marat", person(1), read("email"));
    assert_eq!(house.refuse("marat", person(1), read("full-name")).code, RefusalCode::NoPermission);
}

#[test]
fn means_of_signing_in_are_ones_own_and_an_invitation_comes_from_somebody_who_may() {
    let house = House::sample();
    let enrol = |staff: &str, what| Deed::Enrol { staff: id(staff), what };
    let code = |actor: &str, deed| house.refuse(actor, person(0), deed).code;
    assert_eq!(code("anna", enrol("anna", Enrolment::Invited)), RefusalCode::NoPermission);
    assert_eq!(code("officer", enrol("stranger", Enrolment::Invited)), RefusalCode::UnknownStaff);
    for what in Enrolment::ALL.iter().copied().filter(|what| *what != Enrolment::Invited) {
        assert_eq!(code("officer", enrol("anna", what)), RefusalCode::NoPermission, "{what:?}");
        // olga has not read the edition yet: nobody reads it who can't come in
        let entry = permitted(house.decide("olga", person(0), enrol("olga", what))).changes.entry;
        assert_eq!((entry.staff, entry.how.as_deref()), (Some(id("olga")), Some(what.word())));
        let act = Act { actor: Actor::Stale(id("olga")), at: None, deed: enrol("olga", what) };
        let stale = decide(&house.world, &State::default(), &act, house.now);
        assert_eq!(matches!(stale, Decision::Permit(_)), what == Enrolment::Enrolled, "{what:?}");
    }
}
