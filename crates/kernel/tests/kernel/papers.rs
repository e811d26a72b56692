//! What papers bring: duties that keep their day, requests that become one, carriers that stay behind.

use jiff::SignedDuration;
use kernel::*;
use policy::{IdentityLevel, RequestKind};
use proptest::{collection::vec, prelude::*};

use crate::{
    house::{House, Stale, at, engagement, id, ids, paper, permitted, person, refused, taking, under},
    steps::{Step as Random, step},
};

fn house() -> House {
    let mut house = House::sample();
    for (n, purpose) in [(1, "mailings"), (2, "contracts"), (3, "recruitment")] {
        let mut collecting = taking(&house, person(1), n, purpose);
        if purpose == "mailings" {
            let parts = Part::ALL.into_iter().collect();
            collecting.consent = collecting.consent.map(|consent| Consent { parts, ..consent });
        }
        house.permit("officer", person(1), Deed::Collect(collecting));
    }
    house
}

fn disclose(n: u8, to: &str, items: &[&str]) -> Deed {
    let (target, recipient) = (under("mailings"), id(to));
    Deed::Disclose { target, recipient, items: ids(items), paper: paper(n) }
}

fn publish(n: u8) -> Deed {
    Deed::Publish { target: under("mailings"), items: ids(&["full-name"]), paper: paper(n) }
}

fn carrier(n: u8, purpose: &str) -> Deed {
    let (target, class) = (under(purpose), "form".to_owned());
    Deed::RegisterCarrier { target, class, exception: None, number: n.into(), paper: paper(n) }
}

fn withdraw(part: Part) -> Deed {
    Deed::WithdrawConsent { target: under("mailings"), parts: Parts::default().with(part) }
}

fn request(who: u8, n: u8, kind: RequestKind, same: u8) -> Deed {
    Deed::ReceiveRequest(Receiving {
        paper: paper(n),
        subject: person(who),
        kind,
        channel: Channel::Paper,
        identity: IdentityLevel::StaffCheck,
        target: None,
        parts: Parts::default(),
        representative: None,
        fingerprint: [same; 16],
    })
}

fn matter(house: &House, n: u8) -> &Matter {
    &house.people[&person(1)].papers.iter().find(|known| known.id == paper(n)).unwrap().matter
}

fn tell(house: &House, n: u8) -> Duty {
    let Matter::Disclosure(one) = matter(house, n) else { panic!("a disclosure") };
    one.tell
}

fn removal(house: &House, n: u8) -> Duty {
    let Matter::Publication(one) = matter(house, n) else { panic!("a publication") };
    one.removal
}

