//! The decision table of the first policy, printed whole: a reviewer sees every change of it. So that something can be
//! given away here, candidates are asked for that too, and there is a recipient for it.

use std::fmt::Write as _;

use kernel::*;
use policy::{Edition, Ground, IdentityLevel, Pack, RequestKind};

use crate::house::{House, at, engagement, id, ids, loading, paper, permitted, person, real, taking, under};

const STATES: [&str; 7] = ["unknown", "active", "storage", "past term", "blocked", "held", "blocked+held"];
/// Purpose, item, what ends it, what else may happen.
const PURPOSES: [(&str, &str, &str, &str); 2] = [
    ("recruitment", "email", "refused", "consent-withdrawn"), // on consent
    ("contracts", "bank-details", "contract-ended", "court-decision"), // under a law
];
const HOLD: HoldId = HoldId::from_bytes([7; 16]);
const REQUEST: PaperId = PaperId::from_bytes([1; 16]);
const DECIDED: PaperId = PaperId::from_bytes([2; 16]);
const DISCLOSED: PaperId = PaperId::from_bytes([3; 16]);

#[test]
fn the_whole_table() {
    let mut out = String::new();
    for purpose in PURPOSES {
        let states = STATES.map(|state| house(state, purpose));
        let mut blocks: Vec<(Vec<String>, String)> = Vec::new();
        for actor in actors(&states[0]) {
            let block = block(&states, &actor, purpose);
            match blocks.iter_mut().find(|(_, known)| *known == block) {
                Some((actors, _)) => actors.push(actor),
                None => blocks.push((vec![actor], block)),
            }
        }
        for (actors, block) in blocks {
            writeln!(out, "== {} == {}\n{block}", purpose.0, actors.join(", ")).unwrap();
        }
    }
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("decisions", out);
    });
}

/// Acts for which whoever signed in a while ago shows their second step again.
const GRAVE: [&str; 25] = [
    "unblock",
    "unblock rectified",
    "unblock destroyed",
    "erase on demand",
    "erase as unlawful",
    "export",
    "unrestrict",
    "list",
    "decide-request",
    "activate-edition",
    "enter-profile",
    "add-staff",
    "remove-staff",
    "enrol",
    "add-key",
    "remove-key",
    "add-hook",
    "remove-hook",
    "change-hook",
    "propose",
    "... an export",
    "approve",
    "... of an edition",
    "... of an export",
    "bulk-export",
];

#[test]
fn a_session_that_is_no_longer_fresh_stops_what_is_grave_and_nothing_else() {
    let mut stopped = std::collections::BTreeSet::new();
    for purpose in PURPOSES {
        for state in STATES {
            let house = house(state, purpose);
            for actor in actors(&house) {
                for (name, deed) in deeds(&house, purpose) {
                    let other = matches!(deed, Deed::Merge).then_some(person(2));
                    let fresh = house.decide_at(&actor, person(1), other, None, deed.clone());
                    let act = Act { actor: Actor::Stale(id(&actor)), at: None, deed };
                    let stale =
                        decide(&house.world_for(&act), &house.state(person(1), other), &act, house.now);
                    if stale == fresh {
                        let permitted = matches!(fresh, Decision::Permit(_));
                        assert!(!(permitted && GRAVE.contains(&name)), "{name} by {actor}");
                        continue;
                    }
                    let Decision::Refuse(refusal) = stale else { panic!("{name} by {actor}") };
                    assert_eq!(refusal.code, RefusalCode::StepUp, "{name} by {actor}");
                    stopped.insert(name);
                }
            }
        }
    }
    assert_eq!(stopped, GRAVE.into_iter().collect());
}

