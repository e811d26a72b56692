//! Every address of the API, by what its description says of it.

#[path = "../../../../tests/authenticator.rs"]
mod authenticator;
mod cases;
mod checked_in;
mod conditional;
mod coverage;
mod described;
mod docs;
mod feed;
mod fixture;
mod imports;
mod papers;
mod passkeys;
mod person;
mod speech;
mod visits;
mod watched;
