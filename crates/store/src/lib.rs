//! Engines that keep an organisation's state and log, and the thread that writes for everybody.
//!
//! An engine takes rows and gives rows: it knows the kernel's types and nothing of policy, keys or sealing. What is
//! sealed comes in sealed; row MACs come in through [`RowMac`]. Two engines stand behind one contract: [`Sqlite`],
//! and [`Memory`], a model simple enough to be believed.
//!
//! ```text
//! callers ──submit(job)──▶ Writer: takes what is queued ─ one load_many ─ jobs in order, each in a Unit
//!         ◀──── answer ────  one sync, meanwhile the next batch ◀─ one commit_many
//! ```
//!
//! ```
//! # use std::sync::Arc;
//! # use store::{Memory, Options, Verdict, Wants, Write, Writer};
//! # fn main() -> Result<(), store::StoreError> {
//! let writer = Writer::start(Box::new(Memory::new()), (), Options::default())?;
//! let slot = writer.submit(Wants::default(), |unit| {
//!     let slot = unit.next_slot();
//!     match unit.stage(Write::PutSlot { slot, wrapped: [7; 60] }) {
//!         Ok(()) => Verdict::Commit(slot),
//!         Err(_) => Verdict::Drop(slot),
//!     }
//! })?; // durable from here on
//! assert_eq!(slot, 0);
//! # Ok(())
//! # }
//! ```

mod due;
mod engine;
mod error;
mod mac;
mod memory;
mod row;
mod sqlite;
mod write;
mod writer;

pub use due::{DueKey, WatchKey};
pub use engine::{Counters, Engine, Flow, Reader, Syncer, Truncation};
pub use error::StoreError;
pub use mac::RowMac;
pub use memory::Memory;
pub use row::{
    Document, DueCursor, DueRow, EntryRow, HoldRow, Row, Table, Tag16, TagRow, TrailRow, WatchCursor,
};
pub use sqlite::{SCHEMA_VERSION, Sqlite, SqliteReader};
pub use write::{Batch, Write};
pub use writer::{BATCH_SIZES, Options, Pending, Pulse, Unit, Verdict, Wants, Writer};

/// The result of this crate's operations.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The width of a wrapped key.
pub const WRAPPED_LEN: usize = 60;
/// The width of a sealed subject part: nonce, salt, the part itself, tag.
pub const TRAIL_SEALED_LEN: usize = 12 + 32 + 64 + 16;
/// The widest sealed body of a hold; shorter ones are padded inside the store, so that the cell never moves.
pub const HOLD_SEALED_MAX: usize = 880;
