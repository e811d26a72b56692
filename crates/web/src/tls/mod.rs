//! TLS (policy clause 4.2.1(1)): versions 1.3 and 1.2, 256-bit suites only, and a certificate that can be exchanged while
//! connections go on.

mod certificate;
mod own;

use std::sync::Arc;

pub use certificate::{BadCertificate, Certificate, Current, Flaw, fingerprint, flaws};
pub use own::own;
use rustls::{
    ServerConfig,
    crypto::{CryptoProvider, aws_lc_rs},
};
pub use rustls::{pki_types::UnixTime, sign::CertifiedKey};
use tokio_rustls::TlsAcceptor;

/// How the service proves itself and ciphers.
///
/// # Errors
/// The library knows none of the suites, which would be a fault of the build.
pub fn acceptor(current: Arc<Current>) -> Result<TlsAcceptor, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(provider()))
        .with_protocol_versions(&[&rustls::version::TLS13, &rustls::version::TLS12])?
        .with_no_client_auth()
        .with_cert_resolver(current);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.max_early_data_size = 0; // early data can be sent again by whoever saw it (RFC 8446, section 8)
    config.session_storage = rustls::server::ServerSessionMemoryCache::new(4096);
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Six suites, all with keys of 256 bits.
fn provider() -> CryptoProvider {
    use aws_lc_rs::cipher_suite as suite;
    CryptoProvider {
        cipher_suites: vec![
            suite::TLS13_AES_256_GCM_SHA384,
            suite::TLS13_CHACHA20_POLY1305_SHA256,
            suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            suite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            suite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ],
        ..aws_lc_rs::default_provider()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suite_has_a_key_of_256_bits() {
        for suite in provider().cipher_suites {
            let name = format!("{:?}", suite.suite());
            assert!(name.contains("AES_256") || name.contains("CHACHA20"), "{name}");
        }
    }
}
