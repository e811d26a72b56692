//! What SQLite says, in the store's words.

use std::{io, path::Path, sync::Arc};

use rusqlite::{Error, ErrorCode};

use super::Inner;
use crate::StoreError;

impl Inner {
    pub(super) fn fault(&self, error: Error) -> StoreError {
        fault(&self.path, error)
    }
}

pub(super) fn fault(path: &Path, error: Error) -> StoreError {
    let at = || path.to_path_buf();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full { path: at() },
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly { path: at() }
        }
        Some(ErrorCode::SystemIoFailure) => StoreError::io(path, io::Error::other(error)),
        Some(ErrorCode::NotADatabase) => StoreError::Foreign { path: at() },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged {
            table: "(the file's structure)",
            key: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            reason: "SQLite finds its pages malformed",
        },
        _ => StoreError::Database(Arc::new(error)),
    }
}
