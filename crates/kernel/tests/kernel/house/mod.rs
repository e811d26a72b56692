//! A model organisation: the small sample policy, its staff, and everything held, in memory.

mod apply;
mod packs;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    str::FromStr,
    sync::Arc,
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::*;
use policy::{Edition, EventId, ItemId};

use crate::rules;
pub(crate) use apply::Stale;
pub(crate) use packs::{clinic, gdpr, kz, kz_with_2027, real, samples};

/// Values are left out: a record is the set of items that have one.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) world: World,
    pub(crate) people: BTreeMap<SubjectId, State>,
    pub(crate) records: BTreeMap<EngagementId, BTreeSet<ItemId>>,
    /// What happened to each engagement, told without the kernel.
    pub(crate) facts: BTreeMap<EngagementId, Facts>,
    /// Carriers that wait to be destroyed.
    pub(crate) released: BTreeMap<u64, Timestamp>,
    /// Duties that outlived their data.
    pub(crate) left: BTreeMap<PaperId, LeftDuty>,
    pub(crate) log: Vec<Operational>,
    pub(crate) now: Timestamp,
    pub(crate) made: u64,
    /// Whether what takes two counts as approved.
    pub(crate) agreed: bool,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Facts {
    pub(crate) events: BTreeMap<EventId, Timestamp>,
    pub(crate) pause: Option<Timestamp>,
    /// The consent's own term.
    pub(crate) until: Option<Timestamp>,
    pub(crate) restricted: bool,
}

impl House {
    /// The sample policy in force, later editions waiting, four at work.
    pub(crate) fn sample() -> Self {
        let [now, later @ ..] = samples();
        let mut house = Self::of(now);
        house.world.editions.extend((2..).zip(later));
        house.employ("anna", &["hr"], 1);
        house.employ("marat", &["marketing"], 1);
        house.employ("olga", &["hr"], 0);
        house
    }

    /// A policy in force and its responsible person at work.
    pub(crate) fn of(edition: Arc<Edition>) -> Self {
        Self::under(edition, kz())
    }

    /// The same under a profile.
    pub(crate) fn under(edition: Arc<Edition>, profile: Arc<Profile>) -> Self {
        let world = World {
            epoch: 7,
            editions: BTreeMap::from([(1, edition)]),
            in_force: 1,
            profile,
            staff: BTreeMap::new(),
            keys: BTreeMap::new(),
            hooks: BTreeSet::from([id("warehouse")]),
            proposals: BTreeMap::new(),
        };
        let (people, records, facts, released, left) = Default::default();
        let mut house = Self {
            world,
            people,
            records,
            facts,
            released,
            left,
            log: Vec::new(),
            now: at("2026-02-02T10:00"),
            made: 0,
            agreed: true,
        };
        house.employ("officer", &["responsible"], 1);
        house
    }

    pub(crate) fn employ(&mut self, name: &str, roles: &[&str], acknowledged: EditionNo) {
        let roles = roles.iter().map(|role| id(role)).collect();
        self.world.staff.insert(id(name), Member { roles, acknowledged });
    }

    pub(crate) fn state(&self, who: SubjectId, other: Option<SubjectId>) -> State {
        let state = self.people.get(&who).cloned().unwrap_or_default();
        State { other: other.map(|other| Box::new(self.state(other, None))), ..state }
    }

    pub(crate) fn decide(&self, actor: &str, who: SubjectId, deed: Deed) -> Decision {
        self.decide_at(actor, who, None, None, deed)
    }

    pub(crate) fn decide_at(
        &self,
        actor: &str,
        who: SubjectId,
        other: Option<SubjectId>,
        when: Option<Timestamp>,
        deed: Deed,
    ) -> Decision {
        let act = Act { actor: id(actor), at: when, deed };
        decide(&self.world_for(&act), &self.state(who, other), &act, self.now)
    }

