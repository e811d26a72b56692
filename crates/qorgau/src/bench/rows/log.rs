//! Log: checking all of it, and proving one entry.

use std::time::Instant;

use super::alone;
use crate::bench::{
    Bench,
    report::{Target, figure},
    seed::Seed,
    stats::{median, quantile},
};

const PROOFS: usize = 2_000;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("log");
    let pairs = bench.pairs;
    let office = &bench.big()?.ours()?.office;
    let began = Instant::now();
    office.checkpoint()?;
    let signing = began.elapsed().as_secs_f64();
    let (mut rates, mut entries) = (Vec::new(), 0);
    for _ in 0..pairs {
        let began = Instant::now();
        let report = office.verify_log(&mut |_| ())?;
        rates.push(report.entries as f64 / began.elapsed().as_secs_f64());
        anyhow::ensure!(report.faults.is_empty(), "the log has faults: {:?}", report.faults.first());
        entries = report.entries;
    }
    let (mut seed, mut times) = (Seed::new(3), Vec::with_capacity(PROOFS));
    for _ in 0..PROOFS {
        let index = seed.next() % entries;
        let began = Instant::now();
        let proof = office.prove(index)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(!proof.tlog_proof.is_empty(), "a proof says something");
    }
    let store = format!("{} entries", figure(entries as f64));
    let mut check = alone("log verify", store.clone(), median(&rates), "/s", Target::AtLeast(1e6));
    check.notes = vec![("seconds for the first checkpoint over all", signing)];
    let mut proof = alone("inclusion proof, p99", store, quantile(&times, 0.99), " ms", Target::AtMost(1.0));
    proof.notes = vec![("median", median(&times)), ("slowest", quantile(&times, 1.0))];
    bench.report.add(check);
    bench.report.add(proof);
    Ok(())
}
