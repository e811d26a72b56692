//! Deadlines: the next 1,000 among as many open requests as the large store has people.

use std::time::Instant;

use jiff::Timestamp;
use kernel::Channel;
use office::RequestForm;
use policy::{IdentityLevel, RequestKind};

use super::alone;
use crate::bench::{
    Bench,
    big::remove,
    callers::{self, MANY},
    ours::Ours,
    report::{Target, figure},
    stats::{median, quantile},
};

const NEXT: usize = 1_000;
const TURNS: usize = 50;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    let many = bench.people;
    eprintln!("deadlines: taking {many} requests in");
    let dir = bench.dir.join("deadlines");
    let ours = Ours::found(&dir)?;
    let form = |number: u64| RequestForm {
        kind: RequestKind::ALL[(number % 7) as usize],
        channel: Channel::Email,
        identity: IdentityLevel::None,
        subject: None,
        target: None,
        parts: Vec::new(),
        representative: None,
        represented_by: String::new(),
        contact: format!("person{number}@example.org"),
        text: format!("№ {number}"),
    };
    let began = Instant::now();
    let receive =
        |number: u64| Ok(ours.office.receive_request(&ours.actor, None, &form(number))?.deadline.at);
    callers::all(MANY, (0..many).collect(), receive)?;
    let rate = many as f64 / began.elapsed().as_secs_f64();
    let mut times = Vec::with_capacity(TURNS);
    for _ in 0..TURNS {
        let began = Instant::now();
        let lines = ours.office.deadlines(&ours.actor, Timestamp::MAX, NEXT)?;
        times.push(began.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(lines.len() == NEXT && lines.is_sorted_by_key(|line| line.due), "the next in order");
    }
    drop(ours);
    remove(&dir)?;
    let store = format!("{} open requests", figure(many as f64));
    let mut line =
        alone("1,000 next deadlines, p99", store, quantile(&times, 0.99), " ms", Target::AtMost(20.0));
    line.notes = vec![("median", median(&times)), ("requests taken in a second", rate)];
    bench.report.add(line);
    Ok(())
}
