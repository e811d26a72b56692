//! Behind the program's back: rows and bytes changed while the store is closed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::{Connection, types::Value};

/// A table with its primary key and the columns that mean something.
pub struct Shape {
    pub table: &'static str,
    pub key: &'static [&'static str],
    pub columns: &'static [&'static str],
}

/// Every table. Columns named `pad` hold zeros that nobody reads.
pub const SHAPES: [Shape; 16] = [
    shape("subject", &["subject_id"], &["subject_id", "state", "mac"]),
    shape(
        "engagement",
        &["subject_id", "engagement_id"],
        &["subject_id", "engagement_id", "due", "state", "mac"],
    ),
    shape("key_slot", &["slot"], &["slot", "wrapped"]),
    shape("record", &["slot"], &["slot", "sealed"]),
    shape("tag_bucket", &["bucket"], &["bucket", "cells"]),
    shape("tag_journal", &["page"], &["page", "cells"]),
    shape("tag_spill", &["cell"], &["cell"]),
    shape("trail", &["idx"], &["idx", "subject_id", "engagement_id", "sealed"]),
    shape("trail_bucket", &["bucket"], &["bucket", "cells"]),
    shape("trail_journal", &["page"], &["page", "cells"]),
    shape("trail_spill", &["cell"], &["cell"]),
    shape("index_size", &["name"], &["name", "size", "mac"]),
    shape("hold", &["subject_id", "hold_id"], &["subject_id", "hold_id", "sealed", "mac"]),
    shape("paper", &["subject_id", "paper_id"], &["subject_id", "paper_id", "watch", "state", "mac"]),
    shape("entry", &["idx"], &["idx", "operational", "salt", "subject_hash", "leaf"]),
    shape("document", &["kind", "id"], &["kind", "id", "body", "mac"]),
];

const fn shape(table: &'static str, key: &'static [&'static str], columns: &'static [&'static str]) -> Shape {
    Shape { table, key, columns }
}

/// A second connection, behind the program.
pub fn behind(store: &Path) -> Connection {
    Connection::open(store.join("qorgau.db")).unwrap()
}

/// The keys of all rows.
pub fn keys(db: &Connection, shape: &Shape) -> Vec<Vec<Value>> {
    let columns = shape.key.join(", ");
    let mut all = db.prepare(&format!("SELECT {columns} FROM {} ORDER BY {columns}", shape.table)).unwrap();
    let width = shape.key.len();
    let rows = all.query_map([], |row| (0..width).map(|n| row.get(n)).collect()).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

fn which(shape: &Shape) -> String {
    let terms: Vec<String> = shape.key.iter().enumerate().map(|(n, c)| format!("{c} = ?{}", n + 1)).collect();
    terms.join(" AND ")
}

/// Changes one bit of one column; of a number, adds to it. Gives whether anything could be changed.
pub fn flip(db: &Connection, shape: &Shape, key: &[Value], column: &str, at: u64) -> bool {
    let (table, which) = (shape.table, which(shape));
    let params = rusqlite::params_from_iter(key.iter());
    let select = format!("SELECT {column} FROM {table} WHERE {which}");
    let value: Value = db.query_row(&select, params, |row| row.get(0)).unwrap();
    let turned = |mut bytes: Vec<u8>| {
        let used = cell_width(table).map_or(bytes.len(), |width| used(&bytes, width).len());
        let place = at as usize % used.max(1);
        let place = if cell_width(table).is_some() && place > 1 { BUCKET_HEAD + place - 2 } else { place };
        if let Some(byte) = bytes.get_mut(place) {
            *byte ^= 1;
        }
        bytes
    };
    let changed = match value.clone() {
        Value::Blob(bytes) => Value::Blob(turned(bytes)),
        Value::Text(text) => Value::Text(String::from_utf8(turned(text.into_bytes())).unwrap()),
        Value::Integer(number) => Value::Integer(number + 100_000),
        other => panic!("{other:?}"),
    };
    let update = format!("UPDATE {table} SET {column} = ?{} WHERE {which}", key.len() + 1);
    db.execute(&update, rusqlite::params_from_iter(key.iter().chain([&changed]))).unwrap() == 1
        && changed != value
}

/// What stands before the cells of an index's page; but for their number it is of no consequence.
pub const BUCKET_HEAD: usize = 24;
/// A tag's cell: 16 bytes of tag, then subject and engagement.
pub const TAG_CELL: usize = 48;

/// How wide the cells of an index's pages are.
fn cell_width(table: &str) -> Option<usize> {
    match table {
        "tag_bucket" | "tag_journal" => Some(TAG_CELL),
        "trail_bucket" | "trail_journal" => Some(24),
        _ => None,
    }
}

/// What a page of an index says: the number of its cells and the cells.
fn used(page: &[u8], width: usize) -> Vec<u8> {
    [&page[..2], &cells(page, width).concat()].concat()
}

/// The cells of an index's page.
pub fn cells(page: &[u8], width: usize) -> Vec<&[u8]> {
    let count = usize::from(u16::from_be_bytes([page[0], page[1]]));
    page[BUCKET_HEAD..].chunks_exact(width).take(count).collect()
}

/// Removes one row.
pub fn remove(db: &Connection, shape: &Shape, key: &[Value]) {
    let gone = db.execute(
        &format!("DELETE FROM {} WHERE {}", shape.table, which(shape)),
        rusqlite::params_from_iter(key.iter()),
    );
    assert_eq!(gone.unwrap(), 1);
}

/// Puts rows of an older copy back in place of those there.
pub fn put_back(store: &Path, older: &Path, rows: &[(&str, String)]) {
    let db = behind(store);
    db.execute("ATTACH ?1 AS older", [older.join("qorgau.db").to_str().unwrap()]).unwrap();
    for (table, which) in rows {
        let sql = format!("INSERT OR REPLACE INTO main.{table} SELECT * FROM older.{table} WHERE {which}");
        assert!(db.execute(&sql, []).unwrap() > 0, "{sql}");
    }
}

/// A whole folder copied, so that each fault begins with a sound store.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file of a folder.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            out.extend(files(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out.sort();
    out
}

/// One bit of a file changed.
pub fn flip_file(path: &Path, at: u64) {
    let mut bytes = fs::read(path).unwrap();
    let place = at as usize % bytes.len();
    bytes[place] ^= 1 << (at % 7);
    fs::write(path, bytes).unwrap();
}

/// The content of a database, table by table, to compare: what the program reads of it.
pub fn dump(store: &Path) -> Option<Vec<Vec<Value>>> {
    let db = behind(store);
    let mut out = Vec::new();
    for shape in &SHAPES {
        let columns = shape.columns.join(", ");
        let sql = format!("SELECT {columns} FROM {} ORDER BY {}", shape.table, shape.key.join(", "));
        let mut all = db.prepare(&sql).ok()?;
        let width = shape.columns.len();
        let rows = all.query_map([], |row| (0..width).map(|n| row.get(n)).collect()).ok()?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<Vec<Value>>>>().ok()?;
        for value in rows.iter_mut().flatten() {
            if let (Value::Blob(bytes), Some(width)) = (&mut *value, cell_width(shape.table)) {
                *bytes = used(bytes, width);
            }
        }
        out.extend(rows);
    }
    Some(out)
}
