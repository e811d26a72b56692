//! The words of papers: sealed under a key of their own, destroyed with them.

use kernel::{Paper, State};
use store::Unit;
use vault::{EngagementKey, RecordContext, SubjectKey, Zeroizing};

use crate::{
    desk::{Desk, key_of, subject_of},
    error::{OfficeError, Result},
    random::SystemRandom,
};

/// The form of a paper's words; part of what the sealing binds.
const SCHEMA: u16 = 2;

/// What the sealing binds: whose, which paper, which slot.
fn context(paper: &Paper, slot: u64) -> RecordContext {
    RecordContext {
        subject: *paper.subject.as_bytes(),
        engagement: *paper.id.as_bytes(),
        schema: SCHEMA,
        edition: 0,
        version: slot,
    }
}

/// Seals words under a fresh key; gives the wrapped key and the sealed words.
pub(crate) fn seal(key: &SubjectKey, paper: &Paper, slot: u64, words: &[u8]) -> ([u8; 60], Vec<u8>) {
    let fresh = EngagementKey::generate(&mut SystemRandom);
    let wrapped =
        key.wrap_engagement(paper.subject.as_bytes(), paper.id.as_bytes(), &fresh, &mut SystemRandom);
    (wrapped, fresh.seal(&context(paper, slot), words, &mut SystemRandom))
}

/// Opens a paper's words with what stands in its slot.
pub(crate) fn open(
    key: &SubjectKey,
    paper: &Paper,
    slot: u64,
    wrapped: &[u8; 60],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>> {
    let what = || format!("the words of paper {}", paper.id);
    let fresh = key
        .unwrap_engagement(paper.subject.as_bytes(), paper.id.as_bytes(), wrapped)
        .map_err(OfficeError::vault(what()))?;
    fresh.open(&context(paper, slot), sealed).map_err(OfficeError::vault(what()))
}

/// Loads and opens a paper's words inside the writer; none where it has no words.
pub(crate) fn words_of(
    unit: &mut Unit<'_, Desk>,
    key: &SubjectKey,
    paper: &Paper,
) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let Some(slot) = paper.slot else { return Ok(None) };
    let missing = || OfficeError::damaged(format!("the words of paper {} are missing", paper.id));
    let wrapped = unit.slot(slot)?.ok_or_else(missing)?;
    let sealed = unit.record(slot)?.ok_or_else(missing)?;
    open(key, paper, slot, &wrapped, &sealed).map(Some)
}

/// The words of one of a person's papers, inside the writer.
pub(crate) fn words(
    unit: &mut Unit<'_, Desk>,
    state: &State,
    paper: &Paper,
) -> Result<Option<Zeroizing<Vec<u8>>>> {
    let key = key_of(unit, subject_of(state)?)?;
    words_of(unit, &key, paper)
}
