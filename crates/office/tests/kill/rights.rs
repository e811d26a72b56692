//! The process is killed at any instant of what is done with papers: consents, disclosures, publications, demands,
//! carriers, requests with text, file, code and answer, receipts, breaches, and the end of all of it. What was
//! acknowledged is there, whole; what was not begun is not.

use std::{collections::BTreeMap, path::Path, sync::Mutex, time::Duration};

use kernel::{Consent, Part, Parts, RefusalCode, Step, SubjectId, Way};
use office::{Decision, Grant, NewBreach, NewPerson, Office, OfficeError, RequestForm};
use policy::{Ground, IdentityLevel, Lang, RequestKind};
use serde_json::Value;

use crate::common::{
    child,
    noise::{self, Noise},
    paperwork::form,
    *,
};

const ROUNDS: u64 = 6;

/// What is done with everybody, in order; each word is the sign by which a dossier shows it.
const STEPS: [&str; 9] =
    ["consent", "disclosure", "publication", "demand", "carrier", "request", "file", "code", "answer"];

fn email(key: u64) -> String {
    format!("papers.{key}@example.kz")
}

fn sign(key: u64, step: &str) -> String {
    format!("{step} of number {key}.")
}

/// What the child does until it is killed.
pub(crate) fn work(orders: &child::Orders) {
    let office = &Office::open(&orders.dir, None).unwrap();
    child::tell("ready");
    let next = &Mutex::new(orders.seed);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(move || {
                loop {
                    let key = {
                        let mut next = next.lock().unwrap();
                        *next += 1;
                        *next
                    };
                    live(office, key);
                }
            });
        }
    });
}

fn live(office: &Office, key: u64) {
    let boss = responsible();
    let parts: Parts = [Part::Processing, Part::Publication, Part::ThirdParties].into_iter().collect();
    let new = person("mailings", "participant", &[("email", &email(key))]);
    let consent = new.consent.map(|consent| Consent { parts, ..consent });
    child::tell(&format!("collecting {key}"));
    let who = office.collect(&boss, &NewPerson { consent, ..new }).unwrap().subject;
    child::tell(&format!("collected {key} {who}"));
    let (here, items) = (|| target("mailings"), ["email".parse().unwrap()]);
    let mut request = None;
    for step in STEPS {
        let sign = sign(key, step);
        child::tell(&format!("begin {key} {step}"));
        match step {
            "consent" => {
                let consent = Consent { parts, ..Consent::to_processing(Way::WebForm, office.clock().now()) };
                office.give_consent(&boss, who, here(), consent, Some(&sign)).map(drop)
            }
            "disclosure" => {
                office.disclose(&boss, who, here(), &"mailing-service".parse().unwrap(), &items).map(drop)
            }
            "publication" => office.publish(&boss, who, here(), &items, &sign).map(drop),
            "demand" => office.answer_demand(&boss, who, here(), &items, &sign).map(drop),
            "carrier" => office.register_carrier(&boss, who, here(), "form", None, &sign).map(drop),
            "request" => {
                let identity = IdentityLevel::StaffCheck;
                let kind = if key.is_multiple_of(2) { RequestKind::Erase } else { RequestKind::Information };
                let form = RequestForm { text: sign, identity, ..form(kind, Some(who)) };
                office.receive_request(&boss, None, &form).map(|received| request = Some(received.request))
            }
            "file" => office.attach(&boss, request.unwrap(), sign.as_bytes()).map(drop),
            "code" => {
                let source = [10, (key >> 16) as u8, (key >> 8) as u8, key as u8].into();
                office.make_code(&boss, request.unwrap(), &email(key), source).map(drop)
            }
            _ => {
                office.move_request(&boss, request.unwrap(), Step::Note, &sign).unwrap();
                office.consent_receipt(&boss, who, &here(), Lang::En).map(drop)
            }
        }
        .unwrap();
        child::tell(&format!("end {key} {step}"));
    }
    if key.is_multiple_of(5) {
        let detected = office.clock().now();
        let text = || sign(key, "breach");
        let breach = NewBreach {
            detected,
            what: text(),
            categories: vec![],
            subjects: 1,
            items: vec![],
            consequences: text(),
            measures: text(),
        };
        office.report_breach(&boss, breach).unwrap();
        child::tell(&format!("breach {key}"));
    }
    child::tell(&format!("ending {key}"));
    let grant = Grant { reasons: sign(key, "reasons"), ..Grant::default() };
    office.decide_request(&boss, request.unwrap(), Decision::Grant(grant)).unwrap();
    child::tell(&format!("decided {key}"));
    office.answered(&boss, request.unwrap()).unwrap();
    child::tell(&format!("answered {key}"));
}

/// What the parent knows of one person.
#[derive(Default, Debug)]
struct Known {
    who: Option<SubjectId>,
    begun: usize,
    done: usize,
    ending: bool,
    decided: bool,
    answered: bool,
    breach: bool,
}

fn note(people: &mut BTreeMap<u64, Known>, line: &str) {
    let words: Vec<&str> = line.split(' ').collect();
    let [what, key, rest @ ..] = &words[..] else { return };
    let known = people.entry(key.parse().unwrap()).or_default();
    let step = || STEPS.iter().position(|step| *step == rest[0]).unwrap() + 1;
    match *what {
        "collecting" => {}
        "collected" => known.who = Some(rest[0].parse().unwrap()),
        "begin" => known.begun = step(),
        "end" => known.done = step(),
        "breach" => known.breach = true,
        "ending" => known.ending = true,
        "decided" => known.decided = true,
        "answered" => known.answered = true,
        other => panic!("{other}"),
    }
}