    /// With what takes two taken as approved, unless the test is about that.
    pub(crate) fn world_for(&self, act: &Act) -> World {
        let (kind, mut world) = (act.deed.kind(), self.world.clone());
        let digest = match &act.deed {
            Deed::ActivateEdition { edition } => {
                world.editions.get(edition).map(|edition| hex(edition.hash()))
            }
            Deed::EnterProfile { digest, .. } | Deed::BulkExport { digest, .. } => Some(digest.clone()),
            _ => None,
        };
        if let (true, Some(digest), Some(by)) = (self.agreed, digest, act.actor.staff()) {
            let (by, ends) = (by.clone(), self.now + Proposal::STANDS);
            let approved = Some(id("somebody-else"));
            world.proposals.insert(0, Proposal { by, act: kind, digest, ends, approved });
        }
        world
    }

    /// Does what is permitted, logs what is refused.
    pub(crate) fn perform(
        &mut self,
        actor: &str,
        who: SubjectId,
        other: Option<SubjectId>,
        when: Option<Timestamp>,
        deed: Deed,
    ) -> Decision {
        let decision = self.decide_at(actor, who, other, when, deed.clone());
        let changes = match &decision {
            Decision::Permit(permit) => {
                let meant = permit.changes.part.and_then(|part| part.engagement);
                self.note(&deed, who, meant, when.unwrap_or(self.now));
                permit.changes.clone()
            }
            Decision::Refuse(refusal) => (*refusal.changes).clone(),
        };
        self.apply(&changes).expect("nothing happened in between");
        decision
    }

    pub(crate) fn permit(&mut self, actor: &str, who: SubjectId, deed: Deed) -> Permit {
        permitted(self.perform(actor, who, None, None, deed))
    }

    pub(crate) fn refuse(&self, actor: &str, who: SubjectId, deed: Deed) -> Refusal {
        refused(self.decide(actor, who, deed))
    }

    /// Every engagement with its person.
    pub(crate) fn engagements(&self) -> impl Iterator<Item = (&State, &Engagement)> {
        self.people.values().flat_map(|state| state.engagements.iter().map(move |e| (state, e)))
    }

    pub(crate) fn row(&self, e: &Engagement) -> (&policy::Purpose, &policy::List) {
        self.world.editions[&e.edition].row(e.row).unwrap()
    }

    /// The one engagement of a person.
    pub(crate) fn only(&self, who: SubjectId) -> &Engagement {
        let [only] = self.people[&who].engagements.as_slice() else { panic!("not one engagement") };
        only
    }

    /// Destroys what is due, one by one, as a sweep does.
    pub(crate) fn sweep(&mut self) {
        let all: Vec<_> = self.engagements().map(|(_, e)| (e.subject, e.id)).collect();
        for (who, engagement) in all {
            let state = self.people[&who].clone();
            let e = state.engagements.iter().find(|e| e.id == engagement).unwrap();
            match fate(&self.world, &state, e, self.now) {
                Fate::Destroy(_) => self.destroy(&state, e),
                Fate::Moved(due) => {
                    let person = self.people.get_mut(&who).unwrap();
                    person.engagements.iter_mut().find(|e| e.id == engagement).unwrap().due = due;
                }
                _ => {}
            }
        }
    }

    /// A new id, in order of time as the ids of a store are.
    pub(crate) fn next<T>(&mut self, make: impl Fn([u8; 16]) -> T) -> T {
        self.made += 1;
        make((1 << 120 | u128::from(self.made)).to_be_bytes())
    }

