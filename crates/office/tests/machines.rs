//! A machine's key, from its making to its end.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use common::*;
use jiff::SignedDuration;
use kernel::{ActKind, Actor, RefusalCode};
use office::{Office, OfficeError};
use policy::{ItemId, KeyId, Permission, Scope};

fn reading(items: Scope<ItemId>) -> Permission {
    let purposes = Scope::Only(vec!["recruitment".parse().unwrap()]);
    Permission { acts: vec![ActKind::Read, ActKind::Find], purposes, items }
}

fn code<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> RefusalCode {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

fn crm() -> KeyId {
    "crm".parse().unwrap()
}

fn sound(office: &Office) {
    let health = office.examine(true, &mut |_| {}).unwrap();
    assert!(health.is_well(), "{health:?}");
}

#[test]
fn a_key_outlives_a_restart_and_ends_when_it_should() {
    let dir = tempfile::tempdir().unwrap();
    let (boss, email): (_, ItemId) = (responsible(), "email".parse().unwrap());
    let crm: Actor = "key:crm".parse().unwrap();
    let (who, texts) = {
        let office = found(dir.path());
        let who = candidate(&office, "Айдана Сұлтан", "aidana@example.kz");
        let expires = office.clock().now() + SignedDuration::from_hours(48);
        let make = |name: &str| {
            let scope = reading(Scope::Only(vec![email.clone()]));
            office.add_key(&boss, name.parse().unwrap(), scope, expires).unwrap().1
        };
        let texts = ["crm", "spare"].map(make);
        assert_eq!(office.machine(&texts[1]), Some("key:spare".parse().unwrap()));
        office.remove_key(&boss, "spare".parse().unwrap()).unwrap();
        assert_eq!(office.machine(&texts[1]), None);
        sound(&office);
        (who, texts)
    };
    let office = Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(office.machine(&texts[0]), Some(crm.clone()), "it is proved by its text");
    assert_eq!(office.machine(&texts[1]), None, "ended");
    let read = |items: &[&str]| {
        let items: Vec<ItemId> = items.iter().map(|item| item.parse().unwrap()).collect();
        office.read(&crm, who, target("recruitment"), &items)
    };
    assert_eq!(read(&["email"]).unwrap().values[0].1.as_ref().unwrap().as_str(), "aidana@example.kz");
    assert_eq!(code(read(&["phone"])), RefusalCode::NoPermission);
    assert_eq!(office.find(&crm, &email, "aidana@example.kz").unwrap(), [who]);
    let spare: Actor = "key:spare".parse().unwrap();
    assert_eq!(code(office.find(&spare, &email, "aidana@example.kz")), RefusalCode::UnknownKey);
    // the subject is told which machine looked, by its name and not by anybody's
    let dossier = office.export(&boss, who).unwrap();
    assert!(dossier.acts.iter().any(|act| act.actor.to_string() == "key:crm"));
    sound(&office);
    office.set_clock(office.clock().now() + SignedDuration::from_hours(48)).unwrap();
    assert_eq!(code(read(&["email"])), RefusalCode::KeyOver);
}

#[test]
fn an_older_and_wider_key_put_back_behind_the_program_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (store, boss) = (dir.path().join("store"), responsible());
    let make = |scope| {
        let office = Office::open(&store, None).unwrap();
        if office.world().keys.contains_key(&crm()) {
            office.remove_key(&boss, crm()).unwrap();
        }
        let expires = office.clock().now() + SignedDuration::from_hours(48);
        office.add_key(&boss, crm(), scope, expires).unwrap();
    };
    drop(found(dir.path()));
    make(reading(Scope::All));
    let row = "SELECT body, mac FROM document WHERE kind = 'key' AND id = 'crm'";
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (body, mac): (Vec<u8>, Vec<u8>) = tamper::behind(&store).query_row(row, [], columns).unwrap();
    make(reading(Scope::Only(vec!["email".parse().unwrap()])));
    sound(&Office::open(&store, None).unwrap());
    let put = "UPDATE document SET body = ?1, mac = ?2 WHERE kind = 'key' AND id = 'crm'";
    assert_eq!(tamper::behind(&store).execute(put, (body, mac)).unwrap(), 1);
    let health = Office::open(&store, None).unwrap().examine(true, &mut |_| {}).unwrap();
    assert!(!health.is_well() && format!("{health:?}").contains("key crm"), "{health:?}");
}

