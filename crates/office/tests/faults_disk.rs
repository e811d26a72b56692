//! A full disk: acts fail with a clear error, nothing acknowledged is lost or half done, and with room the store goes
//! on.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::{
    ffi::OsStr,
    fs,
    path::Path,
    process::{Command, Stdio},
};

use common::{child, noise::Noise, *};
use kernel::SubjectId;
use office::{Office, OfficeError};

fn take_in(office: &Office, key: u64) -> Result<SubjectId, OfficeError> {
    let cv = Noise(key).text(4_000);
    let items = [("full-name", "Some Body"), ("email", &email(key)), ("cv", cv.as_str())];
    Ok(office.collect(&staff("hr"), &person("recruitment", "candidate", &items))?.subject)
}

fn email(key: u64) -> String {
    format!("person.{key}@example.kz")
}

#[test]
#[ignore = "run by the other tests of this file"]
fn child_worker() {
    let Some(orders) = child::orders() else { return };
    match orders.role.as_str() {
        "until-full" => {
            let office = Office::open(&orders.dir, None).unwrap();
            for key in 0.. {
                match take_in(&office, key) {
                    Ok(_) => child::tell(&format!("in {key}")),
                    Err(why) => return child::tell(&format!("failed {why}")),
                }
            }
        }
        "small-disk" => small_disk(&orders.dir),
        other => panic!("{other}"),
    }
}

/// All of it on one small disk, which only this process sees.
fn small_disk(disk: &Path) {
    let office = found(disk);
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![1; 1 << 20]).unwrap();
    let mut people = Vec::new();
    let full = loop {
        match take_in(&office, people.len() as u64) {
            Ok(who) => people.push(who),
            Err(why) => break why.to_string(),
        }
        assert!(people.len() < 5_000, "the disk never fills");
    };
    assert!(full.contains("is full"), "{full}");
    assert!(people.len() > 20, "{}", people.len());
    fs::write(disk.join("the-rest"), vec![1; 1 << 20]).unwrap_err(); // not a page is left
    let boss = responsible();
    let tells = |why: OfficeError| {
        let why = why.to_string();
        assert!(why.contains("full") || why.contains("No space left"), "{why}");
    };
    let name = ["email".parse().unwrap()];
    for act in 0..3 {
        let answer = match act {
            0 => office.read(&boss, people[0], target("recruitment"), &name).map(drop),
            1 => office.erase(&boss, people[1], None, kernel::EraseReason::Demand).map(drop),
            _ => office.checkpoint().map(drop),
        };
        answer.err().into_iter().for_each(tells);
    }
    fs::remove_file(disk.join("the-rest")).unwrap();
    fs::remove_file(ballast).unwrap();
    // with room, the same process goes on
    let next = people.len() as u64 + 10;
    let last = take_in(&office, next).unwrap();
    let found_one = office.find(&boss, &"email".parse().unwrap(), &email(1)).unwrap();
    if !found_one.is_empty() {
        office.erase(&boss, people[1], None, kernel::EraseReason::Demand).unwrap();
    }
    drop(office);
    let office = Office::open(disk.join("store"), None).unwrap();
    for (key, who) in people.iter().enumerate().filter(|(key, _)| *key != 1) {
        has(&office, key as u64, *who);
    }
    has(&office, next, last);
    is_sound(&office);
    child::tell(&format!("fine after {} people", people.len()));
}

fn has(office: &Office, key: u64, who: SubjectId) {
    let items = ["email".parse().unwrap(), "cv".parse().unwrap()];
    let read = office.read(&staff("hr"), who, target("recruitment"), &items).unwrap();
    let texts: Vec<&str> = read.values.iter().map(|(_, v)| v.as_deref().unwrap().as_str()).collect();
    assert_eq!(texts, [email(key), Noise(key).text(4_000)]);
}

fn is_sound(office: &Office) {
    assert_eq!(office.finish_pending().unwrap(), 0);
    office.checkpoint().unwrap();
    assert_eq!(office.verify_log(&mut |_| {}).unwrap().faults, Vec::<String>::new());
    assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
}

/// Where no file may grow: any user can be put there.
#[test]
fn files_that_may_not_grow_lose_nothing() {
    let dir = tempfile::tempdir().unwrap();
    drop(found(dir.path()));
    let store = dir.path().join("store");
    let shell = "trap '' XFSZ; ulimit -f 3000; exec \"$@\"";
    let wrapper = ["sh", "-c", shell, "sh"].map(OsStr::new);
    let (_, told) = child::start(child::command(&wrapper, "until-full", &store, 0)).finish();
    let failed = told.last().unwrap();
    assert!(failed.starts_with("failed") && failed.contains("nothing of the act was kept"), "{failed}");
    println!("{} people, then: {failed}", told.len() - 1);
    let office = Office::open(&store, None).unwrap();
    let boss = responsible();
    for line in &told[..told.len() - 1] {
        let key = line.strip_prefix("in ").unwrap().parse().unwrap();
        let found = office.find(&boss, &"email".parse().unwrap(), &email(key)).unwrap();
        has(&office, key, found[0]);
    }
    take_in(&office, 1_000_000).unwrap();
    is_sound(&office);
}

/// A disk of its own takes the right to mount.
#[test]
fn a_full_disk_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let disk = dir.path().to_str().unwrap();
    let mount = format!("mount -t tmpfs -o size=8m tmpfs '{disk}' && exec \"$@\"");
    let wrapper = ["unshare", "-m", "sh", "-c", &mount, "sh"];
    let may = Command::new(wrapper[0]).args(&wrapper[1..]).arg("true").stderr(Stdio::null()).status();
    if !may.is_ok_and(|status| status.success()) {
        return println!(
            "skipped: a disk can't be mounted here; the test above has the same end without one"
        );
    }
    let wrapper = wrapper.map(OsStr::new);
    let (status, told) = child::start(child::command(&wrapper, "small-disk", dir.path(), 0)).finish();
    println!("{told:?}");
    assert!(status.success() && told.last().is_some_and(|line| line.starts_with("fine")), "{told:?}");
}
