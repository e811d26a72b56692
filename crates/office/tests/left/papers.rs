//! What stood beside people's items is gone with them: consents and their proofs, requests, files, codes, answers,
//! disclosures, places, demands, carriers, holds.

use kernel::{Consent, DutyKind, Matter, Paper, PaperId, Parts, encode::read_paper};
use office::{Decision, Grant, NewPerson};
use policy::{Ground, RequestKind};

use super::*;
use crate::common::paperwork::{Filed, Held, Words, file_everything, form};

/// How many people; two of three go.
fn people() -> u64 {
    if noise::long() { 2_000 } else { 450 }
}

struct Known {
    who: SubjectId,
    filed: Filed,
    texts: Vec<String>,
}

fn mark(key: u64) -> String {
    Noise(key ^ 0x7777).text(16)
}

fn held(key: u64) -> Held {
    let parts = [kernel::Part::Processing, kernel::Part::Publication, kernel::Part::ThirdParties];
    Held {
        purpose: "mailings".parse().unwrap(),
        category: "participant".parse().unwrap(),
        items: vec!["email".parse().unwrap()],
        consent: Some(parts.into_iter().collect()),
        recipient: Some("mailing-service".parse().unwrap()),
        email: email(key, 0),
    }
}

fn file(office: &Office, key: u64) -> Known {
    let words = Words::of(&mark(key));
    let held = held(key);
    let new = person("mailings", "participant", &[("email", &held.email)]);
    let consent = new.consent.map(|consent| Consent { parts: held.consent.unwrap(), ..consent });
    let new = NewPerson { consent, proof: Some(words.at(Words::PROOF)), ..new };
    let who = office.collect(&responsible(), &new).unwrap().subject;
    let filed = file_everything(office, &responsible(), who, &held, &words, (key / 16) as u16);
    let mut texts = words.all(&held);
    texts.extend([held.email, String::from_utf8(words.file()).unwrap()]);
    Known { who, filed, texts }
}

/// Everything of one person goes: on demand, by a request, or by a withdrawal and the sweep that follows.
fn go(office: &Office, key: u64, known: &Known) {
    let boss = responsible();
    let hold = office.export(&boss, known.who).unwrap().holds[0].id;
    office.release(&boss, known.who, hold).unwrap();
    let reasons = Words::of(&mark(key)).at("end");
    office.decide_request(&boss, known.filed.open, Decision::Refuse { reasons }).unwrap();
    office.answered(&boss, known.filed.open).unwrap();
    match key % 9 {
        0..3 => drop(office.erase(&boss, known.who, None, EraseReason::Demand).unwrap()),
        3..6 => {
            let asked = office.receive_request(&boss, None, &form(RequestKind::Erase, Some(known.who)));
            let asked = asked.unwrap().request;
            let level = policy::IdentityLevel::StaffCheck;
            office.confirm_identity(&boss, asked, level).unwrap();
            office.decide_request(&boss, asked, Decision::Grant(Grant::default())).unwrap();
            office.answered(&boss, asked).unwrap();
        }
        _ => {
            let here = target("mailings");
            drop(office.withdraw_consent(&boss, None, known.who, here, Parts::PROCESSING).unwrap());
        }
    }
}

/// A person's papers as they lie in their table, with the bytes that are theirs alone.
fn rows(store: &Path, who: SubjectId) -> Vec<(Paper, Vec<u8>)> {
    let db = behind(store);
    let mut all = db.prepare("SELECT paper_id, state, mac FROM paper WHERE subject_id = ?1").unwrap();
    let rows = all.query_map([who.as_bytes()], |row| {
        Ok((row.get::<_, [u8; 16]>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?))
    });
    rows.unwrap()
        .map(Result::unwrap)
        .map(|(id, state, mac)| (read_paper(who, PaperId::from_bytes(id), &state).unwrap(), mac))
        .collect()
}

