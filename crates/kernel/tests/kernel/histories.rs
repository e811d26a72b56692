//! The invariants, over random histories. What is expected is told in `rules`, by hand.

use std::collections::BTreeSet;

use kernel::*;
use policy::Ground;
use proptest::{collection::vec, prelude::*, strategy::ValueTree as _, test_runner::TestRunner};

use crate::{
    house::{House, id, person},
    rules::{self, Sight},
    steps::{ACTORS, ITEMS, Step, step},
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_happens_only_what_the_rules_say_is_held_and_seen(steps in vec(step(), 1..40)) {
        let mut house = House::sample();
        for step in &steps {
            step.take(&mut house);
            sound(&house);
        }
        seen(&house);
    }

    #[test]
    fn what_is_blocked_is_neither_used_nor_changed_nor_destroyed(steps in vec(step(), 1..60)) {
        let mut house = House::sample();
        for step in &steps {
            let before = house.clone();
            step.take(&mut house);
            let unblocking = matches!(step, Step::Unblock { .. });
            let withdrawing = matches!(step, Step::Withdraw { .. } | Step::Event { .. });
            let demanded = matches!(step, Step::Transfer { to: 7, .. });
            let blocked = |state: &&State| state.subject.as_ref().is_some_and(|s| s.block.is_some());
            let holding = |state: &&State| !state.engagements.is_empty();
            for state in before.people.values().filter(blocked).filter(holding).filter(|_| !unblocking) {
                let after = &house.people[&state.subject.as_ref().unwrap().id];
                prop_assert!(blocked(&after));
                // a bound may turn into a day, and a consent be withdrawn; nothing else changes
                let version = |e: &Engagement| if withdrawing { 0 } else { e.version };
                let still = |s: &State| s.engagements.iter().map(|e| (e.id, version(e), e.record, e.held)).collect::<Vec<_>>();
                prop_assert_eq!(still(after), still(state));
                let given = |s: &State| s.papers.iter().filter(|p| p.as_request().is_none() && p.request().is_none()).count();
                prop_assert_eq!(given(after), given(state) + usize::from(demanded && after.subject != state.subject), "{:?}", step);
            }
        }
    }

    #[test]
    fn what_is_due_is_gone_after_the_sweep_and_nothing_else(steps in vec(step(), 1..60)) {
        let mut house = House::sample();
        for step in steps.iter().chain([&Step::Sweep]) {
            let before = house.clone();
            step.take(&mut house);
            let swept = matches!(step, Step::Sweep) && house.log.len() > before.log.len();
            for (state, e) in before.engagements().filter(|_| swept) {
                let gone = !house.records.contains_key(&e.id);
                prop_assert_eq!(gone, rules::due(&before, state, e), "{:?}", e);
            }
            let held = |state: &&State| !state.holds.is_empty();
            for state in before.people.values().filter(held) {
                let kept = |e: &Engagement| house.records.contains_key(&e.id);
                prop_assert!(state.engagements.iter().all(kept), "a hold forbids destruction: {:?}", step);
            }
        }
    }

    #[test]
    fn every_act_is_logged_under_a_clause_and_a_refused_one_changes_nothing(steps in vec(step(), 1..40)) {
        let mut house = House::sample();
        for step in &steps {
            let before = house.clone();
            let Some(decision) = step.take(&mut house) else { continue };
            prop_assert_eq!(house.log.len(), before.log.len() + 1);
            let entry = house.log.last().unwrap();
            prop_assert!(!entry.clause.is_empty());
            prop_assert_eq!(Operational::from_bytes(&entry.to_bytes()).unwrap(), entry.clone());
            match decision {
                Decision::Permit(permit) => {
                    prop_assert_eq!((&permit.clause, entry.verdict, entry.code), (&entry.clause, Verdict::Permitted, None));
                    prop_assert_eq!(permit.changes.part.is_some(), entry.subject);
                }
                Decision::Refuse(refusal) => {
                    prop_assert!(refusal.changes.changes.is_empty());
                    prop_assert_eq!((&before.people, before.world.epoch), (&house.people, house.world.epoch));
                    prop_assert_eq!((entry.verdict, entry.code), (Verdict::Refused, Some(refusal.code)));
                }
            }
        }
    }

    #[test]
    fn acts_on_different_people_commute(history in vec(step(), 0..30), one in step(), two in step()) {
        let mut house = House::sample();
        history.iter().for_each(|step| drop(step.take(&mut house)));
        let (Some(one), Some(mut two)) = (one.doing(&mut house), two.doing(&mut house)) else { return Ok(()) };
        prop_assume!(!organisational(&one.deed) && !organisational(&two.deed));
        prop_assume!(one.other.is_none() && two.other.is_none());
        if one.who == two.who {
            two.who = person((two.who.as_bytes()[0] + 1) % 3);
            match &mut two.deed {
                Deed::Collect(c) => c.subject = two.who,
                Deed::ReceiveRequest(r) => r.subject = two.who,
                _ => {}
            }
        }
        let (mut ab, mut ba) = (house.clone(), house);
        let run = |house: &mut House, d: &crate::steps::Doing| house.perform(d.actor, d.who, d.other, d.at, d.deed.clone());
        let first = (run(&mut ab, &one), run(&mut ab, &two));
        let second = (run(&mut ba, &two), run(&mut ba, &one));
        prop_assert_eq!((&first.0, &first.1), (&second.1, &second.0));
        prop_assert_eq!((&ab.people, &ab.records), (&ba.people, &ba.records));
    }

    #[test]
    fn a_decision_is_a_pure_function(steps in vec(step(), 1..30)) {
        let (mut one, mut two) = (House::sample(), House::sample());
        for step in &steps {
            prop_assert_eq!(step.take(&mut one), step.take(&mut two));
        }
    }

    #[test]
    fn somebody_responsible_is_always_left(steps in vec(step(), 1..60)) {
        let mut house = House::sample();
        for step in &steps {
            step.take(&mut house);
            prop_assert!(house.world.staff.values().any(|member| house.world.is_responsible(member)));
        }
    }
}

