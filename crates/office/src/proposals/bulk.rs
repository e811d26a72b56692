//! A bulk export, once somebody else approved it: everybody held for a purpose, each logged before they are seen.

use std::{fmt, ops::ControlFlow};

use jiff::Timestamp;
use kernel::{
    Act, Actor, Decision, Deed, EditionNo, EngagementId, ProposalNo, RefusalCode, State, SubjectId, decide,
};
use policy::{CategoryId, ItemId};
use store::{Unit, Verdict, Wants};
use vault::Zeroizing;

use super::{BulkExport, Matter, matter_of};
use crate::{
    Office, Stretch,
    acts::{About, done, permitted},
    desk::{Desk, subject_of},
    error::{OfficeError, Result},
    lists::of_purpose,
    perform::Payload,
    reading::{Sealed, take_sealed},
};

/// What a bulk export gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BulkExported {
    /// Engagements shown.
    pub shown: u64,
    /// People walked over.
    pub people: u64,
    /// Engagements that were left out: blocked, past their term, or with none of the items.
    pub left_out: u64,
    /// The last person walked over, after whom it goes on.
    pub last: Option<SubjectId>,
}

/// One engagement. `Debug` leaves values out.
pub struct ExportedOne {
    /// The person.
    pub subject: SubjectId,
    /// The engagement.
    pub engagement: EngagementId,
    /// As whom.
    pub category: CategoryId,
    /// Since when.
    pub collected: Timestamp,
    /// The edition that it is bound to.
    pub edition: EditionNo,
    /// The log entry.
    pub entry: u64,
    /// The items held of those that were approved, with their values.
    pub values: Vec<(ItemId, Option<Zeroizing<String>>)>,
}

impl fmt::Debug for ExportedOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExportedOne").field("engagement", &self.engagement).finish_non_exhaustive()
    }
}

impl Office {
    /// Gives out what was approved, to whoever proposed it, in stretches of whole people.
    ///
    /// # Errors
    /// Refused: not approved, not theirs, or over. There is no such export.
    pub fn bulk_export(
        &self,
        actor: &Actor,
        number: ProposalNo,
        stretch: Stretch,
        each: &mut dyn FnMut(ExportedOne) -> ControlFlow<()>,
    ) -> Result<BulkExported> {
        let (export, digest) = self.approved_export(actor, number)?;
        let mut all = BulkExported::default();
        let most = stretch.most.unwrap_or(u64::MAX);
        self.people_under(&export.purpose, stretch.after, most, &mut |few| {
            all.last = few.last().copied().or(all.last);
            let people = few.len() as u64;
            all.people += people;
            let (shown, left_out) = self.export_few(actor, few, &export, &digest)?;
            all.left_out += left_out;
            for one in shown {
                all.shown += 1;
                if each(self.exported(one)?).is_break() {
                    return Ok((ControlFlow::Break(()), people));
                }
            }
            Ok((ControlFlow::Continue(()), people))
        })?;
        Ok(all)
    }

    /// What was approved. Where it was not, or for somebody else, that is refused before anybody is looked at.
    fn approved_export(&self, actor: &Actor, number: ProposalNo) -> Result<(BulkExport, String)> {
        let now = self.clock.now();
        let none = || OfficeError::input("no-export", &[("number", &number)]);
        let proposal = self.world().proposals.get(&number).filter(|known| !known.is_over(now)).cloned();
        let digest = proposal.ok_or_else(none)?.digest;
        let Some(Matter::Export { export, .. }) =
            self.in_writer(About::default(), move |unit| matter_of(unit, number))?
        else {
            return Err(none());
        };
        let deed = export.of(EngagementId::from_bytes([0; 16]), &digest);
        let act = self.said(actor, None, deed);
        self.in_writer(About::default(), move |unit| {
            let world = unit.context().world.clone();
            match decide(&world, &State::default(), &act, now) {
                Decision::Refuse(refusal) if refusal.code != RefusalCode::UnknownSubject => {
                    permitted(unit, &State::default(), &act, now).map(drop)
                }
                _ => Ok(()),
            }
        })?;
        Ok((export, digest))
    }

