//! What a person typed, made a code.

use std::fmt;

use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Digits;

/// What a person typed for a code. `Debug` does not show it; it is overwritten when dropped.
///
/// Codes are copied out of letters and typed on all sorts of keyboards. White space, dashes, dots and invisible marks
/// are passed over, and the digits of Arabic, Persian and full-width keyboards are taken as what they are. Anything
/// else, a letter that looks like a digit as well, makes it no code: that is said at once and costs no try, because
/// it can't have been a guess.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Typed {
    digits: [u8; Digits::MAX],
    len: u8,
}

/// What was typed is no code of that many digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a code is {0} digits")]
pub struct NotACode(pub u8);

/// The longest text that is looked at, in characters.
const MAX_CHARS: usize = 64;

impl Typed {
    /// Reads what was typed; a code has `digits` digits.
    ///
    /// # Errors
    /// [`NotACode`] for more or fewer digits, anything that is no digit or filler, or more than 64 characters.
    pub fn parse(text: &str, digits: Digits) -> Result<Self, NotACode> {
        let no = NotACode(digits.get());
        let mut typed = Self { digits: [0; Digits::MAX], len: 0 };
        for (i, c) in text.chars().enumerate() {
            if i == MAX_CHARS {
                return Err(no);
            }
            if filler(c) {
                continue;
            }
            let digit = digit(c).ok_or(no)?;
            if typed.len == digits.get() {
                return Err(no);
            }
            typed.digits[usize::from(typed.len)] = b'0' + digit;
            typed.len += 1;
        }
        if typed.len == digits.get() { Ok(typed) } else { Err(no) }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.digits[..usize::from(self.len)]
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

fn digit(c: char) -> Option<u8> {
    // ASCII, Arabic-Indic, its eastern form (Persian), full-width.
    ['0', '\u{660}', '\u{6f0}', '\u{ff10}']
        .into_iter()
        .find_map(|zero| u32::from(c).checked_sub(u32::from(zero)).filter(|digit| *digit < 10))
        .map(|digit| digit as u8)
}

fn filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '.' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Result<String, NotACode> {
        let typed = Typed::parse(text, Digits::new(6).unwrap())?;
        Ok(String::from_utf8(typed.bytes().to_vec()).unwrap())
    }

    #[test]
    fn codes_are_taken_as_people_give_them() {
        for text in [
            "123456",
            " 123 456\n",
            "123-456",
            "123\u{a0}456",
            "1 2 3 4 5 6",
            "123–456",
            "123456.",
            "\u{feff}123456",
            "\u{202a}123456\u{202c}",
            "١٢٣٤٥٦",
            "۱۲۳۴۵۶",
            "１２３－４５６",
            "12345٦",
        ] {
            assert_eq!(typed(text).as_deref(), Ok("123456"), "{text:?}");
        }
    }

    #[test]
    fn anything_else_is_no_code() {
        for text in
            ["", "12345", "1234567", "12345O", "+123456", "123456a", "l23456", "12345²", "१२३४५६", "½23456"]
        {
            assert_eq!(typed(text), Err(NotACode(6)), "{text:?}");
        }
        assert_eq!(typed(&format!("{}123456", " ".repeat(58))).as_deref(), Ok("123456"));
        assert_eq!(typed(&format!("{}123456", " ".repeat(59))), Err(NotACode(6)));
    }

    #[test]
    fn what_was_typed_is_never_shown() {
        assert_eq!(format!("{:?}", Typed::parse("123456", Digits::new(6).unwrap())), "Ok(Typed(..))");
    }
}
