//! Against others' trees: the `ct-merkle` crate, RFC 6962's recursion, and figures computed by fixtures/merkle.py.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::collections::BTreeMap;

use common::{MemoryTiles, entries, entry, leaves, mth};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::{
    Frontier, Hash, consistency_proof, inclusion_proof, leaf_hash, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use sha2::{Digest, Sha256};

fn theirs(size: u64) -> MemoryBackedTree<Sha256, Hash> {
    let mut tree = MemoryBackedTree::new();
    entries(0..size).for_each(|entry| tree.push(entry));
    tree
}

/// Sizes up to 1,200, with the edges of tiles more often than chance has them.
fn sizes() -> impl Strategy<Value = u64> {
    prop_oneof![1..1200u64, 250..260u64, 510..515u64, 1020..1030u64]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn roots_and_proofs_are_those_of_ct_merkle(size in sizes(), a in any::<u64>(), b in any::<u64>()) {
        let (index, old) = (a % size, 1 + b % size);
        let (tiles, tree) = (MemoryTiles::of(size), theirs(size));
        let root: Hash = (*tree.root().as_bytes()).into();
        prop_assert_eq!(ledger::tiles::frontier(&tiles, size).unwrap().root(), root);

        let proof = inclusion_proof(&tiles, index, size).unwrap();
        let their_proof = tree.prove_inclusion(index as usize);
        prop_assert_eq!(proof.as_flattened(), their_proof.as_bytes());
        verify_inclusion(&leaf_hash(&entry(index)), index, size, &proof, &root).unwrap();

        let old_root: Hash = (*theirs(old).root().as_bytes()).into();
        let proof = consistency_proof(&tiles, old, size).unwrap();
        let their_proof = tree.prove_consistency((size - old) as usize);
        prop_assert_eq!(proof.as_flattened(), their_proof.as_bytes());
        verify_consistency(old, size, &old_root, &root, &proof).unwrap();
    }

    #[test]
    fn frontiers_survive_being_stored(size in 0..2000u64, more in 0..20u64) {
        let mut frontier = Frontier::new();
        leaves(size).into_iter().for_each(|leaf| frontier.push(leaf));
        prop_assert_eq!(frontier.root(), mth(&leaves(size)));
        let json = serde_json::to_string(&frontier).unwrap();
        let mut again: Frontier = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(Frontier::from_bytes(&frontier.to_bytes()).unwrap(), again.clone());
        entries(size..size + more).for_each(|entry| again.push(leaf_hash(&entry)));
        prop_assert_eq!(again.root(), mth(&leaves(size + more)));
    }
}

#[test]
fn every_pair_of_sizes_up_to_70() {
    let roots: Vec<Hash> = (0..=70).map(|size| mth(&leaves(size))).collect();
    for size in 0..=70u64 {
        let tiles = MemoryTiles::of(size);
        let root = &roots[size as usize];
        for old in 0..=size {
            let proof = consistency_proof(&tiles, old, size).unwrap();
            verify_consistency(old, size, &roots[old as usize], root, &proof).unwrap();
        }
        for index in 0..size {
            let proof = inclusion_proof(&tiles, index, size).unwrap();
            verify_inclusion(&leaf_hash(&entry(index)), index, size, &proof, root).unwrap();
        }
    }
}

#[derive(serde::Deserialize)]
struct Fixture {
    roots: BTreeMap<u64, String>,
    inclusion: Vec<Inclusion>,
    consistency: Vec<Consistency>,
    tiles: BTreeMap<u64, Listing>,
}

#[derive(serde::Deserialize)]
struct Inclusion {
    index: u64,
    size: u64,
    proof: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Consistency {
    old: u64,
    new: u64,
    proof: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Listing {
    files: usize,
    digest: String,
}

#[test]
fn figures_computed_outside() {
    let fixture: Fixture = serde_json::from_str(include_str!("fixtures/merkle.json")).unwrap();
    let hexes = |proof: Vec<Hash>| proof.iter().map(hex::encode).collect::<Vec<_>>();
    let trees: BTreeMap<u64, MemoryTiles> =
        fixture.roots.keys().map(|size| (*size, MemoryTiles::of(*size))).collect();
    for (size, root) in &fixture.roots {
        assert_eq!(
            hex::encode(ledger::tiles::frontier(&trees[size], *size).unwrap().root()),
            *root,
            "size {size}"
        );
    }
    for Inclusion { index, size, proof } in fixture.inclusion {
        assert_eq!(hexes(inclusion_proof(&trees[&size], index, size).unwrap()), proof, "{index} of {size}");
    }
    for Consistency { old, new, proof } in fixture.consistency {
        assert_eq!(hexes(consistency_proof(&trees[&new], old, new).unwrap()), proof, "{old} to {new}");
    }
    for (size, listing) in fixture.tiles {
        let files = trees[&size].files();
        let lines =
            files.iter().map(|(path, bytes)| format!("{path} {}\n", hex::encode(Sha256::digest(bytes))));
        assert_eq!(files.len(), listing.files);
        assert_eq!(hex::encode(Sha256::digest(lines.collect::<String>())), listing.digest, "tiles of {size}");
    }
}

#[test]
fn a_tree_of_70000_has_the_tiles_that_the_specification_counts() {
    let files = MemoryTiles::of(70_000).files();
    let hashes = |level: u8, full: bool| {
        let level = format!("tile/{level}/");
        files.keys().filter(|path| path.starts_with(&level) && path.contains(".p/") != full).count()
    };
    assert_eq!((hashes(0, true), hashes(1, true), hashes(2, true)), (273, 1, 0));
    assert_eq!(files["tile/0/273.p/112"].len(), 112 * 32);
    assert_eq!(files["tile/1/001.p/17"].len(), 17 * 32);
    assert_eq!(files["tile/2/000.p/1"].len(), 32);
    assert_eq!((hashes(0, false), hashes(1, false), hashes(2, false)), (1, 1, 1));
}

#[test]
fn entries_hide_behind_their_hashes() {
    let part = |salt: u8, text: &str| Sha256::digest([&[salt; 32], text.as_bytes()].concat());
    let both = [part(1, "who did what"), part(2, "to whom")].concat();
    let entry = ledger::entry_commitment(&part(1, "who did what").into(), &part(2, "to whom").into());
    assert_eq!(entry, *Sha256::digest(&both));
    assert_eq!(ledger::part_hash(&[2; 32], b"to whom"), *part(2, "to whom"));
    assert_eq!(leaf_hash(&entry), *Sha256::digest([&[0], entry.as_slice()].concat()));
}
