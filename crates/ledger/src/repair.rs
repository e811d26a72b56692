//! Putting the tiles right again, under the last checkpoint.

use std::fs;
use std::io;

use crate::tiles::{FolderTiles, extend, io_error};
use crate::{Hash, LedgerError, LogFolder, Result};

const REBUILT: &str = "rebuilt";

impl LogFolder {
    /// Removes tiles beyond the last checkpoint: after a restore, whose entries may differ from those that were
    /// never published.
    pub fn discard_unpublished(&self) -> Result<()> {
        let _lock = self.lock()?;
        let last = self.last_checkpoint()?;
        // The checkpoint's own unfinished tiles first: a wider one may be all that is left of them.
        self.writer(&last)?.finish()?;
        for path in self.tiles.list()? {
            if path.end() > last.size {
                self.tiles.remove(path)?;
            }
        }
        Ok(())
    }

    /// Makes all tiles again, for tiles that were lost or altered: from the first entries, as many as the last
    /// checkpoint has.
    ///
    /// The tiles that stand are replaced only when the entries lead to the signed root; or else this fails with
    /// [`LedgerError::TilesDisagree`], and nothing has changed.
    pub fn rebuild(&self, entries: impl IntoIterator<Item = Hash>) -> Result<()> {
        let _lock = self.lock()?;
        let last = self.last_checkpoint()?;
        let beside = self.dir.join(REBUILT);
        let io = |error| io_error(REBUILT, error);
        absent_is_fine(fs::remove_dir_all(&beside)).map_err(io)?;
        fs::create_dir(&beside).map_err(io)?;
        let tiles = FolderTiles::new(&beside);
        let tree = extend(&tiles, &tiles, 0, entries)?;
        if (tree.size(), tree.root()) != (last.size, last.root) {
            absent_is_fine(fs::remove_dir_all(&beside)).map_err(io)?;
            return Err(LedgerError::TilesDisagree { size: last.size });
        }
        let swap = || {
            // A crash between these lines leaves a log without tiles, which is rebuilt again.
            absent_is_fine(fs::rename(self.dir.join("tile"), beside.join("replaced")))?;
            absent_is_fine(fs::rename(beside.join("tile"), self.dir.join("tile")))?;
            fs::File::open(&self.dir)?.sync_all()?;
            fs::remove_dir_all(&beside)
        };
        swap().map_err(io)
    }
}

fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