fn duties(paper: &Paper) -> Vec<(DutyKind, Duty)> {
    match &paper.matter {
        Matter::Disclosure(one) => vec![(DutyKind::Notice, one.notice), (DutyKind::Tell, one.tell)],
        Matter::Publication(one) => vec![(DutyKind::Removal, one.removal)],
        _ => Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_open_duty_keeps_its_day_until_it_is_done(steps in vec(step(), 1..80)) {
        let mut house = House::sample();
        for step in &steps {
            let before: Vec<Paper> = house.people.values().flat_map(|state| state.papers.clone()).collect();
            step.take(&mut house);
            let after: Vec<&Paper> = house.people.values().flat_map(|state| &state.papers).collect();
            for old in before {
                let Some(new) = after.iter().find(|paper| paper.id == old.id) else { continue };
                for ((kind, was), (_, is)) in duties(&old).into_iter().zip(duties(new)) {
                    let Some(day) = was.open() else { continue };
                    let finished = matches!(step, Random::Finish { .. }) && is.done.is_some();
                    let sooner = kind == DutyKind::Tell && is.open().is_some_and(|now| now < day);
                    let lifted = matches!(step, Random::Revoke { .. }) && kind == DutyKind::Removal && is == Duty::default();
                    prop_assert!(is.open() == Some(day) || finished || sooner || lifted, "{:?} {:?}", step, new);
                }
            }
        }
    }
}

#[test]
fn a_withdrawal_asks_for_what_it_means_and_for_nothing_else() {
    let mut house = house();
    for deed in [disclose(1, "mailer", &["email"]), disclose(2, "far", &["email"]), publish(3)] {
        house.permit("officer", person(1), deed);
    }
    let open = |house: &House| {
        (tell(house, 1).open().is_some(), tell(house, 2).open().is_some(), removal(house, 3).open().is_some())
    };
    for (part, expected) in [
        (Part::Publication, (false, false, true)),
        (Part::CrossBorder, (false, true, false)),
        (Part::ThirdParties, (true, true, false)),
        (Part::Processing, (true, true, true)),
    ] {
        let mut one = house.clone();
        one.permit("officer", person(1), withdraw(part));
        assert_eq!(open(&one), expected, "{part:?}");
    }
    house.permit("officer", person(1), Deed::Block);
    house.permit("officer", person(1), withdraw(Part::Processing));
    assert_eq!(removal(&house, 3).open(), Some(at("2026-02-04T00:00")), "also while blocked");
    let finish = |n, duty| Deed::FinishTask { paper: paper(n), duty };
    house.permit("officer", person(1), finish(3, DutyKind::Removal));
    assert_eq!(
        house.refuse("officer", person(1), finish(3, DutyKind::Removal)).code,
        RefusalCode::NothingToDo
    );
}

#[test]
fn a_change_is_told_sooner_than_a_withdrawal() {
    let mut house = house();
    house.permit("officer", person(1), disclose(1, "mailer", &["email"]));
    house.permit("officer", person(1), withdraw(Part::ThirdParties));
    let later = tell(&house, 1).open().unwrap();
    house.permit("officer", person(1), Deed::Rectify { target: under("mailings"), items: ids(&["email"]) });
    assert_eq!(tell(&house, 1).open(), Some(at("2026-02-04T00:00")));
    assert!(at("2026-02-04T00:00") < later);
    house.permit("officer", person(1), withdraw(Part::Processing));
    assert_eq!(tell(&house, 1).open(), Some(at("2026-02-04T00:00")), "and not later for a withdrawal more");
}

#[test]
fn only_whoever_had_the_item_is_told_even_when_the_row_has_another_order() {
    let mut house = house();
    house.permit("officer", person(1), disclose(1, "mailer", &["email"]));
    house.now = at("2026-10-02T10:00");
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 5 });
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    let consent = Consent::to_processing(Way::Written, house.now);
    let again = Deed::GiveConsent { target: under("mailings"), consent, former: paper(9) };
    house.permit("officer", person(1), again);
    let rectify = |item| Deed::Rectify { target: under("mailings"), items: ids(&[item]) };
    house.permit("officer", person(1), rectify("full-name"));
    house.permit("officer", person(1), rectify("phone"));
    assert_eq!(tell(&house, 1).open(), None);
    house.permit("officer", person(1), rectify("email"));
    assert!(tell(&house, 1).open().is_some());
    assert!(matches!(matter(&house, 9), Matter::FormerConsent(one) if one.edition == 1));
}

#[test]
fn a_withdrawal_that_never_was_takes_nothing_back() {
    let mut house = house();
    house.permit("officer", person(1), publish(3));
    house.permit("officer", person(1), withdraw(Part::Processing));
    let revoke = Deed::RevokeEvent { target: under("mailings"), event: id("consent-withdrawn") };
    house.permit("officer", person(1), revoke.clone());
    assert_eq!(removal(&house, 3), Duty::default());
    house.permit("officer", person(1), withdraw(Part::Publication));
    house.permit("officer", person(1), withdraw(Part::Processing));
    house.permit("officer", person(1), revoke);
    assert!(removal(&house, 3).open().is_some(), "making public stays withdrawn");
}

#[test]
fn an_older_consent_gives_nothing_back() {
    let mut house = house();
    let given = house.now;
    house.now += SignedDuration::from_hours(24);
    house.permit("officer", person(1), withdraw(Part::ThirdParties));
    let give = |at, parts| {
        let consent = Consent { parts, ..Consent::to_processing(Way::Written, at) };
        Deed::GiveConsent { target: under("mailings"), consent, former: paper(9) }
    };
    let third = Parts::PROCESSING.with(Part::ThirdParties);
    let refusal = house.refuse("officer", person(1), give(given, third));
    assert_eq!((refusal.code, refusal.hint.as_str()), (RefusalCode::NoConsent, "third-parties"));
    let before = given - SignedDuration::from_hours(1);
    let refusal = house.refuse("officer", person(1), give(before, Parts::PROCESSING));
    assert_eq!((refusal.code, refusal.hint.as_str()), (RefusalCode::NoConsent, "processing"));
    house.permit("officer", person(1), give(house.now, third));
    house.permit("officer", person(1), disclose(1, "mailer", &["email"]));
}

