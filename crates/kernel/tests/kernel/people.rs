//! Two subjects that are one person, and one that is two.

use kernel::*;

use crate::house::{House, engagement, permitted, person, refused, taking};

fn two() -> House {
    let mut house = House::sample();
    for (n, who, purpose) in [(1, 1, "recruitment"), (2, 1, "mailings"), (3, 2, "contracts")] {
        let collecting = taking(&house, person(who), n, purpose);
        house.permit("officer", person(who), Deed::Collect(collecting));
    }
    house
}

fn merge(house: &mut House, into: u8, gone: u8) -> Decision {
    house.perform("officer", person(into), Some(person(gone)), None, Deed::Merge)
}

#[test]
fn merged_everything_is_the_ones_and_split_it_is_anothers_again() {
    let mut house = two();
    let before = house.clone();
    let permit = permitted(merge(&mut house, 1, 2));
    assert_eq!(permit.changes.part.unwrap().other, Some([2; 16]));
    assert_eq!(permit.changes.subjects, [(person(1), 1), (person(2), 1)], "both are fenced");
    assert!(!house.people.contains_key(&person(2)));
    assert_eq!(house.people[&person(1)].engagements.len(), 3);
    house.permit("officer", person(1), Deed::Split { engagements: vec![engagement(3)], into: person(2) });
    let stands = |house: &House, who| {
        let all = house.people[&person(who)].engagements.iter();
        all.map(|e| (e.id, e.held, e.events, e.due)).collect::<Vec<_>>()
    };
    for who in [1, 2] {
        assert_eq!(stands(&house, who), stands(&before, who));
    }
    assert_eq!(house.records, before.records);
    assert_eq!(house.only(person(2)).record, 3, "sealed anew each time");
}

#[test]
fn the_log_moves_with_the_person() {
    let mut house = two();
    let trail = |permit: &Permit| {
        let moved = permit.changes.changes.iter().filter_map(|change| match change {
            Change::MoveTrail { from, to, engagement } => Some((*from, *to, *engagement)),
            _ => None,
        });
        moved.collect::<Vec<_>>()
    };
    let permit = permitted(merge(&mut house, 1, 2));
    assert_eq!(trail(&permit), [(person(2), person(1), None)]);
    let split = Deed::Split { engagements: vec![engagement(3)], into: person(2) };
    let permit = house.permit("officer", person(1), split);
    assert_eq!(trail(&permit), [(person(1), person(2), Some(engagement(3)))]);
}

#[test]
fn blocked_or_held_nobody_is_merged_away_or_split() {
    for (deed, code) in [
        (Deed::Block, RefusalCode::Blocked),
        (Deed::Hold { hold: HoldId::from_bytes([1; 16]) }, RefusalCode::Held),
    ] {
        let mut house = two();
        house.permit("officer", person(2), deed.clone());
        assert_eq!(refused(merge(&mut house, 1, 2)).code, code);
        house.permit("officer", person(1), deed);
        let split = Deed::Split { engagements: vec![engagement(1)], into: person(3) };
        assert_eq!(house.refuse("officer", person(1), split).code, code);
    }
    let mut house = two();
    house.permit("officer", person(1), Deed::Block);
    assert_eq!(refused(merge(&mut house, 1, 2)).code, RefusalCode::Blocked);
}

#[test]
fn nobody_is_split_into_themselves_nobody_or_everything() {
    let house = two();
    for going in [vec![], vec![1, 2], vec![3], vec![1, 1], vec![1, 3]] {
        let engagements = going.into_iter().map(engagement).collect();
        let refusal = house.refuse("officer", person(1), Deed::Split { engagements, into: person(3) });
        assert_eq!(refusal.code, RefusalCode::NothingToSplit);
    }
    let split = Deed::Split { engagements: vec![engagement(1)], into: person(1) };
    assert_eq!(house.refuse("officer", person(1), split).code, RefusalCode::SameSubject);
}
