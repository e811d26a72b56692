//! One-time codes as a state machine.
#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use std::{collections::BTreeMap, time::Duration};

use identity::{BadBytes, Challenge, Code, CodeRules, Digits, IdentityKey, Typed, Verdict};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

const CONTEXT: &[u8] = b"sign-in\0tag-of-the-address";

fn key() -> IdentityKey {
    IdentityKey::new(&[7; 32])
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + seconds).unwrap()
}

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

fn issue(known: bool, seed: u64) -> (Challenge, Code) {
    Challenge::issue(&key(), CONTEXT, known, &CodeRules::default(), at(0), &mut rng(seed))
}

fn typed(text: &str) -> Typed {
    Typed::parse(text, Digits::new(text.len() as u8).unwrap()).unwrap()
}

/// Another code of the same length.
fn wrong(code: &Code) -> Typed {
    let last = code.expose().as_bytes()[7];
    typed(&format!("{}{}", &code.expose()[..7], if last == b'9' { '0' } else { char::from(last + 1) }))
}

fn answer(challenge: &mut Challenge, typed: &Typed, seconds: i64) -> Verdict {
    challenge.answer(&key(), CONTEXT, typed, at(seconds))
}

#[test]
fn a_code_passes_once() {
    let (mut challenge, code) = issue(true, 1);
    let right = typed(code.expose());
    assert_eq!(answer(&mut challenge, &wrong(&code), 1), Verdict::Wrong { left: 4 });
    assert!(!challenge.over(at(1)));
    assert_eq!(answer(&mut challenge, &right, 2), Verdict::Passed);
    assert!(challenge.over(at(2)));
    for seconds in [3, 9999] {
        assert_eq!(answer(&mut challenge, &right, seconds), Verdict::Used);
        assert_eq!(answer(&mut challenge, &wrong(&code), seconds), Verdict::Used);
    }
}

#[test]
fn five_wrong_answers_end_it() {
    let (mut challenge, code) = issue(true, 2);
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(answer(&mut challenge, &wrong(&code), 1), Verdict::Wrong { left });
    }
    assert!(challenge.over(at(1)));
    assert_eq!(answer(&mut challenge, &typed(code.expose()), 1), Verdict::Exhausted);
    assert_eq!(challenge.to_bytes()[36..], [0; 32], "a finished challenge keeps no hash");
}

#[test]
fn it_lives_ten_minutes_by_a_clock_that_may_step() {
    for (seconds, passes) in
        [(0, true), (599, true), (600, false), (i64::from(i32::MAX), false), (-60, true), (-61, false)]
    {
        let (mut challenge, code) = issue(true, 3);
        let verdict = answer(&mut challenge, &typed(code.expose()), seconds);
        assert_eq!(verdict, if passes { Verdict::Passed } else { Verdict::Expired }, "{seconds}");
    }
    let (mut challenge, code) = issue(true, 3);
    assert_eq!(answer(&mut challenge, &wrong(&code), 600), Verdict::Expired);
    assert_eq!(
        answer(&mut challenge, &typed(code.expose()), 1),
        Verdict::Passed,
        "an expired answer costs no try"
    );
    let late = Timestamp::MAX - SignedDuration::from_secs(1);
    let (challenge, _) = Challenge::issue(&key(), CONTEXT, true, &CodeRules::default(), late, &mut rng(1));
    assert_eq!(Challenge::from_bytes(&challenge.to_bytes()), Ok(challenge));
}

#[test]
fn a_code_passes_for_its_key_and_context_alone() {
    let (challenge, code) = issue(true, 4);
    let right = typed(code.expose());
    let verdict = |key: &[u8; 32], context: &[u8]| {
        challenge.clone().answer(&IdentityKey::new(key), context, &right, at(1))
    };
    assert_eq!(verdict(&[7; 32], CONTEXT), Verdict::Passed);
    assert_eq!(verdict(&[8; 32], CONTEXT), Verdict::Wrong { left: 4 });
    assert_eq!(verdict(&[7; 32], b"withdraw\0tag-of-the-address"), Verdict::Wrong { left: 4 });
    assert_eq!(verdict(&[7; 32], b""), Verdict::Wrong { left: 4 });
}

#[test]
fn a_code_of_another_length_is_wrong() {
    let (mut challenge, code) = issue(true, 5);
    assert_eq!(answer(&mut challenge, &typed(&code.expose()[..6]), 1), Verdict::Wrong { left: 4 });
    assert_eq!(answer(&mut challenge, &typed(&code.expose()[1..]), 1), Verdict::Wrong { left: 3 });
}

/// Without the code nobody can tell a decoy: the same size, the same fields, the same draws, the same answers.
#[test]
fn a_decoy_is_as_a_real_one_and_never_passes() {
    for seed in 0..50 {
        let ((mut real, code), (mut decoy, same_code)) = (issue(true, seed), issue(false, seed));
        assert_eq!(code.expose(), same_code.expose(), "both take the same from the generator");
        assert_eq!(real.to_bytes()[..36], decoy.to_bytes()[..36]);
        assert_ne!(real.to_bytes()[36..], decoy.to_bytes()[36..]);
        assert_eq!(format!("{real:?}"), format!("{decoy:?}"));
        assert_eq!(answer(&mut decoy.clone(), &typed(code.expose()), 1), Verdict::Wrong { left: 4 });
        for seconds in [1, 2, 700, 3, 4, 5, 6, 700] {
            let wrong = wrong(&code);
            assert_eq!(answer(&mut real, &wrong, seconds), answer(&mut decoy, &wrong, seconds));
            assert_eq!(real.over(at(seconds)), decoy.over(at(seconds)));
        }
        assert_eq!(real.to_bytes(), decoy.to_bytes(), "finished, they are the same bytes");
    }
}

