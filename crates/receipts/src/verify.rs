//! Checking a receipt with nothing but its file and the log's verifier key.

use ledger::{LedgerError, TlogProof, entry_commitment, note::VerifierKey, part_hash};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

use crate::{
    ProofFacts, digest,
    receipt::{Entry, Operational, assemble},
    strict::Strict,
};

/// The largest file that is looked at.
pub const MAX_BYTES: usize = 1 << 20;

/// What a check of a receipt found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The record's id.
    pub record: String,
    /// When the log took it, as the entry says.
    pub time: String,
    /// SHA-256 of the record's canonical JSON: what the entry holds.
    pub digest: [u8; 32],
    /// The log's name.
    pub origin: String,
    /// The entry's index in the log.
    pub index: u64,
    /// The size of the log that was signed.
    pub size: u64,
}

/// Why a receipt does not hold. No error holds anything of the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotVerified {
    /// Too many bytes.
    #[error("the receipt is larger than {MAX_BYTES} bytes")]
    TooLarge,
    /// It is no receipt.
    #[error("this is no consent receipt: {0}")]
    Form(&'static str),
    /// What it says is not what the log committed to.
    #[error("the record was altered: its SHA-256 is not the one that its log entry holds")]
    Altered,
    /// What stands around the record is not what follows from it and its log entry.
    #[error("the receipt was altered around its record")]
    OtherFrame,
    /// The key is no verifier key.
    #[error("this is no verifier key of a log")]
    Key,
    /// The log does not hold the entry, or the key is another's.
    #[error("the log does not prove the entry: {0}")]
    Unproved(String),
}

/// Checks a receipt: that the record is the one whose digest the log entry holds, that the log with this key holds
/// that entry, and that nothing around them was changed.
///
/// It says nothing of what happened later: a consent withdrawn since has another, later receipt.
///
/// # Errors
/// What does not hold.
pub fn verify(file: &str, key: &str) -> Result<Verified, NotVerified> {
    if file.len() > MAX_BYTES {
        return Err(NotVerified::TooLarge);
    }
    let Strict(given) = serde_json::from_str(file)
        .map_err(|_| NotVerified::Form("it is not JSON that can be read in one way only"))?;
    let part = |name: &str| given.get(name).cloned().unwrap_or(Value::Null);
    let text =
        |name| part(name).as_str().map(str::to_owned).ok_or(NotVerified::Form("log or proof is missing"));
    let entry =
        Entry::deserialize(part("entry")).map_err(|_| NotVerified::Form("its log entry is not whole"))?;
    let hash = |text: &str| -> Result<[u8; 32], NotVerified> {
        let mut out = [0; 32];
        hex::decode_to_slice(text, &mut out)
            .map_err(|_| NotVerified::Form("a hash or salt is not 64 hex digits"))?;
        Ok(out)
    };
    let proof = ProofFacts {
        salt: hash(&entry.salt)?,
        subject_hash: hash(&entry.subject_hash)?,
        operational: entry.operational,
        log: text("log")?,
        proof: text("proof")?,
    };
    let record = part("dpv:hasRecordOfActivity");
    if record["@type"] != "dpv:ConsentRecord" {
        return Err(NotVerified::Form("it holds no consent record"));
    }
    let (digest, operational) = (digest(&record), Operational::of(&proof)?);
    if operational.digest != hex::encode(digest) {
        return Err(NotVerified::Altered);
    }
    let id = record["dct:identifier"].as_str().unwrap_or_default().to_owned();
    if given != assemble(record, &proof)? {
        return Err(NotVerified::OtherFrame);
    }
    let key: VerifierKey = key.trim().parse().map_err(|_| NotVerified::Key)?;
    let commitment =
        entry_commitment(&part_hash(&proof.salt, proof.operational.as_bytes()), &proof.subject_hash);
    let unproved = |why: LedgerError| NotVerified::Unproved(why.to_string());
    let tlog: TlogProof = proof.proof.parse().map_err(unproved)?;
    let checkpoint = tlog.verify(&commitment, &key).map_err(unproved)?;
    if checkpoint.origin != proof.log {
        return Err(NotVerified::OtherFrame);
    }
    Ok(Verified {
        record: id,
        time: operational.time,
        digest,
        origin: checkpoint.origin,
        index: tlog.index,
        size: checkpoint.size,
    })
}
