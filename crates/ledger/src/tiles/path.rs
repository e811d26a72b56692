use std::fmt;
use std::str::FromStr;

use super::TILE_WIDTH;
use crate::encoding::from_decimal;
use crate::{LedgerError, Result};

/// What a tile file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TileKind {
    /// Hashes of this level, 0 (leaves) to 63: each is the root of 256^level leaves.
    Hashes(u8),
    /// The entries of the level 0 tile with the same index.
    Entries,
}

/// Where a tile is: `tile/<level>/<index>` or `tile/entries/<index>`, with `.p/<width>` when it isn't full.
///
/// The index is split into groups of three digits, all but the last marked: 1234067 is `x001/x234/067`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TilePath {
    /// Hashes or entries.
    pub kind: TileKind,
    /// The tile's place in its level, counted from zero.
    pub index: u64,
    /// How many hashes or entries it has: 1 to 256.
    pub width: u16,
}

impl TilePath {
    /// A full tile.
    pub fn full(kind: TileKind, index: u64) -> Self {
        Self { kind, index, width: TILE_WIDTH as u16 }
    }

    /// Whether the tile has all its 256 hashes or entries, and so never changes again.
    pub fn is_full(&self) -> bool {
        u64::from(self.width) == TILE_WIDTH
    }

    /// The full tile that this one becomes.
    pub fn filled(&self) -> Self {
        Self::full(self.kind, self.index)
    }

    /// The index of the first entry under the tile; `u64::MAX` if that is beyond any tree.
    pub fn start(&self) -> u64 {
        self.entries_before(0)
    }

    /// One more than the index of the last entry under the tile: the smallest tree that has it.
    pub fn end(&self) -> u64 {
        self.entries_before(self.width)
    }

    fn entries_before(&self, width: u16) -> u64 {
        let level = match self.kind {
            TileKind::Hashes(level) => u32::from(level),
            TileKind::Entries => 0,
        };
        let hashes = u128::from(self.index) * u128::from(TILE_WIDTH) + u128::from(width);
        let entries = 256u128.checked_pow(level).and_then(|each| hashes.checked_mul(each));
        entries.and_then(|entries| entries.try_into().ok()).unwrap_or(u64::MAX)
    }
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes(level) => write!(f, "tile/{level}")?,
            TileKind::Entries => write!(f, "tile/entries")?,
        }
        let digits = self.index.to_string();
        let digits = format!("{digits:0>width$}", width = digits.len().next_multiple_of(3));
        for start in (0..digits.len()).step_by(3) {
            let mark = if start + 3 < digits.len() { "x" } else { "" };
            write!(f, "/{mark}{}", &digits[start..start + 3])?;
        }
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

impl FromStr for TilePath {
    type Err = LedgerError;

    fn from_str(path: &str) -> Result<Self> {
        // What isn't spelt as we spell it isn't a tile's path, so nothing can climb out of the log folder.
        parse(path).filter(|parsed| parsed.to_string() == path).ok_or_else(|| LedgerError::MalformedTile {
            path: shortened(path),
            why: "that isn't a tile's path",
        })
    }
}

fn parse(path: &str) -> Option<TilePath> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let kind = match kind {
        "entries" => TileKind::Entries,
        level => TileKind::Hashes(from_decimal(level).filter(|level| *level < 64)? as u8),
    };
    let (index, width) = match rest.split_once(".p/") {
        Some((index, width)) => (index, from_decimal(width).filter(|width| (1..TILE_WIDTH).contains(width))?),
        None => (rest, TILE_WIDTH),
    };
    let mut number = 0u64;
    for group in index.split('/') {
        let digits = group.strip_prefix('x').unwrap_or(group);
        if digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        number = number.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
    }
    Some(TilePath { kind, index: number, width: width as u16 })
}

fn shortened(path: &str) -> String {
    path.chars().take(80).collect()
}
