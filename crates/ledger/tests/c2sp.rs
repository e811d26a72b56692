//! The examples of the C2SP specifications, and of the implementation they come from (Go's note package).
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use ledger::note::{Note, SigningKey, VerifierKey};
use ledger::tiles::{TileKind, TilePath};
use ledger::{Checkpoint, LedgerError, TlogProof};

const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
const EXAMPLE_NOTE: &str = "This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
";
const POEM: &str = "Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
";
const CHECKPOINT: &str = "example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
";
/// The signatures are shortened in the specification, so the checkpoint isn't one that could verify.
const PROOF: &str = "c2sp.org/tlog-proof@v1
extra YWdlLXYxLjIuMS1kYXJ3aW4tYXJtNjQudGFyLmd6kYXJ3aW4tYXJ
index 73894
gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=
EKNzoDWG8LGC0Yp9o+sv3qllpMP9uHQ9B20KNL+Q1zs=
RoopEkOdqkYqMB4MJXrbt/hMjOxsVn0IrWjpz1ZMMes=
AHCioX9nLjsrse6YhjRRmk1WUEirVOLLRoOQ6vfO5vk=

example.com/fancylog
109482
sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=

— example.com/fancylog hI2DJw[...]1roloI=
— witness1.example mJirIklj[...]qY9v2B/5bg==
— witness2.example TnKKVHLX[...]xwYwrSjgow==
— witness3.example S4X82uH5[...]3oEcROGLFQ==
";
const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const GO_SEED: &str = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173";
const GO_TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_SIGNATURE: &str = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn the_example_note_verifies() {
    let key: VerifierKey = EXAMPLE_KEY.parse().unwrap();
    assert_eq!((key.name(), key.to_string().as_str()), ("example.com/foo", EXAMPLE_KEY));
    let note = Note::open(EXAMPLE_NOTE, &[key]).unwrap();
    assert_eq!(note.text(), "This is an example message.\n");
    assert_eq!(note.to_string(), EXAMPLE_NOTE);
}

#[test]
fn the_text_of_a_note_may_have_empty_lines() {
    let note: Note = POEM.parse().unwrap();
    assert!(note.text().ends_with("sole:\n\ned è subito sera.\n"));
    assert_eq!(note.signatures()[0].name, "quasimodo.example/salvatore");
    assert_eq!(note.signatures()[0].bytes.len(), 64);
    assert_eq!(note.to_string(), POEM);
    assert!(matches!(Note::open(POEM, &[EXAMPLE_KEY.parse().unwrap()]), Err(LedgerError::NoKnownSignature)));
}

#[test]
fn go_signs_the_same() {
    let seed: [u8; 32] = hex::decode(GO_SEED).unwrap().try_into().unwrap();
    let key = SigningKey::generate("PeterNeumann", &seed).unwrap();
    assert_eq!(key.verifier().to_string(), GO_KEY);
    assert_eq!(key.sign(GO_TEXT).unwrap(), format!("{GO_TEXT}\n{GO_SIGNATURE}"));
    assert!(!format!("{key:?}").contains("810a"), "the secret is not for logs");
}

#[test]
fn a_bad_signature_of_a_known_key_rejects_a_note_that_another_key_signed_well() {
    let keys: [VerifierKey; 2] = [GO_KEY.parse().unwrap(), EXAMPLE_KEY.parse().unwrap()];
    let other = EXAMPLE_NOTE.lines().last().unwrap();
    let note = format!("{GO_TEXT}\n{GO_SIGNATURE}{other}\n");
    Note::open(&note, &keys[..1]).unwrap();
    assert!(
        matches!(Note::open(&note, &keys), Err(LedgerError::BadSignature { key }) if key == "example.com/foo")
    );
}

#[test]
fn a_key_of_the_same_name_and_another_id_is_unknown() {
    let namesake = SigningKey::generate("example.com/foo", &[1; 32]).unwrap().verifier();
    assert!(matches!(Note::open(EXAMPLE_NOTE, &[namesake]), Err(LedgerError::NoKnownSignature)));
}

