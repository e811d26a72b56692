use std::io;

/// What went wrong with the log, and what to do next. Never holds an entry's content.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A file of the log could not be read or written.
    #[error("the log file {path} can't be used: {source}; check the disk and the rights on the log folder")]
    Io {
        /// The file or folder concerned.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// A source of tiles other than a folder failed.
    #[error("the tile {path} can't be fetched: {source}; try again when the source answers")]
    Source {
        /// The tile's path.
        path: String,
        /// What the source said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A key's name is empty or has a space or a plus sign in it, or the text of a key can't be read.
    #[error("not a log key: {why}; write it as <name>+<key id>+<base64>, as the log's owner published it")]
    MalformedKey {
        /// What is wrong with it.
        why: &'static str,
    },
    /// A signed note doesn't follow the C2SP signed-note format, or is over its limits.
    #[error("not a signed note: {why}; fetch it again, byte for byte")]
    MalformedNote {
        /// What is wrong with it.
        why: &'static str,
    },
    /// No key that the verifier knows has signed the note.
    #[error("no known key has signed this; check that the verifier key belongs to this log")]
    NoKnownSignature,
    /// A signature by a known key doesn't fit the text.
    #[error(
        "the signature of {key} doesn't fit the text: it was altered, or not signed by this key; don't trust it"
    )]
    BadSignature {
        /// The key's name.
        key: String,
    },
    /// A checkpoint's text isn't an origin, a size and a root.
    #[error("not a checkpoint: {why}; fetch it again, byte for byte")]
    MalformedCheckpoint {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The checkpoint is of another log.
    #[error("this checkpoint is of the log {found}, not of {expected}; use the verifier key of that log")]
    WrongOrigin {
        /// The log that the key belongs to.
        expected: String,
        /// The log named by the checkpoint.
        found: String,
    },
    /// A proof doesn't follow the C2SP tlog-proof format, or is over its limits.
    #[error("not a proof: {why}; fetch it again, byte for byte")]
    MalformedProof {
        /// What is wrong with it.
        why: &'static str,
    },
    /// A stored frontier's bytes don't make sense.
    #[error("not a frontier: {why}; compute it again from the tiles")]
    MalformedFrontier {
        /// What is wrong with it.
        why: &'static str,
    },
    /// The tree has no such entry yet.
    #[error("entry {index} isn't in a tree of {size}; take a later checkpoint")]
    NotInTree {
        /// The entry asked for, counted from zero.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The sizes are the wrong way round.
    #[error("a tree of {new} can't follow a tree of {old}; give the smaller size first")]
    SizesReversed {
        /// The size given as the older.
        old: u64,
        /// The size given as the newer.
        new: u64,
    },
    /// The tree would be larger than [`crate::MAX_TREE_SIZE`].
    #[error("a tree of {size} is over the limit of 2^62 entries; the size is wrong")]
    TooLarge {
        /// The size asked for.
        size: u64,
    },
    /// The proof doesn't lead from the entry to the root.
    #[error("entry {index} isn't proven to be in the tree of {size}: entry, proof or checkpoint was altered")]
    NotIncluded {
        /// The entry's index.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The newer tree isn't proven to hold the older.
    #[error(
        "the tree of {new} isn't proven to continue the tree of {old}: history was altered; keep both checkpoints"
    )]
    NotConsistent {
        /// The older size.
        old: u64,
        /// The newer size.
        new: u64,
    },
    /// A tile that the tree needs isn't there.
    #[error("the tile {path} is missing; `qorgau log rebuild` makes the tiles again from the entries")]
    MissingTile {
        /// The tile's path.
        path: String,
    },
    /// A tile's path or content can't be read.
    #[error(
        "the tile {path} can't be read: {why}; `qorgau log rebuild` makes the tiles again from the entries"
    )]
    MalformedTile {
        /// The tile's path.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A tile that stands would be replaced with other bytes.
    #[error(
        "the tile {path} stands with other content and is never overwritten; verify the log to see which is right"
    )]
    TileConflict {
        /// The tile's path.
        path: String,
    },
    /// The tiles don't lead to the root asked for.
    #[error(
        "the tiles don't lead to the root of the tree of {size}; verify the log before anything is published"
    )]
    TilesDisagree {
        /// The size of the tree.
        size: u64,
    },
    /// A checkpoint smaller than the stored one was asked for.
    #[error("the log stands at {stored} and can't go back to {asked}; go on from its last checkpoint")]
    Rollback {
        /// The size of the stored checkpoint.
        stored: u64,
        /// The size asked for.
        asked: u64,
    },
    /// Another root for a size that was already signed.
    #[error(
        "another root was already signed for the size {size}; one log has one history: go on from its checkpoint"
    )]
    Fork {
        /// The size with two roots.
        size: u64,
    },
    /// A log already stands in the folder.
    #[error("a log already stands in {dir}; open it, or choose an empty folder")]
    FolderTaken {
        /// The folder.
        dir: String,
    },
    /// A file that every log folder has is missing.
    #[error("{path} is missing: this isn't a log folder, or it was damaged; bring the file back from a copy")]
    NotALogFolder {
        /// The missing file.
        path: String,
    },
    /// The signing key isn't one of this log's.
    #[error("the key {key} isn't a key of this log; sign with the log's own key")]
    ForeignKey {
        /// The key as a verifier key.
        key: String,
    },
}
