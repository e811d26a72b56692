//! What only the connection's owner can bring about.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

use std::{io, path::Path, sync::Arc};

use super::{Sqlite, sql};
use crate::{Batch, Engine, Memory, Reader, RowMac, StoreError, TagRow, Write};
use kernel::{EngagementId, SubjectId};

struct NoMac;

impl RowMac for NoMac {
    fn mac(&self, _: &str, _: &[u8], _: &[u8]) -> [u8; 16] {
        [0; 16]
    }
}

fn engine(folder: &Path) -> Sqlite {
    Sqlite::create(folder.join("store.db"), Arc::new(NoMac)).unwrap()
}

fn commit(engine: &mut dyn Engine, writes: Vec<Write>) -> crate::Result<()> {
    engine.commit_many(&[Batch { expected: vec![], writes }])
}

#[test]
fn a_full_disk_fails_the_commit_and_keeps_nothing_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(folder.path());
    let limit = |engine: &Sqlite, pages: u32| {
        engine.inner.conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
    };
    let body = |n: u8| vec![Write::PutDocument { kind: "staff", id: "big".into(), body: vec![n; 400_000] }];
    limit(&engine, 60);
    let error = commit(&mut engine, body(1)).unwrap_err();
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert_eq!(engine.document("staff", "big").unwrap(), None);
    limit(&engine, 1 << 30);
    commit(&mut engine, body(2)).unwrap();
    assert_eq!(engine.document("staff", "big").unwrap(), Some(vec![2; 400_000]));
}

#[test]
fn what_is_due_is_found_by_index_alone() {
    let folder = tempfile::tempdir().unwrap();
    let engine = engine(folder.path());
    let mut plan = engine.inner.conn.prepare(&format!("EXPLAIN QUERY PLAN {}", sql::DUE)).unwrap();
    let rows =
        plan.query_map(rusqlite::params![[0u8; 8], [0u8; 8], [0u8; 16], [0u8; 16], 1], |row| row.get(3));
    let plan: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
    assert!(plan.len() == 1 && plan[0].contains("COVERING INDEX engagement_due"), "{plan:?}");
}

#[test]
fn what_the_system_forbids_is_told_apart() {
    let error = |kind: io::ErrorKind| StoreError::io("store.db", kind.into());
    assert!(matches!(error(io::ErrorKind::PermissionDenied), StoreError::ReadOnly { .. }));
    assert!(matches!(error(io::ErrorKind::ReadOnlyFilesystem), StoreError::ReadOnly { .. }));
    assert!(matches!(error(io::ErrorKind::StorageFull), StoreError::Full { .. }));
    assert!(matches!(error(io::ErrorKind::Other), StoreError::Io { .. }));
}

/// A tag of a hundred that many carry, or one of many that few do; scattered, as keyed hashes are.
fn tag(n: u64) -> TagRow {
    let scatter =
        |n: u64| (n ^ (n >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).wrapping_mul(!0xD1CE);
    let which = if n.is_multiple_of(5) { n % 100 } else { n };
    let wide = |n: u64| (u128::from(scatter(n + 1)) << 64 | u128::from(n + 1)).to_be_bytes();
    TagRow {
        tag: wide(which),
        subject: SubjectId::from_bytes(wide(n / 3)),
        engagement: EngagementId::from_bytes(wide(n)),
    }
}

#[test]
fn the_blind_index_answers_as_the_model_does_while_it_grows_and_empties() {
    let folder = tempfile::tempdir().unwrap();
    let (mut sqlite, mut memory) = (engine(folder.path()), Memory::new());
    let mut both = |writes: Vec<Write>| {
        commit(&mut sqlite, writes.clone()).unwrap();
        commit(&mut memory, writes).unwrap();
    };
    for from in (0..6000).step_by(500) {
        both(
            (from..from + 500)
                .flat_map(|n| [Write::PutTag(tag(n)), Write::DropTag(tag(n / 2)), Write::PutTag(tag(n / 2))])
                .collect(),
        );
        both((from / 2..from).filter(|n| n % 3 == 0).map(|n| Write::DropTag(tag(n))).collect());
    }
    let tags: Vec<_> = (0..6000).step_by(7).chain((0..100).step_by(5)).map(|n| tag(n).tag).collect();
    let found = sqlite.tagged(&tags).unwrap();
    assert_eq!(found, memory.tagged(&tags).unwrap());
    assert!(found.iter().any(|bearers| bearers.len() > 30) && found.iter().any(Vec::is_empty));
    let count = |sql: &str| sqlite.inner.conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let (buckets, spilled) =
        (count("SELECT count(*) FROM tag_bucket"), count("SELECT count(*) FROM tag_spill"));
    assert!((50..200).contains(&buckets) && spilled > 100, "{buckets} buckets, {spilled} spilled");

    commit(&mut sqlite, (0..6000).map(|n| Write::DropTag(tag(n))).collect()).unwrap();
    assert!(sqlite.tagged(&tags).unwrap().iter().all(Vec::is_empty));
    assert_eq!(sqlite.inner.conn.query_row("SELECT count(*) FROM tag_spill", [], |row| row.get(0)), Ok(0));
    for table in ["tag_bucket", "tag_journal"] {
        let left = format!("SELECT count(*) FROM {table} WHERE substr(cells, 25) <> zeroblob(4032)");
        assert_eq!(
            sqlite.inner.conn.query_row(&left, [], |row| row.get(0)),
            Ok(0),
            "zeros, where nothing is"
        );
    }
}

#[test]
fn a_tag_put_twice_leaves_nothing_behind_when_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = engine(folder.path());
    for round in 0..3 {
        commit(&mut engine, (0..200).map(|n| Write::PutTag(tag(n * 7 + round))).collect()).unwrap();
        commit(&mut engine, vec![Write::PutTag(tag(9001)), Write::PutTag(tag(9001))]).unwrap();
    }
    commit(&mut engine, vec![Write::DropTag(tag(9001))]).unwrap();
    assert_eq!(engine.tagged(&[tag(9001).tag]).unwrap(), [vec![]]);
}
