//! Duties that outlive the data they came from: recipients to be told, publications to be taken back. They name no one.

use kernel::{Deed, DutyKind, LeftDuty, PaperId, State};
use policy::StaffId;
use store::{Reader as _, Unit, Write};

use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    organisation::json,
    perform::Payload,
};

const DUTY: &str = "duty";

impl Office {
    /// The duties left, by their papers' ids.
    ///
    /// # Errors
    /// The store can't be read.
    pub fn left_duties(&self) -> Result<Vec<LeftDuty>> {
        let documents = self.reader()?.documents(DUTY)?;
        documents.iter().map(|document| read(&document.id, &document.body)).collect()
    }

    /// Records that one of them is done.
    pub(crate) fn end_duty(&self, actor: &StaffId, paper: PaperId, duty: DutyKind) -> Result<Done> {
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::EndDuty { paper, duty }));
        self.in_writer(About::default(), move |unit| {
            let body = unit.document(DUTY, &paper.to_string())?;
            let left = body.map(|body| read(&paper.to_string(), &body)).transpose()?;
            let left = left.filter(|left| left.duty == duty);
            let left = left.ok_or_else(|| OfficeError::input("no-paper", &[("paper", &paper)]))?;
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            let entry = &mut permit.changes.entry;
            (entry.purpose, entry.recipient, entry.items) = (Some(left.purpose), left.recipient, left.items);
            Ok(done(unit, permit, None, Payload::default())?.0)
        })
    }
}

/// Files a duty.
pub(crate) fn leave(unit: &mut Unit<'_, Desk>, left: &LeftDuty) -> Result<()> {
    Ok(unit.stage(Write::PutDocument { kind: DUTY, id: left.paper.to_string(), body: json(left) })?)
}

/// Takes a duty off the file.
pub(crate) fn end(unit: &mut Unit<'_, Desk>, paper: PaperId) -> Result<()> {
    Ok(unit.stage(Write::DropDocument { kind: DUTY, id: paper.to_string() })?)
}

fn read(id: &str, body: &[u8]) -> Result<LeftDuty> {
    serde_json::from_slice(body).map_err(|_| OfficeError::damaged(format!("duty {id} does not read")))
}
