//! The thread that writes for everybody.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use std::{
    panic,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use common::faulty::{Faulty, Strings};
use common::writes::{KINDS, PEOPLE, some_writes};
use common::*;
use proptest::prelude::*;
use store::{
    Batch, Counters, Engine, Memory, Options, Reader, StoreError, Truncation, Unit, Verdict, Wants, Write,
    Writer,
};

type Office = Arc<Writer<u64>>;

fn office() -> (Office, Strings) {
    let strings = Strings::default();
    let engine = Faulty(Memory::new(), strings.clone());
    (Arc::new(Writer::start(Box::new(engine), 0, Options::default()).unwrap()), strings)
}

/// Stages a bit of everything.
fn act(unit: &mut Unit<'_, u64>, n: u64) -> (u64, u64) {
    let slot = unit.next_slot();
    let index = unit.append_entry(vec![1, 2, 3], [4; 32], [5; 32]);
    *unit.context_mut() += 1;
    for write in [
        Write::PutSubject(subject(n, 1)),
        Write::PutEngagement(engagement(n, n, 1)),
        Write::PutSlot { slot, wrapped: noise(Kind::Key, slot) },
        Write::PutTag(tag(n, n, n)),
        Write::PutTrail(trail(n, index, Some(n))),
        Write::PutDocument { kind: "staff", id: n.to_string(), body: vec![1] },
    ] {
        unit.stage(write).unwrap();
    }
    (slot, index)
}

/// Whether anything of it can be seen.
fn seen(unit: &mut Unit<'_, u64>, n: u64) -> bool {
    let seen = [
        unit.state(sid(n)).unwrap().subject.is_some(),
        !unit.state(sid(n)).unwrap().engagements.is_empty(),
        !unit.tagged(tag(n, n, n).tag).unwrap().is_empty(),
        !unit.trail(sid(n)).unwrap().is_empty(),
        unit.document("staff", &n.to_string()).unwrap().is_some(),
    ];
    assert!(seen.iter().all(|s| *s == seen[0]), "all or nothing");
    seen[0]
}

fn look<R: Send + 'static>(office: &Office, job: impl FnOnce(&mut Unit<'_, u64>) -> R + Send + 'static) -> R {
    office.submit(Wants::default(), |unit| Verdict::Drop(job(unit))).unwrap()
}

/// Keeps the writer busy until the sender is dropped, so that what is submitted meanwhile makes one batch.
fn hold_up(office: &Office) -> (mpsc::Sender<()>, thread::JoinHandle<()>) {
    let ((release, wait), (started, running)) = (mpsc::channel::<()>(), mpsc::channel());
    let office = Arc::clone(office);
    let thread = thread::spawn(move || {
        office
            .exclusive(move |_, _| {
                started.send(()).unwrap();
                let _ = wait.recv();
            })
            .unwrap();
    });
    running.recv().unwrap();
    (release, thread)
}

/// Submits in a thread of its own, and gives it time to be queued behind those before it.
fn queue<R: Send + 'static>(
    office: &Office,
    job: impl FnOnce(&mut Unit<'_, u64>) -> Verdict<R> + Send + 'static,
) -> thread::JoinHandle<store::Result<R>> {
    let office = Arc::clone(office);
    let thread = thread::spawn(move || office.submit(Wants::default(), job));
    thread::sleep(Duration::from_millis(20));
    thread
}

#[test]
fn many_callers_are_all_served_and_share_commits() {
    let (office, strings) = office();
    let (next, taken) = (Arc::new(AtomicU64::new(0)), Arc::new(Mutex::new(Vec::new())));
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                for _ in 0..100 {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let wants = Wants { subjects: vec![sid(n)], tags: vec![tag(n, n, n).tag] };
                    let pair = office.submit(wants, move |unit| {
                        assert!(!seen(unit, n));
                        Verdict::Commit(act(unit, n))
                    });
                    taken.lock().unwrap().push(pair.unwrap());
                }
            });
        }
    });
    let mut taken = std::mem::take(&mut *taken.lock().unwrap());
    taken.sort_unstable();
    assert_eq!(
        taken,
        (0..3200).map(|n| (n, n)).collect::<Vec<_>>(),
        "slots and indexes go up together, without gaps"
    );
    let commits = strings.commits.lock().unwrap().len();
    assert!(commits < 3200 / 2, "{commits} commits");
    let (mut engine, context) = Arc::into_inner(office).unwrap().stop().unwrap();
    assert_eq!(engine.counters().unwrap(), Counters { next_slot: 3200, next_index: 3200 });
    assert_eq!(context, 3200);
    assert!(
        engine
            .load_many(&(0..3200).map(sid).collect::<Vec<_>>())
            .unwrap()
            .iter()
            .all(|s| s.engagements.len() == 1)
    );
}

