//! Guessing: what it learns, and whom it keeps out.

use office::{Caller, Passed};

use super::people::*;
use crate::common::found;

#[test]
fn a_name_that_nobody_has_and_a_wrong_half_get_the_same_answers() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let name = boss.staff.as_str();
    let long = "a".repeat(10_000);
    // hr is on the staff and has not enrolled
    for (n, (name, password)) in (100..).zip([
        (name, "wrong horse 17"),
        ("hr", GOOD),
        ("nobody", GOOD),
        ("Not A Name!", GOOD),
        (&long, &long),
        ("", ""),
    ]) {
        let caller = from(n);
        let attempt = begin(&office, name, password, &caller).unwrap();
        assert_eq!(attempt.len(), 43);
        for left in [2, 1, 0] {
            let answer = office.second_sign_in(&attempt, boss.totp(&office), &caller).unwrap();
            assert!(matches!(answer, Passed::Wrong { left: l } if l == left), "{name}: {answer:?}");
        }
        let answer = office.second_sign_in(&attempt, boss.totp(&office), &caller).unwrap();
        assert!(matches!(answer, Passed::Over), "{answer:?}");
    }
    let told = log(&office, &[kernel::ActKind::SignIn]);
    assert_eq!(told, [] as [String; 0], "a name that was only tried is in no log");
    assert_eq!((office.signin_counts().wrong, office.signin_counts().over), (18, 6));
    boss.sign_in(&office);
    sound(&office);
}

#[test]
fn no_second_step_passes_twice() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let code = boss.totp(&office);
    let token = boss.try_in(&office, GOOD, code.clone()).unwrap().token;
    assert_eq!(boss.try_in(&office, GOOD, code.clone()).err(), Some("wrong"));
    assert_eq!(said(office.step_up(&token, code, &HERE).unwrap_err()), "sign-in-code-wrong");
    let entered = boss.try_in(&office, GOOD, boss.recovery(3)).unwrap();
    assert_eq!((entered.how, entered.recovery_left), (access::session::How::RecoveryCode, 9));
    assert_eq!(boss.try_in(&office, GOOD, boss.recovery(3)).err(), Some("wrong"));
    drop(office);
    let office = office::Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(boss.try_in(&office, GOOD, boss.recovery(3)).err(), Some("wrong"), "nor after a restart");
    sound(&office);
}

#[test]
fn an_attempt_passes_once_and_within_five_minutes() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let attempt = boss.begin(&office, GOOD);
    drop(office);
    // kept between the steps
    let office = office::Office::open(dir.path().join("store"), None).unwrap();
    let second = |attempt: &str| office.second_sign_in(attempt, boss.totp(&office), &HERE).unwrap();
    assert!(matches!(second("no handle"), Passed::Over));
    assert!(matches!(second(&attempt), Passed::In(_)));
    assert!(matches!(second(&attempt), Passed::Over));
    let attempt = boss.begin(&office, GOOD);
    pass(&office, 270);
    assert!(matches!(second(&attempt), Passed::Over));
}

#[test]
fn whoever_guesses_waits_and_keeps_nobody_out_who_was_here_before() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let hr = invited(&office, "hr");
    let known = boss.sign_in(&office).device;
    let (name, thief) = (boss.staff.as_str(), from(66));
    let mut tries = 0;
    while begin(&office, name, "wrong horse 17", &thief).is_some() {
        tries += 1;
        assert!(tries < 10);
    }
    assert_eq!(tries, 5);
    assert_eq!(office.signin_counts().waited, 1);
    // others from elsewhere, and the owner's own device, do not wait
    hr.sign_in(&office);
    let mine = Caller { device: Some(&known), ..from(66) };
    let second = boss.totp(&office);
    try_in(&office, name, GOOD, second, &mine).unwrap();
    // a restart forgets nothing
    while begin(&office, name, "wrong horse 17", &thief).is_some() {
        tries += 1;
        assert!(tries < 20);
    }
    drop(office);
    let office = office::Office::open(dir.path().join("store"), None).unwrap();
    assert_eq!(begin(&office, name, GOOD, &thief), None);
    pass(&office, 900);
    let second = boss.totp(&office);
    try_in(&office, name, GOOD, second, &thief).unwrap();
}

#[test]
fn a_stolen_session_guesses_no_second_step() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let boss = first(&office);
    let token = boss.sign_in(&office).token;
    let mut codes = (0..).map(|n| office::second_step(&format!("{n:06}")).unwrap());
    let mut tries = 0;
    loop {
        match said(office.step_up(&token, codes.next().unwrap(), &HERE).unwrap_err()) {
            "sign-in-wait" => break,
            why => assert_eq!(why, "sign-in-code-wrong"),
        }
        tries += 1;
        assert!(tries < 10);
    }
    assert_eq!(tries, 5);
    assert_eq!(said(office.step_up("no token", boss.totp(&office), &HERE).unwrap_err()), "not-signed-in");
}

#[test]
fn attempts_are_few_however_many_begin() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let mut begun = 0;
    for n in 0..40 {
        begun += usize::from(begin(&office, &format!("name-{n}"), "", &HERE).is_some());
    }
    assert_eq!(begun, 20, "one address");
    drop(office);
    assert_eq!(kept(dir.path(), "attempt"), 20);
    let office = office::Office::open(dir.path().join("store"), None).unwrap();
    pass(&office, 301);
    assert!(begin(&office, "name", "", &from(9)).is_some());
    drop(office);
    assert_eq!(kept(dir.path(), "attempt"), 1, "what is over goes");
}

/// How many documents of a kind lie in the store.
fn kept(dir: &std::path::Path, kind: &str) -> i64 {
    let db = crate::common::tamper::behind(&dir.join("store"));
    db.query_row("SELECT count(*) FROM document WHERE kind = ?1", [kind], |row| row.get(0)).unwrap()
}
