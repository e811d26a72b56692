//! Machines with keys, and subjects, as actors.

use jiff::{SignedDuration, Timestamp};
use kernel::*;
use policy::{IdentityLevel, Permission, PurposeId, RequestKind, Scope};
use proptest::prelude::*;

use crate::house::{House, at, id, ids, paper, person, refused, taking, under};

fn scope(acts: &[ActKind], purposes: &[&str], items: Scope<policy::ItemId>) -> Permission {
    Permission { acts: acts.to_vec(), purposes: Scope::Only(ids(purposes)), items }
}

fn make(house: &mut House, owner: &str, name: &str, scope: Permission) {
    let expires = house.now + SignedDuration::from_hours(24);
    house.permit(owner, person(0), Deed::AddKey { key: id(name), scope, expires });
}

fn read(purpose: &str, items: &[&str]) -> Deed {
    Deed::Read { target: under(purpose), items: ids(items) }
}

fn house() -> House {
    let mut house = House::sample();
    for (n, who, purpose) in [(1, 1, "mailings"), (2, 2, "recruitment"), (3, 3, "mailings")] {
        let collecting = taking(&house, person(who), n, purpose);
        house.permit("officer", person(who), Deed::Collect(collecting));
    }
    house
}

#[test]
fn a_machine_does_what_its_key_says_and_nothing_else() {
    let mut house = house();
    make(&mut house, "officer", "crm", scope(&[ActKind::Read], &["mailings"], Scope::Only(ids(&["email"]))));
    let entry = house.permit("key:crm", person(1), read("mailings", &["email"])).changes.entry;
    assert_eq!(entry.actor.to_string(), "key:crm");
    let code = |who, deed| house.refuse("key:crm", person(who), deed).code;
    assert_eq!(code(1, read("mailings", &["full-name"])), RefusalCode::NoPermission);
    assert_eq!(code(2, read("recruitment", &["email"])), RefusalCode::NoPermission);
    assert_eq!(code(1, Deed::Block), RefusalCode::NoPermission);
    assert_eq!(code(1, Deed::SignIn { by: "key".to_owned(), copied: false }), RefusalCode::NotStaff);
    assert_eq!(code(1, Deed::AcknowledgeEdition), RefusalCode::NotStaff);
}

#[test]
fn what_only_the_responsible_person_sees_no_key_of_theirs_shows() {
    let mut house = house();
    make(&mut house, "officer", "crm", scope(&[ActKind::Read], &["recruitment"], Scope::All));
    house.permit("key:crm", person(2), read("recruitment", &["email"]));
    let refused = Deed::RecordEvent {
        target: under("recruitment"),
        event: id("refused"),
        opens: EngagementId::from_bytes([9; 16]),
    };
    house.permit("officer", person(2), refused);
    house.permit("officer", person(2), read("recruitment", &["email"]));
    let code = house.refuse("key:crm", person(2), read("recruitment", &["email"])).code;
    assert_eq!(code, RefusalCode::StorageOnly);
}

#[test]
fn a_key_goes_with_its_owner() {
    let mut house = house();
    house.permit("officer", person(0), Deed::AddStaff { staff: id("deputy"), roles: ids(&["responsible"]) });
    house.permit("deputy", person(0), Deed::AcknowledgeEdition);
    make(&mut house, "deputy", "crm", scope(&[ActKind::Read], &["mailings"], Scope::All));
    house.permit("key:crm", person(1), read("mailings", &["email"]));
    // what the owner may no more, the key may no more
    let mut less = house.clone();
    less.permit("officer", person(0), Deed::AddStaff { staff: id("deputy"), roles: ids(&["hr"]) });
    assert_eq!(
        less.refuse("key:crm", person(1), read("mailings", &["email"])).code,
        RefusalCode::NoPermission
    );
    house.permit("officer", person(0), Deed::RemoveStaff { staff: id("deputy") });
    assert!(house.world.keys.is_empty());
    let code = house.refuse("key:crm", person(1), read("mailings", &["email"])).code;
    assert_eq!(code, RefusalCode::UnknownKey);
}

