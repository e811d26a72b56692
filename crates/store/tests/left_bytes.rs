//! What is dropped is gone from the files: no page keeps a stale copy of a cell that speaks of a person.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use std::{collections::HashMap, fs};

use common::{Kind, Place, at, eid, engagement, entry, hid, mix, noise, sid, subject, tag, trail};
use kernel::{DueAt, Engagement};
use store::{Batch, Engine, Reader, Sqlite, Truncation, Write};

/// People taken in; each brings eight rows and more. `LEFT_BYTES_PEOPLE` makes it more.
fn people() -> u64 {
    std::env::var("LEFT_BYTES_PEOPLE").ok().and_then(|n| n.parse().ok()).unwrap_or(6_000)
}

/// Sixteen bytes at a time, wherever they stand in a file.
#[derive(Default)]
struct Sought(HashMap<[u8; 16], &'static str>);

impl Sought {
    /// A cell is sought in pieces: it may have been overwritten in part.
    fn add(&mut self, what: &'static str, bytes: &[u8]) {
        for piece in bytes.chunks_exact(16).chain(bytes.last_chunk().map(|last: &[u8; 16]| &last[..])) {
            self.0.insert(piece.try_into().unwrap(), what);
        }
    }

    /// Everything of one person's that must go.
    fn person(&mut self, n: u64, last: &Person) {
        self.add("subject id", sid(n).as_bytes());
        self.add("engagement id", eid(n).as_bytes());
        self.add("hold id", hid(n).as_bytes());
        self.add("fingerprint", &engagement(n, n, 1).fingerprint);
        self.add("hold", &hold(n));
        for slot in &last.slots {
            self.add("wrapped key", &wrapped(*slot));
        }
        for t in 0..last.tags {
            self.add("tag", &tag(n * 8 + t, n, n).tag);
        }
        for index in &last.trail {
            self.add("trail", &trail(n, *index, None).sealed);
        }
    }

    fn found_in(&self, place: &Place) -> HashMap<&'static str, usize> {
        let mut found = HashMap::new();
        for file in fs::read_dir(place.folder.path()).unwrap() {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            for window in bytes.windows(16) {
                if let Some(what) = self.0.get(window) {
                    *found.entry(*what).or_default() += 1;
                }
            }
        }
        found
    }
}

#[derive(Default, Clone)]
struct Person {
    slots: Vec<u64>,
    tags: u64,
    trail: Vec<u64>,
    version: u64,
    held: bool,
}

fn wrapped(slot: u64) -> [u8; 60] {
    noise(Kind::Key, slot)
}

fn hold(n: u64) -> Vec<u8> {
    noise::<640>(Kind::Hold, n)[..(n as usize * 7) % 600 + 40].to_vec()
}

struct Churn {
    engine: Sqlite,
    people: Vec<Person>,
    next_slot: u64,
    next_index: u64,
    batch: Vec<Batch>,
}

