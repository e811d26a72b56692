//! What takes two people: one proposes exactly what is meant, somebody else approves it, and then it is done.

mod bulk;
mod matter;

use std::sync::Arc;

use jiff::Timestamp;
use kernel::{
    Act, ActKind, Actor, Change, Decision, Deed, EditionNo, Proposal, ProposalNo, RefusalCode, Rights, State,
    World, decide,
};
use policy::Edition;
use store::Unit;
use vault::Keyring;

use crate::{
    Done, Office,
    acts::{About, done, permitted},
    desk::Desk,
    enter,
    error::{OfficeError, Result},
    open, organisation,
    perform::Payload,
};
pub use bulk::{BulkExported, ExportedOne};
pub use matter::BulkExport;
pub(crate) use matter::MATTER;
use matter::Matter;

/// Something that takes two was proposed; nothing else is done yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The act.
    pub done: Done,
    /// By which it is approved.
    pub proposal: ProposalNo,
    /// Until when somebody can.
    pub ends: Timestamp,
}

/// A proposal that was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// The approval.
    pub done: Done,
    /// What was done with it at once; a bulk export is for whoever proposed it to take.
    pub then: Option<Done>,
    /// The edition that is in force now.
    pub edition: Option<EditionNo>,
}

/// A proposal, as those who may do it see it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalLine {
    /// Its number.
    pub number: ProposalNo,
    /// Who, what, until when, approved by whom.
    pub proposal: Proposal,
}

/// Exactly what is proposed.
#[derive(Debug, Clone)]
pub enum ProposalMatter {
    /// An edition that would be in force.
    Edition(Arc<Edition>),
    /// The text of the profile that would be.
    Profile(String),
    /// A bulk export.
    BulkExport(BulkExport),
}

impl Office {
    /// Proposes to put an edition in force. Whatever refuses that refuses this.
    ///
    /// # Errors
    /// Refused; nothing is kept of the edition then.
    pub fn propose_edition(&self, actor: &Actor, edition: Edition) -> Result<Proposed> {
        let matter = Matter::edition(&edition);
        self.propose(actor, ActKind::ActivateEdition, matter, None, move |desk| {
            let (edition, _) = organisation::load_edition(desk, edition);
            Deed::ActivateEdition { edition }
        })
    }

    /// Proposes to bring the jurisdiction's profile up to date. Whatever refuses that refuses this.
    ///
    /// # Errors
    /// Refused; the text is no profile, is another jurisdiction's, or lacks what the one in force has.
    pub fn propose_profile(&self, actor: &Actor, text: &str) -> Result<Proposed> {
        let profile = enter::fitting(text, &self.world().profile)?;
        let matter = Matter::Profile(text.to_owned());
        let digest = matter.digest();
        self.propose(actor, ActKind::EnterProfile, matter, None, move |_| Deed::EnterProfile {
            profile: profile.id().to_owned(),
            digest,
        })
    }

    /// Proposes to give out these items of everybody held for a purpose.
    ///
    /// # Errors
    /// Refused; no reason, or one of more than 500 characters.
    pub fn propose_export(&self, actor: &Actor, export: BulkExport) -> Result<Proposed> {
        let reason = export.reason.trim();
        if reason.is_empty() || reason.chars().count() > 500 {
            return Err(OfficeError::input("export-reason", &[]));
        }
        let (purpose, items) = (export.purpose.clone(), export.items.clone());
        let matter = Matter::export(BulkExport { reason: reason.to_owned(), ..export });
        let digest = matter.digest();
        let about = Some((purpose.clone(), items.clone()));
        self.propose(actor, ActKind::BulkExport, matter, about, move |_| Deed::BulkExport {
            purpose,
            engagement: kernel::EngagementId::from_bytes([0; 16]),
            items,
            digest,
        })
    }