#[test]
fn a_key_goes_with_its_owner_and_the_log_tells_so() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, hr) = (responsible(), staff("hr"));
    office.add_staff(&boss, "deputy".parse().unwrap(), vec!["responsible".parse().unwrap()]).unwrap();
    let deputy = staff("deputy");
    office.acknowledge(&deputy).unwrap();
    let expires = office.clock().now() + SignedDuration::from_hours(48);
    office.add_key(&deputy, "crm".parse().unwrap(), reading(Scope::All), expires).unwrap();
    assert_eq!(
        code(office.add_key(&hr, "mine".parse().unwrap(), reading(Scope::All), expires)),
        RefusalCode::NoPermission
    );
    office.remove_staff(&boss, "deputy".parse().unwrap()).unwrap();
    assert!(office.world().keys.is_empty());
    sound(&office);
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    assert!(office.world().keys.is_empty());
    sound(&office);
}

#[test]
fn a_key_is_proved_by_every_sign_of_its_text_and_its_secret_is_in_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let expires = office.clock().now() + SignedDuration::from_hours(48);
    let make = || office.add_key(&responsible(), crm(), reading(Scope::All), expires).unwrap().1;
    let old = make();
    office.remove_key(&responsible(), crm()).unwrap();
    let text = make();
    assert_eq!(office.machine(&old), None, "the name is another key's now");
    assert_eq!(office.machine(&text), Some("key:crm".parse().unwrap()));
    for place in 0..text.len() {
        let mut other = text.as_bytes().to_vec();
        other[place] = if other[place] == b'b' { b'c' } else { b'b' };
        assert_eq!(office.machine(std::str::from_utf8(&other).unwrap()), None, "changed at {place}");
    }
    for wrong in ["", "qorgau_", "asel", &text[..text.len() - 1]] {
        assert_eq!(office.machine(wrong), None);
    }
    drop(office);
    let mut needles = needles::Needles::default();
    needles.text("key", &text["qorgau_".len() + 9..]);
    needles.text("key", &text[text.len() - 12..]);
    assert_eq!(needles.found_in(&dir.path().join("store")), Default::default());
}

#[test]
fn when_a_key_was_used_last_outlives_a_start_and_not_the_key() {
    let dir = tempfile::tempdir().unwrap();
    let (store, office) = (dir.path().join("store"), found(dir.path()));
    let expires = office.clock().now() + SignedDuration::from_hours(48);
    let text = office.add_key(&responsible(), crm(), reading(Scope::All), expires).unwrap().1;
    assert_eq!(office.last_use(&crm()), None);
    let first = office.clock().now();
    for later in [0, 30, 59] {
        office.set_clock(first + SignedDuration::from_secs(later)).unwrap();
        assert!(office.machine(&text).is_some());
        assert_eq!(office.last_use(&crm()), Some(first), "kept within a minute");
    }
    office.set_clock(first + SignedDuration::from_secs(60)).unwrap();
    assert!(office.machine(&text).is_some() && office.machine("qorgau_").is_none());
    sound(&office);
    drop(office);
    let office = Office::open(&store, None).unwrap();
    assert_eq!(office.last_use(&crm()), Some(first + SignedDuration::from_secs(60)));
    office.remove_key(&responsible(), crm()).unwrap();
    office.add_key(&responsible(), crm(), reading(Scope::All), expires).unwrap();
    assert_eq!(office.last_use(&crm()), None, "it is another key");
    sound(&office);
}

#[test]
fn a_secret_taken_away_behind_the_program_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (store, office) = (dir.path().join("store"), found(dir.path()));
    let expires = office.clock().now() + SignedDuration::from_hours(48);
    let text = office.add_key(&responsible(), crm(), reading(Scope::All), expires).unwrap().1;
    drop(office);
    let gone = tamper::behind(&store).execute("DELETE FROM document WHERE kind = 'key-secret'", []).unwrap();
    assert_eq!(gone, 1);
    let office = Office::open(&store, None).unwrap();
    assert_eq!(office.machine(&text), None);
    let health = office.examine(false, &mut |_| {}).unwrap();
    assert!(!health.is_well() && format!("{health:?}").contains("key crm"), "{health:?}");
    drop(office);
    let gone = tamper::behind(&store).execute("DELETE FROM document WHERE id = 'access-key'", []).unwrap();
    assert_eq!(gone, 1);
    assert!(Office::open(&store, None).unwrap_err().to_string().contains("access key"));
}
