//! Staff and editions.

use std::sync::Arc;

use kernel::{Actor, Deed, EditionNo, World};
use policy::{Edition, RoleId, StaffId};

use crate::{
    Done, Office,
    acts::{About, done, load, permitted},
    error::Result,
    organisation,
    perform::Payload,
};

impl Office {
    /// Admits a member of staff, or changes their roles.
    ///
    /// # Errors
    /// Refused.
    pub fn add_staff(&self, actor: &Actor, staff: StaffId, roles: Vec<RoleId>) -> Result<Done> {
        self.organise(actor, Deed::AddStaff { staff, roles })
    }

    /// Ends a member's admission.
    ///
    /// # Errors
    /// Refused.
    pub fn remove_staff(&self, actor: &Actor, staff: StaffId) -> Result<Done> {
        self.organise(actor, Deed::RemoveStaff { staff })
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

    pub(crate) fn organise(&self, actor: &Actor, deed: Deed) -> Result<Done> {
        let act = self.said(actor, None, deed);
        let now = self.clock.now();
        let (done, world) = self.in_writer(About::default(), move |unit| {
            let state = load(unit, About::default())?;
            let permit = permitted(unit, &state, &act, now)?;
            let (done, _) = done(unit, permit, None, Payload::default())?;
            Ok((done, unit.context().world.clone()))
        })?;
        self.set_world(world);
        Ok(done)
    }

    fn set_world(&self, world: Arc<World>) {
        let mut known = self.world.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if world.epoch >= known.epoch {
            *known = world;
        }
    }
}
