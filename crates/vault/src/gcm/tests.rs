#![allow(clippy::unwrap_used, reason = "a test")]

use super::*;
use aes_gcm::KeyInit;

/// NIST CAVP, gcmEncryptExtIV256.rsp: key, IV, plaintext, AAD, ciphertext, tag. And test case 16 of
/// McGrew and Viega's GCM specification.
const NIST: [[&str; 6]; 4] = [
    [
        "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
        "516c33929df5a3284ff463d7",
        "",
        "",
        "",
        "bdc1ac884d332457a1d2664f168c76f0",
    ],
    [
        "92e11dcdaa866f5ce790fd24501f92509aacf4cb8b1339d50c9c1240935dd08b",
        "ac93a1a6145299bde902f21a",
        "2d71bcfa914e4ac045b2aa60955fad24",
        "1e0889016f67601c8ebea4943bc23ad6",
        "8995ae2e6df3dbf96fac7b7137bae67f",
        "eca5aa77d51d4a0a14d9c51e1da474ab",
    ],
    [
        "7dbdbdfe36d4936940ad6d6f76c67c2851a0477f0aa7d6797bfdf2b7878ef7e0",
        "bc672b224b4b6b91fc3fd697",
        "dfea463d35f0fa20487b606d6ccfd422a5b707f16527b422bf1d68a77db67e9c",
        "faacb84ec7cfadd731de2f7c0892d7e38cbfb782b48412331af0b3eab602a722cad1069dea0052beb5ca70e2ee47\
         6c340c6193bcc60f939aabe446bf3ce958fe11a2ffc90241f0a7e4e274f0c1441def795893895bd848bf0f0e",
        "0ddc2281b1fcb904864a43657bc72357cf73fc1f16520caad7cddde10f846bd9",
        "9d96699450aa9707695e5de56597101b",
    ],
    [
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6\
         b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b105682\
         8838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ],
];

#[test]
fn sealing_agrees_with_nist() {
    for case in NIST {
        let [key, nonce, plaintext, aad, ciphertext, tag] = case.map(|text| hex::decode(text).unwrap());
        let cipher = Aes256Gcm::new_from_slice(&key).unwrap();
        let mut rng = |out: &mut [u8]| out.copy_from_slice(&nonce);
        let sealed = seal(&cipher, &aad, &plaintext, &mut rng);
        assert_eq!(sealed, [&nonce[..], &ciphertext, &tag].concat());
        assert_eq!(*open(&cipher, &aad, &sealed).unwrap(), plaintext);
    }
}

#[test]
fn sealing_allocates_once_and_exactly() {
    let cipher = Secret([1; 32]).cipher();
    let sealed = seal(&cipher, b"", &[0; 100], &mut |out: &mut [u8]| out.fill(2));
    assert_eq!((sealed.len(), sealed.capacity()), (100 + SEALED_OVERHEAD, 100 + SEALED_OVERHEAD));
}

#[test]
fn anything_shorter_than_nonce_and_tag_is_damaged() {
    let cipher = Secret([1; 32]).cipher();
    for len in 0..SEALED_OVERHEAD {
        assert_eq!(open(&cipher, b"", &vec![0; len]).unwrap_err(), VaultError::Damaged);
    }
}
