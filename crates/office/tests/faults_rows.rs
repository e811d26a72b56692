//! Rows altered, removed or put back from an older copy behind the program: found and named, and no wrong answer.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::collections::BTreeSet;

use common::{
    noise::{self, Noise},
    tamper::{self, BUCKET_HEAD, SHAPES, Shape, TAG_CELL, behind, put_back},
    truth::Truth,
};
use rusqlite::types::Value;

/// A fresh copy of the sound store.
fn fresh(truth: &Truth) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    tamper::copy(&truth.now, dir.path());
    dir
}

/// Some of the rows, or all of them in the long form.
fn some(mut keys: Vec<Vec<Value>>, most: usize, noise: &mut Noise) -> Vec<Vec<Value>> {
    while !noise::long() && keys.len() > most {
        let at = noise.below(keys.len() as u64) as usize;
        keys.remove(at);
    }
    keys
}

fn zeroed(shape: &Shape, store: &std::path::Path, key: &[Value]) -> bool {
    let which = match shape.table {
        "key_slot" => "SELECT count(*) FROM key_slot WHERE slot = ?1 AND wrapped = zeroblob(60)",
        "trail" => "SELECT count(*) FROM trail WHERE idx = ?1 AND sealed = zeroblob(124)",
        _ => return false,
    };
    behind(store).query_row(which, [&key[0]], |row| row.get::<_, i64>(0)).unwrap() == 1
}

#[test]
fn the_store_as_it_is_has_nothing_to_notice() {
    let truth = Truth::new();
    let dir = fresh(&truth);
    assert_eq!(truth.noticed(dir.path(), true), Vec::<String>::new());
}

#[test]
fn a_flipped_bit_in_any_column_is_named_and_never_a_wrong_answer() {
    let (truth, mut noise) = (Truth::new(), Noise(noise::seed()));
    for shape in &SHAPES {
        let keys = tamper::keys(&behind(&truth.now), shape);
        assert!(
            !keys.is_empty()
                || ["tag_bucket", "tag_spill", "trail_bucket", "trail_spill"].contains(&shape.table),
            "{}",
            shape.table
        );
        for column in shape.columns {
            for key in some(keys.clone(), if shape.table == "entry" { 12 } else { 4 }, &mut noise) {
                let dir = fresh(&truth);
                let renumbered = zeroed(shape, dir.path(), &key) && shape.key.contains(column);
                if !tamper::flip(&behind(dir.path()), shape, &key, column, noise.next() >> 1) || renumbered {
                    continue;
                }
                // a changed key is a row removed and another put in: what it answers then is "unknown"
                let noticed = truth.noticed(dir.path(), !shape.key.contains(column));
                assert!(
                    !noticed.is_empty(),
                    "{}.{column} of {key:?} was altered, and nobody noticed",
                    shape.table
                );
            }
        }
    }
}

/// An index tag turned to somebody else, and an act laid to somebody else: nobody is shown either.
#[test]
fn what_is_shown_is_checked_first() {
    let truth = Truth::new();
    let dir = fresh(&truth);
    let db = behind(dir.path());
    // every tag turned to the next one's person
    let mut pages = db.prepare("SELECT page, cells FROM tag_journal").unwrap();
    let pages = pages.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let pages: Vec<(i64, Vec<u8>)> = pages.map(Result::unwrap).collect();
    for (number, page) in pages {
        let cells = tamper::cells(&page, TAG_CELL);
        let living: Vec<usize> = (0..cells.len()).filter(|at| *cells[*at] != [0; TAG_CELL]).collect();
        let mut turned = page.clone();
        for (at, next) in living.iter().zip(living.iter().cycle().skip(1)) {
            let cell = [&cells[*at][..16], &cells[*next][16..]].concat();
            turned[BUCKET_HEAD + at * TAG_CELL..][..TAG_CELL].copy_from_slice(&cell);
        }
        let update = "UPDATE tag_journal SET cells = ?1 WHERE page = ?2";
        assert_eq!(db.execute(update, rusqlite::params![turned, number]).unwrap(), 1);
    }
    let noticed = truth.noticed(dir.path(), true);
    assert!(noticed.iter().any(|what| what.starts_with("find:")), "{noticed:?}");

    let dir = fresh(&truth);
    let sql = "UPDATE entry SET operational = \
        CAST(replace(CAST(operational AS TEXT), '\"actor\":\"hr\"', '\"actor\":\"it\"') AS BLOB)";
    assert!(behind(dir.path()).execute(sql, []).unwrap() > 0);
    let noticed = truth.noticed(dir.path(), true);
    assert!(noticed.iter().any(|what| what.starts_with("export:")), "{noticed:?}");
}

