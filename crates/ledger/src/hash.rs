use sha2::{Digest, Sha256};

/// A SHA-256 digest: 32 bytes.
pub type Hash = [u8; 32];

/// Commits to one part of an entry: `SHA-256(salt ‖ part)`.
///
/// The salt is 32 random bytes used for nothing else: once it and the part are destroyed, the hash says nothing.
pub fn part_hash(salt: &[u8; 32], part: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(part).finalize().into()
}

/// The 32 bytes that the log holds for one act: `SHA-256(operational ‖ subject)`, both being [`part_hash`]es.
///
/// Either part can be shown, or be gone, without the other.
pub fn entry_commitment(operational: &Hash, subject: &Hash) -> Hash {
    let mut both = [0; 64];
    both[..32].copy_from_slice(operational);
    both[32..].copy_from_slice(subject);
    Sha256::digest(both).into()
}

/// The tree's leaf for an entry: `SHA-256(0x00 ‖ entry)` (RFC 6962 §2.1).
pub fn leaf_hash(entry: &Hash) -> Hash {
    let mut input = [0; 33];
    input[1..].copy_from_slice(entry);
    Sha256::digest(input).into()
}

/// An inner node of the tree: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962 §2.1).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut input = [1; 65];
    input[1..33].copy_from_slice(left);
    input[33..].copy_from_slice(right);
    Sha256::digest(input).into()
}

/// The root of a tree without leaves: the digest of nothing (RFC 6962 §2.1).
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// Joins perfect subtrees, largest first, into the root of the tree they make up.
pub(crate) fn join(subtrees: &[Hash]) -> Hash {
    let Some((last, rest)) = subtrees.split_last() else {
        return empty_root();
    };
    rest.iter().rev().fold(*last, |right, left| node_hash(left, &right))
}
