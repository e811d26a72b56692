use crate::engagement::EngagementKey;
use crate::gcm::{self, Wrapped};
use crate::label::{self, Label};
use crate::{Random, VaultError, secret::Secret};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// One person's key: wraps the keys of their engagements and seals what the log says of them.
///
/// 32 random bytes, overwritten when dropped. When its slot is zeroed, everything below it is gone.
#[derive(ZeroizeOnDrop)]
pub struct SubjectKey(pub(crate) Secret);

impl SubjectKey {
    /// A new random key.
    #[must_use]
    pub fn generate(rng: &mut (impl Random + ?Sized)) -> Self {
        Self(Secret::generate(rng))
    }

    /// Wraps an engagement's key for the slot of exactly this subject and engagement.
    #[must_use]
    pub fn wrap_engagement(
        &self,
        subject: &[u8; 16],
        engagement: &[u8; 16],
        key: &EngagementKey,
        rng: &mut (impl Random + ?Sized),
    ) -> Wrapped {
        gcm::wrap(&self.0.cipher(), &slot_aad(subject, engagement), &key.0, rng)
    }

    /// Takes an engagement's key out of its slot.
    ///
    /// # Errors
    /// [`VaultError::Destroyed`] for a slot of zeros, [`VaultError::Damaged`] for any that was not
    /// wrapped under this key for this subject and engagement.
    pub fn unwrap_engagement(
        &self,
        subject: &[u8; 16],
        engagement: &[u8; 16],
        wrapped: &Wrapped,
    ) -> Result<EngagementKey, VaultError> {
        gcm::unwrap(&self.0.cipher(), &slot_aad(subject, engagement), wrapped).map(EngagementKey)
    }

    /// Seals what is said of this person outside their records: the subject part of a log entry,
    /// evidence, a note. `context` says where it belongs (an entry id, say) and is needed to open it.
    /// Gives nonce, ciphertext and tag: [`SEALED_OVERHEAD`](crate::SEALED_OVERHEAD) bytes more.
    #[must_use]
    pub fn seal_part(&self, context: &[u8], plaintext: &[u8], rng: &mut (impl Random + ?Sized)) -> Vec<u8> {
        gcm::seal(&self.0.cipher(), &context_aad(label::PART, context), plaintext, rng)
    }

    /// Opens what [`seal_part`](Self::seal_part) sealed.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] unless key, context and every byte are the ones sealed.
    pub fn open_part(&self, context: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        gcm::open(&self.0.cipher(), &context_aad(label::PART, context), sealed)
    }
}

impl fmt::Debug for SubjectKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubjectKey(..)")
    }
}

/// AAD for a context of any length: label and SHA-256 of it, so that no buffer has to be allocated.
pub(crate) fn context_aad(label: Label, context: &[u8]) -> [u8; 48] {
    let mut aad = [0; 48];
    aad[..16].copy_from_slice(&label);
    aad[16..].copy_from_slice(&Sha256::digest(context));
    aad
}

fn slot_aad(subject: &[u8; 16], engagement: &[u8; 16]) -> [u8; 48] {
    let mut aad = [0; 48];
    aad[..16].copy_from_slice(&label::ENGAGEMENT_SLOT);
    aad[16..32].copy_from_slice(subject);
    aad[32..].copy_from_slice(engagement);
    aad
}
