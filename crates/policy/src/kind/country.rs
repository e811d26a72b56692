//! Countries.

use super::{BadValue, BadValueCode, Normal};

/// ISO 3166 alpha-2, from alpha-2 or alpha-3 in any case.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let country = match value.len() {
        2 => rust_iso3166::from_alpha2(&value.to_ascii_uppercase()),
        3 => rust_iso3166::from_alpha3(&value.to_ascii_uppercase()),
        _ => None,
    };
    country.map(|country| Normal::hidden(country.alpha2)).ok_or_else(|| BadValueCode::CountryUnknown.into())
}
