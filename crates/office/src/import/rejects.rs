//! The file of rejected rows: its owner alone reads it, and it holds codes; values only where that was asked for, and
//! then with the day by which it is to be deleted.

use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Read as _, Write as _},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::options::RejectsTo;
use crate::error::{OfficeError, Result};

/// How many days a file of rejected rows with values may be kept.
pub const DAYS_WITH_VALUES: i32 = 7;

/// What every such file begins with: nothing else is ever replaced.
const HEADER: &str = "row,line,item,code,clause,reason";

/// Whether a file can be made here: better said before the first row than at the first that is rejected.
fn writable(path: &Path) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writable = fs::metadata(folder).and_then(|folder| match folder.is_dir() {
        true if folder.permissions().readonly() => Err(ErrorKind::PermissionDenied.into()),
        true => Ok(()),
        false => Err(ErrorKind::NotADirectory.into()),
    });
    writable.map_err(|why| unwritable(path, &why))
}

fn unwritable(path: &Path, why: &std::io::Error) -> OfficeError {
    OfficeError::input("rejects-unwritable", &[("path", &path.display()), ("why", why)])
}

/// The file, made with its first line; or none, where the report tells the rows.
pub(super) struct Rejects {
    path: Option<PathBuf>,
    delete_by: Option<Date>,
    file: Option<File>,
    len: u64,
}

impl Rejects {
    /// A new file in place of an older one of the same kind.
    ///
    /// # Errors
    /// Something else stands there.
    pub(super) fn start(to: &RejectsTo, delete_by: Option<Date>) -> Result<Self> {
        let RejectsTo::File(path) = to else { return Ok(Self { path: None, delete_by, file: None, len: 0 }) };
        match fs::symlink_metadata(path) {
            Err(why) if why.kind() == ErrorKind::NotFound => writable(path)?,
            Err(why) => return Err(unwritable(path, &why)),
            Ok(meta) if meta.is_file() && ours(path) => {
                fs::remove_file(path).map_err(OfficeError::file(path))?
            }
            Ok(_) => {
                return Err(OfficeError::input("rejects-not-ours", &[("path", &path.display())]));
            }
        }
        Ok(Self { path: Some(path.clone()), delete_by, file: None, len: 0 })
    }

    /// The file as a stopped run left it after `len` bytes; `None` if it is not that file any more.
    pub(super) fn resume(to: &RejectsTo, delete_by: Option<Date>, len: u64) -> Result<Option<Self>> {
        let RejectsTo::File(path) = to else { return Self::start(to, delete_by).map(Some) };
        if len == 0 {
            return Self::start(to, delete_by).map(Some);
        }
        if !ours(path) {
            return Ok(None);
        }
        let file = OpenOptions::new().append(true).open(path).map_err(OfficeError::file(path))?;
        let there = file.metadata().map_err(OfficeError::file(path))?.len();
        if there < len {
            return Ok(None);
        }
        file.set_len(len).map_err(OfficeError::file(path))?;
        Ok(Some(Self { path: Some(path.clone()), delete_by, file: Some(file), len }))
    }

    /// How long the file is.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Adds lines that [`line`] made.
    pub(super) fn write(&mut self, lines: &str) -> Result<()> {
        let Some(path) = self.path.as_ref().filter(|_| !lines.is_empty()) else { return Ok(()) };
        let at = OfficeError::file(path);
        let written = match &mut self.file {
            Some(file) => file.write_all(lines.as_bytes()).map(|()| lines.len()),
            None => {
                let head = if self.delete_by.is_some() { ",delete-by,source" } else { "" };
                let text = format!("{HEADER}{head}\n{lines}");
                let file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path);
                file.and_then(|mut file| {
                    file.write_all(text.as_bytes())?;
                    self.file = Some(file);
                    Ok(text.len())
                })
            }
        };
        self.len += written.map_err(at)? as u64;
        Ok(())
    }

    /// Makes what was written durable; gives the path if there is a file.
    pub(super) fn close(self) -> Result<Option<PathBuf>> {
        let (Some(file), Some(path)) = (self.file, self.path) else { return Ok(None) };
        file.sync_all().map_err(OfficeError::file(&path))?;
        Ok(Some(path))
    }
}

/// One line of the file: cells are quoted where they have to be.
pub(super) fn line(out: &mut String, cells: &[&str]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

fn ours(path: &Path) -> bool {
    let mut start = vec![0; HEADER.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == HEADER.as_bytes()
}
