//! Receipts are checked with nothing but their file and the log's verifier key, by us and by a script that has none
//! of our code.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::{process::Command, sync::LazyLock};

use common::{facts, key, proved};
use ledger::note::SigningKey;
use proptest::prelude::*;
use receipts::{MAX_BYTES, NotVerified, Part, State, receipt, verify};
use serde_json::{Value, json};

fn sound() -> (Value, String) {
    SOUND.clone()
}

/// Made once: each log syncs its files, and the properties below ask hundreds of times.
static SOUND: LazyLock<(Value, String)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let facts = facts();
    let receipt = receipt(&facts, &proved(&facts, folder.path())).unwrap();
    (receipt, key().verifier().to_string())
});

/// What docs/check-receipt.py says of it.
fn script(receipt: &str, key: &str) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.json");
    std::fs::write(&file, receipt).unwrap();
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/check-receipt.py");
    let done = Command::new(python).arg(script).arg(&file).arg(key).output().expect(HOW);
    let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert!(!said.contains("ModuleNotFoundError"), "{HOW}\n{said}");
    (done.status.success(), said)
}

const HOW: &str =
    "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";

#[test]
fn a_sound_receipt_is_sound_in_any_layout() {
    let (receipt, key) = sound();
    for file in [receipt.to_string(), serde_json::to_string_pretty(&receipt).unwrap()] {
        let verified = verify(&file, &key).unwrap();
        assert_eq!(verified.record, "019a9f3e-0000-7000-8000-000000000001");
        assert_eq!(verified.time, "2026-11-01T10:00:01Z");
        assert_eq!(
            (verified.origin.as_str(), verified.index, verified.size),
            ("log.example.kz/acts", 17, 41)
        );
        let (sound, said) = script(&file, &key);
        assert!(sound && said.contains("entry 17 of log.example.kz/acts (41 entries signed)"), "{said}");
    }
}

/// Every string of the receipt changed by one character, one after another; a few of them for the script as well.
#[test]
fn nothing_can_be_changed() {
    fn places(value: &Value, at: String, out: &mut Vec<String>) {
        match value {
            Value::Object(map) => map.iter().for_each(|(key, inner)| {
                places(inner, format!("{at}/{}", key.replace('/', "~1")), out);
            }),
            Value::Array(list) => {
                list.iter().enumerate().for_each(|(n, inner)| places(inner, format!("{at}/{n}"), out))
            }
            _ => out.push(at),
        }
    }
    let (receipt, key) = sound();
    let mut all = Vec::new();
    places(&receipt, String::new(), &mut all);
    assert!(all.len() > 150);
    for (n, at) in all.iter().enumerate() {
        let mut changed = receipt.clone();
        let value = changed.pointer_mut(at).unwrap();
        let mut text: Vec<char> = value.as_str().unwrap_or("null").chars().collect();
        let place = text.len() / 2;
        if let Some(c) = text.get_mut(place) {
            *c = if *c == 'a' { 'b' } else { 'a' };
        }
        *value = json!(String::from_iter(text));
        let file = changed.to_string();
        assert!(verify(&file, &key).is_err(), "{at}");
        if n % 20 == 0 || !at.contains("RecordOfActivity") && !at.contains("@context") {
            assert!(!script(&file, &key).0, "{at}");
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let (receipt, key) = sound();
    let changed = |at: &str, to: Value| {
        let mut changed = receipt.clone();
        *changed.pointer_mut(at).unwrap() = to;
        verify(&changed.to_string(), &key).unwrap_err()
    };
    assert_eq!(changed("/dpv:hasRecordOfActivity/dpv:hasJurisdiction", json!("RU")), NotVerified::Altered);
    assert_eq!(changed("/dct:created", json!("2020-01-01T00:00:00Z")), NotVerified::OtherFrame);
    assert_eq!(changed("/log", json!("other.example.kz")), NotVerified::OtherFrame);
    assert!(matches!(changed("/entry/operational", json!("{}")), NotVerified::Form(_)));
    assert!(matches!(changed("/entry/salt", json!("00")), NotVerified::Form(_)));
    assert!(matches!(changed("/proof", json!("c2sp.org/tlog-proof@v1\n")), NotVerified::Unproved(_)));
    let file = receipt.to_string();
    let stranger = SigningKey::generate("log.example.kz/acts", &[8; 32]).unwrap().verifier().to_string();
    assert!(matches!(verify(&file, &stranger), Err(NotVerified::Unproved(_))));
    assert!(!script(&file, &stranger).0);
    assert_eq!(verify(&file, "no key"), Err(NotVerified::Key));
    assert_eq!(verify(&" ".repeat(MAX_BYTES + 1), &key), Err(NotVerified::TooLarge));
    let twice = file.replacen("{\"@context\"", "{\"log\":\"x\",\"@context\"", 1);
    assert_ne!(twice, file);
    assert!(matches!(verify(&twice, &key), Err(NotVerified::Form(_))));
    assert!(!script(&twice, &key).0);
}

#[test]
fn no_receipt_is_made_for_another_entry() {
    let folder = tempfile::tempdir().unwrap();
    let facts = facts();
    let proof = proved(&facts, folder.path());
    let mut other = facts.clone();
    other.purposes[0].parts[1].1 = true;
    assert_eq!(receipt(&other, &proof), Err(NotVerified::Altered));
}

#[test]
fn parts_come_to_what_happened() {
    let mut facts = facts();
    let states =
        |facts: &receipts::ConsentFacts| Part::ALL.map(|part| facts.state("recruitment", part).unwrap());
    assert_eq!(states(&facts), [State::Expired, State::Refused, State::Expired, State::Withdrawn]);
    facts.events.truncate(2);
    assert_eq!(states(&facts), [State::Given, State::Refused, State::Given, State::Withdrawn]);
    assert_eq!(facts.state("newsletter", Part::Publication), None);
    assert_eq!(facts.state("nothing", Part::Processing), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("QORGAU_LONG").is_some() { 20_000 } else { 300 }))]

    #[test]
    fn no_text_makes_it_panic(text in ".{0,300}", key in ".{0,80}") {
        prop_assert!(verify(&text, &key).is_err());
    }

    /// Bytes of a sound receipt overwritten, cut or doubled: it is refused, or still says the same.
    #[test]
    fn damage_is_found(at in any::<prop::sample::Index>(), len in 0..40_usize, put in "[ -~]{0,20}") {
        let (receipt, key) = sound();
        let file = receipt.to_string();
        let mut bytes = file.clone().into_bytes();
        let from = at.index(bytes.len());
        bytes.splice(from..(from + len).min(file.len()), put.into_bytes());
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        if verify(&damaged, &key).is_ok() {
            prop_assert_eq!(serde_json::from_str::<Value>(&damaged).unwrap(), receipt);
        }
    }
}
