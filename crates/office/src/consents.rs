//! Consents: given anew, withdrawn, asked for again after a new edition, and used by purpose.

use std::{collections::HashMap, ops::ControlFlow, sync::Arc};

use jiff::Timestamp;
use kernel::{
    Act, Actor, Change, Consent, Deed, Duty, EditionNo, Engagement, EngagementId, Matter, Notice, Paper,
    Part, Parts, SubjectId, Target, World,
};
use policy::{Ground, Lang, PurposeId, RecipientId, Widened, notice};
use sha2::{Digest, Sha256};
use store::{Reader as _, StoreError};

use crate::{
    Done, DossierDuty, Office,
    acts::{About, done, load, load_for, permitted},
    collect::proven,
    desk::{key_of, record_of, subject_of},
    error::{OfficeError, Result},
    perform::Payload,
    record::{PROOF, Record},
};

/// A purpose, and what the edition in force asks under it beyond an older one.
type Wider = (PurposeId, Arc<Widened>);

/// A consent withdrawn, or parts of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withdrawn {
    /// The act; the last, where somebody was taken in under the purpose more than once.
    pub done: Done,
    /// What was withdrawn.
    pub parts: Vec<Part>,
    /// By when the data is destroyed, where processing was withdrawn.
    pub due: Option<Timestamp>,
    /// Who had the data, and has to be told.
    pub to_tell: Vec<RecipientId>,
    /// How many publications have to be taken back.
    pub to_remove: usize,
    /// What goes on, and on which other ground.
    pub goes_on: Vec<GoesOn>,
}

/// Processing that a withdrawal does not end.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct GoesOn {
    /// The purpose.
    pub purpose: PurposeId,
    /// Its clause.
    pub clause: String,
    /// The law, or `consent` for another one that stands.
    pub ground: String,
}

/// Somebody who had data, and has to hear that it changed or may not be used any more.
#[derive(Debug, Clone)]
pub struct ToTell {
    /// Who; none for a court or an authority.
    pub recipient: Option<RecipientId>,
    /// By when, and when it was done.
    pub duty: DossierDuty,
}

/// Who has to be asked again, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToAsk {
    /// The person.
    pub subject: SubjectId,
    /// The engagement.
    pub engagement: EngagementId,
    /// The purpose.
    pub purpose: PurposeId,
    /// The edition that the consent was given under.
    pub edition: EditionNo,
    /// What the edition in force asks beyond it.
    pub widened: Arc<Widened>,
}

/// How many have to be asked again, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AskedAgain {
    /// Consents looked at.
    pub consents: u64,
    /// Those that do not cover the edition in force.
    pub to_ask: u64,
}

impl Office {
    /// What was shown: the edition's own text for a purpose and category.
    ///
    /// # Errors
    /// The edition in force has no such text.
    pub fn notice(
        &self,
        purpose: &PurposeId,
        category: &policy::CategoryId,
        lang: Lang,
    ) -> Result<(String, Notice)> {
        let world = self.world();
        let text = world.edition().and_then(|edition| notice::text(edition, purpose, category, lang));
        let text = text.ok_or_else(|| OfficeError::input("no-notice", &[("purpose", &purpose)]))?;
        let digest = Sha256::digest(text.as_bytes()).into();
        Ok((text, Notice { lang, digest }))
    }

    /// The same as it was shown to somebody who agreed then.
    ///
    /// # Errors
    /// The edition in force has no such text, or was not in force yet.
    pub fn shown(
        &self,
        purpose: &PurposeId,
        category: &policy::CategoryId,
        lang: Lang,
        then: Timestamp,
    ) -> Result<Notice> {
        let world = self.world();
        let from = world.edition().map(|edition| edition.pack().in_force_from);
        if let Some(from) = from.filter(|from| world.profile.local_date(then) < *from) {
            return Err(OfficeError::input("notice-newer", &[("from", &from)]));
        }
        Ok(self.notice(purpose, category, lang)?.1)
    }

