//! Seeing values, and finding who they belong to. Both are acts: logged durably before anything leaves.

use kernel::{Act, ActKind, Actor, Deed, Engagement, EngagementId, Rights, SubjectId, Target};
use policy::ItemId;
use store::{Unit, Wants};
use vault::Zeroizing;

use crate::{
    Done, Office,
    acts::{About, done, load, permitted},
    desk::{Desk, bearers, open_record, subject_of},
    error::{OfficeError, Result},
    perform::Payload,
    soon::Soon,
};

/// Values that were read. Never printed by `Debug`.
pub struct Reading {
    /// The act.
    pub done: Done,
    /// Of which engagement.
    pub engagement: EngagementId,
    /// The items asked for with their values; `None` where none is held.
    pub values: Vec<(ItemId, Option<Zeroizing<String>>)>,
}

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading")
            .field("done", &self.done)
            .field("engagement", &self.engagement)
            .finish_non_exhaustive()
    }
}

/// What the writer hands out to be opened outside it.
pub(crate) struct Sealed {
    pub(crate) engagement: Engagement,
    pub(crate) wrapped_subject: [u8; 60],
    pub(crate) wrapped: [u8; 60],
    pub(crate) record: Vec<u8>,
}

impl Office {
    /// Reads items under a purpose.
    ///
    /// # Errors
    /// Refused: the person is blocked, the item is outside the purpose, the role doesn't see it, the term is over.
    pub fn read(&self, actor: &Actor, who: SubjectId, target: Target, items: &[ItemId]) -> Result<Reading> {
        self.look(who, self.reads(actor, &target, items), target)?
            .wait()
            .and_then(|seen| self.opened(seen, items))
    }

    /// As [`Office::read`], without holding up a thread.
    ///
    /// # Errors
    /// Those of [`Office::read`].
    pub async fn read_soon(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        items: &[ItemId],
    ) -> Result<Reading> {
        let seen = self.look(who, self.reads(actor, &target, items), target)?.await?;
        self.opened(seen, items)
    }

    /// Looks at a blocked person's items, to check what the block is about.
    ///
    /// # Errors
    /// Refused.
    pub fn check(&self, actor: &Actor, who: SubjectId, target: Target, items: &[ItemId]) -> Result<Reading> {
        let deed = Deed::Check { target: target.clone(), items: items.to_vec() };
        let act = self.said(actor, None, deed);
        self.look(who, act, target)?.wait().and_then(|seen| self.opened(seen, items))
    }

    /// Finds people by one item's exact value; gives ids only. The log keeps the item, not the value.
    ///
    /// # Errors
    /// Refused, or the value is not of its item's kind.
    pub fn find(&self, actor: &Actor, item: &ItemId, value: &str) -> Result<Vec<SubjectId>> {
        self.find_soon(actor, item, value)?.wait()
    }

