//! Calendar dates.

use jiff::civil::Date;

use super::{BadValue, BadValueCode, Normal};

/// ISO 8601, from `YYYY-MM-DD` or `DD.MM.YYYY`.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let [year, month, day] = fields(value.as_bytes()).ok_or(BadValueCode::DateForm)?;
    let year = i16::try_from(year).map_err(|_| BadValueCode::DateForm)?;
    // Both are of two digits, so that they always fit.
    let (month, day) = (month as i8, day as i8);
    let date = Date::new(year, month, day).map_err(|_| BadValueCode::DateUnreal)?;
    if !(1900..=2100).contains(&year) {
        return Err(BadValueCode::DateRange.into());
    }
    Ok(Normal::hidden(date.to_string()))
}

/// Year, month and day.
fn fields(text: &[u8]) -> Option<[u16; 3]> {
    match text {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] | [d1, d2, b'.', m1, m2, b'.', y1, y2, y3, y4] => {
            Some([number(&[*y1, *y2, *y3, *y4])?, number(&[*m1, *m2])?, number(&[*d1, *d2])?])
        }
        _ => None,
    }
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + u16::from(digit - b'0')))
}
