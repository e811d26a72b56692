//! The register of carriers: what lies on paper, where, and until when. It says where a carrier lies, never whose it is;
//! only the person's own paper ties the two, and goes with the person.

use jiff::Timestamp;
use kernel::{Actor, By, Deed, State, SubjectId, Target};
use policy::{ExceptionId, StaffId};
use serde::{Deserialize, Serialize};
use store::{Reader as _, Unit, Write};

use crate::{
    Done, Office,
    acts::{About, done, load_for, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    organisation::json,
    perform::Payload,
};

pub(crate) const CARRIER: &str = "carrier";
/// The longest place, and the longest word on the means of destruction, in bytes.
const PLACE: usize = 200;

/// One carrier in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredCarrier {
    /// Its number.
    pub number: u64,
    /// What it is: `contract`, `form`, `letter`, `medium`, `identity-document-copy`.
    pub class: String,
    /// The exception under which a copy of an identity document was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<ExceptionId>,
    /// Where it lies, such as `archive, shelf 3, folder 12`; it names no one.
    pub place: String,
    /// Since when.
    pub registered: Timestamp,
    /// By when it has to be destroyed; none while the data on it may be kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
    /// How it was destroyed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub struck: Option<Struck>,
}

/// How a carrier was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Struck {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// With what, such as `shredder`.
    pub means: String,
    /// Who saw it.
    pub witness: StaffId,
}

impl Office {
    /// Enters a carrier that a person's data lies on. Gives its number.
    ///
    /// # Errors
    /// Refused: a copy of an identity document without an exception; or the place is too long.
    pub fn register_carrier(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        class: &str,
        exception: Option<ExceptionId>,
        place: &str,
    ) -> Result<(Done, u64)> {
        if place.trim().is_empty() || place.len() > PLACE {
            return Err(OfficeError::input("carrier-place", &[("most", &PLACE)]));
        }
        let now = self.clock.now();
        let about = About::from(who);
        let (actor, class, place) = (actor.clone(), class.to_owned(), place.trim().to_owned());
        let paper = self.new_paper_id();
        self.in_writer(about, move |unit| {
            let number = next_number(unit)?;
            let deed = Deed::RegisterCarrier {
                target,
                class: class.clone(),
                exception: exception.clone(),
                number,
                paper,
            };
            let act = kernel::Act { actor, at: None, deed };
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let entry = RegisteredCarrier {
                number,
                class,
                exception,
                place,
                registered: now,
                due: None,
                struck: None,
            };
            let (done, _) = done(unit, permit, None, Payload::default())?;
            unit.stage(Write::PutDocument { kind: LAST, id: LAST.to_owned(), body: json(&number) })?;
            unit.stage(entry.document())?;
            Ok((done, number))
        })
    }

    /// Records that a carrier was destroyed, before a witness.
    ///
    /// # Errors
    /// Refused, no such carrier, its term is not over, or nobody else on the staff saw it.
    pub fn destroy_carrier(
        &self,
        actor: &Actor,
        number: u64,
        means: &str,
        witness: &StaffId,
    ) -> Result<(Done, RegisteredCarrier)> {
        if !self.world().staff.contains_key(witness) || actor.staff() == Some(witness) {
            return Err(OfficeError::input("carrier-witness", &[]));
        }
        if means.trim().is_empty() || means.len() > PLACE {
            return Err(OfficeError::input("carrier-means", &[("most", &PLACE)]));
        }
        let now = self.clock.now();
        let act = self.said(actor, None, Deed::DestroyCarrier { number });
        let struck =
            Struck { at: now, by: actor.by(), means: means.trim().to_owned(), witness: witness.clone() };
        self.in_writer(About::default(), move |unit| {
            let known = carrier(unit, number)?;
            if known.due.is_none() || known.struck.is_some() {
                return Err(OfficeError::input("carrier-not-due", &[("number", &number)]));
            }
            let permit = permitted(unit, &State::default(), &act, now)?;
            let payload = Payload { struck: Some(struck), ..Payload::default() };
            let (done, _) = done(unit, permit, None, payload)?;
            Ok((done, carrier(unit, number)?))
        })
    }

    /// The register, by number. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn carriers(&self, actor: &Actor) -> Result<Vec<RegisteredCarrier>> {
        self.printed(actor, "carriers", None)?;
        self.known_carriers()
    }

    /// One carrier. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such carrier.
    pub fn carrier(&self, actor: &Actor, number: u64) -> Result<RegisteredCarrier> {
        self.printed(actor, "carrier", Some(number))?;
        let known = self.known_carriers()?.into_iter().find(|carrier| carrier.number == number);
        known.ok_or_else(|| OfficeError::input("no-carrier", &[("number", &number)]))
    }

    pub(crate) fn known_carriers(&self) -> Result<Vec<RegisteredCarrier>> {
        let documents = self.reader()?.documents(CARRIER)?;
        documents.iter().map(|document| read(&document.id, &document.body)).collect()
    }
}

impl RegisteredCarrier {
    fn document(&self) -> Write {
        Write::PutDocument { kind: CARRIER, id: key(self.number), body: json(self) }
    }
}

/// The data that a carrier holds may be kept no more: it has to go by then.
pub(crate) fn release(unit: &mut Unit<'_, Desk>, number: u64, due: Timestamp) -> Result<()> {
    let known = carrier(unit, number)?;
    Ok(unit.stage(RegisteredCarrier { due: Some(due), ..known }.document())?)
}

/// Strikes a carrier off.
pub(crate) fn strike(unit: &mut Unit<'_, Desk>, number: u64, struck: Option<Struck>) -> Result<()> {
    let known = carrier(unit, number)?;
    Ok(unit.stage(RegisteredCarrier { struck, ..known }.document())?)
}

const LAST: &str = "carrier-last";

fn next_number(unit: &mut Unit<'_, Desk>) -> Result<u64> {
    let last = unit.document(LAST, LAST)?.and_then(|body| serde_json::from_slice::<u64>(&body).ok());
    Ok(last.unwrap_or(0) + 1)
}

fn carrier(unit: &mut Unit<'_, Desk>, number: u64) -> Result<RegisteredCarrier> {
    let body = unit.document(CARRIER, &key(number))?;
    let body = body.ok_or_else(|| OfficeError::input("no-carrier", &[("number", &number)]))?;
    read(&key(number), &body)
}

fn read(id: &str, body: &[u8]) -> Result<RegisteredCarrier> {
    serde_json::from_slice(body).map_err(|_| OfficeError::damaged(format!("carrier {id} does not read")))
}

/// Sorts as the numbers do.
fn key(number: u64) -> String {
    format!("{number:010}")
}
