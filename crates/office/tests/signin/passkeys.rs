//! Passkeys as a second step, with an authenticator by others.

use access::passkey::{AuthenticationResponse, RegistrationResponse, RelyingParty};
use kernel::{ActKind, Actor, RefusalCode};
use office::{
    Choice, Entered, How, MadePasskey, Office, OfficeError, Passed, SignedIn, SteppedUp, second_step,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::people::*;
use crate::{authenticator::Device, common::*};

const PAGE: &str = "https://example.com:8443";

fn party() -> RelyingParty {
    RelyingParty::new("example.com", &[8443]).unwrap()
}

fn read<T: DeserializeOwned>(answer: Value) -> T {
    serde_json::from_value(answer).unwrap()
}

fn json_of(of: impl serde::Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

fn made<'a>(party: &'a RelyingParty, answer: &'a RegistrationResponse) -> MadePasskey<'a> {
    MadePasskey { party, answer, name: "the blue one" }
}

/// Adds a passkey of this device.
fn add(office: &Office, of: &SignedIn, device: &Device) -> Result<access::passkey::PasskeyId, OfficeError> {
    let options = json_of(office.begin_passkey(of, &party())?);
    let answer = read(device.make(PAGE, &options));
    Ok(office.add_passkey(of, made(&party(), &answer))?.1)
}

fn asked(office: &Office, attempt: &str) -> Option<Value> {
    office.begin_passkey_sign_in(attempt, &party()).unwrap().map(json_of)
}

fn second(office: &Office, attempt: &str, answer: Value) -> Result<Passed, OfficeError> {
    office.second_sign_in_by_passkey(attempt, &party(), read(answer), &HERE)
}

/// Signs in by a passkey, with something changed.
fn sign_in(office: &Office, name: &str, device: &Device, with: Value) -> Result<Passed, OfficeError> {
    let attempt = begin(office, name, GOOD, &HERE).unwrap();
    let options = asked(office, &attempt).unwrap();
    second(office, &attempt, device.show_with(PAGE, &options, with))
}

fn entered(passed: Result<Passed, OfficeError>) -> Entered {
    match passed {
        Ok(Passed::In(entered)) => *entered,
        other => panic!("{other:?}"),
    }
}

fn is_wrong(passed: Result<Passed, OfficeError>) -> bool {
    matches!(passed, Ok(Passed::Wrong { .. }))
}

fn is_over(passed: Result<Passed, OfficeError>) -> bool {
    matches!(passed, Ok(Passed::Over))
}

fn session(office: &Office, token: &str) -> SignedIn {
    office.session(token).unwrap().unwrap()
}

/// A member of staff with an app and, on this device, a passkey; signed in.
fn with_both(office: &Office, device: &Device) -> (Person, SignedIn) {
    let boss = first(office);
    let signed = session(office, &boss.sign_in(office).token);
    add(office, &signed, device).unwrap();
    (boss, signed)
}

#[test]
fn whoever_is_invited_may_choose_a_passkey_in_place_of_an_app() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let link = office.invite_first().unwrap().link;
    let choice = Choice { password: GOOD, breached: None };
    let make = |at: &str| {
        let options = json_of(office.begin_enrolment_passkey(&link, &party()).unwrap());
        read::<RegistrationResponse>(device.make(at, &options))
    };
    let elsewhere = make("https://example.org");
    let enrol = |answer| office.enrol_by_passkey(&link, &choice, made(&party(), answer));
    assert_eq!(said(enrol(&elsewhere).unwrap_err()), "passkey-other");
    assert_eq!(said(enrol(&elsewhere).unwrap_err()), "passkey-not-begun", "an answer is looked at once");
    let answer = make(PAGE);
    let weak = Choice { password: "password123", breached: None };
    assert!(office.enrol_by_passkey(&link, &weak, made(&party(), &answer)).is_err());
    let party = party();
    let nameless = MadePasskey { name: " \n", ..made(&party, &answer) };
    assert_eq!(said(office.enrol_by_passkey(&link, &choice, nameless).unwrap_err()), "passkey-name");
    let enrolled = enrol(&answer).unwrap();
    assert_eq!(enrolled.recovery.len(), 10);
    assert_eq!(said(enrol(&answer).unwrap_err()), "invitation-none");
    let name = enrolled.staff.as_str();
    let entered = entered(sign_in(&office, name, &device, json!({})));
    assert_eq!((entered.how, entered.recovery_left), (How::PasswordPasskey, 10));
    let signed = session(&office, &entered.token);
    assert_eq!(signed.actor, responsible());
    assert_eq!(
        said(office.remove_passkey(&signed, office.passkeys(&signed)[0].passkey).unwrap_err()),
        "passkey-last"
    );
    let code = second_step(&enrolled.recovery[0]).unwrap();
    try_in(&office, name, GOOD, code, &HERE).unwrap();
    let told = log(&office, &[ActKind::Enrol, ActKind::SignIn]);
    let expected = [
        format!("{name} enrol {name} enrolled"),
        format!("{name} sign-in - password-passkey"),
        format!("{name} sign-in - recovery-code"),
    ];
    assert_eq!(told, expected);
    sound(&office);
}

#[test]
fn a_passkey_stands_beside_the_app_and_outlives_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let boss = first(&office);
    let other = boss.sign_in(&office).token;
    let signed = session(&office, &boss.sign_in(&office).token);
    let options = json_of(office.begin_passkey(&signed, &party()).unwrap());
    drop(office);
    let office = Office::open(dir.path().join("store"), None).unwrap();
    sound(&office);
    let answer = read(device.make(PAGE, &options));
    let (_, id) = office.add_passkey(&signed, made(&party(), &answer)).unwrap();
    assert_eq!(office.session(&other).unwrap(), None, "the other sessions end");
    assert_eq!(said(office.add_passkey(&signed, made(&party(), &answer)).unwrap_err()), "passkey-not-begun");
    let line = &office.passkeys(&signed)[0];
    assert_eq!((line.passkey, line.name.as_str(), line.used), (id, "the blue one", None));
    assert!(!format!("{line:?}").contains("blue"));
    entered(sign_in(&office, boss.staff.as_str(), &device, json!({})));
    assert_eq!(office.passkeys(&signed)[0].used, Some(office.clock().now()));
    boss.sign_in(&office);
    assert!(office.remove_passkey(&signed, "0123456789abcdef".parse().unwrap()).unwrap().is_none());
    office.remove_passkey(&signed, id).unwrap().unwrap();
    assert!(is_wrong(sign_in(&office, boss.staff.as_str(), &device, json!({}))));
    let told = log(&office, &[ActKind::Enrol]);
    let hows: Vec<_> = told.iter().filter_map(|line| line.split(' ').next_back()).collect();
    assert_eq!(hows, ["enrolled", "passkey-added", "passkey-removed"]);
    sound(&office);
}

