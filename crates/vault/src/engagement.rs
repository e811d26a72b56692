use crate::{Random, VaultError, gcm, label, secret::Secret};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The key of one version of one engagement's record.
///
/// 32 random bytes, overwritten when dropped. Every change of the content takes a new key and
/// destroys the old one's slot, so an old version can neither be opened nor put back.
#[derive(ZeroizeOnDrop)]
pub struct EngagementKey(pub(crate) Secret);

/// Where a sealed record belongs. All of it is bound by the seal, none of it is stored in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RecordContext {
    /// Whose record.
    pub subject: [u8; 16],
    /// Under which engagement.
    pub engagement: [u8; 16],
    /// How the plaintext is encoded.
    pub schema: u16,
    /// The edition of the policy it was collected under.
    pub edition: u32,
    /// The record's version: no two versions of one engagement share one.
    pub version: u64,
}

impl EngagementKey {
    /// A new random key.
    #[must_use]
    pub fn generate(rng: &mut (impl Random + ?Sized)) -> Self {
        Self(Secret::generate(rng))
    }

    /// Seals a record's content. Gives nonce, ciphertext and tag:
    /// [`SEALED_OVERHEAD`](crate::SEALED_OVERHEAD) bytes more than the plaintext.
    ///
    /// # Panics
    /// When the plaintext is over 64 GiB, the most GCM takes.
    #[must_use]
    pub fn seal(
        &self,
        context: &RecordContext,
        plaintext: &[u8],
        rng: &mut (impl Random + ?Sized),
    ) -> Vec<u8> {
        gcm::seal(&self.0.cipher(), &context.aad(), plaintext, rng)
    }

    /// Opens a sealed record.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] unless the key, every field of the context and every byte are the
    /// ones sealed.
    pub fn open(&self, context: &RecordContext, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        gcm::open(&self.0.cipher(), &context.aad(), sealed)
    }
}

impl fmt::Debug for EngagementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EngagementKey(..)")
    }
}

impl RecordContext {
    /// Every field has a fixed width, so no two contexts give the same bytes.
    fn aad(&self) -> [u8; 62] {
        let mut aad = [0; 62];
        aad[..16].copy_from_slice(&label::RECORD);
        aad[16..32].copy_from_slice(&self.subject);
        aad[32..48].copy_from_slice(&self.engagement);
        aad[48..50].copy_from_slice(&self.schema.to_be_bytes());
        aad[50..54].copy_from_slice(&self.edition.to_be_bytes());
        aad[54..].copy_from_slice(&self.version.to_be_bytes());
        aad
    }
}