    /// Records a consent given anew. The engagement is bound to the edition in force from now on.
    ///
    /// # Errors
    /// Refused: to more than the purpose asks for, after the term, while blocked.
    pub fn give_consent(
        &self,
        actor: &Actor,
        who: SubjectId,
        target: Target,
        consent: Consent,
        proof: Option<&str>,
    ) -> Result<Done> {
        let mut record = Record::default();
        if let Some(proof) = proof {
            record.set(proven(proof)?);
        }
        let act = self.said(actor, None, Deed::GiveConsent { target, consent, former: self.new_paper_id() });
        let (now, about) = (self.clock.now(), About::from(who));
        self.in_writer(about, move |unit| {
            let state = load_for(unit, about, &act.deed)?;
            let permit = permitted(unit, &state, &act, now)?;
            let meant = permit.changes.part.and_then(|part| part.engagement);
            let mut payload = Payload { record: Some(record), ..Payload::default() };
            if let Some(old) = state.engagements.iter().find(|e| Some(e.id) == meant) {
                let key = key_of(unit, subject_of(&state)?)?;
                let before = record_of(unit, &key, old)?;
                payload.words = before.get(PROOF).map(|entry| entry.value.as_bytes().to_vec().into());
                payload.before = Some((key, before));
            }
            Ok(done(unit, permit, None, payload)?.0)
        })
    }

    /// Records a consent withdrawn, or parts of it. Use stops with this call.
    ///
    /// # Errors
    /// Refused: there is nothing to withdraw.
    pub fn withdraw_consent(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        who: SubjectId,
        target: Target,
        parts: Parts,
    ) -> Result<Withdrawn> {
        self.withdraw_under(actor, at, who, target, parts, move |target| Deed::WithdrawConsent {
            target,
            parts,
        })
    }

    /// Does a deed that withdraws on each engagement under a purpose, or on the one named.
    pub(crate) fn withdraw_under(
        &self,
        actor: &Actor,
        at: Option<Timestamp>,
        who: SubjectId,
        target: Target,
        parts: Parts,
        deed: impl Fn(Target) -> Deed + Send + 'static,
    ) -> Result<Withdrawn> {
        let (now, about, actor) = (self.clock.now(), About::from(who), actor.clone());
        self.in_writer(about, move |unit| {
            let (world, state) = (unit.context().world.clone(), load(unit, about)?);
            let mut out = Withdrawn::default();
            let mut ended = Vec::new();
            for target in open_under(&world, &state.engagements, target, parts) {
                let deed = deed(target);
                let state = load_for(unit, about, &deed)?;
                let permit = permitted(unit, &state, &Act { actor: actor.clone(), at, deed }, now)?;
                let (entry, meant) = (&permit.changes.entry, permit.changes.part.and_then(|p| p.engagement));
                // Where only a part was withdrawn, the processing under the very purpose goes on too.
                ended.extend(meant.filter(|_| entry.parts.contains(&Part::Processing)));
                out.takes(&world, &permit.changes.changes, &entry.parts, entry.due);
                out.done = done(unit, permit, None, Payload::default())?.0;
            }
            out.goes_on = goes_on(&world, &state.engagements, &ended, now);
            Ok(out)
        })
    }

    /// Everyone after a person already heard of whose consent does not cover what the edition in force asks for: `each`
    /// hears of them one by one, and ends the walk by breaking. The looking is logged.
    ///
    /// # Errors
    /// Refused, or the store can't be read.
    pub fn ask_again(
        &self,
        actor: &Actor,
        after: Option<SubjectId>,
        each: &mut dyn FnMut(ToAsk) -> ControlFlow<()>,
    ) -> Result<AskedAgain> {
        self.printed(actor, "ask-again", None)?;
        let world = self.world();
        let mut wider: HashMap<(EditionNo, u16, u8), Option<Wider>> = HashMap::new();
        let (mut out, mut fault) = (AskedAgain::default(), None);
        self.reader()?.engagements(after, &mut |row| {
            let e = match row {
                Ok(e) => e,
                Err(why) => {
                    fault = Some(why);
                    return ControlFlow::Break(());
                }
            };
            if e.consent.is_none_or(|consent| consent.withdrawn[Part::Processing.place()].is_some()) {
                return ControlFlow::Continue(());
            }
            out.consents += 1;
            let row = (e.edition, e.row, e.category);
            let wider = wider.entry(row).or_insert_with(|| widened(&world, &e));
            let Some((purpose, widened)) = wider else { return ControlFlow::Continue(()) };
            out.to_ask += 1;
            each(ToAsk {
                subject: e.subject,
                engagement: e.id,
                purpose: purpose.clone(),
                edition: e.edition,
                widened: Arc::clone(widened),
            })
        })?;
        fault.map_or(Ok(out), |why| Err(StoreError::into(why)))
    }
}

