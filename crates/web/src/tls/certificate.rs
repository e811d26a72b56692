//! A certificate with its key, from files, and the one in use.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    crypto::aws_lc_rs::sign::any_supported_type,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// The longest file of either kind, in bytes.
const MOST: u64 = 1 << 20;

/// Where a certificate and its key lie, as PEM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The certificate with those that vouch for it, its own first.
    pub chain: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// Why a certificate can't be used.
#[derive(Debug, Error)]
pub enum BadCertificate {
    /// A file can't be read.
    #[error("{path}: {why}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// A file is no PEM of its kind.
    #[error("{path} holds no {what} in PEM")]
    NotPem {
        /// Which.
        path: PathBuf,
        /// What was looked for.
        what: &'static str,
    },
    /// The key does not belong to the certificate, or is of a kind that nobody knows.
    #[error("the key in {path} does not fit the certificate: {why}")]
    NotItsKey {
        /// Where the key lies.
        path: PathBuf,
        /// Why.
        why: rustls::Error,
    },
    /// The self-made certificate can't be made.
    #[error("a certificate of one's own can't be made: {0}")]
    Own(#[from] rcgen::Error),
}

impl Certificate {
    /// Reads both files.
    ///
    /// # Errors
    /// One of them can't be used, or they don't belong together.
    pub fn load(&self) -> Result<CertifiedKey, BadCertificate> {
        let not = |path: &Path, what| BadCertificate::NotPem { path: path.to_owned(), what };
        let text = read(&self.chain)?;
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
        let chain = chain.ok().filter(|chain| !chain.is_empty());
        let chain = chain.ok_or_else(|| not(&self.chain, "certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(&read(&self.key)?);
        let key = key.map_err(|_| not(&self.key, "private key"))?;
        let unfit = |why| BadCertificate::NotItsKey { path: self.key.clone(), why };
        let certified = CertifiedKey::new(chain, any_supported_type(&key).map_err(unfit)?);
        certified.keys_match().map_err(unfit)?;
        Ok(certified)
    }
}

/// SHA-256 of a certificate, as browsers show it: `AB:CD:…`.
pub fn fingerprint(certified: &CertifiedKey) -> String {
    let digest = Sha256::digest(certified.cert.first().map(AsRef::as_ref).unwrap_or_default());
    digest.iter().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().join(":")
}

/// The certificate in use. New connections get the newest.
#[derive(Debug)]
pub struct Current(RwLock<Arc<CertifiedKey>>);

impl Current {
    /// To begin with.
    pub fn new(certified: CertifiedKey) -> Arc<Self> {
        Arc::new(Self(RwLock::new(Arc::new(certified))))
    }

    /// From now on.
    pub fn set(&self, certified: CertifiedKey) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(certified);
    }

    /// The one in use.
    pub fn get(&self) -> Arc<CertifiedKey> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ResolvesServerCert for Current {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.get())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, BadCertificate> {
    let unreadable = |why| BadCertificate::Unreadable { path: path.to_owned(), why };
    if fs::metadata(path).map_err(unreadable)?.len() > MOST {
        return Err(unreadable(io::ErrorKind::FileTooLarge.into()));
    }
    fs::read(path).map_err(unreadable)
}
