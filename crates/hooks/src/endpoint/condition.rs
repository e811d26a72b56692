//! How an endpoint fares.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whether anything is sent to an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Condition {
    /// It is.
    Active,
    /// Not now: nothing but failures came for five days. What is for it waits until somebody resumes it.
    Paused {
        /// Since when.
        since: Timestamp,
    },
    /// Not any more: it said that it is gone (410), or somebody ended it.
    Disabled {
        /// Since when.
        since: Timestamp,
    },
}
