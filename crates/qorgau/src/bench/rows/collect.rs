//! Collect: 32 callers, each answered when durable; sealed, indexed twice, logged.

use std::ops::Range;

use crate::bench::{
    Bench,
    big::remove,
    callers::{self, CALLERS},
    ours::{Ours, to_collect},
    raw::{Raw, RawPerson},
    report::Pairs,
};

const WHAT: &str = "collect, 32 callers";
const TARGET: f64 = 0.70;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("collect");
    let (pairs, acts) = (bench.pairs, bench.acts);
    let mut empty = Pairs::default();
    for _ in 0..pairs {
        let (dir, file) = (bench.dir.join("empty"), bench.dir.join("empty-raw.db"));
        let ours = ours(&Ours::found(&dir)?, 0..acts as u64)?;
        remove(&dir)?;
        let raw = raw(&Raw::create(&file)?, 0..acts as u64)?;
        remove(&file)?;
        empty.push(ours, raw);
    }
    bench.report.add(empty.line(WHAT, "empty".to_owned(), TARGET));
    let mut full = Pairs::default();
    let big = bench.big()?;
    for _ in 0..pairs {
        let numbers = big.fresh(acts);
        full.push(ours(big.ours()?, numbers.clone())?, raw(&big.raw, numbers)?);
    }
    let store = bench.large();
    bench.report.add(full.line(WHAT, store, TARGET));
    Ok(())
}

fn ours(ours: &Ours, numbers: Range<u64>) -> anyhow::Result<f64> {
    let people = to_collect(numbers)?;
    let many = people.len() as f64;
    let collect = |person| Ok(ours.office.collect(&ours.actor, &person)?.subject);
    Ok(many / callers::all(CALLERS, people, collect)?.0)
}

fn raw(raw: &Raw, numbers: Range<u64>) -> anyhow::Result<f64> {
    let people = RawPerson::of(numbers);
    let many = people.len() as f64;
    Ok(many / callers::all(CALLERS, people, |person| raw.collect(person))?.0)
}
