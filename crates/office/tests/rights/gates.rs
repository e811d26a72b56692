//! Who may do what: blocked people, roles, and staff who have not read the edition in force.

use kernel::{Actor, Consent, EraseReason, RequestOutcome, Way};
use office::{Decision, Grant, NewBreach};
use policy::RequestKind;

use super::*;
use crate::common::paperwork::form;

/// One act each by this member of staff on this person; gives each act's name and its refusal, none where it was done.
fn every_act(office: &Office, who: SubjectId, by: &Actor) -> Vec<(&'static str, Option<RefusalCode>)> {
    fn told<T>(answer: Result<T, OfficeError>) -> Option<RefusalCode> {
        match answer {
            Ok(_) => None,
            Err(OfficeError::Refused(refusal)) => Some(refusal.code),
            Err(other) => panic!("{other}"),
        }
    }
    let here = || target("mailings");
    let email = items(&["email"]);
    let consent = Consent::to_processing(Way::Written, office.clock().now());
    let news = [(items(&["full-name"]).remove(0), "Айдана Жаңа".to_owned())];
    let again = person("mailings", "participant", &[("email", "gate@example.kz")]);
    let breach = NewBreach {
        detected: office.clock().now(),
        what: "A letter went astray.".to_owned(),
        categories: vec![],
        subjects: 1,
        items: vec![],
        consequences: "None known.".to_owned(),
        measures: "It was called back.".to_owned(),
    };
    let mail = "mailing-service".parse().unwrap();
    vec![
        ("collect", told(office.collect(by, &again))),
        ("read", told(office.read(by, who, here(), &email))),
        ("rectify", told(office.rectify(by, who, here(), &news))),
        ("give-consent", told(office.give_consent(by, who, here(), consent, None))),
        ("disclose", told(office.disclose(by, who, here(), &mail, &email))),
        ("publish", told(office.publish(by, who, here(), &email, "the site"))),
        ("register-carrier", told(office.register_carrier(by, who, here(), "form", None, "shelf 1"))),
        ("restrict", told(office.restrict(by, who, here(), true))),
        ("record-event", told(office.record_event(by, None, who, here(), "court-decision".parse().unwrap()))),
        ("erase", told(office.erase(by, who, None, EraseReason::Demand))),
        ("answer-demand", told(office.answer_demand(by, who, here(), &email, "demand 3"))),
        ("export", told(office.export(by, who))),
        ("hold", told(office.hold(by, who, "case 9"))),
        ("request", told(office.receive_request(by, None, &form(RequestKind::Object, Some(who))))),
        ("withdraw", told(office.withdraw_consent(by, None, who, here(), parts(&[Part::ThirdParties])))),
        ("breach", told(office.report_breach(by, breach))),
        ("deadlines", told(office.deadlines(by, jiff::Timestamp::MAX, 10))),
        ("open requests", told(office.open_requests(by, 10))),
        ("sweep", told(office.sweep(by, &mut |_| {}))),
    ]
}

