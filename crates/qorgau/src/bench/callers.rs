//! Callers at once, each waiting for its answer before it asks again.

use std::{
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::Context as _;

/// As many as the targets speak of.
pub(super) const CALLERS: usize = 32;
/// As many as fill the writer's batches, where it is only about getting done.
pub(super) const MANY: usize = 256;

/// Hands out `things` to `callers` callers; gives how long all of it took, in seconds, and what came back, in no order.
pub(super) fn all<T: Send, R: Send>(
    callers: usize,
    things: Vec<T>,
    act: impl Fn(T) -> anyhow::Result<R> + Sync,
) -> anyhow::Result<(f64, Vec<R>)> {
    let mut hands: Vec<Vec<T>> = (0..callers).map(|_| Vec::new()).collect();
    for (place, thing) in things.into_iter().enumerate() {
        hands[place % callers].push(thing);
    }
    let ready = Barrier::new(callers + 1);
    let work = |hand: Vec<T>| {
        ready.wait();
        hand.into_iter().map(&act).collect::<anyhow::Result<Vec<R>>>()
    };
    let work = &work;
    let (began, done) = thread::scope(|scope| {
        let threads: Vec<_> = hands.into_iter().map(|hand| scope.spawn(move || work(hand))).collect();
        let began = Instant::now();
        ready.wait();
        (began, threads.into_iter().map(|thread| thread.join()).collect::<Vec<_>>())
    });
    let seconds = began.elapsed().as_secs_f64();
    let mut out = Vec::new();
    for hand in done {
        out.extend(hand.ok().context("a caller fell")??);
    }
    Ok((seconds, out))
}

/// Lets each caller act again and again for a while: `act(caller, turn)` tells whether it counts. Gives the seconds
/// and how many counted for each caller.
pub(super) fn for_a_while(
    callers: usize,
    time: Duration,
    act: impl Fn(usize, usize) -> anyhow::Result<bool> + Sync,
) -> anyhow::Result<(f64, Vec<u64>)> {
    let over = AtomicBool::new(false);
    let ready = Barrier::new(callers + 1);
    let work = |caller: usize| {
        ready.wait();
        let (mut count, mut turn) = (0, 0);
        while !over.load(Ordering::Relaxed) {
            count += u64::from(act(caller, turn)?);
            turn += 1;
        }
        anyhow::Ok(count)
    };
    let work = &work;
    let (seconds, counts) = thread::scope(|scope| {
        let threads: Vec<_> = (0..callers).map(|caller| scope.spawn(move || work(caller))).collect();
        ready.wait();
        let began = Instant::now();
        thread::sleep(time);
        over.store(true, Ordering::Relaxed);
        let counts: Vec<_> = threads.into_iter().map(|thread| thread.join()).collect();
        (began.elapsed().as_secs_f64(), counts)
    });
    let counts = counts.into_iter().map(|count| count.ok().context("a caller fell")?);
    Ok((seconds, counts.collect::<anyhow::Result<_>>()?))
}
