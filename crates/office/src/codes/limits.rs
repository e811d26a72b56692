//! How often codes were asked for: kept over restarts, sealed under a key that changes with every change, so that what
//! was forgotten can't be read from what the files still hold.

use identity::{IdentityKey, Limiter, Limits};
use serde::{Deserialize, Serialize};
use store::{Unit, Write};
use vault::{SubjectKey, Zeroizing};

use crate::{
    desk::Desk,
    error::{OfficeError, Result},
    organisation::json,
    random::{self, SystemRandom},
};

pub(crate) const LIMITS: &str = "codes";
const KEY: &str = "identity-key";
/// Nobody's id: the key of the limits is wrapped as if for a person of this id.
const NOBODY: [u8; 16] = [0xFF; 16];

/// Where the limits are sealed, and the key of codes and tags.
#[derive(Serialize, Deserialize)]
pub(crate) struct Place {
    /// The slot of their key.
    pub(crate) slot: u64,
    /// The identity key, sealed by the system's own.
    key: Vec<u8>,
}

/// The key of codes, and the limits as they stand.
pub(crate) fn load(unit: &mut Unit<'_, Desk>) -> Result<(IdentityKey, Limiter)> {
    let limits = Limits::default();
    let Some(place) = place(unit)? else {
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(random::bytes());
        let sealed = unit.context().keys.seal_system(KEY, &key[..], &mut SystemRandom);
        let limiter = Limiter::new(&limits);
        put(unit, &limiter, sealed)?;
        return Ok((IdentityKey::new(&key), limiter));
    };
    let bad = |what: &str| OfficeError::damaged(format!("{what} of one-time codes does not open"));
    let key = unit.context().keys.open_system(KEY, &place.key).map_err(|_| bad("the key"))?;
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(key.as_slice().try_into().map_err(|_| bad("the key"))?);
    let wrapped = unit.slot(place.slot)?.ok_or_else(|| bad("the slot"))?;
    let sealed = unit.record(place.slot)?.ok_or_else(|| bad("the record"))?;
    let own = unit.context().keys.unwrap_subject(&NOBODY, &wrapped).map_err(|_| bad("the slot"))?;
    let plain = own.open_part(LIMITS.as_bytes(), &sealed).map_err(|_| bad("the record"))?;
    let limiter = Limiter::from_bytes(&plain, &limits).map_err(|_| bad("the record"))?;
    Ok((IdentityKey::new(&key), limiter))
}

/// Keeps the limits, under a new key.
pub(crate) fn store(unit: &mut Unit<'_, Desk>, limiter: &Limiter) -> Result<()> {
    let place = place(unit)?.ok_or_else(|| OfficeError::damaged("the limits of codes are gone"))?;
    unit.stage(Write::ZeroSlot(place.slot))?;
    unit.stage(Write::DropRecord(place.slot))?;
    put(unit, limiter, place.key)
}

fn put(unit: &mut Unit<'_, Desk>, limiter: &Limiter, key: Vec<u8>) -> Result<()> {
    let own = SubjectKey::generate(&mut SystemRandom);
    let slot = unit.next_slot();
    let wrapped = unit.context().keys.wrap_subject(&NOBODY, &own, &mut SystemRandom);
    let sealed = own.seal_part(LIMITS.as_bytes(), &limiter.to_bytes(), &mut SystemRandom);
    unit.stage(Write::PutSlot { slot, wrapped })?;
    unit.stage(Write::PutRecord { slot, sealed })?;
    let body = json(&Place { slot, key });
    Ok(unit.stage(Write::PutDocument { kind: LIMITS, id: LIMITS.to_owned(), body })?)
}

fn place(unit: &mut Unit<'_, Desk>) -> Result<Option<Place>> {
    let Some(body) = unit.document(LIMITS, LIMITS)? else { return Ok(None) };
    serde_json::from_slice(&body)
        .map(Some)
        .map_err(|_| OfficeError::damaged("the limits of codes do not read"))
}

/// The slot that the limits lie in, for whoever looks for slots that belong to nothing.
pub(crate) fn slot(body: &[u8]) -> Option<u64> {
    serde_json::from_slice::<Place>(body).ok().map(|place| place.slot)
}
