//! One contract, both engines: the same writes give the same answers.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use std::ops::ControlFlow::{Break, Continue};

use common::writes::{KINDS, PEOPLE, some_writes};
use common::*;
use kernel::{DueAt, Engagement, Watch};
use proptest::prelude::*;
use store::{Batch, Counters, DueCursor, Engine, Memory, Row, StoreError, Table, Truncation, Write};

fn a_batch() -> impl Strategy<Value = Batch> {
    let expected = prop::collection::btree_map(0..PEOPLE, 0..3u64, 0..2);
    (expected, some_writes(0..6)).prop_map(|(expected, writes)| Batch {
        expected: expected.into_iter().map(|(n, version)| (sid(n), version)).collect(),
        writes,
    })
}

/// Everything that can be asked, as text.
fn answers(engine: &mut dyn Engine) -> Vec<String> {
    let people: Vec<_> = (0..PEOPLE).map(sid).collect();
    let slots: Vec<_> = (0..10).collect();
    let mut said = vec![
        format!("{:?}", engine.load_many(&people).unwrap()),
        format!("{:?}", engine.tagged(&[0, 1, 2, 3].map(|t| tag(t, 0, 0).tag)).unwrap()),
        format!("{:?}", engine.slots(&slots).unwrap()),
        format!("{:?}", engine.records(&slots).unwrap()),
        format!("{:?}", engine.counters().unwrap()),
    ];
    for person in people {
        said.extend(engine.trail(person).unwrap().iter().map(|row| format!("{row:?} {:?}", row.sealed)));
        said.extend(engine.holds(person).unwrap().iter().map(|row| format!("{row:?} {:?}", row.sealed)));
        let papers = engine.papers(person).unwrap();
        assert!(papers.iter().all(|paper| engine.holder(paper.id).unwrap() == Some(person)));
        said.push(format!("{papers:?}"));
    }
    for watch in [Watch::Deadline, Watch::Destruction] {
        let all = engine.watched(watch, at(1), None, 100).unwrap();
        let rest = all.first().map(|row| engine.watched(watch, at(1), Some(row.into()), 1).unwrap());
        assert_eq!(rest.as_deref().unwrap_or_default(), all.get(1..all.len().min(2)).unwrap_or_default());
        said.push(format!("{all:?}"));
    }
    engine
        .filed(&mut |index| {
            said.push(format!("{index}"));
            Continue(())
        })
        .unwrap();
    let (mut cursor, mut pages) = (None, 0);
    loop {
        let page = engine.due(at(6), cursor, 2).unwrap();
        said.push(format!("{page:?}"));
        pages += 1;
        match page.last() {
            Some(last) => cursor = Some(DueCursor::from(*last)),
            None => break,
        }
    }
    assert!(pages < 100);
    engine
        .entries(3..30, &mut |e| {
            said.push(format!("{e:?} {:?} {:?}", e.operational, e.leaf));
            Continue(())
        })
        .unwrap();
    for kind in KINDS {
        said.push(format!("{:?}", engine.document(kind, "1").unwrap()));
        said.extend(engine.documents(kind).unwrap().iter().map(|d| format!("{d:?} {:?}", d.body)));
    }
    let mut rows = 0;
    let count = &mut |row| {
        assert!(!matches!(row, Row::Damaged(_)));
        rows += 1;
        if let Row::Slot(slot, wrapped) = row {
            said.push(format!("{slot} {wrapped:?}"));
        }
        Continue(())
    };
    engine.scan(&Table::ALL, count).unwrap();
    for after in [None, Some(sid(0)), Some(sid(2)), Some(sid(200))] {
        let mut walked = Vec::new();
        let keep = &mut |row: Result<Engagement, StoreError>| {
            walked.push(row.unwrap());
            Continue(())
        };
        engine.engagements(after, keep).unwrap();
        said.push(format!("{walked:?}"));
    }
    said.push(format!("{rows} rows"));
    said
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_same_writes_give_the_same_answers(commits in prop::collection::vec(prop::collection::vec(a_batch(), 1..4), 1..8)) {
        let place = Place::new();
        let (mut sqlite, mut memory) = (place.create(), Memory::new());
        for batches in &commits {
            let (a, b) = (sqlite.commit_many(batches), memory.commit_many(batches));
            prop_assert_eq!(a.as_ref().err().map(kind), b.as_ref().err().map(kind), "{:?} {:?}", a, b);
            prop_assert_eq!(answers(&mut sqlite), answers(&mut memory));
        }
        drop(sqlite);
        prop_assert_eq!(answers(&mut place.open()), answers(&mut memory)); // and it was all in the file
    }
}

/// An error's kind with what must agree. A batch that fails for two reasons may name either.
fn kind(error: &StoreError) -> &'static str {
    match error {
        StoreError::Conflict { .. } | StoreError::Logged { .. } => "refused",
        _ => "another",
    }
}

fn both(contract: impl Fn(&mut dyn Engine)) {
    contract(&mut Memory::new());
    contract(&mut Place::new().create());
}

fn commit(engine: &mut dyn Engine, writes: Vec<Write>) {
    engine.commit_many(&[Batch { expected: vec![], writes }]).unwrap();
}