#[test]
fn an_answer_passes_once_and_for_its_own_question() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let (boss, _) = with_both(&office, &device);
    let name = boss.staff.as_str();
    let attempt = boss.begin(&office, GOOD);
    let options = asked(&office, &attempt).unwrap();
    let answer = device.show(PAGE, &options);
    entered(second(&office, &attempt, answer.clone()));
    assert!(is_over(second(&office, &attempt, answer.clone())), "used twice");
    let attempt = boss.begin(&office, GOOD);
    assert!(is_over(second(&office, &attempt, answer.clone())), "nothing was asked");
    asked(&office, &attempt).unwrap();
    assert!(is_wrong(second(&office, &attempt, answer.clone())), "an answer of before");
    assert!(is_over(second(&office, &attempt, answer)), "asked once, answered twice");
    // the attempt goes on by another means
    assert!(matches!(office.second_sign_in(&attempt, boss.totp(&office), &HERE).unwrap(), Passed::In(_)));
    for (why, with) in [
        ("another party", json!({ "rp": "example.org" })),
        ("another ceremony", json!({ "type": "webauthn.create" })),
        ("another signature", json!({ "spoilt": true })),
        ("within another page", json!({ "crossOrigin": true })),
    ] {
        assert!(is_wrong(sign_in(&office, name, &device, with)), "{why}");
        pass(&office, 4 * 3600);
    }
    let attempt = boss.begin(&office, GOOD);
    let options = asked(&office, &attempt).unwrap();
    assert!(
        is_wrong(second(&office, &attempt, device.show("https://example.org", &options))),
        "another origin"
    );
    // too late for the question, and for the attempt
    let attempt = boss.begin(&office, GOOD);
    let options = asked(&office, &attempt).unwrap();
    pass(&office, 301);
    assert!(is_over(second(&office, &attempt, device.show(PAGE, &options))));
    assert_eq!(asked(&office, &attempt), None);
    assert_eq!(asked(&office, "nonsense"), None);
    // for authenticators that know nobody, the password and somebody's presence are enough
    entered(sign_in(&office, name, &device, json!({ "flags": ["UP"] })));
    sound(&office);
}

#[test]
fn the_question_tells_nothing_of_who_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let (boss, _) = with_both(&office, &device);
    invited(&office, "hr");
    let question = |name: &str, password: &str| {
        let attempt = begin(&office, name, password, &HERE).unwrap();
        let mut question = asked(&office, &attempt).unwrap();
        assert_eq!(question["challenge"].take().as_str().unwrap().len(), 43);
        question
    };
    let known = question(boss.staff.as_str(), GOOD);
    assert_eq!(known["allowCredentials"], json!([]));
    for (name, password) in
        [(boss.staff.as_str(), "wrong horse 17"), ("hr", GOOD), ("stranger", GOOD), ("", "")]
    {
        assert_eq!(question(name, password), known, "{name}");
    }
    // right passkey, wrong password: the same answer as for any other
    let attempt = begin(&office, boss.staff.as_str(), "wrong horse 17", &from(9)).unwrap();
    let answer = device.show(PAGE, &asked(&office, &attempt).unwrap());
    assert!(is_wrong(second(&office, &attempt, answer)));
}