    /// Shows these people's engagements in one transaction; says how many were left out.
    fn export_few(
        &self,
        actor: &Actor,
        few: Vec<SubjectId>,
        export: &BulkExport,
        digest: &str,
    ) -> Result<(Vec<Shown>, u64)> {
        let (now, wants) = (self.clock.now(), Wants { subjects: few.clone(), ..Wants::default() });
        let (actor, export, digest) = (actor.clone(), export.clone(), digest.to_owned());
        self.writer.submit(wants, move |unit| {
            let (mut shown, mut left_out) = (Vec::with_capacity(few.len()), 0);
            for subject in few {
                match show(unit, subject, &actor, &export, &digest, now) {
                    Ok((theirs, out)) => {
                        shown.extend(theirs);
                        left_out += out;
                    }
                    Err(refused @ OfficeError::Refused(_)) => return Verdict::Commit(Err(refused)),
                    Err(why) => return Verdict::Drop(Err(why)),
                }
            }
            Verdict::Commit(Ok((shown, left_out)))
        })?
    }

    fn exported(&self, Shown { entry, items, sealed }: Shown) -> Result<ExportedOne> {
        let values = self.values_of(&sealed, &items)?;
        let (world, e) = (self.world(), sealed.engagement);
        let row = world.editions.get(&e.edition).and_then(|edition| edition.row(e.row));
        let category = row.and_then(|(_, list)| list.categories.get(usize::from(e.category)).cloned());
        let category =
            category.ok_or_else(|| OfficeError::damaged(format!("engagement {} names no row", e.id)))?;
        Ok(ExportedOne {
            subject: e.subject,
            engagement: e.id,
            category,
            collected: e.collected,
            edition: e.edition,
            entry,
            values,
        })
    }
}

impl BulkExport {
    fn of(&self, engagement: EngagementId, digest: &str) -> Deed {
        let (purpose, items) = (self.purpose.clone(), self.items.clone());
        Deed::BulkExport { purpose, engagement, items, digest: digest.to_owned() }
    }
}

/// An engagement in the log as seen, to be opened outside the writer.
struct Shown {
    entry: u64,
    items: Vec<ItemId>,
    sealed: Sealed,
}

/// What is for nobody's eyes, or has nothing of what was asked for.
const LEFT_OUT: [RefusalCode; 5] = [
    RefusalCode::Blocked,
    RefusalCode::TermOver,
    RefusalCode::Restricted,
    RefusalCode::StorageOnly,
    RefusalCode::NoItems,
];

/// All of one person's engagements under the purpose.
fn show(
    unit: &mut Unit<'_, Desk>,
    subject: SubjectId,
    actor: &Actor,
    export: &BulkExport,
    digest: &str,
    now: Timestamp,
) -> Result<(Vec<Shown>, u64)> {
    let (state, world) = (unit.state(subject)?, unit.context().world.clone());
    let (mut shown, mut left_out) = (Vec::new(), 0);
    for e in state.engagements.iter().filter(|e| of_purpose(&world, e, &export.purpose)) {
        let act = Act { actor: actor.clone(), at: None, deed: export.of(e.id, digest) };
        if let Decision::Refuse(refusal) = decide(&world, &state, &act, now)
            && LEFT_OUT.contains(&refusal.code)
        {
            left_out += 1;
            continue;
        }
        let permit = permitted(unit, &state, &act, now)?;
        let items = permit.changes.entry.items.clone();
        let sealed = take_sealed(unit, subject_of(&state)?.slot, e.clone())?;
        let (done, _) = done(unit, permit, None, Payload::default())?;
        shown.push(Shown { entry: done.entry, items, sealed });
    }
    Ok((shown, left_out))
}
