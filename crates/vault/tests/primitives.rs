//! Published vectors of the primitives, through the crates the vault calls. AES-GCM's are in
//! `src/gcm/tests.rs`.
#![allow(clippy::unwrap_used, reason = "a test")]

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use vault::RootKey;

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).unwrap()
}

/// RFC 5869, A.1 and A.2 (SHA-256).
#[test]
fn hkdf_rfc_5869() {
    let mut okm = [0; 42];
    Hkdf::<Sha256>::new(Some(&bytes("000102030405060708090a0b0c")), &[0x0b; 22])
        .expand(&bytes("f0f1f2f3f4f5f6f7f8f9"), &mut okm)
        .unwrap();
    let expected = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865";
    assert_eq!(hex::encode(okm), expected);

    let range = |from: u8, to: u8| (from..=to).collect::<Vec<_>>();
    let mut okm = [0; 82];
    Hkdf::<Sha256>::new(Some(&range(0x60, 0xaf)), &range(0x00, 0x4f))
        .expand(&range(0xb0, 0xff), &mut okm)
        .unwrap();
    let expected = "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c\
                    59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71\
                    cc30c58179ec3e87c14c01d5c1f3434f1d87";
    assert_eq!(hex::encode(okm), expected);
}

/// RFC 4231, cases 1, 2, 5 (truncated to 16 bytes, as ours are) and 6 (a key longer than a block).
#[test]
fn hmac_rfc_4231() {
    let cases: [(&[u8], &[u8], &str); 4] = [
        (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe",
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (&[0x0c; 20], b"Test With Truncation", "a3b6167473100ee06e0c796c2955552b"),
        (
            &[0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ];
    for (key, message, expected) in cases {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
        mac.update(message);
        let full = hex::encode(mac.finalize().into_bytes());
        assert!(full.starts_with(expected), "{full}");
    }
}

/// RFC 9106, 5.3.
#[test]
fn argon2id_rfc_9106() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[4; 12]).unwrap())
        .output_len(32)
        .build()
        .unwrap();
    let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
    let mut tag = [0; 32];
    argon2.hash_password_into(&[1; 32], &[2; 16], &mut tag).unwrap();
    let expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659";
    assert_eq!(hex::encode(tag), expected);
}

/// The 24-word vectors that BIP39 names (its reference implementation's `vectors.json`).
#[test]
fn words_bip39() {
    let cases = [
        ("00".repeat(32), "abandon ".repeat(23) + "art"),
        ("ff".repeat(32), "zoo ".repeat(23) + "vote"),
        (
            "7f".repeat(32),
            "legal winner thank year wave sausage worth useful ".repeat(2)
                + "legal winner thank year wave sausage worth title",
        ),
        (
            "68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c".to_owned(),
            "hamster diagram private dutch cause delay private meat slide toddler razor book happy \
             fancy gospel tennis maple dilemma loan word shrug inflict delay length"
                .to_owned(),
        ),
    ];
    for (entropy, words) in cases {
        let root = RootKey::from_bytes(bytes(&entropy).try_into().unwrap());
        assert_eq!(*root.to_words(), words);
        let read = RootKey::from_words(&words).unwrap();
        assert_eq!(read.to_file_text(), root.to_file_text());
    }
}
