//! One log has one history: what the folder refuses to sign.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::fs;

use common::{entries, entry, key, leaves, mth};
use ledger::note::{Note, SigningKey};
use ledger::tiles::TileSource;
use ledger::{Checkpoint, LedgerError, LogFolder, TlogProof, empty_root};

fn begun() -> (tempfile::TempDir, LogFolder) {
    let dir = tempfile::tempdir().unwrap();
    let log = LogFolder::create(dir.path().join("log"), &key()).unwrap();
    (dir, log)
}

/// Adds entries up to `size` and publishes.
fn grow(log: &LogFolder, size: u64) -> String {
    let frontier = log.extend(entries(log.last_checkpoint().unwrap().size..size)).unwrap();
    log.publish(&key(), size, &frontier.root()).unwrap()
}

#[test]
fn a_log_grows_and_proves() {
    let (_dir, log) = begun();
    assert_eq!(log.last_checkpoint().unwrap().root, empty_root());
    for size in [1, 2, 200, 256, 300, 1000] {
        let note = grow(&log, size);
        let checkpoint = Checkpoint::open(&note, &key().verifier()).unwrap();
        assert_eq!((checkpoint.size, checkpoint.root), (size, mth(&leaves(size))));
        let again = LogFolder::open(log.dir()).unwrap();
        assert_eq!(again.last_checkpoint().unwrap(), checkpoint);
        assert_eq!(fs::read_to_string(log.dir().join("checkpoint")).unwrap(), note);
        let proof = TlogProof::new(log.tiles(), size / 2, &note, &key().verifier()).unwrap();
        proof.verify(&entry(size / 2), &key().verifier()).unwrap();
    }
    assert!(log.tiles().read("tile/0/000.p/200").unwrap().is_none(), "outgrown");
    assert!(log.tiles().read("tile/0/003.p/232").unwrap().is_some());
    // An older checkpoint's proofs are made from the wider tiles.
    let proof = ledger::inclusion_proof(log.tiles(), 100, 200).unwrap();
    ledger::verify_inclusion(&leaves(200)[100], 100, 200, &proof, &mth(&leaves(200))).unwrap();
}

#[test]
fn rollbacks_and_forks_are_refused() {
    let (_dir, log) = begun();
    let note = grow(&log, 300);
    let publish = |size, root| log.publish(&key(), size, &root);
    assert!(matches!(
        publish(299, mth(&leaves(299))),
        Err(LedgerError::Rollback { stored: 300, asked: 299 })
    ));
    assert!(matches!(publish(0, empty_root()), Err(LedgerError::Rollback { .. })));
    assert!(matches!(publish(300, [0; 32]), Err(LedgerError::Fork { size: 300 })));
    assert!(matches!(publish(301, [0; 32]), Err(LedgerError::MissingTile { .. })));
    log.extend(entries(300..400)).unwrap();
    assert!(matches!(publish(400, [0; 32]), Err(LedgerError::TilesDisagree { size: 400 })));
    assert_eq!(publish(300, mth(&leaves(300))).unwrap(), note, "the same again is the same");
    assert_eq!(fs::read_to_string(log.dir().join("checkpoint")).unwrap(), note);
    publish(400, mth(&leaves(400))).unwrap();
}

#[test]
fn a_tree_that_is_sound_in_itself_but_another_is_refused() {
    let (_dir, log) = begun();
    grow(&log, 300);
    // Someone rewrote entry 7 and every tile with it, but can't rewrite what was signed.
    let forged = |range: std::ops::Range<u64>| {
        range.map(|i| entry(if i == 7 { 1_000_000 } else { i })).collect::<Vec<_>>()
    };
    fs::remove_dir_all(log.dir().join("tile")).unwrap();
    let grow = |size, entries| ledger::tiles::extend(log.tiles(), log.tiles(), size, entries).unwrap();
    grow(0, forged(0..300));
    let tree = grow(300, forged(300..512));
    let refused = log.publish(&key(), 512, &tree.root());
    assert!(matches!(refused, Err(LedgerError::NotConsistent { old: 300, new: 512 })), "{refused:?}");
    assert!(matches!(log.extend(entries(300..301)), Err(LedgerError::TilesDisagree { size: 300 })));
}

#[test]
fn only_the_log_s_keys_sign() {
    let (_dir, mut log) = begun();
    grow(&log, 10);
    let next = SigningKey::generate(key().name(), &[2; 32]).unwrap();
    let stranger = SigningKey::generate("log.example/other", &[2; 32]).unwrap();
    let root = mth(&leaves(10));
    assert!(matches!(log.publish(&next, 10, &root), Err(LedgerError::ForeignKey { .. })));
    assert!(matches!(log.add_key(stranger.verifier()), Err(LedgerError::ForeignKey { .. })));
    log.add_key(next.verifier()).unwrap();
    let note = LogFolder::open(log.dir()).unwrap().publish(&next, 10, &root).unwrap();
    assert_eq!(Checkpoint::open(&note, &next.verifier()).unwrap().size, 10);
    assert_eq!(log.last_checkpoint().unwrap().size, 10);
}