#[test]
fn jobs_of_a_batch_see_each_other_in_order_and_make_one_commit() {
    let (office, strings) = office();
    let (release, busy) = hold_up(&office);
    let first = queue(&office, |unit| Verdict::Commit(act(unit, 1)));
    let dropped = queue(&office, |unit| Verdict::Drop((act(unit, 2), seen(unit, 1))));
    let third = queue(&office, |unit| {
        let seen = (seen(unit, 1), seen(unit, 2), *unit.context());
        Verdict::Commit((seen, act(unit, 3)))
    });
    drop(release);
    busy.join().unwrap();
    assert_eq!(first.join().unwrap().unwrap(), (0, 0));
    assert_eq!(dropped.join().unwrap().unwrap(), ((1, 1), true));
    assert_eq!(third.join().unwrap().unwrap(), ((true, false, 1), (1, 1)), "what was dropped left nothing");
    assert_eq!(*strings.commits.lock().unwrap(), [2]);
    assert_eq!(
        look(&office, |unit| (seen(unit, 1), seen(unit, 2), seen(unit, 3), *unit.context())),
        (true, false, true, 2)
    );
}

#[test]
fn a_panic_ends_its_own_job_only() {
    let (office, _) = office();
    panic::set_hook(Box::new(|_| {}));
    let (release, busy) = hold_up(&office);
    let before = queue(&office, |unit| Verdict::Commit(act(unit, 1)));
    let fell = queue(&office, |unit| -> Verdict<()> {
        act(unit, 2);
        panic!("a test");
    });
    let after = queue(&office, |unit| Verdict::Commit((seen(unit, 2), act(unit, 3))));
    drop(release);
    busy.join().unwrap();
    assert!(before.join().unwrap().is_ok());
    assert!(matches!(fell.join().unwrap(), Err(StoreError::Panicked)));
    assert_eq!(after.join().unwrap().unwrap(), (false, (1, 1)));
    let lone = office.exclusive(|_, context| {
        *context = 99;
        panic!("a test")
    });
    let _ = panic::take_hook();
    assert!(matches!(lone, Err::<(), _>(StoreError::Panicked)));
    assert_eq!(look(&office, |unit| *unit.context()), 2);
}

#[test]
fn a_failed_commit_takes_everything_back_and_the_writer_goes_on() {
    let (office, strings) = office();
    office.submit(Wants::default(), |unit| Verdict::Commit(act(unit, 1))).unwrap();
    strings.full.store(true, Ordering::SeqCst);
    let (release, busy) = hold_up(&office);
    let jobs: Vec<_> = (2..5).map(|n| queue(&office, move |unit| Verdict::Commit(act(unit, n)))).collect();
    let refused = queue(&office, |unit| Verdict::Drop(seen(unit, 2)));
    drop(release);
    busy.join().unwrap();
    for job in jobs {
        assert!(matches!(job.join().unwrap(), Err(StoreError::Full { .. })));
    }
    assert!(
        matches!(refused.join().unwrap(), Err(StoreError::Full { .. })),
        "it may have rested on what is gone"
    );
    strings.full.store(false, Ordering::SeqCst);
    assert_eq!(look(&office, |unit| (seen(unit, 1), seen(unit, 2), *unit.context())), (true, false, 1));
    assert_eq!(office.submit(Wants::default(), |unit| Verdict::Commit(act(unit, 2))).unwrap(), (1, 1));
}

