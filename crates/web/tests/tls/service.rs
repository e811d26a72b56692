//! A service on loopback, on a thread of its own.
#![allow(clippy::unwrap_used)] // a test may panic

use std::{
    net::SocketAddr,
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_RSA_SHA256};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, aws_lc_rs},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};
use tokio_rustls::{TlsConnector, client::TlsStream};
use web::{
    door::{self, Limits},
    tls::{self, Certificate, CertifiedKey, Current},
};

use crate::fixture::Fixture;

/// Of which kind the certificate's key is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Ecdsa,
    Rsa,
}

pub(crate) struct Service {
    fixture: Fixture,
    pub(crate) address: SocketAddr,
    current: Arc<Current>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Service {
    /// Starts it.
    pub(crate) fn start(kind: Kind) -> Self {
        let fixture = Fixture::new();
        let router = fixture.router();
        let current = Current::new(certificate(kind));
        let acceptor = tls::acceptor(Arc::clone(&current)).unwrap();
        let (tell, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                tell.send(listener.local_addr().unwrap()).unwrap();
                let stopped = async { drop(stopped.await) };
                door::serve(listener, Some(acceptor), router, patient(), stopped).await.unwrap();
            });
        });
        Self { fixture, address: address.recv().unwrap(), current, stop: Some(stop), thread: Some(thread) }
    }

    /// A key that it takes.
    pub(crate) fn key(&self) -> &str {
        self.fixture.key()
    }

    /// What Prometheus is told.
    pub(crate) fn metrics(&self) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.fixture.metrics())
    }

    /// Exchanges the certificate.
    pub(crate) fn renew(&self, kind: Kind) {
        self.current.set(certificate(kind));
    }

    /// Whether a client with these suites gets a connection.
    pub(crate) async fn shake_hands(&self, provider: Arc<CryptoProvider>) -> bool {
        self.connect(provider).await.is_ok()
    }

    /// A connection, and the certificate that it was shown.
    pub(crate) async fn connected(&self) -> (TlsStream<TcpStream>, CertificateDer<'static>) {
        let stream = self.connect(Arc::new(aws_lc_rs::default_provider())).await.unwrap();
        let shown = stream.get_ref().1.peer_certificates().unwrap()[0].clone().into_owned();
        (stream, shown)
    }

    /// Whether a request by a connection is answered.
    pub(crate) async fn answers(&self, stream: &mut TlsStream<TcpStream>) -> bool {
        stream.write_all(b"GET /health/ready HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
        let mut start = [0; 12];
        stream.read_exact(&mut start).await.is_ok_and(|_| start == *b"HTTP/1.1 200")
    }

    async fn connect(&self, provider: Arc<CryptoProvider>) -> std::io::Result<TlsStream<TcpStream>> {
        let config = ClientConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = config.dangerous().with_custom_certificate_verifier(Arc::new(Anybody));
        let tls = TlsConnector::from(Arc::new(config.with_no_client_auth()));
        let stream = TcpStream::connect(self.address).await?;
        tls.connect(ServerName::try_from("localhost").unwrap(), stream).await
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // what it said is in the test's output
        }
    }
}

/// Limits for a machine that does much else beside.
fn patient() -> Limits {
    let long = Duration::from_secs(300);
    Limits { head: long, handshake: long, ..Limits::default() }
}

fn certificate(kind: Kind) -> CertifiedKey {
    let folder = tempfile::tempdir().unwrap();
    let key = match kind {
        Kind::Ecdsa => KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256),
        Kind::Rsa => KeyPair::generate_for(&PKCS_RSA_SHA256),
    };
    let key = key.unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::CertificateParams::new(names).unwrap().self_signed(&key).unwrap();
    let files = Certificate { chain: folder.path().join("a.crt"), key: folder.path().join("a.key") };
    std::fs::write(&files.chain, made.pem()).unwrap();
    std::fs::write(&files.key, key.serialize_pem()).unwrap();
    files.load().unwrap()
}

/// Whoever it is: this is about suites.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        aws_lc_rs::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
