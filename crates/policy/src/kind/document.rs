//! Numbers and particulars of documents.

use super::{
    BadValue, BadValueCode, Normal,
    text::{at_least, at_most, is_letter, nfc, plain, single_spaced},
};

/// The fewest and the most characters.
const LENGTH: (usize, usize) = (3, 60);

/// Upper case, one space between words; the index knows neither spaces nor the number sign.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    at_most(value, LENGTH.1 * 4)?;
    plain(value.chars())?;
    let upper = single_spaced(value).to_uppercase();
    let text = nfc(&upper);
    at_most(&text, LENGTH.1)?;
    at_least(&text, LENGTH.0)?;
    let is_sign = |letter| matches!(letter, ' ' | '-' | '№' | '/' | ',' | '.');
    let is_known = |letter: char| is_letter(letter) || letter.is_ascii_digit();
    if !text.chars().all(|letter| is_known(letter) || is_sign(letter)) || !text.contains(is_known) {
        return Err(BadValueCode::DocumentNumberCharacter.into());
    }
    let blind = text.replace([' ', '№'], "");
    Ok(Normal::found("document-number", text).blind(blind))
}