    /// Proposes, unless something but the second person stands in the way. `deed` is tried on a copy of the desk.
    fn propose(
        &self,
        actor: &Actor,
        kind: ActKind,
        matter: Matter,
        about: Option<(policy::PurposeId, Vec<policy::ItemId>)>,
        deed: impl FnOnce(&mut Desk) -> Deed + Send + 'static,
    ) -> Result<Proposed> {
        let now = self.clock.now();
        let proposing = Deed::Propose { act: kind, about, digest: matter.digest() };
        let (act, actor) = (self.said(actor, None, proposing), actor.clone());
        let (proposed, world) = self.in_writer(About::default(), move |unit| {
            let permit = permitted(unit, &State::default(), &act, now)?;
            let mut tried = unit.context().clone();
            let trial = Act { actor, at: None, deed: deed(&mut tried) };
            let decision = decide(&tried.world, &State::default(), &trial, now);
            if let Decision::Refuse(refusal) = decision
                && refusal.code != RefusalCode::TakesTwo
            {
                return refused(unit, tried.world, &trial, now);
            }
            let entry = &permit.changes.entry;
            let (proposal, ends) = (entry.number.unwrap_or_default(), entry.due.unwrap_or(now));
            let (done, _) = done(unit, permit, None, Payload::default())?;
            matter.keep(unit, proposal.to_string())?;
            Ok((Proposed { done, proposal, ends }, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok(proposed)
    }

    /// Approves what somebody else proposed; an edition is in force with it, a profile entered.
    ///
    /// # Errors
    /// Refused: one's own, none, or what was proposed is not permitted any more. Nothing is approved then.
    pub fn approve(&self, actor: &Actor, number: ProposalNo) -> Result<Approved> {
        let now = self.clock.now();
        let act = self.said(actor, None, Deed::Approve { number });
        let actor = actor.clone();
        let (approved, world) = self.in_writer(About::default(), move |unit| {
            let permit = permitted(unit, &State::default(), &act, now)?;
            let gone = || OfficeError::damaged(format!("what proposal {number} is about is missing"));
            let matter = matter_of(unit, number)?.ok_or_else(gone)?;
            // whether it is still permitted shows once it counts as approved
            let mut tried = unit.context().clone();
            for change in &permit.changes.changes {
                if let Change::Organisation(change) = change {
                    let _ = organisation::apply(&mut tried, change.clone()); // nothing is written of a trial
                }
            }
            if let Some(trial) = matter.deed(&mut tried) {
                let trial = Act { actor: actor.clone(), at: None, deed: trial? };
                if let Decision::Refuse(_) = decide(&tried.world, &State::default(), &trial, now) {
                    return refused(unit, tried.world, &trial, now);
                }
            }
            let (approval, _) = done(unit, permit, None, Payload::default())?;
            let (then, edition) = carry_out(unit, &actor, matter, now)?;
            Ok((Approved { done: approval, then, edition }, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok(approved)
    }

    /// Says that what was proposed is not to be done, or takes one's own proposal back.
    ///
    /// # Errors
    /// Refused.
    pub fn decline(&self, actor: &Actor, number: ProposalNo) -> Result<Done> {
        self.organise(actor, Deed::Decline { number })
    }

    /// What waits for a second person, or has one and is not done yet, of what the actor may do.
    pub fn proposals(&self, actor: &Actor) -> Vec<ProposalLine> {
        let (world, now) = (self.world(), self.clock.now());
        let Ok(rights) = Rights::of(&world, actor, now) else { return Vec::new() };
        let all = world.proposals.iter();
        let theirs = all.filter(|(_, proposal)| !proposal.is_over(now) && rights.may(proposal.act));
        theirs
            .map(|(number, proposal)| ProposalLine { number: *number, proposal: proposal.clone() })
            .collect()
    }

    /// One of them, and exactly what is proposed.
    ///
    /// # Errors
    /// The store's.
    pub fn proposal(
        &self,
        actor: &Actor,
        number: ProposalNo,
    ) -> Result<Option<(ProposalLine, ProposalMatter)>> {
        let Some(line) = self.proposals(actor).into_iter().find(|line| line.number == number) else {
            return Ok(None);
        };
        let Some(matter) = self.in_writer(About::default(), move |unit| matter_of(unit, number))? else {
            return Ok(None); // it ended just now
        };
        let matter = match matter {
            Matter::Edition(text) => ProposalMatter::Edition(Arc::new(edition(&text)?)),
            Matter::Profile(text) => ProposalMatter::Profile(text),
            Matter::Export { export, .. } => ProposalMatter::BulkExport(export),
        };
        Ok(Some((line, matter)))
    }
}

impl Matter {
    /// The act by which it is done at once, tried on a desk; none for what its proposer does.
    fn deed(&self, desk: &mut Desk) -> Option<Result<Deed>> {
        match self {
            Self::Edition(text) => Some(edition(text).map(|edition| {
                let (edition, _) = organisation::load_edition(desk, edition);
                Deed::ActivateEdition { edition }
            })),
            Self::Profile(text) => Some(open::parse_profile(text).map(|profile| Deed::EnterProfile {
                profile: profile.id().to_owned(),
                digest: self.digest(),
            })),
            Self::Export { .. } => None,
        }
    }
}

/// Does what was approved.
fn carry_out(
    unit: &mut Unit<'_, Desk>,
    actor: &Actor,
    matter: Matter,
    now: Timestamp,
) -> Result<(Option<Done>, Option<EditionNo>)> {
    let digest = matter.digest();
    match matter {
        Matter::Edition(text) => {
            let (done, number) = enter::edition(unit, actor, edition(&text)?, now)?;
            Ok((Some(done), Some(number)))
        }
        Matter::Profile(text) => Ok((Some(enter::profile(unit, actor, text, digest, now)?), None)),
        Matter::Export { .. } => Ok((None, None)),
    }
}

/// Whether what is kept of a proposal is what was proposed.
pub(crate) fn is_whole(keys: &Keyring, number: ProposalNo, proposal: &Proposal, body: Option<&[u8]>) -> bool {
    let matter = body.and_then(|body| Matter::open(keys, &number.to_string(), body).ok());
    matter.is_some_and(|matter| matter.digest() == proposal.digest)
}

/// Logs a refusal that was found by trying.
fn refused<T>(unit: &mut Unit<'_, Desk>, tried: Arc<World>, act: &Act, now: Timestamp) -> Result<T> {
    let before = std::mem::replace(&mut unit.context_mut().world, tried);
    let refusal = permitted(unit, &State::default(), act, now);
    unit.context_mut().world = before;
    refusal.and(Err(OfficeError::damaged("a decision changed while nothing did")))
}

fn matter_of(unit: &mut Unit<'_, Desk>, number: ProposalNo) -> Result<Option<Matter>> {
    let id = number.to_string();
    let Some(body) = unit.document(MATTER, &id)? else { return Ok(None) };
    let matter = Matter::open(&unit.context().keys, &id, &body)?;
    let known = unit.context().world.proposals.get(&number);
    if known.is_none_or(|proposal| proposal.digest != matter.digest()) {
        return Err(OfficeError::damaged(format!(
            "what proposal {number} is about is not what was proposed"
        )));
    }
    Ok(Some(matter))
}

fn edition(text: &str) -> Result<Edition> {
    let damaged = |_| OfficeError::damaged("a proposed edition does not read");
    Edition::from_canonical(text.as_bytes()).map_err(damaged)
}
