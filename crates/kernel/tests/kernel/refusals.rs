//! Every code is reached, with its clause and the names that a person needs to put things right.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use kernel::{RefusalCode as Code, *};
use policy::{IdentityLevel, Permission, RequestKind, Scope};

use crate::house::{House, at, engagement, id, ids, paper, person, refused, taking, under};

const HOLD: HoldId = HoldId::from_bytes([1; 16]);

/// A few people: 1 applies and reads mail, 2 is blocked, 3 is held, 4 is stored, 5 is past its term.
fn house() -> House {
    let mut house = House::sample();
    for (n, who, purpose) in [
        (1, 1, "recruitment"),
        (2, 1, "mailings"),
        (3, 2, "mailings"),
        (4, 3, "mailings"),
        (5, 4, "recruitment"),
        (6, 5, "recruitment"),
        (7, 6, "contracts"),
    ] {
        let collecting = taking(&house, person(who), n, purpose);
        house.permit("officer", person(who), Deed::Collect(collecting));
    }
    house.permit("officer", person(2), Deed::Block);
    house.permit("officer", person(3), Deed::Hold { hold: HOLD });
    house.permit("officer", person(4), event("refused"));
    let long_ago = Some(at("2025-06-02T10:00"));
    house.perform("officer", person(5), None, long_ago, event("refused"));
    house.permit("officer", person(7), receive(7, 1, RequestKind::Information));
    house
}

fn receive(who: u8, n: u8, kind: RequestKind) -> Deed {
    Deed::ReceiveRequest(receiving(who, n, kind))
}

fn receiving(who: u8, n: u8, kind: RequestKind) -> Receiving {
    Receiving {
        paper: paper(n),
        subject: person(who),
        kind,
        channel: Channel::Email,
        identity: IdentityLevel::None,
        target: None,
        parts: Parts::default(),
        representative: None,
        fingerprint: [n; 16],
    }
}

fn all_parts(consent: Consent) -> Consent {
    Consent { parts: Part::ALL.into_iter().collect(), ..consent }
}

fn event(event: &str) -> Deed {
    Deed::RecordEvent { target: under("recruitment"), event: id(event), opens: engagement(90) }
}

fn read(purpose: &str, items: &[&str]) -> Deed {
    Deed::Read { target: under(purpose), items: ids(items) }
}

/// By the responsible person, who signed in a while ago.
fn stale(house: &House, who: u8, deed: Deed) -> Decision {
    let act = Act { actor: Actor::Stale(id("officer")), at: None, deed };
    decide(&house.world, &house.state(person(who), None), &act, house.now)
}

