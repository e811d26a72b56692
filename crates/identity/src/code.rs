//! Codes: drawn without bias, shown only when asked for.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Digits, Random};

/// A one-time code, in ASCII digits. Neither `Display` nor `Debug` shows it; it is overwritten when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Code {
    digits: [u8; Digits::MAX],
    len: u8,
}

impl Code {
    /// The digits, for the letter that carries them and nothing else.
    pub fn expose(&self) -> &str {
        std::str::from_utf8(self.bytes()).unwrap_or_default() // ASCII digits are UTF-8
    }

    /// The digits in groups that people read and type without losing their place: `123 456`, `1234 567`, `1234 5678`.
    pub fn expose_grouped(&self) -> Zeroizing<String> {
        let (first, second) = self.expose().split_at(usize::from(self.len).div_ceil(2));
        Zeroizing::new(format!("{first} {second}"))
    }

    /// Draws one of the 10ⁿ codes, each as likely as any other.
    ///
    /// # Panics
    /// When the generator is stuck: 64 draws in a row are beyond the last whole multiple of 10ⁿ, which a sound one
    /// does once in more than 2³⁰⁰.
    pub(crate) fn draw(digits: Digits, rng: &mut Random<'_>) -> Self {
        let codes = digits.codes();
        let beyond = u32::MAX - (u32::MAX % codes + 1) % codes; // the last number of the last whole multiple
        let mut bytes = Zeroizing::new([0; 4]);
        for _ in 0..64 {
            rng(&mut bytes[..]);
            let number = u32::from_be_bytes(*bytes);
            if number <= beyond {
                return Self::from_number(number % codes, digits);
            }
        }
        panic!("the random generator is stuck");
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.digits[..usize::from(self.len)]
    }

    fn from_number(mut number: u32, digits: Digits) -> Self {
        let mut code = Self { digits: [b'0'; Digits::MAX], len: digits.get() };
        for digit in code.digits[..usize::from(digits.get())].iter_mut().rev() {
            *digit = b'0' + (number % 10) as u8;
            number /= 10;
        }
        code
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(n: u8) -> Digits {
        Digits::new(n).unwrap()
    }

    /// The code drawn when the generator gives these numbers, and how many it took.
    fn drawn(n: u8, numbers: &[u32]) -> (String, usize) {
        let mut taken = 0;
        let mut rng = |out: &mut [u8]| {
            out.copy_from_slice(&numbers[taken].to_be_bytes());
            taken += 1;
        };
        let code = Code::draw(digits(n), &mut rng).expose().to_owned();
        (code, taken)
    }

    #[test]
    fn leading_zeros_stay() {
        assert_eq!(drawn(6, &[42]).0, "000042");
        assert_eq!(drawn(7, &[10_000_007]).0, "0000007");
        assert_eq!(drawn(8, &[99_999_999]).0, "99999999");
    }

    #[test]
    fn numbers_beyond_the_last_whole_multiple_are_drawn_again() {
        for (n, first_biased) in [(6, 4_294_000_000_u32), (7, 4_290_000_000), (8, 4_200_000_000)] {
            assert_eq!(drawn(n, &[first_biased - 1]), ("9".repeat(n.into()), 1));
            assert_eq!(drawn(n, &[first_biased, u32::MAX, 5]).1, 3);
        }
    }

    #[test]
    #[should_panic(expected = "stuck")]
    fn a_stuck_generator_stops_the_program() {
        Code::draw(digits(8), &mut |out: &mut [u8]| out.fill(0xff));
    }

    #[test]
    fn a_code_is_shown_only_when_asked_for() {
        let code = Code::from_number(12_345_678, digits(8));
        assert_eq!(format!("{code:?} {code:#?}"), "Code(..) Code(..)");
        let grouped = |n| Code::from_number(1_234_567, digits(n)).expose_grouped().to_string();
        assert_eq!([6, 7, 8].map(grouped), ["234 567", "1234 567", "0123 4567"]);
    }
}
