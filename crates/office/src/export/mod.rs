//! Everything held on a person, for the person: what, why, on what ground, from where, until when, and who did what.

mod dossier;
mod papers;

use std::ops::ControlFlow;

use kernel::{Act, Actor, Deed, PaperId, State, SubjectId, Verdict};
use ledger::part_hash;
use policy::{Ground, ItemId, Kind, RequestKind};
use store::{EntryRow, HoldRow, Reader as _, TrailRow};
use vault::SubjectKey;

use crate::{
    Office,
    acts::{About, done, load_for, permitted},
    condition::seen,
    desk::subject_of,
    destroyed::term,
    error::{OfficeError, Result},
    logbook::operational,
    perform::{Payload, trail_context},
    reading::{Sealed, take_sealed},
    record::PROOF,
    requests::Levels,
};
pub use dossier::{Dossier, DossierAct, DossierEngagement, DossierHold, DossierItem, DossierRecipient};
pub use papers::{DossierConsent, DossierDuty, DossierMatter, DossierPaper};

/// Entries of one person this near to each other are read in one go.
const NEAR: u64 = 64;

/// Logged where no value was shown.
const WITHOUT_VALUES: &str = "without-values";

/// What is wanted of a dossier.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Looking {
    /// Everything.
    Whole,
    /// Everything but what was said and held.
    WithoutValues,
    /// What answers this request, values where it is known surely enough who asks.
    Answer(PaperId),
}

impl Looking {
    fn how(self, levels: Option<Levels>) -> Option<&'static str> {
        match self {
            Looking::Whole => None,
            Looking::Answer(_) if levels.is_some_and(Levels::values) => Some("answer"),
            Looking::Answer(_) | Looking::WithoutValues => Some(WITHOUT_VALUES),
        }
    }
}

impl Office {
    /// Everything held on a person. They themself see values where a one-time code is enough for that by the pack.
    ///
    /// # Errors
    /// Refused, or damaged.
    pub fn export(&self, actor: &Actor, who: SubjectId) -> Result<Dossier> {
        let visits = matches!(actor, Actor::Subject(_));
        let hidden = visits && !Levels::of_a_visit(&self.world()).values();
        let looking = if hidden { Looking::WithoutValues } else { Looking::Whole };
        Ok(self.dossier(actor, who, looking)?.0)
    }

    /// What is held on a person and until when, without a single value; logged as that.
    ///
    /// # Errors
    /// Refused as an export is, or damaged.
    pub fn show(&self, actor: &Actor, who: SubjectId) -> Result<Dossier> {
        Ok(self.dossier(actor, who, Looking::WithoutValues)?.0)
    }