impl Churn {
    fn act(&mut self, n: u64, mut writes: Vec<Write>) {
        let index = self.next_index;
        self.next_index += 1;
        writes.push(Write::AppendEntry(entry(index)));
        if self.people[n as usize].version > 0 {
            writes.push(Write::PutTrail(trail(n, index, Some(n))));
            self.people[n as usize].trail.push(index);
        }
        self.batch.push(Batch { expected: vec![], writes });
        if self.batch.len() == 25 {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.engine.commit_many(&self.batch).unwrap();
        self.batch.clear();
    }

    fn slot(&mut self, n: u64, writes: &mut Vec<Write>) -> u64 {
        let slot = self.next_slot;
        self.next_slot += 1;
        writes.push(Write::PutSlot { slot, wrapped: wrapped(slot) });
        self.people[n as usize].slots.push(slot);
        slot
    }

    fn row(&self, n: u64) -> Engagement {
        let person = &self.people[n as usize];
        let mut row = engagement(n, n, person.version);
        row.due = (mix(n ^ person.version) & 3 > 0).then(|| DueAt {
            at: at((mix(n + person.version) % 1_000_000) as i64),
            exact: true,
            ending: 0,
        });
        row
    }

    fn put(&self, n: u64, writes: &mut Vec<Write>) {
        writes.push(Write::PutSubject(subject(n, self.people[n as usize].version)));
        writes.push(Write::PutEngagement(self.row(n)));
    }

    fn collect(&mut self, n: u64) {
        let mut writes = Vec::new();
        self.people[n as usize].version = 1;
        self.slot(n, &mut writes);
        let slot = self.slot(n, &mut writes);
        self.put(n, &mut writes);
        writes.push(Write::PutRecord { slot, sealed: vec![3; 150 + (n % 200) as usize] });
        self.people[n as usize].tags = 2;
        writes.extend((0..2).map(|t| Write::PutTag(tag(n * 8 + t, n, n))));
        self.act(n, writes);
    }

    fn rectify(&mut self, n: u64) {
        let mut writes = Vec::new();
        let old = *self.people[n as usize].slots.last().unwrap();
        self.people[n as usize].version += 1;
        let slot = self.slot(n, &mut writes);
        writes.push(Write::ZeroSlot(old));
        writes.push(Write::DropRecord(old));
        writes.push(Write::PutRecord { slot, sealed: vec![4; 150 + (mix(n) % 200) as usize] });
        self.put(n, &mut writes);
        let t = self.people[n as usize].tags;
        if t < 8 {
            writes.push(Write::DropTag(tag(n * 8 + t - 1, n, n)));
            writes.push(Write::PutTag(tag(n * 8 + t, n, n)));
            self.people[n as usize].tags += 1;
        }
        self.act(n, writes);
    }

    fn hold(&mut self, n: u64) {
        self.people[n as usize].held = true;
        self.act(n, vec![Write::PutHold { subject: sid(n), hold: hid(n), sealed: hold(n) }]);
    }

    fn drop(&mut self, n: u64) {
        let person = self.people[n as usize].clone();
        let mut writes: Vec<Write> = person.slots.iter().map(|slot| Write::ZeroSlot(*slot)).collect();
        writes.push(Write::DropRecord(*person.slots.last().unwrap()));
        writes.extend((0..person.tags).map(|t| Write::DropTag(tag(n * 8 + t, n, n))));
        writes.push(Write::ClearTrail { subject: sid(n), engagement: None });
        if person.held {
            writes.push(Write::DropHold { subject: sid(n), hold: hid(n) });
        }
        writes.push(Write::DropEngagement { subject: sid(n), id: eid(n) });
        writes.push(Write::DropSubject(sid(n)));
        self.people[n as usize].version = 0;
        self.act(n, writes);
    }
}

#[test]
fn nothing_of_what_was_dropped_is_in_the_files() {
    let (place, count) = (Place::new(), people());
    let people = vec![Person::default(); count as usize];
    let mut churn = Churn { engine: place.create(), people, next_slot: 0, next_index: 0, batch: vec![] };
    let mut sought = Sought::default();
    for n in 0..count {
        churn.collect(n);
        // about each newcomer, something happens to somebody who came earlier
        let (earlier, what) = (mix(n) % (n + 1), mix(n ^ 0xACC) % 100);
        if churn.people[earlier as usize].version > 0 {
            match what {
                0..45 => churn.rectify(earlier),
                45..55 if !churn.people[earlier as usize].held => churn.hold(earlier),
                55..75 => churn.drop(earlier),
                _ => {}
            }
        }
        if n % (count / 3) == count / 3 - 1 {
            churn.flush();
            assert_eq!(churn.engine.truncate().unwrap(), Truncation::Done); // pages go to the file in between too
        }
    }
    for n in 0..count {
        // then whole runs of neighbours and scattered people, so that pages are joined
        let gone = (n / 512) % 3 == 0 || mix(n ^ 0xFADE) % 10 < 4;
        if gone && churn.people[n as usize].version > 0 {
            churn.drop(n);
        }
    }
    churn.flush();
    let (gone, stayed): (Vec<_>, Vec<_>) = (0..count).partition(|n| churn.people[*n as usize].version == 0);
    gone.iter().for_each(|n| sought.person(*n, &churn.people[*n as usize]));
    assert!(!sought.found_in(&place).is_empty(), "before truncating, the write-ahead log holds some of it");

    assert_eq!(churn.engine.truncate().unwrap(), Truncation::Done);
    churn.engine.check(true).unwrap();
    println!("{} gone, {} stayed, {} pieces sought", gone.len(), stayed.len(), sought.0.len());
    assert_eq!(sought.found_in(&place), HashMap::new());

    let mut there = Sought::default();
    stayed
        .iter()
        .for_each(|n| there.add("tag", &tag(n * 8 + churn.people[*n as usize].tags - 1, *n, *n).tag));
    assert_eq!(there.found_in(&place)["tag"], stayed.len(), "the search finds what is there, once each");
}
