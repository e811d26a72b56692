//! The receipt: a record with the proof that the log holds it.

use ledger::{Hash, entry_commitment, part_hash};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{ConsentFacts, NotVerified, digest, json::RECEIPT_PROFILE, record};

/// The log entry of a consent, and the proof that the log holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFacts {
    /// The entry's operational part: UTF-8 JSON whose `digest` is the hex of [`digest`] of the record, and whose
    /// `time` is when the entry was made. It names no subject, but it does name who acted.
    pub operational: String,
    /// Its salt.
    pub salt: [u8; 32],
    /// The hash of the salted subject part. Without salt and part it says nothing.
    pub subject_hash: Hash,
    /// The log's name: the one in its verifier key.
    pub log: String,
    /// The proof, in the C2SP tlog-proof format, with the signed checkpoint inside.
    pub proof: String,
}

/// A receipt, for the person: anyone can check it with the log's verifier key and nothing else.
///
/// `docs/schemas/consent-receipt.schema.json` is its form. What stands outside the record and the log entry is made
/// from them, so that nothing in it can be changed unseen.
///
/// # Errors
/// [`NotVerified::Form`] or [`NotVerified::Altered`] when the entry is not that of this record. The proof itself is
/// not checked here: [`crate::verify`] does, with the key.
pub fn receipt(facts: &ConsentFacts, proof: &ProofFacts) -> Result<Value, NotVerified> {
    let record = record(facts);
    let entry = Operational::of(proof)?;
    if entry.digest != hex::encode(digest(&record)) {
        return Err(NotVerified::Altered);
    }
    assemble(record, proof)
}

/// The whole file from the record and the proof.
pub(crate) fn assemble(record: Value, proof: &ProofFacts) -> Result<Value, NotVerified> {
    let id = record["dct:identifier"].as_str().ok_or(NotVerified::Form("the record has no identifier"))?;
    let commitment =
        entry_commitment(&part_hash(&proof.salt, proof.operational.as_bytes()), &proof.subject_hash);
    Ok(json!({
        "@context": record["@context"],
        "@id": format!("urn:uuid:{id}#receipt"),
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": RECEIPT_PROFILE,
        "dct:identifier": format!("{id}#receipt"),
        "dct:created": Operational::of(proof)?.time,
        "dpv:hasRecordOfActivity": record,
        "entry": Entry {
            operational: proof.operational.clone(),
            salt: hex::encode(proof.salt),
            subject_hash: hex::encode(proof.subject_hash),
            commitment: hex::encode(commitment),
        },
        "log": proof.log,
        "proof": proof.proof
    }))
}

/// The log entry as a receipt carries it; hashes and salt in hex.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) operational: String,
    pub(crate) salt: String,
    pub(crate) subject_hash: String,
    pub(crate) commitment: String,
}

/// What is needed of an operational part; the rest is the log's business.
#[derive(Deserialize)]
pub(crate) struct Operational {
    pub(crate) time: String,
    pub(crate) digest: String,
}

impl Operational {
    pub(crate) fn of(proof: &ProofFacts) -> Result<Self, NotVerified> {
        serde_json::from_str(&proof.operational)
            .map_err(|_| NotVerified::Form("the log entry has no time or digest"))
    }
}
