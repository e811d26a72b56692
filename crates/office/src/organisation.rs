//! The organisation's own state: editions, staff, the edition in force. Kept as documents, read at opening.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{ActKind, ApiKey, EditionNo, Member, OrgChange, Proposal, ProposalNo, World};
use policy::{Edition, KeyId, Permission, RoleId, StaffId};
use serde::{Deserialize, Serialize};
use store::{Document, Engine, Write};

use crate::{
    desk::Desk,
    error::{OfficeError, Result},
    feed,
    machines::SECRET,
    proposals, signin,
};

pub(crate) const EDITION: &str = "edition";
pub(crate) const STAFF: &str = "staff";
pub(crate) const KEY: &str = "key";
pub(crate) const PROPOSAL: &str = "proposal";
pub(crate) const META: &str = "meta";
pub(crate) const PROFILE: &str = "profile";
const STATE: &str = "organisation";

#[derive(Debug, Clone, Serialize, Deserialize)]
struct OrgState {
    epoch: u64,
    in_force: EditionNo,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct StaffState {
    roles: Vec<RoleId>,
    acknowledged: EditionNo,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeyState {
    owner: StaffId,
    scope: Permission,
    expires: Timestamp,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct ProposalState {
    by: StaffId,
    act: ActKind,
    digest: String,
    ends: Timestamp,
    approved: Option<StaffId>,
}

fn put_proposal(number: ProposalNo, proposal: &Proposal) -> Write {
    let Proposal { by, act, digest, ends, approved } = proposal.clone();
    let state = ProposalState { by, act, digest, ends, approved };
    Write::PutDocument { kind: PROPOSAL, id: number.to_string(), body: json(&state) }
}

/// A proposal's state and what is proposed.
fn drop_proposal(number: ProposalNo) -> [Write; 2] {
    [PROPOSAL, proposals::MATTER].map(|kind| Write::DropDocument { kind, id: number.to_string() })
}

fn put_key(id: &KeyId, key: &ApiKey) -> Write {
    let state = KeyState { owner: key.owner.clone(), scope: key.scope.clone(), expires: key.expires };
    Write::PutDocument { kind: KEY, id: id.to_string(), body: json(&state) }
}

/// A key's state and what is kept of its secret.
fn drop_key(id: &KeyId) -> [Write; 2] {
    [KEY, SECRET].map(|kind| Write::DropDocument { kind, id: id.to_string() })
}

/// Applies a change to the desk's world and gives the documents to write.
pub(crate) fn apply(desk: &mut Desk, change: OrgChange) -> Vec<Write> {
    let world = Arc::make_mut(&mut desk.world);
    world.epoch += 1;
    let (mut writes, mut leaves) = (Vec::new(), None);
    match change {
        OrgChange::PutStaff { staff, roles, acknowledged } => {
            let body = json(&StaffState { roles: roles.clone(), acknowledged });
            let id = staff.to_string();
            world.staff.insert(staff, Member { roles, acknowledged });
            writes.push(Write::PutDocument { kind: STAFF, id, body });
        }
        OrgChange::DropStaff(staff) => {
            world.staff.remove(&staff);
            writes.push(Write::DropDocument { kind: STAFF, id: staff.to_string() });
            let orphans = world.keys.extract_if(.., |_, key| key.owner == staff);
            writes.extend(orphans.flat_map(|(id, _)| drop_key(&id)));
            let theirs = world.proposals.extract_if(.., |_, proposal| proposal.is_of(&staff));
            writes.extend(theirs.flat_map(|(number, _)| drop_proposal(number)));
            leaves = Some(staff);
        }
        // its text is written by whoever entered it
        OrgChange::EnterProfile(number) => {
            world.proposals.remove(&number);
            writes.extend(drop_proposal(number));
        }
        OrgChange::PutKey(id, key) => {
            writes.push(put_key(&id, &key));
            world.keys.insert(id, key);
        }
        OrgChange::DropKey(id) => {
            writes.extend(drop_key(&id));
            world.keys.remove(&id);
        }
        OrgChange::PutHook(id) => drop(world.hooks.insert(id)), // its document is written by whoever added it
        OrgChange::DropHook(id) => drop(world.hooks.remove(&id)),
        OrgChange::PutProposal { number, proposal, over } => {
            world.proposals.retain(|number, _| !over.contains(number));
            writes.extend(over.into_iter().flat_map(drop_proposal));
            writes.push(put_proposal(number, &proposal));
            world.proposals.insert(number, proposal);
        }
        OrgChange::DropProposal(number) => {
            world.proposals.remove(&number);
            writes.extend(drop_proposal(number));
        }
        OrgChange::Activate(edition, number) => {
            world.in_force = edition;
            world.proposals.remove(&number);
            writes.extend(drop_proposal(number));
        }
    }
    writes.push(state(world));
    writes.extend(leaves.iter().flat_map(|staff| signin::forget(desk, staff)));
    writes
}

/// Adds an edition, not yet in force, and gives the documents to write.
pub(crate) fn load_edition(desk: &mut Desk, edition: Edition) -> (EditionNo, Vec<Write>) {
    let world = Arc::make_mut(&mut desk.world);
    let same = world.editions.iter().find(|(_, known)| known.hash() == edition.hash()).map(|(no, _)| *no);
    if let Some(number) = same {
        return (number, Vec::new());
    }
    let number = world.editions.keys().next_back().map_or(1, |last| last + 1);
    let body = edition.canonical().to_vec();
    world.editions.insert(number, Arc::new(edition));
    (number, vec![Write::PutDocument { kind: EDITION, id: number.to_string(), body }])
}

/// The documents of a whole world, for a new store.
pub(crate) fn documents(world: &World) -> Vec<Write> {
    let editions = world.editions.iter().map(|(number, edition)| Write::PutDocument {
        kind: EDITION,
        id: number.to_string(),
        body: edition.canonical().to_vec(),
    });
    let staff = world.staff.iter().map(|(id, member)| Write::PutDocument {
        kind: STAFF,
        id: id.to_string(),
        body: json(&StaffState { roles: member.roles.clone(), acknowledged: member.acknowledged }),
    });
    let keys = world.keys.iter().map(|(id, key)| put_key(id, key));
    editions.chain(staff).chain(keys).chain([state(world)]).collect()
}

/// Reads the world back.
pub(crate) fn world(engine: &mut dyn Engine, profile: Arc<Profile>) -> Result<World> {
    let bad = |what: &str| OfficeError::damaged(format!("the document `{what}` does not read"));
    let mut editions = BTreeMap::new();
    for Document { id, body, .. } in engine.documents(EDITION)? {
        let number: EditionNo = id.parse().map_err(|_| bad(&id))?;
        let edition = Edition::from_canonical(&body).map_err(|_| bad(&format!("edition {id}")))?;
        editions.insert(number, Arc::new(edition));
    }
    let mut staff = BTreeMap::new();
    for Document { id, body, .. } in engine.documents(STAFF)? {
        let member: StaffState = serde_json::from_slice(&body).map_err(|_| bad(&id))?;
        let name: StaffId = id.parse().map_err(|_| bad(&id))?;
        staff.insert(name, Member { roles: member.roles, acknowledged: member.acknowledged });
    }
    let mut keys = BTreeMap::new();
    for Document { id, body, .. } in engine.documents(KEY)? {
        let KeyState { owner, scope, expires } = serde_json::from_slice(&body).map_err(|_| bad(&id))?;
        keys.insert(id.parse().map_err(|_| bad(&id))?, ApiKey { owner, scope, expires });
    }
    let mut hooks = BTreeSet::new();
    for Document { id, .. } in engine.documents(feed::HOOK)? {
        hooks.insert(id.parse().map_err(|_| bad(&id))?);
    }
    let mut proposals = BTreeMap::new();
    for Document { id, body, .. } in engine.documents(PROPOSAL)? {
        let ProposalState { by, act, digest, ends, approved } =
            serde_json::from_slice(&body).map_err(|_| bad(&id))?;
        let number: ProposalNo = id.parse().map_err(|_| bad(&id))?;
        proposals.insert(number, Proposal { by, act, digest, ends, approved });
    }
    let state = engine.document(META, STATE)?.ok_or_else(|| bad(STATE))?;
    let state: OrgState = serde_json::from_slice(&state).map_err(|_| bad(STATE))?;
    Ok(World {
        epoch: state.epoch,
        editions,
        in_force: state.in_force,
        profile,
        staff,
        keys,
        hooks,
        proposals,
    })
}

fn state(world: &World) -> Write {
    let body = json(&OrgState { epoch: world.epoch, in_force: world.in_force });
    Write::PutDocument { kind: META, id: STATE.to_owned(), body }
}

pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default() // strings, numbers, lists and maps with text keys always serialise
}
