//! What can't be used. No error holds anything of the input.

use thiserror::Error;

/// Bytes that are no state of this crate's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadBytes {
    /// The first byte names another version, or there is none.
    #[error("the version is not one that this program knows")]
    Version,
    /// There are too few bytes or too many.
    #[error("the length is wrong")]
    Length,
    /// A field is outside its limits, or written in a second way.
    #[error("a field is outside its limits")]
    Field,
}

/// A configuration outside its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadRules {
    /// Codes have six to eight digits.
    #[error("a code has 6 to 8 digits")]
    Digits,
    /// A code lives one minute to one hour.
    #[error("a code is valid for 1 to 60 minutes")]
    Lifetime,
    /// A challenge takes one to ten tries.
    #[error("a challenge takes 1 to 10 tries")]
    Tries,
    /// A rate has one to four windows, each with 1 to 255 passes within one second to 31 days.
    #[error("a rate has 1 to 4 windows, each of 1 to 255 passes within 1 second to 31 days")]
    Window,
    /// A table holds 1 to 1,048,576 tags.
    #[error("a table of limits holds 1 to 1048576 tags")]
    Capacity,
}