#[test]
fn a_row_that_cannot_be_loaded_fails_the_job_that_asks_for_it() {
    let (office, strings) = office();
    strings.damaged.store(true, Ordering::SeqCst);
    let wants = Wants { subjects: vec![sid(1)], tags: vec![] };
    let asks = office.submit(wants.clone(), |unit| Verdict::Drop(unit.state(sid(1)).map(drop))).unwrap();
    assert!(matches!(asks, Err(StoreError::Damaged { .. })));
    assert_eq!(office.submit(wants, |unit| Verdict::Commit(unit.next_slot())).unwrap(), 0);
}

#[test]
fn acts_within_a_job_are_kept_or_dropped_by_themselves() {
    let (office, strings) = office();
    let outcome = office.submit(Wants::default(), |unit| {
        let kept = unit.act(|unit| Verdict::Commit(act(unit, 1)));
        unit.act(|unit| {
            act(unit, 2);
            unit.act(|unit| Verdict::Commit(act(unit, 3))); // goes with the act around it
            Verdict::Drop(())
        });
        let again = unit.act(|unit| Verdict::Commit(act(unit, 4)));
        Verdict::Commit((kept, again))
    });
    assert_eq!(outcome.unwrap(), ((0, 0), (1, 1)));
    assert_eq!(*strings.commits.lock().unwrap(), [2]);
    assert_eq!(look(&office, |unit| [1, 2, 3, 4].map(|n| seen(unit, n))), [true, false, false, true]);
    assert_eq!(look(&office, |unit| *unit.context()), 2);
}

#[test]
fn a_full_queue_makes_callers_wait_and_serves_them_in_order() {
    let engine = Box::new(Memory::new());
    let office: Office = Arc::new(Writer::start(engine, 0, Options { batch: 2, queue: 2 }).unwrap());
    let (release, busy) = hold_up(&office);
    let jobs: Vec<_> = (0..8).map(|_| queue(&office, |unit| Verdict::Commit(act(unit, 1).1))).collect();
    drop(release);
    busy.join().unwrap();
    let mut indexes: Vec<_> = jobs.into_iter().map(|job| job.join().unwrap().unwrap()).collect();
    assert_eq!(indexes[..2], [0, 1]);
    indexes.sort_unstable();
    assert_eq!(indexes, (0..8).collect::<Vec<_>>());
}

#[test]
fn a_job_that_waits_for_its_own_writer_is_refused() {
    let (office, _) = office();
    let inner = Arc::clone(&office);
    let answer = look(&office, move |_| inner.submit(Wants::default(), |_| Verdict::Drop(())));
    assert!(matches!(answer, Err(StoreError::Reentrant)));
}

#[test]
fn the_engine_can_be_had_alone() {
    let place = Place::new();
    let office = Writer::start(Box::new(place.create()), (), Options::default()).unwrap();
    let put = |unit: &mut Unit<'_, ()>| match unit.stage(Write::PutSubject(subject(1, 1))) {
        Ok(()) => Verdict::Commit(true),
        Err(_) => Verdict::Drop(false),
    };
    assert!(office.submit(Wants::default(), put).unwrap());
    assert_eq!(office.exclusive(|engine, ()| engine.truncate()).unwrap().unwrap(), Truncation::Done);
    drop(office);
    assert!(place.open().load_many(&[sid(1)]).unwrap()[0].subject.is_some());
}

/// Everything that a unit can be asked.
fn answers(unit: &mut Unit<'_, u64>) -> Vec<String> {
    let mut said = Vec::new();
    for person in (0..PEOPLE).map(sid) {
        let state = unit.state(person).unwrap();
        let state = if state.subject.is_some() { state } else { Arc::default() };
        let holds =
            if state.subject.as_ref().is_some_and(|s| s.holds > 0) { state.holds.as_slice() } else { &[] };
        said.push(format!("{:?} {:?} {holds:?}", state.subject, state.engagements));
        said.extend(unit.trail(person).unwrap().iter().map(|row| format!("{row:?} {:?}", row.sealed)));
        said.extend(unit.holds(person).unwrap().iter().map(|row| format!("{row:?} {:?}", row.sealed)));
    }
    said.push(format!("{:?}", [0, 1, 2, 3].map(|t| unit.tagged(tag(t, 0, 0).tag).unwrap())));
    said.push(format!(
        "{:?}",
        [0, 1, 2, 5, 8].map(|slot| (unit.slot(slot).unwrap(), unit.record(slot).unwrap()))
    ));
    said.extend(KINDS.map(|kind| format!("{:?}", unit.document(kind, "1").unwrap())));
    said
}

