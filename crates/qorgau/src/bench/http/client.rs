//! The load: connections that ask, wait and ask again. It writes requests made beforehand and reads no more of an answer
//! than it has to, so that what is measured is the service.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use anyhow::{Context as _, bail, ensure};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    runtime::Runtime,
    task::JoinSet,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::server::Server;

/// A request as bytes.
#[derive(Clone)]
pub(super) struct Request(Vec<u8>);

impl Request {
    pub(super) fn get(path: &str, key: &str) -> Self {
        Self(format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\n\r\n").into())
    }

    pub(super) fn post(path: &str, key: &str, body: &Value) -> Self {
        let body = body.to_string();
        Self(
            format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {key}\r\ncontent-type: \
                 application/json\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            )
            .into(),
        )
    }
}

/// What a load saw.
pub(super) struct Load {
    seconds: f64,
    /// Of each answer.
    pub(super) latencies_ms: Vec<f64>,
}

impl Load {
    /// Answers a second.
    pub(super) fn rate(&self) -> f64 {
        self.latencies_ms.len() as f64 / self.seconds
    }
}

/// Whoever asks; one thread does it, however many connections there are.
pub(super) struct Client {
    runtime: Runtime,
    tls: TlsConnector,
    address: SocketAddr,
}

impl Client {
    /// For a service, by its own certificate.
    pub(super) fn new(server: &Server) -> anyhow::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(&server.certificate).context("its certificate")?)?;
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let config = config.with_root_certificates(roots).with_no_client_auth();
        Ok(Self {
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build()?,
            tls: TlsConnector::from(Arc::new(config)),
            address: server.address,
        })
    }

    /// Waits for the first answer.
    pub(super) fn ready(&self) -> anyhow::Result<()> {
        self.runtime.block_on(async {
            let mut connection = self.connect().await?;
            connection.ask(&Request::get("/health/ready", "")).await
        })
    }

    /// Hands the requests out to connections.
    pub(super) fn load(&self, connections: usize, requests: Vec<Request>) -> anyhow::Result<Load> {
        let mut hands: Vec<Vec<Request>> = (0..connections).map(|_| Vec::new()).collect();
        for (place, request) in requests.into_iter().enumerate() {
            hands[place % connections].push(request);
        }
        self.runtime.block_on(async {
            let mut ready = Vec::new();
            for hand in hands {
                ready.push((self.connect().await?, hand));
            }
            let began = Instant::now();
            let mut tasks = JoinSet::new();
            for (mut connection, hand) in ready {
                tasks.spawn(async move {
                    let mut latencies = Vec::with_capacity(hand.len());
                    for request in hand {
                        let asked = Instant::now();
                        connection.ask(&request).await?;
                        latencies.push(asked.elapsed().as_secs_f64() * 1e3);
                    }
                    anyhow::Ok(latencies)
                });
            }
            let mut latencies_ms = Vec::new();
            while let Some(done) = tasks.join_next().await {
                latencies_ms.extend(done??);
            }
            Ok(Load { seconds: began.elapsed().as_secs_f64(), latencies_ms })
        })
    }

    /// Opens many connections, asks by each of them once, and looks while they are open.
    pub(super) fn crowd(
        &self,
        many: usize,
        request: &Request,
        look: impl FnOnce() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        self.runtime.block_on(async {
            let mut open = Vec::new();
            for _ in 0..many {
                let mut connection = self.connect().await?;
                connection.ask(request).await?;
                open.push(connection);
            }
            look()
        })
    }

    async fn connect(&self) -> anyhow::Result<Connection> {
        let stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let stream = self.tls.connect(ServerName::try_from("localhost")?, stream).await?;
        Ok(Connection { stream, read: Vec::with_capacity(4096) })
    }
}

struct Connection {
    stream: TlsStream<TcpStream>,
    read: Vec<u8>,
}

impl Connection {
    /// Asks, and reads the answer to its end; anything but 2xx is a fault.
    async fn ask(&mut self, request: &Request) -> anyhow::Result<()> {
        self.stream.write_all(&request.0).await?;
        self.stream.flush().await?;
        self.read.clear();
        loop {
            ensure!(self.stream.read_buf(&mut self.read).await? > 0, "the service hung up");
            let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = std::str::from_utf8(&self.read[..end])?;
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            let whole = end + 4 + length.context("an answer says its length")?.parse::<usize>()?;
            if self.read.len() < whole {
                continue;
            }
            if !head.starts_with("HTTP/1.1 2") {
                bail!("{}", String::from_utf8_lossy(&self.read));
            }
            return Ok(());
        }
    }
}
