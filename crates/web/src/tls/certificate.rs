//! A certificate with its key, from files, and the one in use.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use rustls::{
    CertificateError, RootCertStore,
    client::{verify_server_cert_signed_by_trust_anchor, verify_server_name},
    crypto::aws_lc_rs::{default_provider, sign::any_supported_type},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject as _},
    server::{ClientHello, ParsedCertificate, ResolvesServerCert},
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

/// What browsers will say against a certificate, besides who vouches for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Its time is over.
    Expired,
    /// Its time has not come.
    NotYet,
    /// It is not for this name.
    NotFor(String),
    /// It does not read as a server's certificate.
    Unreadable,
}

/// The flaws of a certificate under these names at this moment.
pub fn flaws(certified: &CertifiedKey, names: &[String], now: UnixTime) -> Vec<Flaw> {
    let Some((own, others)) = certified.cert.split_first() else { return vec![Flaw::Unreadable] };
    let Ok(parsed) = ParsedCertificate::try_from(own) else { return vec![Flaw::Unreadable] };
    // Nobody is trusted here: its own time is looked at before who vouches for it.
    let (nobody, known) = (RootCertStore::empty(), default_provider().signature_verification_algorithms);
    let time = match verify_server_cert_signed_by_trust_anchor(&parsed, &nobody, others, now, known.all) {
        Err(rustls::Error::InvalidCertificate(why)) => match why {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => Some(Flaw::Expired),
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => Some(Flaw::NotYet),
            _ => None,
        },
        _ => None,
    };
    let fits =
        |name: &str| ServerName::try_from(name).is_ok_and(|name| verify_server_name(&parsed, &name).is_ok());
    let strange = names.iter().filter(|name| !fits(name)).map(|name| Flaw::NotFor(name.clone()));
    time.into_iter().chain(strange).collect()
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rcgen::{CertificateParams, KeyPair, date_time_ymd};

    use super::*;

    #[test]
    fn what_browsers_will_say_is_said_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = KeyPair::generate().expect("a key");
        let mut params = CertificateParams::new(vec!["example.com".to_owned()]).expect("a name");
        params.not_before = date_time_ymd(2026, 1, 1);
        params.not_after = date_time_ymd(2026, 12, 31);
        let made = params.self_signed(&key).expect("a certificate");
        let given = Certificate { chain: folder.path().join("a.crt"), key: folder.path().join("a.key") };
        fs::write(&given.chain, made.pem()).expect("written");
        fs::write(&given.key, key.serialize_pem()).expect("written");
        let certified = given.load().expect("it fits");
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let at = |year: u64| {
            UnixTime::since_unix_epoch(Duration::from_secs((year - 1970) * 31_556_952 + 15_000_000))
        };
        assert_eq!(flaws(&certified, &names(&["example.com"]), at(2026)), []);
        assert_eq!(flaws(&certified, &[], at(2027)), [Flaw::Expired]);
        assert_eq!(flaws(&certified, &[], at(2025)), [Flaw::NotYet]);
        let other = "www.example.com".to_owned();
        assert_eq!(flaws(&certified, &names(&["example.com", &other]), at(2026)), [Flaw::NotFor(other)]);
    }
}
