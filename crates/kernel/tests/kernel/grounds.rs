//! Grounds that the profile names: what they ask for, and what a demand to erase does to each.

use std::sync::Arc;

use calendar::Profile;
use kernel::*;
use policy::{Edition, Ground, Pack};

use crate::house::{House, at, clinic, gdpr, id, person, samples, taking, under};

/// Two months into the clinic's edition.
fn house() -> House {
    let mut house = House::under(clinic(), gdpr());
    house.now = at("2026-03-02T10:00");
    house
}

fn demand(purpose: &str) -> Deed {
    Deed::Erase { target: Some(under(purpose)), reason: EraseReason::Demand }
}

/// One person's data under each of these purposes.
fn holding(house: &mut House, purposes: &[&str]) {
    for (n, purpose) in (1..).zip(purposes) {
        let mut taking = taking(house, person(1), n, purpose);
        if house.world.edition().unwrap().pack().purpose(&id(purpose)).unwrap().id != *"newsletter" {
            taking.consent = None;
        }
        house.permit("officer", person(1), Deed::Collect(taking));
    }
}

#[test]
fn only_consent_has_to_be_given() {
    let mut house = house();
    holding(&mut house, &["treatment", "appointments", "billing", "applications"]);
    assert!(house.engagements().all(|(_, e)| e.consent.is_none()));
    let bare = Collecting { consent: None, ..taking(&house, person(2), 9, "newsletter") };
    let refusal = house.refuse("officer", person(2), Deed::Collect(bare));
    assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::ConsentMissing, "2.4"));
}

#[test]
fn a_demand_takes_what_yields_and_leaves_what_keeps() {
    for (purpose, goes) in [
        ("treatment", false),    // a contract, and health care
        ("appointments", false), // a contract
        ("billing", false),      // a legal obligation
        ("newsletter", true),    // consent
        ("applications", true),  // steps before a contract
    ] {
        let mut house = house();
        holding(&mut house, &[purpose]);
        if goes {
            house.permit("officer", person(1), demand(purpose));
            assert_eq!(house.engagements().count(), 0, "{purpose}");
        } else {
            let refusal = house.refuse("officer", person(1), demand(purpose));
            assert_eq!((refusal.code, refusal.clause.as_str()), (RefusalCode::LawKeeps, "6.3"), "{purpose}");
            // What is unlawful goes whatever its ground.
            let unlawful = Deed::Erase { target: Some(under(purpose)), reason: EraseReason::Unlawful };
            house.permit("officer", person(1), unlawful);
        }
    }
}

#[test]
fn a_demand_for_everything_takes_what_yields_alone() {
    let mut house = house();
    holding(&mut house, &["treatment", "newsletter"]);
    house.permit("officer", person(1), Deed::Erase { target: None, reason: EraseReason::Demand });
    let left: Vec<_> = house.engagements().map(|(_, e)| house.row(e).0.id.to_string()).collect();
    assert_eq!(left, ["treatment"]);
}

#[test]
fn of_ground_and_condition_the_stricter_holds_and_the_unknown_keeps() {
    let mut world = house().world;
    let purpose = world.edition().unwrap().pack().purpose(&id("treatment")).unwrap().clone();
    let ground = |word: &str| Ground::Other { id: id(word), reference: "a reason".to_owned() };
    for (ground, special, yields) in [
        (ground("legitimate-interests"), None, true),
        (ground("legitimate-interests"), Some("health-care"), false),
        (ground("legitimate-interests"), Some("explicit-consent"), true),
        (ground("contract"), Some("explicit-consent"), false),
        (ground("public-task"), None, false),
        (ground("unheard-of"), None, false),
        (ground("legitimate-interests"), Some("unheard-of"), false),
        (Ground::Law("a law".to_owned()), None, false),
    ] {
        let purpose = policy::Purpose { ground: ground.clone(), special: special.map(id), ..purpose.clone() };
        assert_eq!(world.yields(&purpose), yields, "{ground:?} {special:?}");
    }
    // The profile says it: another one, another answer.
    let text = include_str!("../../../../packs/profiles/gdpr.toml").replace("\"keeps\"", "\"yields\"");
    world.profile = Arc::new(Profile::parse(&text).unwrap());
    assert!(world.yields(&purpose));
}

#[test]
fn what_an_event_opens_on_another_ground_asks_for_no_consent() {
    let [sample, ..] = samples();
    let mut pack: Pack = sample.pack().clone();
    let employment = pack.purposes.iter_mut().find(|purpose| purpose.id == *"employment").unwrap();
    employment.ground = Ground::Other { id: id("contract"), reference: "The contract of work".to_owned() };
    let mut house = House::of(Arc::new(Edition::freeze(pack)));
    let taken = taking(&house, person(1), 1, "recruitment");
    house.permit("officer", person(1), Deed::Collect(taken));
    let opens = house.next(EngagementId::from_bytes);
    let hired = Deed::RecordEvent { target: under("recruitment"), event: id("hired"), opens };
    house.permit("officer", person(1), hired);
    let opened = house.engagements().find(|(_, e)| e.id == opens).unwrap().1;
    assert_eq!(opened.consent, None);
}

#[test]
fn a_law_term_of_the_profile_keeps_the_medical_record_ten_years() {
    let mut house = house();
    holding(&mut house, &["treatment"]);
    let opens = house.next(EngagementId::from_bytes);
    let ended = Deed::RecordEvent { target: under("treatment"), event: id("treatment-ended"), opens };
    house.permit("officer", person(1), ended);
    let e = house.only(person(1));
    let due = e.due.unwrap();
    assert_eq!(e.phase, Phase::Storage);
    // 2 March 2036 is a Sunday of a year that isn't entered: no earlier than its end.
    assert_eq!((due.at, due.exact), ("2036-03-03T00:00:00+01:00".parse().unwrap(), false));
}
