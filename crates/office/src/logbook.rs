//! The log: checkpoints, proofs, and checking it whole.

use std::{
    mem,
    ops::ControlFlow,
    panic::resume_unwind,
    sync::mpsc::{SyncSender, sync_channel},
    thread,
};

use kernel::{Actor, Operational};
use ledger::{
    Difference, Hash, LogFolder, TlogProof, Verifier, entry_commitment, leaf_hash,
    note::VerifierKey,
    part_hash,
    tiles::{FolderTiles, TilePath, TileSource as _},
};
use store::{EntryRow, Reader, SqliteReader, Verdict, Wants};

use crate::{
    Destroyed, Office,
    error::{OfficeError, Result},
    open::mac,
    run::PART,
};

/// How many entries are read before they go into tiles.
const PAGE: u64 = 65_536;
/// How many entries one thread hands to the other when the log is checked.
const FEW: usize = 4_096;

/// One entry with its proof.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The operational part as committed to.
    pub operational: String,
    /// Its salt.
    pub salt: [u8; 32],
    /// The hash of the salted subject part.
    pub subject_hash: Hash,
    /// The proof in the C2SP tlog-proof format, checkpoint inside.
    pub tlog_proof: String,
}

/// What a check of the whole log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogReport {
    /// Entries in the store.
    pub entries: u64,
    /// Entries that the last checkpoint covers.
    pub signed: u64,
    /// Entries that speak of a person who is still held.
    pub present: u64,
    /// Entries whose subject part an act of destruction lists.
    pub destroyed: u64,
    /// What is wrong, in words; empty when the log is sound.
    pub faults: Vec<String>,
}

impl Office {
    /// Signs the log as it stands and stores the checkpoint durably. Gives it as text.
    ///
    /// # Errors
    /// The log folder can't be written, or contradicts the store.
    pub fn checkpoint(&self) -> Result<String> {
        let log = self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let signed = log.last_checkpoint()?;
        // Answered once everything before it is durable: what might be lost again is not signed.
        let size = self.writer.submit(Wants::default(), |unit| Verdict::Drop(unit.next_index()))?;
        if size == signed.size {
            let path = self.layout.log().join("checkpoint");
            return std::fs::read_to_string(&path).map_err(OfficeError::file(path));
        }
        let mut fault = None;
        let frontier = log.extend(Entries {
            reader: &mut self.reader()?,
            at: signed.size,
            end: size,
            page: Vec::new(),
            fault: &mut fault,
        })?;
        match fault {
            Some(why) => Err(why),
            None => Ok(log.publish(&self.signing, size, &frontier.root())?),
        }
    }

    /// The newest signed checkpoint as it stands in the log folder; nothing is signed for whoever asks.
    ///
    /// # Errors
    /// The log folder can't be read.
    pub fn signed_checkpoint(&self) -> Result<String> {
        let path = self.layout.log().join("checkpoint");
        std::fs::read_to_string(&path).map_err(OfficeError::file(path))
    }

    /// A tile of the log, where the log folder has it.
    ///
    /// # Errors
    /// The log folder can't be read.
    pub fn tile(&self, tile: TilePath) -> Result<Option<Vec<u8>>> {
        Ok(FolderTiles::new(self.layout.log()).read(&tile.to_string())?)
    }

    /// Makes the log's tiles again from its entries. Nothing changes unless the entries give the signed root. Gives how
    /// many entries the tiles cover.
    ///
    /// # Errors
    /// The entries don't lead to what was signed, or the log folder can't be written.
    pub fn rebuild_log(&self) -> Result<u64> {
        let log = self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let end = log.last_checkpoint()?.size;
        let (mut reader, mut fault) = (self.reader()?, None);
        let entries = Entries { reader: &mut reader, at: 0, end, page: Vec::new(), fault: &mut fault };
        let rebuilt = log.rebuild(entries);
        match fault {
            Some(why) => Err(why),
            None => Ok(rebuilt.map(|()| end)?),
        }
    }

    /// As [`Office::prove`], for somebody whose looking is logged.
    ///
    /// # Errors
    /// Refused, or those of [`Office::prove`].
    pub fn prove_to(&self, actor: &Actor, index: u64) -> Result<Proof> {
        self.printed(actor, "proof", Some(index))?;
        self.prove(index)
    }

