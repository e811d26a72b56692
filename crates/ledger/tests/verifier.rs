//! Recomputing everything finds what was altered, and where.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use common::{MemoryTiles, entries, entry, leaves, mth};
use ledger::{Checkpoint, Report, Verifier};

fn checkpoint(size: u64) -> Checkpoint {
    Checkpoint { origin: "log.example/acts".to_owned(), size, root: mth(&leaves(size)) }
}

fn verify(tiles: &MemoryTiles, fed: impl Iterator<Item = ledger::Hash>) -> Report {
    let mut verifier = Verifier::with_tiles(tiles);
    [0, 1, 256, 700].iter().for_each(|size| verifier.expect(&checkpoint(*size)));
    fed.for_each(|entry| verifier.push_entry(&entry).unwrap());
    verifier.finish().unwrap()
}

fn altered(path: &str, byte: usize) -> Report {
    let tiles = MemoryTiles::of(700);
    tiles.0.lock().unwrap().get_mut(path).unwrap()[byte] ^= 1;
    verify(&tiles, entries(0..700))
}

#[test]
fn a_sound_log() {
    let report = verify(&MemoryTiles::of(700), entries(0..700));
    assert!(report.is_sound());
    assert_eq!((report.size, report.root), (700, mth(&leaves(700))));
    assert_eq!(report.confirmed, [0, 1, 256, 700]);
}

#[test]
fn leaves_alone_will_do() {
    let mut verifier = Verifier::new();
    verifier.expect(&checkpoint(513));
    leaves(600).iter().for_each(|leaf| verifier.push_leaf(leaf).unwrap());
    let report = verifier.finish().unwrap();
    assert_eq!((report.is_sound(), report.root), (true, mth(&leaves(600))));
    assert_eq!(report.confirmed, [513]);
}

#[test]
fn an_altered_tile_is_found() {
    for (path, byte, range) in [
        ("tile/0/001", 32 * 3, 259..260),
        ("tile/0/002.p/188", 0, 512..513),
        ("tile/1/000.p/2", 32, 256..512),
        ("tile/entries/000", 34 * 255 + 2, 255..256),
        ("tile/entries/002.p/188", 34 + 2, 513..514),
    ] {
        let report = altered(path, byte);
        let difference = report.difference.clone().unwrap();
        assert_eq!(
            (difference.path.as_str(), &difference.entries, difference.unreadable),
            (path, &range, false)
        );
        assert!(!report.is_sound());
        assert!(report.contradicted.is_empty(), "the entries themselves are sound");
    }
    let report = altered("tile/entries/001", 1); // a length
    assert_eq!(report.difference.map(|found| (found.entries, found.unreadable)), Some((256..512, true)));
}

#[test]
fn a_missing_tile_is_found() {
    let tiles = MemoryTiles::of(700);
    tiles.0.lock().unwrap().remove("tile/0/001");
    let found = verify(&tiles, entries(0..700)).difference.unwrap();
    assert_eq!((found.path.as_str(), found.entries, found.unreadable), ("tile/0/001", 256..512, true));
}

#[test]
fn an_altered_entry_contradicts_every_later_checkpoint() {
    let report = verify(&MemoryTiles::of(700), (0..700).map(|i| entry(if i == 100 { 5 } else { i })));
    assert_eq!((report.confirmed, report.contradicted), (vec![0, 1], vec![256, 700]));
    assert_eq!(report.difference.map(|found| found.entries), Some(100..101));
}

#[test]
fn a_log_that_ends_too_early_contradicts_its_checkpoint() {
    let report = verify(&MemoryTiles::of(600), entries(0..600));
    assert_eq!((report.contradicted, report.difference), (vec![700], None));
}

#[test]
fn a_checkpoint_that_was_passed_is_not_confirmed() {
    let mut verifier = Verifier::new();
    leaves(10).iter().for_each(|leaf| verifier.push_leaf(leaf).unwrap());
    verifier.expect(&checkpoint(9));
    verifier.expect(&checkpoint(10));
    let report = verifier.finish().unwrap();
    assert_eq!((report.confirmed, report.contradicted), (vec![10], vec![9]));
}
