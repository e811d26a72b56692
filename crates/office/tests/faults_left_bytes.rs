//! What was destroyed or replaced is gone from every file of the store, with every key in hand.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;
#[path = "left/papers.rs"]
mod papers;

use std::{collections::HashMap, path::Path, sync::Mutex, time::Instant};

use common::{
    needles::Needles,
    noise::{self, Noise},
    tamper::{self, behind},
    *,
};
use kernel::{Consent, EraseReason, SubjectId, Way};
use office::{NewPerson, Office};
use vault::{Keyring, RootKey};

/// What was written of one person.
#[derive(Default)]
struct Written {
    subject: Option<SubjectId>,
    engagements: Vec<kernel::EngagementId>,
    /// Values that were replaced, and those that stand.
    old: Vec<String>,
    values: Vec<String>,
    gone: bool,
}

fn count() -> u64 {
    if noise::long() { 100_000 } else { 20_000 }
}

fn email(key: u64, n: u64) -> String {
    format!("{}@{}.example.kz", Noise(key * 31 + n).text(14), Noise(key * 37 + n).text(14))
}

fn newcomer(key: u64, cv: &str) -> (NewPerson, Vec<String>) {
    let name = format!("{} {}", Noise(key ^ 0xA5A5).text(13), Noise(key ^ 0x5A5A).text(13));
    let mail = email(key, 0);
    let items = [("full-name", name.as_str()), ("email", &mail), ("cv", cv)];
    let consent = Some(Consent::to_processing(Way::Written, at("2026-01-10T08:00:00Z")));
    let person = person("recruitment", "candidate", &items);
    let person = NewPerson { consent, at: Some(at("2026-01-12T08:00:00Z")), ..person };
    (person, vec![name, mail, cv.to_owned()])
}

/// Runs a job for every key, by many hands at once.
fn all_hands(keys: std::ops::Range<u64>, job: impl Fn(u64) + Sync) {
    let next = Mutex::new(keys);
    std::thread::scope(|scope| {
        for _ in 0..24 {
            scope.spawn(|| {
                while let Some(key) = { next.lock().unwrap().next() } {
                    job(key);
                }
            });
        }
    });
}

struct Churn {
    office: Office,
    people: Vec<Mutex<Written>>,
    /// Everything that ever stood in a slot, and every sealed subject part and tag.
    seen: Vec<(&'static str, Vec<u8>)>,
}

impl Churn {
    fn collect(&self, key: u64) {
        let mut noise = Noise(key);
        let len = noise.below(2_000);
        let (person, values) = newcomer(key, &noise.text(20 + len));
        let taken = self.office.collect(&staff("hr"), &person).unwrap();
        let mut written = self.people[key as usize].lock().unwrap();
        *written = Written {
            subject: Some(taken.subject),
            engagements: vec![taken.engagement],
            values,
            ..Written::default()
        };
    }

    fn rectify(&self, key: u64, n: u64) {
        let mut noise = Noise(key ^ n << 40);
        let len = noise.below(2_000);
        let (cv, mail) = (noise.text(20 + len), email(key, n));
        let mut written = self.people[key as usize].lock().unwrap();
        let news = [("cv", cv.clone()), ("email", mail.clone())];
        let news = news.map(|(item, value)| (item.parse().unwrap(), value));
        self.office.rectify(&staff("hr"), written.subject.unwrap(), target("recruitment"), &news).unwrap();
        let old =
            [std::mem::replace(&mut written.values[1], mail), std::mem::replace(&mut written.values[2], cv)];
        written.old.extend(old);
    }

    fn event(&self, key: u64, event: &str) {
        let mut written = self.people[key as usize].lock().unwrap();
        let (who, effective) = (written.subject.unwrap(), Some(at("2026-01-20T08:00:00Z")));
        self.office
            .record_event(&staff("hr"), effective, who, target("recruitment"), event.parse().unwrap())
            .unwrap();
        written.gone = event == "refused";
    }

    fn erase(&self, key: u64) {
        let mut written = self.people[key as usize].lock().unwrap();
        self.office.erase(&responsible(), written.subject.unwrap(), None, EraseReason::Demand).unwrap();
        written.gone = true;
    }

    /// Notes what stands in the tables now.
    fn look(&mut self, store: &Path) {
        self.seen.extend(standing(store));
    }
}

/// Wrapped keys, sealed subject parts and tags, as they stand.
fn standing(store: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let db = behind(store);
    let mut out = Vec::new();
    for (what, sql) in [
        ("wrapped key", "SELECT wrapped FROM key_slot WHERE wrapped <> zeroblob(60)"),
        ("sealed subject part", "SELECT sealed FROM trail WHERE sealed <> zeroblob(124)"),
    ] {
        let mut all = db.prepare(sql).unwrap();
        let rows = all.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
        out.extend(rows.map(|row| (what, row.unwrap())));
    }
    for table in ["tag_bucket", "tag_journal"] {
        let mut pages = db.prepare(&format!("SELECT cells FROM {table}")).unwrap();
        for page in pages.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap() {
            let page = page.unwrap();
            let living = tamper::cells(&page, tamper::TAG_CELL).into_iter().map(|cell| cell[..16].to_vec());
            out.extend(living.filter(|tag| *tag != [0; 16]).map(|tag| ("index tag", tag)));
        }
    }
    let mut spilled = db.prepare("SELECT substr(cell, 1, 16) FROM tag_spill").unwrap();
    let spilled = spilled.query_map([], |row| row.get::<_, Vec<u8>>(0)).unwrap();
    out.extend(spilled.map(|tag| ("index tag", tag.unwrap())));
    out
}

#[test]
fn nothing_of_what_was_destroyed_is_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let (count, begun) = (count(), Instant::now());
    let people = (0..count).map(|_| Mutex::default()).collect();
    let mut churn = Churn { office: found(dir.path()), people, seen: Vec::new() };
    let tell = |what: &str| println!("{:>6.1} s: {what}", begun.elapsed().as_secs_f32());

