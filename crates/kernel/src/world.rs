//! What an act is decided in: the policy, the law and the staff of one organisation.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use calendar::{Demand, Profile};
use policy::{Cites, Edition, Ground, HookId, KeyId, Lang, Permission, Purpose, RoleId, StaffId};

use crate::{ApiKey, Proposal, ProposalNo, cites};

/// An edition's number in one organisation, from 1 in the order of loading.
pub type EditionNo = u32;

/// The policy, the law and the staff at one moment.
#[derive(Debug, Clone)]
pub struct World {
    /// Goes up by one with every change of staff, roles or editions.
    pub epoch: u64,
    /// Every edition loaded.
    pub editions: BTreeMap<EditionNo, Arc<Edition>>,
    /// The edition in force.
    pub in_force: EditionNo,
    /// The jurisdiction profile.
    pub profile: Arc<Profile>,
    /// The staff.
    pub staff: BTreeMap<StaffId, Member>,
    /// The machines' keys.
    pub keys: BTreeMap<KeyId, ApiKey>,
    /// The other systems that events are sent to.
    pub hooks: BTreeSet<HookId>,
    /// What takes two people and has one, or both; those that ended may still be among them.
    pub proposals: BTreeMap<ProposalNo, Proposal>,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Roles held, as the edition in force knows them.
    pub roles: Vec<RoleId>,
    /// The edition acknowledged last, 0 for none.
    pub acknowledged: EditionNo,
}

impl World {
    /// The edition in force.
    pub fn edition(&self) -> Option<&Edition> {
        self.editions.get(&self.in_force).map(Arc::as_ref)
    }

    /// Says citations and clauses: by the edition in force, by earlier ones for what only they cite, and by the profile.
    pub fn cites(&self, lang: Lang) -> Cites<'_> {
        let others = self.editions.iter().rev().filter(|(number, _)| **number != self.in_force);
        let all = self.edition().into_iter().chain(others.map(|(_, edition)| edition.as_ref()));
        cites(lang, all.map(Edition::pack), &self.profile)
    }

    /// The permissions that a member's roles give under the edition in force.
    pub fn permissions<'a>(&'a self, member: &'a Member) -> impl Iterator<Item = &'a Permission> + 'a {
        let roles = self.edition().map(|e| e.pack().roles.as_slice()).unwrap_or_default();
        roles.iter().filter(|role| member.roles.contains(&role.id)).flat_map(|role| &role.may)
    }

    /// Whether a person's demand to erase takes what is held for a purpose: consent yields, a cited law keeps, and any
    /// other ground, and a condition for special categories, does what the profile says of it. Where both are named the
    /// stricter holds, and what the profile does not know keeps.
    pub fn yields(&self, purpose: &Purpose) -> bool {
        let yields = |demand: Option<Demand>| demand == Some(Demand::Yields);
        let ground = match &purpose.ground {
            Ground::Consent(_) => true,
            Ground::Law(_) => false,
            Ground::Other { id, .. } => yields(self.profile.ground(id.as_str()).map(|g| g.demand)),
        };
        let condition = |id| self.profile.condition(id).map(|condition| condition.demand);
        ground && purpose.special.as_ref().is_none_or(|id| yields(condition(id.as_str())))
    }

    /// Whether a member holds the responsible person's role.
    pub fn is_responsible(&self, member: &Member) -> bool {
        let role = self.edition().and_then(|e| e.pack().responsible.as_ref()).map(|r| &r.role);
        role.is_some_and(|role| member.roles.contains(role))
    }
}
