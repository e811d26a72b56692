//! What can be wrong with a profile, and what a profile can't answer.

use std::fmt;

/// A profile that can't be loaded: everything found wrong with it.
///
/// Its message has one line per fault, each saying where it is, what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError {
    faults: Vec<Fault>,
}

/// One thing wrong with a profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, counted from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The rule it is in, such as ``deadline `information` ``.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

/// A year whose days can't be told apart, because what the profile needs for it has not been entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the working days of {year} can't be computed: {} has not been entered; {}", lacking(.missing), remedy(*.year))]
pub struct UncomputableYear {
    /// The year asked about.
    pub year: i16,
    /// The names of the movable holidays whose dates are missing; empty where the year has no entry at all.
    pub missing: Vec<String>,
}

impl ProfileError {
    /// Everything found wrong, in the order of the file. Never empty.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    pub(crate) fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort_by_key(|fault| fault.line);
        Self { faults }
    }
}

impl std::error::Error for ProfileError {}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the profile can't be loaded:")?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n  {fault}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}, ", self.line)?;
        }
        write!(f, "{}: {}; {}", self.place, self.what, self.hint)
    }
}

fn lacking(names: &[String]) -> String {
    if names.is_empty() { "the year".to_owned() } else { format!("the date of {}", names.join(" and of ")) }
}

fn remedy(year: i16) -> String {
    format!("enter it in the profile under [[year]] {year} once the authority has announced it")
}