/// A subject always stands while it has engagements: the office drops them together.
fn orderly(writes: &[Write]) -> Vec<Write> {
    writes.iter().filter(|w| !matches!(w, Write::DropSubject(_) | Write::AppendEntry(_))).cloned().collect()
}

#[test]
fn what_could_not_be_synced_is_not_acknowledged_and_nothing_is_built_on_it() {
    let strings = Strings { later: true, ..Strings::default() };
    let engine = Faulty(Memory::new(), strings.clone());
    let writer = Writer::start(Box::new(engine), (), Options::default()).unwrap();
    let put = |n: u64| {
        writer.submit(Wants::default(), move |unit| {
            unit.stage(Write::PutTag(tag(n, n, n))).unwrap();
            Verdict::Commit(n)
        })
    };
    assert_eq!(put(1).unwrap(), 1);
    strings.unsynced.store(true, Ordering::SeqCst);
    assert!(matches!(put(2), Err(StoreError::Full { .. })));
    strings.unsynced.store(false, Ordering::SeqCst);
    let commits = strings.commits.lock().unwrap().len();
    assert!(matches!(put(3), Err(StoreError::Full { .. })), "nobody knows what of it is there");
    assert!(matches!(writer.exclusive(|engine, ()| engine.truncate()), Err(StoreError::Full { .. })));
    assert_eq!(strings.commits.lock().unwrap().len(), commits);
}

#[test]
fn whoever_needs_the_engine_alone_waits_until_all_before_is_durable() {
    let strings = Strings { later: true, ..Strings::default() };
    let engine = Faulty(Memory::new(), strings.clone());
    let writer = Writer::start(Box::new(engine), (), Options::default()).unwrap();
    let answered = AtomicU64::new(0);
    std::thread::scope(|scope| {
        for n in 0..16 {
            let (writer, answered) = (&writer, &answered);
            scope.spawn(move || {
                let put = move |unit: &mut Unit<'_, ()>| {
                    unit.stage(Write::PutTag(tag(n, n, n))).unwrap();
                    Verdict::Commit(())
                };
                writer.submit(Wants::default(), put).unwrap();
                answered.fetch_add(1, Ordering::SeqCst);
                let seen = writer.exclusive(move |engine, ()| engine.tagged(&[tag(n, n, n).tag])).unwrap();
                assert_eq!(seen.unwrap()[0].len(), 1);
            });
        }
    });
    assert_eq!(answered.load(Ordering::SeqCst), 16);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_unit_answers_what_the_engine_will_answer_after_the_commit(
        before in some_writes(0..30),
        kept in some_writes(0..30),
        dropped in some_writes(0..30),
    ) {
        let mut writes: Vec<_> = (0..PEOPLE).map(|n| Write::PutSubject(common::subject(n, 2))).collect();
        // a subject's count of holds is right only if the office counts: those held already would not be
        writes.extend(orderly(&before).into_iter().filter(|write| !matches!(write, Write::PutHold { .. })));
        let mut engine = Memory::new();
        engine.commit_many(&[Batch { expected: vec![], writes }]).unwrap();
        let office = Arc::new(Writer::start(Box::new(engine), 0u64, Options::default()).unwrap());
        let (kept, dropped) = (orderly(&kept), orderly(&dropped));
        let staged = office.submit(Wants::default(), move |unit| {
            kept.into_iter().for_each(|write| unit.stage(write).unwrap());
            let said = answers(unit);
            unit.act(|unit| {
                dropped.into_iter().for_each(|write| unit.stage(write).unwrap());
                Verdict::Drop(answers(unit))
            });
            assert_eq!(said, answers(unit), "what was dropped can't be seen");
            Verdict::Commit(said)
        }).unwrap();
        prop_assert_eq!(staged, look(&office, answers));
    }
}
