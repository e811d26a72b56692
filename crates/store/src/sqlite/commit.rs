//! Writing: many acts, one durable transaction.

use std::{fs::File, path::PathBuf, time::Duration};

use kernel::{Subject, SubjectId, encode};
use rusqlite::{Params, params};

use super::{
    Inner, Sqlite,
    row::{self, HOLD_CELL, document_key, pair},
    sql,
};
use crate::{
    Batch, Counters, DueKey, Engine, HOLD_SEALED_MAX, Result, StoreError, Syncer, Table, Truncation,
    WRAPPED_LEN, WatchKey, Write,
};

impl Engine for Sqlite {
    fn counters(&mut self) -> Result<Counters> {
        if let Some(number) =
            self.inner.one(&mut self.inner.prepare(sql::STRAY_ENTRY)?, [], |row| Ok(row::number(row, 0)))?
        {
            let why = "no program ever gave it this number: it was put in";
            return Err(StoreError::damaged("entry", &number.to_be_bytes(), why));
        }
        let after_last = |sql| {
            let last =
                self.inner.one(&mut self.inner.prepare(sql)?, [], |row| Ok(row.get::<_, Option<i64>>(0)));
            let last = last?.transpose().map_err(|error| self.inner.fault(error))?.flatten();
            Ok(last.map_or(0, |last| last as u64 + 1))
        };
        Ok(Counters { next_slot: after_last(sql::LAST_SLOT)?, next_index: after_last(sql::LAST_ENTRY)? })
    }

    fn begin(&mut self) {
        let _ = self.inner.run(sql::BEGIN, []); // the commit begins one itself if there is none
    }

    fn abandon(&mut self) {
        if !self.inner.conn.is_autocommit() {
            let _ = self.inner.run(sql::ROLLBACK, []); // nothing was written
        }
    }

    fn commit_many(&mut self, batches: &[Batch]) -> Result<()> {
        let inner = &self.inner;
        if inner.conn.is_autocommit() {
            inner.run(sql::BEGIN, [])?;
        }
        let done = inner.perform_all(batches).and_then(|()| inner.run(sql::COMMIT, []).map(drop));
        if done.is_err() {
            inner.tags.borrow_mut().forget();
            inner.trails.borrow_mut().forget();
            if !inner.conn.is_autocommit() {
                inner.run(sql::ROLLBACK, [])?; // SQLite has rolled back by itself after some errors
            }
        }
        done
    }

    /// Commits go to the write-ahead log without a sync of their own; the log is synced through another handle.
    /// Checkpoints still sync the log before they touch the main file.
    fn syncer(&mut self) -> Result<Option<Box<dyn Syncer>>> {
        let log = self.inner.log_file();
        let file = File::open(&log).map_err(|error| StoreError::io(&log, error))?;
        let normal = self.inner.conn.pragma_update(None, "synchronous", "NORMAL");
        normal.map_err(|error| self.inner.fault(error))?;
        Ok(Some(Box::new(LogSyncer { file, log })))
    }

    fn truncate(&mut self) -> Result<Truncation> {
        let conn = &self.inner.conn;
        let truncate = || {
            conn.busy_timeout(Duration::ZERO)?; // the caller decides whether to wait
            let busy = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
            conn.busy_timeout(Duration::from_secs(1))?;
            busy
        };
        match truncate() {
            Ok(0) => Ok(Truncation::Done),
            Ok(_) => Ok(Truncation::Busy),
            Err(error) => Err(self.inner.fault(error)),
        }
    }
}

/// A second handle to the write-ahead log, which stays the same file as long as the engine is open.
struct LogSyncer {
    file: File,
    log: PathBuf,
}

impl Syncer for LogSyncer {
    fn sync(&mut self) -> Result<()> {
        self.file.sync_data().map_err(|error| StoreError::io(&self.log, error))
    }
}

