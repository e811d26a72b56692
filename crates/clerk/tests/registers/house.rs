//! A rehearsal of the first pack with something to write about.

#![allow(dead_code)] // each test uses a part

use std::path::{Path, PathBuf};

use calendar::Profile;
use jiff::Timestamp;
use kernel::{Actor, Consent, Part, SubjectId, Target, Way, jurisdiction};
use office::{Founding, Journal, JournalLine, KeyChoice, NewBreach, NewPerson, Office};
use policy::{Edition, ItemId, StaffId, load::load_dir};

/// A working Monday, noon in Kazakhstan.
const START: &str = "2026-03-02T07:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs")
}

/// The first pack, whose mailings may be published too.
fn edition() -> (Edition, String) {
    let profile = std::fs::read_to_string(packs().join("profiles/kz.toml")).unwrap();
    let known = jurisdiction(&Profile::parse(&profile).unwrap());
    let edition = load_dir(&packs().join("bitrix-kz"), &|id| (id == "kz").then(|| known.clone())).unwrap();
    let mut pack = edition.pack().clone();
    let purpose = pack.purposes.iter_mut().find(|one| one.id == *"mailings").unwrap();
    let policy::Ground::Consent(particulars) = &mut purpose.ground else { panic!("not on consent") };
    particulars.publication = true;
    (Edition::freeze(pack), profile)
}

/// The responsible person, and a second one who sees and witnesses.
pub(crate) fn officer() -> Actor {
    "privacy-officer".parse().unwrap()
}

pub(crate) fn found(dir: &Path) -> Office {
    let (edition, profile) = edition();
    let founding = Founding {
        edition,
        profile,
        staff: None,
        key: KeyChoice::File(dir.join("store/root.key")),
        rehearsal: Some(at(START)),
    };
    let office = Office::create(dir.join("store"), founding).unwrap();
    office.acknowledge(&officer()).unwrap();
    let hr: StaffId = "hr".parse().unwrap();
    office.add_staff(&officer(), hr.clone(), vec!["hr".parse().unwrap()]).unwrap();
    office.acknowledge(&hr.into()).unwrap();
    office
}

pub(crate) fn target() -> Target {
    Target { purpose: "mailings".parse().unwrap(), engagement: None }
}

pub(crate) fn items(names: &[&str]) -> Vec<ItemId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// A subscriber who agreed to everything but the border.
pub(crate) fn subscriber(office: &Office, email: &str) -> SubjectId {
    let mut consent = Consent::to_processing(Way::Written, at("2026-03-01T08:00:00Z"));
    consent.parts = [Part::Processing, Part::ThirdParties, Part::Publication].into_iter().collect();
    let given = [("email", email), ("full-name", "Айдана Сұлтан")];
    let person = NewPerson {
        exception: None,
        proof: None,
        purpose: "mailings".parse().unwrap(),
        category: "participant".parse().unwrap(),
        choice: None,
        items: given.iter().map(|(item, value)| (item.parse().unwrap(), (*value).to_owned())).collect(),
        consent: Some(consent),
        at: None,
    };
    office.collect(&officer(), &person).unwrap().subject
}

pub(crate) fn breach() -> NewBreach {
    NewBreach {
        detected: at("2026-03-02T04:00:00Z"),
        what: "Ноутбук ұрланды / A laptop was stolen".to_owned(),
        categories: vec!["participant".parse().unwrap()],
        subjects: 3,
        items: items(&["email", "full-name"]),
        consequences: "Сұралмаған хаттар / Unasked letters".to_owned(),
        measures: "Кілттер ауыстырылды / Keys replaced".to_owned(),
    }
}

/// The lines of a journal for a month.
pub(crate) fn lines(office: &Office, journal: Journal) -> Vec<JournalLine> {
    let mut lines = Vec::new();
    let (from, to) = period();
    office
        .journal(&officer(), journal, from, to, &mut |line| {
            lines.push(line);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    lines
}

/// The month of the rehearsal.
pub(crate) fn period() -> (Timestamp, Timestamp) {
    (at("2026-03-01T19:00:00Z"), at("2026-03-31T19:00:00Z"))
}
