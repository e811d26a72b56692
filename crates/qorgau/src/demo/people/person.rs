//! One made-up person: what stays the same from list to list.

use jiff::civil::{Date, date};
use policy::kind::iin::Sex;

use super::{
    draw::Draw,
    names::{Name, Tongue},
    numbers, places,
};

/// A made-up person.
pub(in crate::demo) struct Person {
    /// Full name.
    pub(in crate::demo) name: String,
    /// The language of their papers.
    pub(in crate::demo) tongue: Tongue,
    pub(super) sex: Sex,
    pub(super) birth: Date,
    pub(super) birth_place: &'static str,
    pub(super) citizenship: &'static str,
    /// Their IIN.
    pub(super) iin: String,
    /// The same, or the BIN of those who are a farm or a firm.
    pub(super) number: String,
    pub(super) address: String,
    pub(super) town: (&'static str, &'static str),
    pub(super) phone: String,
    /// An address at a domain kept for examples; nobody else has it.
    pub(in crate::demo) email: String,
    pub(super) identity_card: String,
}

impl Person {
    /// Person number `place` of a seed.
    pub(in crate::demo) fn draw(draw: &Draw, place: usize) -> Self {
        let sex = draw.pick(&[Sex::Female, Sex::Male]);
        let birth = draw.day(date(1958, 1, 1)..=date(2003, 12, 31));
        let Name { full, mail, tongue } = Name::draw(draw, sex);
        // Below 10,000: two people of one day of birth have two numbers.
        let serial = (place % 10_000) as u16;
        let iin = numbers::iin(birth, sex, serial);
        let number = if draw.chance(6) { numbers::bin(draw, serial) } else { iin.clone() };
        let town = draw.pick(places::TOWNS);
        let domain = draw.pick(&["example.kz", "example.com", "mail.example.kz", "example.org"]);
        let issued = draw.day(date(2012, 1, 1)..=date(2020, 10, 31));
        let (by, on) = (tongue.of(("ҚР ІІМ", "МВД РК")), issued.strftime("%d.%m.%Y"));
        Self {
            name: full,
            tongue,
            sex,
            birth,
            birth_place: tongue.of(draw.pick(places::TOWNS)),
            citizenship: draw.pick(&["KZ", "KZ", "KZ", "KZ", "KZ", "KZ", "KZ", "KZ", "KZ", "UZ", "KG", "RU"]),
            iin,
            number,
            address: places::address(draw, town, tongue),
            town,
            phone: numbers::phone(draw),
            email: format!("{mail}{}@{domain}", place + 1),
            identity_card: format!("№ 0{}, {by}, {on}", draw.digits(8)),
        }
    }
}
