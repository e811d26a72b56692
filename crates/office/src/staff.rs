//! Staff.

use std::sync::Arc;

use jiff::SignedDuration;
use kernel::{Actor, Deed, Member, World};
use policy::{RoleId, StaffId};

use crate::{
    Done, Office,
    acts::{About, done, load, permitted},
    error::Result,
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
