//! Stores that can't be opened say why and what to do: a wrong key, one opened twice, one whose making was
//! interrupted, one that may only be read.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    path::Path,
    process::Command,
    time::Duration,
};

use common::{child, noise::Noise, *};
use office::{Founding, KeyChoice, Office, OfficeError, Passphrase};

fn founding(dir: &Path, key: Option<&str>) -> Founding {
    let key = match key {
        Some(pass) => KeyChoice::Passphrase(passphrase(pass)),
        None => KeyChoice::File(dir.join("root.key")),
    };
    Founding { edition: edition(), profile: profile(), staff: None, key, rehearsal: Some(at(START)) }
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase(vault::Zeroizing::new(text.to_owned()))
}

fn said(answer: Result<Office, OfficeError>) -> String {
    answer.map(drop).unwrap_err().to_string()
}

#[test]
#[ignore = "run by the other tests of this file"]
fn child_worker() {
    let Some(orders) = child::orders() else { return };
    match orders.role.as_str() {
        "init" => {
            child::tell("ready");
            Office::create(&orders.dir, founding(&orders.dir, None)).unwrap();
            child::tell("made");
        }
        "open" => match Office::open(&orders.dir, None) {
            Ok(_) => child::tell("opened"),
            Err(why) => child::tell(&why.to_string()),
        },
        other => panic!("{other}"),
    }
}

#[test]
fn a_store_is_open_once() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let store = dir.path().join("store");
    let why = said(Office::open(&store, None));
    assert!(why.contains("in use by another process"), "{why}");
    let (_, told) = child::start(child::command(&[], "open", &store, 0)).finish();
    assert!(told[0].contains("in use by another process"), "{told:?}");
    candidate(&office, "Some Body", "some.body@example.kz");
    drop(office);
    let (_, told) = child::start(child::command(&[], "open", &store, 0)).finish();
    assert_eq!(told, ["opened"]);
}

#[test]
fn another_key_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    drop(found(dir.path()));
    let (store, other) = (dir.path().join("store"), dir.path().join("other"));
    drop(Office::create(&other, founding(&other, None)).unwrap());
    let own = fs::read(store.join("root.key")).unwrap();
    fs::copy(other.join("root.key"), store.join("root.key")).unwrap();
    let why = said(Office::open(&store, None));
    assert!(why.contains("the root key is not the one"), "{why}");
    // even with the other store's keys.json: then nothing in the database fits
    fs::copy(other.join("keys.json"), store.join("keys.json")).unwrap();
    let why = said(Office::open(&store, None));
    assert!(why.contains("MAC differs"), "{why}");
    for cut in [0, 5, own.len() / 2, own.len() - 2] {
        fs::write(store.join("root.key"), &own[..cut]).unwrap();
        let why = said(Office::open(&store, None));
        assert!(why.contains("root.key"), "{cut}: {why}");
    }
    fs::remove_file(store.join("root.key")).unwrap();
    let why = said(Office::open(&store, None));
    assert!(why.contains("root.key"), "{why}");
}

#[test]
fn another_passphrase_opens_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    drop(Office::create(&store, founding(&store, Some("correct horse battery staple"))).unwrap());
    assert!(said(Office::open(&store, None)).contains("QORGAU_PASSPHRASE"));
    let why = said(Office::open(&store, Some(&passphrase("correct horse battery stable"))));
    assert!(why.contains("the root key is not the one"), "{why}");
    assert!(!why.contains("horse"), "{why}");
    assert!(said(Office::open(&store, Some(&passphrase("")))).contains("passphrase"));
    Office::open(&store, Some(&passphrase("correct horse battery staple"))).unwrap();
}

