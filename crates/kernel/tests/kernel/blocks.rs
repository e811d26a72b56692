//! Blocks, holds and erasing on demand.

use jiff::SignedDuration;
use kernel::*;
use policy::well_known::CONSENT_WITHDRAWN;

use crate::house::{House, at, engagement, id, ids, person, role, taking, under};

const HOLD: HoldId = HoldId::from_bytes([1; 16]);

fn held_under(purposes: &[&str]) -> House {
    let mut house = House::sample();
    for (n, purpose) in (1..).zip(purposes) {
        let collecting = taking(&house, person(1), n, purpose);
        house.permit("officer", person(1), Deed::Collect(collecting));
    }
    house
}

fn due() -> House {
    let mut house = held_under(&["mailings"]);
    let event = id(CONSENT_WITHDRAWN);
    house.permit(
        "officer",
        person(1),
        Deed::RecordEvent { target: under("mailings"), event, opens: engagement(9) },
    );
    house.now += SignedDuration::from_hours(24 * 60);
    house
}

fn fate_of(house: &House) -> Fate {
    fate(&house.world, &house.people[&person(1)], house.only(person(1)), house.now)
}

#[test]
fn a_blocked_record_survives_the_retention_clock_until_it_is_unblocked() {
    let mut house = due();
    house.permit("officer", person(1), Deed::Block);
    assert!(matches!(fate_of(&house), Fate::KeptBlocked(_)));
    house.sweep();
    let check = Deed::Check { target: under("mailings"), items: ids(&["email"]) };
    house.permit("officer", person(1), check);
    house.permit("officer", person(1), Deed::Export);
    house.permit("officer", person(1), Deed::Unblock { outcome: Outcome::Unfounded });
    house.sweep();
    assert!(house.people.is_empty() && house.records.is_empty());
}

#[test]
fn a_hold_forbids_destruction_until_the_last_is_released() {
    let mut house = due();
    let second = HoldId::from_bytes([2; 16]);
    house.permit("officer", person(1), Deed::Hold { hold: HOLD });
    house.permit("officer", person(1), Deed::Hold { hold: second });
    let again = house.refuse("officer", person(1), Deed::Hold { hold: HOLD });
    assert_eq!(again.code, RefusalCode::Held, "one id counts once");
    house.permit("officer", person(1), Deed::Release { hold: HOLD });
    assert!(matches!(fate_of(&house), Fate::KeptHeld(_)));
    house.sweep();
    house.permit("officer", person(1), Deed::Release { hold: second });
    assert!(matches!(fate_of(&house), Fate::Destroy(_)));
    house.sweep();
    assert!(house.people.is_empty());
}

#[test]
fn a_block_ends_with_destruction_in_one_changeset_unless_a_hold_forbids_it() {
    let mut house = held_under(&["mailings", "contracts"]);
    house.permit("officer", person(1), Deed::Block);
    let destroyed = |target| Deed::Unblock { outcome: Outcome::Destroyed { target } };
    house.permit("officer", person(1), Deed::Hold { hold: HOLD });
    assert_eq!(house.refuse("officer", person(1), destroyed(None)).code, RefusalCode::Held);
    house.permit("officer", person(1), Deed::Release { hold: HOLD });
    let mut one = house.clone();
    let permit = one.permit("officer", person(1), destroyed(Some(under("mailings"))));
    assert_eq!(permit.changes.entry.how.as_deref(), Some("destroyed"));
    assert_eq!(one.only(person(1)).id, engagement(2));
    assert!(one.people[&person(1)].subject.as_ref().unwrap().block.is_none());
    let permit = house.permit("officer", person(1), destroyed(None));
    assert!(house.people.is_empty());
    assert_eq!(
        (permit.changes.part, permit.changes.entry.subject),
        (None, false),
        "nobody is left to speak of"
    );
}