/// Properties that nothing reaches would hold of anything.
#[test]
fn the_histories_reach_every_act_and_every_fate() {
    let mut runner = TestRunner::deterministic();
    let (mut done, mut fates, mut sights) = (BTreeSet::new(), BTreeSet::new(), [false; 3]);
    for _ in 0..600 {
        let mut house = House::sample();
        for step in vec(step(), 60).new_tree(&mut runner).unwrap().current() {
            if let Some(Decision::Permit(permit)) = step.take(&mut house) {
                done.insert(permit.changes.entry.act);
            }
            for (state, e) in house.engagements() {
                let name = format!("{:?}", fate(&house.world, state, e, house.now));
                fates.insert(name.split('(').next().unwrap().to_owned());
                sights[rules::sees(&house, "officer", state, e, &id("full-name")) as usize] = true;
            }
        }
    }
    let stepped = ActKind::ALL.iter().filter(|act| !LOOKING.contains(act));
    let missing: Vec<_> = stepped.filter(|act| !done.contains(act)).collect();
    assert!(missing.is_empty(), "never permitted: {missing:?}");
    let all = ["Destroy", "KeptBlocked", "KeptHeld", "Moved", "NotBefore", "NotDue", "Paused"];
    assert_eq!(fates.iter().map(String::as_str).collect::<Vec<_>>(), all);
    assert_eq!(sights, [true; 3]);
}

/// Acts that no step does: they change nothing, or `Step::Sweep` stands for them; approving and declining take somebody else (`two.rs`).
const LOOKING: [ActKind; 9] = [
    ActKind::Read,
    ActKind::Find,
    ActKind::Check,
    ActKind::Export,
    ActKind::List,
    ActKind::BulkExport,
    ActKind::Approve,
    ActKind::Decline,
    ActKind::Sweep,
];

