//! Information: everything held on one person with 200 engagements and 10,000 log entries, to the finished JSON.

use std::time::Instant;

use anyhow::Context as _;
use kernel::{EngagementId, Target};
use policy::ItemId;

use super::alone;
use crate::bench::{
    Bench,
    big::remove,
    callers::{self, CALLERS},
    ours::{Ours, to_collect},
    report::Target as Bound,
    stats::{median, quantile},
};

const ENGAGEMENTS: usize = 200;
const ENTRIES: usize = 10_000;
const TURNS: usize = 15;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("information");
    let dir = bench.dir.join("information");
    let ours = Ours::found(&dir)?;
    ours.collect(1..2_000)?; // others, so that the person is one among many
    let person = to_collect(0..1)?.pop().context("one person")?;
    let taken = (0..ENGAGEMENTS).map(|_| Ok(ours.office.collect(&ours.actor, &person)?));
    let taken = taken.collect::<anyhow::Result<Vec<_>>>()?;
    let who = taken[0].subject;
    anyhow::ensure!(taken.iter().all(|one| one.subject == who), "they are one person");
    let items: [ItemId; 1] = ["email".parse()?];
    let engagements: Vec<EngagementId> = taken.iter().map(|one| one.engagement).collect();
    let reads: Vec<EngagementId> = engagements.iter().cycle().take(ENTRIES - ENGAGEMENTS).copied().collect();
    let purpose: policy::PurposeId = "recruitment".parse()?;
    callers::all(CALLERS, reads, |engagement| {
        let target = Target { purpose: purpose.clone(), engagement: Some(engagement) };
        Ok(ours.office.read(&ours.actor, who, target, &items)?.engagement)
    })?;
    let (mut times, mut bytes) = (Vec::with_capacity(TURNS), 0);
    for _ in 0..TURNS {
        let began = Instant::now();
        let dossier = ours.office.export(&ours.actor, who)?;
        bytes = serde_json::to_vec(&dossier)?.len();
        times.push(began.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(dossier.acts.len() >= ENTRIES, "every entry is told of");
    }
    drop(ours);
    remove(&dir)?;
    let store = format!("{ENGAGEMENTS} engagements, {ENTRIES} entries");
    let mut line = alone("information, to the JSON", store, median(&times), " ms", Bound::AtMost(100.0));
    line.notes = vec![("slowest", quantile(&times, 1.0)), ("bytes", bytes as f64)];
    bench.report.add(line);
    Ok(())
}