#[test]
fn a_subject_acts_upon_themself_alone() {
    let house = house();
    let by = |actor: SubjectId, who, deed| {
        let act = Act { actor: Actor::Subject(actor), at: None, deed };
        decide(&house.world, &house.state(who, None), &act, house.now)
    };
    let Decision::Permit(permit) = by(person(1), person(1), Deed::Export) else { panic!("refused") };
    assert_eq!(permit.changes.entry.actor, By::Subject);
    let withdraw = Deed::WithdrawConsent { target: under("mailings"), parts: Parts::PROCESSING };
    assert!(matches!(by(person(1), person(1), withdraw.clone()), Decision::Permit(_)));
    assert_eq!(refused(by(person(1), person(3), Deed::Export)).code, RefusalCode::UnknownSubject);
    assert_eq!(refused(by(person(1), person(3), withdraw)).code, RefusalCode::UnknownSubject);
    assert_eq!(refused(by(person(9), person(9), Deed::Export)).code, RefusalCode::UnknownSubject);
    let visit = Deed::SignIn { by: "code".to_owned(), copied: false };
    let Decision::Permit(permit) = by(person(1), person(1), visit.clone()) else { panic!("refused") };
    assert_eq!(permit.changes.part.map(|part| part.subject), Some(person(1)), "it stands in their own trail");
    assert_eq!(refused(by(person(1), person(3), visit.clone())).code, RefusalCode::UnknownSubject);
    assert_eq!(refused(by(person(9), person(9), visit)).code, RefusalCode::UnknownSubject);
    for deed in [Deed::Block, Deed::Sweep, read("mailings", &["email"]), Deed::AcknowledgeEdition] {
        assert!(matches!(by(person(1), person(1), deed), Decision::Refuse(_)));
    }
    let asks = |who| {
        Deed::ReceiveRequest(Receiving {
            paper: paper(1),
            subject: who,
            kind: RequestKind::Erase,
            channel: Channel::Portal,
            identity: IdentityLevel::OneTimeCode,
            target: None,
            parts: Parts::default(),
            representative: None,
            fingerprint: [1; 16],
        })
    };
    assert!(matches!(by(person(1), person(1), asks(person(1))), Decision::Permit(_)));
}

#[test]
fn who_acted_reads_back() {
    for text in ["asel", "key:crm", "subject:self"] {
        assert_eq!(text.parse::<By>().unwrap().to_string(), text);
    }
    for text in ["key:", "subject:other", "key:A", "staff:asel", ""] {
        assert!(text.parse::<By>().is_err(), "{text}");
    }
    assert!("subject:self".parse::<Actor>().is_err(), "a subject has no name");
}

proptest! {
    /// Whatever a key's scope: what the key may, its owner may, and the scope says.
    #[test]
    fn a_key_never_exceeds_its_owner(
        owner in prop::sample::select(vec!["officer", "anna", "marat"]),
        acts in prop::collection::vec(prop::sample::select(ActKind::ALL.to_vec()), 0..6),
        purposes in prop::collection::vec(prop::sample::select(vec!["mailings", "recruitment", "contracts"]), 0..3),
        act in prop::sample::select(ActKind::ALL.to_vec()),
        purpose in prop::sample::select(vec!["mailings", "recruitment", "contracts"]),
        item in prop::sample::select(vec!["email", "full-name", "phone"]),
        hours in -2i64..3,
    ) {
        let mut house = House::sample();
        let scope = scope(&acts, &purposes, Scope::All);
        let expires: Timestamp = house.now + SignedDuration::from_hours(hours);
        house.world.keys.insert(id("k"), ApiKey { owner: id(owner), scope: scope.clone(), expires });
        let of = |actor: &str| Rights::of(&house.world, &id::<Actor>(actor), house.now);
        let (purpose, item): (PurposeId, policy::ItemId) = (id(purpose), id(item));
        let Ok(key) = of("key:k") else {
            prop_assert!(hours <= 0);
            return Ok(());
        };
        prop_assert!(hours > 0);
        let owner = of(owner).unwrap();
        let expected = owner.may_on(act, &purpose, &item)
            && scope.acts.contains(&act)
            && scope.purposes.covers(&purpose)
            && ApiKey::can_hold(act);
        prop_assert_eq!(key.may_on(act, &purpose, &item), expected);
        prop_assert!(!key.is_responsible() && key.member().is_none());
    }
}

#[test]
fn a_key_is_made_for_a_while_and_by_a_person() {
    let house = House::sample();
    let expires = at("2026-03-01T10:00");
    let make =
        |actor: &str, scope| house.decide(actor, person(0), Deed::AddKey { key: id("k"), scope, expires });
    let reading = scope(&[ActKind::Read], &["mailings"], Scope::All);
    assert_eq!(refused(make("marat", reading.clone())).code, RefusalCode::NoPermission);
    assert!(matches!(make("officer", reading), Decision::Permit(_)));
    let nothing = scope(&[], &["mailings"], Scope::All);
    assert_eq!(refused(make("officer", nothing)).code, RefusalCode::NoPermission);
}
