//! The edge: a folder's TOML files.

use std::{fs::File, io, io::Read, path::Path};

use super::{Jurisdiction, MAX_FILE, MAX_FILES, SourceFile, load};
use crate::{Edition, check::Faults};

/// Why a folder gives no edition.
#[derive(Debug, thiserror::Error)]
pub enum DirError {
    /// The folder or one of its files can't be read.
    #[error("cannot read {path}: {why}")]
    Io {
        /// The path.
        path: String,
        /// The system's answer.
        why: io::Error,
    },
    /// The pack has faults.
    #[error(transparent)]
    Faults(#[from] Faults),
}

/// Loads the pack in a folder: every file there that ends in `.toml`.
///
/// # Errors
/// What can't be read, or every fault of the pack.
pub fn load_dir(
    path: &Path,
    jurisdiction: &dyn Fn(&str) -> Option<Jurisdiction>,
) -> Result<Edition, DirError> {
    Ok(load(&read_dir(path)?, jurisdiction)?)
}

fn read_dir(folder: &Path) -> Result<Vec<SourceFile>, DirError> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |why| DirError::Io { path, why }
    };
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        // One file more than the limit is enough for the loader to refuse.
        if path.extension().is_some_and(|ext| ext == "toml") && files.len() <= MAX_FILES {
            files.push(SourceFile {
                text: read_text(&path).map_err(failed(&path))?,
                path: path.display().to_string(),
            });
        }
    }
    Ok(files)
}

/// Reads one byte more than the limit at most, so that an endless file ends.
fn read_text(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_FILE {
        // The loader refuses it for its size; where the cut falls does not matter.
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8 text")),
    }
}
