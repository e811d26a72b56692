//! Lists: the people whom a purpose reaches today, with values; and the walk over everybody held for a purpose.

use std::ops::ControlFlow;

use kernel::{Act, Actor, Deed, Engagement, EngagementId, SubjectId, World, reached};
use policy::{ItemId, PurposeId};
use store::{Reader as _, Verdict, Wants};
use vault::Zeroizing;

use crate::{
    Office,
    acts::{done, permitted},
    desk::subject_of,
    error::{OfficeError, Result},
    perform::Payload,
    reading::{Sealed, take_sealed},
};

/// How many people one transaction shows.
pub(crate) const FEW: usize = 500;

/// Which stretch of a list; the default is all of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stretch {
    /// The person whom it begins after.
    pub after: Option<SubjectId>,
    /// How many people at most.
    pub most: Option<u64>,
}

/// One of the people whom a purpose reaches today. `Debug` leaves values out.
pub struct Listed {
    /// The person.
    pub subject: SubjectId,
    /// The engagement that the values are of: of those that the purpose reaches, the one taken in last.
    pub engagement: EngagementId,
    /// The log entry.
    pub entry: u64,
    /// Items and values; `None` where none is held.
    pub values: Vec<(ItemId, Option<Zeroizing<String>>)>,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listed").field("subject", &self.subject).finish_non_exhaustive()
    }
}

impl Office {
    /// The people whom a purpose reaches today, each once: consent valid, not blocked, in term. Each is logged, durably,
    /// before `each` sees the values; who withdrew a moment ago is not among them. Gives how many people were listed:
    /// fewer than the stretch may have only at the list's end.
    ///
    /// # Errors
    /// Refused: the role doesn't list this purpose or see an item.
    pub fn list(
        &self,
        actor: &Actor,
        purpose: &PurposeId,
        items: &[ItemId],
        stretch: Stretch,
        each: &mut dyn FnMut(Listed) -> ControlFlow<()>,
    ) -> Result<u64> {
        let mut listed = 0;
        let most = stretch.most.unwrap_or(u64::MAX);
        self.people_under(purpose, stretch.after, most, &mut |few| {
            let before = listed;
            let flow = self.list_few(actor, purpose, items, few, &mut listed, each)?;
            Ok((flow, listed - before))
        })?;
        Ok(listed)
    }

    /// Walks over everybody held for a purpose, a few at a time in the order of their ids; each few in one transaction.
    /// `show` says how many of them were shown: nobody is given to it once `most` were, so that nobody is logged who is
    /// not seen.
    pub(crate) fn people_under(
        &self,
        purpose: &PurposeId,
        after: Option<SubjectId>,
        most: u64,
        show: &mut dyn FnMut(Vec<SubjectId>) -> Result<(ControlFlow<()>, u64)>,
    ) -> Result<()> {
        let world = self.world();
        if world.edition().is_none_or(|edition| edition.pack().purpose(purpose).is_none()) {
            return Err(OfficeError::input("no-purpose", &[("purpose", purpose)]));
        }
        let (mut few, mut last): (Vec<SubjectId>, _) = (Vec::with_capacity(FEW), None);
        let mut left = most;
        let room = |left: u64| FEW.min(usize::try_from(left).unwrap_or(FEW));
        let mut answer = Ok(ControlFlow::Continue(()));
        let mut fault = None;
        self.reader()?.engagements(after, &mut |row| {
            match row {
                // the walk goes by the primary key: a person's engagements come one after the other
                Ok(e) if of_purpose(&world, &e, purpose) && last.replace(e.subject) != Some(e.subject) => {
                    few.push(e.subject);
                }
                Ok(_) => {}
                Err(why) => {
                    fault = Some(why);
                    return ControlFlow::Break(());
                }
            }
            if few.len() < room(left) {
                return ControlFlow::Continue(());
            }
            answer = show(std::mem::take(&mut few)).map(|(flow, shown)| {
                left = left.saturating_sub(shown);
                flow
            });
            match answer {
                Ok(ControlFlow::Continue(())) if left > 0 => ControlFlow::Continue(()),
                _ => ControlFlow::Break(()),
            }
        })?;
        if let Some(why) = fault {
            return Err(why.into());
        }
        if answer?.is_continue() && !few.is_empty() {
            let _ = show(few)?;
        }
        Ok(())
    }

    fn list_few(
        &self,
        actor: &Actor,
        purpose: &PurposeId,
        items: &[ItemId],
        few: Vec<SubjectId>,
        listed: &mut u64,
        each: &mut dyn FnMut(Listed) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>> {
        let (now, wants) = (self.clock.now(), Wants { subjects: few.clone(), ..Wants::default() });
        let (actor, purpose, wanted) = (actor.clone(), purpose.clone(), items.to_vec());
        let found = self.writer.submit(wants, move |unit| {
            let mut out: Vec<(u64, Sealed)> = Vec::with_capacity(few.len());
            for subject in few {
                let one = (|| {
                    let state = unit.state(subject)?;
                    let world = unit.context().world.clone();
                    let of =
                        |e: &&Engagement| of_purpose(&world, e, &purpose) && reached(&world, &state, e, now);
                    let newest = state.engagements.iter().filter(of).max_by_key(|e| (e.collected, e.id));
                    let Some(known) = newest else { return Ok(None) };
                    let (purpose, engagement, items) = (purpose.clone(), known.id, wanted.clone());
                    let deed = Deed::List { purpose, engagement, items };
                    let permit = permitted(unit, &state, &Act { actor: actor.clone(), at: None, deed }, now)?;
                    let sealed = take_sealed(unit, subject_of(&state)?.slot, known.clone())?;
                    let (done, _) = done(unit, permit, None, Payload::default())?;
                    Ok(Some((done.entry, sealed)))
                })();
                match one {
                    Ok(one) => out.extend(one),
                    Err(refused @ OfficeError::Refused(_)) => return Verdict::Commit(Err(refused)),
                    Err(why) => return Verdict::Drop(Err(why)),
                }
            }
            Verdict::Commit(Ok(out))
        })??;
        for (entry, sealed) in found {
            let (e, values) = (&sealed.engagement, self.values_of(&sealed, items)?);
            *listed += 1;
            if each(Listed { subject: e.subject, engagement: e.id, entry, values }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }
}

/// Whether an engagement is under this purpose, by the edition that it is bound to.
pub(crate) fn of_purpose(world: &World, e: &Engagement, purpose: &PurposeId) -> bool {
    let row = world.editions.get(&e.edition).and_then(|edition| edition.row(e.row));
    row.is_some_and(|(of, _)| of.id == *purpose)
}
