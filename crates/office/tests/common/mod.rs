//! A rehearsal of the first pack, for tests.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test uses a part, and may panic

pub mod child;
pub mod needles;
pub mod noise;
pub mod tamper;
pub mod truth;

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Consent, SubjectId, Target, Way, jurisdiction};
use office::{Founding, KeyChoice, NewPerson, Office};
use policy::{Edition, StaffId, load::load_dir};

/// A working Monday, noon in Kazakhstan.
pub const START: &str = "2026-03-02T07:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

pub fn profile() -> String {
    std::fs::read_to_string(packs().join("profiles/kz.toml")).unwrap()
}

/// Read once: a pack of this size takes a while.
pub fn edition() -> Edition {
    static PACK: LazyLock<Edition> = LazyLock::new(read_edition);
    PACK.clone()
}

fn read_edition() -> Edition {
    let known = jurisdiction(&Profile::parse(&profile()).unwrap());
    load_dir(&packs().join("bitrix-kz"), &|id| (id == "kz").then(|| known.clone())).unwrap()
}

pub fn staff(id: &str) -> StaffId {
    id.parse().unwrap()
}

/// The responsible person of the pack.
pub fn responsible() -> StaffId {
    edition().pack().responsible.as_ref().unwrap().staff.clone()
}

/// A store with one member of staff for every role, all of whom have read the edition; each is named by the role.
pub fn found(dir: &Path) -> Office {
    found_with(dir, edition())
}

/// The same with an edition of one's own.
pub fn found_with(dir: &Path, edition: Edition) -> Office {
    let roles: Vec<_> = edition.pack().roles.iter().map(|role| role.id.clone()).collect();
    let founding = Founding {
        edition,
        profile: profile(),
        staff: None,
        key: KeyChoice::File(dir.join("store/root.key")),
        rehearsal: Some(at(START)),
    };
    let office = Office::create(dir.join("store"), founding).unwrap();
    let first = responsible();
    office.acknowledge(&first).unwrap();
    for role in roles {
        let id = staff(role.as_str());
        if id != first {
            office.add_staff(&first, id.clone(), vec![role]).unwrap();
            office.acknowledge(&id).unwrap();
        }
    }
    office
}

pub fn target(purpose: &str) -> Target {
    Target { purpose: purpose.parse().unwrap(), engagement: None }
}

pub fn person(purpose: &str, category: &str, items: &[(&str, &str)]) -> NewPerson {
    NewPerson {
        exception: None,
        proof: None,
        purpose: purpose.parse().unwrap(),
        category: category.parse().unwrap(),
        choice: None,
        items: items.iter().map(|(item, value)| (item.parse().unwrap(), (*value).to_owned())).collect(),
        consent: Some(Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"))),
        at: None,
    }
}

pub fn candidate(office: &Office, name: &str, email: &str) -> SubjectId {
    let items =
        [("full-name", name), ("email", email), ("phone", "+7 701 234 56 78"), ("birth-date", "1990-05-04")];
    office.collect(&staff("hr"), &person("recruitment", "candidate", &items)).unwrap().subject
}
