//! Signing in, from the first invitation to the end of a session, with a clock that is set.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)] // a test may stop

#[path = "../../../tests/authenticator.rs"]
mod authenticator;
mod common;
mod signin {
    pub(crate) mod guesses;
    pub(crate) mod passkeys;
    pub(crate) mod people;
    pub(crate) mod renewed;
    pub(crate) mod tampered;
}

use std::collections::BTreeSet;

use access::session::How;
use common::*;
use kernel::{ActKind, Actor, RefusalCode};
use office::{Office, Passed, SessionId};
use signin::people::*;

#[test]
fn the_first_person_enrols_signs_in_and_invites_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let first = office.invite_first().unwrap();
    assert_eq!(Actor::Staff(first.staff.clone()), responsible());
    let boss = enrol(&office, &first.link);
    assert_eq!(boss.codes.len(), 10);
    assert_eq!(boss.codes.iter().map(|code| code.as_str()).collect::<BTreeSet<_>>().len(), 10);
    assert_eq!(said(office.invite_first().unwrap_err()), "invite-not-first");
    let entered = boss.sign_in(&office);
    assert_eq!((entered.how, entered.recovery_left), (How::PasswordTotp, 10));
    let signed = office.session(&entered.token).unwrap().unwrap();
    assert_eq!(signed.actor, responsible());
    let (_, invited) = office.invite(&signed.actor, "hr".parse().unwrap()).unwrap();
    let hr = enrol(&office, &invited.link);
    let signed = office.session(&hr.sign_in(&office).token).unwrap().unwrap();
    assert_eq!(signed.actor, staff("hr"));
    assert_eq!(refusal(office.invite(&signed.actor, "hr".parse().unwrap())), RefusalCode::NoPermission);
    let counts = office.signin_counts();
    assert_eq!((counts.begun, counts.passed, counts.wrong), (2, 2, 0));
    sound(&office);
    let told: Vec<_> = log(&office, &[ActKind::Enrol, ActKind::SignIn]);
    let boss = responsible().to_string();
    assert_eq!(
        told,
        [
            format!("{boss} enrol {boss} enrolled"),
            format!("{boss} sign-in - password-totp"),
            format!("{boss} enrol hr invited"),
            "hr enrol hr enrolled".to_owned(),
            "hr sign-in - password-totp".to_owned(),
            "hr enrol - -".to_owned(), // refused
        ]
    );
}

#[test]
fn a_session_grows_stale_then_ends_and_outlives_a_restart_until_then() {
    let dir = tempfile::tempdir().unwrap();
    let (boss, token) = {
        let office = found(dir.path());
        let boss = first(&office);
        let token = boss.sign_in(&office).token;
        (boss, token)
    };
    let office = Office::open(dir.path().join("store"), None).unwrap();
    let name = boss.staff.clone();
    let signed = || office.session(&token).unwrap();
    assert_eq!(signed().unwrap().actor, Actor::Staff(name.clone()));
    pass(&office, 600);
    let stale = signed().unwrap();
    assert_eq!(stale.actor, Actor::Stale(name.clone()));
    // what is grave waits for the second step, the rest does not
    assert_eq!(refusal(office.invite(&stale.actor, "hr".parse().unwrap())), RefusalCode::StepUp);
    assert_eq!(
        refusal(office.add_staff(&stale.actor, "new".parse().unwrap(), vec!["hr".parse().unwrap()])),
        RefusalCode::StepUp
    );
    office.acknowledge(&stale.actor).unwrap();
    let stepped = office.step_up(&token, boss.totp(&office), &HERE).unwrap();
    assert_eq!(signed(), None, "the token was changed");
    let token = stepped.token;
    let fresh = office.session(&token).unwrap().unwrap();
    assert_eq!((fresh.actor, fresh.session), (Actor::Staff(name), stale.session));
    // used every 29 minutes it lives for 12 hours and no longer
    for _ in 0..24 {
        pass(&office, 29 * 60);
        assert!(office.session(&token).unwrap().is_some());
    }
    pass(&office, 15 * 60);
    assert_eq!(office.session(&token).unwrap(), None);
    let token = boss.sign_in(&office).token;
    pass(&office, 30 * 60);
    assert_eq!(office.session(&token).unwrap(), None, "idle");
    sound(&office);
}

#[test]
fn a_session_is_seen_and_ended_by_its_owner_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let hr = invited(&office, "hr");
    let tokens: Vec<_> = (0..3).map(|_| boss.sign_in(&office).token).collect();
    let signed = office.session(&tokens[0]).unwrap().unwrap();
    let theirs = office.session(&hr.sign_in(&office).token).unwrap().unwrap();
    let all = office.sessions(&signed);
    assert_eq!(all.len(), 3);
    assert_eq!(all[0].client.as_str(), "a test");
    assert!(!office.end_session(&theirs, all[0].session).unwrap(), "somebody else's");
    assert!(!office.end_session(&signed, "0123456789abcdef".parse::<SessionId>().unwrap()).unwrap());
    let second = office.session(&tokens[1]).unwrap().unwrap();
    assert!(office.end_session(&signed, second.session).unwrap());
    assert_eq!(office.session(&tokens[1]).unwrap(), None);
    assert!(office.sign_out(&tokens[2]).unwrap() && !office.sign_out(&tokens[2]).unwrap());
    let fourth = boss.sign_in(&office).token;
    assert_eq!(office.end_sessions(&signed, true).unwrap(), 1);
    assert_eq!(office.session(&fourth).unwrap(), None);
    assert!(office.session(&tokens[0]).unwrap().is_some());
    // however often somebody signs in, their sessions stay few
    for _ in 0..20 {
        boss.sign_in(&office);
    }
    let last = office.session(&boss.sign_in(&office).token).unwrap().unwrap();
    assert_eq!(office.sessions(&last).len(), 16);
    assert_eq!(office.end_sessions(&last, false).unwrap(), 16);
    assert_eq!(office.sessions(&last), []);
    assert_eq!(office.sessions(&theirs).len(), 1);
    sound(&office);
}

