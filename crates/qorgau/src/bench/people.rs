//! Made-up candidates: six items, of which two are indexed (full name, e-mail), some 250 bytes of values.

use std::{
    io::{self, Write},
    ops::Range,
};

use jiff::Timestamp;
use kernel::{Consent, Way};
use office::NewPerson;

use super::seed::Seed;

// Put together they give a million names, so that one is borne by a few people, as among a million of a country.
const STEMS: [&str; 16] = [
    "Ахмет",
    "Серік",
    "Жұма",
    "Қасым",
    "Оспан",
    "Нұр",
    "Әбен",
    "Төлеген",
    "Ибрай",
    "Мұрат",
    "Байжан",
    "Сәт",
    "Елеу",
    "Омар",
    "Үсен",
    "Шәріп",
];
const MIDDLES: [&str; 8] = ["", "бай", "бек", "жан", "хан", "әлі", "тай", "мұрат"];
const NAMES: [&str; 16] = [
    "Ай", "Ер", "Дәу", "Гүл", "Бек", "Жан", "Қуан", "Ләз", "Мә", "Нұр", "Өр", "Пер", "Рүс", "Сәу", "Тем",
    "Шол",
];
const ENDS: [&str; 8] = ["дар", "жан", "рен", "нар", "лан", "мира", "тас", "пан"];

const SCHOOLS: [&str; 4] =
    ["ҚазҰУ, 2012, бакалавр", "ЕҰУ, 2015, магистр", "КБТУ, 2010, бакалавр", "AITU, 2019"];
const STREETS: [&str; 4] =
    ["Абай даңғылы", "Достық даңғылы", "Тәуелсіздік даңғылы", "Қабанбай батыр даңғылы"];

const ITEMS: [&str; 6] =
    ["full-name", "birth-date", "email", "education", "work-experience", "residence-address"];

/// A made-up person.
pub(super) struct Person {
    pub(super) full_name: String,
    pub(super) birth_date: String,
    pub(super) email: String,
    education: &'static str,
    experience: String,
    address: String,
}

impl Person {
    /// The person of this number, always the same one.
    pub(super) fn new(number: u64) -> Self {
        let mut seed = Seed::new(number);
        let (stem, middle) = (STEMS[seed.below(STEMS.len())], MIDDLES[seed.below(MIDDLES.len())]);
        let (name, end) = (NAMES[seed.below(NAMES.len())], ENDS[seed.below(ENDS.len())]);
        let (father, last) = (STEMS[seed.below(STEMS.len())], MIDDLES[seed.below(MIDDLES.len())]);
        let (year, month, day) = (1960 + seed.below(45), 1 + seed.below(12), 1 + seed.below(28));
        let (street, house, flat) =
            (STREETS[seed.below(STREETS.len())], 1 + seed.below(99), 1 + seed.below(300));
        Self {
            full_name: format!("{stem}{middle}ов {name}{end} {father}{last}ұлы"),
            birth_date: format!("{year}-{month:02}-{day:02}"),
            email: email(number),
            education: SCHOOLS[seed.below(SCHOOLS.len())],
            experience: format!("{} жыл, бағдарламашы", 1 + seed.below(20)),
            address: format!("Астана, {street}, {house}-{flat}"),
        }
    }

    /// As the office takes one in.
    pub(super) fn to_collect(&self, consent: Timestamp) -> anyhow::Result<NewPerson> {
        let items = ITEMS.iter().zip(self.cells()).map(|(item, value)| Ok((item.parse()?, value.to_owned())));
        Ok(NewPerson {
            exception: None,
            proof: None,
            purpose: "recruitment".parse()?,
            category: "candidate".parse()?,
            choice: None,
            items: items.collect::<anyhow::Result<_>>()?,
            consent: Some(Consent::to_processing(Way::Written, consent)),
            at: None,
        })
    }

    fn cells(&self) -> [&str; 6] {
        [&self.full_name, &self.birth_date, &self.email, self.education, &self.experience, &self.address]
    }
}

/// The e-mail of the person of this number.
pub(super) fn email(number: u64) -> String {
    format!("person.{number:08}@applicants.example.kz")
}

/// Writes these people as CSV.
pub(super) fn write_csv(out: &mut dyn Write, numbers: Range<u64>) -> io::Result<()> {
    writeln!(out, "{}", ITEMS.join(","))?;
    for number in numbers {
        let person = Person::new(number);
        writeln!(out, "{}", person.cells().map(|cell| format!("\"{cell}\"")).join(","))?;
    }
    out.flush()
}
