//! What takes two people: nobody does it alone, by whatever way.

use jiff::SignedDuration;
use kernel::*;
use policy::RoleId;
use proptest::prelude::*;

use crate::house::{House, engagement, id, ids, person, taking};

const TEXT: &str = "digest";
const NOBODY: SubjectId = SubjectId::from_bytes([0; 16]);

fn enter(digest: &str) -> Deed {
    Deed::EnterProfile { profile: "kz".to_owned(), digest: digest.to_owned() }
}

fn propose(act: ActKind, digest: &str) -> Deed {
    Deed::Propose { act, about: None, digest: digest.to_owned() }
}

fn export(digest: &str) -> Deed {
    let (purpose, items) = (id("recruitment"), ids(&["email", "full-name", "phone"]));
    Deed::BulkExport { purpose, engagement: engagement(1), items, digest: digest.to_owned() }
}

/// Two people who may do everything, one who may do little; nothing is taken as approved.
fn house() -> House {
    let mut house = House::sample();
    house.agreed = false;
    house.employ("deputy", &["responsible"], 1);
    let collecting = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(collecting));
    house
}

fn number(permit: &Permit) -> ProposalNo {
    permit.changes.entry.number.expect("a number")
}

fn code(decision: Decision) -> RefusalCode {
    crate::house::refused(decision).code
}

#[test]
fn one_proposes_another_approves_and_it_is_done_once() {
    let mut house = house();
    assert_eq!(code(house.decide("officer", NOBODY, enter(TEXT))), RefusalCode::TakesTwo);
    let number = number(&house.permit("officer", NOBODY, propose(ActKind::EnterProfile, TEXT)));
    assert_eq!(code(house.decide("officer", NOBODY, enter(TEXT))), RefusalCode::TakesTwo, "only proposed");
    let approve = || Deed::Approve { number };
    assert_eq!(code(house.decide("officer", NOBODY, approve())), RefusalCode::OwnProposal);
    assert_eq!(code(house.decide("anna", NOBODY, approve())), RefusalCode::NoPermission);
    assert_eq!(code(house.decide("anna", NOBODY, Deed::Decline { number })), RefusalCode::NoPermission);
    house.permit("deputy", NOBODY, approve());
    assert_eq!(
        code(house.decide("deputy", NOBODY, approve())),
        RefusalCode::UnknownProposal,
        "approved once"
    );
    assert_eq!(
        code(house.decide("officer", NOBODY, enter("other"))),
        RefusalCode::TakesTwo,
        "just what was approved"
    );
    let entered = house.permit("deputy", NOBODY, enter(TEXT));
    assert_eq!(entered.changes.entry.number, Some(number));
    assert_eq!(code(house.decide("deputy", NOBODY, enter(TEXT))), RefusalCode::TakesTwo, "done once");
}

#[test]
fn what_is_declined_or_over_or_whose_people_left_is_approved_no_more() {
    let wait = |house: &mut House, by: SignedDuration| house.now += by;
    let proposed = || {
        let mut house = house();
        let number = number(&house.permit("officer", NOBODY, propose(ActKind::EnterProfile, TEXT)));
        (house, number)
    };
    let (mut house, number) = proposed();
    let again = house.refuse("deputy", NOBODY, propose(ActKind::EnterProfile, TEXT));
    assert_eq!((again.code, again.hint), (RefusalCode::ProposalKnown, number.to_string()));
    house.permit("deputy", NOBODY, Deed::Decline { number });
    assert_eq!(code(house.decide("deputy", NOBODY, Deed::Approve { number })), RefusalCode::UnknownProposal);

    let (mut house, number) = proposed();
    wait(&mut house, Proposal::WAITS);
    assert_eq!(code(house.decide("deputy", NOBODY, Deed::Approve { number })), RefusalCode::UnknownProposal);
    house.permit("deputy", NOBODY, propose(ActKind::EnterProfile, TEXT));
    assert_eq!(house.world.proposals.len(), 1, "what ended goes");

    let (mut house, number) = proposed();
    house.permit("deputy", NOBODY, Deed::Approve { number });
    wait(&mut house, Proposal::STANDS);
    assert_eq!(code(house.decide("deputy", NOBODY, enter(TEXT))), RefusalCode::TakesTwo);

    for leaves in ["officer", "deputy"] {
        let (mut house, number) = proposed();
        house.permit("deputy", NOBODY, Deed::Approve { number });
        house.employ("third", &["responsible"], 1);
        house.permit("third", NOBODY, Deed::RemoveStaff { staff: id(leaves) });
        assert_eq!(code(house.decide("third", NOBODY, enter(TEXT))), RefusalCode::TakesTwo, "{leaves} left");
    }
}

