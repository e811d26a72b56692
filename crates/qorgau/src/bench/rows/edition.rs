//! Edition: a new edition asks for more, and every consent of the large store is looked at again.

use std::{ops::ControlFlow, time::Instant};

use super::alone;
use crate::bench::{Bench, report::Target, stats::median};

const TURNS: usize = 5;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("edition");
    let ours = bench.big()?.ours()?;
    ours.widen()?;
    let (mut rates, mut asked) = (Vec::with_capacity(TURNS), 0);
    for _ in 0..TURNS {
        let began = Instant::now();
        let found = ours.office.ask_again(&ours.actor, None, &mut |_| ControlFlow::Continue(()))?;
        rates.push(found.consents as f64 / began.elapsed().as_secs_f64());
        anyhow::ensure!(found.to_ask > 0, "the new edition asks for more");
        asked = found.to_ask;
    }
    let store = bench.large();
    let mut line =
        alone("who is to be asked again, consents", store, median(&rates), "/s", Target::AtLeast(3e5));
    line.notes = vec![("to be asked", asked as f64)];
    bench.report.add(line);
    Ok(())
}
