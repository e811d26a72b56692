use serde::{Deserialize, Serialize};

use crate::encoding::{hash_from_base64, to_base64};
use crate::hash::join;
use crate::{Hash, LedgerError, MAX_TREE_SIZE, Result, node_hash};

/// The right edge of a tree: the roots of its perfect subtrees, at most 62 hashes. Enough to add leaves and to
/// know the root, without the tree.
///
/// Serialises as `{"size": n, "nodes": ["<base64>", …]}`, largest subtree first; [`Frontier::to_bytes`] is the
/// short form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Frontier {
    size: u64,
    nodes: Vec<Hash>,
}

impl Frontier {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a leaf (not an entry: see [`crate::leaf_hash`]) at index [`Frontier::size`].
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        let mut size = self.size;
        while size & 1 == 1 {
            let Some(left) = self.nodes.pop() else { break };
            node = node_hash(&left, &node);
            size >>= 1;
        }
        self.nodes.push(node);
        self.size += 1;
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree (RFC 6962 §2.1).
    pub fn root(&self) -> Hash {
        join(&self.nodes)
    }

    /// The size in 8 bytes, big-endian, then the subtree roots, largest first, 32 bytes each.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.nodes.iter().flatten());
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote. Fails with [`LedgerError::MalformedFrontier`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let (size, nodes) = bytes.split_first_chunk().ok_or(malformed("it is too short"))?;
        let (nodes, []) = nodes.as_chunks() else {
            return Err(malformed("it ends in the middle of a hash"));
        };
        Self::from_nodes(u64::from_be_bytes(*size), nodes.to_vec())
    }

    /// `nodes` are the roots of the perfect subtrees, largest first: one for each bit set in `size`.
    pub(crate) fn from_nodes(size: u64, nodes: Vec<Hash>) -> Result<Self> {
        if size > MAX_TREE_SIZE {
            return Err(malformed("its size is over the limit"));
        }
        if nodes.len() != size.count_ones() as usize {
            return Err(malformed("its hashes don't fit its size"));
        }
        Ok(Self { size, nodes })
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    size: u64,
    nodes: Vec<String>,
}

impl From<Frontier> for Wire {
    fn from(frontier: Frontier) -> Self {
        let nodes = frontier.nodes.iter().map(to_base64).collect();
        Self { size: frontier.size, nodes }
    }
}

impl TryFrom<Wire> for Frontier {
    type Error = LedgerError;

    fn try_from(wire: Wire) -> Result<Self> {
        let nodes: Option<Vec<Hash>> = wire.nodes.iter().map(|node| hash_from_base64(node)).collect();
        Self::from_nodes(wire.size, nodes.ok_or(malformed("a hash isn't 32 bytes of base64"))?)
    }
}

fn malformed(why: &'static str) -> LedgerError {
    LedgerError::MalformedFrontier { why }
}
