//! Tiles grow: in any steps to the same files, and through crashes.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::sync::Mutex;

use common::{Failing, MemoryTiles, entries, entry, leaves, mth};
use ledger::LedgerError;
use ledger::tiles::{FolderTiles, TileSink, TileSource, decode_bundle, encode_bundle, extend};
use proptest::prelude::*;

fn without_partials(tiles: &MemoryTiles) -> Vec<(String, Vec<u8>)> {
    tiles.files().into_iter().filter(|(path, _)| !path.contains(".p/")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn steps_lead_where_one_stride_leads(steps in prop::collection::vec(0..600u64, 1..6)) {
        let tiles = MemoryTiles::default();
        let mut size = 0;
        for step in steps {
            let frontier = extend(&tiles, &tiles, size, entries(size..size + step)).unwrap();
            size += step;
            prop_assert_eq!(frontier.size(), size);
            prop_assert_eq!(frontier.root(), mth(&leaves(size)));
        }
        let at_once = MemoryTiles::of(size);
        prop_assert_eq!(without_partials(&tiles), without_partials(&at_once));
        for (path, bytes) in at_once.files() {
            prop_assert_eq!(tiles.read(&path).unwrap(), Some(bytes), "{}", path);
        }
    }
}

#[test]
fn a_crash_at_any_write_leaves_nothing_that_a_second_run_doesn_t_mend() {
    let (old, new) = (700, 1400);
    let grown = MemoryTiles::of(old);
    extend(&grown, &grown, old, entries(old..new)).unwrap();
    for writes in 0.. {
        let tiles = MemoryTiles::of(old);
        let failing = Failing { sink: &tiles, left: Mutex::new(writes) };
        if extend(&tiles, &failing, old, entries(old..new)).is_ok() {
            assert_eq!(writes, 3 + 3 + 3, "full bundles, full tiles, unfinished files");
            break;
        }
        assert!(*failing.left.lock().unwrap() == 0);
        let root = extend(&tiles, &tiles, old, entries(old..new)).unwrap().root();
        assert_eq!(root, mth(&leaves(new)));
        assert_eq!(tiles.files(), grown.files(), "after {writes} writes");
    }
}

#[test]
fn the_same_in_a_folder_and_full_tiles_stand_for_ever() {
    let dir = tempfile::tempdir().unwrap();
    let tiles = FolderTiles::new(dir.path());
    let failing = Failing { sink: &tiles, left: Mutex::new(2) };
    extend(&tiles, &failing, 0, entries(0..300)).unwrap_err();
    std::fs::write(dir.path().join("tile/0/000.tmp"), "half a ti").unwrap();
    extend(&tiles, &tiles, 0, entries(0..300)).unwrap();
    extend(&tiles, &tiles, 300, entries(300..1000)).unwrap();
    for (path, bytes) in MemoryTiles::of(1000).files() {
        assert_eq!(tiles.read(&path).unwrap().unwrap(), bytes, "{path}");
    }

    let other = (0..256).map(|i| entry(i + u64::from(i == 200)));
    let error = extend(&tiles, &tiles, 0, other).unwrap_err();
    assert!(matches!(error, LedgerError::TileConflict { ref path } if path == "tile/entries/000"), "{error}");
    assert!(tiles.write("tile/0/000", &[0; 8192]).unwrap_err().to_string().contains("tile/0/000"));
    assert!(tiles.write("../outside", b"").is_err());
    assert!(tiles.read("tile/0/../../../etc/passwd").is_err());
}

#[test]
fn an_unfinished_tile_that_is_gone_is_read_from_the_full_one() {
    let tiles = MemoryTiles::of(100);
    extend(&tiles, &tiles, 100, entries(100..256)).unwrap();
    tiles.0.lock().unwrap().retain(|path, _| !path.ends_with(".p/100"));
    assert_eq!(extend(&tiles, &tiles, 100, entries(100..300)).unwrap().root(), mth(&leaves(300)));
}

#[test]
fn going_on_from_tiles_that_aren_t_there_fails() {
    let tiles = MemoryTiles::of(100);
    assert!(matches!(extend(&tiles, &tiles, 101, []), Err(LedgerError::MissingTile { .. })));
    assert!(matches!(extend(&tiles, &tiles, u64::MAX, []), Err(LedgerError::TooLarge { .. })));
}

#[test]
fn bundles_hold_entries_of_any_length() {
    let long = vec![7; 65_535];
    let entries: Vec<&[u8]> = vec![b"", b"a", &long];
    let bundle = encode_bundle(&entries).unwrap();
    assert_eq!(bundle[..5], [0, 0, 0, 1, b'a']);
    assert_eq!(decode_bundle(&bundle).unwrap(), entries);
    for end in [0, 1, 4, bundle.len() - 1] {
        assert!(decode_bundle(&bundle[..end]).is_err());
    }
    assert!(encode_bundle(&[vec![0; 65_536]]).is_err());
    assert!(encode_bundle(&[[0; 0]; 257]).is_err());
    assert!(decode_bundle(&[0; 2 * 257]).is_err());
    assert_eq!(decode_bundle(&[0; 2 * 256]).unwrap().len(), 256);
}