/// The purpose of a row, if the edition in force asks for more under it than the engagement's own edition did.
fn widened(world: &World, e: &Engagement) -> Option<Wider> {
    let (old, new) = (world.editions.get(&e.edition)?, world.edition()?);
    let (purpose, list) = old.row(e.row)?;
    let category = list.categories.get(usize::from(e.category))?;
    let widened = policy::diff::widened_for(old, e.row, category, new)?;
    Some((purpose.id.clone(), Arc::new(widened)))
}

impl Withdrawn {
    /// Takes in what one engagement's withdrawal brings.
    fn takes(&mut self, world: &World, changes: &[Change], parts: &[Part], due: Option<Timestamp>) {
        self.parts.extend(parts);
        self.parts.sort();
        self.parts.dedup();
        self.due = self.due.max(due);
        for change in changes {
            let Change::PutPaper(paper, _) = change else { continue };
            match &paper.matter {
                Matter::Disclosure(_) => self.to_tell.extend(recipient(world, paper)),
                Matter::Publication(_) => self.to_remove += 1,
                _ => {}
            }
        }
        self.to_tell.sort();
        self.to_tell.dedup();
    }
}

/// Each engagement under the purpose whose consent still stands in one of the parts; what was said where there is none,
/// or one was named.
pub(crate) fn open_under(
    world: &World,
    engagements: &[Engagement],
    said: Target,
    parts: Parts,
) -> Vec<Target> {
    let stands = |e: &&Engagement| {
        let row = world.editions.get(&e.edition).and_then(|edition| edition.row(e.row));
        let open = |consent: Consent| {
            parts.iter().any(|part| consent.parts.has(part) && consent.withdrawn[part.place()].is_none())
        };
        row.is_some_and(|(purpose, _)| purpose.id == said.purpose) && e.consent.is_some_and(open)
    };
    let ids: Vec<EngagementId> = match said.engagement {
        Some(_) => Vec::new(),
        None => engagements.iter().filter(stands).map(|e| e.id).collect(),
    };
    if ids.is_empty() {
        return vec![said];
    }
    ids.into_iter().map(|id| Target { engagement: Some(id), ..said.clone() }).collect()
}

/// Whom to tell and what to take back, as far as that was not done before a moment.
pub(crate) fn tasks_since(
    world: &World,
    papers: &[Paper],
    since: Timestamp,
) -> (Vec<ToTell>, Vec<DossierDuty>) {
    let counts = |duty: Duty| DossierDuty::of(duty).filter(|duty| duty.done.is_none_or(|done| done >= since));
    let (mut tell, mut remove) = (Vec::new(), Vec::new());
    for paper in papers {
        match &paper.matter {
            Matter::Disclosure(one) => {
                let told = counts(one.tell);
                tell.extend(told.map(|duty| ToTell { recipient: recipient(world, paper), duty }));
            }
            Matter::Publication(one) => remove.extend(counts(one.removal)),
            _ => {}
        }
    }
    (tell, remove)
}

/// To whom a disclosure went.
pub(crate) fn recipient(world: &World, paper: &Paper) -> Option<RecipientId> {
    let Matter::Disclosure(one) = &paper.matter else { return None };
    let pack = world.editions.get(&one.edition)?.pack();
    pack.recipients.get(usize::from(one.recipient?)).map(|one| one.id.clone())
}

/// What else is held of the person, and on which ground.
pub(crate) fn goes_on(
    world: &World,
    engagements: &[Engagement],
    but: &[EngagementId],
    now: Timestamp,
) -> Vec<GoesOn> {
    let others = engagements.iter().filter(|e| !but.contains(&e.id));
    let mut out: Vec<GoesOn> = others
        .filter_map(|e| {
            let (purpose, _) = world.editions.get(&e.edition)?.row(e.row)?;
            let ground = match (&purpose.ground, e.consent) {
                (Ground::Law(law) | Ground::Other { reference: law, .. }, _) => law.clone(),
                (Ground::Consent(_), Some(consent)) if consent.stands(Part::Processing, now) => {
                    "consent".to_owned()
                }
                (Ground::Consent(_), _) => return None,
            };
            Some(GoesOn { purpose: purpose.id.clone(), clause: purpose.clause.clone(), ground })
        })
        .collect();
    out.dedup();
    out
}
