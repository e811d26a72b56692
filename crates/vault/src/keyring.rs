use crate::gcm::{self, Wrapped};
use crate::label;
use crate::subject::{SubjectKey, context_aad};
use crate::tags::{Tag, Tagger};
use crate::{Random, RootKey, VaultError, secret::Secret};
use aes_gcm::Aes256Gcm;
use hkdf::Hkdf;
use sha2::Sha256;
use std::{fmt, sync::Arc};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The working keys of one root key, each derived for one use by HKDF-SHA-256 (RFC 5869).
///
/// Cloning shares them; they are overwritten when the last clone is dropped.
#[derive(Clone)]
pub struct Keyring(Arc<Keys>);

struct Keys {
    wrap: Aes256Gcm,
    system: Aes256Gcm,
    index: Tagger,
    rows: Tagger,
    check: [u8; 16],
}

impl Keyring {
    /// Derives the working keys.
    #[must_use]
    pub fn new(root: &RootKey) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(label::ROOT_SALT), &root.0.0);
        let mut check = [0; 16];
        check.copy_from_slice(&derive(&hkdf, label::KEY_CHECK).0[..16]);
        Self(Arc::new(Keys {
            wrap: derive(&hkdf, label::KEY_WRAP).cipher(),
            system: derive(&hkdf, label::KEY_SYSTEM).cipher(),
            index: Tagger::new(&derive(&hkdf, label::KEY_INDEX).0),
            rows: Tagger::new(&derive(&hkdf, label::KEY_ROWS).0),
            check,
        }))
    }

    /// A value to keep beside the data and compare at opening: another root key has another value.
    /// It is derived like a key and used as none, so it gives nothing away.
    #[must_use]
    pub fn check_value(&self) -> [u8; 16] {
        self.0.check
    }

    /// Wraps a subject's key for the slot of exactly this subject.
    ///
    /// The nonce is random: up to 2³² wraps under one root key, as NIST SP 800-38D (8.3) advises,
    /// the chance of one repeating stays below 2⁻³². A subject takes one wrap in its life.
    #[must_use]
    pub fn wrap_subject(
        &self,
        subject: &[u8; 16],
        key: &SubjectKey,
        rng: &mut (impl Random + ?Sized),
    ) -> Wrapped {
        gcm::wrap(&self.0.wrap, &slot_aad(subject), &key.0, rng)
    }

    /// Takes a subject's key out of its slot.
    ///
    /// # Errors
    /// [`VaultError::Destroyed`] for a slot of zeros, [`VaultError::Damaged`] for any that was not
    /// wrapped under this root key for this subject.
    pub fn unwrap_subject(&self, subject: &[u8; 16], wrapped: &Wrapped) -> Result<SubjectKey, VaultError> {
        gcm::unwrap(&self.0.wrap, &slot_aad(subject), wrapped).map(SubjectKey)
    }

    /// The blind-index tag of a normalised value: equal for equal values within one `domain` (an item
    /// kind, say), and telling nothing to who lacks the root key. With the key, short values such as
    /// phone numbers can be guessed, so a tag is destroyed with its subject like everything else.
    #[must_use]
    pub fn blind(&self, domain: &str, normalised: &[u8]) -> Tag {
        self.0.index.tag(&[domain.as_bytes()], normalised)
    }

    /// The MAC of a state row: its table, its primary key, and its columns including the version.
    #[must_use]
    pub fn row_mac(&self, table: &str, key: &[u8], body: &[u8]) -> Tag {
        self.0.rows.tag(&[table.as_bytes(), key], body)
    }

    /// Whether `mac` is the row's; compared in constant time.
    #[must_use]
    pub fn check_row(&self, table: &str, key: &[u8], body: &[u8], mac: &Tag) -> bool {
        self.row_mac(table, key, body).ct_eq(mac).into()
    }

    /// Seals one of the system's own secrets, such as the log's signing seed, under a label that is
    /// needed to open it.
    #[must_use]
    pub fn seal_system(&self, label: &str, plaintext: &[u8], rng: &mut (impl Random + ?Sized)) -> Vec<u8> {
        gcm::seal(&self.0.system, &system_aad(label), plaintext, rng)
    }

    /// Opens what [`seal_system`](Self::seal_system) sealed.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] unless root key, label and every byte are the ones sealed.
    pub fn open_system(&self, label: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        gcm::open(&self.0.system, &system_aad(label), sealed)
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring(..)")
    }
}

fn derive(hkdf: &Hkdf<Sha256>, use_: &[u8]) -> Secret {
    let mut key = Secret([0; 32]);
    hkdf.expand(use_, &mut key.0).expect("HKDF-SHA-256 gives up to 8160 bytes");
    key
}

fn slot_aad(subject: &[u8; 16]) -> [u8; 32] {
    let mut aad = [0; 32];
    aad[..16].copy_from_slice(&label::SUBJECT_SLOT);
    aad[16..].copy_from_slice(subject);
    aad
}

fn system_aad(name: &str) -> [u8; 48] {
    context_aad(label::SYSTEM, name.as_bytes())
}
