//! What can go wrong. A refusal by the policy is an answer; these are faults of input, store or keys.

use std::path::PathBuf;

use kernel::Refusal;
use ledger::LedgerError;
use policy::{ItemId, kind::BadValue};
use store::StoreError;
use thiserror::Error;
use vault::VaultError;

use crate::complaint::Complaint;

/// Why the office could not do what it was asked. Holds codes and ids, never a person's values.
#[derive(Debug, Error)]
pub enum OfficeError {
    /// The policy says no; the refusal is in the log.
    #[error("refused ({}): {}", .0.clause, .0.code)]
    Refused(Box<Refusal>),
    /// What was given can't be used.
    #[error(transparent)]
    Input(#[from] BadInput),
    /// The store is damaged or out of reach.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The log is damaged or out of reach.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A key is wrong, or what it opens is damaged.
    #[error("{what}: {why}")]
    Vault {
        /// What was being opened.
        what: String,
        /// Why it did not open.
        why: VaultError,
    },
    /// State or log say something that can't be.
    #[error("{what}; run `qorgau doctor --deep` to see how far it goes, and restore from a backup")]
    Damaged {
        /// What is wrong, by table and id.
        what: String,
    },
    /// A file or folder can't be read or written.
    #[error("{path}: {why}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        why: std::io::Error,
    },
}

/// What can't be used of what was given.
#[derive(Debug, Error)]
pub enum BadInput {
    /// A value is not of its item's kind.
    #[error("{item}: {}", bad.code)]
    Value {
        /// The item.
        item: ItemId,
        /// What is wrong with it.
        bad: BadValue,
    },
    /// A password is too easy to guess, or was stolen somewhere.
    #[error(transparent)]
    Password(access::password::Weakness),
    /// Anything else; all there is to say at once.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Said(Vec<Complaint>),
}

impl OfficeError {
    pub(crate) fn vault(what: impl Into<String>) -> impl FnOnce(VaultError) -> Self {
        let what = what.into();
        move |why| OfficeError::Vault { what, why }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |why| OfficeError::File { path, why }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        OfficeError::Damaged { what: what.into() }
    }

    /// A complaint by the key of its text.
    pub(crate) fn input(key: &'static str, args: &[(&'static str, &dyn std::fmt::Display)]) -> Self {
        BadInput::Said(vec![Complaint::new(key, args)]).into()
    }
}

/// The office's results.
pub type Result<T, E = OfficeError> = std::result::Result<T, E>;
