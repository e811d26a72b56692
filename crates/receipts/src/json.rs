//! The vocabularies, and small pieces of JSON-LD.

use serde_json::{Value, json};

/// The version of our schemas (`schema_version`).
pub(crate) const SCHEMA_VERSION: &str = "1";
pub(crate) const RECORD_PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#record";
pub(crate) const RECEIPT_PROFILE: &str = "https://w3id.org/dpv/schema/dpv-27560#receipt";

/// The context, written out: whoever reads a record needs no network.
pub(crate) fn context() -> Value {
    let time = |name: &str| json!({"@id": name, "@type": "xsd:dateTime"});
    let link = |name: &str| json!({"@id": name, "@type": "@id"});
    json!({
        "dpv": "https://w3id.org/dpv#",
        "dct": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema": "https://schema.org/",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dct:conformsTo": link("dct:conformsTo"),
        "dct:created": time("dct:created"),
        "dct:isReplacedBy": link("dct:isReplacedBy"),
        "dpv:isExercisedAt": link("dpv:isExercisedAt"),
        "dpv:isIndicatedAtTime": time("dpv:isIndicatedAtTime"),
        "dpv:isIndicatedBy": link("dpv:isIndicatedBy"),
        "dpv:hasProcessing": link("dpv:hasProcessing"),
        "spdx:algorithm": link("spdx:algorithm"),
        "entry": null,
        "log": null,
        "proof": null
    })
}

/// A SHA-256 digest as SPDX and DCAT have it.
pub(crate) fn checksum(sha256: &[u8; 32]) -> Value {
    json!({
        "@type": "spdx:Checksum",
        "spdx:algorithm": "spdx:checksumAlgorithm_sha256",
        "spdx:checksumValue": hex::encode(sha256)
    })
}
