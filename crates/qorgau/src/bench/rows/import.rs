//! Import: people from CSV through the ordinary import, against raw rows in batches of as many, made from nothing.

use super::alone;
use crate::bench::{Bench, report::Target};

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    let store = bench.large();
    let big = bench.big()?;
    let speed = big.import.line("import from CSV", store.clone(), 0.55);
    let peak = big.peak_kilobytes as f64 / 1024.0;
    bench.report.add(speed);
    bench.report.add(alone("import, peak memory", store, peak.ceil(), " MB", Target::AtMost(200.0)));
    Ok(())
}
