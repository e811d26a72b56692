//! What people may ask for and what is kept of them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)] // a test may stop

#[path = "../common/mod.rs"]
mod common;

mod clocks;
mod codes;
mod consents;
mod dossier;
mod gates;
mod journals;
mod kinds;
mod left;
mod raw;
mod refusals;
mod registers;
mod requests;
mod settled;
mod several;
mod told;
mod values;

use common::*;
use kernel::{Part, Parts, RefusalCode, SubjectId};
use office::{Office, OfficeError};
use policy::{Edition, Ground, Pack};

/// The refusal's code.
fn code<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> RefusalCode {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => refusal.code,
        other => panic!("{other}"),
    }
}

/// The pack with one change, as another edition.
fn patched(name: &str, change: impl FnOnce(&mut Pack)) -> Edition {
    patched_from(&edition(), name, change)
}

/// What a purpose's consent asks for, to be changed.
fn particulars<'a>(pack: &'a mut Pack, purpose: &str) -> &'a mut policy::Particulars {
    let purpose = pack.purposes.iter_mut().find(|one| one.id == *purpose).unwrap();
    let Ground::Consent(particulars) = &mut purpose.ground else { panic!("not on consent") };
    particulars
}

fn parts(parts: &[Part]) -> Parts {
    parts.iter().copied().collect()
}

fn items(names: &[&str]) -> Vec<policy::ItemId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// A subscriber who agreed to these parts.
fn subscriber(office: &Office, email: &str, agreed: &[Part]) -> SubjectId {
    let given = [("email", email), ("full-name", "Айдана Сұлтан")];
    let mut person = person("mailings", "participant", &given);
    let mut consent = person.consent.unwrap();
    consent.parts = parts(agreed);
    person.consent = Some(consent);
    office.collect(&responsible(), &person).unwrap().subject
}

/// Nothing to find for whoever looks the store over.
fn is_well(office: &Office) {
    office.checkpoint().unwrap();
    let mut findings = office.examine(true, &mut |_| {}).unwrap().findings;
    findings.retain(|finding| !finding.what.contains("no working days of")); // some clocks are put on for years
    assert_eq!(findings, []);
    assert_eq!(office.verify_log(&mut |_| {}).unwrap().faults, Vec::<String>::new());
}

/// The clock put on.
fn clock(office: &Office, moment: &str) {
    office.set_clock(at(moment)).unwrap();
}
