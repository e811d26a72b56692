//! A search for many byte strings at once, wherever they stand in any file of a folder.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use super::tamper::files;

/// Pieces are as long as the shortest thing looked for: a cell may have been overwritten in part.
const PIECE: usize = 12;

/// What is looked for, in pieces.
pub struct Needles {
    pieces: HashMap<[u8; PIECE], &'static str>,
    /// Which first three bytes occur: most places are passed over by it.
    heads: Vec<bool>,
}

impl Default for Needles {
    fn default() -> Self {
        Self { pieces: HashMap::new(), heads: vec![false; 1 << 24] }
    }
}

fn head(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 16 | usize::from(bytes[1]) << 8 | usize::from(bytes[2])
}

impl Needles {
    /// Looks for these bytes, piece by piece.
    pub fn bytes(&mut self, what: &'static str, bytes: &[u8]) {
        for piece in bytes.chunks_exact(PIECE).chain(bytes.last_chunk::<PIECE>().map(|last| &last[..])) {
            self.heads[head(piece)] = true;
            self.pieces.insert(piece.try_into().unwrap(), what);
        }
    }

    /// Looks for a text in UTF-8 and in UTF-16.
    pub fn text(&mut self, what: &'static str, text: &str) {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        self.some(what, text.as_bytes());
        self.some(what, &wide);
    }

    /// Looks for some pieces of what is long: a few hundred bytes are not left alone by chance.
    fn some(&mut self, what: &'static str, bytes: &[u8]) {
        bytes
            .chunks(8 * PIECE)
            .filter_map(|part| part.first_chunk::<PIECE>())
            .for_each(|piece| self.bytes(what, piece));
        bytes.last_chunk::<PIECE>().into_iter().for_each(|piece| self.bytes(what, piece));
    }

    /// Looks for an id: its bytes, and the last group of its digits, which both forms of the text have. The first
    /// groups are the time, the same for many.
    pub fn id(&mut self, what: &'static str, id: &[u8; 16], text: &str) {
        self.bytes(what, id);
        self.text(what, &text[text.len() - PIECE..]);
    }

    /// No longer looks for these bytes: somebody who is still held has them too.
    pub fn forget(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks_exact(PIECE).chain(bytes.last_chunk::<PIECE>().map(|last| &last[..])) {
            self.pieces.remove(piece);
        }
    }

    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// What was found, by kind and file, with the places of a few.
    pub fn found_in(&self, dir: &Path) -> BTreeMap<String, (usize, Vec<usize>)> {
        let mut found: BTreeMap<String, (usize, Vec<usize>)> = BTreeMap::new();
        for file in files(dir) {
            let bytes = std::fs::read(&file).unwrap();
            let name = file.strip_prefix(dir).unwrap().display().to_string();
            for (at, window) in bytes.windows(PIECE).enumerate() {
                if self.heads[head(window)]
                    && let Some(what) = self.pieces.get(window)
                {
                    let hits = found.entry(format!("{what} in {name}")).or_default();
                    hits.0 += 1;
                    if hits.1.len() < 5 {
                        hits.1.push(at);
                    }
                }
            }
        }
        found
    }
}