    all_hands(0..count / 2, |key| churn.collect(key));
    tell("half taken in");
    churn.look(&store);
    // newcomers among corrections and erasures, so that pages fill, split and empty in between
    all_hands(count / 2..count, |key| {
        churn.collect(key);
        let earlier = Noise(key).below(count / 2);
        match key % 5 {
            0 | 1 => churn.rectify(earlier, key),
            2 if key % 40 == 2 => churn.event(key, "hired"),
            _ => {}
        }
    });
    tell("all taken in, thousands corrected");
    churn.look(&store);
    all_hands(0..300, |n| churn.erase(n * 61 % (count / 2)));
    tell("300 erased one by one");
    // neighbours and scattered people
    let due = |key: &u64| key % 10 < 4 || (key / 500) % 4 == 1;
    let free = |churn: &Churn, key: u64| !churn.people[key as usize].lock().unwrap().gone && key % 40 != 2;
    all_hands(0..count, |key| {
        if due(&key) && free(&churn, key) {
            churn.event(key, "refused");
        }
    });
    churn.look(&store);
    churn.office.set_clock(at("2026-03-05T07:00:00Z")).unwrap();
    tell("thousands refused");

    let reader = behind(&store);
    reader.execute_batch("BEGIN; SELECT count(*) FROM key_slot; SELECT count(*) FROM trail").unwrap();
    let swept = churn.office.sweep(&responsible(), &mut |_| {}).unwrap();
    assert!(!swept.signed && swept.act.is_none(), "an open reader keeps the write-ahead log");
    assert!(swept.destroyed > count / 3, "{swept:?}");
    tell(&format!("{} swept beside an open reader", swept.destroyed));
    let needles = needles(&churn, &store);
    let found = needles.found_in(&store);
    assert!(
        found.keys().any(|what| what.starts_with("wrapped key")),
        "the search finds what is there: {found:?}"
    );
    assert!(!found.keys().any(|what| what.starts_with("value")), "{found:?}");

    reader.execute_batch("COMMIT").unwrap();
    drop(reader);
    drop(churn.office);
    churn.office = Office::open(&store, None).unwrap();
    let act = store.join(format!("acts/{}.json", swept.run));
    let key = churn.office.verifier_key().to_string();
    office::verify_act(&std::fs::read_to_string(act).unwrap(), &key).unwrap();
    tell(&format!("pending act finished; {} pieces are looked for", needles.len()));
    assert_eq!(needles.found_in(&store), Default::default());
    drop(churn.office);
    assert_eq!(needles.found_in(&store), Default::default());
    tell("searched, open and closed");
    with_keys_in_hand(&store, &churn.people);
    let office = Office::open(&store, None).unwrap();
    office.checkpoint().unwrap();
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
    tell("looked over");
}

/// Everything that must be gone: what was seen and stands no more, and what was written of those destroyed.
fn needles(churn: &Churn, store: &Path) -> Needles {
    let mut needles = Needles::default();
    for (what, bytes) in &churn.seen {
        needles.bytes(what, bytes);
    }
    for (_, bytes) in standing(store) {
        needles.forget(&bytes);
    }
    for written in &churn.people {
        let written = written.lock().unwrap();
        let here = if written.gone { &written.values[..] } else { &[] };
        written.old.iter().chain(here).for_each(|value| needles.text("value", value));
        if written.gone {
            let subject = written.subject.unwrap();
            needles.id("subject", subject.as_bytes(), &subject.to_string());
            for id in &written.engagements {
                needles.id("engagement", id.as_bytes(), &id.to_string());
            }
        }
    }
    needles
}

/// The root key opens the slots of those who are held, and of nobody else.
fn with_keys_in_hand(store: &Path, people: &[Mutex<Written>]) {
    let root = RootKey::from_file_text(&std::fs::read_to_string(store.join("root.key")).unwrap()).unwrap();
    let keyring = Keyring::new(&root);
    let db = behind(store);
    let mut all = db.prepare("SELECT slot, wrapped FROM key_slot").unwrap();
    let rows = all.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))).unwrap();
    let slots: HashMap<i64, Vec<u8>> = rows.map(Result::unwrap).collect();
    let held = |written: &&Mutex<Written>| !written.lock().unwrap().gone;
    let living = slots.values().filter(|wrapped| wrapped.iter().any(|byte| *byte != 0)).count();
    let engagements: i64 = db.query_row("SELECT count(*) FROM engagement", [], |row| row.get(0)).unwrap();
    assert_eq!(living, people.iter().filter(held).count() + engagements as usize);
    for written in people.iter().filter(|written| !held(written)).take(50) {
        let subject = *written.lock().unwrap().subject.unwrap().as_bytes();
        let opens =
            |wrapped: &Vec<u8>| keyring.unwrap_subject(&subject, wrapped[..].try_into().unwrap()).is_ok();
        assert!(!slots.values().any(opens), "a destroyed key opens");
    }
}
