//! Full names.

use super::{
    BadValue, BadValueCode, Normal,
    text::{at_least, at_most, fold, is_letter, plain, single_spaced},
};

/// The fewest and the most characters of a name.
const LENGTH: (usize, usize) = (2, 200);

/// A name keeps its case; the index doesn't know case, nor which apostrophe or hyphen was typed.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let text = single_spaced(value);
    at_most(&text, LENGTH.1)?;
    at_least(&text, LENGTH.0)?;
    plain(value.chars())?;
    check(&text)?;
    let blind = fold(&text).replace(is_apostrophe, "'").replace(is_hyphen, "-");
    Ok(Normal::found("name", text).blind(blind))
}

fn check(text: &str) -> Result<(), BadValue> {
    // Three marks on a letter are more than any of the alphabets needs.
    let (mut letters, mut marks) = (0, 3);
    for letter in text.chars() {
        let is_mark = matches!(letter, '\u{300}'..='\u{36F}');
        marks = if is_mark {
            marks + 1
        } else if is_letter(letter) {
            0
        } else {
            3
        };
        letters += usize::from(is_letter(letter));
        let is_sign = letter == ' ' || letter == '.' || is_apostrophe(letter) || is_hyphen(letter);
        if marks > 3 || !(is_mark || is_sign || is_letter(letter)) {
            return Err(BadValueCode::NameCharacter.into());
        }
    }
    if letters == 0 { Err(BadValueCode::NameCharacter.into()) } else { Ok(()) }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | 'ʻ')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}
