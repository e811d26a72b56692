//! SQLite, embedded: one file, its write-ahead log, one writer.

mod commit;
mod fault;
mod file;
mod index;
mod read;
mod row;
mod scan;
mod schema;
mod sql;
#[cfg(test)]
mod tests;
mod trail;
mod width;

use std::{
    cell::{Cell, RefCell},
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use rusqlite::Connection;

pub use schema::SCHEMA_VERSION;

use self::{index::Index, row::TAG_CELL, trail::TRAIL_CELL};
use crate::{Reader, Result, RowMac};

/// A store in an SQLite file. Beside it stand its write-ahead log and a lock, which this value holds.
pub struct Sqlite {
    inner: Inner,
    _lock: File, // let go after the connection is closed: fields drop in order
}

/// A second connection that only reads: each call sees one moment, [`SqliteReader::snapshot`] makes one of many calls.
pub struct SqliteReader {
    inner: Inner,
}

/// A connection with what every row needs.
struct Inner {
    conn: Connection,
    mac: Arc<dyn RowMac>,
    path: PathBuf,
    tags: RefCell<Index<TAG_CELL>>,
    trails: RefCell<Index<TRAIL_CELL>>,
    /// Of a connection that only reads: up to which change it has read.
    seen: Option<Cell<u64>>,
}

impl Inner {
    fn new(conn: Connection, mac: Arc<dyn RowMac>, path: &Path, seen: Option<Cell<u64>>) -> Self {
        let (tags, trails) = (Index::new(&index::TAGS).into(), Index::new(&index::TRAILS).into());
        Self { conn, mac, path: path.into(), tags, trails, seen }
    }
}

impl Sqlite {
    /// Makes a store at `path`, a file in a folder that stands, and opens it. The files are their owner's alone.
    ///
    /// Errors: [`Exists`](crate::StoreError::Exists), [`ReadOnly`](crate::StoreError::ReadOnly),
    /// [`InUse`](crate::StoreError::InUse), [`Full`](crate::StoreError::Full).
    pub fn create(path: impl AsRef<Path>, mac: Arc<dyn RowMac>) -> Result<Self> {
        let path = path.as_ref();
        let lock = file::lock(path)?;
        file::make(path)?;
        let inner = file::open(path, mac)?;
        inner.found_indexes()?;
        Ok(Self { inner, _lock: lock })
    }

    /// Opens the store at `path`; an older schema is upgraded step by step.
    ///
    /// Errors: [`Missing`](crate::StoreError::Missing), [`Foreign`](crate::StoreError::Foreign),
    /// [`Newer`](crate::StoreError::Newer), [`InUse`](crate::StoreError::InUse),
    /// [`ReadOnly`](crate::StoreError::ReadOnly).
    pub fn open(path: impl AsRef<Path>, mac: Arc<dyn RowMac>) -> Result<Self> {
        let path = path.as_ref();
        file::recognise(path)?;
        let lock = file::lock(path)?;
        Ok(Self { inner: file::open(path, mac)?, _lock: lock })
    }

    /// Opens a second connection that only reads.
    pub fn open_reader(path: impl AsRef<Path>, mac: Arc<dyn RowMac>) -> Result<SqliteReader> {
        let path = path.as_ref();
        file::recognise(path)?;
        Ok(SqliteReader { inner: file::open_to_read(path, mac)? })
    }

    /// The database's file.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }
}

impl SqliteReader {
    /// Reads everything as of one moment. Keep it short: until it ends, a truncation is
    /// [`Busy`](crate::Truncation::Busy) and nothing destroyed since can be attested.
    pub fn snapshot<R>(&mut self, read: impl FnOnce(&mut dyn Reader) -> R) -> Result<R> {
        self.inner.conn.execute_batch("BEGIN").map_err(|error| self.inner.fault(error))?;
        let read = read(self);
        self.inner.conn.execute_batch(sql::COMMIT).map_err(|error| self.inner.fault(error))?;
        Ok(read)
    }
}
