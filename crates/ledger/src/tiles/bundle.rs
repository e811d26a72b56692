use super::TILE_WIDTH;
use crate::{LedgerError, Result};

/// Writes entries as a bundle: each after its length as a big-endian uint16.
///
/// Fails with [`LedgerError::MalformedTile`] for more than 256 entries, none, or one over 65,535 bytes.
pub fn encode_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>> {
    if entries.is_empty() || entries.len() as u64 > TILE_WIDTH {
        return Err(malformed("a bundle has 1 to 256 entries"));
    }
    let mut bytes = Vec::with_capacity(entries.iter().map(|entry| entry.as_ref().len() + 2).sum());
    for entry in entries.iter().map(AsRef::as_ref) {
        let length = u16::try_from(entry.len()).map_err(|_| malformed("an entry is over 65,535 bytes"))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads a bundle of 1 to 256 entries, of whatever lengths. Fails with [`LedgerError::MalformedTile`].
pub fn decode_bundle(bytes: &[u8]) -> Result<Vec<&[u8]>> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        if entries.len() as u64 == TILE_WIDTH {
            return Err(malformed("it has more than 256 entries"));
        }
        let (length, tail) =
            rest.split_first_chunk().ok_or(malformed("it ends in the middle of a length"))?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, tail) =
            tail.split_at_checked(length).ok_or(malformed("it ends in the middle of an entry"))?;
        entries.push(entry);
        rest = tail;
    }
    if entries.is_empty() { Err(malformed("it is empty")) } else { Ok(entries) }
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedTile { path: "tile/entries".to_owned(), why }
}
