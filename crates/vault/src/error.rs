use thiserror::Error;

/// What can go wrong in the vault. No message holds a key, a word of a key or a sealed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum VaultError {
    /// The slot is all zeros: its key was destroyed, and nothing brings it back.
    #[error("the key was destroyed")]
    Destroyed,
    /// The seal does not hold: a wrong key, a changed byte, another context, or a text cut short,
    /// lengthened or taken from another version. AES-GCM cannot say which.
    #[error("the sealed text is damaged, or sealed under another key or for another place")]
    Damaged,
    /// A root key's written form (file line or words) cannot be read.
    #[error("the root key cannot be read: {0}")]
    BadKeyText(#[from] KeyTextFault),
    /// The passphrase or the parameters of its derivation are unusable.
    #[error("the passphrase cannot be turned into a key: {0}")]
    BadKdf(#[from] KdfFault),
}

/// What is wrong with a root key's written form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KeyTextFault {
    /// The text does not begin with `qorgau-root-key-1`.
    #[error("it is no root key file of version 1 (it has to begin with \"qorgau-root-key-1\")")]
    Heading,
    /// The line does not have its three parts, or has more than one line.
    #[error("it has {found} parts where 3 belong; it may be cut short")]
    Parts {
        /// How many parts, divided by blanks, were found.
        found: usize,
    },
    /// The key or its checksum has too few or too many digits.
    #[error("a part has {found} digits where {expected} belong")]
    Length {
        /// Digits found.
        found: usize,
        /// Digits that belong there.
        expected: usize,
    },
    /// A character is not a hexadecimal digit.
    #[error("it holds a character that is no hexadecimal digit")]
    Digit,
    /// There are not 24 words.
    #[error("it has {found} words where 24 belong")]
    WordCount {
        /// Words found.
        found: usize,
    },
    /// A word is not in the BIP39 English list; the word itself is not repeated here.
    #[error("word {position} is not in the list")]
    UnknownWord {
        /// Which word, counted from 1.
        position: usize,
    },
    /// Everything can be read but does not belong together.
    #[error("its checksum does not agree: a digit or word was changed")]
    Checksum,
}

/// What is wrong with a passphrase derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum KdfFault {
    /// The passphrase has no bytes.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The passphrase has more than 4 GiB, the most Argon2 takes.
    #[error("the passphrase is too long")]
    LongPassphrase,
    /// The machine does not have the memory the parameters ask for.
    #[error("there is not enough memory for the derivation")]
    OutOfMemory,
    /// The text is not `argon2id v=19 m=… t=… p=… salt=…`.
    #[error("its parameters have to read \"argon2id v=19 m=… t=… p=… salt=…\"")]
    Form,
    /// The memory is outside what is accepted.
    #[error("memory of {found} KiB is outside 19456 to 2097152 KiB")]
    Memory {
        /// KiB asked for.
        found: u32,
    },
    /// The number of passes is outside what is accepted.
    #[error("{found} passes are outside 1 to 64")]
    Passes {
        /// Passes asked for.
        found: u32,
    },
    /// Memory times passes is below 19 MiB twice, OWASP's least.
    #[error("memory and passes together are too little to withstand guessing")]
    Weak,
    /// The number of lanes is outside what is accepted.
    #[error("{found} lanes are outside 1 to 16")]
    Lanes {
        /// Lanes asked for.
        found: u32,
    },
}