#[test]
fn a_version_that_differs_is_a_conflict_and_nothing_is_kept() {
    both(|engine| {
        commit(engine, vec![Write::PutSubject(subject(1, 3)), Write::PutSubject(subject(2, 1))]);
        let put = |n, version| Write::PutSubject(subject(n, version));
        let slot = || Write::PutSlot { slot: 0, wrapped: [9; 60] };
        for (expected, writes) in [
            ((sid(1), 2), vec![put(1, 4)]),                  // moved on
            ((sid(1), 0), vec![put(1, 1)]),                  // taken for new
            ((sid(9), 1), vec![put(9, 2)]),                  // gone
            ((sid(1), 2), vec![]),                           // read only
            ((sid(1), 2), vec![Write::DropSubject(sid(1))]), // to go
        ] {
            let first = Batch { expected: vec![(sid(2), 1)], writes: vec![slot(), put(2, 2)] };
            let second = Batch { expected: vec![expected], writes };
            let error = engine.commit_many(&[first, second]).unwrap_err();
            assert!(
                matches!(error, StoreError::Conflict { batch: 1, subject } if subject == expected.0),
                "{error}"
            );
            assert_eq!(engine.counters().unwrap(), Counters::default());
            assert_eq!(engine.load_many(&[sid(2)]).unwrap()[0].subject, Some(subject(2, 1)));
        }
    });
}

#[test]
fn a_batch_meets_the_versions_that_the_batches_before_it_left() {
    both(|engine| {
        let step = |from, to| Batch {
            expected: vec![(sid(1), from)],
            writes: vec![Write::PutSubject(subject(1, to))],
        };
        let gone = Batch { expected: vec![(sid(1), 2)], writes: vec![Write::DropSubject(sid(1))] };
        engine.commit_many(&[step(0, 1), step(1, 2), gone, step(0, 1)]).unwrap();
        assert_eq!(engine.load_many(&[sid(1)]).unwrap()[0].subject, Some(subject(1, 1)));
    });
}

#[test]
fn due_is_the_later_of_term_and_pause_and_comes_in_order() {
    both(|engine| {
        let mut rows = [engagement(1, 1, 1), engagement(1, 2, 1), engagement(2, 3, 1), engagement(2, 4, 1)];
        rows[0].due = Some(DueAt { at: at(-50), exact: true, ending: 0 });
        rows[1].due = Some(DueAt { at: at(10), exact: true, ending: 0 });
        rows[1].pause = Some(at(30));
        rows[2].due = Some(DueAt { at: at(20), exact: false, ending: 0 });
        rows[3].due = None;
        rows[3].pause = Some(at(1));
        commit(engine, rows.into_iter().map(Write::PutEngagement).collect());
        let all = engine.due(at(30), None, 10).unwrap();
        assert_eq!(all.iter().map(|row| row.at.as_second()).collect::<Vec<_>>(), [-50, 20, 30]);
        assert_eq!(engine.due(at(29), Some(all[0].into()), 10).unwrap(), all[1..2]);
        assert_eq!(engine.due(at(30), None, 1).unwrap(), all[..1]);
    });
}

#[test]
fn a_visitor_that_breaks_is_not_called_again() {
    both(|engine| {
        commit(engine, (0..9).map(|n| Write::AppendEntry(entry(n))).collect());
        let mut seen = 0;
        let stop_at_two = |seen: &mut i32| {
            *seen += 1;
            if *seen % 2 == 0 { Break(()) } else { Continue(()) }
        };
        engine.entries(0..9, &mut |_| stop_at_two(&mut seen)).unwrap();
        engine.scan(&[Table::Entry, Table::Entry], &mut |_| stop_at_two(&mut seen)).unwrap();
        assert_eq!(seen, 4);
    });
}

#[test]
fn an_index_of_the_log_is_used_once() {
    both(|engine| {
        commit(engine, vec![Write::AppendEntry(entry(0))]);
        let again = Batch { expected: vec![], writes: vec![Write::AppendEntry(entry(0))] };
        assert!(matches!(engine.commit_many(&[again]), Err(StoreError::Logged { index: 0 })));
    });
}

#[test]
fn a_hold_too_long_for_its_cell_is_refused() {
    both(|engine| {
        let put = |len| Write::PutHold { subject: sid(1), hold: hid(1), sealed: vec![1; len] };
        let too_long = Batch { expected: vec![], writes: vec![put(881)] };
        assert!(matches!(
            engine.commit_many(&[too_long]),
            Err(StoreError::TooLong { len: 881, max: 880, .. })
        ));
        commit(engine, vec![put(880)]);
        assert_eq!(engine.holds(sid(1)).unwrap()[0].sealed.len(), 880);
    });
}

#[test]
fn a_checked_store_is_sound_and_truncates() {
    both(|engine| {
        commit(engine, vec![Write::PutSubject(subject(1, 1))]);
        engine.check(false).unwrap();
        engine.check(true).unwrap();
        assert_eq!(engine.truncate().unwrap(), Truncation::Done);
    });
}
