//! Read: three items, 32 callers, each look logged durably before the values leave.

use kernel::SubjectId;

use crate::bench::{
    Bench,
    big::remove,
    callers::{self, CALLERS},
    ours::{Ours, target},
    raw::{Raw, RawPerson},
    report::Pairs,
    seed::Seed,
};

const WHAT: &str = "read of 3 items, 32 callers";
const TARGET: f64 = 0.60;
/// How many of a large store's people are looked at.
const SAMPLE: u64 = 50_000;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("read");
    let (pairs, acts) = (bench.pairs, bench.acts);
    let mut seed = Seed::new(1);
    let mut empty = Pairs::default();
    for _ in 0..pairs {
        let few = 0..(acts / 10) as u64;
        let ours = of_few(bench, few.clone(), acts, &mut seed)?;
        empty.push(ours, raw_of_few(bench, few, acts, &mut seed)?);
    }
    bench.report.add(empty.line(WHAT, "empty".to_owned(), TARGET));
    let people = bench.people;
    let big = bench.big()?;
    let numbers = (0..SAMPLE.min(people)).map(|_| seed.next() % people).collect();
    let ids = big.ours()?.ids(numbers)?;
    let mut full = Pairs::default();
    for _ in 0..pairs {
        let ours = ours(big.ours()?, pick(&ids, acts, &mut seed))?;
        full.push(ours, raw(&big.raw, pick(&big.raw_ids, acts, &mut seed))?);
    }
    let store = bench.large();
    bench.report.add(full.line(WHAT, store, TARGET));
    Ok(())
}

/// Reads in a store that holds nobody but these.
fn of_few(bench: &Bench, few: std::ops::Range<u64>, acts: usize, seed: &mut Seed) -> anyhow::Result<f64> {
    let dir = bench.dir.join("empty");
    let store = Ours::found(&dir)?;
    let ids = store.collect(few)?;
    let rate = ours(&store, pick(&ids, acts, seed))?;
    drop(store);
    remove(&dir)?;
    Ok(rate)
}

fn raw_of_few(bench: &Bench, few: std::ops::Range<u64>, acts: usize, seed: &mut Seed) -> anyhow::Result<f64> {
    let file = bench.dir.join("empty-raw.db");
    let store = Raw::create(&file)?;
    let people = RawPerson::of(few);
    let ids: Vec<SubjectId> = people.iter().map(|person| person.subject).collect();
    store.bulk(people)?;
    let rate = raw(&store, pick(&ids, acts, seed))?;
    drop(store);
    remove(&file)?;
    Ok(rate)
}

fn pick(ids: &[SubjectId], many: usize, seed: &mut Seed) -> Vec<SubjectId> {
    (0..many).map(|_| ids[seed.below(ids.len())]).collect()
}

fn ours(ours: &Ours, ids: Vec<SubjectId>) -> anyhow::Result<f64> {
    let items = ["full-name".parse()?, "birth-date".parse()?, "email".parse()?];
    let (target, many) = (target()?, ids.len() as f64);
    let read = |id| Ok(ours.office.read(&ours.actor, id, target.clone(), &items)?.values.len());
    Ok(many / callers::all(CALLERS, ids, read)?.0)
}

fn raw(raw: &Raw, ids: Vec<SubjectId>) -> anyhow::Result<f64> {
    let many = ids.len() as f64;
    Ok(many / callers::all(CALLERS, ids, |id| Ok(raw.read(id)?.len()))?.0)
}
