//! From what a person wrote to the form that is stored.

use std::fmt;

use super::{
    BadValue, Kind, bank, country, date, document, email, file, iin, ip, name, one_of, password, phone, text,
};

/// A value in its normal form.
#[derive(Clone, PartialEq, Eq)]
pub struct Normal {
    /// What is stored and shown.
    pub text: String,
    /// The domain of the blind index: equal values of one domain are the same value, whatever the item's
    /// id. `None` can't be found.
    pub domain: Option<&'static str>,
    /// What goes into the blind index, where it isn't `text`: a lower-case e-mail, a case-folded name.
    pub blind: Option<String>,
}

/// Checks a value and brings it into its normal form.
///
/// White space around the value is dropped, and Unicode is composed (NFC). `region` (ISO 3166 alpha-2)
/// reads phone numbers in national form, such as `8 701 …`.
///
/// ```
/// use policy::{Kind, kind::normalise};
/// assert_eq!(normalise(&Kind::Phone, "8 (701) 234-56-78", "KZ").unwrap().text, "+77012345678");
/// ```
///
/// # Errors
/// [`BadValue`] says what is wrong and what to do, without the value. Its normal form is a value's fixed
/// point: normalising it again changes nothing.
pub fn normalise(kind: &Kind, raw: &str, region: &str) -> Result<Normal, BadValue> {
    let composed = text::compose(raw)?;
    let value = composed.trim();
    if value.is_empty() {
        return Err(BadValue::of(super::BadValueCode::Empty));
    }
    match kind {
        Kind::FullName => name::normal(value),
        Kind::Date => date::normal(value),
        Kind::Iin => iin::Iin::parse(value).map(Normal::from),
        Kind::Bin => iin::Bin::parse(value).map(Normal::from),
        Kind::IinOrBin => iin::either(value),
        Kind::Phone => phone::normal(value, region),
        Kind::Email => email::normal(value),
        Kind::Ip => ip::normal(value),
        Kind::Country => country::normal(value),
        Kind::BankAccount => bank::normal(value),
        Kind::DocumentNumber => document::normal(value),
        Kind::RegisterNumber => document::in_register(value),
        Kind::Text => text::normal(value),
        Kind::OneOf(words) => one_of::normal(value, words),
        Kind::File(class) => file::normal(value, *class),
        Kind::Password => password::normal(value),
    }
}

impl Normal {
    /// What goes into the blind index, with its domain; `None` if it can't be found.
    pub fn index(&self) -> Option<(&'static str, &str)> {
        self.domain.map(|domain| (domain, self.blind.as_deref().unwrap_or(&self.text)))
    }

    pub(super) fn hidden(text: impl Into<String>) -> Normal {
        Normal { text: text.into(), domain: None, blind: None }
    }

    pub(super) fn found(domain: &'static str, text: impl Into<String>) -> Normal {
        Normal { text: text.into(), domain: Some(domain), blind: None }
    }

    /// Gives the index its own text, unless it is the same.
    pub(super) fn blind(mut self, blind: String) -> Normal {
        self.blind = (blind != self.text).then_some(blind);
        self
    }
}

// A person's value must not reach a log by way of `{:?}`.
impl fmt::Debug for Normal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Normal").field("domain", &self.domain).finish_non_exhaustive()
    }
}