fn all(house: &House) -> Vec<(Code, Decision)> {
    let take = |purpose: &str, change: &dyn Fn(&mut Collecting)| {
        let known = if purpose == "pastimes" { "mailings" } else { purpose };
        let mut collecting = taking(house, person(9), 99, known);
        change(&mut collecting);
        house.decide("officer", person(9), Deed::Collect(collecting))
    };
    let by = |who, deed| house.decide("officer", person(who), deed);
    let revoke = |event| Deed::RevokeEvent { target: under("recruitment"), event: id(event) };
    let tomorrow = house.now + SignedDuration::from_hours(24);
    let demand = Deed::Erase { target: Some(under("contracts")), reason: EraseReason::Demand };
    let hire = |staff: &str, role: &str| Deed::AddStaff { staff: id(staff), roles: ids(&[role]) };
    let renew = |purpose: &str, at| Deed::GiveConsent {
        target: under(purpose),
        consent: Consent::to_processing(Way::Written, at),
        former: paper(8),
    };
    let (today, yesterday) = (house.now, house.now - SignedDuration::from_hours(24));
    let withdraw = |purpose: &str| Deed::WithdrawConsent { target: under(purpose), parts: Parts::PROCESSING };
    let list = |purpose: &str, n| Deed::List {
        purpose: id(purpose),
        engagement: engagement(n),
        items: ids(&["email"]),
    };
    let disclose = |purpose: &str, to: &str, items: &[&str]| Deed::Disclose {
        target: under(purpose),
        recipient: id(to),
        items: ids(items),
        paper: paper(8),
    };
    let publish =
        |purpose: &str| Deed::Publish { target: under(purpose), items: ids(&["full-name"]), paper: paper(8) };
    let carrier = |class: &str, exception: Option<&str>| Deed::RegisterCarrier {
        target: under("mailings"),
        class: class.to_owned(),
        exception: exception.map(id),
        number: 1,
        paper: paper(8),
    };
    let key = |name: &str, acts: &[ActKind], expires: &str| {
        let scope = Permission { acts: acts.to_vec(), purposes: Scope::All, items: Scope::All };
        Deed::AddKey { key: id(name), scope, expires: at(expires) }
    };
    let mut keyed = house.clone();
    keyed.permit("officer", person(0), key("crm", &[ActKind::Read], "2026-06-01T10:00"));
    let mut later = keyed.clone();
    later.now = at("2026-06-01T10:00");
    let handle = |step| Deed::HandleRequest { request: paper(1), step };
    let profile = |digest: &str| Deed::EnterProfile { profile: "kz".to_owned(), digest: digest.to_owned() };
    let propose = Deed::Propose { act: ActKind::EnterProfile, about: None, digest: "old".to_owned() };
    let mut alone = house.clone();
    alone.agreed = false;
    let waits = alone.permit("officer", person(0), propose.clone()).changes.entry.number.unwrap();
    let mut withdrawn = house.clone();
    withdrawn.permit("officer", person(1), withdraw("mailings"));
    let mut wider = house.clone();
    wider.now = at("2026-09-02T10:00");
    wider.permit("officer", person(0), Deed::ActivateEdition { edition: 4 });
    wider.permit("officer", person(0), Deed::AcknowledgeEdition);
    let mut rightless = house.clone();
    let mut pack = rightless.world.edition().unwrap().pack().clone();
    pack.requests.retain(|rule| rule.kind != RequestKind::Object);
    rightless.world.editions.insert(1, policy::Edition::freeze(pack).into());
    let mut given = house.clone();
    let parts = Parts::PROCESSING.with(Part::ThirdParties);
    let consent = Consent { parts, ..Consent::to_processing(Way::Written, today) };
    given.permit(
        "officer",
        person(1),
        Deed::GiveConsent { target: under("mailings"), consent, former: paper(7) },
    );
    let Deed::Disclose { target, recipient, items, .. } = disclose("mailings", "mailer", &["email"]) else {
        unreachable!()
    };
    given.permit("officer", person(1), Deed::Disclose { target, recipient, items, paper: paper(5) });
    // the recipient was named after the consent was given
    let mut widened = given.clone();
    let mut before = widened.world.edition().unwrap().pack().clone();
    let mut after = before.clone();
    before.recipients.retain(|one| one.id != *"mailer");
    after.edition = "later".to_owned();
    widened.world.editions.insert(1, policy::Edition::freeze(before).into());
    widened.world.editions.insert(9, policy::Edition::freeze(after).into());
    widened.world.in_force = 9;
    widened.world.staff.values_mut().for_each(|member| member.acknowledged = 9);
    // whoever asked for a block is nobody whose data is held
    let mut known = house.clone();
    let asked = Receiving { identity: IdentityLevel::StaffCheck, ..receiving(9, 9, RequestKind::Block) };
    known.permit("officer", person(9), Deed::ReceiveRequest(asked));
    let decide = Deed::DecideRequest { request: paper(9), outcome: RequestOutcome::Granted, done: false };
    let mut restricted = house.clone();
    restricted.permit("officer", person(1), Deed::Restrict { target: under("recruitment"), on: true });
    let mut hired = house.clone();
    hired.permit("officer", person(1), event("hired"));
    vec![
        (Code::NotStaff, house.decide("stranger", person(1), read("mailings", &["email"]))),
        (Code::StepUp, stale(house, 2, Deed::Unblock { outcome: Outcome::Unfounded })),
        (Code::StepUp, stale(house, 1, Deed::Export)),
        (Code::NotAcknowledged, house.decide("olga", person(1), read("mailings", &["email"]))),
        (Code::NoPermission, house.decide("marat", person(1), read("recruitment", &["email"]))),
        (Code::NoPermission, house.decide("anna", person(1), Deed::Block)),
        (Code::FutureTime, house.decide_at("officer", person(1), None, Some(tomorrow), event("refused"))),
        (Code::UnknownPurpose, take("pastimes", &|c| c.purpose = id("pastimes"))),
        (Code::UnknownPurpose, by(1, read("pastimes", &["email"]))),
        (Code::UnknownCategory, take("mailings", &|c| c.category = id("employee"))),
        (Code::UnknownItem, take("mailings", &|c| c.items.push(id("shoe-size")))),
        (Code::UnknownItem, by(1, read("mailings", &["shoe-size"]))),
        (Code::ItemOutsidePurpose, take("mailings", &|c| c.items.push(id("iin")))),
        (Code::ItemOutsidePurpose, by(1, read("mailings", &["iin"]))),
        (Code::ItemRequired, take("mailings", &|c| c.items = ids(&["full-name"]))),
        (Code::NoItems, take("mailings", &|c| c.items.clear())),
        (Code::NoItems, by(1, read("mailings", &[]))),
        (Code::ChoiceMissing, take("contracts", &|c| c.choice = None)),
        (Code::UnknownChoice, take("contracts", &|c| c.choice = Some(id("for-ever")))),
        (Code::UnknownChoice, take("mailings", &|c| c.choice = Some(id("for-ever")))),
        (Code::ConsentMissing, take("mailings", &|c| c.consent = None)),
        (
            Code::ConsentInFuture,
            take("mailings", &|c| c.consent = c.consent.map(|x| Consent { at: tomorrow, ..x })),
        ),
        (Code::ConsentInFuture, {
            let yesterday = Some(house.now - SignedDuration::from_hours(24));
            let today = Deed::Collect(taking(house, person(9), 99, "mailings"));
            house.decide_at("officer", person(9), None, yesterday, today)
        }),
        (
            Code::AlreadyDue,
            take("mailings", &|c| {
                c.consent = c.consent.map(|x| Consent { at: at("2024-06-03T10:00"), ..x });
            }),
        ),
        (
            Code::ConsentMissing,
            take("mailings", &|c| {
                c.consent =
                    c.consent.map(|x| Consent { parts: Parts::default().with(Part::Publication), ..x });
            }),
        ),
        (Code::ConsentBeyondPurpose, take("recruitment", &|c| c.consent = c.consent.map(all_parts))),
        (Code::NotOnConsent, by(6, withdraw("contracts"))),
        (Code::NotOnConsent, by(6, renew("contracts", today))),
        (
            Code::ConsentBeforeRecipient,
            widened.decide("officer", person(1), disclose("mailings", "mailer", &["email"])),
        ),
        (Code::NobodyKnown, known.decide("officer", person(9), decide)),
        (Code::OtherProfile, by(0, Deed::EnterProfile { profile: "gdpr".to_owned(), digest: String::new() })),
        (Code::ConsentDoesNotCover, wider.decide("officer", person(1), read("mailings", &["phone"]))),
        (Code::NoConsent, by(1, disclose("mailings", "mailer", &["email"]))),
        (Code::NoConsent, withdrawn.decide("officer", person(1), list("mailings", 2))),
        (Code::NoConsent, withdrawn.decide("officer", person(1), renew("mailings", yesterday))),
        (Code::NothingToWithdraw, withdrawn.decide("officer", person(1), withdraw("mailings"))),
        (
            Code::NothingToWithdraw,
            by(
                1,
                Deed::WithdrawConsent {
                    target: under("mailings"),
                    parts: Parts::default().with(Part::Publication),
                },
            ),
        ),
        (Code::UnknownPaper, by(7, Deed::AnswerRequest { request: paper(9) })),
        (Code::NoSuchRight, rightless.decide("officer", person(9), receive(9, 9, RequestKind::Object))),
        (Code::NotAtThisStep, by(7, Deed::AnswerRequest { request: paper(1) })),
        (
            Code::IdentityTooLow,
            by(7, Deed::DecideRequest { request: paper(1), outcome: RequestOutcome::Partly, done: false }),
        ),
        (
            Code::PowerOver,
            by(9, {
                let representative =
                    Representative { by: RepresentedBy::PowerOfAttorney, until: Some(house.now) };
                let receiving = receiving(9, 9, RequestKind::Information);
                Deed::ReceiveRequest(Receiving { representative: Some(representative), ..receiving })
            }),
        ),
        (Code::NoPause, by(7, handle(Step::Pause(calendar::PauseReason::Identity)))),
        (Code::NoExtension, by(7, handle(Step::Extend))),
        (
            Code::UnknownRecipient,
            given.decide("officer", person(1), disclose("mailings", "nobody", &["email"])),
        ),
        (
            Code::NotForRecipient,
            given.decide("officer", person(1), disclose("mailings", "notary", &["email"])),
        ),
        (
            Code::NotForRecipient,
            given.decide("officer", person(1), disclose("mailings", "near", &["full-name"])),
        ),
        (Code::NoUndertaking, given.decide("officer", person(1), disclose("mailings", "late", &["email"]))),
        (Code::NotAcrossBorder, given.decide("officer", person(1), disclose("mailings", "far", &["email"]))),
        (Code::NotAcrossBorder, by(6, disclose("contracts", "archive", &["full-name"]))),
        (Code::NotToBePublished, by(1, publish("mailings"))),
        (Code::NotToBePublished, by(6, publish("contracts"))),
        (Code::IdentityCopy, by(1, carrier("identity-document-copy", None))),
        (Code::UnknownException, by(1, carrier("identity-document-copy", Some("because")))),
        (Code::UnknownClass, by(1, carrier("parchment", None))),
        (
            Code::NothingToDo,
            given.decide("officer", person(1), Deed::FinishTask { paper: paper(5), duty: DutyKind::Tell }),
        ),
        (Code::Restricted, restricted.decide("anna", person(1), read("recruitment", &["email"]))),
        (Code::Restricted, restricted.decide("officer", person(1), renew("recruitment", today))),
        (Code::UnknownSubject, by(9, Deed::Block)),
        (Code::UnknownEngagement, by(1, read("contracts", &["email"]))),
        (Code::Blocked, by(2, read("mailings", &["email"]))),
        (Code::NotBlocked, by(1, Deed::Unblock { outcome: Outcome::Unfounded })),
        (Code::StorageOnly, house.decide("anna", person(4), read("recruitment", &["email"]))),
        (Code::TermOver, by(5, read("recruitment", &["email"]))),
        (Code::NeverRead, by(1, read("mailings", &["password"]))),
        (Code::NotFindable, by(1, Deed::Find { item: id("full-name") })),
        (Code::Held, by(3, Deed::Erase { target: None, reason: EraseReason::Unlawful })),
        (Code::UnknownHold, by(1, Deed::Release { hold: HOLD })),
        (Code::LawKeeps, by(6, demand)),
        (Code::UnknownEvent, by(1, event("wedding"))),
        (Code::EventNotHere, by(1, event("liquidated"))),
        (Code::EventRecorded, by(4, event("refused"))),
        (Code::EventNotRecorded, by(1, revoke("refused"))),
        (Code::EventAutomatic, by(1, event("consent-given"))),
        (Code::EventFinal, hired.decide("officer", person(1), revoke("hired"))),
        (Code::SameSubject, house.decide_at("officer", person(1), Some(person(1)), None, Deed::Merge)),
        (Code::NothingToSplit, by(1, Deed::Split { engagements: vec![engagement(5)], into: person(8) })),
        (Code::UnknownEdition, by(0, Deed::ActivateEdition { edition: 9 })),
        (Code::EditionNotNewer, by(0, Deed::ActivateEdition { edition: 1 })),
        (Code::EditionNotYet, by(0, Deed::ActivateEdition { edition: 2 })),
        (Code::UnknownRole, by(0, hire("nurlan", "wizard"))),
        (Code::StaffKnown, by(0, hire("anna", "hr"))),
        (Code::UnknownStaff, by(0, Deed::RemoveStaff { staff: id("nurlan") })),
        (Code::PasskeyCopied, by(0, Deed::SignIn { by: "password-passkey".to_owned(), copied: true })),
        (Code::UnknownKey, by(0, Deed::RemoveKey { key: id("loader") })),
        (Code::UnknownHook, by(0, Deed::RemoveHook { hook: id("crm") })),
        (Code::HookKnown, by(0, Deed::AddHook { hook: id("warehouse"), scope: String::new() })),
        (
            Code::KeyKnown,
            keyed.decide("officer", person(0), key("crm", &[ActKind::Read], "2026-06-01T10:00")),
        ),
        (Code::KeyOver, later.decide("key:crm", person(1), read("mailings", &["email"]))),
        (Code::KeyTerm, by(0, key("loader", &[ActKind::Read], "2027-06-01T10:00"))),
        (Code::NotForKeys, by(0, key("loader", &[ActKind::AddStaff], "2026-06-01T10:00"))),
        (Code::TakesTwo, alone.decide("officer", person(0), profile("new"))),
        (Code::UnknownProposal, by(0, Deed::Approve { number: 1 })),
        (Code::ProposalKnown, alone.decide("officer", person(0), propose.clone())),
        (Code::OwnProposal, alone.decide("officer", person(0), Deed::Approve { number: waits })),
        (Code::LastResponsible, by(0, Deed::RemoveStaff { staff: id("officer") })),
    ]
}

