//! What is made up is valid, comes out the same each time, and belongs to its day.

use std::{collections::BTreeSet, fs, path::Path};

use policy::{Pack, kind::normalise};

use super::{
    draw::Draw,
    files::{EVENTS, write},
    items::value,
    lists::List,
    lives::Life,
    periods::{FIRST, LAST, PERIODS},
    person::Person,
};
use crate::demo::pack;

fn people(count: usize) -> impl Iterator<Item = (Draw, Person)> {
    (0..count).map(|place| {
        let draw = Draw::of(7, place as u64);
        let person = Person::draw(&draw, place);
        (draw, person)
    })
}

fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let folders = PERIODS.iter().map(|period| dir.join(period.folder));
    let mut files: Vec<_> = folders
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.strip_prefix(dir).unwrap().display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn every_value_of_every_item_is_valid() {
    let (edition, _) = pack::edition().unwrap();
    for (draw, person) in people(2_000) {
        for item in &edition.pack().items {
            let text =
                value(item.id.as_str(), &person, LAST, &draw).unwrap_or_else(|| panic!("no {}", item.id));
            let normal = normalise(&item.kind, &text, "KZ");
            assert!(normal.is_ok(), "{}: {text:?}: {normal:?}", item.id);
        }
    }
}

#[test]
fn numbers_and_addresses_belong_to_one_person() {
    let (mut iins, mut mails) = (BTreeSet::new(), BTreeSet::new());
    for (draw, person) in people(12_000) {
        let iin = value("iin", &person, LAST, &draw).unwrap();
        let birth = value("birth-date", &person, LAST, &draw).unwrap();
        let parsed = policy::kind::iin::Iin::parse(&iin).unwrap();
        assert_eq!(parsed.birth_date().unwrap().to_string(), birth);
        assert!(iins.insert(iin), "twice");
        assert!(mails.insert(person.email.to_lowercase()), "{}", person.email);
        let domain = person.email.rsplit_once("example.").unwrap().1;
        assert!(["kz", "com", "org"].contains(&domain), "{}", person.email);
    }
}

#[test]
fn one_seed_gives_the_same_files_and_another_others() {
    let (edition, _) = pack::edition().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let written = |name: &str, seed| {
        let dir = dir.path().join(name);
        let written = write(&edition, seed, 300, &dir).unwrap();
        (written, files(&dir))
    };
    let (one, again, other) = (written("one", 5), written("again", 5), written("other", 6));
    assert!(one == again);
    assert!(one.1 != other.1);
    assert_eq!(one.0.files, one.1.len() as u64);
}

#[test]
fn files_hold_every_list_with_its_items_and_no_other() {
    let (edition, _) = pack::edition().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let written = write(&edition, 5, 4_000, dir.path()).unwrap();
    assert_eq!(written.files as usize, PERIODS.len() * (List::ALL.len() + 1));
    for list in List::ALL {
        let path = dir.path().join(PERIODS[3].folder).join(list.file());
        let mut reader = csv::Reader::from_path(path).unwrap();
        let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let (_, row) = row(edition.pack(), list);
        let items: Vec<&str> = row.iter().map(String::as_str).collect();
        assert!(heads.ends_with(&items.iter().map(ToString::to_string).collect::<Vec<_>>()), "{heads:?}");
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        for (column, item) in heads.iter().enumerate().filter(|(_, head)| items.contains(&head.as_str())) {
            let given = rows.iter().filter(|row| !row[column].is_empty()).count();
            assert!(given > 0, "{list:?}: nobody gives {item}");
        }
    }
}

fn row(pack: &Pack, list: List) -> (u16, Vec<String>) {
    let purpose = pack.purposes.iter().find(|purpose| purpose.id == *list.purpose()).unwrap();
    let of = |row: &&policy::List| row.categories.iter().any(|category| *category == *list.categories()[0]);
    let row = purpose.lists.iter().find(of).unwrap();
    (purpose.no, row.items.iter().map(ToString::to_string).collect())
}

#[test]
fn lists_are_those_of_the_register() {
    let (edition, _) = pack::edition().unwrap();
    assert_eq!(edition.rows().count(), List::ALL.len());
    for (list, (_, purpose, row)) in List::ALL.iter().zip(edition.rows()) {
        assert_eq!(list.purpose(), purpose.id.as_str());
        let categories: Vec<&str> = row.categories.iter().map(|category| category.as_str()).collect();
        assert_eq!(list.categories(), categories);
        assert_eq!(list.has_choice(), row.choice.is_some());
        assert_eq!(list.by_consent(), matches!(purpose.ground, policy::Ground::Consent(_)));
        assert!(list.file().starts_with(&format!("{:02}-{}", purpose.no, purpose.id)));
    }
}

#[test]
fn what_happens_comes_after_what_it_ends_and_within_six_years() {
    let opened = |life: &Life, list| {
        let hired = life.happenings.iter().find(|happening| happening.event == "hired");
        let hired = hired.filter(|_| list == List::Employment).map(|hired| hired.on);
        hired.or_else(|| life.takings.iter().find(|taking| taking.list == list).map(|taking| taking.on))
    };
    for (draw, _) in people(5_000) {
        let life = Life::draw(&draw);
        assert!(!life.takings.is_empty());
        let lists: BTreeSet<List> = life.takings.iter().map(|taking| taking.list).collect();
        assert_eq!(lists.len(), life.takings.len(), "one engagement a list: {life:?}");
        for taking in &life.takings {
            assert!((FIRST..=LAST).contains(&taking.on), "{life:?}");
        }
        for happening in &life.happenings {
            let from = opened(&life, happening.list).unwrap_or_else(|| panic!("{life:?}"));
            assert!(from < happening.on && happening.on <= LAST, "{life:?}");
        }
    }
}

#[test]
fn periods_follow_each_other() {
    assert_eq!(PERIODS[0].from, FIRST);
    assert_eq!(PERIODS[3].to, LAST);
    for pair in PERIODS.windows(2) {
        assert_eq!(pair[0].to.tomorrow().unwrap(), pair[1].from);
        assert!(pair[0].swept < pair[1].taken);
    }
    assert!(PERIODS.iter().all(|period| period.to < period.taken && period.taken < period.swept));
    assert_eq!(EVENTS, "events.csv");
}
