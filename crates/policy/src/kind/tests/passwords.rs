use super::super::password::{check, hash, is_phc};
use super::*;

#[test]
fn kind_password_hash_and_check() {
    let phc = hash("құпиясөз-й1", &[7; 16]).unwrap();
    assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    assert!(check("құпиясөз-й1", &phc));
    assert!(check("құпиясөз-и\u{306}1", &phc), "one password, typed decomposed");
    assert!(!check("құпиясөз-й2", &phc));
    assert_ne!(phc, hash("құпиясөз-й1", &[8; 16]).unwrap());
    assert_eq!(text(&Kind::Password, &phc), Ok(phc));
    assert_eq!(hash("short", &[7; 16]).unwrap_err().code, BadValueCode::TooShort);
    assert_eq!(hash(&"a".repeat(513), &[7; 16]).unwrap_err().code, BadValueCode::TooLong);
}

/// Written by the reference program `argon2` of the Password Hashing Competition's winners (Debian's package):
/// `printf 'correct horse' | argon2 somesaltsomesalt -id -t 2 -k 19456 -p 1 -l 32 -e`.
const REFERENCE: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$k9ohroejZy1PN5E1SbHNPug6vB8eQAahb5SOAp6iGF4";

#[test]
fn kind_password_agrees_with_the_reference_program() {
    assert!(check("correct horse", REFERENCE));
    assert!(!check("correct horsf", REFERENCE));
    assert_eq!(hash("correct horse", b"somesaltsomesalt").unwrap(), REFERENCE);
}

#[test]
fn kind_password_takes_only_hashes_of_bearable_cost() {
    let refused = |from: &str, to: &str| {
        let changed = REFERENCE.replace(from, to);
        assert_ne!(changed, REFERENCE);
        assert!(!is_phc(&changed) && !check("correct horse", &changed), "{changed}");
        normal(&Kind::Password, &changed).unwrap_err()
    };
    assert!(is_phc(REFERENCE));
    for (from, to) in [
        ("argon2id", "argon2i"),
        ("$v=19", ""),
        ("v=19", "v=16"),
        (",p=1", ""),
        ("p=1", "p=1,data=AAAA"),
        (&REFERENCE[REFERENCE.rfind('$').unwrap()..], ""),
    ] {
        assert_eq!(refused(from, to), BadValueCode::PasswordPlain, "{to}");
    }
    for (from, to) in [
        ("m=19456", "m=7167"),
        ("t=2", "t=1"),
        ("m=19456", "m=262145"),
        ("t=2", "t=54"),
        ("p=1", "p=9"),
        ("m=19456", "m=4294967295"),
    ] {
        assert_eq!(refused(from, to), BadValueCode::PasswordCost, "{to}");
    }
    assert_eq!(normal(&Kind::Password, "correct horse").unwrap_err(), BadValueCode::PasswordPlain);
    assert_eq!(
        normal(&Kind::Password, "$2b$12$abcdefghijklmnopqrstuu").unwrap_err(),
        BadValueCode::PasswordPlain
    );
}