#[test]
fn every_code_is_reached_and_says_what_it_is_about() {
    let mut lines = Vec::new();
    let mut reached = BTreeSet::new();
    for (code, decision) in all(&house()) {
        let refusal = refused(decision);
        assert_eq!(refusal.code, code, "{:?}", refusal.act);
        assert!(!refusal.clause.is_empty() && refusal.changes.changes.is_empty());
        reached.insert(code);
        let name = |name: Option<String>| name.unwrap_or_else(|| "-".to_owned());
        let names = [
            name(refusal.purpose.map(|id| id.to_string())),
            name(refusal.category.map(|id| id.to_string())),
            name(refusal.item.map(|id| id.to_string())),
            name(refusal.event.map(|id| id.to_string())),
        ];
        let [purpose, category, item, event] = names;
        let (act, clause, hint) = (refusal.act.as_str(), refusal.clause, refusal.hint);
        let line = format!(
            "{code:<22} {act:<16} {clause:<11} {purpose:<11} {category:<12} {item:<10} {event:<13} {hint}"
        );
        lines.push(line.trim_end().to_owned());
    }
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !reached.contains(code)).collect();
    assert!(missing.is_empty(), "no act is refused with {missing:?}");
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("refusals", lines.join("\n"));
    });
}

#[test]
fn every_act_has_its_word_and_every_code_too() {
    let words: BTreeMap<_, _> = Code::ALL.iter().map(|code| (code.word(), code)).collect();
    assert_eq!(words.len(), Code::ALL.len());
    for (word, code) in words {
        assert_eq!(serde_json::to_value(code).unwrap(), word);
    }
}
