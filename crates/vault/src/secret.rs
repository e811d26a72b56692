use crate::Random;
use aes_gcm::{Aes256Gcm, KeyInit};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 32 secret bytes, overwritten when dropped. Neither `Clone` nor `Debug`: each holder decides.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Secret(pub(crate) [u8; 32]);

impl Secret {
    pub(crate) fn generate(rng: &mut (impl Random + ?Sized)) -> Self {
        let mut secret = Self([0; 32]);
        rng.fill(&mut secret.0);
        secret
    }

    /// The AES-256-GCM cipher under this key; it overwrites its own schedule when dropped.
    pub(crate) fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new((&self.0).into())
    }
}
