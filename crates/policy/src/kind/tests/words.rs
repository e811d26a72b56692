use super::super::{KindWord, is_biometric};
use super::*;

#[test]
fn kind_words_go_both_ways() {
    for word in Kind::words() {
        assert_eq!(Kind::parse_word(word).unwrap().word(), word);
    }
    assert_eq!(Kind::words().count(), 19);
    assert_eq!(Kind::OneOf(vec!["a".to_owned()]).word(), "one-of");
    assert!(!Kind::Password.is_readable() && Kind::Text.is_readable());
}

#[test]
fn kind_biometric_words_are_known_and_refused() {
    for word in [
        "face-template",
        "face-vector",
        "fingerprint",
        "Fingerprints",
        "voiceprint",
        "iris",
        "retina",
        "palm_vein",
        "DNA",
        "gait",
        "biometric-photo",
        "face template",
        "саусақ-ізі",
        "отпечаток-пальца",
    ] {
        assert_eq!(Kind::parse_word(word), Err(KindWord::Biometric), "{word}");
    }
    assert!(Kind::words().all(|word| !is_biometric(word)));
}

#[test]
fn kind_unknown_words_get_a_hint() {
    let closest = |word: &str| match Kind::parse_word(word) {
        Err(KindWord::Unknown { closest }) => closest,
        other => panic!("{word}: {other:?}"),
    };
    assert_eq!(closest("fullname"), Some("full-name"));
    assert_eq!(closest("e-mail"), Some("email"));
    assert_eq!(closest("file:foto"), Some("file:photo"));
    assert_eq!(closest("Phone"), Some("phone"));
    assert_eq!(closest("zzzz"), None);
    assert_eq!(closest(&"x".repeat(1_000_000)), None);
    assert_eq!(
        Kind::parse_word("phon").unwrap_err().to_string(),
        "no such kind of item; did you mean \"phone\"?"
    );
}
