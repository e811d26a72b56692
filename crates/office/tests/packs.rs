//! One way through the program, walked under every pack: another country and another organisation are other files,
//! and the same code.

#![allow(clippy::unwrap_used)] // a test may stop

mod common;

use std::path::Path;

use common::{at, edition_of, found_under, person, profile_of, staff, target};
use kernel::{EraseReason, RefusalCode, SubjectId};
use office::{NewPerson, Office, OfficeError, verify_act};
use policy::{Edition, Topic};

/// What differs: words of the packs, and days that their profiles give.
struct Way {
    pack: &'static str,
    profile: &'static str,
    /// Kept by its ground: a demand to erase is refused.
    kept: Held,
    /// Rests on consent.
    consented: Held,
    /// What a demand takes, whatever else it rests on.
    yielding: Held,
    /// Who may not read what is kept, and an item that what is consented may not hold.
    stranger: &'static str,
    outside: &'static str,
    /// A number in the form of the country, and as it is kept.
    phone: (&'static str, &'static str),
    /// The last moment at which a consent withdrawn at noon of 2 March is not yet due, by the profile's deadline.
    last: &'static str,
    /// Whether a one-time code is enough to see values.
    visit_shows: bool,
}

/// Who takes what in, under which purpose, about whom.
struct Held {
    role: &'static str,
    purpose: &'static str,
    category: &'static str,
    items: &'static [(&'static str, &'static str)],
}

const WAYS: [Way; 2] = [
    Way {
        pack: "bitrix-kz",
        profile: "kz",
        kept: Held {
            role: "hr",
            purpose: "employment",
            category: "employee",
            items: &[("full-name", "Ержан Тест"), ("email", "erzhan@example.org")],
        },
        consented: Held {
            role: "marketing",
            purpose: "mailings",
            category: "participant",
            items: &[("email", "asel@example.org"), ("full-name", "Әсел Тест")],
        },
        yielding: Held {
            role: "hr",
            purpose: "recruitment",
            category: "candidate",
            items: &[("full-name", "Дана Тест"), ("email", "dana@example.org")],
        },
        stranger: "marketing",
        outside: "iin",
        phone: ("8 (701) 234-56-78", "+77012345678"),
        // Fifteen working days: 9, 23, 24 and 25 March are off.
        last: "2026-03-27T18:59:59Z",
        visit_shows: true,
    },
    Way {
        pack: "clinic-eu",
        profile: "gdpr",
        kept: Held {
            role: "physician",
            purpose: "treatment",
            category: "patient",
            items: &[
                ("full-name", "Grete Test"),
                ("birth-date", "1961-05-04"),
                ("patient-number", "P 2026-17"),
                ("health-record", "Nothing but a test."),
            ],
        },
        consented: Held {
            role: "communication",
            purpose: "newsletter",
            category: "subscriber",
            items: &[("email", "anna@example.org"), ("full-name", "Anna Test")],
        },
        yielding: Held {
            role: "hr",
            purpose: "applications",
            category: "applicant",
            items: &[("full-name", "Jan Test"), ("email", "jan@example.org")],
        },
        stranger: "communication",
        outside: "health-record",
        phone: ("030 901820", "+4930901820"),
        // A month: Thursday 2 April, in summer time.
        last: "2026-04-02T21:59:59Z",
        visit_shows: false,
    },
];

