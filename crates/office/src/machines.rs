//! Machines' keys: what a program may do in the name of whoever made its key.

use jiff::Timestamp;
use kernel::{Actor, Deed};
use policy::{KeyId, Permission};

use crate::{Done, Office, error::Result};

impl Office {
    /// Makes a key for a machine. It never allows more than its owner, who makes it, may do on that day.
    ///
    /// # Errors
    /// Refused: the name is taken, the term is no term, or an act is not for machines.
    pub fn add_key(&self, actor: &Actor, key: KeyId, scope: Permission, expires: Timestamp) -> Result<Done> {
        self.organise(actor, Deed::AddKey { key, scope, expires })
    }

    /// Ends a machine's key.
    ///
    /// # Errors
    /// Refused.
    pub fn remove_key(&self, actor: &Actor, key: KeyId) -> Result<Done> {
        self.organise(actor, Deed::RemoveKey { key })
    }
}
