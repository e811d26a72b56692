//! Where a run stands, kept in the store in the same transaction as the rows it speaks of. It holds numbers, codes
//! and digests, no value.

use serde::{Deserialize, Serialize};
use store::Write;

use super::{report::Tally, source::Position};
use crate::{
    Office,
    error::Result,
    keys::{hex, unhex},
    organisation::json,
};

const KIND: &str = "import";

/// A stopped run.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Resume {
    bytes: u64,
    digest: String,
    number: u64,
    line: u64,
    pub(super) tally: Tally,
    /// The length of the file of rejected rows before the last batch.
    pub(super) rejects: u64,
    /// The lines of the last batch, which a crash may have kept from that file.
    pub(super) pending: String,
}

impl Resume {
    pub(super) fn new(position: &Position, tally: Tally, rejects: u64, pending: String) -> Self {
        let Position { bytes, digest, number, line } = *position;
        Self { bytes, digest: hex(&digest), number, line, tally, rejects, pending }
    }

    pub(super) fn position(&self) -> Option<Position> {
        let digest = unhex(&self.digest)?;
        Some(Position { bytes: self.bytes, digest, number: self.number, line: self.line })
    }

    pub(super) fn document(&self, id: &str) -> Write {
        Write::PutDocument { kind: KIND, id: id.to_owned(), body: json(self) }
    }
}

impl Office {
    /// What a stopped run left, if its document reads; if not, the import starts anew, which fingerprints make safe.
    pub(super) fn stopped_import(&self, id: &str) -> Result<Option<Resume>> {
        let id = id.to_owned();
        let body = self.writer.exclusive(move |engine, _| engine.document(KIND, &id))??;
        Ok(body.and_then(|body| serde_json::from_slice(&body).ok()))
    }

    /// Forgets a run that is over.
    pub(super) fn forget_import(&self, id: &str) -> Result<()> {
        self.write_documents(vec![Write::DropDocument { kind: KIND, id: id.to_owned() }])
    }
}
