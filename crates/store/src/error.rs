use std::{io, path::PathBuf, sync::Arc};

use kernel::SubjectId;

/// What can go wrong in a store. Texts say what happened and what to do; ids and codes only, never a value.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A row that isn't what this program wrote there.
    #[error(
        "a row of table {table} (key {key}) isn't what was written there: {reason}. It was altered behind the program, \
         or the disk is failing; don't write on: make a copy, run `doctor --deep`, restore from a backup"
    )]
    Damaged {
        /// The table.
        table: &'static str,
        /// The row's key in hex, or the whole file's name.
        key: String,
        /// What doesn't fit.
        reason: &'static str,
    },
    /// A person changed between reading and writing; nothing of the transaction was kept.
    #[error("subject {subject} was changed by another act in between; decide again on the new state")]
    Conflict {
        /// Which of the batches.
        batch: usize,
        /// Who changed.
        subject: SubjectId,
    },
    /// Another process has the store open.
    #[error(
        "the store is in use by another process, which holds {lock}; stop it, or send the act through it"
    )]
    InUse {
        /// The lock's file.
        lock: PathBuf,
    },
    /// Nothing stands there.
    #[error("there is no store at {path}; make one with `init`, or correct the path")]
    Missing {
        /// The database's file.
        path: PathBuf,
    },
    /// Something stands there already.
    #[error("{path} exists already; open it, or choose another folder for a new store")]
    Exists {
        /// The database's file.
        path: PathBuf,
    },
    /// Not a store.
    #[error("{path} isn't a store of this program; it was left as it is. Correct the path")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer program.
    #[error("{path} has schema {found}, this program knows schemas up to {known}; use the newer program")]
    Newer {
        /// The database's file.
        path: PathBuf,
        /// The schema it has.
        found: u32,
        /// The newest schema known.
        known: u32,
    },
    /// Written by an older program, and opened only to read.
    #[error(
        "{path} has schema {found}, this program reads schema {known}; open it once to write, which upgrades it"
    )]
    Older {
        /// The database's file.
        path: PathBuf,
        /// The schema it has.
        found: u32,
        /// The schema needed.
        known: u32,
    },
    /// No permission to write.
    #[error("{path} can't be written; give this program's user the right to write the folder and its files")]
    ReadOnly {
        /// The file or folder.
        path: PathBuf,
    },
    /// No space.
    #[error("the disk that holds {path} is full; nothing of the act was kept. Make room and try again")]
    Full {
        /// The database's file.
        path: PathBuf,
    },
    /// The operating system refused.
    #[error(
        "{path}: {source}; nothing of the act was kept. See to the disk and its permissions, then try again"
    )]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: Arc<io::Error>,
    },
    /// SQLite refused for another reason.
    #[error("the database refused: {0}; nothing of the act was kept")]
    Database(#[source] Arc<rusqlite::Error>),
    /// The log only grows.
    #[error(
        "the log has an entry {index} already; a fault in the program, or two stores were mixed. Report it"
    )]
    Logged {
        /// The index that was to be used again.
        index: u64,
    },
    /// Too wide for its cell.
    #[error("{what} takes {len} bytes, {max} at most; shorten it")]
    TooLong {
        /// What.
        what: &'static str,
        /// How wide.
        len: usize,
        /// How wide at most.
        max: usize,
    },
    /// A job failed in a way that it didn't foresee; nothing of it was kept.
    #[error(
        "a fault in the program ended the act; nothing of it was kept. Report it, with the log of that moment"
    )]
    Panicked,
    /// A job handed the writer a job.
    #[error("a fault in the program: a job waited for the writer that was running it. Report it")]
    Reentrant,
    /// The writer has stopped.
    #[error("the store has been closed; start the program again")]
    Stopped,
}

impl StoreError {
    /// A damaged row.
    pub(crate) fn damaged(table: &'static str, key: &[u8], reason: &'static str) -> Self {
        use std::fmt::Write as _;
        let key = key.iter().fold(String::with_capacity(2 * key.len()), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}"); // writing to a string can't fail
            hex
        });
        Self::Damaged { table, key, reason }
    }

    /// An I/O error on a file, permissions and space told apart.
    pub(crate) fn io(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Io { path, source: Arc::new(source) },
        }
    }
}
