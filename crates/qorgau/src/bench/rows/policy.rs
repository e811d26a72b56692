//! The policy: rendered for its readers, and a large pack checked. Neither touches a store.

use std::{hint::black_box, time::Instant};

use anyhow::ensure;
use documents::{html, policy::render};
use jiff::civil::date;
use policy::{Lang, load::load, sample};

use super::alone;
use crate::{
    bench::{
        Bench,
        report::Target,
        stats::{median, quantile},
    },
    pack::{self, embedded},
};

const TURNS: usize = 100;
const PURPOSES: usize = 500;

/// Rendering, the slowest of the languages; paper has no target of its own.
pub(in crate::bench) fn render_it(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("render");
    let loaded = pack::load(embedded::NAME, None)?;
    let page = |lang| Ok(html::page(&render(&loaded.edition, &loaded.profile, lang)).len());
    let dated = date(2026, 1, 1).at(0, 0, 0, 0);
    let paper = |lang| Ok(pdf::render(&render(&loaded.edition, &loaded.profile, lang), dated)?.len());
    let pages = Lang::ALL.map(|lang| times(TURNS, || page(lang)));
    let papers = Lang::ALL.map(|lang| times(TURNS / 5, || paper(lang)));
    for (what, all, target) in [
        ("policy as HTML, a language", pages, Some(Target::AtMost(20.0))),
        ("policy as PDF, a language", papers, None),
    ] {
        let all = all.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
        let middle = all.iter().map(|times| median(times)).fold(0.0, f64::max);
        let slowest = all.iter().map(|times| quantile(times, 1.0)).fold(0.0, f64::max);
        let mut line = alone(what, embedded::NAME.to_owned(), middle, " ms", Target::AtMost(20.0));
        line.target = target;
        line.notes = vec![("slowest", slowest)];
        bench.report.add(line);
    }
    Ok(())
}

/// Reading, checking and freezing a pack of many purposes.
pub(in crate::bench) fn check(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("check");
    let files = sample::large(PURPOSES);
    let mut rows = 0;
    let times = times(TURNS, || {
        let edition = load(black_box(&files), &sample::jurisdiction)?;
        rows = edition.row_count();
        Ok(rows)
    })?;
    ensure!(rows >= PURPOSES, "every purpose has a row");
    let pack = format!("{PURPOSES} purposes, {rows} rows");
    let mut line = alone("check of a pack", pack, median(&times), " ms", Target::AtMost(50.0));
    line.notes = vec![("slowest", quantile(&times, 1.0))];
    bench.report.add(line);
    Ok(())
}

/// How long each turn takes, in ms.
fn times(turns: usize, mut work: impl FnMut() -> anyhow::Result<usize>) -> anyhow::Result<Vec<f64>> {
    let mut out = Vec::with_capacity(turns);
    for _ in 0..turns {
        let began = Instant::now();
        black_box(work()?);
        out.push(began.elapsed().as_secs_f64() * 1e3);
    }
    Ok(out)
}
