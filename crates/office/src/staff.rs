//! Staff and editions.

use std::sync::Arc;

use jiff::SignedDuration;
use kernel::{Actor, Deed, EditionNo, Member, World};
use policy::{Edition, RoleId, StaffId};
use sha2::{Digest as _, Sha256};
use store::Write;

use crate::{
    Done, Office,
    acts::{About, done, load, permitted},
    error::{OfficeError, Result},
    keys::hex,
    open,
    organisation::{self, PROFILE},
    perform::Payload,
};

/// How far ahead a missing calendar is warned of.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 60);

impl Office {
    /// Admits a member of staff, or changes their roles.
    ///
    /// # Errors
    /// Refused.
    pub fn add_staff(&self, actor: &Actor, staff: StaffId, roles: Vec<RoleId>) -> Result<Done> {
        self.organise(actor, Deed::AddStaff { staff, roles })
    }

    /// Ends a member's admission, and with it their means of signing in and their sessions.
    ///
    /// # Errors
    /// Refused.
    pub fn remove_staff(&self, actor: &Actor, staff: StaffId) -> Result<Done> {
        self.organise(actor, Deed::RemoveStaff { staff })
    }

    /// The staff with their roles. The looking is logged.
    ///
    /// # Errors
    /// Refused.
    pub fn staff(&self, actor: &Actor) -> Result<Vec<(StaffId, Member)>> {
        self.printed(actor, "staff", None)?;
        Ok(self.world().staff.iter().map(|(staff, member)| (staff.clone(), member.clone())).collect())
    }

    /// Confirms that the actor has read the edition in force and follows it.
    ///
    /// # Errors
    /// Refused.
    pub fn acknowledge(&self, actor: &Actor) -> Result<Done> {
        self.organise(actor, Deed::AcknowledgeEdition)
    }

    /// Loads a new edition and puts it in force. Data stays bound to the edition that it was collected under.
    ///
    /// # Errors
    /// Refused; nothing is kept of the edition then.
    pub fn activate(&self, actor: &Actor, edition: Edition) -> Result<(Done, EditionNo)> {
        let actor = actor.clone();
        let now = self.clock.now();
        let (done, number, world) = self.in_writer(About::default(), move |unit| {
            let before = unit.context().world.clone();
            let (number, writes) = organisation::load_edition(unit.context_mut(), edition);
            let act = kernel::Act { actor, at: None, deed: Deed::ActivateEdition { edition: number } };
            let permit = permitted(unit, &Default::default(), &act, now).inspect_err(|_| {
                unit.context_mut().world = before.clone();
            })?;
            writes.into_iter().try_for_each(|write| unit.stage(write))?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            Ok((done, number, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok((done, number))
    }

    /// Brings the jurisdiction's profile up to date from its text: a year's working days, a changed deadline. Terms that
    /// waited for a year are counted anew by the next sweep.
    ///
    /// # Errors
    /// Refused; the text is no profile, is another jurisdiction's, or lacks what the one in force has.
    pub fn enter_profile(&self, actor: &Actor, text: &str) -> Result<Done> {
        let profile = Arc::new(open::parse_profile(text)?);
        let known = self.world().profile.clone();
        // another jurisdiction's is refused by its clause
        if let Some(lacking) = profile.lacks(&known).filter(|_| profile.id() == known.id()) {
            return Err(OfficeError::input("profile-lacks", &[("name", &lacking)]));
        }
        let (id, body) = (profile.id().to_owned(), text.as_bytes().to_vec());
        let digest = hex(&Sha256::digest(&body));
        let act = self.said(actor, None, Deed::EnterProfile { profile: id.clone(), digest });
        let now = self.clock.now();
        let (done, world) = self.in_writer(About::default(), move |unit| {
            let permit = permitted(unit, &Default::default(), &act, now)?;
            Arc::make_mut(&mut unit.context_mut().world).profile = profile;
            unit.stage(Write::PutDocument { kind: PROFILE, id, body })?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            Ok((done, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok(done)
    }

    /// The first year from today on, two months ahead included, of which the profile has no calendar.
    pub fn missing_year(&self) -> Option<i16> {
        let (world, now) = (self.world(), self.clock.now());
        let ahead = now.saturating_add(AHEAD).unwrap_or(now);
        let days = [now, ahead].map(|at| world.profile.local_date(at));
        days.into_iter().find(|day| world.profile.is_working(*day).is_err()).map(|day| day.year())
    }

    pub(crate) fn organise(&self, actor: &Actor, deed: Deed) -> Result<Done> {
        let act = self.said(actor, None, deed);
        let now = self.clock.now();
        let (done, world, roster) = self.in_writer(About::default(), move |unit| {
            let state = load(unit, About::default())?;
            let permit = permitted(unit, &state, &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            let desk = unit.context();
            Ok((done, desk.world.clone(), desk.roster.clone()))
        })?;
        self.set_world(world);
        self.show_roster(roster);
        Ok(done)
    }

    pub(crate) fn set_world(&self, world: Arc<World>) {
        let mut known = self.world.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if world.epoch >= known.epoch {
            *known = world;
        }
    }
}