fn organisational(deed: &Deed) -> bool {
    use Deed::{
        AcknowledgeEdition, ActivateEdition, AddHook, AddKey, AddStaff, Approve, Decline, EnterProfile,
        Propose, RemoveHook, RemoveKey, RemoveStaff,
    };
    matches!(
        deed,
        AcknowledgeEdition
            | ActivateEdition { .. }
            | AddStaff { .. }
            | RemoveStaff { .. }
            | EnterProfile { .. }
            | AddKey { .. }
            | RemoveKey { .. }
            | AddHook { .. }
            | RemoveHook { .. }
            | Propose { .. }
            | Approve { .. }
            | Decline { .. }
    )
}

/// No value without purpose, category, ground, edition and term; no item outside its purpose's list.
fn sound(house: &House) {
    for (who, state) in &house.people {
        let subject = state.subject.as_ref().unwrap();
        assert_eq!((subject.id, usize::from(subject.holds)), (*who, state.holds.len()));
        assert_eq!(subject.papers as usize, state.papers.len());
        filed(state);
        for e in &state.engagements {
            let (purpose, list) = house.row(e);
            assert_eq!(e.subject, *who);
            assert!(list.categories.get(usize::from(e.category)).is_some());
            assert_eq!(e.consent.is_some(), matches!(purpose.ground, Ground::Consent(_)), "{}", purpose.id);
            assert_eq!(e.choice.is_some(), list.choice.is_some());
            let record = &house.records[&e.id];
            let listed = rules::lists(e.edition, purpose.id.as_str());
            assert!(!record.is_empty() && record.iter().all(|item| listed.contains(&item.as_str())));
            let mask = |(place, item)| u64::from(record.contains(item)) << place;
            assert_eq!(list.items.iter().enumerate().map(mask).sum::<u64>(), e.held);
            let (ends, stored) = rules::ends(house, e);
            assert_eq!(e.phase == Phase::Storage, stored);
            assert_eq!(e.due.is_some(), !ends.is_empty());
            let earliest = ends.iter().map(|(earliest, _)| *earliest).min();
            let stale = e.due.is_some_and(|due| !due.exact); // a bound is counted anew by the next sweep
            assert!(stale || e.due.map(|due| due.at) == earliest);
        }
    }
    let engagements: usize = house.people.values().map(|state| state.engagements.len()).sum();
    assert_eq!(house.records.len(), engagements, "no record is left without its row");
}

/// Papers are one person's, go with what they are about, and keep nobody of whom nothing else is held.
fn filed(state: &State) {
    let open = |paper: &Paper| paper.as_request().is_some_and(|request| request.closed.is_none());
    let kept = !state.engagements.is_empty() || !state.holds.is_empty() || state.papers.iter().any(open);
    assert!(kept, "nobody is kept of whom nothing is held: {state:?}");
    let mut waiting = BTreeSet::new();
    for paper in &state.papers {
        assert_eq!(Some(paper.subject), state.subject.as_ref().map(|subject| subject.id));
        let here = |id| state.engagements.iter().any(|e| e.id == id);
        assert!(paper.engagement().is_none_or(here), "of a gone engagement: {paper:?}");
        let asked = |id| state.papers.iter().any(|one| one.id == id && one.as_request().is_some());
        assert!(paper.request().is_none_or(asked), "of a gone request: {paper:?}");
        let Some(request) = paper.as_request().filter(|request| request.closed.is_none()) else { continue };
        assert!(waiting.insert((request.kind, request.fingerprint)), "the same request twice: {state:?}");
    }
}

/// Reads and checks are permitted exactly where the rules say so, for everyone and everything.
fn seen(house: &House) {
    for (state, e) in house.engagements() {
        for actor in ACTORS {
            for item in ITEMS {
                let target = Target { purpose: house.row(e).0.id.clone(), engagement: Some(e.id) };
                let may = |deed| matches!(house.decide(actor, e.subject, deed), Decision::Permit(_));
                let items = vec![id(item)];
                let read = may(Deed::Read { target: target.clone(), items: items.clone() });
                let check = may(Deed::Check { target, items });
                let sight = rules::sees(house, actor, state, e, &id(item));
                assert_eq!(
                    (read, check),
                    (sight == Sight::Read, sight == Sight::Check),
                    "{actor} {item} {e:?}"
                );
            }
        }
    }
}
