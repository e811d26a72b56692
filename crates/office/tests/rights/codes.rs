//! One-time codes: short-lived, few tries, used once, few of them; and nothing said of who is known.

use std::net::IpAddr;

use jiff::SignedDuration;
use kernel::PaperId;
use office::{CodeEntered, Decision, Grant};
use policy::RequestKind;

use super::*;
use crate::common::paperwork::form;

const SOURCE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn asked(office: &Office, text: &str) -> PaperId {
    let form = office::RequestForm { text: text.to_owned(), ..form(RequestKind::Information, None) };
    office.receive_request(&responsible(), None, &form).unwrap().request
}

fn sent(office: &Office, request: PaperId, to: &str) -> String {
    let sent = office.make_code(&responsible(), request, to, SOURCE).unwrap();
    sent.letter().unwrap().1.expose().to_owned()
}

fn later(office: &Office, minutes: i64) {
    office.set_clock(office.clock().now() + SignedDuration::from_mins(minutes)).unwrap();
}

fn said<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> String {
    answer.unwrap_err().to_string()
}

#[test]
fn a_code_ends_after_ten_minutes_and_after_five_wrong_tries() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "time@example.kz", &[Part::Processing]);
    let request = asked(&office, "one");
    let code = sent(&office, request, "time@example.kz");
    later(&office, 10);
    assert_eq!(office.enter_code(&boss, request, &code).unwrap(), CodeEntered::Over, "ten minutes are over");
    assert!(said(office.enter_code(&boss, request, &code)).contains("code"), "it is gone");

    let code = sent(&office, request, "time@example.kz");
    let wrong = if code == "00000000" { "11111111" } else { "00000000" };
    for left in [4, 3, 2, 1] {
        assert_eq!(office.enter_code(&boss, request, wrong).unwrap(), CodeEntered::Wrong { left });
    }
    assert_eq!(office.enter_code(&boss, request, wrong).unwrap(), CodeEntered::Over);
    assert!(said(office.enter_code(&boss, request, &code)).contains("code"), "nor does the right one count");

    let (first, second) = (sent(&office, request, "time@example.kz"), {
        later(&office, 15);
        sent(&office, request, "time@example.kz")
    });
    if first != second {
        assert_eq!(office.enter_code(&boss, request, &first).unwrap(), CodeEntered::Wrong { left: 4 });
    }
    assert_eq!(office.enter_code(&boss, request, &second).unwrap(), CodeEntered::Passed { subject: who });
    let again = office.enter_code(&boss, request, &second);
    assert!(!matches!(again, Ok(CodeEntered::Passed { .. })), "a code passes once: {again:?}");
    let short = said(office.enter_code(&boss, request, "1234"));
    assert!(short.contains('8'), "{short}");
    office.decide_request(&boss, request, Decision::Grant(Grant::default())).unwrap();
    is_well(&office);
}

#[test]
fn a_new_code_ends_the_one_before_it() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "twice@example.kz", &[Part::Processing]);
    let request = asked(&office, "one");
    let first = sent(&office, request, "twice@example.kz");
    later(&office, 5);
    let second = sent(&office, request, "twice@example.kz");
    let wrong =
        ["00000000", "11111111", "22222222"].into_iter().find(|w| *w != first && *w != second).unwrap();
    for _ in 0..5 {
        office.enter_code(&boss, request, wrong).unwrap();
    }
    // with the second spent, the first, which would still hold for five minutes, does not come back
    assert!(said(office.enter_code(&boss, request, &first)).contains("code"));
    later(&office, 15);
    let third = sent(&office, request, "twice@example.kz");
    assert_eq!(office.enter_code(&boss, request, &third).unwrap(), CodeEntered::Passed { subject: who });
    is_well(&office);
}

#[test]
fn nobodys_word_stands_for_a_signature() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "signed@example.kz", &[Part::Processing]);
    let level = policy::IdentityLevel::SignedDocument;
    let form = office::RequestForm { identity: level, ..form(RequestKind::Information, Some(who)) };
    assert!(said(office.receive_request(&responsible(), None, &form)).contains("signature"));
    let request = asked(&office, "one");
    assert!(said(office.confirm_identity(&responsible(), request, level)).contains("signature"));
}

#[test]
fn a_code_of_one_request_is_none_of_anothers() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    subscriber(&office, "both@example.kz", &[Part::Processing]);
    let (one, two) = (asked(&office, "one"), asked(&office, "two"));
    let (of_one, of_two) = (sent(&office, one, "both@example.kz"), sent(&office, two, "both@example.kz"));
    if of_one != of_two {
        assert_eq!(office.enter_code(&boss, two, &of_one).unwrap(), CodeEntered::Wrong { left: 4 });
    }
    assert!(matches!(office.enter_code(&boss, one, &of_one).unwrap(), CodeEntered::Passed { .. }));
    assert!(matches!(office.enter_code(&boss, two, &of_two).unwrap(), CodeEntered::Passed { .. }));
}

#[test]
fn an_address_gets_three_codes_in_a_quarter_of_an_hour_over_restarts_too() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    subscriber(&office, "few@example.kz", &[Part::Processing]);
    let request = asked(&office, "one");
    (0..3).for_each(|_| drop(sent(&office, request, "few@example.kz")));
    let ask = |office: &Office, address: &str| office.make_code(&boss, request, address, SOURCE);
    assert!(said(ask(&office, "Few@Example.KZ")).contains("quarter"), "another case of letters is no other");
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    assert!(said(ask(&office, "few@example.kz")).contains("quarter"));
    ask(&office, "other@example.kz").unwrap();
    later(&office, 15);
    ask(&office, "few@example.kz").unwrap();
    // twenty an hour from one source, whatever the addresses
    for n in 0..15 {
        ask(&office, &format!("n{n}@example.kz")).unwrap();
    }
    assert!(said(ask(&office, "n99@example.kz")).contains("quarter"));
    office.make_code(&boss, request, "n99@example.kz", [10, 0, 0, 9].into()).unwrap();
    assert!(said(ask(&office, "nobody")).contains("address"));
    is_well(&office);
}

/// The log's operational parts stay for ever: they too say the same of an address that somebody has and of one that
/// nobody has.
#[test]
fn neither_answers_nor_the_log_tell_whether_an_address_is_known() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    subscriber(&office, "known@example.kz", &[Part::Processing]);
    let mut told = Vec::new();
    for address in ["known@example.kz", "stranger@example.kz"] {
        let begun = office.log_size().unwrap();
        let received = office.receive_request(&boss, None, &form(RequestKind::Information, None)).unwrap();
        let made = office.make_code(&boss, received.request, address, SOURCE).unwrap();
        let wrong = made.letter().map_or("00000000", |(_, code)| {
            if code.expose() == "00000000" { "11111111" } else { "00000000" }
        });
        let tries: Vec<_> =
            (0..5).map(|_| office.enter_code(&boss, received.request, wrong).unwrap()).collect();
        let end = said(office.enter_code(&boss, received.request, wrong));
        let end = end.replace(&received.request.to_string(), "");
        let entries: Vec<_> = (begun..office.log_size().unwrap())
            .map(|index| {
                office.checkpoint().unwrap();
                office.prove(index).unwrap().operational
            })
            .collect();
        assert_eq!(entries.len(), 7);
        told.push((
            made.minutes,
            format!("{made:?}"),
            tries,
            end,
            received.joined,
            received.blocked,
            entries,
        ));
    }
    assert_eq!(told[0], told[1]);
}