impl Inner {
    fn log_file(&self) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push("-wal");
        name.into()
    }

    /// Runs a statement; gives how many rows it changed.
    pub(super) fn run(&self, sql: &'static str, params: impl Params) -> Result<usize> {
        self.prepare(sql)?.execute(params).map_err(|error| self.fault(error))
    }

    fn perform_all(&self, batches: &[Batch]) -> Result<()> {
        for (number, batch) in batches.iter().enumerate() {
            self.perform(number, batch)?;
        }
        self.tags.borrow_mut().write(self)?;
        self.trails.borrow_mut().write(self)
    }

    fn perform(&self, number: usize, batch: &Batch) -> Result<()> {
        let mut open = Vec::new(); // expectations that the write of the row itself will compare
        for &(subject, version) in &batch.expected {
            if batch.writes.iter().any(|write| matches!(write, Write::PutSubject(s) if s.id == subject)) {
                open.push((subject, version));
            } else if self.version(subject)? != version {
                return Err(StoreError::Conflict { batch: number, subject });
            }
        }
        for write in &batch.writes {
            match write {
                Write::PutSubject(subject) => {
                    let expected = open.iter().position(|(id, _)| *id == subject.id);
                    let expected = expected.map(|at| open.swap_remove(at).1);
                    if !self.put_subject(subject, expected)? {
                        return Err(StoreError::Conflict { batch: number, subject: subject.id });
                    }
                }
                write => self.write(write)?,
            }
        }
        Ok(())
    }

    /// A person's version; 0 for nobody there.
    fn version(&self, subject: SubjectId) -> Result<u64> {
        let mut statement = self.prepare(sql::SUBJECT_VERSION)?;
        let version = self.one(&mut statement, [subject.as_bytes()], |row| {
            let version = row::bytes(row, 0).try_into().map(u64::from_be_bytes);
            version
                .map_err(|_| StoreError::damaged("subject", subject.as_bytes(), "a column has another width"))
        })?;
        Ok(version.unwrap_or(0))
    }

    /// Writes the row if it has the expected version: one statement looks and writes.
    fn put_subject(&self, subject: &Subject, expected: Option<u64>) -> Result<bool> {
        let (id, state) = (subject.id.as_bytes(), encode::subject(subject));
        let mac = self.mac.mac(Table::Subject.name(), id, &state);
        let changed = match expected {
            None => self.run(sql::PUT_SUBJECT, params![id, state, mac]),
            Some(0) => self.run(sql::NEW_SUBJECT, params![id, state, mac]),
            Some(version) => self.run(sql::NEXT_SUBJECT, params![id, state, mac, version.to_be_bytes()]),
        }?;
        Ok(changed == 1)
    }

    fn write(&self, write: &Write) -> Result<()> {
        match write {
            Write::PutTag(row) => return self.tags.borrow_mut().put(self, &row::tag_cell(row)),
            Write::DropTag(row) => return self.tags.borrow_mut().drop(self, &row::tag_cell(row)),
            Write::PutTrail(row) => return self.put_trail(row),
            Write::DropTrail { subject, index } => return self.drop_trail(*subject, *index),
            Write::ClearTrail { subject, engagement } => return self.clear_trail(*subject, *engagement),
            Write::PutSubject(subject) => return self.put_subject(subject, None).map(drop),
            Write::DropSubject(id) => self.run(sql::DROP_SUBJECT, [id.as_bytes()]),
            Write::PutEngagement(e) => {
                let (subject, id, state) = (e.subject.as_bytes(), e.id.as_bytes(), encode::engagement(e));
                let mac = self.mac.mac(Table::Engagement.name(), &pair(subject, id), &state);
                self.run(sql::PUT_ENGAGEMENT, params![subject, id, DueKey::of(e).0, state, mac])
            }
            Write::DropEngagement { subject, id } => {
                self.run(sql::DROP_ENGAGEMENT, [subject.as_bytes(), id.as_bytes()])
            }
            Write::PutSlot { slot, wrapped } => self.run(sql::PUT_SLOT, params![*slot as i64, wrapped]),
            Write::ZeroSlot(slot) => self.run(sql::ZERO_SLOT, params![*slot as i64, [0u8; WRAPPED_LEN]]),
            Write::PutRecord { slot, sealed } => self.run(sql::PUT_RECORD, params![*slot as i64, sealed]),
            Write::DropRecord(slot) => self.run(sql::DROP_RECORD, [*slot as i64]),
            Write::PutHold { subject, hold, sealed } => {
                let (cell, key) = (hold_cell(sealed)?, pair(subject.as_bytes(), hold.as_bytes()));
                let mac = self.mac.mac(Table::Hold.name(), &key, &cell);
                self.run(sql::PUT_HOLD, params![subject.as_bytes(), hold.as_bytes(), cell, mac])
            }
            Write::DropHold { subject, hold } => {
                self.run(sql::DROP_HOLD, [subject.as_bytes(), hold.as_bytes()])
            }
            Write::PutPaper(paper) => {
                let (subject, id, state) =
                    (paper.subject.as_bytes(), paper.id.as_bytes(), encode::paper(paper));
                let mac = self.mac.mac(Table::Paper.name(), &pair(subject, id), &state);
                self.run(sql::PUT_PAPER, params![subject, id, WatchKey::of(paper).0, state, mac])
            }
            Write::DropPaper { subject, id } => {
                self.run(sql::DROP_PAPER, [subject.as_bytes(), id.as_bytes()])
            }
            Write::AppendEntry(e) => {
                let params = params![e.index as i64, e.operational, e.salt, e.subject_hash, e.leaf];
                match self.run(sql::APPEND_ENTRY, params)? {
                    0 => Err(StoreError::Logged { index: e.index }),
                    changed => Ok(changed),
                }
            }
            Write::PutDocument { kind, id, body } => {
                let mac = self.mac.mac(Table::Document.name(), &document_key(kind, id), body);
                self.run(sql::PUT_DOCUMENT, params![kind, id, body, mac])
            }
            Write::DropDocument { kind, id } => self.run(sql::DROP_DOCUMENT, [*kind, id]),
        }
        .map(drop)
    }
}

/// Padded to one width, so that the cell never moves.
fn hold_cell(sealed: &[u8]) -> Result<[u8; HOLD_CELL]> {
    let too_long =
        StoreError::TooLong { what: "a hold's reference", len: sealed.len(), max: HOLD_SEALED_MAX };
    let mut cell = [0; HOLD_CELL];
    let body = cell.get_mut(2..2 + sealed.len()).ok_or(too_long)?;
    body.copy_from_slice(sealed);
    cell[..2].copy_from_slice(&(sealed.len() as u16).to_be_bytes());
    Ok(cell)
}