#[test]
fn signatures_of_witnesses_are_kept() {
    let (_dir, log) = begun();
    let note = grow(&log, 10);
    let witness = SigningKey::generate("witness.example", &[3; 32]).unwrap();
    let text = note.parse::<Note>().unwrap().text().to_owned();
    let line = witness.sign(&text).unwrap().lines().last().unwrap().to_owned();
    let cosigned = log.add_cosignatures(&format!("{note}{line}\n")).unwrap();
    assert_eq!(cosigned, format!("{note}{line}\n"));
    assert_eq!(log.publish(&key(), 10, &mth(&leaves(10))).unwrap(), cosigned);
    Note::open(&cosigned, &[witness.verifier()]).unwrap();
    let proof = TlogProof::new(log.tiles(), 3, &cosigned, &key().verifier()).unwrap().to_string();
    assert!(proof.ends_with(&cosigned));
    proof.parse::<TlogProof>().unwrap().verify(&entry(3), &key().verifier()).unwrap();

    grow(&log, 11);
    assert!(matches!(log.add_cosignatures(&cosigned), Err(LedgerError::Rollback { stored: 11, asked: 10 })));
    assert!(log.add_cosignatures(&witness.sign(&text).unwrap()).is_err());
}

#[test]
fn after_a_restore_the_tree_goes_on_from_the_last_checkpoint() {
    let (_dir, log) = begun();
    grow(&log, 200);
    log.extend(entries(200..600)).unwrap(); // never published, and lost with the database
    let others = || (0..400).map(|i| entry(1_000_000 + i));
    assert!(matches!(log.extend(others()), Err(LedgerError::TileConflict { .. })));
    log.discard_unpublished().unwrap();
    assert_eq!(log.last_checkpoint().unwrap().size, 200);
    let tree = log.extend(others()).unwrap();
    log.publish(&key(), 600, &tree.root()).unwrap();
    log.discard_unpublished().unwrap();
    let proof = ledger::consistency_proof(log.tiles(), 200, 600).unwrap();
    ledger::verify_consistency(200, 600, &mth(&leaves(200)), &tree.root(), &proof).unwrap();
}

#[test]
fn a_lost_or_altered_checkpoint_is_no_new_log() {
    let (_dir, log) = begun();
    grow(&log, 5);
    assert!(matches!(LogFolder::create(log.dir(), &key()), Err(LedgerError::FolderTaken { .. })));
    let file = log.dir().join("checkpoint");
    let note = fs::read_to_string(&file).unwrap();
    fs::write(&file, note.replace("\n5\n", "\n6\n")).unwrap();
    assert!(matches!(log.last_checkpoint(), Err(LedgerError::BadSignature { .. })));
    assert!(matches!(LogFolder::open(log.dir()), Err(LedgerError::BadSignature { .. })));
    assert!(log.publish(&key(), 5, &mth(&leaves(5))).is_err());
    fs::remove_file(&file).unwrap();
    assert!(matches!(LogFolder::open(log.dir()), Err(LedgerError::NotALogFolder { .. })));
    assert!(matches!(log.publish(&key(), 5, &mth(&leaves(5))), Err(LedgerError::NotALogFolder { .. })));
    assert!(matches!(LogFolder::create(log.dir(), &key()), Err(LedgerError::FolderTaken { .. })));
    assert!(matches!(LogFolder::open(log.dir().join("none")), Err(LedgerError::NotALogFolder { .. })));
}

#[test]
fn lost_and_altered_tiles_are_rebuilt_from_the_right_entries_only() {
    let (_dir, log) = begun();
    grow(&log, 600);
    let tile = log.dir().join("tile/0/000");
    fs::write(&tile, [0; 8192]).unwrap();
    let wrong = (0..600).map(|i| entry(i + u64::from(i == 9)));
    assert!(matches!(log.rebuild(wrong), Err(LedgerError::TilesDisagree { size: 600 })));
    assert!(matches!(log.rebuild(entries(0..599)), Err(LedgerError::TilesDisagree { size: 600 })));
    assert_eq!(fs::read(&tile).unwrap(), [0; 8192], "nothing has changed");
    log.rebuild(entries(0..600)).unwrap();
    assert_eq!(fs::read(&tile).unwrap(), leaves(256).as_flattened());
    assert!(!log.dir().join("rebuilt").exists());

    fs::remove_dir_all(log.dir().join("tile")).unwrap();
    log.rebuild(entries(0..600)).unwrap();
    grow(&log, 700);
}

#[test]
fn racing_publishers_leave_one_history() {
    let (_dir, log) = begun();
    let sizes = [50, 100, 300, 600];
    for (old, new) in [0].into_iter().chain(sizes).zip(sizes) {
        ledger::tiles::extend(log.tiles(), log.tiles(), old, entries(old..new)).unwrap();
    }
    std::thread::scope(|scope| {
        for size in sizes {
            let log = &log;
            scope.spawn(move || match log.publish(&key(), size, &mth(&leaves(size))) {
                Ok(_) | Err(LedgerError::Rollback { .. }) => {}
                Err(error) => panic!("{error}"),
            });
        }
    });
    assert_eq!(log.last_checkpoint().unwrap().size, 600);
}
