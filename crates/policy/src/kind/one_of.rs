//! One of a few words.

use super::{
    BadValue, BadValueCode, Normal,
    text::{at_most, fold, nfc},
};

/// The most characters of a word.
const MOST: usize = 200;

/// The pack's spelling of the word, whatever the case it was written in.
pub(super) fn normal(value: &str, words: &[String]) -> Result<Normal, BadValue> {
    at_most(value, MOST)?;
    let exact = words.iter().find(|word| nfc(word).trim() == value);
    let found = exact.or_else(|| {
        let folded = fold(value);
        words.iter().find(|word| fold(word.trim()) == folded)
    });
    match found {
        Some(word) => Ok(Normal::hidden(nfc(word).trim())),
        None => Err(BadValue { words: words.to_vec(), ..BadValue::of(BadValueCode::OneOf) }),
    }
}
