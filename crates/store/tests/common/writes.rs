//! Random writes of every kind.
#![allow(unreachable_pub, reason = "a test's module")]

use kernel::{Block, DueAt, Subject};
use proptest::prelude::*;
use store::Write;

use super::*;

/// Few keys, so that writes meet each other.
pub const PEOPLE: u64 = 5;
pub const ENGAGEMENTS: u64 = 4;
pub const KINDS: [&str; 2] = ["staff", "edition"];

fn a_subject() -> impl Strategy<Value = Subject> {
    (0..PEOPLE, 1..4u64, any::<bool>(), 0..3u16).prop_map(|(n, version, blocked, holds)| Subject {
        block: blocked.then_some(Block { since: at(77) }),
        holds,
        ..subject(n, version)
    })
}

/// Some writes, in order; no tag is put that is there already.
pub fn some_writes(how_many: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Write>> {
    let alone = |write: Write| match write {
        Write::PutTag(row) => vec![Write::DropTag(row), Write::PutTag(row)],
        write => vec![write],
    };
    prop::collection::vec(a_write(), how_many)
        .prop_map(move |writes| writes.into_iter().flat_map(alone).collect())
}

fn a_write() -> impl Strategy<Value = Write> {
    let (s, e) = (0..PEOPLE, 0..ENGAGEMENTS);
    prop_oneof![
        3 => a_subject().prop_map(Write::PutSubject),
        1 => s.clone().prop_map(|n| Write::DropSubject(sid(n))),
        3 => (s.clone(), e.clone(), 1..4u64, any::<bool>(), prop::option::of(0..9i64)).prop_map(|(s, n, v, due, pause)| {
            let mut e = engagement(s, n, v);
            e.due = due.then_some(DueAt { at: at(5 - v as i64 * 2), exact: v == 1, ending: 2 });
            e.pause = pause.map(at);
            Write::PutEngagement(e)
        }),
        1 => (s.clone(), e.clone()).prop_map(|(s, n)| Write::DropEngagement { subject: sid(s), id: eid(n) }),
        2 => (0..9u64, any::<u64>()).prop_map(|(slot, n)| Write::PutSlot { slot, wrapped: noise(Kind::Key, n) }),
        1 => (0..9u64).prop_map(Write::ZeroSlot),
        2 => (0..9u64, 0..300usize).prop_map(|(slot, len)| Write::PutRecord { slot, sealed: vec![len as u8; len] }),
        1 => (0..9u64).prop_map(Write::DropRecord),
        3 => (0..3u64, s.clone(), e.clone()).prop_map(|(t, s, n)| Write::PutTag(tag(t, s, n))),
        1 => (0..3u64, s.clone(), e.clone()).prop_map(|(t, s, n)| Write::DropTag(tag(t, s, n))),
        3 => (s.clone(), 0..6u64, prop::option::of(e.clone())).prop_map(|(s, i, n)| Write::PutTrail(trail(s, i * PEOPLE + s, n))),
        1 => (s.clone(), 0..6u64).prop_map(|(s, i)| Write::DropTrail { subject: sid(s), index: i * PEOPLE + s }),
        1 => (s.clone(), prop::option::of(e)).prop_map(|(s, n)| {
            Write::ClearTrail { subject: sid(s), engagement: n.map(eid) }
        }),
        2 => (s.clone(), 0..3u64, 0..880usize).prop_map(|(s, h, len)| {
            Write::PutHold { subject: sid(s), hold: hid(h), sealed: vec![7; len] }
        }),
        1 => (s, 0..3u64).prop_map(|(s, h)| Write::DropHold { subject: sid(s), hold: hid(h) }),
        3 => (0..PEOPLE, 0..4u64, 1..4u64, 0..3i64).prop_map(|(s, n, version, due)| {
            Write::PutPaper(paper(s, n, version, due))
        }),
        1 => (0..PEOPLE, 0..4u64).prop_map(|(s, n)| Write::DropPaper { subject: sid(s), id: pid(s * 10 + n) }),
        1 => (0..40u64).prop_map(|index| Write::AppendEntry(entry(index))),
        2 => (0..2usize, 0..3u64, 0..6000usize).prop_map(|(kind, n, len)| {
            Write::PutDocument { kind: KINDS[kind], id: n.to_string(), body: vec![1; len] }
        }),
        1 => (0..2usize, 0..3u64).prop_map(|(kind, n)| Write::DropDocument { kind: KINDS[kind], id: n.to_string() }),
    ]
}
