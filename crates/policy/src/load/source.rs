//! A pack's files and places in them.

/// The largest file of a pack, in bytes.
pub const MAX_FILE: usize = 256 * 1024;
/// The largest pack, in bytes.
pub const MAX_PACK: usize = 1024 * 1024;
/// The most files of a pack.
pub const MAX_FILES: usize = 64;
/// The deepest nesting of tables and arrays.
pub const MAX_DEPTH: usize = 8;

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Its path, as faults name it.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A stretch of one file, by its number among the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Place {
    /// No place: the pack as a whole.
    pub(crate) const NOWHERE: Place = Place { file: usize::MAX, start: 0, end: 0 };
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct At<T> {
    pub(crate) value: T,
    pub(crate) at: Place,
}

impl<T> At<T> {
    pub(crate) fn map<U>(self, with: impl FnOnce(T) -> U) -> At<U> {
        At { value: with(self.value), at: self.at }
    }
}
