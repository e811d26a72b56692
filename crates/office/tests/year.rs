//! A year that the profile lacks: nothing is hidden by it, and it can be entered.

#![allow(clippy::unwrap_used, clippy::panic)] // a test may stop

mod common;

use common::*;
use kernel::RefusalCode;
use office::{Office, OfficeError};

/// The profile with 2027 entered, as its author would.
fn with_2027() -> String {
    let basis = "source = \"a test\"\nconfidence = \"unconfirmed\"";
    format!("{}\n[[year]]\nyear = 2027\nmovable = {{ kurban-ait = 2027-05-16 }}\n{basis}\n", profile())
}

fn said(answer: Result<office::Proposed, OfficeError>) -> String {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code.word().to_owned(),
        other => other.to_string(),
    }
}

#[test]
fn a_missing_year_is_said_aloud_and_entered() {
    let dir = tempfile::tempdir().unwrap();
    let (store, boss) = (dir.path().join("store"), responsible());
    let office = found(dir.path());
    assert_eq!(office.missing_year(), None, "not months ahead");
    office.set_clock(at("2026-12-10T07:00:00Z")).unwrap();
    assert_eq!(office.missing_year(), Some(2027));
    let who = candidate(&office, "Айдана Сұлтан", "aidana@example.kz");
    let refused = "refused".parse().unwrap();
    office.record_event(&boss, None, who, target("recruitment"), refused).unwrap();
    office.set_clock(at("2027-01-20T07:00:00Z")).unwrap();
    let items = ["email".parse().unwrap()];
    let read = |office: &Office| office.read(&boss, who, target("recruitment"), &items);
    match read(&office) {
        Err(OfficeError::Refused(refusal)) => assert_eq!(refusal.code, RefusalCode::TermOver),
        other => panic!("{other:?}"),
    }
    let swept = office.sweep(&boss, &mut |_| {}).unwrap();
    assert_eq!((swept.destroyed, swept.waiting), (0, 1), "not on a guess, and not in silence");
    let findings = office.examine(false, &mut |_| {}).unwrap().findings;
    assert!(findings.iter().any(|finding| finding.what.contains("2027")), "{findings:?}");
    // another jurisdiction's, one that lacks a deadline, and none at all
    assert_eq!(said(office.propose_profile(&boss, &profile_of("gdpr"))), "other-profile");
    let less = with_2027().replace("\"unpublish\"", "\"unpublished\"");
    assert!(said(office.propose_profile(&boss, &less)).contains("unpublish"));
    assert!(office.propose_profile(&boss, "no profile").is_err());
    assert_eq!(said(office.propose_profile(&staff("hr"), &with_2027())), "no-permission");
    assert_eq!(office.missing_year(), Some(2027), "nothing of it was kept");
    enter_profile(&office, &boss, &with_2027());
    assert_eq!(office.missing_year(), None);
    drop(office);
    let office = Office::open(&store, None).unwrap();
    assert_eq!(office.missing_year(), None, "it outlives a restart");
    let swept = office.sweep(&boss, &mut |_| {}).unwrap();
    assert_eq!((swept.destroyed, swept.waiting), (1, 0));
    assert!(office.examine(true, &mut |_| {}).unwrap().is_well());
}

#[test]
fn an_older_profile_put_back_behind_the_program_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let (store, boss) = (dir.path().join("store"), responsible());
    drop(found(dir.path()));
    let row = "SELECT body, mac FROM document WHERE kind = 'profile'";
    let columns = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (body, mac): (Vec<u8>, Vec<u8>) = tamper::behind(&store).query_row(row, [], columns).unwrap();
    enter_profile(&Office::open(&store, None).unwrap(), &boss, &with_2027());
    assert!(Office::open(&store, None).unwrap().examine(true, &mut |_| {}).unwrap().is_well());
    let put = "UPDATE document SET body = ?1, mac = ?2 WHERE kind = 'profile'";
    assert_eq!(tamper::behind(&store).execute(put, (body, mac)).unwrap(), 1);
    let health = Office::open(&store, None).unwrap().examine(true, &mut |_| {}).unwrap();
    assert!(!health.is_well() && format!("{health:?}").contains("profile"), "{health:?}");
}