/// One line for each act; those to which the state makes no difference together at the end.
fn block(states: &[House; 7], actor: &str, purpose: (&str, &str, &str, &str)) -> String {
    let line = |name: &str, cells: &[String]| {
        let cells: String = cells.iter().map(|cell| format!("{cell:<25} ")).collect();
        format!("{name:<19}{cells}").trim_end().to_owned() + "\n"
    };
    let mut out = String::new();
    let mut always: Vec<(String, Vec<&str>)> = Vec::new();
    let deeds = deeds(&states[0], purpose);
    for (name, deed) in &deeds {
        let cells = states.each_ref().map(|house| cell(house, actor, deed));
        if cells.iter().any(|cell| *cell != cells[0]) {
            out += &line(name, &cells);
        } else if let Some((_, names)) = always.iter_mut().find(|(cell, _)| *cell == cells[0]) {
            names.push(name);
        } else {
            always.push((cells[0].clone(), vec![name]));
        }
    }
    assert!(
        ActKind::ALL.iter().all(|act| deeds.iter().any(|(_, deed)| deed.kind() == *act)),
        "an act is missing"
    );
    let head = if out.is_empty() { out } else { line("", &STATES.map(str::to_owned)) + &out };
    let always = always.iter().map(|(cell, names)| format!("always {cell}: {}\n", names.join(", ")));
    head + &always.collect::<String>()
}

fn cell(house: &House, actor: &str, deed: &Deed) -> String {
    let other = matches!(deed, Deed::Merge).then_some(person(2));
    match house.decide_at(actor, person(1), other, None, deed.clone()) {
        Decision::Permit(permit) => format!("yes {}", permit.clause),
        Decision::Refuse(refusal) => format!("{} {}", refusal.code, refusal.clause),
    }
}

/// Everyone: a member with each role, somebody who has not read the edition, somebody from the street.
fn actors(house: &House) -> Vec<String> {
    let staff = house.world.staff.keys().filter(|name| **name != *"officer").map(ToString::to_string);
    staff.chain(["not-staff".to_owned()]).collect()
}

fn giving(pack: &mut Pack) {
    let Ground::Consent(asks) = &mut pack.purposes[0].ground else { panic!("on consent") };
    (asks.third_parties, asks.publication) = (true, true);
    let mut notary = pack.recipients[0].clone();
    (notary.id, notary.purposes) = (id("notary"), ids(&["recruitment", "contracts"]));
    notary.items = ids(&["email", "bank-details"]);
    pack.recipients.push(notary);
}

/// A request waits, another is decided, and somebody was given what has changed since.
fn business(house: &mut House, purpose: &str, item: &str) {
    let request = |n, kind, target| {
        Deed::ReceiveRequest(Receiving {
            paper: paper(n),
            subject: person(1),
            kind,
            channel: Channel::Paper,
            identity: IdentityLevel::StaffCheck,
            target,
            parts: Parts::default(),
            representative: None,
            fingerprint: [n; 16],
        })
    };
    let items = || ids(&[item]);
    let (recipient, given) = (id("notary"), DISCLOSED);
    for deed in [
        request(1, RequestKind::Information, Some(under(purpose))),
        request(2, RequestKind::Complaint, None),
        Deed::DecideRequest { request: DECIDED, outcome: RequestOutcome::Granted, done: false },
        Deed::Disclose { target: under(purpose), recipient, items: items(), paper: given },
        Deed::Rectify { target: under(purpose), items: items() },
    ] {
        house.permit("officer", person(1), deed);
    }
}