#[test]
fn a_clock_set_back_ends_every_session() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let token = boss.sign_in(&office).token;
    pass(&office, 300);
    assert!(office.session("no token").unwrap().is_none());
    pass(&office, -240);
    assert_eq!(office.session(&token).unwrap(), None);
    pass(&office, 240);
    assert_eq!(office.session(&token).unwrap(), None, "for good");
}

#[test]
fn whoever_leaves_takes_their_sessions_and_their_means_with_them() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let hr = invited(&office, "hr");
    let token = hr.sign_in(&office).token;
    let (_, again) = office.invite(&responsible(), "hr".parse().unwrap()).unwrap();
    let begun = hr.begin(&office, GOOD);
    office.remove_staff(&responsible(), "hr".parse().unwrap()).unwrap();
    assert_eq!(office.session(&token).unwrap(), None);
    let second = office.second_sign_in(&begun, hr.totp(&office), &HERE).unwrap();
    assert!(matches!(second, Passed::Wrong { .. } | Passed::Over), "{second:?}");
    assert_eq!(said(office.offer(&again.link).map(|_| ()).unwrap_err()), "invitation-none");
    assert_eq!(hr.try_in(&office, GOOD, hr.totp(&office)).err(), Some("wrong"));
    sound(&office);
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(office.session(&token).unwrap(), None);
    // whoever comes back begins anew
    office.add_staff(&responsible(), "hr".parse().unwrap(), vec!["hr".parse().unwrap()]).unwrap();
    assert_eq!(hr.try_in(&office, GOOD, hr.totp(&office)).err(), Some("wrong"));
    boss.sign_in(&office);
    sound(&office);
}

#[test]
fn an_invitation_works_once_in_its_day_and_the_newest_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let give = || office.invite(&responsible(), "hr".parse().unwrap()).unwrap().1;
    let none = |link: &str| office.offer(link).err().map(said) == Some("invitation-none");
    let (old, new) = (give(), give());
    assert!(none(&old.link) && !none(&new.link) && none("") && none(&new.link[1..]));
    pass(&office, 24 * 3600 - 1);
    assert!(!none(&new.link));
    pass(&office, 1);
    assert!(none(&new.link));
    let third = give();
    let offer = office.offer(&third.link).unwrap();
    assert!(offer.uri.starts_with("otpauth://totp/Qorgau%20bitrix-kz:hr?secret="), "{}", offer.uri.as_str());
    // what is wrong leaves the invitation good
    let code = code_of(&offer.typed, office.clock().now(), 0);
    let try_in = |password: &str, code: &str| {
        let choice = office::Choice { password, breached: None };
        office.enrol(&third.link, &choice, code).map(|_| ()).unwrap_err()
    };
    assert!(matches!(
        try_in("password123", &code),
        office::OfficeError::Input(office::BadInput::Password(_))
    ));
    assert_eq!(said(try_in(GOOD, "12345")), "sign-in-code-form");
    let other = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(said(try_in(GOOD, other)), "sign-in-code-wrong");
    let hr = enrol(&office, &third.link);
    assert!(none(&third.link));
    let token = hr.sign_in(&office).token;
    // somebody who lost everything: the old means and sessions stay until the new link is used, and end with it
    let way_back = give();
    assert!(office.session(&token).unwrap().is_some());
    pass(&office, 60);
    let anew = enrol(&office, &way_back.link);
    assert_eq!(office.session(&token).unwrap(), None);
    pass(&office, 60);
    assert_eq!(hr.try_in(&office, GOOD, hr.totp(&office)).err(), Some("wrong"), "the old app");
    anew.sign_in(&office);
    sound(&office);
}

#[test]
fn a_stolen_password_is_not_taken() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let invited = office.invite_first().unwrap();
    let code = code_of(&office.offer(&invited.link).unwrap().typed, office.clock().now(), 0);
    let list = dir.path().join("list");
    // SHA-1 of GOOD, by Python's hashlib
    std::fs::write(&list, format!("{}:7\n", sha1_of_good())).unwrap();
    let choice = |breached| office::Choice { password: GOOD, breached };
    let taken = office.enrol(&invited.link, &choice(Some(&list)), &code);
    let office::OfficeError::Input(office::BadInput::Password(why)) = taken.unwrap_err() else { panic!() };
    assert_eq!(why.code.to_string(), "breached");
    std::fs::write(&list, "").unwrap();
    assert_eq!(
        said(office.enrol(&invited.link, &choice(Some(&list)), &code).unwrap_err()),
        "breached-unusable"
    );
    std::fs::write(&list, "0000000000000000000000000000000000000000:1\n").unwrap();
    office.enrol(&invited.link, &choice(Some(&list)), &code).unwrap();
}
