//! How each operation is asked so that it is done.

mod blocking;
mod breaches;
mod carriers;
mod changes;
mod consents;
mod events;
mod feed;
mod guards;
mod imports;
mod me;
mod outgoing;
mod passkeys;
mod policies;
mod proposals;
mod records;
pub(crate) mod requests;
mod sign_in;
mod staff;
mod subjects;
pub(crate) mod sweeps;

use crate::fixture::{Ask, By, Fixture};

/// One operation, and how to ask it over a store that is made ready for it.
#[derive(Clone, Copy)]
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    /// Who asks so that it is done.
    pub(crate) by: By,
    pub(crate) ask: fn(&Fixture) -> Ask,
}

/// One for each operation.
pub(crate) fn all() -> Vec<Case> {
    [
        sign_in::CASES,
        passkeys::CASES,
        staff::CASES,
        subjects::CASES,
        changes::CASES,
        guards::CASES,
        blocking::CASES,
        events::CASES,
        requests::CASES,
        imports::CASES,
        records::CASES,
        consents::CASES,
        outgoing::CASES,
        sweeps::CASES,
        carriers::CASES,
        breaches::CASES,
        policies::CASES,
        proposals::CASES,
        me::CASES,
        feed::CASES,
    ]
    .concat()
}
