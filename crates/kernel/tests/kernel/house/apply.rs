//! What a store does with a changeset: refuses one decided on what is no longer so, performs the others whole.

use std::collections::BTreeSet;

use kernel::*;
use policy::ItemId;

use super::House;

/// What the changeset was decided on has changed since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    Epoch,
    Subject,
    Engagement,
}

impl House {
    /// All of it or nothing.
    pub(crate) fn apply(&mut self, set: &ChangeSet) -> Result<(), Stale> {
        if set.epoch != self.world.epoch {
            return Err(Stale::Epoch);
        }
        let version =
            |who| self.people.get(who).and_then(|state| state.subject.as_ref()).map_or(0, |s| s.version);
        if set.subjects.iter().any(|(who, read)| version(who) != *read) {
            return Err(Stale::Subject);
        }
        let mut next = self.clone();
        for change in &set.changes {
            next.change(change, &set.entry)?;
        }
        next.log.push(set.entry.clone());
        *self = next;
        Ok(())
    }

    pub(super) fn destroy(&mut self, state: &State, e: &Engagement) {
        let mut changes = vec![Change::DropEngagement(e.clone())];
        if state.engagements.len() == 1 {
            changes.push(Change::DropSubject(e.subject));
        }
        let entry = self.log.last().cloned().unwrap();
        changes.iter().try_for_each(|change| self.change(change, &entry)).unwrap();
    }

    fn change(&mut self, change: &Change, entry: &Operational) -> Result<(), Stale> {
        match change {
            Change::NewSubject(subject) => {
                let state = State { subject: Some(subject.clone()), ..State::default() };
                assert!(self.people.insert(subject.id, state).is_none(), "the id is taken");
            }
            Change::PutSubject(subject) => {
                let known = self.people.get_mut(&subject.id).unwrap().subject.as_mut().unwrap();
                assert_eq!(subject.version, known.version + 1);
                *known = subject.clone();
            }
            Change::DropSubject(who) => {
                let gone = self.people.remove(who).ok_or(Stale::Subject)?;
                if !gone.engagements.is_empty() {
                    return Err(Stale::Engagement); // taken in since: it must not be left without its person
                }
            }
            Change::PutEngagement(e, content) => {
                let old = self.take(e.subject, e)?;
                self.record(e, old.as_ref(), content, entry);
                self.put(e);
            }
            Change::DropEngagement(e) => {
                let old = self.take(e.subject, &Engagement { version: e.version + 1, ..e.clone() })?;
                old.ok_or(Stale::Engagement)?;
                self.records.remove(&e.id).unwrap();
            }
            Change::MoveEngagement { to, from } => {
                // the row's own version stays, as what the log tells of it does
                let old = self.take(*from, &Engagement { version: to.version + 1, ..to.clone() })?;
                let record = old.ok_or(Stale::Engagement)?.record;
                assert_eq!(to.record, record + 1, "the sealing binds the person");
                self.put(to);
            }
            Change::MoveTrail { from, to, .. } => {
                assert!(
                    self.people.contains_key(from) && self.people.contains_key(to),
                    "both keys are needed"
                );
            }
            Change::PutHold(who, hold) => self.people.get_mut(who).unwrap().holds.push(*hold),
            Change::DropHold(who, hold) => {
                self.people.get_mut(who).unwrap().holds.retain(|known| known != hold)
            }
            Change::Organisation(change) => self.organisation(change),
        }
        Ok(())
    }

    fn organisation(&mut self, change: &OrgChange) {
        self.world.epoch += 1;
        match change.clone() {
            OrgChange::PutStaff { staff, roles, acknowledged } => {
                self.world.staff.insert(staff, Member { roles, acknowledged });
            }
            OrgChange::DropStaff(staff) => drop(self.world.staff.remove(&staff)),
            OrgChange::Activate(edition) => self.world.in_force = edition,
        }
    }

    /// Takes the engagement out that `next` replaces: the version before it, or nothing for a first version.
    fn take(&mut self, who: SubjectId, next: &Engagement) -> Result<Option<Engagement>, Stale> {
        let state = self.people.get_mut(&who).ok_or(Stale::Subject)?;
        let place = state.engagements.iter().position(|e| e.id == next.id);
        let old = place.map(|place| state.engagements.remove(place));
        if old.as_ref().map_or(0, |old| old.version) + 1 == next.version {
            Ok(old)
        } else {
            Err(Stale::Engagement)
        }
    }

    fn put(&mut self, e: &Engagement) {
        let known = &mut self.people.get_mut(&e.subject).unwrap().engagements;
        known.push(e.clone());
        known.sort_by_key(|e| e.id);
    }

    fn record(&mut self, e: &Engagement, old: Option<&Engagement>, content: &Content, entry: &Operational) {
        let items = match content {
            Content::New => held(self, e),
            Content::Same => {
                let old = old.unwrap();
                assert_eq!((e.record, e.held), (old.record, old.held), "the record stays");
                return;
            }
            Content::Replaced => {
                assert_eq!(e.record, old.unwrap().record + 1, "an old value can't be replayed");
                let known = self.records[&e.id].iter().cloned();
                known.chain(entry.items.iter().cloned()).collect()
            }
            Content::Carried { from, items } => {
                let source = self.people[&e.subject].engagements.iter().find(|e| e.id == *from).unwrap();
                let carried = held(self, &Engagement { held: *items, ..source.clone() });
                assert!(carried.is_subset(&self.records[from]), "only what is held carries over");
                carried
            }
        };
        self.records.insert(e.id, items);
    }
}

/// The items that an engagement's mask names.
pub(super) fn held(house: &House, e: &Engagement) -> BTreeSet<ItemId> {
    let items = house.row(e).1.items.iter().enumerate();
    items.filter(|(place, _)| e.held >> place & 1 == 1).map(|(_, item)| item.clone()).collect()
}
