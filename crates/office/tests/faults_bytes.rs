//! Bytes flipped anywhere in any file of the store: found or refused by somebody, or of no consequence; never a wrong
//! answer. Older copies of whole files, and files that are missing or cut short.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::{fs, path::Path};

use common::{
    noise::{self, Noise},
    tamper::{self, dump, flip_file},
    truth::Truth,
};
use office::{Office, verify_act};

fn fresh(truth: &Truth) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    tamper::copy(&truth.now, dir.path());
    dir
}

/// A narrower form of a tile that has grown since: nothing reads it any more.
fn outgrown(file: &Path) -> bool {
    let (Some(folder), Some(width)) =
        (file.parent(), file.file_name().unwrap().to_str().unwrap().parse().ok())
    else {
        return false;
    };
    let widths = tamper::files(folder).into_iter().filter_map(|f| f.file_name()?.to_str()?.parse().ok());
    folder.extension().is_some_and(|p| p == "p") && widths.max() > Some::<u64>(width)
}

fn same_key(one: &Path, other: &Path) -> bool {
    let check = |path: &Path| {
        let key = vault::RootKey::from_file_text(&fs::read_to_string(path).ok()?).ok()?;
        Some(vault::Keyring::new(&key).check_value())
    };
    check(one) == check(other)
}

fn rounds(short: u64) -> u64 {
    if noise::long() { short * 20 } else { short }
}

#[test]
fn a_bit_flipped_anywhere_in_the_database_is_named_or_of_no_consequence() {
    let (truth, mut noise) = (Truth::new(), Noise(noise::seed()));
    let sound = dump(&truth.now).unwrap();
    let len = fs::metadata(truth.now.join("qorgau.db")).unwrap().len();
    let (mut named, mut harmless) = (0, 0);
    for round in 0..rounds(150) {
        let dir = fresh(&truth);
        // the first page, with its header and the schema, gets its share
        let at = if round % 5 == 0 { noise.below(4096) } else { noise.below(len) };
        flip_file(&dir.path().join("qorgau.db"), at);
        let copy = tempfile::tempdir().unwrap();
        tamper::copy(dir.path(), copy.path());
        let noticed = truth.noticed(dir.path(), true);
        if noticed.is_empty() {
            assert_eq!(
                dump(copy.path()).as_ref(),
                Some(&sound),
                "byte {at} changes a row, and nobody noticed"
            );
            harmless += 1;
        } else {
            named += 1;
        }
    }
    println!("{named} named, {harmless} in room that no row uses");
    assert!(named > harmless / 4);
}

#[test]
fn a_bit_flipped_in_any_other_file_is_named() {
    let (truth, mut noise) = (Truth::new(), Noise(noise::seed()));
    for file in tamper::files(&truth.now) {
        let name = file.strip_prefix(&truth.now).unwrap();
        let len = fs::metadata(&file).unwrap().len();
        if name == Path::new("qorgau.db") || len == 0 || outgrown(&file) {
            continue;
        }
        for _ in 0..rounds(6) {
            let dir = fresh(&truth);
            let at = noise.below(len);
            flip_file(&dir.path().join(name), at);
            if name == Path::new("root.key") && same_key(&file, &dir.path().join(name)) {
                continue; // a digit in capitals
            }
            let noticed = truth.noticed(dir.path(), true);
            assert!(!noticed.is_empty(), "byte {at} of {} was flipped, and nobody noticed", name.display());
        }
    }
}

#[test]
fn an_act_of_destruction_with_any_bit_flipped_does_not_verify() {
    let (truth, mut noise) = (Truth::new(), Noise(noise::seed()));
    let office = Office::open(&truth.now, None).unwrap();
    let key = office.verifier_key().to_string();
    for file in tamper::files(&office.layout().acts()) {
        let sound = fs::read_to_string(&file).unwrap();
        verify_act(&sound, &key).unwrap();
        for _ in 0..rounds(300) {
            let mut bytes = sound.clone().into_bytes();
            let at = noise.below(bytes.len() as u64) as usize;
            bytes[at] ^= 1 << noise.below(7);
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let same = |a: &str, b: &str| {
                let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
                value(a) == value(b)
            };
            assert!(
                verify_act(&text, &key).is_err() || same(&text, &sound),
                "byte {at} of {}:\n{text}",
                file.display()
            );
        }
    }
}

#[test]
fn a_file_missing_or_cut_short_is_named() {
    let truth = Truth::new();
    for file in tamper::files(&truth.now) {
        let name = file.strip_prefix(&truth.now).unwrap();
        let len = fs::metadata(&file).unwrap().len();
        if len == 0 || outgrown(&file) {
            continue; // an empty one is a lock
        }
        for cut in [None, Some(0), Some(len / 2), Some(len - 2)] {
            let dir = fresh(&truth);
            let path = dir.path().join(name);
            match cut {
                None => fs::remove_file(&path).unwrap(),
                Some(len) => fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(len).unwrap(),
            }
            let noticed = truth.noticed(dir.path(), false);
            assert!(!noticed.is_empty(), "{} cut to {cut:?}, and nobody noticed", name.display());
        }
    }
}

#[test]
fn an_older_copy_of_the_database_or_of_the_log_is_named() {
    let truth = Truth::new();
    let dir = fresh(&truth);
    fs::copy(truth.earlier.join("qorgau.db"), dir.path().join("qorgau.db")).unwrap();
    let noticed = truth.noticed(dir.path(), false);
    assert!(noticed[0].contains("an older copy of the database was put back"), "{noticed:?}");

    let dir = fresh(&truth);
    fs::remove_dir_all(dir.path().join("log")).unwrap();
    tamper::copy(&truth.earlier.join("log"), &dir.path().join("log"));
    let noticed = truth.noticed(dir.path(), true);
    assert!(noticed.iter().any(|what| what.contains("older copy of the log")), "{noticed:?}");

    // the whole log replaced by one that somebody else began
    let dir = fresh(&truth);
    fs::remove_dir_all(dir.path().join("log")).unwrap();
    let other = ledger::note::SigningKey::generate("qorgau/bitrix-kz", &[9; 32]).unwrap();
    ledger::LogFolder::create(dir.path().join("log"), &other).unwrap();
    let noticed = truth.noticed(dir.path(), true);
    assert!(noticed[0].starts_with("open:") && noticed[0].contains("key"), "{noticed:?}");
}