/// However far `init` came, opening works or says what to do, and `init` never writes over anything.
#[test]
fn a_store_half_made_says_so() {
    let (mut noise, mut seen) = (Noise(noise::seed()), [0, 0, 0]);
    for _ in 0..12 {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("store");
        let worker = child::start(child::command(&[], "init", &store, 0));
        assert!(worker.hear("ready", &mut Vec::new()));
        std::thread::sleep(Duration::from_micros(noise.below(150_000)));
        let made = worker.kill().iter().any(|line| line == "made");
        let answer = Office::open(&store, None);
        let before = tamper::files(dir.path());
        match answer {
            Ok(office) => {
                office.acknowledge(&responsible()).unwrap();
                seen[0] += 1;
            }
            Err(why) => {
                let why = why.to_string();
                assert!(!made && why.contains("init"), "{why}");
                seen[if why.contains("was interrupted") { 1 } else { 2 }] += 1;
                if !before.is_empty() {
                    let again = said(Office::create(&store, founding(&store, None)));
                    assert!(again.contains("is not empty; nothing was written"), "{again}");
                    assert_eq!(tamper::files(dir.path()), before);
                }
            }
        }
    }
    println!("{} opened, {} begun, {} not there", seen[0], seen[1], seen[2]);
}

/// Every step of making a store, stopped behind it.
#[test]
fn each_step_of_making_a_store_stopped_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let whole = dir.path().join("whole");
    drop(Office::create(&whole, founding(&whole, None)).unwrap());
    let steps = ["root.key", "keys.json", "log/verifier-keys", "log/checkpoint", "acts", "qorgau.db.lock"];
    for step in 1..=steps.len() {
        let part = dir.path().join(format!("part-{step}"));
        for name in &steps[..step] {
            let to = part.join(name);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            if *name == "acts" {
                fs::create_dir(to).unwrap();
            } else if *name == "log/checkpoint" {
                let key = ledger::note::SigningKey::generate("qorgau/bitrix-kz", &[7; 32]).unwrap();
                fs::remove_dir_all(to.parent().unwrap()).unwrap();
                ledger::LogFolder::create(to.parent().unwrap(), &key).unwrap();
            } else {
                fs::write(to, fs::read(whole.join(name)).unwrap_or_default()).unwrap();
            }
        }
        let why = said(Office::open(&part, None));
        assert!(why.contains("`init` was interrupted"), "{step}: {why}");
    }
    fs::remove_file(whole.join("qorgau.db")).unwrap();
    office_lost_its_database(&whole);
    assert!(said(Office::open(dir.path().join("nowhere"), None)).contains("make one with `init`"));
}

fn office_lost_its_database(store: &Path) {
    let why = said(Office::open(store, None));
    assert!(
        why.contains("is missing, though its log has signed") || why.contains("the database was lost"),
        "{why}"
    );
}

/// Root may write anywhere, so the child is somebody else.
#[test]
fn a_folder_that_may_only_be_read_is_named() {
    let dir = tempfile::tempdir().unwrap();
    drop(found(dir.path()));
    let store = dir.path().join("store");
    let mut command = child::command(&[], "open", &store, 0);
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).unwrap();
    if fs::metadata(&store).unwrap().uid() == 0 {
        let owned = Command::new("chown").args(["-R", "65534"]).arg(&store).status().unwrap();
        assert!(owned.success());
        std::os::unix::process::CommandExt::uid(&mut command, 65_534);
    }
    let modes = |dirs: u32, files: u32| {
        for file in tamper::files(&store) {
            fs::set_permissions(&file, fs::Permissions::from_mode(files)).unwrap();
            fs::set_permissions(file.parent().unwrap(), fs::Permissions::from_mode(dirs)).unwrap();
        }
        fs::set_permissions(&store, fs::Permissions::from_mode(dirs)).unwrap();
    };
    modes(0o500, 0o400);
    let (_, told) = child::start(command).finish();
    modes(0o700, 0o600);
    assert!(told[0].contains("can't be written"), "{told:?}");
    let office = Office::open(&store, None).unwrap();
    candidate(&office, "Some Body", "some.body@example.kz");
}
