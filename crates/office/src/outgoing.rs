//! What one paper says of items given out or made public: enough to write to whoever got them, and no value.

use jiff::Timestamp;
use kernel::{Actor, Deed, Duty, DutyKind, EditionNo, Matter, PaperId, Part};
use policy::{ItemId, List, PurposeId, RecipientId};

use crate::{
    Office,
    acts::{About, done, load_for, permitted, with_papers},
    consents::recipient,
    error::{OfficeError, Result},
    papers::words,
    perform::Payload,
};

/// Items given out or made public, and what is still to be done about that. `Debug` leaves the place out.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The paper.
    pub paper: PaperId,
    /// Under which purpose.
    pub purpose: PurposeId,
    /// The edition that the purpose and the items are of.
    pub edition: EditionNo,
    /// To whom.
    pub to: OutgoingTo,
    /// Which items.
    pub items: Vec<ItemId>,
    /// When.
    pub at: Timestamp,
    /// Telling the subject of it.
    pub notice: Duty,
    /// Telling the recipient of a change or a withdrawal.
    pub tell: Duty,
    /// Taking a publication back.
    pub removal: Duty,
    /// The parts of the consent that were withdrawn, and when.
    pub withdrawn: Vec<(Part, Timestamp)>,
    /// Whether the data is destroyed, and only the duty is left.
    pub gone: bool,
}

/// To whom items went.
#[derive(Clone, PartialEq, Eq)]
pub enum OutgoingTo {
    /// A recipient that the policy lists; the state where that is abroad (ISO 3166 alpha-2).
    Recipient {
        /// Who.
        id: RecipientId,
        /// Abroad.
        abroad: Option<String>,
    },
    /// A court or an authority, on its demand.
    Authority,
    /// Everybody.
    Public {
        /// Where it stands.
        place: String,
    },
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outgoing").field("paper", &self.paper).finish_non_exhaustive()
    }
}

impl Office {
    /// What a disclosure or a publication was of. The looking is logged.
    ///
    /// # Errors
    /// Refused, or there is no such paper.
    pub fn outgoing(&self, actor: &Actor, paper: PaperId) -> Result<Outgoing> {
        let none = move || OfficeError::input("no-paper", &[("paper", &paper)]);
        let holder = self.writer.exclusive(move |engine, _| engine.holder(paper))??;
        let Some(holder) = holder else { return self.left_of(actor, paper)?.ok_or_else(none) };
        let about = About::from(holder);
        let (now, act) = (self.clock.now(), self.said(actor, None, Deed::Export));
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let state = with_papers(unit, &state)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            let world = unit.context().world.clone();
            let known = state.papers.iter().find(|one| one.id == paper).ok_or_else(none)?;
            let engagement = known.engagement().and_then(|id| state.engagements.iter().find(|e| e.id == id));
            let engagement = engagement.ok_or_else(none)?;
            let (purpose, list) = unit.context().row(engagement)?;
            let (purpose, list) = (purpose.id.clone(), list.clone());
            let text = |words: Option<vault::Zeroizing<Vec<u8>>>| {
                words.map(|words| String::from_utf8_lossy(&words).into_owned()).unwrap_or_default()
            };
            let (to, mask, at, duties) = match &known.matter {
                Matter::Disclosure(one) => {
                    let to = match recipient(&world, known) {
                        Some(id) => {
                            let pack = world.editions.get(&one.edition).map(|edition| edition.pack());
                            let known = pack.and_then(|pack| pack.recipients.iter().find(|r| r.id == id));
                            let abroad = known.filter(|_| one.abroad).map(|known| known.state.clone());
                            OutgoingTo::Recipient { id, abroad }
                        }
                        None => OutgoingTo::Authority,
                    };
                    (to, one.items, one.at, [one.notice, one.tell, Duty::default()])
                }
                Matter::Publication(one) => {
                    let place = text(words(unit, &state, known)?);
                    let duties = [Duty::default(), Duty::default(), one.removal];
                    (OutgoingTo::Public { place }, one.items, one.at, duties)
                }
                _ => return Err(none()),
            };
            let withdrawn = engagement.consent.map(|consent| Part::ALL.into_iter().zip(consent.withdrawn));
            let withdrawn = withdrawn.into_iter().flatten().filter_map(|(part, at)| Some((part, at?)));
            let [notice, tell, removal] = duties;
            let out = Outgoing {
                paper,
                purpose: purpose.clone(),
                edition: engagement.edition,
                to,
                items: items(&list, mask),
                at,
                notice,
                tell,
                removal,
                withdrawn: withdrawn.collect(),
                gone: false,
            };
            let entry = &mut permit.changes.entry;
            (entry.how, entry.purpose, entry.items) =
                (Some("outgoing".to_owned()), Some(purpose), out.items.clone());
            done(unit, permit, None, Payload::default())?;
            Ok(out)
        })
    }

    /// What is left of a paper whose data is destroyed: its duty, and where a publication stands.
    fn left_of(&self, actor: &Actor, paper: PaperId) -> Result<Option<Outgoing>> {
        Ok(self.left_duty(actor, paper)?.map(|(left, place)| {
            let duty = |kind| if left.duty == kind { Duty::by(left.due) } else { Duty::default() };
            let public = || OutgoingTo::Public { place };
            Outgoing {
                paper,
                edition: self.world().in_force,
                to: left.recipient.map_or_else(public, |id| OutgoingTo::Recipient { id, abroad: None }),
                at: left.at,
                notice: duty(DutyKind::Notice),
                tell: duty(DutyKind::Tell),
                removal: duty(DutyKind::Removal),
                withdrawn: Vec::new(),
                gone: true,
                purpose: left.purpose,
                items: left.items,
            }
        }))
    }
}

/// The items that a row's mask names.
fn items(list: &List, mask: u64) -> Vec<ItemId> {
    let places = list.items.iter().enumerate();
    places.filter(|(place, _)| mask >> place & 1 == 1).map(|(_, item)| item.clone()).collect()
}
