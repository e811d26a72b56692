use super::TileSource;
use super::read::Tree;
use crate::{Frontier, Hash, LedgerError, Result};

/// The hashes that lead from the leaf at `index` to the root of the tree of `size` (RFC 6962 §2.1.1), sibling first.
///
/// Reads only the tiles that it needs: two or three a level at most. Fails with [`LedgerError::NotInTree`], or for
/// a tile that is missing or malformed. Tiles aren't checked here: a proof from altered tiles fails to verify.
pub fn inclusion_proof(source: &dyn TileSource, index: u64, size: u64) -> Result<Vec<Hash>> {
    if index >= size {
        return Err(LedgerError::NotInTree { index, size });
    }
    let mut tree = Tree::new(source, size)?;
    let mut proof = Vec::new();
    let (mut start, mut end) = (0, size);
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            proof.push(tree.range(middle, end)?);
            end = middle;
        } else {
            proof.push(tree.range(start, middle)?);
            start = middle;
        }
    }
    proof.reverse();
    Ok(proof)
}

/// The hashes that show the tree of `new` to continue the tree of `old` (RFC 6962 §2.1.2); none when `old` is
/// zero or `new`.
///
/// Fails with [`LedgerError::SizesReversed`], or for a tile that is missing or malformed.
pub fn consistency_proof(source: &dyn TileSource, old: u64, new: u64) -> Result<Vec<Hash>> {
    if old > new {
        return Err(LedgerError::SizesReversed { old, new });
    }
    let mut tree = Tree::new(source, new)?;
    let mut proof = Vec::new();
    if old == 0 {
        return Ok(proof);
    }
    let (mut start, mut end) = (0, new);
    while end != old {
        let middle = start + split(end - start);
        if old <= middle {
            proof.push(tree.range(middle, end)?);
            end = middle;
        } else {
            proof.push(tree.range(start, middle)?);
            start = middle;
        }
    }
    // From the left edge on, it is the old tree itself, whose root the verifier has.
    if start > 0 {
        proof.push(tree.range(start, end)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The right edge of the tree of `size`, read from the tiles: its root, and where to go on from.
pub fn frontier(source: &dyn TileSource, size: u64) -> Result<Frontier> {
    let nodes = Tree::new(source, size)?.subtrees(0, size)?;
    Frontier::from_nodes(size, nodes)
}

/// The largest power of two smaller than `n`, for `n > 1`.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}
