//! The one place that encrypts: AES-256-GCM (NIST SP 800-38D), random 96-bit nonce in front.

use crate::{Random, VaultError, secret::Secret};
use aes_gcm::{AeadInOut, Aes256Gcm, Nonce, Tag};
use zeroize::Zeroizing;

#[cfg(test)]
mod tests;

/// Bytes of a wrapped key: nonce 12, encrypted key 32, tag 16.
pub const WRAPPED_LEN: usize = NONCE + KEY + TAG;

/// Bytes that sealing adds to a plaintext: nonce 12 and tag 16.
pub const SEALED_OVERHEAD: usize = NONCE + TAG;

/// A wrapped key as it lies in its slot: always [`WRAPPED_LEN`] bytes, so that a store can zero it
/// in place.
pub type Wrapped = [u8; WRAPPED_LEN];

/// A slot after its key was destroyed. Unwrapping it gives [`VaultError::Destroyed`].
pub const DESTROYED: Wrapped = [0; WRAPPED_LEN];

const NONCE: usize = 12;
const KEY: usize = 32;
const TAG: usize = 16;

pub(crate) fn wrap(
    cipher: &Aes256Gcm,
    aad: &[u8],
    key: &Secret,
    rng: &mut (impl Random + ?Sized),
) -> Wrapped {
    let mut out = [0; WRAPPED_LEN];
    let (nonce, rest) = out.split_at_mut(NONCE);
    let (body, tag) = rest.split_at_mut(KEY);
    rng.fill(nonce);
    body.copy_from_slice(&key.0);
    tag.copy_from_slice(&encrypt(cipher, nonce, aad, body));
    out
}

pub(crate) fn unwrap(cipher: &Aes256Gcm, aad: &[u8], wrapped: &Wrapped) -> Result<Secret, VaultError> {
    // Whether a slot is empty is no secret; folding without a branch is merely quick.
    if wrapped.iter().fold(0, |all, byte| all | byte) == 0 {
        return Err(VaultError::Destroyed);
    }
    let (nonce, rest) = wrapped.split_at(NONCE);
    let (body, tag) = rest.split_at(KEY);
    let mut key = Secret([0; KEY]);
    key.0.copy_from_slice(body);
    decrypt(cipher, nonce, aad, &mut key.0, tag)?;
    Ok(key)
}

pub(crate) fn seal(
    cipher: &Aes256Gcm,
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut (impl Random + ?Sized),
) -> Vec<u8> {
    let mut out = Vec::with_capacity(plaintext.len() + SEALED_OVERHEAD);
    let mut nonce = [0; NONCE];
    rng.fill(&mut nonce);
    out.extend_from_slice(&nonce);
    out.extend_from_slice(plaintext);
    let tag = encrypt(cipher, &nonce, aad, &mut out[NONCE..]);
    out.extend_from_slice(&tag);
    out
}

pub(crate) fn open(cipher: &Aes256Gcm, aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(VaultError::Damaged)?;
    let (body, tag) =
        rest.len().checked_sub(TAG).and_then(|at| rest.split_at_checked(at)).ok_or(VaultError::Damaged)?;
    let mut plaintext = Zeroizing::new(body.to_vec());
    decrypt(cipher, nonce, aad, &mut plaintext, tag)?;
    Ok(plaintext)
}

fn encrypt(cipher: &Aes256Gcm, nonce: &[u8], aad: &[u8], body: &mut [u8]) -> Tag {
    let nonce = Nonce::try_from(nonce).expect("callers split off 12 bytes");
    cipher
        .encrypt_inout_detached(&nonce, aad, body.into())
        .expect("GCM takes up to 64 GiB, more than fits a record")
}

fn decrypt(
    cipher: &Aes256Gcm,
    nonce: &[u8],
    aad: &[u8],
    body: &mut [u8],
    tag: &[u8],
) -> Result<(), VaultError> {
    let nonce = Nonce::try_from(nonce).map_err(|_| VaultError::Damaged)?;
    let tag = Tag::try_from(tag).map_err(|_| VaultError::Damaged)?;
    cipher.decrypt_inout_detached(&nonce, aad, body.into(), &tag).map_err(|_| VaultError::Damaged)
}
