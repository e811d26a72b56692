//! Whatever comes in from outside, a parser answers with a value or an error, and what it reads it writes the same.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use ledger::note::{MAX_NOTE_BYTES, Note, SigningKey, VerifierKey};
use ledger::tiles::{TilePath, decode_bundle, encode_bundle};
use ledger::{Checkpoint, Frontier, TlogProof, verify_consistency, verify_inclusion};
use proptest::prelude::*;

/// Text that is nearly right, cut and mended at random: gets deeper into a parser than noise does.
fn nearly() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "— ",
        "\n",
        "\n\n",
        "log.example/acts",
        " ",
        "+",
        "extra ",
        "index ",
        "0",
        "1",
        "00",
        "4611686018427387904",
        "c2sp.org/tlog-proof@v1",
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "AAAAAAA=",
        "AAAA",
        "tile/",
        "x001/",
        "/000",
        ".p/",
        "255",
        "entries",
        "530d903a",
        "é",
        "\u{2003}",
        "\t",
    ]);
    prop::collection::vec(prop_oneof![9 => piece.prop_map(str::to_owned), 1 => any::<String>()], 0..24)
        .prop_map(|pieces| pieces.concat())
}

fn parse_all(text: &str) {
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(note) = text.parse::<Note>() {
        assert!(note.to_string().len() <= text.len());
        assert_eq!(note.to_string().parse::<Note>().unwrap(), note);
    }
    if let Ok(checkpoint) = text.parse::<Checkpoint>() {
        assert_eq!(checkpoint.to_string(), text);
    }
    if let Ok(proof) = text.parse::<TlogProof>() {
        assert_eq!(proof.to_string(), text);
    }
    if let Ok(path) = text.parse::<TilePath>() {
        assert_eq!(path.to_string(), text);
        assert!(path.start() <= path.end());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn texts(text in prop_oneof![nearly(), any::<String>()]) {
        parse_all(&text);
    }

    #[test]
    fn bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(entries) = decode_bundle(&bytes) {
            prop_assert_eq!(encode_bundle(&entries).unwrap(), bytes.clone());
        }
        if let Ok(frontier) = Frontier::from_bytes(&bytes) {
            prop_assert_eq!(frontier.to_bytes(), bytes.clone());
        }
        parse_all(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn frontiers_of_the_right_length(size in any::<u64>(), hashes in 0..70usize) {
        let bytes = [size.to_be_bytes().to_vec(), vec![1; hashes * 32]].concat();
        let fits = size.count_ones() as usize == hashes && size <= ledger::MAX_TREE_SIZE;
        prop_assert_eq!(Frontier::from_bytes(&bytes).is_ok(), fits);
    }

    #[test]
    fn proofs_of_any_size(a in any::<u64>(), b in any::<u64>(), proof in prop::collection::vec(any::<[u8; 32]>(), 0..70)) {
        prop_assert!(verify_inclusion(&[1; 32], a, b, &proof, &[2; 32]).is_err());
        prop_assert!(verify_consistency(a, b, &[1; 32], &[2; 32], &proof).is_err());
    }

    #[test]
    fn signed_text_is_read_back(text in "[^\\x00-\\x1f]{0,40}(\n[^\\x00-\\x1f]{0,40}){0,5}") {
        let key = SigningKey::generate("log.example/acts", &[9; 32]).unwrap();
        let note = key.sign(&format!("{text}\n")).unwrap();
        let opened = Note::open(&note, &[key.verifier()]).unwrap();
        prop_assert_eq!(opened.text(), format!("{text}\n"));
    }
}

#[test]
fn limits() {
    let key = SigningKey::generate("k", &[9; 32]).unwrap();
    let note = key.sign("text\n").unwrap();
    let with = |lines: usize| {
        let lines: String = (0..lines).map(|i| format!("— other{i} AAAAAAA=\n")).collect();
        format!("{note}{lines}")
    };
    assert_eq!(with(63).parse::<Note>().unwrap().signatures().len(), 64);
    Note::open(&with(63), &[key.verifier()]).unwrap();
    assert!(with(64).parse::<Note>().is_err());
    assert!(key.sign(&format!("{}\n", "a".repeat(MAX_NOTE_BYTES))).is_err());
    assert!(key.sign("no newline").is_err());
    assert!(key.sign("a tab\t\n").is_err());

    let line = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    let proof = |hashes: usize| format!("c2sp.org/tlog-proof@v1\nindex 0\n{}\n{note}", line.repeat(hashes));
    assert_eq!(proof(63).parse::<TlogProof>().unwrap().hashes.len(), 63);
    assert!(proof(64).parse::<TlogProof>().is_err());
    let extra = |bytes: usize| {
        format!("c2sp.org/tlog-proof@v1\nextra {}\nindex 0\n\n{note}", "AAAA".repeat(bytes / 3))
    };
    assert!(extra(60_000).parse::<TlogProof>().is_ok());
    assert!(extra(66_000).parse::<TlogProof>().is_err());
    assert!(extra(90_000).parse::<TlogProof>().is_err());
}
