//! What every act is decided and sealed with.

use std::sync::Arc;

use kernel::{Engagement, EngagementId, State, Subject, SubjectId, World};
use policy::{List, Purpose};
use store::Unit;
use vault::{EngagementKey, Keyring, RecordContext, SubjectKey, Tag};

use crate::{
    error::{OfficeError, Result},
    feed::Feed,
    record::{Record, SCHEMA},
    signin::Roster,
    tally::Tally,
};

/// The world and the keys; the writer keeps one and puts it back when a batch fails.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) world: Arc<World>,
    pub(crate) keys: Keyring,
    pub(crate) roster: Arc<Roster>,
    pub(crate) feed: Arc<Feed>,
    /// Shared by all copies: a count is not taken back.
    pub(crate) tally: Arc<Tally>,
}

impl Desk {
    /// The purpose and row that an engagement is bound to.
    pub(crate) fn row(&self, engagement: &Engagement) -> Result<(&Purpose, &List)> {
        let edition = self.world.editions.get(&engagement.edition);
        edition.and_then(|edition| edition.row(engagement.row)).ok_or_else(|| {
            OfficeError::damaged(format!("engagement {} names no row of an edition", engagement.id))
        })
    }

    /// Opens a subject's key from its slot's content.
    pub(crate) fn subject_key(&self, subject: SubjectId, wrapped: &[u8; 60]) -> Result<SubjectKey> {
        self.keys
            .unwrap_subject(subject.as_bytes(), wrapped)
            .map_err(OfficeError::vault(format!("the key of subject {subject}")))
    }
}

/// What a record's sealing binds.
pub(crate) fn context(engagement: &Engagement) -> RecordContext {
    RecordContext {
        subject: *engagement.subject.as_bytes(),
        engagement: *engagement.id.as_bytes(),
        schema: SCHEMA,
        edition: engagement.edition,
        version: engagement.record,
    }
}

/// Opens a sealed record with what stands in its slot.
pub(crate) fn open_record(
    key: &SubjectKey,
    engagement: &Engagement,
    wrapped: &[u8; 60],
    sealed: &[u8],
) -> Result<Record> {
    let what = || format!("the record of engagement {}", engagement.id);
    let (subject, id) = (engagement.subject.as_bytes(), engagement.id.as_bytes());
    let key: EngagementKey =
        key.unwrap_engagement(subject, id, wrapped).map_err(OfficeError::vault(what()))?;
    let plain = key.open(&context(engagement), sealed).map_err(OfficeError::vault(what()))?;
    Record::from_bytes(&plain).ok_or_else(|| OfficeError::damaged(format!("{} has no known form", what())))
}

/// Loads a subject's key inside the writer.
pub(crate) fn key_of(unit: &mut Unit<'_, Desk>, subject: &Subject) -> Result<SubjectKey> {
    let wrapped = unit.slot(subject.slot)?.ok_or_else(|| missing_slot(subject.slot))?;
    unit.context().subject_key(subject.id, &wrapped)
}

/// Loads and opens an engagement's record inside the writer.
pub(crate) fn record_of(
    unit: &mut Unit<'_, Desk>,
    key: &SubjectKey,
    engagement: &Engagement,
) -> Result<Record> {
    let wrapped = unit.slot(engagement.slot)?.ok_or_else(|| missing_slot(engagement.slot))?;
    let sealed = unit.record(engagement.slot)?.ok_or_else(|| {
        OfficeError::damaged(format!("the record of engagement {} is missing", engagement.id))
    })?;
    open_record(key, engagement, &wrapped, &sealed)
}

/// Who carries a tag. An index row has no MAC: the record that it points to is opened and has to hold the tag, so that
/// a row altered or put back from an older copy finds nobody else.
pub(crate) fn bearers(unit: &mut Unit<'_, Desk>, tag: Tag) -> Result<Vec<(SubjectId, EngagementId)>> {
    let found = unit.tagged(tag)?;
    for (subject, engagement) in &found {
        let astray = || {
            OfficeError::damaged(format!(
                "an index tag points to engagement {engagement}, which has no such value"
            ))
        };
        let state = unit.state(*subject)?;
        let known = state.engagements.iter().find(|e| e.id == *engagement).ok_or_else(astray)?;
        let key = key_of(unit, subject_of(&state)?)?;
        if !record_of(unit, &key, known)?.tags().any(|held| held == tag) {
            return Err(astray());
        }
    }
    Ok(found)
}

fn missing_slot(slot: u64) -> OfficeError {
    OfficeError::damaged(format!("key slot {slot} is missing"))
}

/// The subject that a state is about.
pub(crate) fn subject_of(state: &State) -> Result<&Subject> {
    state.subject.as_ref().ok_or_else(|| OfficeError::damaged("an engagement without its subject"))
}
