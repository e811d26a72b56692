//! The national numbers of Kazakhstan: IIN of a person, BIN of an organisation.
//!
//! Both are 12 digits, the last of which checks the others (rules of forming identification numbers,
//! Government decree 406 of 22 May 2007). An IIN begins with YYMMDD and a digit for century and sex; a BIN with
//! YYMM, a digit for the type and one for the part. The fifth digit tells them apart: 0–3 or 4–6.

mod bin;
mod person;

pub use bin::Bin;
pub use person::{Iin, Sex};

use super::{BadValue, BadValueCode, Normal};

/// The twelfth digit; `None` if these eleven can't begin a number, or aren't all 0–9.
///
/// `Σ d[i]·w[i] mod 11` with the weights 1…11; if that is 10, with 3…11, 1, 2; if it is 10 again, there is none.
pub fn check_digit(digits: &[u8; 11]) -> Option<u8> {
    if digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let sum = |from: u16| {
        let weights = (0..11).map(|at| (at + from - 1) % 11 + 1);
        digits.iter().zip(weights).map(|(digit, weight)| u16::from(*digit) * weight).sum::<u16>() % 11
    };
    // Both are below 11, so that the narrowing loses nothing.
    [sum(1), sum(3)].into_iter().find(|rest| *rest < 10).map(|rest| rest as u8)
}

/// An IIN or a BIN, each under its own domain.
pub(super) fn either(value: &str) -> Result<Normal, BadValue> {
    match value.as_bytes().get(4) {
        Some(b'4'..) => Bin::parse(value).map(Normal::from),
        _ => Iin::parse(value).map(Normal::from),
    }
}

/// Twelve digits, 0–9 each.
fn twelve(text: &str) -> Option<[u8; 12]> {
    let bytes: [u8; 12] = text.as_bytes().try_into().ok()?;
    bytes.iter().all(u8::is_ascii_digit).then(|| bytes.map(|byte| byte - b'0'))
}

/// Whether the twelfth digit is the right one.
fn checks(digits: &[u8; 12]) -> bool {
    let [first @ .., last] = digits;
    check_digit(first) == Some(*last)
}

/// Puts the check digit behind eleven digits.
fn complete(first: [u8; 11]) -> Option<[u8; 12]> {
    let mut digits = [0; 12];
    digits[..11].copy_from_slice(&first);
    digits[11] = check_digit(&first)?;
    Some(digits)
}

/// The digits as text.
fn written(digits: &[u8; 12]) -> String {
    digits.iter().map(|digit| char::from(b'0' + digit)).collect()
}

fn pair(tens: u8, ones: u8) -> u8 {
    tens * 10 + ones
}

/// The digits of a number below 100.
fn split(number: u8) -> [u8; 2] {
    [number / 10 % 10, number % 10]
}

/// The digits of a serial number below 10,000.
fn serial_digits(serial: u16) -> Option<[u8; 4]> {
    let [high, low] = [serial / 100, serial % 100].map(u8::try_from).map(Result::ok);
    let (high, low) = (high.filter(|high| *high < 100)?, low?);
    let ([a, b], [c, d]) = (split(high), split(low));
    Some([a, b, c, d])
}