#[test]
fn an_export_is_for_whoever_proposed_it_and_shows_what_is_held_of_what_was_approved() {
    let mut house = house();
    let about = |items: &[&str]| Some((id("recruitment"), ids(items)));
    let ask = |items: &[&str]| Deed::Propose {
        act: ActKind::BulkExport,
        about: about(items),
        digest: TEXT.to_owned(),
    };
    assert_eq!(code(house.decide("officer", NOBODY, ask(&[]))), RefusalCode::NoItems);
    assert_eq!(code(house.decide("officer", NOBODY, ask(&["iin"]))), RefusalCode::ItemOutsidePurpose);
    let number = number(&house.permit("officer", NOBODY, ask(&["email", "full-name", "phone"])));
    house.permit("deputy", NOBODY, Deed::Approve { number });
    let phone =
        house.row(house.only(person(1))).1.items.iter().position(|item| item.as_str() == "phone").unwrap();
    house.people.get_mut(&person(1)).unwrap().engagements[0].held &= !(1 << phone);
    assert_eq!(code(house.decide("deputy", person(1), export(TEXT))), RefusalCode::TakesTwo);
    let shown = house.permit("officer", person(1), export(TEXT)).changes.entry;
    assert_eq!((shown.items, shown.number), (ids(&["email", "full-name"]), Some(number)));
    house.permit("officer", person(1), Deed::Block);
    assert_eq!(code(house.decide("officer", person(1), export(TEXT))), RefusalCode::Blocked);
}

/// What somebody does about a proposal.
#[derive(Debug, Clone, Copy)]
enum Move {
    Propose(usize),
    Approve(usize),
    Decline(usize),
    Enter(usize),
    Leave(usize),
    Wait,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        3 => (0..3usize).prop_map(Move::Propose),
        3 => (0..3usize).prop_map(Move::Approve),
        1 => (0..3usize).prop_map(Move::Decline),
        3 => (0..3usize).prop_map(Move::Enter),
        1 => (0..3usize).prop_map(Move::Leave),
        1 => Just(Move::Wait),
    ];
    proptest::collection::vec(one, 1..40)
}

proptest! {
    /// Whoever comes and goes: whatever is done has two names before it, both of people there at the time.
    #[test]
    fn whatever_is_done_has_two_names(moves in moves()) {
        const PEOPLE: [&str; 3] = ["officer", "deputy", "third"];
        let mut house = house();
        house.employ("third", &["responsible"], 1);
        let last = |house: &House| house.world.proposals.keys().next_back().copied().unwrap_or_default();
        for step in moves {
            let (who, deed) = match step {
                Move::Propose(who) => (who, propose(ActKind::EnterProfile, TEXT)),
                Move::Approve(who) => (who, Deed::Approve { number: last(&house) }),
                Move::Decline(who) => (who, Deed::Decline { number: last(&house) }),
                Move::Enter(who) => (who, enter(TEXT)),
                Move::Leave(who) => {
                    let roles: Vec<RoleId> = ids(&["responsible"]);
                    let staff = id(PEOPLE[who]);
                    let back = Deed::AddStaff { staff, roles };
                    let gone = Deed::RemoveStaff { staff: id(PEOPLE[who]) };
                    let there = house.world.staff.contains_key(&id::<policy::StaffId>(PEOPLE[who]));
                    ((who + 1) % 3, if there { gone } else { back })
                }
                Move::Wait => {
                    house.now += SignedDuration::from_hours(20);
                    continue;
                }
            };
            let Decision::Permit(permit) = house.perform(PEOPLE[who], NOBODY, None, None, deed.clone()) else { continue };
            if !matches!(deed, Deed::EnterProfile { .. }) {
                continue;
            }
            let of = |act| {
                let mut all = house.log.iter().rev();
                all.find(|entry| entry.act == act && entry.verdict == Verdict::Permitted && entry.number == permit.changes.entry.number)
            };
            let (proposed, approved) = (of(ActKind::Propose).unwrap(), of(ActKind::Approve).unwrap());
            prop_assert_ne!(&proposed.actor, &approved.actor);
            prop_assert!(house.now < approved.time + Proposal::STANDS);
        }
    }
}