#[test]
fn what_was_decided_by_a_consent_is_not_performed_after_its_withdrawal() {
    let mut house = house();
    let before = permitted(house.decide("officer", person(1), disclose(1, "mailer", &["email"])));
    let published = permitted(house.decide("officer", person(1), publish(2)));
    house.permit("officer", person(1), withdraw(Part::Processing));
    assert_eq!(house.apply(&before.changes), Err(Stale::Subject));
    assert_eq!(house.apply(&published.changes), Err(Stale::Subject));
}

#[test]
fn one_paper_changed_twice_at_once_is_changed_once() {
    let mut house = house();
    house.permit("officer", person(1), request(1, 1, RequestKind::Information, 1));
    let decided = |outcome| Deed::DecideRequest { request: paper(1), outcome, done: false };
    let one = permitted(house.decide("officer", person(1), decided(RequestOutcome::Granted)));
    let two = permitted(house.decide("officer", person(1), decided(RequestOutcome::Refused)));
    let twins =
        [2, 3].map(|n| permitted(house.decide("officer", person(1), request(1, n, RequestKind::Erase, 2))));
    assert_eq!(house.apply(&one.changes), Ok(()));
    assert_eq!(house.apply(&two.changes), Err(Stale::Paper));
    assert_eq!(house.apply(&twins[0].changes), Ok(()));
    assert_eq!(house.apply(&twins[1].changes), Err(Stale::Subject), "the same request is never there twice");
}

#[test]
fn what_is_only_stored_or_restricted_goes_to_nobody_but_on_a_legal_demand() {
    let mut house = house();
    let notary = |n| {
        let (target, recipient) = (under("contracts"), id("notary"));
        Deed::Disclose { target, recipient, items: ids(&["full-name"]), paper: paper(n) }
    };
    house.permit("officer", person(1), notary(1));
    house.permit("officer", person(1), Deed::Erase { target: None, reason: EraseReason::Demand });
    assert!(house.only(person(1)).restricted, "what a law keeps is only kept");
    assert_eq!(house.refuse("officer", person(1), notary(2)).code, RefusalCode::Restricted);
    let list = Deed::List { purpose: id("contracts"), engagement: engagement(2), items: ids(&["full-name"]) };
    assert_eq!(house.refuse("officer", person(1), list).code, RefusalCode::Restricted);
    let items = ids(&["full-name"]);
    let answer = Deed::AnswerDemand { target: under("contracts"), items, paper: paper(3) };
    house.permit("officer", person(1), answer);
    house.permit("officer", person(1), Deed::Restrict { target: under("contracts"), on: false });
    house.permit("officer", person(1), notary(4));
}

#[test]
fn a_legal_demand_is_answered_from_a_row_that_is_gone_and_by_the_responsible_person_alone() {
    let mut house = house();
    house.now = at("2026-06-02T10:00");
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 3 });
    for name in ["officer", "marat"] {
        house.permit(name, person(0), Deed::AcknowledgeEdition);
    }
    let answer = |purpose: &str, item| Deed::AnswerDemand {
        target: under(purpose),
        items: ids(&[item]),
        paper: paper(3),
    };
    assert_eq!(house.refuse("marat", person(1), answer("mailings", "email")).code, RefusalCode::NoPermission);
    assert_eq!(
        house.refuse("officer", person(1), answer("mailings", "password")).code,
        RefusalCode::NeverRead
    );
    house.permit("officer", person(1), Deed::Block);
    house.permit("officer", person(1), answer("contracts", "iin-bin"));
}

