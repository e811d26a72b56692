//! The register of breaches of security: what happened, to how many, what was done, and whether those who have to be
//! told were told in time. It names no one.

use jiff::Timestamp;
use kernel::{Actor, By, Deed, State};
use policy::{CategoryId, ItemId};
use serde::{Deserialize, Serialize};
use store::{Reader as _, Unit, Write};

use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    organisation::json,
    perform::Payload,
};

const BREACH: &str = "breach";
const LAST: &str = "breach-last";
/// The profile's deadline for telling the authority.
const NOTICE: &str = "breach-notice";
/// The longest text, in bytes.
const TEXT: usize = 4_000;

/// A breach as it is entered.
#[derive(Debug, Clone)]
pub struct NewBreach {
    /// When it was detected.
    pub detected: Timestamp,
    /// What happened.
    pub what: String,
    /// Whose data.
    pub categories: Vec<CategoryId>,
    /// How many people, as far as is known.
    pub subjects: u64,
    /// Which items.
    pub items: Vec<ItemId>,
    /// What may follow for them.
    pub consequences: String,
    /// What was done and will be.
    pub measures: String,
}

/// One breach in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Its number.
    pub number: u64,
    /// When it was detected.
    pub detected: Timestamp,
    /// When it was entered.
    pub entered: Timestamp,
    /// By whom.
    pub by: By,
    /// What happened.
    pub what: String,
    /// Whose data.
    pub categories: Vec<CategoryId>,
    /// How many people.
    pub subjects: u64,
    /// Which items.
    pub items: Vec<ItemId>,
    /// What may follow for them.
    pub consequences: String,
    /// What was done and will be.
    pub measures: String,
    /// By when the authority has to be told.
    pub due: Timestamp,
    /// What was done about it, oldest first.
    pub steps: Vec<BreachStep>,
}

/// Something done about a breach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreachStep {
    /// When it was entered.
    pub at: Timestamp,
    /// By whom.
    pub by: By,
    /// What.
    pub what: BreachStepKind,
    /// The document's number, or what was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// What was done about a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BreachStepKind {
    /// The authority was told.
    AuthorityTold,
    /// The people were told.
    SubjectsTold,
    /// A measure was taken.
    Measure,
    /// It is over.
    Closed,
}

impl BreachStepKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::AuthorityTold, Self::SubjectsTold, Self::Measure, Self::Closed];

    /// The word for it on a command line and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::AuthorityTold => "authority-told",
            Self::SubjectsTold => "subjects-told",
            Self::Measure => "measure",
            Self::Closed => "closed",
        }
    }
}

impl Breach {
    /// When the authority was told.
    pub fn authority_told(&self) -> Option<Timestamp> {
        self.steps.iter().find(|step| step.what == BreachStepKind::AuthorityTold).map(|step| step.at)
    }

    /// Whether the day is past and the authority was not told.
    pub fn overdue(&self, now: Timestamp) -> bool {
        self.authority_told().is_none() && self.due <= now
    }
}

impl Office {
    /// Enters a breach. The authority has to be told by its due day.
    ///
    /// # Errors
    /// Refused; detected in the future; an item or category that the policy doesn't know; a text too long.
    pub fn report_breach(&self, actor: &Actor, new: NewBreach) -> Result<(Done, Breach)> {
        let (now, world) = (self.clock.now(), self.world());
        if new.detected > now {
            return Err(OfficeError::input("breach-ahead", &[]));
        }
        for text in [&new.what, &new.consequences, &new.measures] {
            if text.trim().is_empty() || text.len() > TEXT {
                return Err(OfficeError::input("breach-text", &[("most", &TEXT)]));
            }
        }
        let pack = world.edition().map(|edition| edition.pack());
        let unknown = new.items.iter().find(|item| pack.is_none_or(|pack| pack.item(item).is_none()));
        if let Some(item) = unknown {
            return Err(OfficeError::input("no-item", &[("item", item)]));
        }
        let unknown = new.categories.iter().find(|id| pack.is_none_or(|pack| pack.category(id).is_none()));
        if let Some(category) = unknown {
            return Err(OfficeError::input("no-category", &[("category", category)]));
        }
        let due = kernel::due_by(&world.profile, NOTICE, new.detected).at;
        let act = self.said(actor, None, Deed::ReportBreach);
        self.in_writer(About::default(), move |unit| {
            let number =
                unit.document(LAST, LAST)?.and_then(|body| serde_json::from_slice::<u64>(&body).ok());
            let number = number.unwrap_or(0) + 1;
            let breach = Breach {
                number,
                detected: new.detected,
                entered: now,
                by: act.actor.by(),
                what: new.what,
                categories: new.categories,
                subjects: new.subjects,
                items: new.items,
                consequences: new.consequences,
                measures: new.measures,
                due,
                steps: Vec::new(),
            };
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            let entry = &mut permit.changes.entry;
            entry.how = Some("entered".to_owned());
            (entry.number, entry.due, entry.items) = (Some(number), Some(due), breach.items.clone());
            entry.count = Some(breach.subjects);
            let (done, _) = done(unit, permit, None, Payload::default())?;
            unit.stage(Write::PutDocument { kind: LAST, id: LAST.to_owned(), body: json(&number) })?;
            unit.stage(breach.document())?;
            Ok((done, breach))
        })
    }

