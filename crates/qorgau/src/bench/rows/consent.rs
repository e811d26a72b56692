//! Consent: given anew by somebody known, 32 callers, each answered when durable; sealed, the former one kept, logged.

use std::ops::Range;

use kernel::{Consent, Part, SubjectId, Way};

use crate::bench::{
    Bench,
    big::remove,
    callers::{self, CALLERS},
    ours::{Ours, target},
    raw::{Raw, RawPerson},
    report::Pairs,
};

const WHAT: &str = "consent recorded, 32 callers";
const TARGET: f64 = 0.70;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("consent");
    let (pairs, acts) = (bench.pairs, bench.acts as u64);
    let mut out = Pairs::default();
    for _ in 0..pairs {
        let (dir, file) = (bench.dir.join("consents"), bench.dir.join("consents-raw.db"));
        let store = Ours::found(&dir)?;
        let people = store.collect(0..acts)?;
        let ours = ours(&store, people)?;
        drop(store);
        remove(&dir)?;
        let raw = raw(&Raw::create(&file)?, 0..acts)?;
        remove(&file)?;
        out.push(ours, raw);
    }
    bench.report.add(out.line(WHAT, format!("{acts} people"), TARGET));
    Ok(())
}

fn ours(ours: &Ours, people: Vec<SubjectId>) -> anyhow::Result<f64> {
    let (many, target) = (people.len() as f64, target()?);
    let mut consent = Consent::to_processing(Way::WebForm, ours.office.clock().now());
    consent.parts = [Part::Processing].into_iter().collect();
    let give = |person| {
        let done = ours.office.give_consent(&ours.actor, person, target.clone(), consent, Some("form 17"))?;
        Ok(done.entry)
    };
    Ok(many / callers::all(CALLERS, people, give)?.0)
}

fn raw(raw: &Raw, numbers: Range<u64>) -> anyhow::Result<f64> {
    let people = RawPerson::of(numbers);
    let many = people.len() as f64;
    Ok(many / callers::all(CALLERS, people, |person| raw.collect(person))?.0)
}
