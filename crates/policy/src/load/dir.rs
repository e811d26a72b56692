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
    if !path.metadata()?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file")); // a pipe would be waited for
    }
    File::open(path)?.take(MAX_FILE as u64 + 1).read_to_end(&mut bytes)?;
    // The loader refuses what is too long, and says where a file is not UTF-8.
    Ok(String::from_utf8(bytes).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned()))
}
