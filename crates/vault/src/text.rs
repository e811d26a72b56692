//! A root key's written forms: a line in a file, and words on paper.

use crate::{KeyTextFault, secret::Secret};
use bip39::{Error, Language, Mnemonic};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const HEADING: &str = "qorgau-root-key-1";
const WORDS: usize = 24;

pub(crate) fn to_line(key: &Secret) -> Zeroizing<String> {
    let mut digits = Zeroizing::new([0; 64]);
    let mut sum = [0; 8];
    hex::encode_to_slice(key.0, digits.as_mut()).expect("64 digits for 32 bytes");
    hex::encode_to_slice(checksum(key), &mut sum).expect("8 digits for 4 bytes");
    let ascii = digits.iter().chain([b' '].iter()).chain(&sum);
    // Allocated once at its full length: a string that grows leaves copies behind.
    let mut line = Zeroizing::new(String::with_capacity(HEADING.len() + 75));
    line.push_str(HEADING);
    line.push(' ');
    line.extend(ascii.map(|&byte| char::from(byte)));
    line.push('\n');
    line
}

pub(crate) fn from_line(text: &str) -> Result<Secret, KeyTextFault> {
    let mut parts = text.split_whitespace();
    if parts.next() != Some(HEADING) {
        return Err(KeyTextFault::Heading);
    }
    let (Some(digits), Some(sum), None) = (parts.next(), parts.next(), parts.next()) else {
        let found = text.split_whitespace().count();
        return Err(KeyTextFault::Parts { found });
    };
    let mut key = Secret([0; 32]);
    decode(digits, &mut key.0)?;
    let mut expected = [0; 4];
    decode(sum, &mut expected)?;
    if checksum(&key) != expected {
        return Err(KeyTextFault::Checksum);
    }
    Ok(key)
}

pub(crate) fn to_words(key: &Secret) -> Zeroizing<String> {
    let mnemonic =
        Mnemonic::from_entropy_in(Language::English, &key.0).expect("BIP39 has words for 32 bytes");
    // The longest English word has 8 letters: allocated once, as above.
    let mut text = Zeroizing::new(String::with_capacity(WORDS * 9));
    for (i, word) in mnemonic.words().enumerate() {
        if i > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

pub(crate) fn from_words(words: &str) -> Result<Secret, KeyTextFault> {
    let found = words.split_whitespace().count();
    if found != WORDS {
        return Err(KeyTextFault::WordCount { found });
    }
    let mut lower = Zeroizing::new(words.to_owned());
    lower.make_ascii_lowercase();
    let mnemonic = Mnemonic::parse_in_normalized(Language::English, &lower).map_err(|error| match error {
        Error::UnknownWord(index) => KeyTextFault::UnknownWord { position: index + 1 },
        _ => KeyTextFault::Checksum,
    })?;
    let (entropy, _) = mnemonic.to_entropy_array();
    let entropy = Zeroizing::new(entropy);
    let mut key = Secret([0; 32]);
    key.0.copy_from_slice(&entropy[..32]);
    Ok(key)
}

fn decode(digits: &str, out: &mut [u8]) -> Result<(), KeyTextFault> {
    let (found, expected) = (digits.chars().count(), out.len() * 2);
    if found != expected {
        return Err(KeyTextFault::Length { found, expected });
    }
    hex::decode_to_slice(digits, out).map_err(|_| KeyTextFault::Digit)
}

/// Against slips of the hand, not against an adversary, who could write any key and its checksum.
fn checksum(key: &Secret) -> [u8; 4] {
    let full = Sha256::new().chain_update(HEADING).chain_update(key.0).finalize();
    [full[0], full[1], full[2], full[3]]
}
