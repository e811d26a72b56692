use crate::{Hash, LedgerError, Result, empty_root, node_hash};

/// Checks that `leaf` stands at `index` in the tree of `size` leaves with this `root` (RFC 9162 §2.1.3.2).
///
/// `proof` goes from the leaf's sibling up to the root's child. Fails with [`LedgerError::NotInTree`] or
/// [`LedgerError::NotIncluded`].
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<()> {
    if index >= size {
        return Err(LedgerError::NotInTree { index, size });
    }
    let failed = LedgerError::NotIncluded { index, size };
    let (mut place, mut last, mut node) = (index, size - 1, *leaf);
    for sibling in proof {
        if last == 0 {
            return Err(failed); // longer than the tree is high
        }
        if place & 1 == 1 || place == last {
            node = node_hash(sibling, &node);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(&node, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && node == *root { Ok(()) } else { Err(failed) }
}

/// Checks that the tree of `new` leaves continues the tree of `old` leaves (RFC 9162 §2.1.4.2).
///
/// Every tree continues the empty one, and itself: then the proof is empty. Fails with
/// [`LedgerError::SizesReversed`] or [`LedgerError::NotConsistent`].
pub fn verify_consistency(
    old: u64,
    new: u64,
    old_root: &Hash,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<()> {
    if old > new {
        return Err(LedgerError::SizesReversed { old, new });
    }
    let holds = if old == new {
        proof.is_empty() && old_root == new_root && (old > 0 || *old_root == empty_root())
    } else if old == 0 {
        proof.is_empty() && *old_root == empty_root()
    } else {
        continues(old, new, old_root, new_root, proof)
    };
    if holds { Ok(()) } else { Err(LedgerError::NotConsistent { old, new }) }
}

/// Rebuilds both roots from the same hashes, for `0 < old < new`.
fn continues(old: u64, new: u64, old_root: &Hash, new_root: &Hash, proof: &[Hash]) -> bool {
    // A perfect old tree is itself a node of the new one, and left out of the proof.
    let (start, rest) = match proof.split_first() {
        _ if old.is_power_of_two() => (old_root, proof),
        Some((first, rest)) => (first, rest),
        None => return false,
    };
    let (mut place, mut last) = (old - 1, new - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut older, mut newer) = (*start, *start);
    for node in rest {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            older = node_hash(node, &older);
            newer = node_hash(node, &newer);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            newer = node_hash(&newer, node);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && older == *old_root && newer == *new_root
}