fn house(state: &str, (purpose, item, ends, _): (&str, &str, &str, &str)) -> House {
    let mut house = House::of(real());
    let mut pack = house.world.editions[&1].pack().clone();
    giving(&mut pack);
    house.world.editions.insert(1, Edition::freeze(pack.clone()).into());
    for role in &pack.roles {
        house.employ(role.id.as_str(), &[role.id.as_str()], 1);
    }
    house.employ("not-acknowledged", &["responsible"], 0);
    let next = Pack { edition: "next".to_owned(), ..pack };
    house.world.editions.insert(2, Edition::freeze(next).into());
    let proposal = |digest: &str, act| Proposal {
        by: id("officer"),
        act,
        digest: digest.to_owned(),
        ends: at("2026-02-09T10:00"),
        approved: None,
    };
    let proposals = [(1, ActKind::EnterProfile), (2, ActKind::ActivateEdition), (3, ActKind::BulkExport)];
    house.world.proposals.extend(proposals.map(|(number, act)| (number, proposal("waits", act))));
    if state == "unknown" {
        return house;
    }
    let long_ago = Some(at("2020-01-20T10:00"));
    for (n, who, purpose) in [(1, 1, purpose), (2, 1, "statutory-reports"), (3, 2, "events")] {
        let mut collecting = taking(&house, person(who), n, purpose);
        let parts = if purpose == "recruitment" { 0b111 } else { 1 };
        let parts = Parts::from_bits(parts).unwrap();
        let given = at("2020-01-20T10:00");
        collecting.consent = collecting.consent.map(|c| Consent { at: given, parts, ..c });
        let at = long_ago.filter(|_| purpose != "events");
        if at.is_none() {
            collecting.consent = taking(&house, person(who), n, purpose).consent;
        }
        permitted(house.perform("officer", person(who), None, at, Deed::Collect(collecting)));
    }
    business(&mut house, purpose, item);
    let ended = Deed::RecordEvent { target: under(purpose), event: id(ends), opens: engagement(9) };
    match state {
        "storage" => drop(house.permit("officer", person(1), ended)),
        "past term" => {
            permitted(house.perform("officer", person(1), None, Some(at("2020-02-03T10:00")), ended));
        }
        _ => {}
    }
    if state.contains("blocked") {
        house.permit("officer", person(1), Deed::Block);
    }
    if state.contains("held") {
        house.permit("officer", person(1), Deed::Hold { hold: HOLD });
    }
    house
}

