//! What was decided before something changed is not performed after it.

use kernel::*;

use crate::house::{House, Stale, id, ids, permitted, person, taking, under};

fn house() -> House {
    let mut house = House::sample();
    let collecting = taking(&house, person(1), 1, "recruitment");
    house.permit("anna", person(1), Deed::Collect(collecting));
    house
}

fn read() -> Deed {
    Deed::Read { target: under("recruitment"), items: ids(&["email"]) }
}

#[test]
fn a_removed_member_of_staff_fences_what_was_decided_before() {
    let mut house = house();
    let before = permitted(house.decide("anna", person(1), read()));
    house.permit("officer", person(0), Deed::RemoveStaff { staff: id("anna") });
    assert_eq!(house.apply(&before.changes), Err(Stale::Epoch));
    assert_eq!(house.refuse("anna", person(1), read()).code, RefusalCode::NotStaff);
}

#[test]
fn changed_roles_fence_what_was_decided_before() {
    let mut house = house();
    let before = permitted(house.decide("anna", person(1), read()));
    house.permit("officer", person(0), Deed::AddStaff { staff: id("anna"), roles: ids(&["marketing"]) });
    assert_eq!(house.apply(&before.changes), Err(Stale::Epoch));
    assert_eq!(house.refuse("anna", person(1), read()).code, RefusalCode::NoPermission);
}

#[test]
fn a_new_edition_fences_what_was_decided_before_and_asks_everyone_again() {
    let mut house = house();
    house.now = crate::house::at("2026-03-02T09:00");
    let before = permitted(house.decide("anna", person(1), read()));
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 2 });
    assert_eq!(house.apply(&before.changes), Err(Stale::Epoch));
    assert_eq!(house.refuse("anna", person(1), read()).code, RefusalCode::NotAcknowledged);
    house.permit("anna", person(0), Deed::AcknowledgeEdition);
    house.permit("anna", person(1), read());
}

#[test]
fn a_narrower_edition_narrows_old_data_and_a_wider_one_does_not_widen_it() {
    let mut house = house();
    let mailing = taking(&house, person(2), 2, "mailings");
    house.permit("officer", person(2), Deed::Collect(mailing));
    house.now = crate::house::at("2026-06-02T09:00");
    let contract = taking(&house, person(3), 3, "contracts");
    house.permit("officer", person(3), Deed::Collect(contract));
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 2 });
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    let see = |purpose, item| Deed::Read { target: under(purpose), items: ids(&[item]) };
    let outside = |refusal: Refusal| assert_eq!(refusal.code, RefusalCode::ItemOutsidePurpose);
    outside(house.refuse("officer", person(1), see("recruitment", "phone"))); // taken away
    let refusal = house.refuse("officer", person(2), see("mailings", "phone"));
    assert_eq!(refusal.code, RefusalCode::ConsentDoesNotCover);
    house.permit("officer", person(3), see("contracts", "phone"));
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 3 });
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    outside(house.refuse("officer", person(3), see("contracts", "phone"))); // the whole purpose is gone
}

#[test]
fn a_block_fences_what_was_decided_before() {
    let mut house = house();
    let refused_event = Deed::RecordEvent {
        target: under("recruitment"),
        event: id("refused"),
        opens: crate::house::engagement(9),
    };
    for deed in [read(), refused_event, Deed::Erase { target: None, reason: EraseReason::Unlawful }] {
        let mut house = house.clone();
        let before = permitted(house.decide("officer", person(1), deed));
        house.permit("officer", person(1), Deed::Block);
        assert_eq!(house.apply(&before.changes), Err(Stale::Subject));
    }
    let block = permitted(house.decide("officer", person(1), Deed::Block));
    assert_eq!(house.apply(&block.changes), Ok(()));
    assert_eq!(house.apply(&block.changes), Err(Stale::Subject), "no changeset is performed twice");
}

#[test]
fn two_changes_of_one_engagement_never_both_win() {
    let mut house = house();
    let event = |event| Deed::RecordEvent {
        target: under("recruitment"),
        event: id(event),
        opens: crate::house::engagement(9),
    };
    let one = permitted(house.decide("officer", person(1), event("refused")));
    let two = permitted(house.decide("officer", person(1), event("consent-withdrawn")));
    assert_eq!(house.apply(&one.changes), Ok(()));
    assert_eq!(house.apply(&two.changes), Err(Stale::Engagement));
}

#[test]
fn nobody_is_dropped_whose_data_came_in_meanwhile() {
    let mut house = house();
    let erase = permitted(house.decide(
        "officer",
        person(1),
        Deed::Erase { target: None, reason: EraseReason::Unlawful },
    ));
    let more = taking(&house, person(1), 2, "mailings");
    house.permit("officer", person(1), Deed::Collect(more));
    assert_eq!(house.apply(&erase.changes), Err(Stale::Engagement));
    assert_eq!(house.people[&person(1)].engagements.len(), 2, "nothing of a stale changeset is done");
}

#[test]
fn reading_changes_no_version() {
    let mut house = house();
    let before = house.people.clone();
    house.permit("anna", person(1), read());
    house.permit("officer", person(1), Deed::Export);
    assert_eq!(house.people, before);
}