#[test]
fn carriers_of_what_was_erased_become_tasks_that_name_no_one() {
    let mut house = house();
    house.permit("officer", person(1), carrier(1, "mailings"));
    house.permit("officer", person(1), carrier(2, "contracts"));
    house.permit("officer", person(1), disclose(3, "mailer", &["email"]));
    house.permit(
        "officer",
        person(1),
        Deed::Erase { target: Some(under("mailings")), reason: EraseReason::Demand },
    );
    house.permit("officer", person(1), carrier(4, "contracts"));
    assert_eq!(house.released.iter().collect::<Vec<_>>(), [(&1, &at("2026-02-04T00:00"))]);
    assert_eq!(house.people[&person(1)].papers.len(), 2, "what is said of the rest stays");
    house.permit("officer", person(0), Deed::DestroyCarrier { number: 1 });
    assert!(house.released.is_empty());
    let mut blocked = house.clone();
    blocked.permit("officer", person(1), Deed::Block);
    let outcome = Outcome::Destroyed { target: Some(under("contracts")) };
    let permit = blocked.permit("officer", person(1), Deed::Unblock { outcome });
    let puts = permit.changes.changes.iter().filter(|change| matches!(change, Change::PutSubject(_))).count();
    assert_eq!(puts, 1, "a person's state is put once");
    assert_eq!(blocked.released.len(), 2);
}

#[test]
fn the_same_request_of_two_who_are_one_becomes_one() {
    let mut house = house();
    let decide = |n, outcome| Deed::DecideRequest { request: paper(n), outcome, done: false };
    let attach = |n| Deed::HandleRequest {
        request: paper(n),
        step: Step::Attach { evidence: paper(n + 100), digest: [1; 32] },
    };
    house.permit("officer", person(2), request(2, 1, RequestKind::Erase, 1));
    house.permit("officer", person(2), request(2, 2, RequestKind::Information, 1));
    house.permit("officer", person(2), decide(2, RequestOutcome::Granted));
    house.now += SignedDuration::from_hours(24);
    house.permit("officer", person(1), request(1, 3, RequestKind::Erase, 1));
    house.permit("officer", person(1), request(1, 4, RequestKind::Information, 1));
    for (who, n) in [(2, 1), (1, 4)] {
        house.permit("officer", person(who), attach(n));
    }
    let first = house.people[&person(2)].papers[0].as_request().unwrap().deadline;
    permitted(house.perform("officer", person(1), Some(person(2)), None, Deed::Merge));
    let ids = |house: &House| house.people[&person(1)].papers.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(&house), [2, 3, 101, 104].map(paper));
    let of = |n: u8| house.people[&person(1)].papers.iter().find(|one| one.id == paper(n)).unwrap();
    assert_eq!((of(101).request(), of(104).request()), (Some(paper(3)), Some(paper(2))));
    let (erase, information) = (of(3).as_request().unwrap(), of(2).as_request().unwrap());
    assert_eq!((erase.deadline, erase.again), (first, 1), "the first one's deadline counts");
    assert_eq!((information.status, information.again), (Status::Decided, 1));
}

#[test]
fn a_block_asked_for_by_somebody_unknown_holds_once_it_is_known_who() {
    let mut house = house();
    house.permit("officer", person(2), request(2, 1, RequestKind::Block, 1));
    assert!(house.people[&person(2)].subject.as_ref().unwrap().block.is_none(), "nothing is there to block");
    permitted(house.perform("officer", person(1), Some(person(2)), None, Deed::Merge));
    assert!(house.people[&person(1)].subject.as_ref().unwrap().block.is_some());
    let mut again = House::sample();
    again.permit("officer", person(2), request(2, 1, RequestKind::Block, 1));
    let collecting = taking(&again, person(2), 1, "mailings");
    again.permit("officer", person(2), Deed::Collect(collecting));
    again.permit("officer", person(2), request(2, 2, RequestKind::Block, 1));
    assert!(
        again.people[&person(2)].subject.as_ref().unwrap().block.is_some(),
        "joined, and blocked at once"
    );
}

#[test]
fn a_request_is_taken_alike_whether_anything_is_held_or_not() {
    let house = house();
    let ask = |actor: &str, who: u8, purpose: &str| {
        let Deed::ReceiveRequest(receiving) = request(who, 9, RequestKind::Information, 9) else {
            unreachable!()
        };
        let target = Some(under(purpose));
        let deed = Deed::ReceiveRequest(Receiving { target, ..receiving });
        match house.decide(actor, person(who), deed) {
            Decision::Permit(permit) => permit.clause,
            Decision::Refuse(refusal) => refusal.code.to_string(),
        }
    };
    for purpose in ["mailings", "contracts", "employment"] {
        for actor in ["officer", "marat"] {
            assert_eq!(ask(actor, 1, purpose), ask(actor, 8, purpose), "{actor} {purpose}");
        }
    }
    let read = |who| Deed::Read {
        target: under("recruitment"),
        items: ids(&[if who > 0 { "email" } else { "phone" }]),
    };
    for who in [1, 8] {
        assert_eq!(house.refuse("marat", person(who), read(who)).code, RefusalCode::NoPermission);
    }
}

