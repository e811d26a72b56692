use jiff::civil::date;
use proptest::prelude::*;

use super::super::iin::{Bin, Iin, Sex, check_digit};
use super::*;

/// Eleven digits and the twelfth, by an independent program: `fixtures/check_digit.py`.
const VECTORS: &str = include_str!("fixtures/check_digit.txt");

#[test]
fn kind_check_digit_agrees_with_the_independent_program() {
    assert_eq!(VECTORS.lines().count(), 2000);
    for line in VECTORS.lines() {
        let (eleven, twelfth) = line.split_once(' ').unwrap();
        let digits: [u8; 11] = eleven.bytes().map(|byte| byte - b'0').collect::<Vec<_>>().try_into().unwrap();
        assert_eq!(check_digit(&digits), twelfth.parse().ok(), "{eleven}");
    }
    // Some numbers never exist, and the fixture has such.
    assert!(VECTORS.lines().any(|line| line.ends_with('-')));
    assert_eq!(check_digit(&[10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), None);
}

#[test]
fn kind_bin_structure() {
    assert_eq!(text(&Kind::Bin, " 130340020239 ").unwrap(), "130340020239");
    assert_eq!(normal(&Kind::Bin, "130340020238").unwrap_err(), BadValueCode::BinCheckDigit);
    assert_eq!(normal(&Kind::Bin, "131340020239").unwrap_err(), BadValueCode::BinStructure);
    assert_eq!(normal(&Kind::Bin, "130370020239").unwrap_err(), BadValueCode::BinStructure);
    assert_eq!(normal(&Kind::Bin, "130349020239").unwrap_err(), BadValueCode::BinStructure);
    assert_eq!(normal(&Kind::Bin, "13034002023").unwrap_err(), BadValueCode::BinForm);
    assert_eq!(normal(&Kind::Bin, "1303400२0239").unwrap_err(), BadValueCode::BinForm);
}

#[test]
fn kind_iin_birth_date_and_sex() {
    let parse = |first: &str| {
        let digits: [u8; 11] = first.bytes().map(|byte| byte - b'0').collect::<Vec<_>>().try_into().unwrap();
        Iin::parse(&format!("{first}{}", check_digit(&digits).unwrap()))
    };
    let told = |first: &str| parse(first).map(|iin| (iin.birth_date(), iin.sex())).map_err(|bad| bad.code);
    assert_eq!(told("85091710012"), Ok((Some(date(1885, 9, 17)), Some(Sex::Male))));
    assert_eq!(told("85091740012"), Ok((Some(date(1985, 9, 17)), Some(Sex::Female))));
    assert_eq!(told("04022950012"), Ok((Some(date(2004, 2, 29)), Some(Sex::Male))));
    assert_eq!(told("85091700012"), Ok((None, None)));
    // 1900 had no 29 February, 2000 had one.
    assert_eq!(told("00022930012"), Err(BadValueCode::IinBirthDate));
    assert!(told("00022950012").is_ok() && told("00022900012").is_ok());
    assert_eq!(told("85093130012"), Err(BadValueCode::IinBirthDate));
    assert_eq!(told("85091770012"), Err(BadValueCode::IinBirthDate));
    assert_eq!(normal(&Kind::Iin, "85091740012").unwrap_err(), BadValueCode::IinForm);
}

#[test]
fn kind_iin_or_bin_each_has_its_domain() {
    assert_eq!(normal(&Kind::IinOrBin, "130340020239").unwrap().domain, Some("bin"));
    assert_eq!(normal(&Kind::IinOrBin, &good(&Kind::Iin)).unwrap().domain, Some("iin"));
    assert_eq!(normal(&Kind::Iin, "130340020239").unwrap_err(), BadValueCode::IinBirthDate);
    assert_eq!(normal(&Kind::IinOrBin, "1303").unwrap_err(), BadValueCode::IinForm);
}

proptest! {
    #[test]
    fn kind_composed_numbers_parse(days in 0..73_000_i32, male: bool, serial in 0..10_000_u16) {
        let birth = date(1800, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let sex = if male { Sex::Male } else { Sex::Female };
        if let Some(iin) = Iin::compose(birth, sex, serial) {
            let parsed = Iin::parse(&iin.to_string()).unwrap();
            prop_assert_eq!((parsed.birth_date(), parsed.sex()), (Some(birth), Some(sex)));
            prop_assert!(Bin::parse(&iin.to_string()).is_err());
        }
        let month = u8::try_from(birth.month()).unwrap();
        if let Some(bin) = Bin::compose((serial % 100) as u8, month, serial) {
            prop_assert!(Bin::parse(&bin.to_string()).is_ok() && Iin::parse(&bin.to_string()).is_err());
        }
    }

    #[test]
    fn kind_one_wrong_digit_is_found(at in 0..12_usize, other in 0..10_u8, serial in 0..10_000_u16) {
        let Some(iin) = Iin::compose(date(1985, 9, 17), Sex::Male, serial) else { return Ok(()) };
        let mut bytes = iin.to_string().into_bytes();
        let same = bytes[at] == b'0' + other;
        bytes[at] = b'0' + other;
        let wrong = String::from_utf8(bytes).unwrap();
        // The rule has two holes: the eleventh digit weighs 11, and the second row of weights may cancel a change.
        let slips = !same && Iin::parse(&wrong).is_ok();
        prop_assert!(!slips || at == 10 || needs_second_row(&wrong) || needs_second_row(&iin.to_string()));
    }
}

fn needs_second_row(number: &str) -> bool {
    number.bytes().take(11).zip(1..).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum::<u32>() % 11
        == 10
}

#[test]
fn kind_numbers_that_cannot_be_composed() {
    assert_eq!(Iin::compose(date(2100, 1, 1), Sex::Male, 1), None);
    assert_eq!(Iin::compose(date(1799, 1, 1), Sex::Male, 1), None);
    assert_eq!(Iin::compose(date(1985, 1, 1), Sex::Male, 10_000), None);
    assert_eq!(Bin::compose(13, 13, 1), None);
    assert_eq!(Bin::compose(100, 1, 1), None);
    assert_eq!(
        format!("{:?} {:?}", Bin::parse("130340020239").unwrap(), Iin::parse(&good(&Kind::Iin)).unwrap()),
        "Bin(…) Iin(…)"
    );
}