/// Whether a dossier shows a step.
fn shows(dossier: &Value, text: &str, key: u64, step: &str) -> bool {
    let paper =
        |kind: &str| dossier["papers"].as_array().unwrap().iter().any(|paper| paper["paper"] == *kind);
    match step {
        "disclosure" => text.contains("\"mailing-service\",\"at\""),
        "carrier" => paper("carrier"),
        "file" => paper("evidence"),
        "code" => paper("code"),
        _ => text.contains(&sign(key, step)),
    }
}

fn check(office: &Office, key: u64, known: &Known) {
    let boss = responsible();
    let found = office.find(&boss, &"email".parse().unwrap(), &email(key)).unwrap();
    let erases = key.is_multiple_of(2);
    let Some(who) = known.who else { return };
    let dossier = match office.export(&boss, who) {
        Ok(dossier) => dossier,
        Err(OfficeError::Refused(refusal)) => {
            assert_eq!((refusal.code, &found[..]), (RefusalCode::UnknownSubject, &[][..]));
            return assert!(erases && known.ending, "person {key} is lost: {known:?}");
        }
        Err(other) => panic!("person {key}: {other}"),
    };
    assert!(!(erases && known.answered), "person {key} was erased: {known:?}");
    let gone = dossier.engagements.is_empty();
    assert!(!gone || erases && known.ending, "{known:?}");
    assert!(!(erases && known.decided) || gone, "decided, and not done: {known:?}");
    let text = serde_json::to_string(&dossier).unwrap();
    let dossier: Value = serde_json::from_str(&text).unwrap();
    for (place, step) in STEPS.iter().enumerate() {
        let shown = shows(&dossier, &text, key, step);
        // what went with the engagement, and the code with the answer, is gone
        let may_be_gone = gone && place < 5 || *step == "code" && known.ending;
        assert!(shown || place >= known.done || may_be_gone, "person {key}: the {step} is lost: {known:?}");
        assert!(!shown || place < known.begun, "person {key}: a {step} nobody began: {known:?}");
    }
    let answered = text.contains("\"status\":\"answered\"");
    assert!(answered || !known.answered, "person {key}: {known:?}");
    // decided and what was decided are one
    assert_eq!(text.contains(&sign(key, "reasons")), text.contains("\"decided\":"), "person {key}");
    assert!(!erases || !gone || text.contains("\"outcome\":\"granted\""), "person {key}: gone, undecided");
}

/// The store that children work on.
pub(crate) fn found_to_publish(dir: &Path) -> Office {
    let edition = patched_from(&edition(), "2024-06-17", |pack| {
        for purpose in &mut pack.purposes {
            if let Ground::Consent(asks) = &mut purpose.ground {
                asks.publication = true;
            }
        }
    });
    found_with(dir, edition)
}

#[test]
fn no_paper_is_lost_or_half_done() {
    let mut noise = Noise(noise::seed());
    let dir = tempfile::tempdir().unwrap();
    drop(found_to_publish(dir.path()));
    let store = dir.path().join("store");
    let mut people: BTreeMap<u64, Known> = BTreeMap::new();
    let rounds = if noise::long() { ROUNDS * 10 } else { ROUNDS };
    for round in 0..rounds {
        let worker = child::start(child::command(&[], "rights", &store, (round + 1) * 1_000_000));
        let mut told = Vec::new();
        assert!(worker.hear("ready", &mut told), "the child did not start");
        worker.hear_many(30 + noise.below(500) as usize, &mut told);
        std::thread::sleep(Duration::from_micros(noise.below(5_000)));
        told.extend(worker.kill());
        told.iter().for_each(|line| note(&mut people, line));
        let office = Office::open(&store, None).unwrap();
        let health = office.examine(true, &mut |_| {}).unwrap();
        assert!(health.is_well(), "{:?}", health.findings);
        let last = round + 1 == rounds;
        people.iter().filter(|(key, _)| **key > (round + 1) * 1_000_000 || last).for_each(|(key, known)| {
            check(&office, *key, known);
        });
        registers(&office, &people);
        office.checkpoint().unwrap();
        let log = office.verify_log(&mut |_| {}).unwrap();
        assert_eq!((log.faults, log.signed), (vec![], log.entries));
        crate::acts_hold(&office);
    }
    let done = |test: fn(&Known) -> bool| people.values().filter(|known| test(known)).count();
    let (begun, answered) = (people.len(), done(|known| known.answered));
    println!("{begun} people, {answered} answered, {} breaches", done(|known| known.breach));
    assert!(begun > 40 && answered > 2, "the children had no time to do anything: {begun}, {answered}");
}

/// The organisation's registers count without gaps and hold what was acknowledged.
fn registers(office: &Office, people: &BTreeMap<u64, Known>) {
    let (carriers, breaches) =
        (office.carriers(&responsible()).unwrap(), office.breaches(&responsible()).unwrap());
    let numbers = |count: usize| (1..=count as u64).collect::<Vec<_>>();
    assert_eq!(carriers.iter().map(|one| one.number).collect::<Vec<_>>(), numbers(carriers.len()));
    assert_eq!(breaches.iter().map(|one| one.number).collect::<Vec<_>>(), numbers(breaches.len()));
    for (key, known) in people {
        let there = breaches.iter().any(|breach| breach.what == sign(*key, "breach"));
        assert!(there || !known.breach, "the breach of {key} is lost");
        let place = sign(*key, "carrier");
        let carrier = carriers.iter().find(|one| one.place == place);
        assert!(carrier.is_some() || known.done < 5, "the carrier of {key} is lost");
        let released = carrier.is_some_and(|one| one.due.is_some());
        assert!(!released || known.ending, "{known:?}");
        assert!(
            released || !(known.decided && key.is_multiple_of(2)),
            "its data went, and it stays: {known:?}"
        );
    }
}
