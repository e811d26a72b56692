//! The words by which packs name kinds.

use super::{FileClass, Kind, is_biometric};

/// Every kind but the files, by its word.
const KINDS: &[(&str, Kind)] = &[
    ("full-name", Kind::FullName),
    ("date", Kind::Date),
    ("iin", Kind::Iin),
    ("bin", Kind::Bin),
    ("iin-or-bin", Kind::IinOrBin),
    ("phone", Kind::Phone),
    ("email", Kind::Email),
    ("ip", Kind::Ip),
    ("country", Kind::Country),
    ("bank-account", Kind::BankAccount),
    ("document-number", Kind::DocumentNumber),
    ("register-number", Kind::RegisterNumber),
    ("text", Kind::Text),
    ("one-of", Kind::OneOf(Vec::new())),
    ("file:photo", Kind::File(FileClass::Photo)),
    ("file:cv", Kind::File(FileClass::Cv)),
    ("file:document", Kind::File(FileClass::Document)),
    ("file:identity-document-copy", Kind::File(FileClass::IdentityDocumentCopy)),
    ("password", Kind::Password),
];

impl Kind {
    /// The words of all kinds.
    pub fn words() -> impl Iterator<Item = &'static str> {
        KINDS.iter().map(|(word, _)| *word)
    }

    /// The kind of a word; `one-of` comes without its list.
    ///
    /// # Errors
    /// [`KindWord`] if no kind has the word, or if it names biometric data.
    pub fn parse_word(word: &str) -> Result<Kind, KindWord> {
        match KINDS.iter().find(|(known, _)| *known == word) {
            Some((_, kind)) => Ok(kind.clone()),
            None if is_biometric(word) => Err(KindWord::Biometric),
            None => Err(KindWord::Unknown { closest: closest(word) }),
        }
    }

    /// The word of the kind; without the list of a `one-of`.
    pub fn word(&self) -> String {
        let same = |kind: &Kind| match (kind, self) {
            (Kind::OneOf(_), Kind::OneOf(_)) => true,
            _ => kind == self,
        };
        KINDS.iter().find(|(_, kind)| same(kind)).map(|(word, _)| (*word).to_owned()).unwrap_or_default()
    }

    /// Whether a value can ever be shown; a password can't.
    pub fn is_readable(&self) -> bool {
        !matches!(self, Kind::Password)
    }

    /// Whether a person can be looked for by a value: [`normalise`](super::normalise) gives it a domain.
    pub fn can_find(&self) -> bool {
        match self {
            Kind::FullName | Kind::Iin | Kind::Bin | Kind::IinOrBin | Kind::Phone | Kind::Email => true,
            Kind::Ip | Kind::BankAccount | Kind::DocumentNumber | Kind::RegisterNumber => true,
            Kind::Date | Kind::Country | Kind::Text | Kind::OneOf(_) | Kind::File(_) | Kind::Password => {
                false
            }
        }
    }
}

/// What a kind is good for besides holding a value.
impl Kind {
    /// Whether a value of it tells one person from another: numbers and verified addresses do, phones and names never.
    pub fn identifies(&self) -> bool {
        self.is_national_number() || matches!(self, Kind::Email | Kind::DocumentNumber | Kind::RegisterNumber)
    }

    /// Whether it is the number that a state gives each person or organisation: two items of such kinds, whatever their
    /// ids, are one number.
    pub fn is_national_number(&self) -> bool {
        matches!(self, Kind::Iin | Kind::Bin | Kind::IinOrBin)
    }

    /// The kinds by which an operator may be named, with their words.
    pub fn of_operators() -> impl Iterator<Item = (&'static str, Kind)> {
        let names = |kind: &Kind| matches!(kind, Kind::Bin | Kind::Iin | Kind::RegisterNumber);
        KINDS.iter().filter(move |(_, kind)| names(kind)).cloned()
    }
}

impl FileClass {
    /// Every class.
    pub const ALL: [FileClass; 4] =
        [FileClass::Photo, FileClass::Cv, FileClass::Document, FileClass::IdentityDocumentCopy];

    /// The word of the class.
    pub fn word(self) -> &'static str {
        match self {
            FileClass::Photo => "photo",
            FileClass::Cv => "cv",
            FileClass::Document => "document",
            FileClass::IdentityDocumentCopy => "identity-document-copy",
        }
    }
}

/// A word that is no kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KindWord {
    /// No kind has this word.
    #[error("no such kind of item{}", closest.map(|word| format!("; did you mean \"{word}\"?")).unwrap_or_default())]
    Unknown {
        /// The word that was probably meant.
        closest: Option<&'static str>,
    },
    /// It names biometric data, which no pack may hold.
    #[error("biometric data can't be an item")]
    Biometric,
}

fn closest(word: &str) -> Option<&'static str> {
    // A whole file would cost its length times ours.
    let word: String = word.chars().take(64).collect::<String>().to_lowercase();
    let likeness = |known: &'static str| (strsim::jaro_winkler(&word, known), known);
    let best = Kind::words().map(likeness).max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.8).then_some(best.1)
}
