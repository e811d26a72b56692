//! The organisation as the log tells it, to compare with the organisation as the rows have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::{ActKind, EditionNo, Enrolment, Member, Operational, Proposal, ProposalNo, Verdict, World};
use policy::{HookId, KeyId, StaffId};
use sha2::{Digest as _, Sha256};

use super::Health;
use crate::{keys::hex, signin::Roster};

/// The staff and the edition in force, as the log tells them.
#[derive(Default)]
pub(super) struct Organisation {
    staff: BTreeMap<StaffId, Member>,
    /// Owner, scope in words and end of every machine's key.
    keys: BTreeMap<KeyId, (StaffId, String, Timestamp)>,
    /// The systems that events are sent to.
    hooks: BTreeSet<HookId>,
    /// What takes two and has one, or both.
    proposals: BTreeMap<ProposalNo, Proposal>,
    /// When each last chose their means of signing in.
    chosen: BTreeMap<StaffId, Timestamp>,
    in_force: EditionNo,
    /// The SHA-256 of every edition that was in force.
    editions: BTreeMap<EditionNo, String>,
    epoch: u64,
    /// The SHA-256 of the profile's text, once one was entered.
    profile: Option<String>,
}

impl Organisation {
    pub(super) fn hear(&mut self, operational: &[u8]) {
        use ActKind::{
            AcknowledgeEdition, ActivateEdition, AddHook, AddKey, AddStaff, Approve, Decline, Enrol,
            EnterProfile, Propose, RemoveHook, RemoveKey, RemoveStaff,
        };
        let kinds = [
            ActivateEdition,
            EnterProfile,
            AcknowledgeEdition,
            AddStaff,
            RemoveStaff,
            AddKey,
            RemoveKey,
            AddHook,
            RemoveHook,
            Enrol,
            Propose,
            Approve,
            Decline,
        ];
        if !kinds.iter().any(|kind| speaks_of(operational, *kind)) {
            return;
        }
        let Ok(said) = Operational::from_bytes(operational) else { return };
        if said.verdict != Verdict::Permitted {
            return;
        }
        if said.act == Enrol {
            let theirs = said.how.as_deref() != Some(Enrolment::Invited.word());
            self.chosen.extend(said.staff.filter(|_| theirs).map(|staff| (staff, said.time)));
            return;
        }
        self.epoch += 1;
        self.hear_proposal(&said);
        match (said.act, said.staff) {
            (ActivateEdition, staff) => {
                self.in_force = said.count.and_then(|n| n.try_into().ok()).unwrap_or_default();
                self.editions.insert(self.in_force, said.digest.unwrap_or_default());
                if let Some(first) = staff {
                    self.staff.insert(first, Member { roles: said.roles, acknowledged: 0 });
                }
            }
            (EnterProfile, _) => self.profile = said.digest,
            (AcknowledgeEdition, _) => {
                if let Some(member) = said.actor.staff().and_then(|staff| self.staff.get_mut(staff)) {
                    member.acknowledged = said.edition;
                }
            }
            (AddStaff, Some(staff)) => {
                let acknowledged = self.staff.get(&staff).map_or(0, |member| member.acknowledged);
                self.staff.insert(staff, Member { roles: said.roles, acknowledged });
            }
            (RemoveStaff, Some(staff)) => {
                self.staff.remove(&staff);
                self.chosen.remove(&staff);
                self.keys.retain(|_, (owner, ..)| *owner != staff);
                self.proposals.retain(|_, proposal| !proposal.is_of(&staff));
            }
            (AddKey, _) => {
                if let (Some(key), Some(owner), Some(due)) = (said.key, said.actor.staff(), said.due) {
                    self.keys.insert(key, (owner.clone(), said.how.unwrap_or_default(), due));
                }
            }
            (AddHook, _) => self.hooks.extend(said.hook),
            (RemoveHook, _) => {
                said.hook.map(|hook| self.hooks.remove(&hook));
            }
            (RemoveKey, _) => {
                said.key.and_then(|key| self.keys.remove(&key));
            }
            _ => {}
        }
    }

    fn hear_proposal(&mut self, said: &Operational) {
        let (Some(number), by) = (said.number, said.actor.staff().cloned()) else { return };
        match (said.act, by, said.due) {
            (ActKind::Propose, Some(by), Some(ends)) => {
                self.proposals.retain(|_, known| !known.is_over(said.time));
                let act = ActKind::ALL.iter().find(|act| Some(act.as_str()) == said.how.as_deref());
                let digest = said.digest.clone().unwrap_or_default();
                let proposal = act.map(|act| Proposal { by, act: *act, digest, ends, approved: None });
                self.proposals.extend(proposal.map(|proposal| (number, proposal)));
            }
            (ActKind::Approve, by, Some(ends)) => {
                if let Some(proposal) = self.proposals.get_mut(&number) {
                    (proposal.approved, proposal.ends) = (by, ends);
                }
            }
            _ => drop(self.proposals.remove(&number)),
        }
    }

    pub(super) fn compare(&self, world: &World, roster: &Roster, profile: &[u8], health: &mut Health) {
        if (self.in_force, self.epoch) != (world.in_force, world.epoch) {
            health.serious("the edition in force or the organisation's epoch is not what the log tells");
        }
        if self.profile.as_ref().is_some_and(|digest| hex(&Sha256::digest(profile)) != *digest) {
            health.serious("the jurisdiction's profile is not the one that the log tells of");
        }
        for (number, digest) in &self.editions {
            if world.editions.get(number).map(|edition| hex(edition.hash())).as_ref() != Some(digest) {
                health
                    .serious(format!("edition {number} is not the one that the log tells of, or is missing"));
            }
        }
        for id in self.staff.keys().chain(world.staff.keys()).collect::<BTreeSet<_>>() {
            if self.staff.get(id) != world.staff.get(id) {
                health.serious(format!("the staff row of {id} is not what the log tells"));
            }
        }
        for id in world.staff.keys() {
            if self.chosen.get(id).copied() != roster.chosen(id) {
                health.serious(format!("the account of {id} is not what the log tells"));
            }
        }
        for id in self.hooks.symmetric_difference(&world.hooks) {
            health.serious(format!("that events are sent to {id}, or are not, is not what the log tells"));
        }
        for number in self.proposals.keys().chain(world.proposals.keys()).collect::<BTreeSet<_>>() {
            if self.proposals.get(number) != world.proposals.get(number) {
                health.serious(format!("proposal {number} is not what the log tells"));
            }
        }
        let held = |id| world.keys.get(id).map(|key| (key.owner.clone(), key.words(), key.expires));
        for id in self.keys.keys().chain(world.keys.keys()).collect::<BTreeSet<_>>() {
            if self.keys.get(id).cloned() != held(id) {
                health.serious(format!("the row of key {id} is not what the log tells"));
            }
        }
    }
}

/// Whether an entry is of this kind, without reading all of it.
pub(super) fn speaks_of(operational: &[u8], kind: ActKind) -> bool {
    let word = format!("\"act\":\"{}\"", kind.as_str());
    operational.windows(word.len()).any(|window| window == word.as_bytes())
}