#[test]
fn mangled_keys_are_refused() {
    for start in 0..GO_KEY.len() {
        for end in start..=GO_KEY.len() {
            assert_eq!(GO_KEY[start..end].parse::<VerifierKey>().is_ok(), end - start == GO_KEY.len());
        }
    }
    for place in 0..GO_KEY.len() {
        let mut key = GO_KEY.as_bytes().to_vec();
        key[place] += 1;
        assert!(String::from_utf8(key).unwrap().parse::<VerifierKey>().is_err(), "at {place}");
    }
    for name in ["", "a b", "a+b", "a\u{2003}b", "a\nb", &"a".repeat(256)] {
        assert!(SigningKey::generate(name, &[0; 32]).is_err(), "{name:?}");
    }
}

#[test]
fn the_example_checkpoint_is_read() {
    let note: Note = CHECKPOINT.parse().unwrap();
    let checkpoint: Checkpoint = note.text().parse().unwrap();
    assert_eq!(checkpoint.origin, "example.com/behind-the-sofa");
    assert_eq!(checkpoint.size, 20_852_163);
    assert_eq!(checkpoint.to_string(), note.text());
}

#[test]
fn checkpoints_have_one_spelling() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    for good in [format!("o\n0\n{root}\n"), format!("an origin + spaces\n4611686018427387904\n{root}\n")] {
        assert_eq!(good.parse::<Checkpoint>().unwrap().to_string(), good);
    }
    let bad = [
        format!("\n1\n{root}\n"),
        format!("o\n01\n{root}\n"),
        format!("o\n+1\n{root}\n"),
        format!("o\n\n{root}\n"),
        format!("o\n4611686018427387905\n{root}\n"),
        format!("o\n99999999999999999999\n{root}\n"),
        format!("o\n1\n{root}"),
        format!("o\n1\n{root}\nextension\n"),
        format!("o\n1\n{}\n", &root[..43]),
        format!("o\n1\n{}\n", root.replace("2I=", "2J=")),
        "o\n1\nAAAA\n".to_owned(),
    ];
    for bad in bad {
        assert!(bad.parse::<Checkpoint>().is_err(), "{bad}");
    }
}

#[test]
fn the_example_proof_is_read() {
    let proof: TlogProof = PROOF.parse().unwrap();
    assert!(proof.extra.as_deref().unwrap().starts_with(b"age-v1.2.1-darwin-arm64.tar.gz"));
    assert_eq!((proof.index, proof.hashes.len()), (73_894, 5));
    assert!(proof.checkpoint.starts_with("example.com/fancylog\n109482\n"));
    assert_eq!(proof.to_string(), PROOF);

    let plain = PROOF.lines().filter(|line| !line.starts_with("extra")).map(|line| format!("{line}\n"));
    let plain: String = plain.collect();
    assert_eq!(plain.parse::<TlogProof>().unwrap().extra, None);
    assert_eq!(plain.parse::<TlogProof>().unwrap().to_string(), plain);
}

#[test]
fn tile_paths() {
    let tile = |level, index, width| TilePath { kind: TileKind::Hashes(level), index, width };
    let known = [
        (tile(0, 1_234_067, 256), "tile/0/x001/x234/067"),
        (tile(0, 0, 256), "tile/0/000"),
        (tile(0, 273, 112), "tile/0/273.p/112"),
        (tile(1, 1, 17), "tile/1/001.p/17"),
        (tile(63, 999, 1), "tile/63/999.p/1"),
        (tile(2, 1000, 255), "tile/2/x001/000.p/255"),
        (TilePath { kind: TileKind::Entries, index: 1_234_067, width: 8 }, "tile/entries/x001/x234/067.p/8"),
    ];
    for (path, text) in known {
        assert_eq!(path.to_string(), text);
        assert_eq!(text.parse::<TilePath>().unwrap(), path);
    }
    assert_eq!((tile(1, 1, 17).start(), tile(1, 1, 17).end()), (65_536, 65_536 + 17 * 256));
    let unknown = [
        "",
        "tile",
        "tile/",
        "tile/0",
        "tile/0/",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/x000/001",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x001",
        "tile/0/001/002",
        "tile/0/x001/x002",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/../../checkpoint",
        "tile/entries/..",
        "tile/0/+01",
        "checkpoint",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ];
    for text in unknown {
        assert!(text.parse::<TilePath>().is_err(), "{text}");
    }
}
