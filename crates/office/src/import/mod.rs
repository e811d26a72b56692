//! Taking people, and the history of people, in from files: CSV and NDJSON, row by row through the ordinary acts.
//!
//! A row that is refused or can't be read is set aside with its number and a code, and the rest goes in. A file can
//! be taken in twice: a row that is in already is known by its keyed fingerprint, which goes with its subject. A run
//! that was stopped goes on where it was. Memory does not grow with the file.
//!
//! ```text
//! file ─▶ source (rows) ─▶ columns (items) ─▶ prepared, sealed │ channel │ one transaction a batch ─▶ rejects
//!                         one thread                           │         │ the writer's thread
//! ```

mod batch;
mod columns;
mod delimited;
mod events;
mod fault;
mod input;
mod look;
mod moment;
mod names;
mod ndjson;
mod options;
mod people;
mod rejects;
mod report;
mod resume;
mod run;
mod source;
mod supply;

pub use look::{RowCount, count_rows};
pub use moment::{parse_consent, parse_moment};
pub use options::{EventOptions, FileOptions, Format, ImportOptions, Mapping, RejectsTo};
pub use rejects::DAYS_WITH_VALUES;
pub use report::{Conflict, ImportReport, MOST_CONFLICTS, MOST_REJECTED, Progress, RejectedRow};
