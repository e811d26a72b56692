//! Passkeys against an authenticator in software by others (Yubico's fido2).
#![allow(clippy::unwrap_used)] // a test may panic

#[path = "../../../tests/authenticator.rs"]
mod authenticator;

use access::{
    AccessKey,
    account::{Account, Attempt, Failure, NotRemoved, Second, Verdict},
    passkey::{
        Authentication, AuthenticationResponse, Label, NotTaken, PASSKEYS, Passkey, PasskeyId, Registration,
        RegistrationResponse, RelyingParty, UserVerification,
    },
    password::NewPassword,
    session::How,
};
use authenticator::Device;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

const PASSWORD: &str = "түлкі көпір жаңбыр қазан";
const PAGE: &str = "https://example.com:8443";

fn now() -> Timestamp {
    "2026-09-01T09:00:00Z".parse().unwrap()
}

fn after(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

fn rng(bytes: &mut [u8]) {
    // challenges have to differ from one another, not to be secret
    static COUNT: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(1);
    let drawn = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    bytes.fill(drawn);
}

fn key() -> AccessKey {
    AccessKey::new(&[7; 32])
}

fn party() -> RelyingParty {
    RelyingParty::new("example.com", &[8443]).unwrap()
}

fn label() -> Label {
    Label::parse("the blue one").unwrap()
}

fn json_of(of: &impl serde::Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

fn someone() -> Account {
    let mut account = Account::new(now());
    let password = NewPassword::parse(PASSWORD, "asel", &[]).unwrap();
    account.set_password(password.hash(&mut rng), now());
    account
}

/// Makes a passkey with something changed.
fn make(account: &Account, device: &Device, with: Value) -> Result<(Registration, Passkey), NotTaken> {
    make_at(account, device, PAGE, with, now())
}

fn make_at(
    account: &Account,
    device: &Device,
    page: &str,
    with: Value,
    when: Timestamp,
) -> Result<(Registration, Passkey), NotTaken> {
    let asked = Registration::begin(Some(account), now(), &mut rng);
    let options = json_of(&asked.options(&party(), "Example", "asel", account.passkeys()));
    let answer = device.make_with(page, &options, with);
    let answer: RegistrationResponse = serde_json::from_value(answer).unwrap();
    let passkey = asked.finish(&party(), &answer, label(), when)?;
    Ok((asked, passkey))
}

fn take(account: &mut Account, device: &Device, with: Value) -> PasskeyId {
    let (asked, passkey) = make(account, device, with).unwrap();
    account.add_passkey(&asked, passkey, now()).unwrap()
}

fn answered(answer: Value, asked: Authentication) -> Second {
    let answer: AuthenticationResponse = serde_json::from_value(answer).unwrap();
    Second::Passkey(Box::new(asked.shown(party(), answer)))
}

fn ask(verification: UserVerification) -> (Authentication, Value) {
    let asked = Authentication::begin(verification, now(), &mut rng);
    let options = json_of(&asked.options(&party(), None));
    (asked, options)
}

fn shown(device: &Device, page: &str, verification: UserVerification, with: Value) -> Second {
    let (asked, options) = ask(verification);
    answered(device.show_with(page, &options, with), asked)
}

fn check(account: &mut Account, second: &Second, when: Timestamp) -> Result<How, Failure> {
    account.check_second(&key(), "asel", second, when)
}

#[test]
fn a_passkey_of_each_kind_passes_for_the_second_step() {
    let device = Device::new();
    for (at, algorithm) in [-7, -8, -257].into_iter().enumerate() {
        let mut account = someone();
        take(&mut account, &device, json!({ "alg": algorithm }));
        assert!(account.is_enrolled());
        let mut attempt = Attempt::begin(&key(), "asel", Some(&account), PASSWORD, now(), &mut rng);
        let second =
            shown(&device, PAGE, UserVerification::Preferred, json!({ "which": at, "flags": ["UP"] }));
        let verdict = attempt.second(&key(), Some(&mut account), &second, after(2));
        assert_eq!(verdict, Verdict::SignedIn(How::PasswordPasskey), "{algorithm}");
        assert_eq!(account.passkeys().iter().next().unwrap().used(), Some(after(2)));
        // what is kept reads back, and passes again
        let mut account: Account = serde_json::from_value(json_of(&account)).unwrap();
        let second = shown(&device, PAGE, UserVerification::Required, json!({ "which": at }));
        assert_eq!(check(&mut account, &second, after(3)), Ok(How::PasswordPasskey), "{algorithm}");
        let spoilt = shown(&device, PAGE, UserVerification::Required, json!({ "which": at, "spoilt": true }));
        assert_eq!(check(&mut account, &spoilt, after(3)), Err(Failure::Wrong), "{algorithm}");
    }
}

#[test]
fn what_is_made_for_another_question_is_not_taken() {
    let device = Device::new();
    let account = someone();
    for (why, with, error) in [
        ("another challenge", json!({ "challenge": "AAAA" }), NotTaken::Other),
        ("another ceremony", json!({ "type": "webauthn.get" }), NotTaken::Other),
        ("another party", json!({ "rp": "example.org" }), NotTaken::Other),
        ("within another page", json!({ "crossOrigin": true }), NotTaken::Other),
        ("below another page", json!({ "topOrigin": "https://example.org" }), NotTaken::Other),
        ("nobody was there", json!({ "flags": ["UV"] }), NotTaken::Other),
        ("nobody was known", json!({ "flags": ["UP"] }), NotTaken::Other),
        ("backed up, and can't be", json!({ "flags": ["UP", "UV", "BS"] }), NotTaken::Form),
    ] {
        assert_eq!(make(&account, &device, with).err(), Some(error), "{why}");
    }
    for page in ["https://example.org", "http://example.com:8443", "https://example.com:1", "null"] {
        let made = make_at(&account, &device, page, json!({}), now());
        assert_eq!(made.err(), Some(NotTaken::Other), "{page}");
    }
    for late in [300, 3000, -61] {
        let made = make_at(&account, &device, PAGE, json!({}), after(late));
        assert_eq!(made.err(), Some(NotTaken::Other), "{late}");
    }
    make_at(&account, &device, PAGE, json!({}), after(299)).unwrap();
}

#[test]
fn what_is_shown_for_another_question_does_not_pass() {
    use UserVerification::{Preferred, Required};
    let device = Device::new();
    let mut account = someone();
    take(&mut account, &device, json!({}));
    for (why, page, verification, with) in [
        ("another challenge", PAGE, Preferred, json!({ "challenge": "AAAA" })),
        ("another ceremony", PAGE, Preferred, json!({ "type": "webauthn.create" })),
        ("another party", PAGE, Preferred, json!({ "rp": "example.org" })),
        ("another origin", "https://example.org", Preferred, json!({})),
        ("within another page", PAGE, Preferred, json!({ "crossOrigin": true })),
        ("nobody was there", PAGE, Preferred, json!({ "flags": [] })),
        ("nobody was known", PAGE, Required, json!({ "flags": ["UP"] })),
        ("another's handle", PAGE, Preferred, json!({ "user": "AAAA" })),
        ("it can be backed up now", PAGE, Preferred, json!({ "flags": ["UP", "BE"] })),
        ("another signature", PAGE, Preferred, json!({ "spoilt": true })),
    ] {
        let second = shown(&device, page, verification, with);
        assert_eq!(check(&mut account, &second, now()), Err(Failure::Wrong), "{why}");
    }
    let second = shown(&device, PAGE, Preferred, json!({}));
    assert_eq!(check(&mut account, &second, after(300)), Err(Failure::Wrong), "too late");
    assert_eq!(check(&mut account, &second, after(299)), Ok(How::PasswordPasskey));
    // handles may be left out where it is known who it is
    let (asked, options) = ask(Preferred);
    let mut answer = device.show(PAGE, &options);
    answer["response"]["userHandle"] = Value::Null;
    assert!(check(&mut account, &answered(answer, asked), now()).is_ok());
    // an answer to an older question
    let (_, options) = ask(Preferred);
    let (asked, _) = ask(Preferred);
    let second = answered(device.show(PAGE, &options), asked);
    assert_eq!(check(&mut account, &second, now()), Err(Failure::Wrong));
}

#[test]
fn nobody_passes_by_anothers_passkey() {
    let (mine, theirs) = (Device::new(), Device::new());
    let (mut account, mut other) = (someone(), someone());
    take(&mut account, &mine, json!({}));
    take(&mut other, &theirs, json!({}));
    let second = shown(&theirs, PAGE, UserVerification::Preferred, json!({}));
    assert_eq!(check(&mut account, &second, now()), Err(Failure::Wrong));
    assert_eq!(check(&mut someone(), &second, now()), Err(Failure::Wrong), "no passkey at all");
    // under the name of one that is mine
    let (asked, options) = ask(UserVerification::Preferred);
    let mut answer = theirs.show(PAGE, &options);
    let own = mine.show(PAGE, &options);
    answer["id"] = own["id"].clone();
    answer["rawId"] = own["rawId"].clone();
    answer["response"]["userHandle"] = own["response"]["userHandle"].clone();
    assert_eq!(check(&mut account, &answered(answer, asked), now()), Err(Failure::Wrong));
    assert!(check(&mut other, &second, now()).is_ok());
}

#[test]
fn a_counter_only_goes_up() {
    let device = Device::new();
    let mut account = someone();
    take(&mut account, &device, json!({ "counter": 5 }));
    let mut show = |counter: u32| {
        let second = shown(&device, PAGE, UserVerification::Preferred, json!({ "counter": counter }));
        check(&mut account, &second, now())
    };
    assert_eq!(show(5), Err(Failure::Copied));
    assert_eq!(show(6), Ok(How::PasswordPasskey));
    assert_eq!(show(4), Err(Failure::Copied));
    assert_eq!(show(0), Err(Failure::Copied));
    assert_eq!(show(900), Ok(How::PasswordPasskey));
    // whoever does not know the password hears nothing of it
    let mut attempt = Attempt::begin(&key(), "asel", Some(&account), "wrong horse 17", now(), &mut rng);
    let second = shown(&device, PAGE, UserVerification::Preferred, json!({ "counter": 1 }));
    assert_eq!(attempt.second(&key(), Some(&mut account), &second, now()), Verdict::Wrong { left: 2 });
    let mut attempt = Attempt::begin(&key(), "asel", Some(&account), PASSWORD, now(), &mut rng);
    assert_eq!(attempt.second(&key(), Some(&mut account), &second, now()), Verdict::Copied);
}

#[test]
fn passkeys_are_several_each_once_and_the_last_second_step_stays() {
    let device = Device::new();
    let mut account = someone();
    let first = take(&mut account, &device, json!({}));
    assert_eq!(account.remove_passkey(first, now()), Err(NotRemoved::Last));
    // a browser does not make again what is held; another program may say that it did
    let asked = Registration::begin(Some(&account), now(), &mut rng);
    let options = json_of(&asked.options(&party(), "Example", "asel", account.passkeys()));
    assert_eq!(options["excludeCredentials"][0]["transports"], json!(["internal", "hybrid"]));
    assert_eq!(device.make(PAGE, &options)["error"], "InvalidStateError");
    let held = options["excludeCredentials"][0]["id"].clone();
    let (asked, again) = make(&account, &device, json!({ "again": true, "id": held })).unwrap();
    assert_eq!(account.add_passkey(&asked, again, now()), Err(NotTaken::Known));
    // made for somebody else
    let (_, passkey) = make(&account, &device, json!({ "again": true })).unwrap();
    let other = Registration::begin(None, now(), &mut rng);
    assert_eq!(account.add_passkey(&other, passkey, now()), Err(NotTaken::Other));
    for _ in 1..PASSKEYS {
        take(&mut account, &device, json!({ "again": true }));
    }
    let (asked, one_more) = make(&account, &device, json!({ "again": true })).unwrap();
    assert_eq!(account.add_passkey(&asked, one_more, now()), Err(NotTaken::Many));
    assert_eq!(account.remove_passkey(first, after(9)), Ok(()));
    assert_eq!(account.remove_passkey(first, now()), Err(NotRemoved::Unknown));
    assert_eq!((account.passkeys().len(), account.changed()), (PASSKEYS - 1, after(9)));
}

#[test]
fn what_does_not_read_is_told_without_repeating_it() {
    let device = Device::new();
    let asked = Registration::begin(None, now(), &mut rng);
    let options = json_of(&asked.options(&party(), "Example", "asel", &Default::default()));
    let whole = device.make(PAGE, &options);
    let read = |answer: &Value| serde_json::from_value::<RegistrationResponse>(answer.clone());
    for (place, bad) in [
        ("/id", json!("SECRET!")),
        ("/rawId", json!("a".repeat(1400))),
        ("/type", json!(7)),
        ("/response/attestationObject", json!("SECRET=")),
        ("/response/clientDataJSON", json!(7)),
        ("/response/transports", json!(7)),
    ] {
        let mut answer = whole.clone();
        *answer.pointer_mut(place).unwrap() = bad;
        let why = read(&answer).unwrap_err().to_string();
        assert!(
            place == "/type" || place.ends_with("transports") || !why.contains("SECRET"),
            "{place}: {why}"
        );
    }
    let finish = |answer: &Value| asked.finish(&party(), &read(answer).unwrap(), label(), now());
    finish(&whole).unwrap();
    // every attestation object that lacks an end, or has too much of one
    let object = data_encoding::BASE64URL_NOPAD
        .decode(whole["response"]["attestationObject"].as_str().unwrap().as_bytes())
        .unwrap();
    let with = |object: &[u8]| {
        let mut answer = whole.clone();
        answer["response"]["attestationObject"] = json!(data_encoding::BASE64URL_NOPAD.encode(object));
        finish(&answer).err()
    };
    for end in 0..object.len() {
        assert_eq!(with(&object[..end]), Some(NotTaken::Form), "{end}");
    }
    assert_eq!(with(&[&object[..], &[0]].concat()), Some(NotTaken::Form));
    let mut other = whole.clone();
    other["id"] = json!("AAAA");
    assert_eq!(finish(&other).err(), Some(NotTaken::Form));
    other["rawId"] = json!("AAAA");
    assert_eq!(finish(&other).err(), Some(NotTaken::Form));
    assert!(!format!("{:?} {asked:?}", read(&whole).unwrap()).contains("AAA"));
}
