//! Signing in, from enrolment to the session.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use access::{
    AccessKey,
    account::{Account, Attempt, Failure, Second, Verdict},
    password::NewPassword,
    recovery::{self, RecoveryCodes},
    session::How,
    totp::{Code, Secret, Totp},
};
use jiff::Timestamp;
use proptest::prelude::*;

const PASSWORD: &str = "түлкі көпір жаңбыр";
const NAME: &str = "asel";

/// A small generator (SplitMix64): tests have to give the same every time.
fn rng(mut seed: u64) -> impl FnMut(&mut [u8]) {
    move |out| {
        for byte in out {
            seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = (seed ^ seed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            *byte = (z ^ z >> 31) as u8;
        }
    }
}

fn key() -> AccessKey {
    AccessKey::new(&[7; 32])
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

/// Somebody enrolled an hour ago, their secret and their recovery codes.
fn enrolled() -> (Account, Secret, Vec<recovery::Code>) {
    let mut rng = rng(1);
    let mut account = Account::new(at(-3600));
    account.set_password(NewPassword::parse(PASSWORD, NAME, &[]).unwrap().hash(&mut rng), at(-3600));
    let secret = Secret::generate(&mut rng);
    let first = code(&secret, -3600);
    account.set_totp(Totp::enrol(secret.clone(), &first, at(-3600)).unwrap(), at(-3600));
    let (codes, given) = RecoveryCodes::issue(&key(), NAME, &mut rng);
    account.set_recovery(codes, at(-3600));
    (account, secret, given)
}

fn code(secret: &Secret, seconds: i64) -> Code {
    secret.code(at(seconds).as_second() as u64 / 30)
}

fn begin(account: Option<&Account>, password: &str) -> Attempt {
    Attempt::begin(&key(), NAME, account, password, at(0), &mut rng(2))
}

fn stored(attempt: &Attempt) -> Attempt {
    serde_json::from_str(&serde_json::to_string(attempt).unwrap()).unwrap()
}

#[test]
fn a_password_and_a_code_sign_in() {
    let (mut account, secret, _) = enrolled();
    assert!(account.is_enrolled());
    let mut attempt = stored(&begin(Some(&account), PASSWORD));
    let second = Second::Totp(code(&secret, 10));
    assert_eq!(
        attempt.second(&key(), Some(&mut account), &second, at(10)),
        Verdict::SignedIn(How::PasswordTotp)
    );
    assert_eq!(attempt.second(&key(), Some(&mut account), &second, at(10)), Verdict::Over);
    assert_eq!(account.changed(), at(-3600), "signing in is no change");
    // The same code, read over somebody's shoulder.
    let mut again = begin(Some(&account), PASSWORD);
    assert_eq!(again.second(&key(), Some(&mut account), &second, at(11)), Verdict::Wrong { left: 2 });
}

#[test]
fn a_recovery_code_signs_in_once() {
    let (mut account, _, given) = enrolled();
    let second = Second::Recovery(given[3].clone());
    let mut attempt = begin(Some(&account), PASSWORD);
    assert_eq!(
        attempt.second(&key(), Some(&mut account), &second, at(10)),
        Verdict::SignedIn(How::RecoveryCode)
    );
    assert_eq!(account.recovery_left(), 9);
    let mut attempt = begin(Some(&account), PASSWORD);
    assert_eq!(attempt.second(&key(), Some(&mut account), &second, at(10)), Verdict::Wrong { left: 2 });
}

#[test]
fn a_wrong_password_goes_the_same_way_and_uses_nothing_up() {
    let (account, secret, given) = enrolled();
    let bare = Account::new(at(0));
    for (who, password) in [(Some(&account), "wrong"), (Some(&bare), PASSWORD), (None, PASSWORD), (None, "")]
    {
        let mut account = who.cloned();
        let mut attempt = stored(&begin(account.as_ref(), password));
        let sizes = [who, None].map(|_| serde_json::to_string(&attempt).unwrap().len());
        assert_eq!(sizes[0], serde_json::to_string(&begin(who, PASSWORD)).unwrap().len());
        for (second, left) in [
            (Second::Totp(code(&secret, 10)), 2),
            (Second::Recovery(given[0].clone()), 1),
            (Second::Totp(code(&secret, 10)), 0),
        ] {
            assert_eq!(attempt.second(&key(), account.as_mut(), &second, at(10)), Verdict::Wrong { left });
        }
        assert_eq!(
            attempt.second(&key(), account.as_mut(), &Second::Totp(code(&secret, 10)), at(10)),
            Verdict::Over
        );
        assert_eq!(account.as_ref(), who);
    }
}

#[test]
fn an_attempt_is_of_its_account_its_password_its_key_and_its_time() {
    let (account, secret, _) = enrolled();
    let second = Second::Totp(code(&secret, 10));
    let attempt = begin(Some(&account), PASSWORD);
    let answer = |attempt: &Attempt, account: &Account, key: &AccessKey, second: &Second, seconds| {
        attempt.clone().second(key, Some(&mut account.clone()), second, at(seconds))
    };
    let passed = Verdict::SignedIn(How::PasswordTotp);
    assert_eq!(answer(&attempt, &account, &key(), &second, 10), passed);
    // The password was changed meanwhile, also to the same one.
    let mut changed = account.clone();
    changed.set_password(NewPassword::parse(PASSWORD, NAME, &[]).unwrap().hash(&mut rng(9)), at(5));
    assert_eq!(answer(&attempt, &changed, &key(), &second, 10), Verdict::Wrong { left: 2 });
    assert_eq!(
        answer(&attempt, &account, &AccessKey::new(&[8; 32]), &second, 10),
        Verdict::Wrong { left: 2 }
    );
    let late = |seconds| Second::Totp(code(&secret, seconds));
    assert_eq!(answer(&attempt, &account, &key(), &late(299), 299), passed);
    assert_eq!(answer(&attempt, &account, &key(), &late(300), 300), Verdict::Over);
    assert_eq!(answer(&attempt, &account, &key(), &late(-60), -60), passed);
    assert_eq!(answer(&attempt, &account, &key(), &late(-61), -61), Verdict::Over);
    // An attempt carried over to another account's name.
    let json = serde_json::to_string(&attempt).unwrap().replace("\"asel\"", "\"berik\"");
    let forged: Attempt = serde_json::from_str(&json).unwrap();
    assert_eq!(answer(&forged, &account, &key(), &second, 10), Verdict::Wrong { left: 2 });
}

#[test]
fn who_is_signed_in_steps_up_by_either_step() {
    let (mut account, secret, given) = enrolled();
    assert!(account.check_password(PASSWORD) && !account.check_password("wrong"));
    assert!(!Account::new(at(0)).check_password(PASSWORD));
    let second = Second::Totp(code(&secret, 10));
    assert_eq!(account.check_second(&key(), NAME, &second, at(10)), Ok(How::PasswordTotp));
    assert_eq!(account.check_second(&key(), NAME, &second, at(10)), Err(Failure::Wrong), "used");
    let second = Second::Recovery(given[0].clone());
    assert_eq!(account.check_second(&key(), NAME, &second, at(10)), Ok(How::RecoveryCode));
    assert_eq!(account.check_second(&key(), NAME, &second, at(10)), Err(Failure::Wrong), "used");
}

#[test]
fn an_account_is_enrolled_by_both_steps() {
    let (whole, secret, _) = enrolled();
    let mut account = Account::new(at(0));
    assert!(!account.is_enrolled() && !account.has_password() && !account.has_totp());
    account.set_totp(Totp::enrol(secret.clone(), &code(&secret, 0), at(0)).unwrap(), at(1));
    assert!(!account.is_enrolled() && account.changed() == at(1));
    account.set_password(NewPassword::parse(PASSWORD, NAME, &[]).unwrap().hash(&mut rng(1)), at(2));
    assert!(account.is_enrolled() && account.changed() == at(2) && !account.wants_rehash());
    account.reset(at(3));
    assert_eq!(account, Account::new(at(3)));
    assert_ne!(account, whole);
}

#[test]
fn it_is_stored_whole_and_shows_no_secret() {
    let (account, secret, given) = enrolled();
    let json = serde_json::to_string(&account).unwrap();
    assert_eq!(serde_json::from_str::<Account>(&json).unwrap(), account);
    assert!(serde_json::from_str::<Account>(&json.replacen('{', "{\"more\":1,", 1)).is_err());
    let attempt = begin(Some(&account), PASSWORD);
    let shown = format!("{account:?} {account:#?} {attempt:?} {:?}", Second::Recovery(given[0].clone()));
    let attempt = serde_json::to_string(&attempt).unwrap();
    assert!(serde_json::from_str::<Attempt>(&attempt.replacen('{', "{\"more\":1,", 1)).is_err());
    let uri = secret.expose_uri("", "");
    let secret_text = uri.split(['=', '&']).nth(1).unwrap().to_owned();
    let phc = json.split('"').find(|part| part.starts_with("$argon2id")).unwrap().to_owned();
    let hashes: Vec<&str> = json.split('"').filter(|part| part.len() == 64 || part.len() == 40).collect();
    assert_eq!(hashes.len(), 11, "ten hashes and a secret");
    for hidden in hashes.into_iter().chain([NAME, &*secret_text, &*phc, &*given[0].expose_grouped()]) {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Against the plainest model, for every order of answers; the two passwords are hashed once.
    #[test]
    fn it_is_the_plain_state_machine(right in any::<bool>(), answers in prop::collection::vec((0..4_u8, 0..100_i64), 0..8)) {
        use std::sync::LazyLock;
        static WHOLE: LazyLock<(Account, Secret, Vec<recovery::Code>, [Attempt; 2])> = LazyLock::new(|| {
            let (account, secret, given) = enrolled();
            let attempts = [begin(Some(&account), "wrong"), begin(Some(&account), PASSWORD)];
            (account, secret, given, attempts)
        });
        let (account, secret, given, attempts) = &*WHOLE;
        let (mut account, mut attempt) = (account.clone(), attempts[usize::from(right)].clone());
        let (mut now, mut tries, mut done) = (0, 3_u8, false);
        for (kind, passed) in answers {
            now += passed;
            let (second, good, how) = match kind {
                0 => (Second::Totp(code(secret, now)), true, How::PasswordTotp),
                1 => (Second::Recovery(given[0].clone()), true, How::RecoveryCode),
                2 => (Second::Totp(code(secret, now + 3600)), false, How::PasswordTotp),
                _ => (Second::Recovery(recovery::Code::parse("0000-0000-0000-0000").unwrap()), false, How::RecoveryCode),
            };
            let expected = match () {
                () if done || tries == 0 || now >= 300 => Verdict::Over,
                () if good && right => { done = true; Verdict::SignedIn(how) }
                () => { tries -= 1; Verdict::Wrong { left: tries } }
            };
            prop_assert_eq!(attempt.second(&key(), Some(&mut account), &second, at(now)), expected);
        }
    }
}