#[test]
fn a_block_asked_for_holds_at_once_against_everything_but_keeping() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) =
        (responsible(), subscriber(&office, "gate@example.kz", &[Part::Processing, Part::ThirdParties]));
    let other = subscriber(&office, "other@example.kz", &[Part::Processing]);
    // on anyone's word
    let asked = office.receive_request(&boss, None, &form(RequestKind::Block, Some(who))).unwrap();
    assert!(asked.blocked);
    // what is only kept is told to the subject, given where a law demands it, and may be asked about
    let open = ["answer-demand", "export", "hold", "request", "withdraw"];
    let of_nobody = ["breach", "deadlines", "open requests", "sweep"];
    for (act, refusal) in every_act(&office, who, &boss) {
        let may = open.contains(&act) || of_nobody.contains(&act);
        assert_eq!(refusal, (!may).then_some(RefusalCode::Blocked), "{act}");
    }
    assert_eq!(code(office.merge(&boss, who, other)), RefusalCode::Blocked);
    assert_eq!(code(office.merge(&boss, other, who)), RefusalCode::Blocked);
    let hold = office.export(&boss, who).unwrap().holds[0].id;
    office.release(&boss, who, hold).unwrap();
    let mut listed = Vec::new();
    office
        .list(
            &boss,
            &"mailings".parse().unwrap(),
            &items(&["email"]),
            office::Stretch::default(),
            &mut |one| {
                listed.push(one.subject);
                std::ops::ControlFlow::Continue(())
            },
        )
        .unwrap();
    assert_eq!(listed, [other]);
    // the check found nothing
    let grant = Grant { unfounded: true, ..Grant::default() };
    let done = office.decide_request(&boss, asked.request, Decision::Grant(grant)).unwrap();
    assert_eq!(done.answer.outcome, RequestOutcome::Granted);
    office.read(&boss, who, target("mailings"), &items(&["email"])).unwrap();
    // and where it finds something, the block stays until what was wrong is destroyed
    let mut again = form(RequestKind::Block, Some(who));
    again.text = "Once more.".to_owned();
    let again = office.receive_request(&boss, None, &again).unwrap();
    office.decide_request(&boss, again.request, Decision::Grant(Grant::default())).unwrap();
    let (_, swept) = office.unblock_destroyed(&boss, who, None).unwrap();
    assert_eq!(swept.destroyed, 1);
    is_well(&office);
}

#[test]
fn whom_a_role_does_not_let_nothing_is_done_and_nothing_said() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let who = subscriber(&office, "gate@example.kz", &[Part::Processing, Part::ThirdParties]);
    let size = office.log_size().unwrap();
    for (role, may) in [
        ("support", vec!["request"]),
        ("auditor", vec!["deadlines", "open requests"]),
        ("administrator", vec!["sweep"]),
        ("importer", vec!["collect", "record-event"]),
        (
            "marketing",
            vec!["collect", "read", "rectify", "record-event", "give-consent", "withdraw", "request"],
        ),
    ] {
        let before = office.log_size().unwrap();
        let acts = every_act(&office, who, &staff(role));
        for (act, refusal) in &acts {
            let expected = (!may.contains(act)).then_some(RefusalCode::NoPermission);
            assert_eq!(*refusal, expected, "{role}, {act}");
        }
        assert!(office.log_size().unwrap() >= before + acts.len() as u64, "refusals stand in the log");
    }
    assert!(office.log_size().unwrap() > size);
    let nobody = staff("nobody-at-all");
    assert!(every_act(&office, who, &nobody).iter().all(|(_, why)| *why == Some(RefusalCode::NotStaff)));
    is_well(&office);
}

#[test]
fn who_has_not_read_the_edition_in_force_does_nothing_until_then() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (boss, who) =
        (responsible(), subscriber(&office, "gate@example.kz", &[Part::Processing, Part::ThirdParties]));
    let fresh = staff("fresh");
    office.add_staff(&boss, fresh.staff().unwrap().clone(), vec!["responsible".parse().unwrap()]).unwrap();
    let none = |office: &Office, by: &Actor| {
        let acts = every_act(office, who, by);
        acts.iter().all(|(_, why)| *why == Some(RefusalCode::NotAcknowledged))
    };
    assert!(none(&office, &fresh));
    office.acknowledge(&fresh).unwrap();
    office.read(&fresh, who, target("mailings"), &items(&["email"])).unwrap();
    activate(&office, &boss, patched("2026-03-02", |pack| particulars(pack, "mailings").term.en.push('.')));
    assert!(none(&office, &fresh) && none(&office, &boss), "a new edition asks everybody again");
    office.acknowledge(&boss).unwrap();
    office.read(&boss, who, target("mailings"), &items(&["email"])).unwrap();
    assert!(none(&office, &fresh));
    office.remove_staff(&boss, fresh.staff().unwrap().clone()).unwrap();
    let gone = office.read(&fresh, who, target("mailings"), &items(&["email"]));
    assert_eq!(code(gone), RefusalCode::NotStaff);
    is_well(&office);
}
