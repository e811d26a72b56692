//! A file of people, CSV or NDJSON: every row is read or set aside, and none is read twice.
#![no_main]

use libfuzzer_sys::fuzz_target;
use office::import::{FileOptions, count_rows};

fuzz_target!(|bytes: &[u8]| {
    let options = FileOptions::new("rejected.csv");
    if let Ok(rows) = count_rows(bytes, &options) {
        // A row takes a byte at least.
        assert!(rows.read + rows.set_aside <= bytes.len() as u64 + 1);
    }
});