#[test]
fn a_role_for_one_purpose_decides_nothing_about_another() {
    let mut house = house();
    house.permit("officer", person(1), request(1, 1, RequestKind::Information, 1));
    let Deed::ReceiveRequest(receiving) = request(1, 2, RequestKind::Complaint, 2) else { unreachable!() };
    let receiving = Receiving { target: Some(under("mailings")), ..receiving };
    house.permit("marat", person(1), Deed::ReceiveRequest(receiving));
    let decide = |n| Deed::DecideRequest { request: paper(n), outcome: RequestOutcome::Granted, done: false };
    assert_eq!(house.refuse("marat", person(1), decide(1)).code, RefusalCode::NoPermission);
    house.permit("marat", person(1), decide(2));
}

#[test]
fn a_request_keeps_the_rule_it_came_by() {
    let mut house = house();
    house.permit("officer", person(1), request(1, 1, RequestKind::Object, 1));
    let mut pack = house.world.edition().unwrap().pack().clone();
    pack.requests.retain(|rule| rule.kind != RequestKind::Object);
    house.world.editions.insert(9, policy::Edition::freeze(pack).into());
    house.permit("officer", person(0), Deed::ActivateEdition { edition: 9 });
    house.permit("officer", person(0), Deed::AcknowledgeEdition);
    let new = house.decide("officer", person(1), request(1, 2, RequestKind::Object, 2));
    assert_eq!(refused(new).code, RefusalCode::NoSuchRight);
    let decide = Deed::DecideRequest { request: paper(1), outcome: RequestOutcome::Granted, done: false };
    assert_eq!(house.permit("officer", person(1), decide).clause, "94-V art. 19-1(3)");
}

#[test]
fn a_copy_of_an_identity_document_comes_in_by_no_door_without_an_exception() {
    let mut pack = policy::sample::pack();
    let mut item = pack.items[0].clone();
    item.id = id("id-copy");
    item.kind = policy::Kind::File(policy::kind::FileClass::IdentityDocumentCopy);
    pack.items.push(item);
    pack.purposes[0].lists[0].items.push(id("id-copy"));
    let mut house = House::of(policy::Edition::freeze(pack).into());
    let whole = taking(&house, person(1), 1, "recruitment");
    let with =
        |exception: Option<&str>| Deed::Collect(Collecting { exception: exception.map(id), ..whole.clone() });
    assert_eq!(house.refuse("officer", person(1), with(None)).code, RefusalCode::IdentityCopy);
    assert_eq!(house.refuse("officer", person(1), with(Some("why"))).code, RefusalCode::UnknownException);
    let mut excepted = house.clone();
    excepted.permit("officer", person(1), with(Some("other-law")));
    let mut little = whole.clone();
    little.items = ids(&["full-name"]);
    house.permit("officer", person(1), Deed::Collect(little));
    let rectify = Deed::Rectify { target: under("recruitment"), items: ids(&["id-copy"]) };
    assert_eq!(house.refuse("officer", person(1), rectify.clone()).code, RefusalCode::IdentityCopy);
    excepted.permit("officer", person(1), rectify); // one that was let in may be put right
}

#[test]
fn with_the_last_hold_goes_a_person_of_whom_nothing_else_is_held() {
    let mut house = House::sample();
    let hold = HoldId::from_bytes([1; 16]);
    house.permit("officer", person(2), request(2, 1, RequestKind::Complaint, 1));
    house.permit("officer", person(2), Deed::Hold { hold });
    let decide = Deed::DecideRequest { request: paper(1), outcome: RequestOutcome::Refused, done: false };
    house.permit("officer", person(2), decide);
    house.permit("officer", person(2), Deed::AnswerRequest { request: paper(1) });
    assert!(house.people.contains_key(&person(2)));
    house.permit("officer", person(2), Deed::Release { hold });
    assert!(house.people.is_empty());
}