#[test]
fn a_block_ends_with_values_replaced_in_one_changeset() {
    let mut house = held_under(&["mailings"]);
    house.permit("officer", person(1), Deed::Block);
    let rectify = Deed::Rectify { target: under("mailings"), items: ids(&["email"]) };
    assert_eq!(house.refuse("officer", person(1), rectify).code, RefusalCode::Blocked);
    let outcome = Outcome::Rectified { target: under("mailings"), items: ids(&["email"]) };
    house.permit("officer", person(1), Deed::Unblock { outcome });
    assert!(house.people[&person(1)].subject.as_ref().unwrap().block.is_none());
    assert_eq!(house.only(person(1)).record, 2);
}

#[test]
fn blocked_data_is_looked_at_by_the_responsible_person_alone() {
    let mut pack = policy::sample::pack();
    role(&mut pack, "hr").may[0].acts.push(ActKind::Check);
    let mut house = House::of(policy::Edition::freeze(pack).into());
    house.employ("anna", &["hr"], 1);
    let collecting = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(collecting));
    house.permit("officer", person(1), Deed::Block);
    let check = Deed::Check { target: under("recruitment"), items: ids(&["email"]) };
    let refusal = house.refuse("anna", person(1), check.clone());
    assert_eq!((refusal.code, refusal.purpose), (RefusalCode::NoPermission, Some(id("recruitment"))));
    house.permit("officer", person(1), check);
}

#[test]
fn on_demand_goes_what_rests_on_consent_and_stays_what_a_law_keeps() {
    let demand = |target| Deed::Erase { target, reason: EraseReason::Demand };
    let mut house = held_under(&["mailings", "contracts"]);
    let refusal = house.refuse("officer", person(1), demand(Some(under("contracts"))));
    assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::LawKeeps, "3.6.1(2)"));
    assert_eq!(refusal.purpose, Some(id("contracts")));
    house.permit("officer", person(1), demand(None));
    assert_eq!(house.only(person(1)).id, engagement(2), "the rest of what was demanded went");
    assert!(house.only(person(1)).restricted);
    let mut alone = held_under(&["contracts"]);
    alone.permit("officer", person(1), demand(None));
    assert!(alone.only(person(1)).restricted, "also where a law keeps all of it");
    assert_eq!(alone.refuse("officer", person(1), demand(None)).code, RefusalCode::LawKeeps);
    assert_eq!(house.refuse("officer", person(1), demand(None)).code, RefusalCode::LawKeeps);
    house.permit("officer", person(1), Deed::Erase { target: None, reason: EraseReason::Unlawful });
    assert!(house.people.is_empty());
}

#[test]
fn what_is_only_stored_is_neither_read_nor_changed_but_by_the_responsible_person() {
    let mut house = held_under(&["recruitment"]);
    let refused =
        Deed::RecordEvent { target: under("recruitment"), event: id("refused"), opens: engagement(9) };
    house.permit("anna", person(1), refused);
    let (target, items) = (under("recruitment"), ids(&["email"]));
    for deed in [Deed::Read { target: target.clone(), items: items.clone() }, Deed::Rectify { target, items }]
    {
        let refusal = house.refuse("anna", person(1), deed.clone());
        assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::StorageOnly, "3.1/1"));
        house.permit("officer", person(1), deed.clone());
        let mut later = house.clone();
        later.now = at("2026-03-05T00:00");
        assert_eq!(later.refuse("officer", person(1), deed).code, RefusalCode::TermOver);
    }
}

#[test]
fn an_act_means_the_newest_in_active_use_unless_one_is_named() {
    let mut house = held_under(&["recruitment"]);
    for n in [2, 3] {
        house.now += SignedDuration::from_hours(24);
        let collecting = taking(&house, person(1), n, "recruitment");
        house.permit("officer", person(1), Deed::Collect(collecting));
    }
    let named = Target { engagement: Some(engagement(3)), ..under("recruitment") };
    house.permit(
        "officer",
        person(1),
        Deed::RecordEvent { target: named, event: id("refused"), opens: engagement(9) },
    );
    let read = Deed::Read { target: under("recruitment"), items: ids(&["email"]) };
    let meant =
        |house: &mut House| house.permit("anna", person(1), read.clone()).changes.part.unwrap().engagement;
    assert_eq!(meant(&mut house), Some(engagement(2)));
}
