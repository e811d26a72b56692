//! BIN: the number of an organisation.

use std::fmt;

use super::{BadValue, BadValueCode, Normal, checks, complete, pair, serial_digits, split, twelve, written};

/// A business identification number that checks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Bin([u8; 12]);

impl Bin {
    /// Reads twelve digits: YYMM of registration; 4 resident, 5 non-resident or 6 joint entrepreneurs; 0 the
    /// organisation, 1 a branch, 2 a representative office or 3 a farm; five digits of a serial number; the check digit.
    ///
    /// # Errors
    /// `bin-form`, `bin-structure` or `bin-check-digit`.
    pub fn parse(text: &str) -> Result<Bin, BadValue> {
        let digits = twelve(text).ok_or(BadValueCode::BinForm)?;
        let [_, _, m1, m2, of, part, ..] = digits;
        if !(1..=12).contains(&pair(m1, m2)) || !(4..=6).contains(&of) || part > 3 {
            return Err(BadValueCode::BinStructure.into());
        }
        if checks(&digits) { Ok(Bin(digits)) } else { Err(BadValueCode::BinCheckDigit.into()) }
    }

    /// Makes the number of a resident organisation from the year (two digits) and month of its registration and a
    /// serial number below 10,000; `None` if there is none. About one in a hundred has no check digit: take the next.
    pub fn compose(year: u8, month: u8, serial: u16) -> Option<Bin> {
        if year > 99 || !(1..=12).contains(&month) {
            return None;
        }
        let ([y1, y2], [m1, m2], [s1, s2, s3, s4]) = (split(year), split(month), serial_digits(serial)?);
        complete([y1, y2, m1, m2, 4, 0, 0, s1, s2, s3, s4]).map(Bin)
    }
}

impl From<Bin> for Normal {
    fn from(bin: Bin) -> Normal {
        Normal::found("bin", bin.to_string())
    }
}

impl fmt::Display for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&written(&self.0))
    }
}

// A sole trader's organisation is a person's value too.
impl fmt::Debug for Bin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bin(…)")
    }
}