    /// Enters what was done about a breach.
    ///
    /// # Errors
    /// Refused, no such breach, closed before the authority was told, told to it a second time without a word on why.
    pub fn follow_breach(
        &self,
        actor: &Actor,
        number: u64,
        what: BreachStepKind,
        note: &str,
    ) -> Result<(Done, Breach)> {
        if note.len() > TEXT {
            return Err(OfficeError::input("breach-text", &[("most", &TEXT)]));
        }
        let (now, act, note) =
            (self.clock.now(), self.said(actor, None, Deed::ReportBreach), note.to_owned());
        self.in_writer(About::default(), move |unit| {
            let mut breach = breach(unit, number)?;
            let closed = breach.steps.iter().any(|step| step.what == BreachStepKind::Closed);
            if closed || what == BreachStepKind::Closed && breach.authority_told().is_none() {
                return Err(OfficeError::input("breach-open", &[("number", &number)]));
            }
            let again = what == BreachStepKind::AuthorityTold && breach.authority_told().is_some();
            if again && note.trim().is_empty() {
                return Err(OfficeError::input("breach-told", &[("number", &number)]));
            }
            let mut permit = permitted(unit, &State::default(), &act, now)?;
            permit.changes.entry.how = Some(what.word().to_owned());
            permit.changes.entry.number = Some(number);
            let (done, _) = done(unit, permit, None, Payload::default())?;
            breach.steps.push(BreachStep { at: now, by: act.actor.by(), what, note });
            unit.stage(breach.document())?;
            Ok((done, breach))
        })
    }

    /// The register of breaches, by number. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn breaches(&self, actor: &Actor) -> Result<Vec<Breach>> {
        self.printed(actor, "breaches", None)?;
        self.known_breaches()
    }

    /// One breach. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such breach.
    pub fn breach(&self, actor: &Actor, number: u64) -> Result<Breach> {
        self.printed(actor, "breach", Some(number))?;
        let known = self.known_breaches()?.into_iter().find(|breach| breach.number == number);
        known.ok_or_else(|| OfficeError::input("no-breach", &[("number", &number)]))
    }

    pub(crate) fn known_breaches(&self) -> Result<Vec<Breach>> {
        let documents = self.reader()?.documents(BREACH)?;
        let read = |body: &[u8]| serde_json::from_slice(body);
        documents
            .iter()
            .map(|d| {
                read(&d.body).map_err(|_| OfficeError::damaged(format!("breach {} does not read", d.id)))
            })
            .collect()
    }
}

impl Breach {
    fn document(&self) -> Write {
        Write::PutDocument { kind: BREACH, id: format!("{:010}", self.number), body: json(self) }
    }
}

fn breach(unit: &mut Unit<'_, Desk>, number: u64) -> Result<Breach> {
    let body = unit.document(BREACH, &format!("{number:010}"))?;
    let body = body.ok_or_else(|| OfficeError::input("no-breach", &[("number", &number)]))?;
    serde_json::from_slice(&body).map_err(|_| OfficeError::damaged(format!("breach {number} does not read")))
}
