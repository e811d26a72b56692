//! Requests: who asks has to be known, and a code that comes too late changes nothing.

use kernel::RefusalCode;
use office::{CodeEntered, Decision, Grant};
use policy::RequestKind;

use super::*;
use crate::common::paperwork::form;

const SOURCE: std::net::IpAddr = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

#[test]
fn a_code_makes_an_unknown_request_the_known_persons() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "coded@example.kz", &[Part::Processing]);
    let asked = office.receive_request(&boss, None, &form(RequestKind::Information, None)).unwrap();
    assert_ne!(asked.subject, who);
    let grant = || Decision::Grant(Grant::default());
    assert_eq!(code(office.decide_request(&boss, asked.request, grant())), RefusalCode::IdentityTooLow);
    let sent = office.make_code(&boss, asked.request, "Coded@Example.KZ", SOURCE).unwrap();
    let (to, secret) = sent.letter().unwrap();
    assert!(to.eq_ignore_ascii_case("coded@example.kz"));
    assert_eq!(
        office.enter_code(&boss, asked.request, secret.expose()).unwrap(),
        CodeEntered::Passed { subject: who }
    );
    office.decide_request(&boss, asked.request, grant()).unwrap();
    office.answered(&boss, asked.request).unwrap();
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 1, "the request alone: the code is gone");
    assert_eq!(code(office.export(&boss, asked.subject)), RefusalCode::UnknownSubject);
    is_well(&office);
}

#[test]
fn a_code_for_nobody_behaves_as_any_other() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    subscriber(&office, "here@example.kz", &[Part::Processing]);
    let mut told = Vec::new();
    for address in ["here@example.kz", "nowhere@example.kz"] {
        let asked = office.receive_request(&boss, None, &form(RequestKind::Information, None)).unwrap();
        let sent = office.make_code(&boss, asked.request, address, SOURCE).unwrap();
        let wrong = sent.letter().map_or("11111111", |(_, code)| {
            if code.expose() == "11111111" { "22222222" } else { "11111111" }
        });
        let tries = (0..5).map(|_| office.enter_code(&boss, asked.request, wrong).unwrap());
        told.push((sent.minutes, tries.collect::<Vec<_>>()));
        assert!(office.enter_code(&boss, asked.request, wrong).is_err(), "no tries are left");
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0].1[4], CodeEntered::Over);
}

#[test]
fn a_right_code_for_a_decided_request_merges_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = responsible();
    let who = subscriber(&office, "late@example.kz", &[Part::Processing]);
    let asked = office.receive_request(&boss, None, &form(RequestKind::Information, None)).unwrap();
    let sent = office.make_code(&boss, asked.request, "late@example.kz", SOURCE).unwrap();
    let refuse = Decision::Refuse { reasons: "nobody known".to_owned() };
    office.decide_request(&boss, asked.request, refuse).unwrap();
    let (_, secret) = sent.letter().unwrap();
    assert_eq!(code(office.enter_code(&boss, asked.request, secret.expose())), RefusalCode::NotAtThisStep);
    assert_eq!(office.export(&boss, who).unwrap().papers.len(), 0, "the request moved to the person");
    office.answered(&boss, asked.request).unwrap();
    assert_eq!(code(office.export(&boss, asked.subject)), RefusalCode::UnknownSubject, "nothing is left");
    is_well(&office);
}
