//! What is known of one person, values apart.

use jiff::Timestamp;

use crate::{Consent, EditionNo, EngagementId, HoldId, Paper, Source, SubjectId};

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The id.
    pub id: SubjectId,
    /// Goes up by one with every change; reads don't change it.
    pub version: u64,
    /// First taken in, system time.
    pub created: Timestamp,
    /// The slot of the wrapped subject key.
    pub slot: u64,
    /// Whether everything but keeping is stopped (clause 3.4.1.4).
    pub block: Option<Block>,
    /// How many holds forbid destruction.
    pub holds: u16,
    /// How many papers there are.
    pub papers: u32,
}

/// A block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Since when, system time.
    pub since: Timestamp,
}

/// One person's relation under one purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// The id.
    pub id: EngagementId,
    /// Whose.
    pub subject: SubjectId,
    /// Goes up by one with every change of this row.
    pub version: u64,
    /// Goes up by one with every change of the sealed record.
    pub record: u64,
    /// The edition it was collected under; it stays bound to it.
    pub edition: EditionNo,
    /// The register's row in that edition.
    pub row: u16,
    /// Which of the row's categories.
    pub category: u8,
    /// Which option of the row's choice.
    pub choice: Option<u8>,
    /// Taken in, system time.
    pub recorded: Timestamp,
    /// Taken in, effective time.
    pub collected: Timestamp,
    /// The consent, where the purpose rests on one.
    pub consent: Option<Consent>,
    /// Where the data came from.
    pub source: Source,
    /// Which of the row's items are held: bit `i` for item `i` of the row's list.
    pub held: u64,
    /// When each of the row's events happened (see [`crate::events_of`]).
    pub events: [Option<Timestamp>; 6],
    /// Nothing is destroyed before this moment, so that a wrong event can be taken back.
    pub pause: Option<Timestamp>,
    /// Active use, or storage only.
    pub phase: Phase,
    /// Only kept because a law orders it, after the subject demanded its destruction.
    pub restricted: bool,
    /// When destruction is due, where that is known.
    pub due: Option<DueAt>,
    /// The slot of the wrapped engagement key, and of the sealed record.
    pub slot: u64,
    /// Keyed fingerprint of the imported row; all zero where there was none.
    pub fingerprint: [u8; 16],
}

/// How data may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// By everyone whose role allows it.
    Active,
    /// Kept, and read by the responsible person alone.
    Storage,
}

/// When destruction is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueAt {
    /// The moment.
    pub at: Timestamp,
    /// Whether the moment is exact, or a bound before which nothing is due because a year's calendar is missing.
    pub exact: bool,
    /// Which of the row's endings gave it.
    pub ending: u8,
}

/// What is loaded for an act on one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    /// The person, if known.
    pub subject: Option<Subject>,
    /// All of the person's engagements, oldest first.
    pub engagements: Vec<Engagement>,
    /// The holds on the person.
    pub holds: Vec<HoldId>,
    /// The person's papers by id, for the acts that need them ([`crate::Deed::needs_no_papers`]).
    pub papers: Vec<Paper>,
    /// The second person, for a merge.
    pub other: Option<Box<State>>,
}
