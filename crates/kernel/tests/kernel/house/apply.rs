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
    Paper,
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
        let mut put = BTreeSet::new();
        for change in &set.changes {
            if let Change::PutSubject(Subject { id, .. }) | Change::DropSubject(id) = change {
                assert!(put.insert(*id), "a person's state is put once: {:?}", set.changes);
            }
        }
        let mut next = self.clone();
        for change in &set.changes {
            next.change(change, &set.entry)?;
        }
        for state in next.people.values() {
            let counted = state.subject.as_ref().map(|subject| subject.papers as usize);
            assert_eq!(counted, Some(state.papers.len()), "papers are counted: {:?}", set.changes);
        }
        if let Some(part) = &set.part {
            let state = &next.people[&part.subject];
            let after = state.subject.as_ref().map(|subject| subject.version);
            assert_eq!(after, Some(part.subject_version), "the version after the act: {:?}", set.changes);
            let meant = state.engagements.iter().find(|e| part.engagement == Some(e.id));
            assert_eq!(meant.map_or(0, |e| e.version), part.engagement_version);
        }
        next.log.push(set.entry.clone());
        *self = next;
        Ok(())
    }

    pub(super) fn destroy(&mut self, state: &State, e: &Engagement) {
        let subject = state.subject.as_ref().unwrap();
        let changes = gone(&self.world, state, subject, &[e.id], self.now, Told::AtTheEnd);
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
                assert!(gone.papers.is_empty(), "papers go before their person");
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
            Change::PutPaper(paper, _) => {
                let old = self.take_paper(paper.subject, paper.id, paper.version)?;
                let same = old.is_none_or(|old| (old.kind(), old.slot) == (paper.kind(), paper.slot));
                assert!(same, "a paper stays what it is, where it lies");
                self.file(paper);
            }
            Change::MovePaper { to, from } => {
                self.take_paper(*from, to.id, to.version)?.ok_or(Stale::Paper)?;
                self.file(to);
            }
            Change::DropPaper(who, paper) => {
                let papers = &mut self.people.get_mut(who).ok_or(Stale::Subject)?.papers;
                let place = papers.iter().position(|known| known.id == *paper).ok_or(Stale::Paper)?;
                papers.remove(place);
            }
            Change::ReleaseCarrier { number, due } => {
                self.released.insert(*number, *due);
            }
            Change::LeaveDuty(_, left) => assert!(self.left.insert(left.paper, left.clone()).is_none()),
            Change::EndDuty(paper) => drop(self.left.remove(paper)),
            Change::StrikeCarrier { number } => drop(self.released.remove(number)),
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
            OrgChange::EnterProfile(number) => drop(self.world.proposals.remove(&number)),
            OrgChange::DropStaff(staff) => {
                self.world.staff.remove(&staff);
                self.world.keys.retain(|_, key| key.owner != staff);
                self.world.proposals.retain(|_, proposal| !proposal.is_of(&staff));
            }
            OrgChange::PutKey(id, key) => drop(self.world.keys.insert(id, key)),
            OrgChange::DropKey(id) => drop(self.world.keys.remove(&id)),
            OrgChange::PutHook(id) => drop(self.world.hooks.insert(id)),
            OrgChange::DropHook(id) => drop(self.world.hooks.remove(&id)),
            OrgChange::PutProposal { number, proposal, over } => {
                self.world.proposals.retain(|number, _| !over.contains(number));
                self.world.proposals.insert(number, proposal);
            }
            OrgChange::DropProposal(number) => drop(self.world.proposals.remove(&number)),
            OrgChange::Activate(edition, number) => {
                self.world.in_force = edition;
                self.world.proposals.remove(&number);
            }
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

    /// Takes the paper out that the next version replaces.
    fn take_paper(&mut self, who: SubjectId, id: PaperId, next: u64) -> Result<Option<Paper>, Stale> {
        let papers = &mut self.people.get_mut(&who).ok_or(Stale::Subject)?.papers;
        let place = papers.iter().position(|paper| paper.id == id);
        let old = place.map(|place| papers.remove(place));
        if old.as_ref().map_or(0, |old| old.version) + 1 == next { Ok(old) } else { Err(Stale::Paper) }
    }

    fn file(&mut self, paper: &Paper) {
        let papers = &mut self.people.get_mut(&paper.subject).unwrap().papers;
        papers.push(paper.clone());
        papers.sort_by_key(|paper| paper.id);
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
            Content::Rebound { edition, row } => {
                let old = old.unwrap();
                assert_eq!((*edition, *row), (old.edition, old.row), "what it was bound to");
                assert_eq!(e.record, old.record + 1, "an old value can't be replayed");
                let listed = &self.row(e).1.items;
                self.records[&e.id].iter().filter(|item| listed.contains(item)).cloned().collect()
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