#[test]
fn a_passkey_whose_counter_went_back_is_refused_in_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let (boss, signed) = with_both(&office, &device);
    let name = boss.staff.as_str();
    let token = entered(sign_in(&office, name, &device, json!({ "counter": 7 }))).token;
    let attempt = boss.begin(&office, GOOD);
    let answer = device.show_with(PAGE, &asked(&office, &attempt).unwrap(), json!({ "counter": 7 }));
    assert_eq!(refusal(second(&office, &attempt, answer.clone())), RefusalCode::PasskeyCopied);
    assert!(is_over(office.second_sign_in(&attempt, boss.totp(&office), &HERE)), "the attempt is over");
    assert_eq!(
        refusal(step_up(&office, &token, &device, json!({ "counter": 3 }))),
        RefusalCode::PasskeyCopied
    );
    assert!(office.session(&token).unwrap().is_some(), "the session stays as it was");
    let told = log(&office, &[ActKind::SignIn]);
    assert_eq!(told.iter().filter(|line| **line == format!("{name} sign-in - -")).count(), 2, "{told:?}");
    let counts = office.signin_counts();
    assert_eq!(counts.wrong, 2);
    entered(sign_in(&office, name, &device, json!({ "counter": 8 })));
    assert_eq!(office.passkeys(&signed).len(), 1);
    sound(&office);
}

fn step_up(office: &Office, token: &str, device: &Device, with: Value) -> Result<SteppedUp, OfficeError> {
    let signed = session(office, token);
    let options = json_of(office.begin_passkey_step_up(&signed, &party())?);
    let answer: AuthenticationResponse = read(device.show_with(PAGE, &options, with));
    office.step_up_by_passkey(token, &party(), answer, &HERE)
}

#[test]
fn a_step_up_takes_an_authenticator_that_knows_its_person() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let device = Device::new();
    let (boss, _) = with_both(&office, &device);
    let token = entered(sign_in(&office, boss.staff.as_str(), &device, json!({}))).token;
    pass(&office, 600);
    let stale = session(&office, &token);
    assert_eq!(stale.actor, Actor::Stale(boss.staff.clone()));
    assert_eq!(refusal(office.begin_passkey(&stale, &party())), RefusalCode::StepUp);
    let id = office.passkeys(&stale)[0].passkey;
    assert_eq!(refusal(office.remove_passkey(&stale, id)), RefusalCode::StepUp);
    let without = step_up(&office, &token, &device, json!({ "flags": ["UP"] }));
    assert_eq!(said(without.unwrap_err()), "passkey-wrong");
    let options = json_of(office.begin_passkey_step_up(&stale, &party()).unwrap());
    assert_eq!(options["allowCredentials"].as_array().unwrap().len(), 1);
    assert_eq!(options["userVerification"], "required");
    let answer: AuthenticationResponse = read(device.show(PAGE, &options));
    let stepped = office.step_up_by_passkey(&token, &party(), answer.clone(), &HERE).unwrap();
    assert_eq!(session(&office, &stepped.token).actor, responsible());
    let again = office.step_up_by_passkey(&stepped.token, &party(), answer, &HERE);
    assert_eq!(said(again.unwrap_err()), "passkey-not-begun");
    // a question for a step-up is none for signing in, and the other way round
    let attempt = boss.begin(&office, GOOD);
    let options = json_of(office.begin_passkey_step_up(&stale, &party()).unwrap());
    assert!(is_over(second(&office, &attempt, device.show(PAGE, &options))));
    sound(&office);
}

#[test]
fn a_passkey_is_one_persons_alone() {
    let dir = tempfile::tempdir().unwrap();
    let office = found(dir.path());
    let (mine, theirs) = (Device::new(), Device::new());
    let (boss, signed) = with_both(&office, &mine);
    let hr = invited(&office, "hr");
    let their_session = session(&office, &hr.sign_in(&office).token);
    add(&office, &their_session, &theirs).unwrap();
    assert!(is_wrong(sign_in(&office, boss.staff.as_str(), &theirs, json!({}))));
    entered(sign_in(&office, "hr", &theirs, json!({})));
    // said to be made by another's authenticator: under an id that is taken
    let stepping = json_of(office.begin_passkey_step_up(&their_session, &party()).unwrap());
    let taken = stepping["allowCredentials"][0]["id"].clone();
    let options = json_of(office.begin_passkey(&signed, &party()).unwrap());
    let answer = read(mine.make_with(PAGE, &options, json!({ "id": taken, "again": true })));
    assert_eq!(said(office.add_passkey(&signed, made(&party(), &answer)).unwrap_err()), "passkey-known");
    // whoever leaves takes it along, and what they were asked
    office.begin_passkey_step_up(&their_session, &party()).unwrap();
    office.remove_staff(&signed.actor, "hr".parse().unwrap()).unwrap();
    assert!(is_wrong(sign_in(&office, "hr", &theirs, json!({}))));
    sound(&office);
    drop(office);
    sound(&Office::open(dir.path().join("store"), None).unwrap());
}
