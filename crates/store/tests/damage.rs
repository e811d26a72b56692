//! What was altered behind the program is found, column by column; and what can stand in a store's way is named.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use std::{fs, os::unix::fs::PermissionsExt};

use common::*;
use rusqlite::Connection;
use store::{
    Batch, Engine, Flow, Reader, Row, SCHEMA_VERSION, Sqlite, SqliteReader, StoreError, Table, Truncation,
    Write,
};

fn fill(engine: &mut Sqlite) {
    let mut held = subject(1, 1);
    held.holds = 1;
    let writes = vec![
        Write::PutSubject(held),
        Write::PutEngagement(engagement(1, 1, 1)),
        Write::PutHold { subject: sid(1), hold: hid(1), sealed: vec![8; 90] },
        Write::PutDocument { kind: "staff", id: "aida".into(), body: vec![1; 9000] },
        Write::PutTag(tag(1, 1, 1)),
    ];
    engine.commit_many(&[Batch { expected: vec![], writes }]).unwrap();
}

fn altered(sql: &str) -> Place {
    let place = Place::new();
    fill(&mut place.create());
    let conn = Connection::open(place.path()).unwrap();
    assert_eq!(conn.execute(sql, []).unwrap(), 1, "{sql}");
    place
}

fn damage(rows: &mut dyn Reader) -> Vec<&'static str> {
    let mut found = Vec::new();
    let visit = &mut |row| {
        if let Row::Damaged(StoreError::Damaged { table, .. }) = row {
            found.push(table);
        }
        Flow::Continue(())
    };
    rows.scan(&Table::ALL, visit).unwrap();
    found
}

/// Flips the lowest bit of a column's last byte.
fn flip(table: &str, column: &str) -> String {
    let last = format!("hex(substr({column}, -1))");
    let other = format!(
        "CASE WHEN instr('02468ACE', substr({last}, 2)) THEN unhex(substr({last}, 1, 1) || \
         substr('13579BDF', instr('02468ACE', substr({last}, 2)), 1)) \
         ELSE unhex(substr({last}, 1, 1) || substr('02468ACE', instr('13579BDF', substr({last}, 2)), 1)) END"
    );
    format!(
        "UPDATE {table} SET {column} = CAST(substr({column}, 1, length({column}) - 1) || {other} AS BLOB)"
    )
}

#[test]
fn a_bit_flipped_in_any_column_of_a_state_row_is_found() {
    for (table, column) in [
        ("subject", "subject_id"),
        ("subject", "state"),
        ("subject", "mac"),
        ("engagement", "subject_id"),
        ("engagement", "engagement_id"),
        ("engagement", "due"),
        ("engagement", "state"),
        ("engagement", "mac"),
        ("hold", "subject_id"),
        ("hold", "hold_id"),
        ("hold", "sealed"),
        ("hold", "mac"),
        ("document", "body"),
        ("document", "mac"),
    ] {
        let place = altered(&flip(table, column));
        let mut engine = place.open();
        assert_eq!(damage(&mut engine), [table], "{table}.{column}");
        let moved = column == "subject_id"; // the row is somebody else's now, and found by the walk alone
        let loaded = match table {
            "document" => engine.document("staff", "aida").map(drop),
            _ => engine.load_many(&[sid(1)]).map(drop),
        };
        assert_eq!(
            matches!(loaded, Err(StoreError::Damaged { table: t, .. }) if t == table),
            !moved,
            "{table}.{column}"
        );
    }
}

#[test]
fn a_document_under_another_name_is_found() {
    let mut engine = altered("UPDATE document SET id = 'boris'").open();
    assert!(matches!(engine.document("staff", "boris"), Err(StoreError::Damaged { table: "document", .. })));
}

#[test]
fn a_row_cut_short_is_found() {
    for sql in [
        "UPDATE subject SET state = substr(state, 2)",
        "UPDATE subject SET state = x''",
        "UPDATE engagement SET engagement_id = x'00'",
        "UPDATE hold SET sealed = x'ffff'",
        "UPDATE tag_journal SET cells = x'00'",
    ] {
        assert_eq!(damage(&mut altered(sql).open()).len(), 1, "{sql}");
    }
    assert!(altered("UPDATE tag_journal SET cells = x'00'").open().tagged(&[tag(1, 1, 1).tag]).is_err());
}

#[test]
fn another_key_opens_no_row() {
    let place = Place::new();
    fill(&mut place.create());
    let mut engine = Sqlite::open(place.path(), TestMac::shared(b"another")).unwrap();
    let error = engine.load_many(&[sid(1)]).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { table: "subject", .. }));
    assert!(error.to_string().contains("doctor --deep"), "{error}");
}

#[test]
fn a_file_that_is_malformed_is_found() {
    let place = Place::new();
    let mut engine = place.create();
    fill(&mut engine);
    assert_eq!(engine.truncate().unwrap(), Truncation::Done);
    drop(engine);
    let mut bytes = fs::read(place.path()).unwrap();
    bytes[4096..].iter_mut().step_by(7).for_each(|byte| *byte ^= 0x55);
    fs::write(place.path(), bytes).unwrap();
    let checked = Sqlite::open(place.path(), mac()).and_then(|mut engine| engine.check(true));
    assert!(matches!(checked, Err(StoreError::Damaged { .. })), "{checked:?}");
}

fn reader(place: &Place) -> SqliteReader {
    Sqlite::open_reader(place.path(), mac()).unwrap()
}

