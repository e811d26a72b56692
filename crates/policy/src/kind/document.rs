//! Numbers and particulars of documents, and numbers in registers.

use super::{
    BadValue, BadValueCode, Normal,
    text::{at_least, at_most, is_letter, nfc, plain, single_spaced},
};

/// The fewest and the most characters.
const LENGTH: (usize, usize) = (3, 60);

/// The number and particulars of a document.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    number(value, "document-number")
}

/// A number in a register: of the same form, with a digit somewhere.
pub(super) fn in_register(value: &str) -> Result<Normal, BadValue> {
    if !value.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(BadValueCode::DocumentNumberCharacter.into());
    }
    number(value, "register-number")
}

/// Upper case, one space between words; the index knows neither spaces nor the number sign.
fn number(value: &str, domain: &'static str) -> Result<Normal, BadValue> {
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
    Ok(Normal::found(domain, text).blind(blind))
}