    pub(crate) fn dossier(
        &self,
        actor: &Actor,
        who: SubjectId,
        looking: Looking,
    ) -> Result<(Dossier, Option<Levels>)> {
        let act: Act = self.said(actor, None, Deed::Export);
        let now = self.clock.now();
        let about = About::from(who);
        let (state, sealed, trail, holds, papers, slot, levels) = self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let mut permit = permitted(unit, &state, &act, now)?;
            let levels = match looking {
                Looking::Answer(request) => Some(Levels::of(&unit.context().world, &state, request)?),
                Looking::Whole | Looking::WithoutValues => None,
            };
            permit.changes.entry.how = looking.how(levels).map(str::to_owned);
            permit.changes.entry.request = levels.map(|_| RequestKind::Information);
            done(unit, permit, None, Payload::default())?;
            let subject_slot = subject_of(&state)?.slot;
            let sealed: Vec<Sealed> = state
                .engagements
                .iter()
                .map(|e| take_sealed(unit, subject_slot, e.clone()))
                .collect::<Result<_>>()?;
            let (trail, holds) = (unit.trail(who)?, unit.holds(who)?);
            let mut papers = Vec::with_capacity(state.papers.len());
            for paper in &state.papers {
                papers.push((paper.clone(), crate::papers::words(unit, &state, paper)?));
            }
            let slot =
                unit.slot(subject_slot)?.ok_or_else(|| OfficeError::damaged("a subject without a key"))?;
            Ok((state, sealed, trail, holds, papers, slot, levels))
        })?;
        let subject = subject_of(&state)?;
        let key = self
            .keys
            .unwrap_subject(who.as_bytes(), &slot)
            .map_err(OfficeError::vault(format!("the key of subject {who}")))?;
        if holds.len() != usize::from(subject.holds) {
            return Err(OfficeError::damaged(format!(
                "a hold on subject {who} is missing, or one was put back"
            )));
        }
        let engagements = sealed.iter().map(|sealed| self.described(sealed)).collect::<Result<_>>()?;
        let world = self.world();
        let row = |id| {
            let e = state.engagements.iter().find(|e| e.id == id)?;
            let (purpose, list) = world.editions.get(&e.edition)?.row(e.row)?;
            Some((purpose.id.to_string(), list.clone()))
        };
        let papers = papers.into_iter().map(|(paper, words)| papers::paper(&world, row, &paper, words));
        let papers = papers.collect::<Result<_>>()?;
        let acts = self.acts_of(&key, &trail)?;
        let mut engagements: Vec<DossierEngagement> = engagements;
        // What was taken in at one moment stands in the order of its purposes, whatever its ids.
        engagements.sort_by(|one, other| {
            (one.collected, &one.purpose, one.id).cmp(&(other.collected, &other.purpose, other.id))
        });
        for one in &mut engagements {
            let done = acts.iter().filter(|act| act.verdict == Verdict::Permitted);
            let under = done.filter(|act| act.purpose.as_deref() == Some(&*one.purpose));
            for act in under {
                if !one.ways.contains(&act.act) {
                    one.ways.push(act.act);
                }
            }
        }
        let mut dossier = Dossier {
            subject: who,
            seen: seen(&state),
            at: now,
            blocked_since: subject.block.map(|block| block.since),
            holds: holds.iter().map(|row| held(&key, row)).collect::<Result<_>>()?,
            engagements,
            papers,
            acts,
        };
        if looking.how(levels) == Some(WITHOUT_VALUES) {
            dossier.hide();
        }
        Ok((dossier, levels))
    }

    /// The holds on a person with what they say now; none of one who was destroyed since.
    pub(crate) fn holds_of(&self, state: &State) -> Result<Vec<DossierHold>> {
        let subject = subject_of(state)?.clone();
        let (rows, slot) = self.writer.exclusive(move |engine, _| {
            let slot = engine.slots(&[subject.slot])?.into_iter().next().flatten();
            Ok::<_, store::StoreError>((engine.holds(subject.id)?, slot))
        })??;
        let who = subject_of(state)?.id;
        let Some(slot) = slot else { return Ok(Vec::new()) };
        let key = self
            .keys
            .unwrap_subject(who.as_bytes(), &slot)
            .map_err(OfficeError::vault(format!("the key of subject {who}")))?;
        rows.iter().map(|row| held(&key, row)).collect()
    }

    fn described(&self, sealed: &Sealed) -> Result<DossierEngagement> {
        let e = &sealed.engagement;
        let world = self.world();
        let edition = world.editions.get(&e.edition);
        let pack = edition.map(|edition| edition.pack());
        let row = edition.and_then(|edition| edition.row(e.row));
        let (purpose, list) = row.ok_or_else(|| OfficeError::damaged("an engagement of no row"))?;
        let record = self.unseal(sealed)?;
        let readable = |item: &ItemId| {
            pack.and_then(|pack| pack.item(item)).is_none_or(|item| item.kind != Kind::Password)
        };
        let items = record.items(list).map(|(item, value)| DossierItem {
            item: item.clone(),
            value: readable(item).then(|| value.to_owned()),
        });
        let events = kernel::events_of(list).into_iter().zip(&e.events);
        Ok(DossierEngagement {
            id: e.id,
            purpose: purpose.id.to_string(),
            clause: purpose.clause.clone(),
            category: list
                .categories
                .get(usize::from(e.category))
                .map(ToString::to_string)
                .unwrap_or_default(),
            choice: list.choice.as_ref().zip(e.choice).and_then(|(choice, at)| {
                choice.options.get(usize::from(at)).map(|option| option.id.to_string())
            }),
            ground: match &purpose.ground {
                Ground::Consent(particulars) => format!("consent ({})", particulars.reference),
                Ground::Law(law) => law.clone(),
                Ground::Other { id, reference } => format!("{id} ({reference})"),
            },
            consent: e
                .consent
                .map(|one| papers::consent(&one, record.get(PROOF).map(|proof| proof.value.to_string()))),
            restricted: e.restricted,
            recipients: pack
                .into_iter()
                .flat_map(|pack| &pack.recipients)
                .filter(|one| one.purposes.contains(&purpose.id))
                .map(|one| DossierRecipient {
                    id: one.id.to_string(),
                    name: one.name.clone(),
                    state: one.state.clone(),
                })
                .collect(),
            cross_border: purpose.cross_border,
            source: e.source,
            ways: Vec::new(),
            collected: e.collected,
            edition: e.edition,
            phase: match e.phase {
                kernel::Phase::Active => "active",
                kernel::Phase::Storage => "storage",
            },
            terms: list.ends.iter().map(term).collect(),
            events: events.filter_map(|(event, at)| Some((event.to_string(), (*at)?))).collect(),
            due: e.due.map(|due| due.at),
            due_exact: e.due.is_none_or(|due| due.exact),
            items: items.collect(),
        })
    }

    /// Every act that the log says of the person: the sealed parts prove that they are this person's.
    fn acts_of(&self, key: &SubjectKey, trail: &[TrailRow]) -> Result<Vec<DossierAct>> {
        let mut reader = self.reader()?;
        let mut out = Vec::with_capacity(trail.len());
        // Entries that lie near each other are read in one go.
        for near in trail.chunk_by(|one, next| next.index.saturating_sub(one.index) <= NEAR) {
            let (Some(first), Some(last)) = (near.first(), near.last()) else { continue };
            let (mut rows, mut fault) = (near.iter().peekable(), None);
            reader.entries(first.index..last.index + 1, &mut |entry| {
                let Some(row) = rows.next_if(|row| row.index == entry.index) else {
                    return ControlFlow::Continue(());
                };
                match act_of(key, row, &entry) {
                    Ok(act) => {
                        out.push(act);
                        ControlFlow::Continue(())
                    }
                    Err(why) => {
                        fault = Some(why);
                        ControlFlow::Break(())
                    }
                }
            })?;
            if let Some(why) = fault {
                return Err(why);
            }
            if let Some(row) = rows.next() {
                return Err(OfficeError::damaged(format!("entry {} is missing", row.index)));
            }
        }
        Ok(out)
    }
}