    /// One entry with a proof under the last checkpoint.
    ///
    /// # Errors
    /// No such entry, or no checkpoint covers it yet.
    pub fn prove(&self, index: u64) -> Result<Proof> {
        let log = self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut reader = self.reader()?;
        let mut found = None;
        reader.entries(index..index.saturating_add(1), &mut |row| {
            found = Some(row);
            ControlFlow::Break(())
        })?;
        let entry = found.ok_or_else(|| OfficeError::input("no-entry", &[("index", &index)]))?;
        sound(&entry)?;
        let checkpoint = self.layout.log().join("checkpoint");
        let checkpoint = std::fs::read_to_string(&checkpoint).map_err(OfficeError::file(&checkpoint))?;
        let proof = TlogProof::new(log.tiles(), index, &checkpoint, &self.signing.verifier())?;
        Ok(Proof {
            operational: String::from_utf8(entry.operational)
                .map_err(|_| OfficeError::damaged(format!("entry {index} is no text")))?,
            salt: entry.salt,
            subject_hash: entry.subject_hash,
            tlog_proof: proof.to_string(),
        })
    }

    /// The log's verifier key: what a stranger needs, and all they need.
    pub fn verifier_key(&self) -> VerifierKey {
        self.signing.verifier()
    }

    /// Checks the whole log: every entry against its leaf, the tree against tiles and checkpoint, every missing
    /// subject part against the acts of destruction.
    ///
    /// # Errors
    /// The store can't be read at all; what is wrong inside it is in the report.
    pub fn verify_log(&self, progress: &mut dyn FnMut(u64)) -> Result<LogReport> {
        let log = self.log.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        verify_log(&log, &mut self.reader()?, progress)
    }

    pub(crate) fn reader(&self) -> Result<SqliteReader> {
        Ok(store::Sqlite::open_reader(self.layout.database(), mac(&self.keys))?)
    }
}

/// The commitments of a range of entries, read page by page.
struct Entries<'a> {
    reader: &'a mut SqliteReader,
    at: u64,
    end: u64,
    page: Vec<Hash>,
    fault: &'a mut Option<OfficeError>,
}

impl Iterator for Entries<'_> {
    type Item = Hash;

    fn next(&mut self) -> Option<Hash> {
        if self.page.is_empty() && self.at < self.end {
            let end = self.end.min(self.at + PAGE);
            let mut altered = None;
            let page = &mut self.page;
            let read = self.reader.entries(self.at..end, &mut |row| {
                if let Err(why) = sound(&row) {
                    altered = Some(why); // what was altered is not signed
                    return ControlFlow::Break(());
                }
                page.push(commitment(&row));
                ControlFlow::Continue(())
            });
            if let Some(why) = read.err().map(OfficeError::from).or(altered) {
                *self.fault = Some(why);
                return None;
            }
            self.page.reverse();
            self.at = end;
        }
        self.page.pop()
    }
}

/// Whether an entry is what its leaf says.
fn sound(row: &EntryRow) -> Result<()> {
    if leaf(row).1 {
        return Ok(());
    }
    Err(OfficeError::damaged(format!("entry {} is not what its leaf says", row.index)))
}

/// What the log holds of an entry, and whether that gives the leaf that stands beside it.
fn leaf(row: &EntryRow) -> (Hash, bool) {
    let commitment = commitment(row);
    (commitment, leaf_hash(&commitment) == row.leaf)
}

fn commitment(row: &EntryRow) -> Hash {
    entry_commitment(&part_hash(&row.salt, &row.operational), &row.subject_hash)
}

/// A set of entry indexes.
#[derive(Default)]
struct Marks(Vec<u64>);

impl Marks {
    fn set(&mut self, index: u64) {
        let word = usize::try_from(index / 64).unwrap_or(usize::MAX);
        if word < 1 << 32 {
            if self.0.len() <= word {
                self.0.resize(word + 1, 0);
            }
            self.0[word] |= 1 << (index % 64);
        }
    }

    fn last(&self) -> Option<u64> {
        let word = self.0.iter().rposition(|word| *word != 0)?;
        Some(word as u64 * 64 + u64::from(63 - self.0[word].leading_zeros()))
    }

    fn has(&self, index: u64) -> bool {
        usize::try_from(index / 64)
            .ok()
            .and_then(|w| self.0.get(w))
            .is_some_and(|w| w >> (index % 64) & 1 == 1)
    }
}

