use crate::{KdfFault, KdfParams, Random, VaultError, secret::Secret, text};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The key everything hangs on: 32 bytes, overwritten when dropped.
///
/// Who has it and the data has everything; who loses it has lost everything. It is kept away from
/// the data, as a file, a passphrase, 24 words on paper, or by a key service.
#[derive(ZeroizeOnDrop)]
pub struct RootKey(pub(crate) Secret);

impl RootKey {
    /// A new random key.
    #[must_use]
    pub fn generate(rng: &mut (impl Random + ?Sized)) -> Self {
        Self(Secret::generate(rng))
    }

    /// A key that came from elsewhere: 32 bytes of a cryptographic generator.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Secret(bytes))
    }

    /// The key of a passphrase, by Argon2id (RFC 9106). The passphrase is taken as it is: normalise
    /// its Unicode (NFKC) first if it may be typed on different systems.
    ///
    /// # Errors
    /// [`VaultError::BadKdf`] for an empty passphrase or parameters outside
    /// [what is accepted](KdfParams).
    pub fn from_passphrase(pass: &[u8], kdf: &KdfParams) -> Result<Self, VaultError> {
        if pass.is_empty() {
            return Err(KdfFault::EmptyPassphrase.into());
        }
        Ok(Self(kdf.derive(pass)?))
    }

    /// 24 English words (BIP39) to write on paper, divided by single blanks.
    #[must_use]
    pub fn to_words(&self) -> Zeroizing<String> {
        text::to_words(&self.0)
    }

    /// Reads 24 words; blanks and capitals do not matter.
    ///
    /// # Errors
    /// [`VaultError::BadKeyText`] when words are missing, unknown (by position), or do not belong
    /// together: BIP39 has 8 bits of checksum, so one wrong list in 256 is not noticed here. Compare
    /// [`Keyring::check_value`](crate::Keyring::check_value) afterwards.
    pub fn from_words(words: &str) -> Result<Self, VaultError> {
        Ok(Self(text::from_words(words)?))
    }

    /// One line for a key file: `qorgau-root-key-1`, 64 hexadecimal digits, 8 of checksum, newline.
    #[must_use]
    pub fn to_file_text(&self) -> Zeroizing<String> {
        text::to_line(&self.0)
    }

    /// Reads what [`to_file_text`](Self::to_file_text) wrote; blanks around it do not matter.
    ///
    /// # Errors
    /// [`VaultError::BadKeyText`] names what is damaged or missing.
    pub fn from_file_text(text: &str) -> Result<Self, VaultError> {
        Ok(Self(text::from_line(text)?))
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey(..)")
    }
}
