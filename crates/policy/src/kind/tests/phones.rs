use proptest::prelude::*;

use super::super::phone::by_plan;
use super::*;

#[test]
fn kind_phone_forms() {
    for raw in [
        "+77012345678",
        "87012345678",
        "8 701 234 56 78",
        "8 (701) 234-56-78",
        "7012345678",
        "77012345678",
        "+7 701 234 56 78",
        "+7\u{A0}701\u{2011}234–56–78",
        "8 10 7 701 234 56 78",
    ] {
        assert_eq!(text(&Kind::Phone, raw).as_deref(), Ok("+77012345678"), "{raw}");
    }
    // ITU-T E.164 and national plans: Germany, Italy (its zero stays), United Kingdom, United States, Russia.
    for (raw, region, is) in [
        ("030 123456", "DE", "+4930123456"),
        ("06 698 12345", "IT", "+390669812345"),
        ("020 7946 0018", "GB", "+442079460018"),
        ("(212) 555-2368", "us", "+12125552368"),
        ("8 800 555-35-35", "RU", "+78005553535"),
        ("+49 30 123456", "KZ", "+4930123456"),
        ("8 800 080 77 77", "KZ", "+78000807777"),
        ("+7 800 555 35 35", "US", "+78005553535"),
        ("8 7172 74 55 55", "KZ", "+77172745555"),
    ] {
        let normal = normalise(&Kind::Phone, raw, region).map(|normal| normal.text);
        assert_eq!(normal.as_deref().map_err(|bad| bad.code), Ok(is), "{raw}");
    }
}

#[test]
fn kind_phone_refusals() {
    for (raw, region, code) in [
        ("+7 701 234 56", "KZ", BadValueCode::PhoneUnknown),
        ("+7 701 234 56 789", "KZ", BadValueCode::PhoneUnknown),
        ("888110000000", "KZ", BadValueCode::PhoneUnknown), // read as +78110000000, which is in no plan
        ("112", "KZ", BadValueCode::PhoneForm),
        ("+7 701 234 56 78 ext. 5", "KZ", BadValueCode::PhoneForm),
        ("8 701 CALL NOW", "KZ", BadValueCode::PhoneForm),
        ("8+7012345678", "KZ", BadValueCode::PhoneForm),
        ("8 701 234 56 78", "ZZ", BadValueCode::PhoneRegion),
        ("8 701 234 56 78", "", BadValueCode::PhoneRegion),
        ("8 701 234 56 78", "AQ", BadValueCode::PhoneRegion),
    ] {
        assert_eq!(normalise(&Kind::Phone, raw, region).unwrap_err().code, code, "{raw} {region}");
    }
}

#[test]
fn kind_phone_no_region_stops_the_program() {
    for region in
        (b'A'..=b'Z').flat_map(|a| (b'A'..=b'Z').map(move |b| String::from_utf8(vec![a, b]).unwrap()))
    {
        let _ = normalise(&Kind::Phone, "87012345678", &region);
        assert_eq!(normalise(&Kind::Phone, "+77012345678", &region).unwrap().text, "+77012345678");
        assert_eq!(by_plan("+77012345678", &region).unwrap(), "+77012345678");
    }
}

/// The list of mobile codes that spares a look into the plan is exactly the plan's.
#[test]
fn kind_phone_short_way_takes_nothing_the_plan_refuses() {
    for code in 0..1000 {
        for rest in [0, 1, 2_345_678, 5_000_000, 9_999_999] {
            let number = format!("+7{code:03}{rest:07}");
            let plan = by_plan(&number, "KZ").map_err(|bad| bad.code);
            assert_eq!(text(&Kind::Phone, &number), plan, "{number}");
        }
    }
}

/// By the plan alone, and only where the plan knows what it made of the number again.
fn long_way(number: &str, region: &str) -> Result<String, crate::kind::BadValue> {
    let text = by_plan(number, region)?;
    let again = by_plan(&text, region).ok().filter(|again| *again == text);
    again.ok_or_else(|| BadValueCode::PhoneUnknown.into())
}

/// The parser takes one 8 after another off for the trunk prefix, and finds a number that nobody dialled.
#[test]
fn kind_phone_with_two_trunk_prefixes_is_unknown() {
    assert_eq!(by_plan("+7888600000000", "KZ").unwrap(), "+78600000000");
    let bad = normalise(&Kind::Phone, "+7888600000000", "KZ").unwrap_err();
    assert_eq!(bad.code, BadValueCode::PhoneUnknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn kind_phone_short_way_gives_the_same_answer(rest in "7[0-9]{9}|70[0-9]{8}|7[47][0-9]{8}|[0-9]{8,12}", region in "KZ|RU|US") {
        let number = format!("+7{rest}");
        prop_assert_eq!(normalise(&Kind::Phone, &number, &region).map(|normal| normal.text), long_way(&number, &region));
    }
}
