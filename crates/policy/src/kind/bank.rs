//! Bank accounts.

use iban::{Iban, IbanLike, ParseBaseIbanError, ParseIbanError};

use super::{BadValue, BadValueCode, Normal};

/// The longest IBAN (ISO 13616).
const MOST: usize = 34;

/// An IBAN in electronic form: upper case, no spaces, checked by the registry's form of its country.
pub(super) fn normal(value: &str) -> Result<Normal, BadValue> {
    let text: String =
        value.chars().filter(|letter| *letter != ' ').map(|letter| letter.to_ascii_uppercase()).collect();
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(BadValueCode::BankAccountForm.into());
    }
    super::text::at_most(&text, MOST)?;
    let iban: Iban = text.parse().map_err(|error| match error {
        ParseIbanError::InvalidBaseIban { source: ParseBaseIbanError::InvalidChecksum } => {
            BadValueCode::BankAccountCheck
        }
        _ => BadValueCode::BankAccountForm,
    })?;
    Ok(Normal::found("bank-account", iban.electronic_str()))
}
