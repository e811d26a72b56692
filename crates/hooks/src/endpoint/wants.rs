//! Which events an endpoint wants.

use std::collections::BTreeSet;

use crate::EventType;

/// Which events an endpoint wants to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wants {
    /// Every one, those of later versions as well.
    All,
    /// Those of these types.
    Only(BTreeSet<EventType>),
}

impl Wants {
    /// Whether it wants events of this type.
    pub fn includes(&self, kind: &EventType) -> bool {
        match self {
            Wants::All => true,
            Wants::Only(kinds) => kinds.contains(kind),
        }
    }
}
