//! IIN: the number of a natural person.

use std::fmt;

use jiff::civil::Date;

use super::{BadValue, BadValueCode, Normal, checks, complete, pair, serial_digits, split, twelve, written};

/// An individual identification number that checks.
///
/// Its date of birth is a part of the number, and no evidence: the rules were untied from a person's papers in
/// 2013 (decree 853), so that the two may differ without error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Iin([u8; 12]);

/// The sex that a number tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// An odd seventh digit.
    Male,
    /// An even one.
    Female,
}

impl Iin {
    /// Reads twelve digits.
    ///
    /// # Errors
    /// `iin-form`, `iin-birth-date` or `iin-check-digit`.
    pub fn parse(text: &str) -> Result<Iin, BadValue> {
        let iin = Iin(twelve(text).ok_or(BadValueCode::IinForm)?);
        if iin.0[6] > 6 || iin.possible_births().iter().all(Option::is_none) {
            return Err(BadValueCode::IinBirthDate.into());
        }
        if checks(&iin.0) { Ok(iin) } else { Err(BadValueCode::IinCheckDigit.into()) }
    }

    /// Makes the number of a date of birth (1800–2099), a sex and a serial number below 10,000; `None` if there is none.
    ///
    /// About one serial number in a hundred has no check digit: take the next.
    pub fn compose(birth: Date, sex: Sex, serial: u16) -> Option<Iin> {
        let century =
            u8::try_from((birth.year() - 1800).div_euclid(100)).ok().filter(|century| *century < 3)?;
        let [y1, y2] = split(u8::try_from(birth.year().rem_euclid(100)).ok()?);
        let [m1, m2] = split(birth.month().unsigned_abs());
        let [d1, d2] = split(birth.day().unsigned_abs());
        let [s1, s2, s3, s4] = serial_digits(serial)?;
        let seventh = century * 2 + if sex == Sex::Male { 1 } else { 2 };
        complete([y1, y2, m1, m2, d1, d2, seventh, s1, s2, s3, s4]).map(Iin)
    }

    /// The date of birth; `None` for a seventh digit of 0 (foreigners), which gives no century.
    pub fn birth_date(&self) -> Option<Date> {
        match self.possible_births() {
            [birth, ..] if self.0[6] != 0 => birth,
            _ => None,
        }
    }

    /// The sex; `None` for a seventh digit of 0.
    pub fn sex(&self) -> Option<Sex> {
        match self.0[6] {
            0 => None,
            odd if odd % 2 == 1 => Some(Sex::Male),
            _ => Some(Sex::Female),
        }
    }

    /// The dates that the first six digits can mean, the century's first.
    fn possible_births(&self) -> [Option<Date>; 2] {
        let [y1, y2, m1, m2, d1, d2, seventh, ..] = self.0;
        let date = |hundreds: i16| {
            // Two digits each: they fit.
            let (month, day) = (pair(m1, m2) as i8, pair(d1, d2) as i8);
            Date::new(hundreds * 100 + i16::from(pair(y1, y2)), month, day).ok()
        };
        match seventh {
            0 => [date(19), date(20)],
            _ => [date(18 + i16::from((seventh - 1) / 2)), None],
        }
    }
}

impl From<Iin> for Normal {
    fn from(iin: Iin) -> Normal {
        Normal::found("iin", iin.to_string())
    }
}

impl fmt::Display for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&written(&self.0))
    }
}

// It is a person's value: `{:?}` must not show it.
impl fmt::Debug for Iin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Iin(…)")
    }
}
