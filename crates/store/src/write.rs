use std::fmt;

use kernel::{Engagement, EngagementId, HoldId, Paper, PaperId, Subject, SubjectId};

use crate::{EntryRow, TagRow, TrailRow, WRAPPED_LEN};

/// One act's writes, and what they were decided on.
#[derive(Clone, Default, Debug)]
pub struct Batch {
    /// People with the versions that were read, each at most once; 0 for nobody there.
    pub expected: Vec<(SubjectId, u64)>,
    /// The writes, in order.
    pub writes: Vec<Write>,
}

impl Batch {
    /// Empties it; its room stays.
    pub(crate) fn clear(&mut self) {
        self.expected.clear();
        self.writes.clear();
    }
}

/// One write. Moments are kept in whole seconds.
#[allow(clippy::large_enum_variant)] // most writes are of the large kind, and a box for each would cost more
#[derive(Clone, PartialEq)]
pub enum Write {
    /// A person's row, new or changed.
    PutSubject(Subject),
    /// A person's row gone. Nothing else goes with it.
    DropSubject(SubjectId),
    /// An engagement's row, new or changed.
    PutEngagement(Engagement),
    /// An engagement's row gone. Nothing else goes with it.
    DropEngagement {
        /// Whose.
        subject: SubjectId,
        /// Which.
        id: EngagementId,
    },
    /// A wrapped key, new or in place of the one there.
    PutSlot {
        /// The slot.
        slot: u64,
        /// The wrapped key.
        wrapped: [u8; WRAPPED_LEN],
    },
    /// A wrapped key overwritten with zeros where it stands.
    ZeroSlot(u64),
    /// A sealed record, new or in place of the one there.
    PutRecord {
        /// The slot of its key.
        slot: u64,
        /// The sealed record.
        sealed: Vec<u8>,
    },
    /// A sealed record gone.
    DropRecord(u64),
    /// A tag that isn't there yet.
    PutTag(TagRow),
    /// A tag gone.
    DropTag(TagRow),
    /// A sealed subject part, new or in place of the one there: an entry has at most one.
    PutTrail(TrailRow),
    /// A sealed subject part gone.
    DropTrail {
        /// Whose.
        subject: SubjectId,
        /// The entry.
        index: u64,
    },
    /// All sealed subject parts of a person gone, or those of one engagement.
    ClearTrail {
        /// Whose.
        subject: SubjectId,
        /// Only those that speak of this engagement.
        engagement: Option<EngagementId>,
    },
    /// A hold, new or changed.
    PutHold {
        /// On whom.
        subject: SubjectId,
        /// The id.
        hold: HoldId,
        /// The sealed reference.
        sealed: Vec<u8>,
    },
    /// A hold gone.
    DropHold {
        /// On whom.
        subject: SubjectId,
        /// The id.
        hold: HoldId,
    },
    /// A paper's row, new or changed.
    PutPaper(Paper),
    /// A paper's row gone. Nothing else goes with it.
    DropPaper {
        /// Whose.
        subject: SubjectId,
        /// Which.
        id: PaperId,
    },
    /// An entry at the log's end.
    AppendEntry(EntryRow),
    /// A document, new or changed.
    PutDocument {
        /// The kind.
        kind: &'static str,
        /// The id within the kind.
        id: String,
        /// The body.
        body: Vec<u8>,
    },
    /// A document gone.
    DropDocument {
        /// The kind.
        kind: &'static str,
        /// The id within the kind.
        id: String,
    },
}

impl fmt::Debug for Write {
    /// What is written and to which row, never the sealed bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PutSubject(s) => write!(f, "PutSubject({} v{})", s.id, s.version),
            Self::DropSubject(id) => write!(f, "DropSubject({id})"),
            Self::PutEngagement(e) => write!(f, "PutEngagement({} {} v{})", e.subject, e.id, e.version),
            Self::DropEngagement { subject, id } => write!(f, "DropEngagement({subject} {id})"),
            Self::PutSlot { slot, .. } => write!(f, "PutSlot({slot})"),
            Self::ZeroSlot(slot) => write!(f, "ZeroSlot({slot})"),
            Self::PutRecord { slot, .. } => write!(f, "PutRecord({slot})"),
            Self::DropRecord(slot) => write!(f, "DropRecord({slot})"),
            Self::PutTag(row) => write!(f, "PutTag({} {})", row.subject, row.engagement),
            Self::DropTag(row) => write!(f, "DropTag({} {})", row.subject, row.engagement),
            Self::PutTrail(row) => write!(f, "PutTrail({} {})", row.subject, row.index),
            Self::DropTrail { subject, index } => write!(f, "DropTrail({subject} {index})"),
            Self::ClearTrail { subject, engagement } => write!(f, "ClearTrail({subject} {engagement:?})"),
            Self::PutHold { subject, hold, .. } => write!(f, "PutHold({subject} {hold})"),
            Self::DropHold { subject, hold } => write!(f, "DropHold({subject} {hold})"),
            Self::PutPaper(paper) => write!(f, "PutPaper({} {} v{})", paper.subject, paper.id, paper.version),
            Self::DropPaper { subject, id } => write!(f, "DropPaper({subject} {id})"),
            Self::AppendEntry(entry) => write!(f, "AppendEntry({})", entry.index),
            Self::PutDocument { kind, id, .. } => write!(f, "PutDocument({kind} {id})"),
            Self::DropDocument { kind, id } => write!(f, "DropDocument({kind} {id})"),
        }
    }
}
