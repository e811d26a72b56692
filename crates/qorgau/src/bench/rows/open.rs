//! Open: a store that was closed properly, its files in the system's cache.

use super::alone;
use crate::bench::{Bench, report::Target, stats::median};

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("open");
    let pairs = bench.pairs;
    let big = bench.big()?;
    let times: Vec<f64> = (0..pairs).map(|_| Ok(big.reopen()? * 1e3)).collect::<anyhow::Result<_>>()?;
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let mut line = alone("open", bench.large(), median(&times), " ms", Target::AtMost(300.0));
    line.notes = vec![("slowest", slowest)];
    bench.report.add(line);
    Ok(())
}
