//! Find: one caller by e-mail, each find logged durably before the ids leave.

use std::time::Instant;

use super::alone;
use crate::bench::{
    Bench, people,
    report::Target,
    seed::Seed,
    stats::{median, quantile},
};

const FINDS: usize = 3_000;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("find");
    let people = bench.people;
    let ours = bench.big()?.ours()?;
    let (mut seed, mut times) = (Seed::new(2), Vec::with_capacity(FINDS));
    let item = "email".parse()?;
    for _ in 0..FINDS {
        let email = people::email(seed.next() % people);
        let began = Instant::now();
        let found = ours.office.find(&ours.actor, &item, &email)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(found.len() == 1, "one person has this e-mail");
    }
    let mut line =
        alone("find by e-mail, p99", bench.large(), quantile(&times, 0.99), " ms", Target::AtMost(3.0));
    line.notes = vec![("median", median(&times)), ("slowest", quantile(&times, 1.0))];
    bench.report.add(line);
    Ok(())
}