#[test]
fn a_reader_sees_one_moment_and_makes_a_truncation_wait() {
    let place = Place::new();
    let mut engine = place.create();
    fill(&mut engine);
    let mut reader = reader(&place);
    let gone = || vec![Batch { expected: vec![(sid(1), 1)], writes: vec![Write::DropSubject(sid(1))] }];
    let there = |reader: &mut dyn Reader| reader.load_many(&[sid(1)]).unwrap()[0].subject.is_some();
    let seen = reader.snapshot(|reader| {
        let before = there(reader);
        engine.commit_many(&gone()).unwrap();
        assert_eq!(engine.truncate().unwrap(), Truncation::Busy);
        (before, there(reader))
    });
    assert_eq!(seen.unwrap(), (true, true));
    assert!(!there(&mut reader));
    assert_eq!(engine.truncate().unwrap(), Truncation::Done, "a reader at rest is in nobody's way");
}

#[test]
fn a_store_opens_once() {
    let place = Place::new();
    let _first = place.create();
    let again = Sqlite::open(place.path(), mac()).err().unwrap();
    assert!(matches!(&again, StoreError::InUse { lock } if lock.ends_with("store.db.lock")), "{again}");
}

#[test]
fn what_is_not_a_store_is_left_alone() {
    let place = Place::new();
    let open = || Sqlite::open(place.path(), mac()).err().unwrap();
    assert!(matches!(open(), StoreError::Missing { .. }));
    fs::write(place.path(), "a letter").unwrap();
    assert!(matches!(open(), StoreError::Foreign { .. }));
    assert!(matches!(Sqlite::create(place.path(), mac()).err().unwrap(), StoreError::Exists { .. }));
    fs::remove_file(place.path()).unwrap();
    Connection::open(place.path()).unwrap().execute_batch("CREATE TABLE letter (text)").unwrap();
    let before = fs::read(place.path()).unwrap();
    assert!(matches!(open(), StoreError::Foreign { .. }));
    assert!(matches!(Sqlite::open_reader(place.path(), mac()).err().unwrap(), StoreError::Foreign { .. }));
    assert_eq!(fs::read(place.path()).unwrap(), before);
}

#[test]
fn a_newer_schema_is_refused_and_an_older_one_upgraded() {
    let place = Place::new();
    drop(place.create());
    let set = |version| {
        Connection::open(place.path()).unwrap().pragma_update(None, "user_version", version).unwrap()
    };
    set(SCHEMA_VERSION + 1);
    let newer = Sqlite::open(place.path(), mac()).err().unwrap();
    assert!(
        matches!(newer, StoreError::Newer { found, known: SCHEMA_VERSION, .. } if found == SCHEMA_VERSION + 1)
    );
    set(SCHEMA_VERSION - 1);
    let older = Sqlite::open_reader(place.path(), mac()).err().unwrap();
    assert!(matches!(older, StoreError::Older { .. }));
    fill(&mut place.open());
    reader(&place);
}

#[test]
fn files_are_their_owners_alone() {
    let place = Place::new();
    let mut engine = place.create();
    fill(&mut engine);
    let files: Vec<_> = fs::read_dir(place.folder.path()).unwrap().map(|file| file.unwrap()).collect();
    assert_eq!(files.len(), 4, "{files:?}");
    for file in files {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[test]
fn a_half_made_store_is_made_again() {
    let place = Place::new();
    fs::write(place.folder.path().join("store.db.new"), "half").unwrap();
    fill(&mut place.create());
    assert!(!place.folder.path().join("store.db.new").exists());
}

#[test]
fn a_page_of_an_index_that_is_gone_altered_or_put_in_is_missed() {
    let many: Vec<Write> = (0..2000).map(|n| Write::PutTag(tag(n, n, n))).collect();
    for (what, sql) in [
        ("the last bucket", "DELETE FROM tag_bucket WHERE bucket = (SELECT max(bucket) FROM tag_bucket)"),
        ("all buckets", "DELETE FROM tag_bucket"),
        ("a page of the journal", "DELETE FROM tag_journal WHERE page = (SELECT max(page) FROM tag_journal)"),
        ("the number of pages", "DELETE FROM index_size"),
        ("one bucket too many", "INSERT INTO tag_bucket VALUES (9223372036854775807, zeroblob(4056))"),
        ("zeros", "UPDATE tag_bucket SET cells = zeroblob(4056)"),
    ] {
        let place = Place::new();
        let mut engine = place.create();
        engine.commit_many(&[Batch { expected: vec![], writes: many.clone() }]).unwrap();
        drop(engine);
        assert!(Connection::open(place.path()).unwrap().execute(sql, []).unwrap() > 0, "{sql}");
        let mut engine = place.open();
        let asked: Vec<_> = (0..2000).map(|n| engine.tagged(&[tag(n, n, n).tag])).collect();
        let wrong = asked.iter().flatten().any(|found| found[0].len() != 1);
        assert!(!wrong && asked.iter().any(Result::is_err), "{what}: an answer without it");
        assert!(engine.check(true).is_err(), "{what}");
    }
}

#[test]
fn an_entry_that_no_program_wrote_is_named_at_once() {
    for index in [-1, i64::MAX] {
        let place = Place::new();
        fill(&mut place.create());
        let sql = "INSERT INTO entry VALUES (?1, x'00', x'00', x'00', x'00')";
        Connection::open(place.path()).unwrap().execute(sql, [index]).unwrap();
        let counters = place.open().counters();
        assert!(matches!(counters, Err(StoreError::Damaged { table: "entry", .. })), "{counters:?}");
    }
}
