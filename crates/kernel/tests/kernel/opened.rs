//! `hired` opens the employment with exactly the carried items and ends the application, in one changeset.

use std::collections::BTreeSet;

use kernel::*;

use crate::house::{House, at, engagement, id, ids, person, real, refused, taking, under};

fn hired(house: &mut House) -> Permit {
    let deed = Deed::RecordEvent { target: under("recruitment"), event: id("hired"), opens: engagement(2) };
    house.permit("officer", person(1), deed)
}

#[test]
fn what_carries_over_is_exactly_what_both_rows_and_the_ending_name() {
    let mut house = House::of(real());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    let permit = hired(&mut house);
    let [old, new] = house.people[&person(1)].engagements.as_slice() else { panic!("one more") };
    assert_eq!((new.id, house.row(new).0.id.as_str()), (engagement(2), "employment"));
    let carried: BTreeSet<_> = ids(&["full-name", "birth-date", "phone", "email"]).into_iter().collect();
    assert_eq!(house.records[&new.id], carried);
    assert_eq!(
        (new.source, new.consent, new.phase, new.due),
        (Source::CarriedOver, None, Phase::Active, None)
    );
    assert_eq!((old.phase, old.due.map(|due| due.at)), (Phase::Storage, Some(at("2026-02-04T00:00"))));
    let part = permit.changes.part.unwrap();
    assert_eq!((part.engagement, part.other), (Some(old.id), Some(*new.id.as_bytes())));
    house.now = at("2026-02-04T00:00");
    house.sweep();
    assert_eq!(house.only(person(1)).id, engagement(2));
}

#[test]
fn an_item_that_was_not_held_does_not_appear() {
    let mut house = House::of(real());
    let little =
        Collecting { items: ids(&["full-name", "cv"]), ..taking(&house, person(1), 1, "recruitment") };
    house.permit("officer", person(1), Deed::Collect(little));
    hired(&mut house);
    assert_eq!(house.records[&engagement(2)], ids(&["full-name"]).into_iter().collect());
}

#[test]
fn an_item_that_the_ending_does_not_name_stays_behind() {
    let mut pack = real().pack().clone();
    pack.purposes[0].lists[0].ends[0].opens.as_mut().unwrap().carries = ids(&["email", "full-name"]);
    let mut house = House::of(policy::Edition::freeze(pack).into());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    hired(&mut house);
    assert_eq!(house.records[&engagement(2)], ids(&["email", "full-name"]).into_iter().collect());
}

#[test]
fn what_was_opened_is_not_taken_back() {
    let mut house = House::of(real());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    hired(&mut house);
    let revoke = Deed::RevokeEvent { target: under("recruitment"), event: id("hired") };
    assert_eq!(house.refuse("officer", person(1), revoke).code, RefusalCode::EventFinal);
}

#[test]
fn nothing_is_opened_from_data_whose_term_is_over() {
    let mut house = House::of(real());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    let event =
        |event| Deed::RecordEvent { target: under("recruitment"), event: id(event), opens: engagement(2) };
    house.permit("officer", person(1), event("refused"));
    house.now = at("2026-03-05T00:00");
    let refusal = refused(house.decide("officer", person(1), event("hired")));
    assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::TermOver, "3.1/1"));
}

#[test]
fn an_opening_that_the_edition_in_force_does_not_know_is_refused() {
    let mut pack = policy::sample::pack();
    pack.purposes.retain(|purpose| purpose.id != *"employment");
    let mut house = House::sample();
    house.world.editions.insert(9, policy::Edition::freeze(pack).into());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 9 });
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    let deed = Deed::RecordEvent { target: under("recruitment"), event: id("hired"), opens: engagement(2) };
    let refusal = house.refuse("officer", person(1), deed);
    assert_eq!(refusal.code, RefusalCode::UnknownPurpose);
    assert_eq!(refusal.purpose, Some(id("employment")));
}

#[test]
fn terms_that_start_with_consent_or_collecting_start_in_what_is_opened_too() {
    let mut pack = policy::sample::pack();
    let opens = pack.purposes[0].lists[0].ends[0].opens.as_mut().unwrap();
    (opens.purpose, opens.category) = (id("mailings"), id("participant"));
    let mut house = House::of(policy::Edition::freeze(pack).into());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    hired(&mut house);
    let new = &house.people[&person(1)].engagements[1];
    assert!(new.consent.is_some() && new.due.is_some(), "the year of the consent runs");
}

#[test]
fn what_is_opened_is_never_without_its_required_choice() {
    let mut pack = policy::sample::pack();
    let opens = pack.purposes[0].lists[0].ends[0].opens.as_mut().unwrap();
    (opens.purpose, opens.category) = (id("contracts"), id("counterparty"));
    let mut house = House::of(policy::Edition::freeze(pack).into());
    let everything = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(everything));
    let deed = Deed::RecordEvent { target: under("recruitment"), event: id("hired"), opens: engagement(2) };
    assert_eq!(house.refuse("officer", person(1), deed).code, RefusalCode::ChoiceMissing);
}
