//! Whose certificates are good.

use std::{fmt, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject},
};
use thiserror::Error;

/// Whose certificates are good.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Trust {
    /// Those that the machine trusts.
    #[default]
    System,
    /// Those too that are under these roots (PEM): an organisation's own authority.
    And(Vec<u8>),
    /// Those under these roots (PEM), and no others.
    Only(Vec<u8>),
}

/// Why nothing can be sent from this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadClient {
    /// The roots given can't be read.
    #[error("the trusted certificates can't be read: they have to be PEM")]
    Certificate,
    /// The machine has none.
    #[error("this machine has no trusted certificates: install them (Debian: ca-certificates), or give some")]
    NoRoots,
    /// The encryption can't be set up; a fault of this program.
    #[error("encryption can't be set up")]
    Tls,
}

impl Trust {
    pub(super) fn config(&self) -> Result<Arc<ClientConfig>, BadClient> {
        let mut roots = RootCertStore::empty();
        if let Trust::And(pem) | Trust::Only(pem) = self {
            let mut some = false;
            for certificate in CertificateDer::pem_slice_iter(pem) {
                roots
                    .add(certificate.map_err(|_| BadClient::Certificate)?)
                    .map_err(|_| BadClient::Certificate)?;
                some = true;
            }
            if !some {
                return Err(BadClient::Certificate); // a file without one would read as none at all
            }
        }
        if let Trust::System | Trust::And(_) = self {
            // Machines have odd ones among them, which nothing is lost by leaving out.
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
        if roots.is_empty() {
            return Err(BadClient::NoRoots);
        }
        let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| BadClient::Tls)?;
        let mut config = config.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Trust::System => "System",
            Trust::And(_) => "And(..)",
            Trust::Only(_) => "Only(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_that_are_none_are_refused() {
        for pem in ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            for trust in [Trust::Only(pem.into()), Trust::And(pem.into())] {
                assert_eq!(trust.config().err(), Some(BadClient::Certificate), "{pem:?}");
            }
        }
    }
}
