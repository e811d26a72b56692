//! Making, recognising, locking and opening the file.

use std::{
    cell::Cell,
    fs::{self, File, OpenOptions, TryLockError},
    io::{ErrorKind, Read},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, config::DbConfig};

use super::{
    Inner,
    fault::fault,
    schema::{self, APPLICATION_ID, SCHEMA_VERSION},
};
use crate::{Result, RowMac, StoreError};

/// What SQLite writes at a file's start.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// For the owner alone; SQLite gives its side files the same.
const MODE: u32 = 0o600;

/// How often the lock is tried for, and how long between.
const LOCK_TRIES: u32 = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(10);

/// Takes the lock beside the file, or says who can't.
pub(super) fn lock(path: &Path) -> Result<File> {
    let lock = beside(path, ".lock");
    let mut options = OpenOptions::new();
    let file = options.create(true).truncate(false).write(true).mode(MODE).open(&lock);
    let file = file.map_err(|error| StoreError::io(&lock, error))?;
    // A process that this one starts elsewhere holds a lock given back a moment ago until it runs its own program.
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(error)) => return Err(StoreError::io(lock, error)),
        }
    }
    Err(StoreError::InUse { lock })
}

/// Makes an empty store: under another name first, so that a half-made one never stands at `path`.
pub(super) fn make(path: &Path) -> Result<()> {
    if path.exists() {
        return Err(StoreError::Exists { path: path.into() });
    }
    let draft = beside(path, ".new");
    match fs::remove_file(&draft) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(StoreError::io(draft, error)),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options
        .create_new(true)
        .write(true)
        .mode(MODE)
        .open(&draft)
        .map_err(|error| StoreError::io(&draft, error))?;
    fill(&draft).map_err(|error| fault(path, error))?;
    fs::rename(&draft, path).map_err(|error| StoreError::io(path, error))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|error| StoreError::io(folder, error))
}

fn fill(draft: &Path) -> rusqlite::Result<()> {
    let mut conn = Connection::open_with_flags(draft, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.pragma_update(None, "page_size", 4096)?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    schema::create(&mut conn)?;
    conn.close().map_err(|(_, error)| error)
}

/// Looks at the first bytes without SQLite, which would touch a file that isn't ours.
pub(super) fn recognise(path: &Path) -> Result<()> {
    let mut head = [0; 100];
    match File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) if head.starts_with(MAGIC) && head[68..72] == APPLICATION_ID.to_be_bytes() => Ok(()),
        Ok(()) => Err(StoreError::Foreign { path: path.into() }),
        Err(error) => match error.kind() {
            ErrorKind::NotFound => Err(StoreError::Missing { path: path.into() }),
            ErrorKind::UnexpectedEof | ErrorKind::IsADirectory => {
                Err(StoreError::Foreign { path: path.into() })
            }
            _ => Err(StoreError::io(path, error)),
        },
    }
}

/// Opens to write and upgrades what is older.
pub(super) fn open(path: &Path, mac: Arc<dyn RowMac>) -> Result<Inner> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(path, flags)?;
        let found = schema::version(&conn)?;
        if found <= SCHEMA_VERSION {
            settle(&conn)?;
            schema::upgrade(&mut conn)?;
        }
        Ok((conn, found))
    };
    let (conn, found) = open().map_err(|error| fault(path, error))?;
    newest(path, found)?;
    Ok(Inner::new(conn, mac, path, None))
}

/// Opens to read only.
pub(super) fn open_to_read(path: &Path, mac: Arc<dyn RowMac>) -> Result<Inner> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(path, flags)?;
        calm(&conn)?;
        let found = schema::version(&conn)?;
        Ok((conn, found))
    };
    let (conn, found) = open().map_err(|error| fault(path, error))?;
    newest(path, found)?;
    if found < SCHEMA_VERSION {
        return Err(StoreError::Older { path: path.into(), found, known: SCHEMA_VERSION });
    }
    Ok(Inner::new(conn, mac, path, Some(Cell::new(0))))
}

fn newest(path: &Path, found: u32) -> Result<()> {
    if found > SCHEMA_VERSION {
        return Err(StoreError::Newer { path: path.into(), found, known: SCHEMA_VERSION });
    }
    Ok(())
}

/// How the writing connection works.
fn settle(conn: &Connection) -> rusqlite::Result<()> {
    calm(conn)?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    conn.pragma_update(None, "synchronous", "FULL")?; // an answered call is durable
    conn.pragma_update_and_check(None, "secure_delete", "ON", |_| Ok(()))?; // freed cells and pages are zeroed
    conn.pragma_update_and_check(None, "wal_autocheckpoint", 20_000, |_| Ok(()))
}

/// What both kinds of connection share.
fn calm(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(Duration::from_secs(1))?;
    conn.set_prepared_statement_cache_capacity(64);
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?; // no new plan for every new value
    conn.pragma_update(None, "cache_size", -65_536)?; // 64 MiB
    conn.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(())).or_else(nothing_said)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?; // nothing of a row in a temporary file
    conn.pragma_update(None, "trusted_schema", false)
}

/// A build of SQLite without memory mapping answers nothing.
fn nothing_said(error: rusqlite::Error) -> rusqlite::Result<()> {
    match error {
        rusqlite::Error::QueryReturnedNoRows => Ok(()),
        error => Err(error),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
