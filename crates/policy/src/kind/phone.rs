//! Phone numbers.

use phonenumber::{Metadata, country, metadata::DATABASE};

use super::{BadValue, BadValueCode, Normal};

/// The most characters that are read: an E.164 number with generous punctuation.
const MOST: usize = 40;

/// E.164, without extensions. A number in national form is read as one of `region`.
pub(super) fn normal(value: &str, region: &str) -> Result<Normal, BadValue> {
    if is_canonical_kazakh_mobile(value) {
        return Ok(Normal::found("phone", value));
    }
    super::text::at_most(value, MOST)?;
    let text = by_plan(&digits(value)?, region)?;
    // What the parser makes of a national form is not always a number that it knows again.
    by_plan(&text, region).ok().filter(|again| *again == text).ok_or(BadValueCode::PhoneUnknown)?;
    Ok(Normal::found("phone", text))
}

/// `+7 7…` mobile numbers in canonical form need no plan: tests hold this list to the plan's answer.
fn is_canonical_kazakh_mobile(value: &str) -> bool {
    let Some(rest) = value.strip_prefix("+77").map(str::as_bytes) else { return false };
    rest.len() == 9
        && rest.iter().all(u8::is_ascii_digit)
        && matches!(
            &rest[..2],
            b"00" | b"01" | b"02" | b"05" | b"07" | b"08" | b"47" | b"71" | b"75" | b"76" | b"77" | b"78"
        )
}

/// The number by the numbering plan of its country.
pub(super) fn by_plan(dialled: &str, region: &str) -> Result<String, BadValue> {
    if dialled.starts_with('+') {
        let number = parse(None, dialled).or_else(|| toll_free(dialled.strip_prefix("+7")?));
        return number.ok_or_else(|| BadValueCode::PhoneUnknown.into());
    }
    let country = plan(region)?;
    // The parser takes the 7 of `701…` for the country's code, so the code is put before it for a second try.
    let with_code =
        || format!("+{}{dialled}", DATABASE.by_id(country.as_ref()).map_or(0, Metadata::country_code));
    parse(Some(country), dialled)
        .or_else(|| parse(None, &with_code()))
        .or_else(|| toll_free(dialled.strip_prefix('8').filter(|_| in_zone_7(country))?))
        .ok_or_else(|| BadValueCode::PhoneUnknown.into())
}

/// E.164 of a toll-free number of Kazakhstan or Russia, from its ten digits.
///
/// The parser takes the 8 of `+7 800 …` for the trunk prefix, and so finds none of them.
fn toll_free(national: &str) -> Option<String> {
    let has = |region| {
        let free = DATABASE.by_id(region).and_then(|plan| plan.descriptors().toll_free());
        free.is_some_and(|numbers| numbers.is_match(national))
    };
    (has("KZ") || has("RU")).then(|| format!("+7{national}"))
}

fn in_zone_7(country: country::Id) -> bool {
    matches!(country, country::KZ | country::RU)
}

/// E.164 of a number that its plan has.
fn parse(country: Option<country::Id>, dialled: &str) -> Option<String> {
    // The parser looks at digits only: what else it could stumble over has been refused before.
    let number = phonenumber::parse(country, dialled).ok().filter(phonenumber::PhoneNumber::is_valid)?;
    Some(format!("+{}{}", number.code().value(), number.national()))
}

/// The digits, and a plus before them.
fn digits(value: &str) -> Result<String, BadValue> {
    let mut digits = String::with_capacity(value.len());
    for letter in value.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if digits.is_empty() => digits.push(letter),
            '-' | '(' | ')' | '.' | '/' | '\u{2010}'..='\u{2014}' => {}
            _ if letter.is_whitespace() && !letter.is_control() => {}
            _ => return Err(BadValueCode::PhoneForm.into()),
        }
    }
    let count = digits.bytes().filter(u8::is_ascii_digit).count();
    // E.164 ends at 15 digits; a national form adds a prefix for calls abroad.
    if (5..=20).contains(&count) { Ok(digits) } else { Err(BadValueCode::PhoneForm.into()) }
}

fn plan(region: &str) -> Result<country::Id, BadValue> {
    let upper = region.to_ascii_uppercase();
    let id: country::Id = upper.parse().map_err(|_| BadValueCode::PhoneRegion)?;
    // Every region of today's crate has a plan; for one without, the parser would panic.
    DATABASE.by_id(id.as_ref()).map(|_| id).ok_or_else(|| BadValueCode::PhoneRegion.into())
}
