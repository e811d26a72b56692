//! What is done behind the program is found, and no secret lies in a file.

use office::Office;

use super::people::*;
use crate::common::{found, needles::Needles, responsible, tamper};

const KINDS: [&str; 7] = ["account", "enrolment", "session", "attempt", "new-app", "ceremony", "throttle"];

/// A store with a document of every kind.
fn busy(dir: &std::path::Path) -> Person {
    let office = found(dir);
    let boss = first(&office);
    office.invite(&responsible(), "hr".parse().unwrap()).unwrap();
    let signed = office.session(&boss.sign_in(&office).token).unwrap().unwrap();
    office.offer_app(&signed).unwrap();
    let party = office::passkey::RelyingParty::new("localhost", &[]).unwrap();
    office.begin_passkey(&signed, &party).unwrap();
    boss.begin(&office, GOOD);
    sound(&office);
    boss
}

#[test]
fn a_document_taken_away_is_found() {
    let dir = tempfile::tempdir().unwrap();
    busy(dir.path());
    let store = dir.path().join("store");
    for kind in KINDS.into_iter().chain(["meta"]) {
        let db = tamper::behind(&store);
        let which = if kind == "meta" { "id = 'sign-in-tally'" } else { "1" };
        let row = format!("SELECT id, body, mac FROM document WHERE kind = ?1 AND {which}");
        let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let (id, body, mac): (String, Vec<u8>, Vec<u8>) = db.query_row(&row, [kind], columns).unwrap();
        db.execute("DELETE FROM document WHERE kind = ?1 AND id = ?2", [kind, &id]).unwrap();
        drop(db);
        let health = Office::open(&store, None).unwrap().examine(false, &mut |_| {}).unwrap();
        assert!(!health.is_well() && format!("{health:?}").contains("signing in"), "{kind}: {health:?}");
        let put = "INSERT INTO document (kind, id, body, mac) VALUES (?1, ?2, ?3, ?4)";
        tamper::behind(&store).execute(put, (kind, id, body, mac)).unwrap();
        sound(&Office::open(&store, None).unwrap());
    }
}

#[test]
fn a_document_altered_or_put_under_another_name_does_not_open() {
    let dir = tempfile::tempdir().unwrap();
    busy(dir.path());
    let store = dir.path().join("store");
    for kind in KINDS {
        let db = tamper::behind(&store);
        let read = "SELECT id, body FROM document WHERE kind = ?1";
        let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let (id, body): (String, Vec<u8>) = db.query_row(read, [kind], columns).unwrap();
        let mut other = body.clone();
        other[20] ^= 1;
        let put = "UPDATE document SET body = ?3 WHERE kind = ?1 AND id = ?2";
        db.execute(put, (kind, &id, &other)).unwrap();
        assert!(Office::open(&store, None).is_err(), "{kind}");
        db.execute(put, (kind, &id, &body)).unwrap();
    }
    sound(&Office::open(&store, None).unwrap());
}

#[test]
fn an_older_account_put_back_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let boss = busy(dir.path());
    let row = "SELECT body, mac FROM document WHERE kind = 'account'";
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (body, mac): (Vec<u8>, Vec<u8>) = tamper::behind(&store).query_row(row, [], columns).unwrap();
    let office = Office::open(&store, None).unwrap();
    let signed = office.session(&boss.sign_in(&office).token).unwrap().unwrap();
    office.renew_recovery(&signed).unwrap();
    sound(&office);
    drop(office);
    let put = "UPDATE document SET body = ?1, mac = ?2 WHERE kind = 'account'";
    assert_eq!(tamper::behind(&store).execute(put, (body, mac)).unwrap(), 1);
    let office = Office::open(&store, None).unwrap();
    let health = format!("{:?}", office.examine(true, &mut |_| {}).unwrap());
    assert!(health.contains("signing in") && health.contains("the account of"), "{health}");
}

#[test]
fn no_secret_and_no_typed_name_is_in_any_file() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let first = office.invite_first().unwrap();
    let typed = office.offer(&first.link).unwrap().typed;
    let mut needles = Needles::default();
    needles.text("link", &first.link);
    let boss = enrol(&office, &first.link);
    needles.text("app", &typed);
    needles.text("app", &typed.replace(' ', ""));
    needles.text("password", GOOD);
    boss.codes.iter().for_each(|code| needles.text("recovery", code));
    let entered = boss.sign_in(&office);
    needles.text("session", &entered.token);
    needles.text("device", &entered.device);
    let attempt = begin(&office, "somebody-typed-this", "and this by mistake", &HERE).unwrap();
    needles.text("attempt", &attempt);
    needles.text("name", "somebody-typed-this");
    needles.text("client", "a test");
    let shown = format!("{first:?} {entered:?} {:?} {HERE:?}", office.session(&entered.token).unwrap());
    assert!(!shown.contains(&*entered.token) && !shown.contains(&*first.link) && !shown.contains("a test"));
    drop(office);
    assert_eq!(needles.found_in(&dir.path().join("store")), Default::default());
}
