//! The root key's written forms, and what is said of damaged ones.
#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use common::Counter;
use proptest::prelude::*;
use vault::{KdfFault, KdfParams, KeyTextFault, RootKey, VaultError};

fn root() -> RootKey {
    RootKey::generate(&mut Counter(1))
}

fn fault(text: &str) -> KeyTextFault {
    match RootKey::from_file_text(text) {
        Err(VaultError::BadKeyText(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_damaged_line_is_named() {
    use KeyTextFault::{Checksum, Digit, Heading, Length, Parts};
    let line = root().to_file_text();
    let (expected, found) = (64, 40);
    assert_eq!(fault(""), Heading);
    assert_eq!(fault("qorgau-root-key-2 00 00"), Heading);
    assert_eq!(fault(&line[..18]), Parts { found: 1 });
    assert_eq!(fault(&line[..58]), Parts { found: 2 });
    assert_eq!(fault(&format!("{} more", line.trim())), Parts { found: 4 });
    let short = format!("{} {}", &line[..58], &line[83..]);
    assert_eq!(fault(&short), Length { found, expected });
    let short = Length { found: 7, expected: 8 };
    assert_eq!(fault(&line[..line.len() - 2]), short);
    let digit = format!("{}g{}", &line[..20], &line[21..]);
    assert_eq!(fault(&digit), Digit);
    let other = if &line[20..21] == "0" { "1" } else { "0" };
    assert_eq!(fault(&format!("{}{other}{}", &line[..20], &line[21..])), Checksum);
}

#[test]
fn damaged_words_are_named_by_position_only() {
    let words = root().to_words();
    let mut list: Vec<&str> = words.split(' ').collect();
    let read = |list: &[&str]| RootKey::from_words(&list.join(" ")).map(drop).unwrap_err();

    let short = KeyTextFault::WordCount { found: 23 };
    assert_eq!(read(&list[..23]), short.into());
    list[6] = "qorgau";
    let error = read(&list);
    assert_eq!(error, KeyTextFault::UnknownWord { position: 7 }.into());
    assert!(!error.to_string().contains("qorgau"));

    let mut list: Vec<&str> = words.split(' ').collect();
    list.swap(0, 1);
    assert_eq!(read(&list), KeyTextFault::Checksum.into());
}

#[test]
fn words_may_be_typed_freely() {
    let words = root().to_words().to_uppercase().replace(' ', "  \n").to_string();
    let read = RootKey::from_words(&words).unwrap();
    assert_eq!(read.to_file_text(), root().to_file_text());
}

#[test]
fn kdf_parameters_outside_the_limits_are_refused() {
    let good = KdfParams::generate(&mut Counter(1));
    assert_eq!(good.check(), Ok(()));
    let set = |memory_kib, passes, lanes| KdfParams { memory_kib, passes, lanes, ..good };
    let cases = [
        (set(19_455, 3, 1), KdfFault::Memory { found: 19_455 }),
        (set(u32::MAX, 3, 1), KdfFault::Memory { found: u32::MAX }),
        (set(65_536, 0, 1), KdfFault::Passes { found: 0 }),
        (set(65_536, 65, 1), KdfFault::Passes { found: 65 }),
        (set(65_536, 3, 0), KdfFault::Lanes { found: 0 }),
        (set(65_536, 3, 17), KdfFault::Lanes { found: 17 }),
        (set(19_456, 1, 1), KdfFault::Weak),
    ];
    for (params, fault) in cases {
        assert_eq!(params.to_string().parse::<KdfParams>(), Err(fault.into()));
        let derived = RootKey::from_passphrase(b"pass", &params).map(drop);
        assert_eq!(derived, Err(fault.into()));
    }
    let empty = RootKey::from_passphrase(b"", &good).map(drop);
    assert_eq!(empty, Err(KdfFault::EmptyPassphrase.into()));
}

#[test]
fn kdf_text_of_another_form_is_refused() {
    let good = KdfParams::generate(&mut Counter(1)).to_string();
    for bad in [
        String::new(),
        good.replace("argon2id", "argon2i"),
        good.replace("v=19", "v=16"),
        good.replace("m=65536", "m=+65536"),
        good.replace("m=65536", "m="),
        good.replace("m=65536", "m=99999999999"),
        good.replace("t=3 p=4", "p=4 t=3"),
        good[..good.len() - 1].to_owned(),
        format!("{good}00"),
        format!("{good} more"),
    ] {
        let parsed = bad.parse::<KdfParams>();
        assert_eq!(parsed, Err(KdfFault::Form.into()), "{bad}");
    }
}

#[test]
fn passphrase_and_salt_both_matter() {
    let kdf = KdfParams { memory_kib: 19_456, passes: 2, lanes: 1, salt: [1; 16] };
    let salted = KdfParams { salt: [2; 16], ..kdf };
    let line = |pass: &[u8], kdf| RootKey::from_passphrase(pass, kdf).unwrap().to_file_text();
    assert_eq!(line(b"one", &kdf), line(b"one", &kdf));
    assert_ne!(line(b"one", &kdf), line(b"two", &kdf));
    assert_ne!(line(b"one", &kdf), line(b"one", &salted));
}

proptest! {
    #[test]
    fn written_forms_come_back(bytes: [u8; 32], salt: [u8; 16], passes in 2u32..=64, lanes in 1u32..=16,
                               memory_kib in 19_456u32..=2_097_152) {
        let root = RootKey::from_bytes(bytes);
        let line = root.to_file_text();
        prop_assert_eq!(&RootKey::from_file_text(&line).unwrap().to_file_text(), &line);
        prop_assert_eq!(&RootKey::from_words(&root.to_words()).unwrap().to_file_text(), &line);
        let kdf = KdfParams { salt, memory_kib, passes, lanes };
        prop_assert_eq!(kdf.to_string().parse(), Ok(kdf));
    }

    /// One changed character never gives another key, and no text makes reading panic.
    #[test]
    fn one_changed_character_is_noticed(at in 0usize..91, to in any::<char>(), noise in ".*") {
        let line = root().to_file_text();
        let mut chars: Vec<char> = line.trim().chars().collect();
        prop_assume!(!chars[at].is_whitespace());
        prop_assume!(!chars[at].eq_ignore_ascii_case(&to));
        chars[at] = to;
        let read = RootKey::from_file_text(&chars.iter().collect::<String>());
        prop_assert!(matches!(read, Err(VaultError::BadKeyText(_))));
        prop_assert!(RootKey::from_file_text(&noise).is_err());
        prop_assert!(RootKey::from_words(&noise).is_err());
        prop_assert!(noise.parse::<KdfParams>().is_err());
    }
}