    fn note(&mut self, deed: &Deed, who: SubjectId, meant: Option<EngagementId>, at: Timestamp) {
        let pause = rules::moment(&self.world.profile, "1 working day", self.now);
        let pause = Some(pause.unwrap_or_else(|bound| bound));
        let Some(engagement) = meant else {
            if let Deed::Erase { target: None, reason: EraseReason::Demand } = deed {
                self.restricted(who);
            }
            return;
        };
        let known = self.facts.entry(engagement).or_default();
        match deed {
            Deed::Collect(c) => {
                *known = Facts::default();
                let purpose = self.world.edition().unwrap().pack().purpose(&c.purpose).unwrap();
                if let (policy::Ground::Consent(_), Some(consent)) = (&purpose.ground, c.consent) {
                    known.events.insert(id("consent-given"), consent.at);
                    known.until = consent.until;
                }
            }
            Deed::RecordEvent { event, opens, .. } => {
                known.events.insert(event.clone(), at);
                known.pause = known.pause.max(pause);
                self.facts.insert(*opens, Facts::default());
            }
            Deed::RevokeEvent { event, .. } => drop(known.events.remove(event)),
            Deed::WithdrawConsent { parts, .. } if parts.has(Part::Processing) => {
                let event = id("consent-withdrawn");
                if let std::collections::btree_map::Entry::Vacant(new) = known.events.entry(event) {
                    new.insert(at);
                    known.pause = known.pause.max(pause);
                }
            }
            Deed::GiveConsent { consent, .. } => {
                known.events.remove(&id::<EventId>("consent-withdrawn"));
                known.events.insert(id("consent-given"), consent.at);
                known.until = consent.until;
            }
            Deed::Restrict { on, .. } => known.restricted = *on,
            _ => {}
        }
    }

    /// A demand to erase everything leaves what a law keeps, and that is only kept.
    fn restricted(&mut self, who: SubjectId) {
        let law = |e: &&Engagement| ["contracts", "employment"].contains(&self.row(e).0.id.as_str());
        let kept: Vec<_> = self.people[&who].engagements.iter().filter(law).map(|e| e.id).collect();
        kept.iter().for_each(|id| self.facts.get_mut(id).unwrap().restricted = true);
    }
}

pub(crate) fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(crate) fn ids<T: FromStr<Err: Debug>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| id(text)).collect()
}

/// A moment of the country's time.
pub(crate) fn at(local: &str) -> Timestamp {
    format!("{local}:00+05:00").parse().unwrap()
}

pub(crate) fn person(n: u8) -> SubjectId {
    SubjectId::from_bytes([n; 16])
}

pub(crate) fn engagement(n: u8) -> EngagementId {
    EngagementId::from_bytes([n; 16])
}

pub(crate) fn paper(n: u8) -> PaperId {
    PaperId::from_bytes([n; 16])
}

pub(crate) fn under(purpose: &str) -> Target {
    Target { purpose: id(purpose), engagement: None }
}

pub(crate) fn permitted(decision: Decision) -> Permit {
    match decision {
        Decision::Permit(permit) => *permit,
        Decision::Refuse(refusal) => panic!("refused: {} {}", refusal.code, refusal.clause),
    }
}

pub(crate) fn refused(decision: Decision) -> Refusal {
    match decision {
        Decision::Permit(permit) => panic!("permitted by {}", permit.clause),
        Decision::Refuse(refusal) => *refusal,
    }
}

/// A role of a pack, to change it.
pub(crate) fn role<'a>(pack: &'a mut policy::Pack, name: &str) -> &'a mut policy::Role {
    pack.roles.iter_mut().find(|role| role.id == *name).unwrap()
}

/// A complete collecting under a purpose of either policy, with consent given now.
pub(crate) fn taking(house: &House, who: SubjectId, n: u8, purpose: &str) -> Collecting {
    let edition = house.world.edition().unwrap();
    let purpose = edition.pack().purpose(&id(purpose)).unwrap();
    let list = &purpose.lists[0];
    Collecting {
        subject: who,
        engagement: engagement(n),
        purpose: purpose.id.clone(),
        category: list.categories[0].clone(),
        choice: list.choice.as_ref().map(|choice| choice.options[0].id.clone()),
        items: list.items.clone(),
        consent: Some(Consent::to_processing(Way::Written, house.now)),
        exception: None,
        source: Source::Subject,
        fingerprint: [0; 16],
    }
}

/// What a machine that loads people needs.
pub(crate) fn loading() -> policy::Permission {
    let (purposes, items) = (policy::Scope::Only(vec![id("mailings")]), policy::Scope::All);
    policy::Permission { acts: vec![ActKind::Collect], purposes, items }
}
