use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::note::{Note, SigningKey, VerifierKey};
use crate::tiles::{FolderTiles, TileWriter, io_error, write_durably};
use crate::{Checkpoint, Frontier, Hash, LedgerError, Result, empty_root};

pub(crate) const CHECKPOINT: &str = "checkpoint";
pub(crate) const KEYS: &str = "verifier-keys";
const LOCK: &str = "lock";

/// The durable log: a folder with the last signed `checkpoint`, the tiles and the `verifier-keys`.
///
/// It outlives the database, restores included: what it has signed, it never contradicts. Served as it is by any
/// web server, it is a C2SP tiled log. Calls that write hold a lock on the folder, across processes too.
#[derive(Clone, Debug)]
pub struct LogFolder {
    pub(crate) dir: PathBuf,
    pub(crate) tiles: FolderTiles,
    keys: Vec<VerifierKey>,
}

impl LogFolder {
    /// Begins a log in `dir`, which is made if need be, and signs its empty tree: from then on a lost checkpoint is
    /// told from a new log. Fails with [`LedgerError::FolderTaken`] where a log stands.
    pub fn create(dir: impl Into<PathBuf>, key: &SigningKey) -> Result<Self> {
        let dir = dir.into();
        let standing = |name: &str| dir.join(name).exists();
        if standing(CHECKPOINT) || standing("tile") {
            return Err(LedgerError::FolderTaken { dir: dir.display().to_string() });
        }
        write_durably(&dir, KEYS, format!("{}\n", key.verifier()).as_bytes())?;
        let empty = Checkpoint { origin: key.name().to_owned(), size: 0, root: empty_root() };
        write_durably(&dir, CHECKPOINT, empty.sign(key)?.as_bytes())?;
        Self::open(dir)
    }

    /// Opens a log that stands in `dir`; its checkpoint is verified with its keys. Where the folder may have been
    /// tampered with, compare [`LogFolder::keys`] with a copy of the key kept elsewhere.
    pub fn open(dir: impl Into<PathBuf>) -> Result<Self> {
        let dir = dir.into();
        let keys = read(&dir, KEYS)?.lines().map(str::parse).collect::<Result<Vec<VerifierKey>>>()?;
        let log = Self { tiles: FolderTiles::new(&dir), keys, dir };
        log.last_checkpoint()?;
        Ok(log)
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The log's verifier keys, oldest first; the last one is in use.
    pub fn keys(&self) -> &[VerifierKey] {
        &self.keys
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        self.keys.first().map_or("", VerifierKey::name)
    }

    /// The tiles, for proofs.
    pub fn tiles(&self) -> &FolderTiles {
        &self.tiles
    }

    /// What the log signed last, verified: where the tree goes on from.
    pub fn last_checkpoint(&self) -> Result<Checkpoint> {
        Checkpoint::of_note(&self.last_note()?, &self.keys)
    }

    /// The same as signed, with the signatures of its witnesses.
    pub fn last_note(&self) -> Result<Note> {
        Note::open(&read(&self.dir, CHECKPOINT)?, &self.keys)
    }

    /// Adds entries after the last checkpoint's and writes their tiles; nothing is published yet. See
    /// [`crate::tiles::extend`].
    ///
    /// Entries must be durable where they come from: those of a call that wasn't published are given again, the
    /// same, in the next. Fails with [`LedgerError::TilesDisagree`] when the tiles were altered.
    pub fn extend(&self, entries: impl IntoIterator<Item = Hash>) -> Result<Frontier> {
        let _lock = self.lock()?;
        let last = self.last_checkpoint()?;
        let mut writer = self.writer(&last)?;
        for entry in entries {
            writer.push(entry)?;
        }
        writer.finish()
    }

    /// Adds a key, which is in use from then on; checkpoints signed with the older ones stay valid. It must bear
    /// the log's name.
    pub fn add_key(&mut self, key: VerifierKey) -> Result<()> {
        let _lock = self.lock()?;
        if key.name() != self.origin() {
            return Err(LedgerError::ForeignKey { key: key.to_string() });
        }
        self.keys.retain(|known| *known != key);
        self.keys.push(key);
        let lines: String = self.keys.iter().map(|key| format!("{key}\n")).collect();
        write_durably(&self.dir, KEYS, lines.as_bytes())
    }

    /// Goes on from a checkpoint, once the tiles are found to lead to its root.
    pub(crate) fn writer(&self, last: &Checkpoint) -> Result<TileWriter<'_>> {
        let writer = TileWriter::open(&self.tiles, &self.tiles, last.size)?;
        if writer.frontier()?.root() != last.root {
            return Err(LedgerError::TilesDisagree { size: last.size });
        }
        Ok(writer)
    }

    /// Held until the file is dropped.
    pub(crate) fn lock(&self) -> Result<fs::File> {
        let lock = || {
            let file =
                fs::OpenOptions::new().create(true).truncate(false).write(true).open(self.dir.join(LOCK))?;
            file.lock()?;
            Ok(file)
        };
        lock().map_err(|error| io_error(LOCK, error))
    }
}

fn read(dir: &Path, name: &str) -> Result<String> {
    match fs::read_to_string(dir.join(name)) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(LedgerError::NotALogFolder { path: dir.join(name).display().to_string() })
        }
        Err(error) => Err(io_error(name, error)),
    }
}
