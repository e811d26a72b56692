//! Letters into a folder, for rehearsals and tests.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use crate::{MailError, Mailer, Message, Sender, compose::compose};

/// Writes letters into a folder as a maildir (`tmp`, `new`, `cur`), which mail programs open; only its owner may.
#[derive(Debug, Clone)]
pub struct FolderMailer {
    folder: PathBuf,
    sender: Sender,
}

impl FolderMailer {
    /// Makes the folder where there is none.
    ///
    /// # Errors
    /// [`MailError::Folder`].
    pub fn new(folder: &Path, sender: Sender) -> Result<Self, MailError> {
        for name in ["tmp", "new", "cur"] {
            DirBuilder::new().recursive(true).mode(0o700).create(folder.join(name)).map_err(failed)?;
        }
        Ok(Self { folder: folder.to_owned(), sender })
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(io::Error::other)?;
        let name: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let (tmp, new) = (self.folder.join("tmp").join(&name), self.folder.join("new").join(&name));
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&tmp)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&tmp, &new)?; // a reader of `new` never sees half a letter
        File::open(self.folder.join("new"))?.sync_all()
    }
}

impl Mailer for FolderMailer {
    fn send(&self, message: &Message) -> Result<(), MailError> {
        self.write(&compose(&self.sender, message)?.formatted()).map_err(failed)
    }

    fn ready(&self) -> Result<(), MailError> {
        match std::fs::metadata(&self.folder) {
            Ok(meta) if meta.is_dir() && !meta.permissions().readonly() => Ok(()),
            Ok(_) => Err(MailError::Folder(io::ErrorKind::PermissionDenied)),
            Err(why) => Err(failed(why)),
        }
    }
}

fn failed(error: io::Error) -> MailError {
    MailError::Folder(error.kind())
}
