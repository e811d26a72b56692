//! What was altered is refused: any bit of a proof, a checkpoint, a signature or a tile, and anything cut short.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use common::{MemoryTiles, entry, key};
use ledger::note::SigningKey;
use ledger::{
    Checkpoint, Hash, LedgerError, TlogProof, consistency_proof, inclusion_proof, leaf_hash,
    verify_consistency, verify_inclusion,
};

fn root(size: u64) -> Hash {
    ledger::tiles::frontier(&MemoryTiles::of(size), size).unwrap().root()
}

fn signed(size: u64) -> String {
    Checkpoint { origin: key().name().to_owned(), size, root: root(size) }.sign(&key()).unwrap()
}

fn proof(index: u64, size: u64) -> TlogProof {
    TlogProof::new(&MemoryTiles::of(size), index, &signed(size), &key().verifier()).unwrap()
}

/// Every way to flip one bit; those that aren't UTF-8 any more can't even be handed over.
fn flips(text: &str) -> impl Iterator<Item = String> {
    (0..text.len() * 8).filter_map(|bit| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        String::from_utf8(bytes).ok()
    })
}

#[test]
fn every_bit_of_a_checkpoint_counts() {
    let note = signed(300);
    assert_eq!(Checkpoint::open(&note, &key().verifier()).unwrap().size, 300);
    for altered in flips(&note) {
        assert!(Checkpoint::open(&altered, &key().verifier()).is_err(), "{altered}");
    }
    for end in (0..note.len()).filter(|end| note.is_char_boundary(*end)) {
        assert!(Checkpoint::open(&note[..end], &key().verifier()).is_err());
    }
}

#[test]
fn every_bit_of_a_proof_counts() {
    let text = proof(123, 300).to_string();
    text.parse::<TlogProof>().unwrap().verify(&entry(123), &key().verifier()).unwrap();
    let holds = |text: &str| {
        text.parse::<TlogProof>().is_ok_and(|proof| proof.verify(&entry(123), &key().verifier()).is_ok())
    };
    for altered in flips(&text) {
        assert!(!holds(&altered), "{altered}");
    }
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        assert!(!holds(&text[..end]));
    }
}

#[test]
fn a_proof_is_of_one_entry_at_one_place() {
    let good = proof(123, 300);
    assert!(matches!(
        good.verify(&entry(124), &key().verifier()),
        Err(LedgerError::NotIncluded { index: 123, size: 300 })
    ));
    for index in (0..400).filter(|index| *index != 123) {
        assert!(TlogProof { index, ..good.clone() }.verify(&entry(123), &key().verifier()).is_err());
    }
    let mut longer = good.clone();
    longer.hashes.push([0; 32]);
    assert!(longer.verify(&entry(123), &key().verifier()).is_err());
    let mut shorter = good.clone();
    shorter.hashes.pop();
    assert!(shorter.verify(&entry(123), &key().verifier()).is_err());
    assert!(matches!(
        inclusion_proof(&MemoryTiles::of(5), 5, 5),
        Err(LedgerError::NotInTree { index: 5, size: 5 })
    ));
}

#[test]
fn a_proof_is_of_one_log() {
    let good = proof(0, 1);
    let namesake = SigningKey::generate(key().name(), &[1; 32]).unwrap();
    assert!(matches!(good.verify(&entry(0), &namesake.verifier()), Err(LedgerError::NoKnownSignature)));

    // Signed by the log's key, but for another origin.
    let other = Checkpoint { origin: "log.example/other".to_owned(), size: 1, root: root(1) };
    assert!(matches!(other.sign(&key()), Err(LedgerError::WrongOrigin { .. })));
    let note = key().sign(&other.to_string()).unwrap();
    assert!(matches!(Checkpoint::open(&note, &key().verifier()), Err(LedgerError::WrongOrigin { .. })));
}

#[test]
fn every_bit_of_a_consistency_proof_counts() {
    let (old, new) = (100, 300);
    let (old_root, new_root) = (root(old), root(new));
    let proof = consistency_proof(&MemoryTiles::of(new), old, new).unwrap();
    verify_consistency(old, new, &old_root, &new_root, &proof).unwrap();
    for bit in 0..proof.len() * 256 {
        let mut altered = proof.clone();
        altered[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        assert!(verify_consistency(old, new, &old_root, &new_root, &altered).is_err());
    }
    for length in 0..proof.len() {
        assert!(verify_consistency(old, new, &old_root, &new_root, &proof[..length]).is_err());
    }
    assert!(verify_consistency(old, new, &new_root, &new_root, &proof).is_err());
    assert!(verify_consistency(old, new, &old_root, &old_root, &proof).is_err());
    assert!(verify_consistency(old + 1, new, &old_root, &new_root, &proof).is_err());
    assert!(verify_consistency(new, old, &new_root, &old_root, &proof).is_err());
    assert!(verify_consistency(0, new, &old_root, &new_root, &[]).is_err());
    assert!(verify_consistency(old, old, &old_root, &new_root, &[]).is_err());
    assert!(verify_consistency(old, old, &old_root, &old_root, &proof).is_err());
}

#[test]
fn a_flipped_bit_in_a_tile_spoils_its_proofs() {
    let size = 600;
    let root = root(size);
    for (path, hash) in [("tile/0/001", 3), ("tile/1/000.p/2", 0), ("tile/0/002.p/88", 87)] {
        let tiles = MemoryTiles::of(size);
        tiles.0.lock().unwrap().get_mut(path).unwrap()[hash * 32] ^= 1;
        let broken = (0..size).filter(|index| {
            let proof = inclusion_proof(&tiles, *index, size).unwrap();
            verify_inclusion(&leaf_hash(&entry(*index)), *index, size, &proof, &root).is_err()
        });
        assert!(broken.count() > 0, "{path}");
        assert_ne!(ledger::tiles::frontier(&tiles, size).unwrap().root() == root, path != "tile/0/001");
    }
}

#[test]
fn a_tile_that_is_short_or_missing_is_named() {
    let tiles = MemoryTiles::of(600);
    let path = "tile/0/002.p/88";
    for length in [0, 32, 87 * 32, 88 * 32 - 1, 89 * 32] {
        tiles.0.lock().unwrap().get_mut(path).unwrap().resize(length, 0);
        let error = inclusion_proof(&tiles, 599, 600).unwrap_err();
        assert!(
            matches!(error, LedgerError::MalformedTile { path: ref named, .. } if named == path),
            "{error}"
        );
    }
    tiles.0.lock().unwrap().remove(path);
    let error = inclusion_proof(&tiles, 599, 600).unwrap_err();
    assert!(matches!(error, LedgerError::MissingTile { path: ref named } if named == path), "{error}");
}