fn verify_log(log: &LogFolder, reader: &mut dyn Reader, progress: &mut dyn FnMut(u64)) -> Result<LogReport> {
    let checkpoint = log.last_checkpoint()?;
    let mut verifier = Verifier::with_tiles(log.tiles());
    verifier.expect(&checkpoint);
    let mut report =
        LogReport { entries: 0, signed: checkpoint.size, present: 0, destroyed: 0, faults: Vec::new() };
    let (mut speaks, mut broken) = (Marks::default(), None);
    let mut check = |row: &EntryRow, report: &mut LogReport| {
        if row.index != report.entries {
            return Err(format!("entries {} to {} are missing", report.entries, row.index.wrapping_sub(1)));
        }
        report.entries += 1;
        let (commitment, sound) = leaf(row);
        if !sound {
            report.faults.push(format!("entry {} is not what its leaf says", row.index));
        }
        // The field stands last, and only where it is true: see `Operational`.
        if row.operational.ends_with(br#""subject":true}"#) {
            speaks.set(row.index);
        }
        let fed = if row.index >= checkpoint.size {
            Ok(())
        } else if sound {
            verifier.push_hashed(&commitment, &row.leaf)
        } else {
            verifier.push_entry(&commitment)
        };
        fed.map_err(|why| format!("entry {}: {why}", row.index))
    };
    // One thread reads, this one hashes.
    let filed = thread::scope(|scope| {
        let (send, receive) = sync_channel(4);
        let reading = scope.spawn(move || {
            read_entries(reader, &send)?;
            drop(send);
            subject_parts(reader)
        });
        for page in receive {
            progress(report.entries);
            let page: Vec<EntryRow> = page;
            broken = page.iter().find_map(|row| check(row, &mut report).err());
            if broken.is_some() {
                break;
            }
        }
        reading.join().unwrap_or_else(|panic| resume_unwind(panic))
    })?;
    filed.compare(&speaks, &mut report);
    report.faults.extend(broken);
    if report.entries < checkpoint.size {
        report.faults.push(format!(
            "the store has {} entries, its checkpoint signs {}: entries were removed or an older copy put back",
            report.entries, checkpoint.size
        ));
    } else if report.faults.is_empty() {
        let tree = verifier.finish()?;
        if !tree.contradicted.is_empty() {
            report.faults.push("the entries do not give the root that the last checkpoint signs".to_owned());
        }
        let differs = |d: Difference| format!("the tile {} differs from the entries {:?}", d.path, d.entries);
        report.faults.extend(tree.difference.map(differs));
    }
    Ok(report)
}

/// Sends all entries page by page, until nobody listens.
fn read_entries(reader: &mut dyn Reader, send: &SyncSender<Vec<EntryRow>>) -> Result<()> {
    let mut page = Vec::with_capacity(FEW);
    reader.entries(0..u64::MAX >> 1, &mut |row| {
        page.push(row);
        if page.len() < FEW || send.send(mem::replace(&mut page, Vec::with_capacity(FEW))).is_ok() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })?;
    let _ = send.send(page);
    Ok(())
}

/// What is known of subject parts besides the entries.
struct Filed {
    /// Which entries have one.
    parts: Marks,
    /// Whose part an act of destruction lists.
    destroyed: Marks,
}

fn subject_parts(reader: &mut dyn Reader) -> Result<Filed> {
    let mut filed = Filed { parts: Marks::default(), destroyed: Marks::default() };
    reader.filed(&mut |index| {
        filed.parts.set(index);
        ControlFlow::Continue(())
    })?;
    for part in reader.documents(PART)? {
        let lines: Vec<Destroyed> = serde_json::from_slice(&part.body)
            .map_err(|_| OfficeError::damaged(format!("part {} of a run does not read", part.id)))?;
        lines.iter().flat_map(|line| &line.entries).for_each(|index| filed.destroyed.set(*index));
    }
    Ok(filed)
}

impl Filed {
    /// Every entry that speaks of a person has its subject part, or an act of destruction lists it.
    fn compare(self, speaks: &Marks, report: &mut LogReport) {
        for index in 0..report.entries {
            let fault = match (speaks.has(index), self.parts.has(index), self.destroyed.has(index)) {
                (false, false, false) => continue,
                (true, true, false) => {
                    report.present += 1;
                    continue;
                }
                (true, false, true) => {
                    report.destroyed += 1;
                    continue;
                }
                (true, false, false) => "is missing, and no act of destruction lists it",
                (true, true, true) => "is there, though an act of destruction lists it",
                (false, ..) => "is filed, yet the entry names no one",
            };
            report.faults.push(format!("the subject part of entry {index} {fault}"));
        }
        if let Some(last) = self.parts.last().filter(|last| *last >= report.entries) {
            report.faults.push(format!(
                "entries {} to {last} are missing: subject parts are filed under them",
                report.entries
            ));
        }
    }
}

/// Reads an entry's operational part, once it is found to be what was logged.
pub(crate) fn operational(row: &EntryRow) -> Result<Operational> {
    sound(row)?;
    Operational::from_bytes(&row.operational)
        .map_err(|_| OfficeError::damaged(format!("entry {} does not read", row.index)))
}
