//! How each operation is asked so that it is done.

mod subjects;

use crate::fixture::{Ask, Fixture};

/// One operation, and how to ask it over a store that is made ready for it.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) ask: fn(&Fixture) -> Ask,
}

/// One for each operation.
pub(crate) fn all() -> Vec<Case> {
    [subjects::CASES].concat()
}
