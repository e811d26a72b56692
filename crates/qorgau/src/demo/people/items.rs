//! A value for every item of the register.

use jiff::civil::Date;
use policy::kind::iin::Sex;

use super::{
    draw::{Draw, later},
    names::Tongue,
    numbers,
    person::Person,
    places,
};

/// What a person gives for an item on a day; `None` for an item that nobody here gives.
pub(in crate::demo) fn value(item: &str, who: &Person, on: Date, draw: &Draw) -> Option<String> {
    let tongue = who.tongue;
    Some(match item {
        "full-name" => who.name.clone(),
        "sex" => match who.sex {
            Sex::Male => "male".to_owned(),
            Sex::Female => "female".to_owned(),
        },
        "birth-date" => who.birth.to_string(),
        "birth-place" => who.birth_place.to_owned(),
        "citizenship" => who.citizenship.to_owned(),
        "iin" => who.iin.clone(),
        "iin-bin" => who.number.clone(),
        "phone" => who.phone.clone(),
        "email" => who.email.clone(),
        "address" | "residence-address" => who.address.clone(),
        "identity-card" => who.identity_card.clone(),
        "passport" => format!("N {}", draw.digits(8)),
        "education" | "education-papers" => places::education(draw, who.town, tongue, who.birth.year()),
        "work-record-book" => format!("{} № {}", tongue.of(("ЕК", "ТК")), draw.digits(7)),
        "work-experience" => experience(draw, who),
        "military-registration" => {
            tongue.of(("әскери билет бар, қатардағы", "военный билет есть, рядовой")).to_owned()
        }
        "power-of-attorney" => attorney(draw, tongue, on),
        "workplace" => places::workplace(draw, tongue).to_owned(),
        "position" => places::position(draw, tongue).to_owned(),
        "photo" => format!("photo.jpg;sha256:{}", draw.hex(32)),
        "cv" => cv(draw, tongue),
        "bank-details" => numbers::iban(draw),
        "password" => numbers::password(draw),
        "ip" => numbers::ip(draw),
        "cookies-necessary" => format!("session={}; lang={}", draw.hex(8), tongue.of(("kk", "ru"))),
        "cookies" => format!("visitor={}; choices=necessary,analytics", draw.hex(8)),
        "site-access" => visit(draw, on),
        _ => return None,
    })
}

fn experience(draw: &Draw, who: &Person) -> String {
    let (tongue, years) = (who.tongue, draw.between(1..=i32::from(2023 - who.birth.year()) - 18));
    let (place, as_what) = (places::workplace(draw, tongue), places::position(draw, tongue));
    match tongue {
        Tongue::Kk => format!("{years} жыл; соңғысы: {place}, {as_what}"),
        Tongue::Ru => format!("стаж (лет): {years}; последнее место: {place}, {as_what}"),
    }
}

fn attorney(draw: &Draw, tongue: Tongue, on: Date) -> String {
    let (number, given) = (draw.between(1..=400), later(on, -draw.between(1..=200)).strftime("%d.%m.%Y"));
    match tongue {
        Tongue::Kk => format!("{given} № {number} сенімхат"),
        Tongue::Ru => format!("доверенность № {number} от {given}"),
    }
}

/// Several lines, with quotes: what files of other systems have in a cell.
fn cv(draw: &Draw, tongue: Tongue) -> String {
    let place = places::workplace(draw, tongue);
    let (as_what, languages) =
        (places::position(draw, tongue), draw.pick(&["kk, ru, en", "kk, ru", "ru, en"]));
    match tongue {
        Tongue::Kk => format!("Мақсаты: \"{as_what}\" лауазымы\nТәжірибесі: {place}\nТілдер: {languages}"),
        Tongue::Ru => format!("Цель: должность \"{as_what}\"\nОпыт: {place}\nЯзыки: {languages}"),
    }
}

fn visit(draw: &Draw, on: Date) -> String {
    let (hour, minute) = (draw.between(0..=23), draw.between(0..=59));
    let page = draw.pick(&["/", "/prices/", "/products/crm/", "/support/", "/webinars/"]);
    let browser =
        draw.pick(&["Chrome, Windows", "Firefox, Linux", "Safari, iOS", "Chrome, Android", "Edge, Windows"]);
    format!("{on} {hour:02}:{minute:02}; {page}; {browser}")
}
