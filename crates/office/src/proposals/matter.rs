//! What is proposed, as it is kept until it is done: sealed, since a reason is in somebody's own words.

use policy::{Edition, ItemId, PurposeId};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Unit, Write};
use vault::{Keyring, Zeroizing};

use crate::{
    desk::Desk,
    error::{OfficeError, Result},
    keys::hex,
    organisation::json,
    random::{self, SystemRandom},
};

/// The kind of document.
pub(crate) const MATTER: &str = "proposal-matter";

/// A bulk export, as it is proposed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkExport {
    /// Everybody held for this purpose,
    pub purpose: PurposeId,
    /// with these items,
    pub items: Vec<ItemId>,
    /// for this reason, in words.
    pub reason: String,
}

/// The words are for whoever approves.
impl std::fmt::Debug for BulkExport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BulkExport").field("purpose", &self.purpose).finish_non_exhaustive()
    }
}

/// Exactly what is proposed.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Matter {
    /// An edition, in its canonical form.
    Edition(String),
    /// A profile's text.
    Profile(String),
    /// A bulk export; the salt keeps the reason from being guessed by its digest.
    Export { export: BulkExport, salt: String },
}

impl Matter {
    pub(super) fn edition(edition: &Edition) -> Self {
        Self::Edition(String::from_utf8_lossy(edition.canonical()).into_owned()) // JSON always is UTF-8
    }

    pub(super) fn export(export: BulkExport) -> Self {
        Self::Export { export, salt: hex(&random::bytes::<16>()) }
    }

    /// What the log says of it: SHA-256 in hex.
    pub(super) fn digest(&self) -> String {
        match self {
            Self::Edition(text) | Self::Profile(text) => hex(&Sha256::digest(text)),
            Self::Export { .. } => hex(&Sha256::digest(json(self))),
        }
    }

    /// Seals it beside its proposal.
    pub(super) fn keep(&self, unit: &mut Unit<'_, Desk>, id: String) -> Result<()> {
        let plain = Zeroizing::new(json(self));
        let body = unit.context().keys.seal_system(&label(&id), &plain, &mut SystemRandom);
        Ok(unit.stage(Write::PutDocument { kind: MATTER, id, body })?)
    }

    pub(super) fn open(keys: &Keyring, id: &str, body: &[u8]) -> Result<Self> {
        let plain = keys.open_system(&label(id), body);
        let plain = plain.map_err(OfficeError::vault(format!("the document {MATTER}/{id}")))?;
        serde_json::from_slice(&plain)
            .map_err(|_| OfficeError::damaged(format!("the document {MATTER}/{id} does not read")))
    }
}

fn label(id: &str) -> String {
    format!("{MATTER} {id}")
}
