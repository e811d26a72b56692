use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{TilePath, TileSink, TileSource};
use crate::{LedgerError, Result};

/// Tiles in a folder, laid out as the specification serves them: `<dir>/tile/…`. One process writes at a time.
#[derive(Clone, Debug)]
pub struct FolderTiles {
    dir: PathBuf,
}

impl FolderTiles {
    /// Tiles under `dir`, which exists.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into() }
    }

    /// Removes the narrower forms of a full tile that is there to stay; readers then use the full one.
    pub(crate) fn remove_partials(&self, full: TilePath) -> Result<()> {
        absent_is_fine(fs::remove_dir_all(self.dir.join(format!("{full}.p"))), &full.to_string())
    }

    /// Every tile that stands in the folder, in no order.
    pub(crate) fn list(&self) -> Result<Vec<TilePath>> {
        let mut found = Vec::new();
        let mut folders = vec!["tile".to_owned()];
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(self.dir.join(&folder)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(io_error(&folder, error)),
            };
            for entry in entries {
                let entry = entry.map_err(|error| io_error(&folder, error))?;
                let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
                if entry.file_type().map_err(|error| io_error(&name, error))?.is_dir() {
                    folders.push(name);
                } else if let Ok(path) = name.parse() {
                    found.push(path);
                }
            }
        }
        Ok(found)
    }

    /// Removes one tile.
    pub(crate) fn remove(&self, path: TilePath) -> Result<()> {
        let path = path.to_string();
        absent_is_fine(fs::remove_file(self.dir.join(&path)), &path)
    }
}

impl TileSource for FolderTiles {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let _: TilePath = path.parse()?;
        match fs::read(self.dir.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io_error(path, error)),
        }
    }
}

impl TileSink for FolderTiles {
    fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        match self.read(path)? {
            Some(standing) if standing == bytes => {
                // It may have been renamed by a run that died before the folder was synced.
                sync_folder_of(&self.dir.join(path)).map_err(|error| io_error(path, error))
            }
            Some(_) => Err(LedgerError::TileConflict { path: path.to_owned() }),
            None => write_durably(&self.dir, path, bytes),
        }
    }
}

/// Writes a file under `dir` all or nothing, and durably: temporary file, rename, both synced.
pub(crate) fn write_durably(dir: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    let write = || {
        let target = dir.join(path);
        make_folder(target.parent().unwrap_or(dir))?;
        // The same name at each try, so that what a crash left behind is overwritten.
        let temporary = target.with_added_extension("tmp");
        let mut file = fs::File::create(&temporary)?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, &target)?;
        sync_folder_of(&target)
    };
    write().map_err(|error| io_error(path, error))
}

/// Makes a folder and its parents, each of them durably.
fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder_of(folder),
    }
}

fn sync_folder_of(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => fs::File::open(parent)?.sync_all(),
        _ => fs::File::open(".")?.sync_all(),
    }
}

fn absent_is_fine(result: io::Result<()>, path: &str) -> Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(path, error)),
        _ => Ok(()),
    }
}

pub(crate) fn io_error(path: &str, source: io::Error) -> LedgerError {
    LedgerError::Io { path: path.to_owned(), source }
}