fn deeds(house: &House, (purpose, item, ends, event): (&str, &str, &str, &str)) -> Vec<(&'static str, Deed)> {
    let target = || under(purpose);
    let items = || ids(&[item]);
    let unblock = |outcome| Deed::Unblock { outcome };
    let erase = |reason| Deed::Erase { target: Some(target()), reason };
    let consent = Consent::to_processing(Way::Written, house.now);
    let receive = |kind, n| {
        Deed::ReceiveRequest(Receiving {
            paper: paper(n),
            subject: person(1),
            kind,
            channel: Channel::Portal,
            identity: IdentityLevel::None,
            target: Some(target()),
            parts: Parts::default(),
            representative: None,
            fingerprint: [n; 16],
        })
    };
    let carrier = |class: &str| Deed::RegisterCarrier {
        target: target(),
        class: class.to_owned(),
        exception: None,
        number: 8,
        paper: paper(8),
    };
    let handle = |step| Deed::HandleRequest { request: REQUEST, step };
    let decide = |outcome| Deed::DecideRequest { request: REQUEST, outcome, done: false };
    let withdrawn = id("consent-withdrawn");
    let disclose =
        Deed::Disclose { target: target(), recipient: id("notary"), items: items(), paper: paper(8) };
    let propose = |act, about| Deed::Propose { act, about, digest: "new".to_owned() };
    let (of, engagement_1, digest) = (id(purpose), engagement(1), "new".to_owned());
    let bulk_export = Deed::BulkExport { purpose: of, engagement: engagement_1, items: items(), digest };
    vec![
        ("collect", Deed::Collect(taking(house, person(1), 9, purpose))),
        ("read", Deed::Read { target: target(), items: items() }),
        ("find", Deed::Find { item: id("email") }),
        ("rectify", Deed::Rectify { target: target(), items: items() }),
        ("record-event", Deed::RecordEvent { target: target(), event: id(event), opens: engagement(9) }),
        ("revoke-event", Deed::RevokeEvent { target: target(), event: id(ends) }),
        ("block", Deed::Block),
        ("unblock", unblock(Outcome::Unfounded)),
        ("unblock rectified", unblock(Outcome::Rectified { target: target(), items: items() })),
        ("unblock destroyed", unblock(Outcome::Destroyed { target: None })),
        ("check", Deed::Check { target: target(), items: items() }),
        ("hold", Deed::Hold { hold: HoldId::from_bytes([8; 16]) }),
        ("release", Deed::Release { hold: HOLD }),
        ("erase on demand", erase(EraseReason::Demand)),
        ("erase as unlawful", erase(EraseReason::Unlawful)),
        ("sweep", Deed::Sweep),
        ("export", Deed::Export),
        ("merge", Deed::Merge),
        ("split", Deed::Split { engagements: vec![engagement(1)], into: person(3) }),
        ("restrict", Deed::Restrict { target: target(), on: true }),
        ("unrestrict", Deed::Restrict { target: target(), on: false }),
        ("list", Deed::List { purpose: id(purpose), engagement: engagement(1), items: items() }),
        ("give-consent", Deed::GiveConsent { target: target(), consent, former: paper(8) }),
        ("withdraw-consent", Deed::WithdrawConsent { target: target(), parts: Parts::PROCESSING }),
        ("... by its event", Deed::RecordEvent { target: target(), event: withdrawn, opens: engagement(9) }),
        ("receive-request", receive(RequestKind::Information, 8)),
        ("... to block", receive(RequestKind::Block, 8)),
        ("confirm-identity", Deed::ConfirmIdentity { request: REQUEST, level: IdentityLevel::StaffCheck }),
        ("handle-request", handle(Step::Note)),
        ("... pass on", handle(Step::PassOn)),
        ("decide-request", decide(RequestOutcome::Granted)),
        ("... refuse", decide(RequestOutcome::Refused)),
        ("answer-request", Deed::AnswerRequest { request: DECIDED }),
        ("disclose", disclose),
        ("publish", Deed::Publish { target: target(), items: items(), paper: paper(8) }),
        ("answer-demand", Deed::AnswerDemand { target: target(), items: items(), paper: paper(8) }),
        ("register-carrier", carrier("letter")),
        ("... of a copy", carrier("identity-document-copy")),
        ("finish-task", Deed::FinishTask { paper: DISCLOSED, duty: DutyKind::Tell }),
        ("... left behind", Deed::EndDuty { paper: DISCLOSED, duty: DutyKind::Tell }),
        ("destroy-carrier", Deed::DestroyCarrier { number: 7 }),
        ("report-breach", Deed::ReportBreach),
        ("print-journal", Deed::PrintJournal),
        ("activate-edition", Deed::ActivateEdition { edition: 2 }),
        ("enter-profile", Deed::EnterProfile { profile: "kz".to_owned(), digest: String::new() }),
        ("acknowledge-edition", Deed::AcknowledgeEdition),
        ("add-staff", Deed::AddStaff { staff: id("newcomer"), roles: ids(&["hr"]) }),
        ("remove-staff", Deed::RemoveStaff { staff: id("hr") }),
        ("enrol", Deed::Enrol { staff: id("hr"), what: Enrolment::Invited }),
        ("... oneself", Deed::Enrol { staff: id("hr"), what: Enrolment::Enrolled }),
        ("sign-in", Deed::SignIn { by: "password-totp".to_owned(), copied: false }),
        ("add-key", Deed::AddKey { key: id("loader"), scope: loading(), expires: at("2026-06-01T10:00") }),
        ("remove-key", Deed::RemoveKey { key: id("loader") }),
        ("add-hook", Deed::AddHook { hook: id("crm"), scope: "host=crm.example.com events=all".to_owned() }),
        ("remove-hook", Deed::RemoveHook { hook: id("warehouse") }),
        ("change-hook", Deed::ChangeHook { hook: id("warehouse"), what: HookChange::Resumed }),
        ("propose", propose(ActKind::EnterProfile, None)),
        ("... an export", propose(ActKind::BulkExport, Some((id(purpose), items())))),
        ("approve", Deed::Approve { number: 1 }),
        ("... of an edition", Deed::Approve { number: 2 }),
        ("... of an export", Deed::Approve { number: 3 }),
        ("decline", Deed::Decline { number: 1 }),
        ("bulk-export", bulk_export),
    ]
}
