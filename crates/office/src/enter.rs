//! What every decision rests on, renewed as it was approved: the edition in force, the jurisdiction's profile.

use std::sync::Arc;

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Act, Actor, Deed, EditionNo};
use policy::Edition;
use store::{Unit, Write};

use crate::{
    Done,
    acts::{done, permitted},
    desk::Desk,
    error::{OfficeError, Result},
    open,
    organisation::{self, PROFILE},
    perform::Payload,
};

/// Puts an edition in force. Data stays bound to the edition that it was collected under.
pub(crate) fn edition(
    unit: &mut Unit<'_, Desk>,
    actor: &Actor,
    edition: Edition,
    now: Timestamp,
) -> Result<(Done, EditionNo)> {
    let before = unit.context().world.clone();
    let (number, writes) = organisation::load_edition(unit.context_mut(), edition);
    let act = Act { actor: actor.clone(), at: None, deed: Deed::ActivateEdition { edition: number } };
    let permit = permitted(unit, &Default::default(), &act, now).inspect_err(|_| {
        unit.context_mut().world = before;
    })?;
    writes.into_iter().try_for_each(|write| unit.stage(write))?;
    let (done, _) = done(unit, permit, None, Payload::default())?;
    Ok((done, number))
}

/// Brings the profile up to date from its text: a year's working days, a changed deadline. Terms that waited for a year
/// are counted anew by the next sweep.
pub(crate) fn profile(
    unit: &mut Unit<'_, Desk>,
    actor: &Actor,
    text: String,
    digest: String,
    now: Timestamp,
) -> Result<Done> {
    let profile = fitting(&text, &unit.context().world.profile)?;
    let id = profile.id().to_owned();
    let deed = Deed::EnterProfile { profile: id.clone(), digest };
    let permit = permitted(unit, &Default::default(), &Act { actor: actor.clone(), at: None, deed }, now)?;
    Arc::make_mut(&mut unit.context_mut().world).profile = Arc::new(profile);
    unit.stage(Write::PutDocument { kind: PROFILE, id, body: text.into_bytes() })?;
    Ok(done(unit, permit, None, Payload::default())?.0)
}

/// A profile that has whatever the one in force has; another jurisdiction's is refused by its clause, and not here.
pub(crate) fn fitting(text: &str, known: &Profile) -> Result<Profile> {
    let profile = open::parse_profile(text)?;
    match profile.lacks(known).filter(|_| profile.id() == known.id()) {
        Some(lacking) => Err(OfficeError::input("profile-lacks", &[("name", &lacking)])),
        None => Ok(profile),
    }
}