#[test]
fn the_same_way_leads_through_every_pack() {
    for way in &WAYS {
        let dir = tempfile::tempdir().unwrap();
        let edition = edition(way);
        let pack = edition.pack();
        let office = found(dir.path(), way, &edition);
        let boss = kernel::Actor::from(pack.responsible.as_ref().unwrap().staff.clone());
        let clause = |held: &Held| &pack.purpose(&held.purpose.parse().unwrap()).unwrap().clause;

        // Taken in and read by whom it concerns, by the pack's own clause, and by nobody else.
        let kept = take(&office, &way.kept);
        let name = ["full-name".parse().unwrap()];
        let under = || target(way.kept.purpose);
        let read = office.read(&staff(way.kept.role), kept, under(), &name).unwrap();
        assert_eq!(
            (read.values[0].1.as_deref().map(String::as_str), &read.done.clause),
            (Some(way.kept.items[0].1), clause(&way.kept))
        );
        let refused = code(office.read(&staff(way.stranger), kept, under(), &name));
        assert_eq!(
            refused,
            (RefusalCode::NoPermission, pack.clause(Topic::Access).to_owned()),
            "{}",
            way.pack
        );

        // No more than the purpose holds, and nothing without the consent on which it rests.
        let marketing = staff(way.consented.role);
        let mut more = new(&way.consented);
        more.items.push((way.outside.parse().unwrap(), "1".to_owned()));
        assert_eq!(code(office.collect(&marketing, &more)).0, RefusalCode::ItemOutsidePurpose);
        let bare = NewPerson { consent: None, ..new(&way.consented) };
        let refused = code(office.collect(&marketing, &bare));
        assert_eq!(refused, (RefusalCode::ConsentMissing, pack.clause(Topic::Consent).to_owned()));
        let consented = take(&office, &way.consented);

        // A demand to erase is met or refused by the ground alone.
        let demand =
            |who, held: &Held| office.erase(&boss, who, Some(target(held.purpose)), EraseReason::Demand);
        let refused = code(demand(kept, &way.kept));
        assert_eq!(refused, (RefusalCode::LawKeeps, pack.clause(Topic::Demand).to_owned()), "{}", way.pack);
        let mut with_phone = new(&way.yielding);
        let phone: policy::ItemId = "phone".parse().unwrap();
        with_phone.items.push((phone.clone(), way.phone.0.to_owned()));
        let yielding = office.collect(&staff(way.yielding.role), &with_phone).unwrap().subject;
        let read =
            office.read(&staff(way.yielding.role), yielding, target(way.yielding.purpose), &[phone]).unwrap();
        assert_eq!(
            read.values[0].1.as_deref().map(String::as_str),
            Some(way.phone.1),
            "the profile's region reads it"
        );
        demand(yielding, &way.yielding).unwrap();
        let gone = office.read(&staff(way.yielding.role), yielding, target(way.yielding.purpose), &name);
        assert_eq!(code(gone).0, RefusalCode::UnknownSubject);

        // A withdrawal stops use at once; destruction is due by the profile's deadline, and not before.
        let withdrawn = "consent-withdrawn".parse().unwrap();
        office.record_event(&marketing, None, consented, target(way.consented.purpose), withdrawn).unwrap();
        let after = office.read(&marketing, consented, target(way.consented.purpose), &name);
        assert_eq!(code(after).0, RefusalCode::StorageOnly);
        office.set_clock(at(way.last)).unwrap();
        assert_eq!(office.sweep(&boss, &mut |_| {}).unwrap().destroyed, 0, "{}: too early", way.pack);
        office.set_clock(at(way.last) + jiff::SignedDuration::from_secs(1)).unwrap();
        let swept = office.sweep(&boss, &mut |_| {}).unwrap();
        assert_eq!((swept.destroyed, swept.persons, swept.signed), (1, 1, true), "{}", way.pack);
        let act = std::fs::read_to_string(swept.act.unwrap()).unwrap();
        assert_eq!(verify_act(&act, &office.verifier_key().to_string()).unwrap().counts.engagements, 1);

        // Let in by a one-time code they see values, unless the pack asks for surer knowledge of who it is.
        let visit = office.export(&kernel::Actor::Subject(kept), kept).unwrap();
        let shown = visit.engagements[0].items.iter().any(|item| item.value.is_some());
        assert_eq!(shown, way.visit_shows, "{}", way.pack);

        // What is kept is still there, and so is the whole log.
        let dossier = office.export(&boss, kept).unwrap();
        assert_eq!(dossier.engagements.len(), 1);
        assert!(!dossier.engagements[0].ground.is_empty());
        office.checkpoint().unwrap();
        assert_eq!(office.verify_log(&mut |_| {}).unwrap().faults, Vec::<String>::new());
        assert_eq!(office.examine(true, &mut |_| {}).unwrap().findings, []);
        drop(office);
        let again = Office::open(dir.path().join("store"), None).unwrap();
        assert_eq!(again.overview().unwrap().subjects, 1);
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> (RefusalCode, String) {
    match answer.unwrap_err() {
        OfficeError::Refused(refusal) => (refusal.code, refusal.clause.clone()),
        other => panic!("{other}"),
    }
}

fn new(held: &Held) -> NewPerson {
    person(held.purpose, held.category, held.items)
}

fn take(office: &Office, held: &Held) -> SubjectId {
    office.collect(&staff(held.role), &new(held)).unwrap().subject
}

fn edition(way: &Way) -> Edition {
    edition_of(way.pack, way.profile)
}

fn found(dir: &Path, way: &Way, edition: &Edition) -> Office {
    found_under(dir, edition.clone(), profile_of(way.profile))
}