#[test]
fn nothing_of_the_papers_of_those_who_went_is_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let edition = patched_from(&edition(), "2024-06-17", |pack| {
        for purpose in &mut pack.purposes {
            if let Ground::Consent(asks) = &mut purpose.ground {
                asks.publication = true;
            }
        }
    });
    let office = found_with(dir.path(), edition);
    let all: Vec<Mutex<Option<Known>>> = (0..people()).map(|_| Mutex::default()).collect();
    let of = |key: u64| all[key as usize].lock().unwrap();
    all_hands(0..people(), |key| *of(key) = Some(file(&office, key)));
    let goes = |key: &u64| !key.is_multiple_of(3);
    let mut needles = Needles::default();
    for (what, bytes) in standing(&store) {
        needles.bytes(what, &bytes);
    }
    let mut kinds = std::collections::BTreeMap::new();
    for key in (0..people()).filter(goes) {
        let known = of(key);
        let known = known.as_ref().unwrap();
        needles.id("subject", known.who.as_bytes(), &known.who.to_string());
        known.texts.iter().for_each(|text| needles.text("word", text));
        needles.text("word", &Words::of(&mark(key)).at("end"));
        for (paper, mac) in rows(&store, known.who) {
            *kinds.entry(paper.kind()).or_insert(0_u64) += 1;
            needles.id("paper", paper.id.as_bytes(), &paper.id.to_string());
            needles.bytes("paper's row", &mac);
            match &paper.matter {
                Matter::Request(one) => needles.bytes("request's fingerprint", &one.fingerprint),
                Matter::Evidence(one) => needles.bytes("file's digest", &one.digest),
                _ => {}
            }
        }
    }
    assert_eq!(kinds.len(), 7, "{kinds:?}");
    let found = needles.found_in(&store);
    for what in
        ["wrapped key", "paper in", "paper's row", "request's fingerprint", "file's digest", "subject in"]
    {
        assert!(found.keys().any(|found| found.starts_with(what)), "the search finds {what}: {found:?}");
    }
    assert!(!found.keys().any(|found| found.starts_with("word")), "{found:?}");

    all_hands(0..people(), |key| {
        if goes(&key) {
            go(&office, key, of(key).as_ref().unwrap());
        }
    });
    office.set_clock(at("2026-04-03T07:00:00Z")).unwrap();
    let swept = office.sweep(&responsible(), &mut |_| {}).unwrap();
    assert!(swept.signed && swept.persons > people() / 5, "{swept:?}");
    for (_, bytes) in standing(&store) {
        needles.forget(&bytes);
    }
    // Whom there is something to tell is told of a disclosure by its number: of these papers nothing else is left.
    let left = office.left_duties().unwrap();
    assert!(!left.is_empty());
    for number in left.iter().map(|duty| duty.paper.to_string()) {
        needles.forget(&number.as_bytes()[number.len() - 12..]); // the last group of its digits
    }
    println!("{} pieces are looked for", needles.len());
    assert_eq!(needles.found_in(&store), Default::default());
    drop(office);
    assert_eq!(needles.found_in(&store), Default::default());
    let office = Office::open(&store, None).unwrap();
    assert_eq!(needles.found_in(&store), Default::default());
    let stay: Vec<SubjectId> =
        (0..people()).filter(|key| !goes(key)).map(|key| of(key).as_ref().unwrap().who).collect();
    // Where a publication stands is known until it is taken back, and then no more.
    let removals: Vec<PaperId> =
        left.iter().filter(|duty| duty.duty == DutyKind::Removal).map(|duty| duty.paper).collect();
    assert!(!removals.is_empty());
    only_theirs_opens(&store, &stay, removals.len());
    for paper in removals {
        office.finish_task(&responsible(), paper, DutyKind::Removal).unwrap();
    }
    only_theirs_opens(&store, &stay, 0);
    assert_eq!(needles.found_in(&store), Default::default());
    // the tasks that stay behind name no one
    let carriers = office.carriers(&responsible()).unwrap();
    let released = carriers.iter().filter(|carrier| carrier.due.is_some()).count() as u64;
    assert_eq!((carriers.len() as u64, released), (people(), (0..people()).filter(goes).count() as u64));
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
    assert_eq!(office.verify_log(&mut |_| {}).unwrap().faults, Vec::<String>::new());
}

/// As many keys stand as those who are held need, one for the limits of codes, and one for each place that is still to be
/// told.
fn only_theirs_opens(store: &Path, held: &[SubjectId], places: usize) {
    let papers = |who: &SubjectId| rows(store, *who).iter().filter(|(paper, _)| paper.slot.is_some()).count();
    let needed: usize = held.iter().map(|who| 2 + papers(who)).sum();
    let living: i64 = behind(store)
        .query_row("SELECT count(*) FROM key_slot WHERE wrapped <> zeroblob(60)", [], |row| row.get(0))
        .unwrap();
    assert_eq!(living as usize, needed + 1 + places);
}
