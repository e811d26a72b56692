//! What holds for every kind.

mod numbers;
mod passwords;
mod phones;
mod properties;
mod speed;
mod texts;
mod values;
mod words;

use super::{BadValueCode, FileClass, Kind, Normal, normalise};

/// The normal form, for a person in Kazakhstan.
fn normal(kind: &Kind, raw: &str) -> Result<Normal, BadValueCode> {
    normalise(kind, raw, "KZ").map_err(|bad| bad.code)
}

/// The text of the normal form.
fn text(kind: &Kind, raw: &str) -> Result<String, BadValueCode> {
    normal(kind, raw).map(|normal| normal.text)
}

/// One of every kind.
fn kinds() -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Kind::words().map(|word| Kind::parse_word(word).unwrap()).collect();
    kinds.retain(|kind| !matches!(kind, Kind::OneOf(_)));
    kinds.push(Kind::OneOf(["Male", "Female", "Өзге", "ёж"].map(String::from).to_vec()));
    kinds
}

const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A value that each kind takes.
fn good(kind: &Kind) -> String {
    match kind {
        Kind::FullName => "Әлия Ким-О’Коннор".to_owned(),
        Kind::Date => "17.06.1985".to_owned(),
        Kind::Iin | Kind::IinOrBin => {
            super::iin::Iin::compose(jiff::civil::date(1985, 6, 17), super::iin::Sex::Female, 12)
                .unwrap()
                .to_string()
        }
        Kind::Bin => "130340020239".to_owned(),
        Kind::Phone => "8 (701) 234-56-78".to_owned(),
        Kind::Email => "Aliya.Kim@Пошта.KZ".to_owned(),
        Kind::Ip => "::ffff:192.0.2.1".to_owned(),
        Kind::Country => "kaz".to_owned(),
        Kind::BankAccount => "kz86 125k zt50 0410 0100".to_owned(),
        Kind::DocumentNumber => "№ 036123456, мвд".to_owned(),
        Kind::RegisterNumber => "HRB 123456 b".to_owned(),
        Kind::Text => "Одна\r\nдве".to_owned(),
        Kind::OneOf(words) => words[0].to_lowercase(),
        Kind::File(FileClass::Photo) => format!("me.JPG;sha256:{HASH}"),
        Kind::File(_) => format!("cv.pdf;sha256:{HASH}"),
        Kind::Password => super::password::hash("correct horse", &[7; 16]).unwrap(),
    }
}
