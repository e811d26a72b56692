//! Signing what comes next, and never anything else.

use crate::folder::CHECKPOINT;
use crate::note::{Note, SigningKey};
use crate::tiles::{TILE_WIDTH, TileKind, TilePath, consistency_proof, frontier, write_durably};
use crate::{Checkpoint, Hash, LedgerError, LogFolder, Result, verify_consistency};

impl LogFolder {
    /// Signs the tree of `size` with this `root`, stores the checkpoint durably and returns it as a signed note.
    ///
    /// Signs nothing that contradicts the stored checkpoint: a smaller size ([`LedgerError::Rollback`]), another root
    /// for the same size ([`LedgerError::Fork`]), a tree that doesn't continue it ([`LedgerError::NotConsistent`]), or
    /// one that the tiles don't lead to ([`LedgerError::TilesDisagree`]). Publishing the same again returns what stands.
    pub fn publish(&self, key: &SigningKey, size: u64, root: &Hash) -> Result<String> {
        let _lock = self.lock()?;
        if !self.keys().contains(&key.verifier()) {
            return Err(LedgerError::ForeignKey { key: key.verifier().to_string() });
        }
        let standing = self.last_note()?;
        let last = Checkpoint::of_note(&standing, self.keys())?;
        self.must_continue(&last, size, root)?;
        if size == last.size && standing.signatures().iter().any(|signature| key.verifier().claims(signature))
        {
            return Ok(standing.to_string());
        }
        let next = Checkpoint { origin: last.origin, size, root: *root };
        let note = next.sign(key)?;
        write_durably(&self.dir, CHECKPOINT, note.as_bytes())?;
        self.drop_outgrown(last.size, size);
        Ok(note)
    }

    /// Adds the signatures of witnesses to the stored checkpoint: those of `note`, which has the same text and the
    /// log's own signature. Returns the stored note with all of them.
    ///
    /// The witnesses' signatures are kept as they are, not verified here. Fails with [`LedgerError::Rollback`] when
    /// the log has moved on, and with [`LedgerError::Fork`] for another text of the same size.
    pub fn add_cosignatures(&self, note: &str) -> Result<String> {
        let _lock = self.lock()?;
        let cosigned = Note::open(note, self.keys())?;
        let mut standing = self.last_note()?;
        if cosigned.text() != standing.text() {
            let stored = Checkpoint::of_note(&standing, self.keys())?.size;
            let asked = Checkpoint::of_note(&cosigned, self.keys())?.size;
            return Err(if asked == stored {
                LedgerError::Fork { size: asked }
            } else {
                LedgerError::Rollback { stored, asked }
            });
        }
        for signature in cosigned.signatures() {
            standing.add(signature.clone())?;
        }
        let note = standing.to_string();
        write_durably(&self.dir, CHECKPOINT, note.as_bytes())?;
        Ok(note)
    }

    fn must_continue(&self, last: &Checkpoint, size: u64, root: &Hash) -> Result<()> {
        if size < last.size {
            return Err(LedgerError::Rollback { stored: last.size, asked: size });
        }
        if size == last.size && *root != last.root {
            return Err(LedgerError::Fork { size });
        }
        if frontier(&self.tiles, size)?.root() != *root {
            return Err(LedgerError::TilesDisagree { size });
        }
        let proof = consistency_proof(&self.tiles, last.size, size)?;
        verify_consistency(last.size, size, &last.root, root, &proof)
    }

    /// Removes the unfinished forms of tiles that are full since, or a busy log would keep 255 of each.
    fn drop_outgrown(&self, old: u64, new: u64) {
        let old_size = old;
        for level in 0..7u8 {
            let full = |size: u64| size >> (8 * (u32::from(level) + 1));
            for index in full(old)..full(new) {
                let mut kinds = vec![TileKind::Hashes(level)];
                kinds.extend((level == 0).then_some(TileKind::Entries));
                for kind in kinds {
                    // Spare files are no reason to fail: the checkpoint is published.
                    let _ = self.tiles.remove_partials(TilePath::full(kind, index));
                }
            }
            let rest = |size: u64| (size >> (8 * u32::from(level))) % TILE_WIDTH;
            let (index, old, new) = (full(new), rest(old), rest(new));
            if full(old_size) == index && old > 0 && old != new {
                self.drop_narrower(level, index, old);
            }
        }
    }

    /// Removes the form that an unfinished tile had under the checkpoint before: only the newest is checked.
    fn drop_narrower(&self, level: u8, index: u64, width: u64) {
        let kinds = [Some(TileKind::Hashes(level)), (level == 0).then_some(TileKind::Entries)];
        for kind in kinds.into_iter().flatten() {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            let _ = self.tiles.remove(TilePath { kind, index, width });
        }
    }
}
