//! Unicode that every kind shares, and free text.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::{BadValue, BadValueCode, Normal};

/// The most characters of a text.
const MOST: usize = 10_000;

/// The most bytes that are looked at: the longest text, decomposed, in the widest letters.
const MOST_BYTES: usize = MOST * 16;

/// Free text: lines end in `\n`, and no other control character than a tab remains.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let value = if value.contains('\r') {
        Cow::Owned(value.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(value)
    };
    at_most(&value, MOST)?;
    plain(value.chars().filter(|letter| !matches!(letter, '\n' | '\t')))?;
    Ok(Normal::hidden(value))
}

/// The composed form (NFC); a value of any kind is cut off where none can be that long.
pub(super) fn compose(raw: &str) -> Result<Cow<'_, str>, BadValue> {
    if raw.len() > MOST_BYTES {
        return Err(BadValue::limit(BadValueCode::TooLong, MOST));
    }
    Ok(nfc(raw))
}

/// NFC, without copying where nothing changes.
pub(super) fn nfc(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Whether a letter is composed whatever stands beside it: below the first combining mark, or a letter of the Cyrillic
/// block. Tells nothing of others.
fn is_composed(letter: char) -> bool {
    matches!(letter, '\0'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}')
}

/// Lower case, composed: what is compared where case doesn't count.
pub(super) fn fold(text: &str) -> String {
    let low = text.to_lowercase();
    match nfc(&low) {
        Cow::Borrowed(_) => low,
        Cow::Owned(composed) => composed,
    }
}

/// Refuses more characters than `most`.
pub(super) fn at_most(text: &str, most: usize) -> Result<(), BadValue> {
    // Counting bytes first spares the usual value a walk.
    if text.len() > most && text.chars().count() > most {
        return Err(BadValue::limit(BadValueCode::TooLong, most));
    }
    Ok(())
}

/// Refuses fewer characters than `least`.
pub(super) fn at_least(text: &str, least: usize) -> Result<(), BadValue> {
    if text.chars().take(least).count() < least {
        return Err(BadValue::limit(BadValueCode::TooShort, least));
    }
    Ok(())
}

/// Refuses control characters and those that hide or turn text.
pub(super) fn plain(mut letters: impl Iterator<Item = char>) -> Result<(), BadValue> {
    letters.try_for_each(|letter| match letter {
        _ if letter.is_control() => Err(BadValueCode::ControlCharacter.into()),
        _ if is_hidden(letter) => Err(BadValueCode::HiddenCharacter.into()),
        _ => Ok(()),
    })
}

/// One space for every run of white space; no white space at the ends.
pub(super) fn single_spaced(text: &str) -> Cow<'_, str> {
    let is_wide = |pair: &[u8]| pair == b"  ";
    let odd = |letter: char| letter.is_whitespace() && letter != ' ';
    if !text.contains(odd) && !text.as_bytes().windows(2).any(is_wide) {
        return Cow::Borrowed(text.trim());
    }
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    Cow::Owned(spaced)
}

/// A letter of the Latin or the Cyrillic script; that covers Kazakh, Russian and English.
pub(super) fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' => true,
        // Latin-1 has the two signs of arithmetic among its letters.
        '×' | '÷' => false,
        'À'..='\u{24F}' | '\u{259}' | '\u{1E00}'..='\u{1EFF}' => true,
        _ => false,
    }
}

/// Direction marks (Unicode TR 9), zero-width characters and the byte order mark.
fn is_hidden(letter: char) -> bool {
    matches!(letter,
        '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}
