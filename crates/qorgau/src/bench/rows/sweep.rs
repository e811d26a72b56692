//! Sweep: the same number due in a large store and in one of a tenth, scattered over all people. Timed from the call to
//! the signed act in its file, the truncation of the write-ahead log included. What was prepared before (events,
//! people in place of those destroyed) is checkpointed first, in the log's sense and in the database's.

use std::time::Instant;

use jiff::SignedDuration;
use kernel::SubjectId;
use policy::EventId;

use super::alone;
use crate::bench::{
    Bench,
    callers::{self, MANY},
    ours::{Ours, target},
    report::{Line, Target, figure},
    seed::Seed,
    stats::median,
};

/// How many are due.
const DUE: usize = 10_000;
/// From one sweep to the next, in hours: a term of 30 days, rolled to a working day, and the pause are over.
const BETWEEN: i64 = 40 * 24;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("sweep");
    let (people, tenth, pairs) = (bench.people, bench.people / 10, bench.pairs);
    let due = DUE.min(tenth as usize);
    let mut large = Side::new(people, bench.big()?.next, 4);
    let mut small = Side::new(tenth, tenth, 5);
    let mut store = Ours::found(&bench.dir.join("small"))?.import(0..tenth)?.0;
    for _ in 0..pairs {
        let big = bench.big()?;
        large.prepare(big.ours()?, due)?;
        big.reopen()?;
        large.sweep(big.ours()?, due)?;
        small.prepare(&store, due)?;
        store = store.reopened()?.0;
        small.sweep(&store, due)?;
    }
    let ratios: Vec<f64> = large.times.iter().zip(&small.times).map(|(large, small)| large / small).collect();
    let (large, small) = (median(&large.times), median(&small.times));
    let what = format!("sweep of {}", figure(due as f64));
    bench.report.add(Line {
        what: what.clone(),
        store: format!("{} (raw: {}) people", figure(people as f64), figure(tenth as f64)),
        ours: (large * 1e3).round(),
        raw: Some((small * 1e3).round()),
        ratio: Some(median(&ratios)),
        unit: " ms",
        target: Some(Target::AtMost(1.3)),
        notes: Vec::new(),
    });
    let rate = alone(&what, bench.large(), due as f64 / large, "/s", Target::AtLeast(8_000.0));
    bench.report.add(rate);
    Ok(())
}

/// One of the two stores.
struct Side {
    /// The numbers of who is there.
    live: Vec<u64>,
    next: u64,
    seed: Seed,
    times: Vec<f64>,
}

impl Side {
    fn new(people: u64, next: u64, seed: u64) -> Self {
        Self { live: (0..people).collect(), next, seed: Seed::new(seed), times: Vec::new() }
    }

    /// Takes in as many as the last sweep destroyed, and lets the term of `due` of all begin to run.
    fn prepare(&mut self, ours: &Ours, due: usize) -> anyhow::Result<()> {
        if !self.times.is_empty() {
            let fresh = self.next..self.next + due as u64;
            self.next = fresh.end;
            ours.collect(fresh.clone())?;
            self.live.extend(fresh);
        }
        let mut places = self.seed.choose(due, self.live.len());
        places.sort_unstable_by(|a, b| b.cmp(a)); // so that taking one out moves none of those still to come
        let numbers: Vec<u64> = places.iter().map(|place| self.live.swap_remove(*place)).collect();
        let ids = ours.ids(numbers)?;
        let (target, event): (_, EventId) = (target()?, "refused".parse()?);
        let refuse = |id: SubjectId| {
            Ok(ours.office.record_event(&ours.actor, None, id, target.clone(), event.clone())?.entry)
        };
        callers::all(MANY, ids, refuse)?;
        ours.office.checkpoint()?;
        Ok(())
    }

    fn sweep(&mut self, ours: &Ours, due: usize) -> anyhow::Result<()> {
        let later = ours.office.clock().now().checked_add(SignedDuration::from_hours(BETWEEN))?;
        ours.office.set_clock(later)?;
        let began = Instant::now();
        let swept = ours.office.sweep(&ours.actor, &mut |_| ())?;
        let seconds = began.elapsed().as_secs_f64();
        anyhow::ensure!(
            swept.signed && swept.destroyed == due as u64,
            "{} of {due} were swept",
            swept.destroyed
        );
        self.times.push(seconds);
        eprintln!("  {due} in {:.0} ms", seconds * 1e3);
        Ok(())
    }
}
