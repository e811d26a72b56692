//! Why a value is refused, and what to do.

use std::{fmt, sync::LazyLock};

use crate::{
    Lang,
    say::{Arg, Catalog},
};

/// The texts of every [`BadValueCode`], for a catalog; a code's key is `bad-value-` and the code.
pub const TEXTS: [(Lang, &str); 3] = [
    (Lang::Kk, include_str!("kk.ftl")),
    (Lang::Ru, include_str!("ru.ftl")),
    (Lang::En, include_str!("en.ftl")),
];

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog::new(&TEXTS).unwrap_or_default());

/// A value that is refused; it never holds the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadValue {
    /// Why.
    pub code: BadValueCode,
    /// The bound that was passed, in characters.
    pub limit: Option<u32>,
    /// The words the pack allows.
    pub words: Vec<String>,
}

impl BadValue {
    /// What is wrong and what to do, in one language.
    pub fn say(&self, lang: Lang) -> String {
        let words = self.words.join(", ");
        let args: [(&str, Arg<'_>); 2] = [("limit", self.limit.unwrap_or(0).into()), ("words", words.into())];
        CATALOG.say(lang, &format!("bad-value-{}", self.code), &args)
    }

    pub(super) fn of(code: BadValueCode) -> BadValue {
        BadValue { code, limit: None, words: Vec::new() }
    }

    pub(super) fn limit(code: BadValueCode, limit: usize) -> BadValue {
        BadValue { limit: u32::try_from(limit).ok(), ..BadValue::of(code) }
    }
}

impl fmt::Display for BadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for BadValue {}

impl From<BadValueCode> for BadValue {
    fn from(code: BadValueCode) -> BadValue {
        BadValue::of(code)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])+ $code:ident = $word:literal,)+) => {
        /// Why a value is refused; shown as a stable kebab-case word, which logs and APIs may hold.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum BadValueCode {
            $($(#[$doc])+ $code,)+
        }

        impl BadValueCode {
            /// Every code.
            pub const ALL: &'static [BadValueCode] = &[$(BadValueCode::$code),+];

            /// The stable word.
            pub fn word(self) -> &'static str {
                match self {
                    $(BadValueCode::$code => $word,)+
                }
            }
        }
    };
}

codes! {
    /// Nothing but white space.
    Empty = "empty",
    /// Longer than the kind allows.
    TooLong = "too-long",
    /// Shorter than the kind allows.
    TooShort = "too-short",
    /// A control character.
    ControlCharacter = "control-character",
    /// A character that turns the direction of writing, or that can't be seen.
    HiddenCharacter = "hidden-character",
    /// A character that no name has, such as a digit.
    NameCharacter = "name-character",
    /// Neither `YYYY-MM-DD` nor `DD.MM.YYYY`.
    DateForm = "date-form",
    /// A day that no calendar has.
    DateUnreal = "date-unreal",
    /// Before 1900 or after 2100.
    DateRange = "date-range",
    /// An IIN that isn't 12 digits.
    IinForm = "iin-form",
    /// An IIN whose first seven digits give no date of birth.
    IinBirthDate = "iin-birth-date",
    /// An IIN with a wrong check digit.
    IinCheckDigit = "iin-check-digit",
    /// A BIN that isn't 12 digits.
    BinForm = "bin-form",
    /// A BIN whose first six digits give no month or no type.
    BinStructure = "bin-structure",
    /// A BIN with a wrong check digit.
    BinCheckDigit = "bin-check-digit",
    /// Not written as a phone number.
    PhoneForm = "phone-form",
    /// Written as a phone number, but no plan has it.
    PhoneUnknown = "phone-unknown",
    /// A national form, while the region isn't known.
    PhoneRegion = "phone-region",
    /// Not written as an e-mail address.
    EmailForm = "email-form",
    /// The domain of an e-mail address isn't one.
    EmailDomain = "email-domain",
    /// Not an IP address.
    IpForm = "ip-form",
    /// Not a country's ISO 3166 code.
    CountryUnknown = "country-unknown",
    /// Not written as an IBAN of a country that has them.
    BankAccountForm = "bank-account-form",
    /// An IBAN with wrong check digits.
    BankAccountCheck = "bank-account-check",
    /// A character that no document number has.
    DocumentNumberCharacter = "document-number-character",
    /// Not one of the words that the pack lists.
    OneOf = "one-of",
    /// Not a reference to a file.
    FileForm = "file-form",
    /// A type of file that the class doesn't take.
    FileType = "file-type",
    /// A reference to a file of another class.
    FileClass = "file-class",
    /// A file of biometric data (clause 3.1.1).
    FileBiometric = "file-biometric",
    /// A password that isn't hashed.
    PasswordPlain = "password-plain",
    /// A hashed password that is too cheap to guess, or too dear to check.
    PasswordCost = "password-cost",
}

impl fmt::Display for BadValueCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