/// One act, once the sealed part is shown to be what the entry committed to.
fn act_of(key: &SubjectKey, row: &TrailRow, entry: &EntryRow) -> Result<DossierAct> {
    let what = || format!("the subject part of entry {}", row.index);
    let part = key
        .open_part(&trail_context(row.subject, row.index), &row.sealed)
        .map_err(OfficeError::vault(what()))?;
    let (salt, part) = part.split_first_chunk::<32>().ok_or_else(|| OfficeError::damaged(what()))?;
    if part_hash(salt, part) != entry.subject_hash {
        return Err(OfficeError::damaged(format!("{} is not what the log committed to", what())));
    }
    let said = operational(entry)?;
    Ok(DossierAct {
        entry: row.index,
        time: said.time,
        actor: said.actor,
        act: said.act,
        verdict: said.verdict,
        code: said.code,
        clause: said.clause,
        edition: said.edition,
        purpose: said.purpose.map(|purpose| purpose.to_string()),
        category: said.category.map(|category| category.to_string()),
        items: said.items,
        event: said.event.map(|event| event.to_string()),
        at: said.at,
        how: said.how,
        recipient: said.recipient.map(|recipient| recipient.to_string()),
        abroad: said.abroad,
        ground: said.ground,
        request: said.request,
        parts: said.parts,
        due: said.due,
        number: said.number,
        digest: said.digest,
    })
}

fn held(key: &SubjectKey, row: &HoldRow) -> Result<DossierHold> {
    let what = format!("hold {}", row.hold);
    let words = key.open_part(row.hold.as_bytes(), &row.sealed).map_err(OfficeError::vault(what))?;
    let words = String::from_utf8_lossy(&words);
    let mut lines = words.splitn(3, '\n').map(str::to_owned);
    let mut next = || lines.next().unwrap_or_default();
    Ok(DossierHold { id: row.hold, by: next(), since: next(), reference: next() })
}
