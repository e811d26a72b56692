//! Collects a second through the writer, against five fixed rows through the same queue.
//!
//! `cargo run --release -p store --example throughput -- [people there already] [seconds for each]`
#![allow(clippy::unwrap_used, reason = "a measurement may stop")]

use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::Duration,
};

use store::{Batch, Engine, Options, Sqlite, Verdict, Wants, Write, Writer};

#[path = "../../tests/common/mod.rs"]
mod common;
mod raw;

use common::{Kind, engagement, noise, sid, subject, tag};

const CALLERS: u64 = 32;

fn main() {
    let mut args = std::env::args().skip(1).map(|arg| arg.parse::<u64>().unwrap());
    let (people, seconds) = (args.next().unwrap_or(0), args.next().unwrap_or(10));
    let folder = tempfile::tempdir().unwrap();

    let mut engine = Sqlite::create(folder.path().join("store.db"), common::mac()).unwrap();
    preload(&mut engine, people);
    let office = Writer::start(Box::new(engine), (), Options::default()).unwrap();
    let raw = raw::Raw::create(&folder.path().join("raw.db"), people);
    let raw = Writer::start(Box::new(raw), (), Options::default()).unwrap();

    let next = AtomicU64::new(people);
    let (mut collects, mut raws) = (0.0, 0.0);
    for _ in 0..4 * seconds {
        collects += measure(|| collect(&office, next.fetch_add(1, Ordering::Relaxed)));
        raws += measure(|| five_rows(&raw, next.fetch_add(1, Ordering::Relaxed)));
    }
    let rate = |count| count / seconds as f64;
    println!(
        "{people} people there already: collect {:.0}/s, five raw rows {:.0}/s",
        rate(collects),
        rate(raws)
    );
    println!("ratio {:.2}", collects / raws);
}

/// How many calls end in a quarter of a second: the two kinds take short turns, so that what else the machine does
/// falls on both.
fn measure(call: impl Fn() + Sync) -> f64 {
    let (stop, count) = (AtomicBool::new(false), AtomicU64::new(0));
    thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    call();
                    count.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        thread::sleep(Duration::from_millis(250));
        stop.store(true, Ordering::Relaxed);
    });
    count.into_inner() as f64
}

/// One collect as an office stages it: two lookups, nine rows.
fn collect(writer: &Writer<()>, n: u64) {
    let wants = Wants { subjects: vec![sid(n)], tags: vec![tag(2 * n, n, n).tag] };
    // sealing is done before the writer's turn; only the numbers that it gives out come in there
    let (writes, operational) = (stage(n, 0, 0, 0), noise::<220>(Kind::Entry, n).to_vec());
    let (salt, hash) = (noise(Kind::Salt, n), noise(Kind::Hash, n));
    let job = move |unit: &mut store::Unit<'_, ()>| {
        let known = unit.tagged(tag(2 * n, n, n).tag).unwrap();
        let state = unit.state(sid(n)).unwrap();
        assert!(known.is_empty() && state.subject.is_none());
        unit.expect(sid(n), 0);
        let (key, its) = (unit.next_slot(), unit.next_slot());
        let entry = unit.append_entry(operational, salt, hash);
        for (at, mut write) in writes.into_iter().enumerate() {
            match &mut write {
                Write::PutSubject(subject) => subject.slot = key,
                Write::PutEngagement(engagement) => engagement.slot = its,
                Write::PutSlot { slot, .. } => *slot = if at == 2 { key } else { its },
                Write::PutRecord { slot, .. } => *slot = its,
                Write::PutTrail(row) => row.index = entry,
                _ => {}
            }
            unit.stage(write).unwrap();
        }
        Verdict::Commit(entry)
    };
    writer.submit(wants, job).unwrap();
}

fn stage(n: u64, key: u64, slot: u64, index: u64) -> [Write; 8] {
    let (mut subject, mut engagement) = (subject(n, 1), engagement(n, n, 1));
    (subject.slot, engagement.slot) = (key, slot);
    [
        Write::PutSubject(subject),
        Write::PutEngagement(engagement),
        Write::PutSlot { slot: key, wrapped: noise(Kind::Key, key) },
        Write::PutSlot { slot, wrapped: noise(Kind::Key, slot) },
        Write::PutRecord { slot, sealed: noise::<250>(Kind::Record, n).to_vec() },
        Write::PutTag(tag(2 * n, n, n)),
        Write::PutTag(tag(2 * n + 1, n, n)),
        Write::PutTrail(common::trail(n, index, Some(n))),
    ]
}

fn preload(engine: &mut Sqlite, people: u64) {
    for from in (0..people).step_by(2000) {
        let batches = (from..people.min(from + 2000)).map(|n| {
            let mut writes = stage(n, 2 * n, 2 * n + 1, n).to_vec();
            writes.push(Write::AppendEntry(common::entry(n)));
            Batch { expected: vec![(sid(n), 0)], writes }
        });
        engine.commit_many(&batches.collect::<Vec<_>>()).unwrap();
    }
}

/// The same queue, and nothing but five inserts: what can't be avoided.
fn five_rows(writer: &Writer<()>, n: u64) {
    let job = move |unit: &mut store::Unit<'_, ()>| match unit.stage(Write::ZeroSlot(n)) {
        Ok(()) => Verdict::Commit(()),
        Err(_) => Verdict::Drop(()),
    };
    writer.submit(Wants::default(), job).unwrap();
}