#[test]
fn a_row_removed_is_named() {
    let (truth, mut noise) = (Truth::new(), Noise(noise::seed()));
    for shape in &SHAPES {
        let keys = tamper::keys(&behind(&truth.now), shape);
        let last = keys.last().cloned();
        for key in some(keys, 12, &mut noise).into_iter().chain(last) {
            let dir = fresh(&truth);
            if zeroed(shape, dir.path(), &key) {
                continue; // it says nothing of anybody any more
            }
            tamper::remove(&behind(dir.path()), shape, &key);
            let noticed = truth.noticed(dir.path(), false);
            assert!(!noticed.is_empty(), "{} {key:?} was removed, and nobody noticed", shape.table);
        }
    }
}

#[test]
fn a_row_put_back_from_an_older_copy_is_named() {
    let truth = Truth::new();
    let older = behind(&truth.earlier);
    older.execute("ATTACH ?1 AS later", [truth.now.join("qorgau.db").to_str().unwrap()]).unwrap();
    let mut tables = BTreeSet::new();
    for shape in &SHAPES {
        let columns = shape.columns.join(", ");
        for key in tamper::keys(&older, shape) {
            let which = which(shape, &key);
            let sql = format!(
                "SELECT count(*) FROM (SELECT {columns} FROM main.{0} WHERE {which} \
                 EXCEPT SELECT {columns} FROM later.{0})",
                shape.table
            );
            if older.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap() == 0 {
                continue; // it is still the same
            }
            if key.iter().any(|part| *part == Value::Text("store".to_owned())) {
                continue; // the clock of a rehearsal, which may be set to any moment
            }
            tables.insert(shape.table);
            let dir = fresh(&truth);
            put_back(dir.path(), &truth.earlier, &[(shape.table, which.clone())]);
            let noticed = truth.noticed(dir.path(), false);
            assert!(!noticed.is_empty(), "{} {which} was put back, and nobody noticed", shape.table);
        }
    }
    println!("put back from: {tables:?}");
    assert!(tables.len() >= 8, "{tables:?}"); // entries never change, so there is no older form of one
}

/// All rows of one person together: each fits the others, and only the log knows better.
#[test]
fn one_person_put_back_whole_is_named() {
    let truth = Truth::new();
    let older = behind(&truth.earlier);
    let shape = SHAPES.iter().find(|shape| shape.table == "engagement").unwrap();
    let mut changed = 0;
    for key in tamper::keys(&older, shape) {
        let who = which(shape, &key[..1]);
        let state = |db: &rusqlite::Connection| -> Option<Vec<u8>> {
            let sql = format!("SELECT state FROM engagement WHERE {}", which(shape, &key));
            db.query_row(&sql, [], |row| row.get(0)).ok()
        };
        let before = state(&older).unwrap();
        if state(&behind(&truth.now)).as_ref() == Some(&before) {
            continue;
        }
        changed += 1;
        let slot = slot_of(&before);
        let dir = fresh(&truth);
        let slots = format!("slot = {slot}");
        let mut rows = vec![("engagement", who.clone()), ("key_slot", slots.clone()), ("record", slots)];
        let missing = !tamper::keys(&behind(dir.path()), &SHAPES[0]).contains(&key[..1].to_vec());
        if missing {
            let slots = "slot IN (SELECT slot FROM older.key_slot WHERE wrapped <> zeroblob(60))".to_owned();
            rows.extend([("subject", who.clone()), ("trail", who.clone()), ("key_slot", slots)]);
        }
        put_back(dir.path(), &truth.earlier, &rows);
        let mut noticed = truth.noticed(dir.path(), false);
        noticed.retain(|what| !what.contains("index tag")); // who puts a person back would mind these too
        assert!(!noticed.is_empty(), "the person of {who} was put back, and nobody noticed");
    }
    assert!(changed >= 3, "{changed}");
}

/// The slot stands behind everything of fixed width, before the fingerprint and two bytes kept free.
fn slot_of(state: &[u8]) -> u64 {
    let at = state.len() - 26;
    u64::from_be_bytes(state[at..at + 8].try_into().unwrap())
}

fn which(shape: &Shape, key: &[Value]) -> String {
    let literal = |value: &Value| match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => format!("'{text}'"),
        Value::Blob(bytes) => format!("x'{}'", bytes.iter().map(|b| format!("{b:02x}")).collect::<String>()),
        other => panic!("{other:?}"),
    };
    let terms: Vec<String> =
        shape.key.iter().zip(key).map(|(c, v)| format!("{c} = {}", literal(v))).collect();
    terms.join(" AND ")
}
