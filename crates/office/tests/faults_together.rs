//! Many hands on few people: no change is lost, none is counted twice, and nobody waits for ever.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::{
    collections::BTreeMap,
    sync::{Mutex, mpsc::channel},
    time::Duration,
};

use common::{noise::Noise, tamper::behind, *};
use kernel::SubjectId;
use office::{Office, OfficeError};

const HANDS: u64 = 32;

/// What was acknowledged of one person.
#[derive(Default, Clone)]
struct Acked {
    record: u64,
    engagement: u64,
    subject: u64,
    /// The last value, by the log entry that set it.
    cv: (u64, String),
}

fn done<T>(answer: Result<T, OfficeError>) -> Option<T> {
    match answer {
        Ok(done) => Some(done),
        Err(OfficeError::Refused(_)) => None, // blocked by another hand, or recorded by it
        Err(why) => panic!("{why}"),
    }
}

fn one_hand(office: &Office, hand: u64, people: &[SubjectId], acked: &Mutex<BTreeMap<SubjectId, Acked>>) {
    let (hr, boss) = (staff("hr"), responsible());
    let mut noise = Noise(hand);
    for act in 0..if noise::long() { 1_000 } else { 60 } {
        let who = people[noise.below(people.len() as u64) as usize];
        let note = |change: &dyn Fn(&mut Acked)| change(acked.lock().unwrap().entry(who).or_default());
        let here = target("recruitment");
        match noise.below(10) {
            0..4 => {
                let cv = format!("hand {hand}, act {act}");
                let given = [("cv".parse().unwrap(), cv.clone())];
                if let Some(done) = done(office.rectify(&hr, who, here, &given)) {
                    note(&|a| {
                        (a.record, a.engagement) = (a.record + 1, a.engagement + 1);
                        a.cv = a.cv.clone().max((done.entry, cv.clone()));
                    });
                }
            }
            4 => {
                if done(office.record_event(&hr, None, who, here, "refused".parse().unwrap())).is_some() {
                    note(&|a| a.engagement += 1);
                }
            }
            5 => {
                if done(office.revoke_event(&hr, who, here, "refused".parse().unwrap())).is_some() {
                    note(&|a| a.engagement += 1);
                }
            }
            6 => {
                if done(office.block(&boss, who)).is_some() {
                    note(&|a| a.subject += 1);
                }
            }
            7 => {
                if done(office.unblock(&boss, who, None)).is_some() {
                    note(&|a| a.subject += 1);
                }
            }
            8 => {
                done(office.read(&hr, who, here, &["cv".parse().unwrap()]));
                done(office.find(&hr, &"email".parse().unwrap(), "person.1@example.kz"));
            }
            _ => {
                if let Some((_, hold)) = done(office.hold(&boss, who, "a case")) {
                    note(&|a| a.subject += 1);
                    if done(office.release(&boss, who, hold)).is_some() {
                        note(&|a| a.subject += 1);
                    }
                }
                done(office.export(&boss, who));
            }
        }
        if act % 20 == hand % 20 {
            office.sweep(&boss, &mut |_| {}).unwrap();
            office.checkpoint().unwrap();
        }
    }
}

#[test]
fn every_acknowledged_change_counts_once() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let people: Vec<SubjectId> =
        (0..6).map(|n| candidate(&office, "Some Body", &format!("person.{n}@example.kz"))).collect();
    let acked = Mutex::new(BTreeMap::new());
    let (send, ended) = channel();
    std::thread::scope(|scope| {
        let watch = scope.spawn(move || {
            let patience = if noise::long() { 900 } else { 120 };
            if ended.recv_timeout(Duration::from_secs(patience)).is_err() {
                eprintln!("the hands wait for each other");
                std::process::abort(); // a scope would wait for them too
            }
        });
        std::thread::scope(|hands| {
            for hand in 0..HANDS {
                let (office, people, acked) = (&office, &people[..], &acked);
                hands.spawn(move || one_hand(office, hand, people, acked));
            }
        });
        send.send(()).unwrap();
        watch.join().unwrap();
    });
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
    let acked = acked.into_inner().unwrap();
    for who in &people {
        done(office.unblock(&responsible(), *who, None));
        let read =
            office.read(&responsible(), *who, target("recruitment"), &["cv".parse().unwrap()]).unwrap();
        let cv = read.values[0].1.as_deref().map(String::as_str);
        assert_eq!(cv.unwrap_or_default(), acked[who].cv.1, "the last change is the one that stands");
    }
    let blocked: BTreeMap<SubjectId, u64> = BTreeMap::new();
    drop((office, blocked));
    versions_fit(&dir.path().join("store"), &acked);
}

/// The versions in the rows are the number of changes acknowledged.
fn versions_fit(store: &std::path::Path, acked: &BTreeMap<SubjectId, Acked>) {
    let db = behind(store);
    let number = |state: &[u8], at: usize| u64::from_be_bytes(state[at..at + 8].try_into().unwrap());
    for (who, acked) in acked {
        let state = |table: &str| -> Vec<u8> {
            let sql = format!("SELECT state FROM {table} WHERE subject_id = ?1");
            db.query_row(&sql, [who.as_bytes()], |row| row.get(0)).unwrap()
        };
        let (subject, engagement) = (state("subject"), state("engagement"));
        assert_eq!(number(&engagement, 0), 1 + acked.engagement, "{who}");
        assert_eq!(number(&engagement, 8), 1 + acked.record, "{who}");
        let last_unblock = number(&subject, 0) - 1 - acked.subject;
        assert!(
            last_unblock <= 1,
            "{who}: {} changes, {} acknowledged",
            number(&subject, 0) - 1,
            acked.subject
        );
    }
}
