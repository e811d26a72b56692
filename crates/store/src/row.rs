use std::fmt;

use jiff::Timestamp;
use kernel::{Engagement, EngagementId, HoldId, Paper, PaperId, Subject, SubjectId};
use ledger::Hash;

use crate::{DueKey, StoreError, TRAIL_SEALED_LEN, WRAPPED_LEN, WatchKey};

/// A blind-index tag.
pub type Tag16 = [u8; 16];

/// A blind-index row: this tag, of this person, in this engagement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TagRow {
    /// The tag.
    pub tag: Tag16,
    /// Whose.
    pub subject: SubjectId,
    /// In which engagement.
    pub engagement: EngagementId,
}

/// The sealed subject part of one log entry.
#[derive(Clone, PartialEq, Eq)]
pub struct TrailRow {
    /// Of whom the entry speaks.
    pub subject: SubjectId,
    /// The entry's index in the log.
    pub index: u64,
    /// The engagement, where there is one.
    pub engagement: Option<EngagementId>,
    /// Nonce, then salt and subject part sealed, then tag.
    pub sealed: [u8; TRAIL_SEALED_LEN],
}

/// A ban on destroying, with its sealed reference.
#[derive(Clone, PartialEq, Eq)]
pub struct HoldRow {
    /// On whom.
    pub subject: SubjectId,
    /// The id.
    pub hold: HoldId,
    /// The sealed reference, at most [`HOLD_SEALED_MAX`](crate::HOLD_SEALED_MAX) bytes.
    pub sealed: Vec<u8>,
}

/// One entry of the log.
#[derive(Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// The index, from 0 without gaps.
    pub index: u64,
    /// The operational part as committed to.
    pub operational: Vec<u8>,
    /// The operational part's salt.
    pub salt: [u8; 32],
    /// The hash of the salted subject part.
    pub subject_hash: Hash,
    /// The tree's leaf.
    pub leaf: Hash,
}

/// A document of the organisation: staff, an edition, a run of destruction and the like.
#[derive(Clone, PartialEq, Eq)]
pub struct Document {
    /// The kind.
    pub kind: String,
    /// The id within the kind.
    pub id: String,
    /// The body.
    pub body: Vec<u8>,
}

/// An engagement that is, or will be, due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRow {
    /// The later of the due moment and the pause.
    pub at: Timestamp,
    /// Whose.
    pub subject: SubjectId,
    /// Which.
    pub engagement: EngagementId,
}

/// Where a listing of what is due goes on: after this row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueCursor {
    /// The row's moment.
    pub at: DueKey,
    /// The row's subject.
    pub subject: SubjectId,
    /// The row's engagement.
    pub engagement: EngagementId,
}

impl From<DueRow> for DueCursor {
    fn from(row: DueRow) -> Self {
        Self { at: DueKey::at(row.at), subject: row.subject, engagement: row.engagement }
    }
}

/// Where a listing of what waits goes on: after this paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchCursor {
    /// What it waits for, and until when.
    pub at: WatchKey,
    /// Whose it is.
    pub subject: SubjectId,
    /// Its id.
    pub paper: PaperId,
}

impl From<&Paper> for WatchCursor {
    fn from(paper: &Paper) -> Self {
        Self { at: WatchKey::of(paper), subject: paper.subject, paper: paper.id }
    }
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// People.
    Subject,
    /// Engagements.
    Engagement,
    /// Wrapped keys.
    Slot,
    /// Sealed records.
    Record,
    /// Blind-index tags.
    Tag,
    /// Sealed subject parts of log entries.
    Trail,
    /// Holds.
    Hold,
    /// Papers.
    Paper,
    /// The log.
    Entry,
    /// Documents of the organisation.
    Document,
}

impl Table {
    /// Every table.
    pub const ALL: [Table; 10] = [
        Table::Subject,
        Table::Engagement,
        Table::Slot,
        Table::Record,
        Table::Tag,
        Table::Trail,
        Table::Hold,
        Table::Paper,
        Table::Entry,
        Table::Document,
    ];

    /// The name in the database and in MACs.
    pub const fn name(self) -> &'static str {
        match self {
            Table::Subject => "subject",
            Table::Engagement => "engagement",
            Table::Slot => "key_slot",
            Table::Record => "record",
            Table::Tag => "tag",
            Table::Trail => "trail",
            Table::Hold => "hold",
            Table::Paper => "paper",
            Table::Entry => "entry",
            Table::Document => "document",
        }
    }
}

/// A row met on a walk through the tables.
#[allow(clippy::large_enum_variant)] // most rows are of the large kind, and a box for each would cost more
#[derive(Clone)]
pub enum Row {
    /// A person.
    Subject(Subject),
    /// An engagement.
    Engagement(Engagement),
    /// A key slot; `None` once zeroed.
    Slot(u64, Option<[u8; WRAPPED_LEN]>),
    /// A sealed record by its slot.
    Record(u64, Vec<u8>),
    /// A tag.
    Tag(TagRow),
    /// A sealed subject part.
    Trail(TrailRow),
    /// A hold.
    Hold(HoldRow),
    /// A paper.
    Paper(Paper),
    /// A log entry.
    Entry(EntryRow),
    /// A document.
    Document(Document),
    /// A row that isn't what was written there; the walk goes on.
    Damaged(StoreError),
}

macro_rules! opaque {
    ($($name:ident { $($field:ident),+ }),+ $(,)?) => {$(
        impl fmt::Debug for $name {
            /// Ids and numbers; sealed bytes, tags, salts and bodies stay out.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name))$(.field(stringify!($field), &self.$field))+.finish_non_exhaustive()
            }
        }
    )+};
}

opaque! {
    TagRow { subject, engagement },
    TrailRow { subject, index, engagement },
    HoldRow { subject, hold },
    EntryRow { index },
    Document { kind, id },
}