    /// As [`Office::find`], without waiting for the store.
    ///
    /// # Errors
    /// The value is not of its item's kind; a refusal comes with the answer.
    pub fn find_soon(&self, actor: &Actor, item: &ItemId, value: &str) -> Result<Soon<Vec<SubjectId>>> {
        let act = self.said(actor, None, Deed::Find { item: item.clone() });
        let known = self.world().edition().is_some_and(|e| e.pack().item(item).is_some());
        let values =
            if known { self.values(&[(item.clone(), value.to_owned())])? } else { Default::default() };
        let tag = values.tag(item);
        let now = self.clock.now();
        let (finder, sought) = (actor.clone(), item.clone());
        self.soon_in_writer(Wants::default(), move |unit| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            done(unit, permit, None, Payload::default())?;
            let mut found = Vec::new();
            for (subject, engagement) in tag.map_or(Ok(Vec::new()), |tag| bearers(unit, tag))? {
                if finds(unit, &finder, now, &sought, subject, engagement)? {
                    found.push(subject);
                }
            }
            found.dedup();
            Ok(found)
        })
    }

    fn reads(&self, actor: &Actor, target: &Target, items: &[ItemId]) -> Act {
        self.said(actor, None, Deed::Read { target: target.clone(), items: items.to_vec() })
    }

    /// Takes out what an act lets somebody see, still sealed.
    fn look(&self, who: SubjectId, act: Act, target: Target) -> Result<Soon<(Done, Sealed)>> {
        let now = self.clock.now();
        let about = About::from(who);
        self.soon_in_writer(about.into(), move |unit| {
            let state = load(unit, about)?;
            let permit = permitted(unit, &state, &act, now)?;
            let part = permit.changes.part.and_then(|part| part.engagement).or(target.engagement);
            let engagement = state.engagements.iter().find(|e| Some(e.id) == part).cloned();
            let engagement =
                engagement.ok_or_else(|| OfficeError::damaged("a read without its engagement"))?;
            let sealed = take_sealed(unit, subject_of(&state)?.slot, engagement)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            Ok((done, sealed))
        })
    }

    fn opened(&self, (done, sealed): (Done, Sealed), items: &[ItemId]) -> Result<Reading> {
        let values = self.values_of(&sealed, items)?;
        Ok(Reading { done, engagement: sealed.engagement.id, values })
    }

    /// Items of an opened record with their values, by the row that it is bound to.
    pub(crate) fn values_of(
        &self,
        sealed: &Sealed,
        items: &[ItemId],
    ) -> Result<Vec<(ItemId, Option<Zeroizing<String>>)>> {
        let world = self.world();
        let (record, list) = (self.unseal(sealed)?, world.editions.get(&sealed.engagement.edition));
        let list = list.and_then(|edition| edition.row(sealed.engagement.row)).map(|(_, list)| list);
        let list =
            list.ok_or_else(|| OfficeError::damaged("an engagement of an edition that is not loaded"))?;
        let value = |item: &ItemId| {
            let place = list.items.iter().position(|id| id == item)?;
            record.get(u8::try_from(place).ok()?).map(|entry| entry.value.clone())
        };
        Ok(items.iter().map(|item| (item.clone(), value(item))).collect())
    }

    pub(crate) fn unseal(&self, sealed: &Sealed) -> Result<crate::record::Record> {
        let subject = sealed.engagement.subject;
        let key = self
            .keys
            .unwrap_subject(subject.as_bytes(), &sealed.wrapped_subject)
            .map_err(OfficeError::vault(format!("the key of subject {subject}")))?;
        open_record(&key, &sealed.engagement, &sealed.wrapped, &sealed.record)
    }
}

/// Whether this engagement may show up: whom a role does not serve, it does not find.
fn finds(
    unit: &mut Unit<'_, Desk>,
    finder: &Actor,
    now: jiff::Timestamp,
    item: &ItemId,
    subject: SubjectId,
    engagement: EngagementId,
) -> Result<bool> {
    let state = unit.state(subject)?;
    let Some(found) = state.engagements.iter().find(|e| e.id == engagement) else { return Ok(false) };
    let desk = unit.context();
    let (purpose, _) = desk.row(found)?;
    let rights = Rights::of(&desk.world, finder, now);
    Ok(rights.is_ok_and(|rights| rights.may_on(ActKind::Find, &purpose.id, item)))
}

/// Takes what is needed to open a record outside the writer.
pub(crate) fn take_sealed(
    unit: &mut Unit<'_, Desk>,
    subject_slot: u64,
    engagement: Engagement,
) -> Result<Sealed> {
    let missing = || OfficeError::damaged(format!("the record of engagement {} is missing", engagement.id));
    let wrapped_subject = unit.slot(subject_slot)?.ok_or_else(missing)?;
    let wrapped = unit.slot(engagement.slot)?.ok_or_else(missing)?;
    let record = unit.record(engagement.slot)?.ok_or_else(missing)?.to_vec();
    Ok(Sealed { engagement, wrapped_subject, wrapped, record })
}
