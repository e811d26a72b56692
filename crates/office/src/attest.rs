//! Acts of destruction: the certificate that anyone can check with the log's verifier key and nothing else.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::{ActKind, By, Operational, RunId};
use ledger::{TlogProof, entry_commitment, note::VerifierKey, part_hash};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    Office,
    destroyed::Destroyed,
    error::Result,
    keys::{hex, unhex},
    run::Run,
};

/// The format's name; a change of meaning gets another.
pub(crate) const FORMAT: &str = "qorgau-act-of-destruction-1";

/// The file: what was destroyed, the log entry that commits to it, and the proof that the log holds the entry.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActOfDestruction {
    /// The format's name, `qorgau-act-of-destruction-1`.
    pub format: String,
    /// What was destroyed, when, by whom, on what ground.
    pub act: ActBody,
    /// The log entry.
    pub entry: CommittedEntry,
    /// The proof, in the C2SP tlog-proof format, with the signed checkpoint inside.
    pub proof: String,
}

/// The act itself. The log entry holds the SHA-256 of its canonical JSON (RFC 8785).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActBody {
    /// The run.
    pub run: RunId,
    /// A sweep of what was due, or an erasure.
    pub act: ActKind,
    /// The operator's number in the state's register.
    pub operator: String,
    /// Who ran it.
    pub by: By,
    /// When it began.
    pub started: Timestamp,
    /// When nothing of what was erased was left in the store's files.
    pub finished: Timestamp,
    /// The clause.
    pub clause: String,
    /// How much.
    pub counts: Counts,
    /// How many engagements of each row.
    pub rows: BTreeMap<String, u64>,
    /// Each thing destroyed.
    pub destroyed: Vec<Destroyed>,
}

/// How much was destroyed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Records.
    pub engagements: u64,
    /// People of whom nothing is left.
    pub persons: u64,
    /// Log entries whose subject part is gone.
    pub entries: u64,
}

/// A log entry as the log commits to it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommittedEntry {
    /// The operational part, as bytes of UTF-8 JSON.
    pub operational: String,
    /// Its salt, hex.
    pub salt: String,
    /// The hash of the salted subject part, hex.
    pub subject_hash: String,
}

/// What a check of an act of destruction found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The run.
    pub run: RunId,
    /// How much was destroyed.
    pub counts: Counts,
    /// The log's name.
    pub origin: String,
    /// The entry's index in the log.
    pub index: u64,
    /// The size of the log that was signed.
    pub size: u64,
}

/// Why an act of destruction does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotAttested {
    /// It is no such file.
    #[error("this is no act of destruction in the format {FORMAT}: {0}")]
    Form(String),
    /// What it says is not what the log committed to.
    #[error("the act was altered: its SHA-256 is not the one that its log entry holds")]
    Altered,
    /// The entry is not that of this act.
    #[error("the log entry is not that of this act")]
    OtherEntry,
    /// The counts do not add up.
    #[error("the act's counts are not those of what it lists")]
    Counts,
    /// The log does not hold the entry, or the key is another's.
    #[error("the log does not prove the entry: {0}")]
    Unproved(String),
}

impl ActBody {
    /// Canonical JSON.
    pub fn canonical(&self) -> Vec<u8> {
        policy::edition::canonical_json(&serde_json::to_value(self).unwrap_or_default())
    }

    /// SHA-256 of its canonical JSON, in hex: what the log entry holds.
    pub fn digest(&self) -> String {
        hex(&Sha256::digest(self.canonical()))
    }
}

/// Checks an act of destruction with nothing but its file and the log's verifier key.
///
/// # Errors
/// What does not hold.
pub fn verify_act(file: &str, key: &str) -> Result<Attested, NotAttested> {
    let form = |why: &dyn ToString| NotAttested::Form(why.to_string());
    let act: ActOfDestruction = serde_json::from_str(file).map_err(|why| form(&why))?;
    // One act has one form: an id in capitals or a moment in another zone would be somebody's change.
    let given: Option<serde_json::Value> = serde_json::from_str(file).ok();
    if given != serde_json::to_value(&act).ok() {
        return Err(form(&"it is not written as the program writes it"));
    }
    if act.format != FORMAT {
        return Err(form(&"its `format` is another"));
    }
    let salt = unhex(&act.entry.salt).ok_or_else(|| form(&"the salt is not 64 hex digits"))?;
    let subject =
        unhex(&act.entry.subject_hash).ok_or_else(|| form(&"the subject hash is not 64 hex digits"))?;
    let entry = Operational::from_bytes(act.entry.operational.as_bytes()).map_err(|why| form(&why))?;
    if entry.digest != Some(act.act.digest()) {
        return Err(NotAttested::Altered);
    }
    if entry.run != Some(act.act.run) || entry.actor != act.act.by || entry.act != act.act.act {
        return Err(NotAttested::OtherEntry);
    }
    let rows = act.act.destroyed.iter().filter(|line| line.row.is_some()).count() as u64;
    let listed = Counts {
        engagements: rows,
        persons: act.act.destroyed.iter().filter(|line| line.is_person()).count() as u64,
        entries: act.act.destroyed.iter().map(|line| line.entries.len() as u64).sum(),
    };
    if listed != act.act.counts || act.act.rows.values().sum::<u64>() != rows {
        return Err(NotAttested::Counts);
    }
    let unproved = |why: ledger::LedgerError| NotAttested::Unproved(why.to_string());
    let key: VerifierKey = key.trim().parse().map_err(unproved)?;
    let commitment = entry_commitment(&part_hash(&salt, act.entry.operational.as_bytes()), &subject);
    let proof: TlogProof = act.proof.parse().map_err(unproved)?;
    let checkpoint = proof.verify(&commitment, &key).map_err(unproved)?;
    Ok(Attested {
        run: act.act.run,
        counts: act.act.counts,
        origin: checkpoint.origin,
        index: proof.index,
        size: checkpoint.size,
    })
}

impl Office {
    /// The act of an attested run, with its proof.
    pub(crate) fn attested(&self, run: &Run, entry: u64) -> Result<ActOfDestruction> {
        self.checkpoint()?;
        let proof = self.prove(entry)?;
        Ok(ActOfDestruction {
            format: FORMAT.to_owned(),
            act: self.act_body(run)?,
            entry: CommittedEntry {
                operational: proof.operational,
                salt: hex(&proof.salt),
                subject_hash: hex(&proof.subject_hash),
            },
            proof: proof.tlog_proof,
        })
    }
}
