//! Records and receipts against the published JSON Schemas.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use common::{facts, proved};
use jsonschema::{Registry, Validator};
use receipts::{Happened, receipt, record};
use serde_json::{Value, json};

const RECORD: &str = include_str!("../../../docs/schemas/consent-record.schema.json");
const RECEIPT: &str = include_str!("../../../docs/schemas/consent-receipt.schema.json");

/// What may be absent; everything else that stands in a record or a receipt is required.
const OPTIONAL: [&str; 3] = ["dpv:isExercisedAt", "dct:isReplacedBy", "dct:provenance"];

fn with_validators(check: impl FnOnce(&Validator, &Validator)) {
    let (record, receipt): (Value, Value) =
        (serde_json::from_str(RECORD).unwrap(), serde_json::from_str(RECEIPT).unwrap());
    for schema in [&record, &receipt] {
        jsonschema::meta::validate(schema).unwrap();
    }
    let registry =
        Registry::new().add("urn:qorgau:schema:consent-record:1", record.clone()).unwrap().prepare().unwrap();
    let receipt = jsonschema::options().with_registry(&registry).build(&receipt).unwrap();
    check(&jsonschema::draft202012::new(&record).unwrap(), &receipt);
}

/// Every place of a value at which a key can be taken away, as JSON pointers of the object and the key.
fn keys(value: &Value, at: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                out.push((at.to_owned(), key.clone()));
                keys(inner, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), out);
            }
        }
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, inner)| keys(inner, &format!("{at}/{n}"), out))
        }
        _ => {}
    }
}

fn optional(at: &str, key: &str) -> bool {
    let of_expiry = key == "dpv:hasProcess" && at.ends_with("dpv:hasConsentStatus/2");
    let term_of_context = at.contains("@context")
        && (key.contains(':') || key.starts_with('@') || ["entry", "log", "proof"].contains(&key));
    OPTIONAL.contains(&key) || of_expiry || term_of_context
}

fn each_key_is_required(whole: &Value, schema: &Validator) {
    assert!(
        schema.is_valid(whole),
        "{:?}",
        schema.iter_errors(whole).map(|e| e.to_string()).collect::<Vec<_>>()
    );
    let mut places = Vec::new();
    keys(whole, "", &mut places);
    assert!(places.len() > 150, "{}", places.len());
    for (at, key) in places {
        let mut less = whole.clone();
        less.pointer_mut(&at).unwrap().as_object_mut().unwrap().remove(&key);
        assert_eq!(schema.is_valid(&less), optional(&at, &key), "without {at}/{key}");
        if !at.contains("@context") {
            let mut more = whole.clone();
            more.pointer_mut(&at).unwrap()["unknown"] = json!("x");
            assert!(!schema.is_valid(&more), "with {at}/unknown");
            let mut other = whole.clone();
            other.pointer_mut(&at).unwrap()[&key] = json!(7);
            assert!(!schema.is_valid(&other), "{at}/{key} as a number");
        }
    }
}

#[test]
fn a_record_has_its_form_and_each_field_is_required() {
    with_validators(|schema, _| each_key_is_required(&record(&facts()), schema));
}

#[test]
fn a_receipt_has_its_form_and_each_field_is_required() {
    let folder = tempfile::tempdir().unwrap();
    let facts = facts();
    let receipt = receipt(&facts, &proved(&facts, folder.path())).unwrap();
    with_validators(|_, schema| each_key_is_required(&receipt, schema));
}

#[test]
fn the_plainest_record_and_a_refusal_have_the_form_too() {
    let mut facts = facts();
    facts.parties.truncate(1);
    facts.withdrawal.address = None;
    // nobody knows any more what was shown, and what proves it
    facts.notice.shown = None;
    facts.evidence.clear();
    facts.purposes.truncate(1);
    facts.purposes[0].parts.iter_mut().for_each(|part| part.1 = false);
    facts.events.truncate(1);
    with_validators(|schema, _| {
        let refused = record(&facts);
        assert!(schema.is_valid(&refused));
        assert!(
            refused["dpv:hasNotice"].get("spdx:checksum").is_none()
                && refused.get("dct:provenance").is_none()
        );
        assert_eq!(refused["dpv:hasConsentStatus"][0]["@type"][0], "dpv:ConsentRefused");
        facts.events[0].what = Happened::Expired;
        assert!(schema.is_valid(&record(&facts)));
        let broken: [fn(&mut receipts::ConsentFacts); 10] = [
            |facts| facts.parties.clear(),
            |facts| facts.purposes.clear(),
            |facts| facts.events.clear(),
            |facts| facts.purposes[0].parts.clear(),
            |facts| facts.purposes[0].items.clear(),
            |facts| facts.purposes[0].storage.clear(),
            |facts| facts.purposes[0].retention.clear(),
            |facts| facts.jurisdiction = "Kazakhstan".into(),
            |facts| facts.notice.address = "javascript:alert(1)".into(),
            |facts| facts.parties[0].role = receipts::Role::Processor,
        ];
        for broken in broken {
            let mut facts = facts.clone();
            broken(&mut facts);
            assert!(!schema.is_valid(&record(&facts)), "{facts:?}");
        }
    });
}