/// The hash as Python's `hmac` makes it:
/// `hmac.new(b"\x07"*32, b"qorgau/onecode/1" + b"".join(len(p).to_bytes(8,"big")+p for p in (id, context, code)), "sha256")`
#[test]
fn the_hash_is_as_another_implementation_makes_it() {
    let mut counter = 0_u8;
    let mut counting = |out: &mut [u8]| {
        for byte in out {
            (*byte, counter) = (counter, counter.wrapping_add(1));
        }
    };
    let (challenge, code) =
        Challenge::issue(&key(), CONTEXT, true, &CodeRules::default(), at(0), &mut counting);
    assert_eq!(code.expose(), "08530483", "0x30313233 % 10**8");
    let bytes = challenge.to_bytes();
    assert_eq!(hex::encode(&bytes[..4]), "01080500");
    assert_eq!(hex::encode(&bytes[20..36]), "000102030405060708090a0b0c0d0e0f");
    assert_eq!(hex::encode(&bytes[36..]), "85eb88469a5fa6c4a2b9dfa738515f5c3efffc23b2a1397c6c59a14963a3af52");
}

#[test]
fn nothing_shows_code_or_hash() {
    let (challenge, code) = issue(true, 6);
    assert_eq!(format!("{challenge:?} {code:?}"), "Challenge { tries_left: 5, .. } Code(..)");
    assert_eq!(format!("{:?}", typed("123456")), "Typed(..)");
}

/// χ² over each place of 20,000 codes; 9 degrees of freedom, 33.7 is exceeded once in 10,000 times.
#[test]
fn every_digit_is_as_likely_at_every_place() {
    let mut rng = rng(9);
    let mut counts = BTreeMap::<(usize, u8), f64>::new();
    for _ in 0..20_000 {
        let rules = CodeRules::new(Digits::new(6).unwrap(), Duration::from_secs(600), 5).unwrap();
        let (_, code) = Challenge::issue(&key(), b"", true, &rules, at(0), &mut rng);
        code.expose().bytes().enumerate().for_each(|at| *counts.entry(at).or_default() += 1.0);
    }
    for place in 0..6 {
        let chi: f64 = (b'0'..=b'9').map(|digit| (counts[&(place, digit)] - 2000.0).powi(2) / 2000.0).sum();
        assert!(chi < 33.7, "place {place}: {chi}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if std::env::var_os("QORGAU_LONG").is_some() { 20_000 } else { 1_000 }))]

    /// Against the plainest model: a list of what was answered so far.
    #[test]
    fn it_is_the_plain_state_machine(
        seed in any::<u64>(), known in any::<bool>(), tries in 1..=10_u8, minutes in 1..=60_i64,
        answers in prop::collection::vec((any::<bool>(), -120..4000_i64), 0..25),
    ) {
        let lifetime = Duration::from_secs(60 * minutes as u64);
        let rules = CodeRules::new(Digits::new(8).unwrap(), lifetime, tries).unwrap();
        let (mut challenge, code) = Challenge::issue(&key(), CONTEXT, known, &rules, at(0), &mut rng(seed));
        let (mut used, mut wrongs) = (false, 0);
        for (right, seconds) in answers {
            challenge = Challenge::from_bytes(&challenge.to_bytes()).unwrap();
            let given = if right { typed(code.expose()) } else { wrong(&code) };
            let expected = match () {
                () if used => Verdict::Used,
                () if wrongs == tries => Verdict::Exhausted,
                () if seconds < -60 || seconds >= 60 * minutes => Verdict::Expired,
                () if right && known => { used = true; Verdict::Passed }
                () => { wrongs += 1; Verdict::Wrong { left: tries - wrongs } }
            };
            prop_assert_eq!(answer(&mut challenge, &given, seconds), expected);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(challenge) = Challenge::from_bytes(&bytes) {
            prop_assert_eq!(&challenge.to_bytes()[..], &bytes[..]);
        }
    }

    /// Changed bytes read as something that writes the same bytes, or not at all; and it can be used.
    #[test]
    fn changed_bytes_are_read_or_refused(at_byte in 0..Challenge::LEN, to in any::<u8>(), cut in 0..80_usize) {
        let (challenge, code) = issue(true, 1);
        let mut bytes = challenge.to_bytes().to_vec();
        bytes[at_byte] = to;
        match Challenge::from_bytes(&bytes) {
            Ok(mut challenge) => {
                prop_assert_eq!(&challenge.to_bytes()[..], &bytes[..]);
                answer(&mut challenge, &typed(code.expose()), 1);
            }
            Err(error) => prop_assert!(matches!(error, BadBytes::Version | BadBytes::Field)),
        }
        let whole = challenge.to_bytes();
        bytes = whole.iter().copied().chain([0; 20]).take(cut).collect();
        prop_assert_eq!(Challenge::from_bytes(&bytes).is_ok(), cut == Challenge::LEN);
    }
}
