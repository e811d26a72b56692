//! What others read in our JSON-LD: rdflib, without a network.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

mod common;

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

use common::{facts, proved};
use receipts::{receipt, record};
use serde_json::Value;

fn triples(json: &Value) -> Vec<String> {
    let python = std::env::var("QORGAU_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/linked/triples.py");
    let how = "./test installs what it needs and sets QORGAU_PYTHON; by hand: pip install -r tests/requirements.txt";
    let mut command = Command::new(python);
    let mut child = command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect(how);
    child.stdin.take().unwrap().write_all(json.to_string().as_bytes()).expect(how);
    let done = child.wait_with_output().unwrap();
    assert!(done.status.success(), "{how}");
    String::from_utf8(done.stdout).unwrap().lines().map(str::to_owned).collect()
}

const ID: &str = "urn:uuid:019a9f3e-0000-7000-8000-000000000001";

#[test]
fn a_record_says_in_triples_what_it_says_in_json() {
    let triples = triples(&record(&facts()));
    let says = |subject: &str, predicate: &str, object: &str| {
        let line = format!("<{subject}> <{predicate}> {object} .");
        assert!(triples.contains(&line), "{line}\nis not in\n{}", triples.join("\n"));
    };
    let dpv = |term: &str| format!("https://w3id.org/dpv#{term}");
    let iri = |text: &str| format!("<{text}>");
    let a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    says(ID, a, &iri(&dpv("ConsentRecord")));
    says(ID, "http://purl.org/dc/terms/conformsTo", "<https://w3id.org/dpv/schema/dpv-27560#record>");
    says(ID, &dpv("hasDataSubject"), "<urn:uuid:019a9f3e-0000-7000-8000-0000000000aa>");
    says(ID, &dpv("hasDataController"), &iri(&format!("{ID}#party-1")));
    says(&format!("{ID}#party-1"), a, &iri(&dpv("DataController")));
    says(&format!("{ID}#party-2"), a, &iri(&dpv("DataProcessor")));
    let part = format!("{ID}#purpose-1-third-party-transfer");
    says(&format!("{ID}#purpose-1"), &dpv("hasProcess"), &iri(&part));
    says(&part, &dpv("hasProcessing"), &iri(&dpv("DiscloseByTransmission")));
    for (predicate, object) in [
        (dpv("isIndicatedBy"), "<urn:uuid:019a9f3e-0000-7000-8000-0000000000aa>".to_owned()),
        (dpv("isIndicatedBy"), format!("<{ID}#party-1>")),
        (
            dpv("isIndicatedAtTime"),
            "\"2026-11-01T10:00:00Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>".to_owned(),
        ),
        (dpv("isExercisedAt"), "<https://example.kz/withdraw>".to_owned()),
        (
            "http://purl.org/dc/terms/isReplacedBy".to_owned(),
            "<urn:uuid:019a9f3e-0000-7000-8000-000000000002>".to_owned(),
        ),
        (
            "http://spdx.org/rdf/terms#algorithm".to_owned(),
            "<http://spdx.org/rdf/terms#checksumAlgorithm_sha256>".to_owned(),
        ),
    ] {
        let end = format!(" <{predicate}> {object} .");
        assert!(triples.iter().any(|line| line.ends_with(&end)), "{end}\nis not in\n{}", triples.join("\n"));
    }
    assert!(!triples.iter().any(|line| line.contains("\"dpv:")), "a term was read as a text");
}

/// Every term of DPV that stands in a record or a receipt, each looked up in DPV 2.3 (`dpv.jsonld` of its release).
const DPV_TERMS: &[&str] = &[
    "Collect",
    "Consent",
    "ConsentExpired",
    "ConsentGiven",
    "ConsentNotice",
    "ConsentReceipt",
    "ConsentRecord",
    "ConsentRefused",
    "ConsentWithdrawn",
    "CrossBorderTransfer",
    "DataController",
    "DataProcessor",
    "DataSubject",
    "DiscloseByTransmission",
    "Disseminate",
    "ExplicitlyExpressedConsent",
    "Organisation",
    "PersonalData",
    "Process",
    "Purpose",
    "Recipient",
    "StorageDuration",
    "StorageLocation",
    "Store",
    "ThirdParty",
    "Use",
    "WithdrawConsent",
    "hasAddress",
    "hasConsentControl",
    "hasConsentStatus",
    "hasContact",
    "hasDataController",
    "hasDataProcessor",
    "hasDataSubject",
    "hasDuration",
    "hasIndicationMethod",
    "hasJurisdiction",
    "hasLegalBasis",
    "hasLocation",
    "hasName",
    "hasNotice",
    "hasPersonalData",
    "hasProcess",
    "hasProcessing",
    "hasPurpose",
    "hasRecipient",
    "hasRecordOfActivity",
    "hasStorageCondition",
    "isExercisedAt",
    "isIndicatedAtTime",
    "isIndicatedBy",
];

#[test]
fn only_terms_that_dpv_has_are_used_and_a_receipt_holds_its_record() {
    let folder = tempfile::tempdir().unwrap();
    let facts = facts();
    let (record, receipt) = (record(&facts), receipt(&facts, &proved(&facts, folder.path())).unwrap());
    let (inner, outer) = (triples(&record), triples(&receipt));
    let held = format!("<{ID}#receipt> <https://w3id.org/dpv#hasRecordOfActivity> <{ID}> .");
    assert!(outer.contains(&held));
    // Type, profile, identifier, time, record: what a receipt adds. Log entry and proof are no linked data.
    assert_eq!(outer.len(), inner.len() + 5);
    let terms: BTreeSet<&str> = outer
        .iter()
        .flat_map(|line| line.split("<https://w3id.org/dpv#").skip(1))
        .filter_map(|rest| rest.split_once('>').map(|(term, _)| term))
        .collect();
    assert_eq!(terms.into_iter().collect::<Vec<_>>(), DPV_TERMS);
}
