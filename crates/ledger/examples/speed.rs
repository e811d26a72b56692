//! Measures the crate where it stands: `cargo run --release -p ledger --example speed [entries]`.

use std::time::{Duration, Instant};

use ledger::note::SigningKey;
use ledger::{Hash, LogFolder, TlogProof, Verifier, inclusion_proof, leaf_hash};

fn entry(i: u64) -> Hash {
    let mut entry = [7; 32];
    entry[..8].copy_from_slice(&i.to_be_bytes());
    entry
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let size: u64 = std::env::args().nth(1).map_or(Ok(1_000_000), |size| size.parse())?;
    let leaves: Vec<Hash> = (0..size).map(|i| leaf_hash(&entry(i))).collect();
    rate("tree from leaves", size, || {
        let mut verifier = Verifier::new();
        leaves.iter().try_for_each(|leaf| verifier.push_leaf(leaf))?;
        verifier.finish()
    })?;
    rate("tree from entries", size, || {
        let mut verifier = Verifier::new();
        (0..size).try_for_each(|i| verifier.push_entry(&entry(i)))?;
        verifier.finish()
    })?;

    let dir = tempfile::tempdir()?;
    let key = SigningKey::generate("log.example/speed", &[1; 32])?;
    let log = LogFolder::create(dir.path(), &key)?;
    let tree = rate("tiles written durably", size, || log.extend((0..size).map(entry)))?;
    let note = rate("published (a call)", 1, || log.publish(&key, size, &tree.root()))?;
    rate("tiles and bundles verified", size, || {
        let mut verifier = Verifier::with_tiles(log.tiles());
        (0..size).try_for_each(|i| verifier.push_entry(&entry(i)))?;
        verifier.finish()
    })?;

    let mut times: Vec<Duration> = Vec::new();
    for i in 0..20_000u64 {
        let index = i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % size; // all over the tree
        let start = Instant::now();
        inclusion_proof(log.tiles(), index, size)?;
        times.push(start.elapsed());
    }
    times.sort();
    println!("inclusion proof: median {:?}, p99 {:?}, max {:?}", times[10_000], times[19_800], times[19_999]);
    let proof = TlogProof::new(log.tiles(), size / 3, &note, &key.verifier())?;
    rate("proof verified offline (a call)", 1000, || {
        (0..1000).try_for_each(|_| proof.verify(&entry(size / 3), &key.verifier()).map(drop))
    })?;
    Ok(())
}

fn rate<T>(what: &str, times: u64, run: impl FnOnce() -> ledger::Result<T>) -> ledger::Result<T> {
    let start = Instant::now();
    let result = run();
    let elapsed = start.elapsed();
    println!("{what}: {:.0}/s ({elapsed:?})", times as f64 / elapsed.as_secs_f64());
    result
}
