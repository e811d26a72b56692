//! `qorgau bench --http`: the service as programs meet it, by https on loopback, the load's own work included; beside it
//! the same acts in this process.

mod client;
mod server;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use kernel::SubjectId;
use serde_json::{Value, json};

use self::{
    client::{Client, Load, Request},
    server::Server,
};
use super::{
    Bench,
    big::remove,
    callers,
    ours::{Ours, target, to_collect},
    people::Person,
    report::{Line, Pairs, Target},
    seed::Seed,
    stats::{median, quantile},
};

/// Keep-alive connections, as many as the targets speak of.
const CONNECTIONS: usize = 32;
/// What the service costs of the rate inside the process.
const RATIO: f64 = 0.50;
const P99_MS: f64 = 40.0;

/// Every row.
pub(super) fn run(bench: &mut Bench) -> anyhow::Result<()> {
    acts(bench, "collect by https", collect)?;
    acts(bench, "read of 3 items by https", read)?;
    start(bench)
}

/// One pair's two sides: the rate in this process, and what the load saw.
type Pair = fn(&Path, usize, &mut Seed) -> anyhow::Result<(f64, Load)>;

fn acts(bench: &mut Bench, what: &str, pair: Pair) -> anyhow::Result<()> {
    eprintln!("{what}");
    let (mut rates, mut tails, mut seed) = (Pairs::default(), Vec::new(), Seed::new(7));
    for _ in 0..bench.pairs {
        let (inside, load) = pair(&bench.dir, bench.acts, &mut seed)?;
        rates.push(load.rate(), inside);
        tails.push(quantile(&load.latencies_ms, 0.99));
    }
    let store = "empty".to_owned();
    bench.report.add(rates.line(&format!("{what}, {CONNECTIONS} connections"), store.clone(), RATIO));
    bench.report.add(alone(&format!("{what}, p99"), store, &tails, " ms", P99_MS));
    Ok(())
}

fn collect(dir: &Path, acts: usize, _: &mut Seed) -> anyhow::Result<(f64, Load)> {
    let inside = inside(dir, |ours| {
        let people = to_collect(0..acts as u64)?;
        let collect = |person| Ok(ours.office.collect(&ours.actor, &person)?.subject);
        Ok(acts as f64 / callers::all(CONNECTIONS, people, collect)?.0)
    })?;
    let (store, key) = founded(dir, |_| Ok(()))?;
    let requests =
        (0..acts as u64).map(|number| taking(number).map(|body| Request::post("/v1/subjects", &key, &body)));
    let requests = requests.collect::<anyhow::Result<_>>()?;
    Ok((inside, loaded(&store, requests)?))
}

fn read(dir: &Path, acts: usize, seed: &mut Seed) -> anyhow::Result<(f64, Load)> {
    let few = 0..(acts / 10) as u64;
    let items = ["full-name".parse()?, "birth-date".parse()?, "email".parse()?];
    let picked = |ids: &[SubjectId], seed: &mut Seed| -> Vec<SubjectId> {
        (0..acts).map(|_| ids[seed.below(ids.len())]).collect()
    };
    let inside = inside(dir, |ours| {
        let (ids, target) = (picked(&ours.collect(few.clone())?, seed), target()?);
        let read = |id| Ok(ours.office.read(&ours.actor, id, target.clone(), &items)?.values.len());
        Ok(acts as f64 / callers::all(CONNECTIONS, ids, read)?.0)
    })?;
    let mut ids = Vec::new();
    let (store, key) = founded(dir, |ours| {
        ids = ours.collect(few.clone())?;
        Ok(())
    })?;
    let body = json!({ "purpose": "recruitment", "items": ["full-name", "birth-date", "email"] });
    let ask = |id: SubjectId| Request::post(&format!("/v1/subjects/{id}/read"), &key, &body);
    let requests = picked(&ids, seed).into_iter().map(ask).collect();
    Ok((inside, loaded(&store, requests)?))
}

/// How long it takes to the first answer, and what it takes of memory.
fn start(bench: &mut Bench) -> anyhow::Result<()> {
    eprintln!("start and memory");
    let (mut starts, mut rests, mut crowds) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..bench.pairs {
        let (store, key) = founded(&bench.dir, |_| Ok(()))?;
        let server = Server::start(&store)?;
        let client = Client::new(&server)?;
        client.ready()?;
        starts.push(server.age_ms());
        std::thread::sleep(std::time::Duration::from_millis(500)); // at rest
        rests.push(server.memory_mb()?);
        client.crowd(1_000, &Request::get("/health/live", &key), || {
            crowds.push(server.memory_mb()?);
            Ok(())
        })?;
        server.stop()?;
        remove(&store)?;
    }
    let store = || "empty".to_owned();
    bench.report.add(alone("start to first answer", store(), &starts, " ms", 300.0));
    bench.report.add(alone("memory at rest", store(), &rests, " MB", 60.0));
    bench.report.add(alone("memory under 1,000 connections", store(), &crowds, " MB", 200.0));
    Ok(())
}

fn alone(what: &str, store: String, values: &[f64], unit: &'static str, most: f64) -> Line {
    let worst = values.iter().copied().fold(0.0, f64::max);
    Line {
        what: what.to_owned(),
        store,
        ours: median(values),
        raw: None,
        ratio: None,
        unit,
        target: Some(Target::AtMost(most)),
        notes: vec![("worst", worst)],
    }
}

fn inside(dir: &Path, measure: impl FnOnce(&Ours) -> anyhow::Result<f64>) -> anyhow::Result<f64> {
    let dir = dir.join("inside");
    let ours = Ours::found(&dir)?;
    let rate = measure(&ours)?;
    drop(ours);
    remove(&dir)?;
    Ok(rate)
}

/// A store with a machine's key, closed.
fn founded(dir: &Path, fill: impl FnOnce(&Ours) -> anyhow::Result<()>) -> anyhow::Result<(PathBuf, String)> {
    let dir = dir.join("served");
    let ours = Ours::found(&dir)?;
    let key = ours.machine_key()?;
    fill(&ours)?;
    Ok((dir, key))
}

/// Serves a store, and lets the load on it.
fn loaded(store: &Path, requests: Vec<Request>) -> anyhow::Result<Load> {
    let server = Server::start(store)?;
    let client = Client::new(&server)?;
    client.ready()?;
    let load = client.load(CONNECTIONS, requests)?;
    server.stop()?;
    remove(store)?;
    Ok(load)
}

/// The body that takes in the person of this number.
fn taking(number: u64) -> anyhow::Result<Value> {
    let person = Person::new(number).to_collect("2024-06-28T08:00:00Z".parse()?)?;
    let consent = person.consent.context("bench's people consent")?;
    let items: serde_json::Map<String, Value> =
        person.items.into_iter().map(|(item, value)| (item.to_string(), value.into())).collect();
    Ok(json!({
        "purpose": person.purpose,
        "category": person.category,
        "items": items,
        "consent": { "way": consent.way, "at": consent.at },
    }))
}
