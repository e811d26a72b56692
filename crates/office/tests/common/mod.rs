//! A rehearsal of the first pack, for tests.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used)] // each test uses a part, and may panic

pub mod child;
pub mod needles;
pub mod noise;
pub mod paperwork;
pub mod tamper;
pub mod truth;

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, Consent, SubjectId, Target, Way, jurisdiction};
use office::{Approved, Founding, KeyChoice, NewPerson, Office};
use policy::{Edition, Pack, load::load_dir};

/// A working Monday, noon in Kazakhstan.
pub const START: &str = "2026-03-02T07:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

pub fn profile() -> String {
    profile_of("kz")
}

/// A jurisdiction's profile, as its file says it.
pub fn profile_of(id: &str) -> String {
    std::fs::read_to_string(packs().join(format!("profiles/{id}.toml"))).unwrap()
}

/// Read once: a pack of this size takes a while.
pub fn edition() -> Edition {
    static PACK: LazyLock<Edition> = LazyLock::new(read_edition);
    PACK.clone()
}

fn read_edition() -> Edition {
    edition_of("bitrix-kz", "kz")
}

/// A pack by its folder, under its profile.
pub fn edition_of(pack: &str, profile: &str) -> Edition {
    let known = jurisdiction(&Profile::parse(&profile_of(profile)).unwrap());
    load_dir(&packs().join(pack), &|id| (id == profile).then(|| known.clone())).unwrap()
}

/// An edition with one change, under another name.
pub fn patched_from(edition: &Edition, name: &str, change: impl FnOnce(&mut Pack)) -> Edition {
    let mut pack = edition.pack().clone();
    pack.edition = name.to_owned();
    change(&mut pack);
    Edition::freeze(pack)
}

pub fn staff(id: &str) -> Actor {
    id.parse().unwrap()
}

/// The responsible person of the pack.
pub fn responsible() -> Actor {
    edition().pack().responsible.as_ref().unwrap().staff.clone().into()
}

/// A store with one member of staff for every role, all of whom have read the edition; each is named by the role.
pub fn found(dir: &Path) -> Office {
    found_with(dir, edition())
}

/// The same with an edition of one's own.
pub fn found_with(dir: &Path, edition: Edition) -> Office {
    found_under(dir, edition, profile())
}

/// The same under a profile of one's own.
pub fn found_under(dir: &Path, edition: Edition, profile: String) -> Office {
    let roles: Vec<_> = edition.pack().roles.iter().map(|role| role.id.clone()).collect();
    let first = Actor::Staff(edition.pack().responsible.as_ref().unwrap().staff.clone());
    let founding = Founding {
        edition,
        profile,
        staff: None,
        key: KeyChoice::File(dir.join("store/root.key")),
        rehearsal: Some(at(START)),
    };
    let office = Office::create(dir.join("store"), founding).unwrap();
    office.acknowledge(&first).unwrap();
    for role in roles {
        let id = staff(role.as_str());
        if id != first {
            office.add_staff(&first, id.staff().unwrap().clone(), vec![role]).unwrap();
            office.acknowledge(&id).unwrap();
        }
    }
    office
}

/// Puts an edition in force, which takes two.
pub fn activate(office: &Office, by: &Actor, edition: Edition) -> Approved {
    let proposed = office.propose_edition(by, edition).unwrap();
    office.approve(&second(office), proposed.proposal).unwrap()
}

/// Brings the profile up to date, which takes two.
pub fn enter_profile(office: &Office, by: &Actor, text: &str) -> Approved {
    let proposed = office.propose_profile(by, text).unwrap();
    office.approve(&second(office), proposed.proposal).unwrap()
}

/// Somebody else who may do what takes two, and has read the edition in force.
pub fn second(office: &Office) -> Actor {
    let second = staff("administrator");
    office.acknowledge(&second).unwrap();
    second
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
