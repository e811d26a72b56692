//! Item kinds: what a value looks like, and its normal form.
//!
//! [`normalise`] is the one door: past it a value is valid, has one spelling, and knows under which
//! domain it may be found. Every error is a [`BadValue`], which never holds the value.

mod bad;
mod bank;
mod biometric;
mod country;
mod date;
mod document;
mod email;
mod file;
pub mod iin;
mod ip;
mod name;
mod normal;
mod one_of;
pub mod password;
mod phone;
mod text;
mod word;

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop")]
mod tests;

use serde::{Deserialize, Serialize};

pub use bad::{BadValue, BadValueCode, TEXTS};
pub use biometric::is_biometric;
pub use normal::{Normal, normalise};
pub use word::KindWord;

/// What a value looks like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A person's full name: Unicode NFC, letters of any script that the Kazakh, Russian and Latin alphabets use.
    FullName,
    /// A calendar date.
    Date,
    /// A Kazakh individual's number, check digit and birth date verified.
    Iin,
    /// A Kazakh organisation's number, check digit verified.
    Bin,
    /// Either of the two.
    IinOrBin,
    /// A phone number, E.164.
    Phone,
    /// An e-mail address.
    Email,
    /// An IP address.
    Ip,
    /// A state, ISO 3166 alpha-2.
    Country,
    /// A bank account, IBAN.
    BankAccount,
    /// A document's number and particulars.
    DocumentNumber,
    /// A number in a register: a patient's, a company's in the trade register. Its form alone is checked.
    RegisterNumber,
    /// Free text.
    Text,
    /// One of a few words.
    OneOf(Vec<String>),
    /// A file of a declared class.
    File(FileClass),
    /// A password: argon2id, checked and replaced, never read.
    Password,
}

/// The declared class of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileClass {
    /// A photograph in a curriculum vitae.
    Photo,
    /// A curriculum vitae.
    Cv,
    /// Another document.
    Document,
    /// A copy of an identity document (clause 3.2.2).
    IdentityDocumentCopy,
}
