//! Duties that outlive the data they came from: recipients to be told, publications to be taken back. They name no one.
//! Where a publication stands, which may, is sealed under a key of its own, destroyed with the duty.

use kernel::{Actor, Deed, DutyKind, LeftDuty, PaperId, State};
use serde::{Deserialize, Serialize};
use store::{Reader as _, Unit, Write};
use vault::SubjectKey;

use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    organisation::json,
    perform::Payload,
    random::SystemRandom,
};

pub(crate) const DUTY: &str = "duty";

/// A duty on file.
#[derive(Serialize, Deserialize)]
struct Filed {
    #[serde(flatten)]
    left: LeftDuty,
    /// The slot of the key of its place, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    slot: Option<u64>,
}

impl Office {
    /// The duties left, by their papers' ids.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn left_duties(&self) -> Result<Vec<LeftDuty>> {
        let documents = self.reader()?.documents(DUTY)?;
        documents.iter().map(|document| Ok(read(&document.id, &document.body)?.left)).collect()
    }

    /// One of them, and where it has to be done. The looking is logged.
    pub(crate) fn left_duty(&self, actor: &Actor, paper: PaperId) -> Result<Option<(LeftDuty, String)>> {
        self.printed(actor, "outgoing", None)?;
        self.in_writer(About::default(), move |unit| {
            let Some(filed) = filed(unit, paper)? else { return Ok(None) };
            let place = filed.slot.map(|slot| place(unit, paper, slot)).transpose()?;
            Ok(Some((filed.left, place.unwrap_or_default())))
        })
    }

    /// Records that one of them is done.
    pub(crate) fn end_duty(&self, actor: &Actor, paper: PaperId, duty: DutyKind) -> Result<Done> {
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::EndDuty { paper, duty }));
        self.in_writer(About::default(), move |unit| {
            let left = filed(unit, paper)?.map(|filed| filed.left).filter(|left| left.duty == duty);
            let left = left.ok_or_else(|| OfficeError::input("no-paper", &[("paper", &paper)]))?;
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            let entry = &mut permit.changes.entry;
            (entry.purpose, entry.recipient, entry.items) = (Some(left.purpose), left.recipient, left.items);
            Ok(done(unit, permit, None, Payload::default())?.0)
        })
    }
}

/// Files a duty, and where it has to be done, where that has to be known.
pub(crate) fn leave(unit: &mut Unit<'_, Desk>, left: &LeftDuty, place: Option<&[u8]>) -> Result<()> {
    let mut slot = None;
    if let Some(place) = place {
        let (own, at) = (SubjectKey::generate(&mut SystemRandom), unit.next_slot());
        let wrapped = unit.context().keys.wrap_subject(left.paper.as_bytes(), &own, &mut SystemRandom);
        let sealed = own.seal_part(DUTY.as_bytes(), place, &mut SystemRandom);
        unit.stage(Write::PutSlot { slot: at, wrapped })?;
        unit.stage(Write::PutRecord { slot: at, sealed })?;
        slot = Some(at);
    }
    let body = json(&Filed { left: left.clone(), slot });
    Ok(unit.stage(Write::PutDocument { kind: DUTY, id: left.paper.to_string(), body })?)
}

/// Takes a duty off the file, and destroys where it had to be done.
pub(crate) fn end(unit: &mut Unit<'_, Desk>, paper: PaperId) -> Result<()> {
    if let Some(slot) = filed(unit, paper)?.and_then(|filed| filed.slot) {
        unit.stage(Write::ZeroSlot(slot))?;
        unit.stage(Write::DropRecord(slot))?;
    }
    Ok(unit.stage(Write::DropDocument { kind: DUTY, id: paper.to_string() })?)
}

/// The slot that a duty's place lies in, for whoever looks for slots that belong to nothing.
pub(crate) fn slot(body: &[u8]) -> Option<u64> {
    serde_json::from_slice::<Filed>(body).ok()?.slot
}

fn filed(unit: &mut Unit<'_, Desk>, paper: PaperId) -> Result<Option<Filed>> {
    unit.document(DUTY, &paper.to_string())?.map(|body| read(&paper.to_string(), &body)).transpose()
}

fn place(unit: &mut Unit<'_, Desk>, paper: PaperId, slot: u64) -> Result<String> {
    let bad = || OfficeError::damaged(format!("the place of duty {paper} does not open"));
    let (wrapped, sealed) = (unit.slot(slot)?.ok_or_else(bad)?, unit.record(slot)?.ok_or_else(bad)?);
    let own = unit.context().keys.unwrap_subject(paper.as_bytes(), &wrapped).map_err(|_| bad())?;
    let plain = own.open_part(DUTY.as_bytes(), &sealed).map_err(|_| bad())?;
    String::from_utf8(plain.to_vec()).map_err(|_| bad())
}

fn read(id: &str, body: &[u8]) -> Result<Filed> {
    serde_json::from_slice(body).map_err(|_| OfficeError::damaged(format!("duty {id} does not read")))
}
