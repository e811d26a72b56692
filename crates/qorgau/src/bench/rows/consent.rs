//! Consent, 32 callers, each answered when durable: given for the first time, which takes the data in, and given anew
//! by somebody known, which keeps the former one.

use std::ops::Range;

use kernel::{Consent, Part, SubjectId, Way};

use crate::bench::{
    Bench,
    big::remove,
    callers::{self, CALLERS},
    ours::{Ours, target, to_collect},
    raw::{Raw, RawPerson},
    report::Pairs,
    seed::Seed,
};

const FIRST: &str = "consent given first, 32 callers";
const ANEW: &str = "consent given anew, 32 callers";
const STRAY: &str = "the same, by people in no order";
const TARGET: f64 = 0.70;

pub(in crate::bench) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("consent");
    let (pairs, acts) = (bench.pairs, bench.acts as u64);
    let (mut first, mut again, mut stray) = (Pairs::default(), Pairs::default(), Pairs::default());
    for _ in 0..pairs {
        let (dir, file) = (bench.dir.join("consents"), bench.dir.join("consents-raw.db"));
        let store = Ours::found(&dir)?;
        let (given, mut people) = new(&store, 0..acts)?;
        people.sort_unstable(); // raw's rows are in the order of ids too
        let in_order = anew(&store, people.clone())?;
        let places = Seed::new(17).choose(people.len(), people.len());
        let in_none = anew(&store, places.into_iter().map(|place| people[place]).collect())?;
        drop(store);
        remove(&dir)?;
        let raw = raw(&Raw::create(&file)?, 0..acts)?;
        remove(&file)?;
        first.push(given, raw);
        again.push(in_order, raw);
        stray.push(in_none, raw);
    }
    bench.report.add(first.line(FIRST, "empty".to_owned(), TARGET));
    bench.report.add(again.line(ANEW, format!("{acts} people"), TARGET));
    let mut line = stray.line(STRAY, format!("{acts} people"), TARGET);
    line.target = None;
    bench.report.add(line);
    Ok(())
}

fn new(ours: &Ours, numbers: Range<u64>) -> anyhow::Result<(f64, Vec<SubjectId>)> {
    let people = to_collect(numbers)?;
    let many = people.len() as f64;
    let collect = |person| Ok(ours.office.collect(&ours.actor, &person)?.subject);
    let (seconds, ids) = callers::all(CALLERS, people, collect)?;
    Ok((many / seconds, ids))
}

fn anew(ours: &Ours, people: Vec<SubjectId>) -> anyhow::Result<f64> {
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
